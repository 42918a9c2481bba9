"""Whether the addresses that the content links to still lead somewhere: asked over the network, and politely.

`addresses.py` finds them, `rounds.py` asks them all, `asking.py` one of them; `memory.py` keeps what was found for some
days, and `mistakes.py` turns it into problems. No build needs any of it.
"""

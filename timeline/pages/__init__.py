"""What the site is made of: every kind of page is a file of this room, and plan.py lists them.

To add a kind, write `<name>.py` with a function from the plan's subject to pages, and put it into KINDS; if it has a
page for each of many things, with another that names them, so that the pages of one can be planned without the rest,
and one that tells which of them show an event.
"""

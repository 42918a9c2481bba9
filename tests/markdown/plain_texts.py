"""Texts that are plain Markdown or nearly: words and marks as authors write them, with what may stand beside them."""

from collections.abc import Callable
from random import Random

ORDINARY = (
    "a", "words", "of the record", "don’t", "“quoted”", '"so"', "'it'", "R&D", "4 < 5", "x > y", "—", "…", "é", "слово",
    "中文", "שלום", "e\u0301", "🙂", "no.", "50", "v1.2", "C#", "50 %", "$5", "a@b.c", "(aside)", "{x}", "~", "^", "!",
    "?", ";", "a/b", "1-2", "note:k", "event:a", "https://example.org/", "klzzwxh:0000", "wzxhzdk:0", "amp", "href=x",
    "fn:1", "///Footnotes Go Here///", "&", "script", "a\u00a0b", "\u2003", "\u200b", "&b", "a&", "x&y z;", "a - b",
    "a + b = c",
)  # fmt: skip
ADDRESSES = (
    "https://example.org/", "https://example.org", "http://a.b.org/x_y/z?q=1&r=2#top", "https://a.org/?copy=1&copy=2",
    "https://en.example.org/wiki/A%20b", "https://a-b.example.org/@x/~y,z:w+v", "event:some-id", "article:a#x2",
    "page:a", "tag:t", "place:p", "actor:a", "thread:t", "https://example.org/a_b_c", "https://example.org?a=%",
    "event:2025-a",
)  # fmt: skip
DOUBTFUL_ADDRESSES = (
    "https://1.2.3", "https://1.2.3.4/", "https://xn--a.org/", "https://example.org:99999/", "https://-a.org/", "//a.b",
    "https://a..org", "https://example.org/a(b)", "https://example.org/'a'", "mailto:a@b.c", "note:k", "event:", "#top",
    "event:A b", "../a", "", " event:a", "event:a 't'", "javascript:alert(1)", "https://пример.рф/", "EVENT:a",
    "<event:a>", "https://example.org/\u00a0", "https://example.org/&amp;", "https://example.org/|",
    "https://user@example.org/", "https://example.org/*a*b", "https://example.org/\n", "event:a#", "http://",
    "https:example.org", "https://a.b1/",
)  # fmt: skip
ODD = (
    "*", "**", "***", "_", "__", "`", "\\", "[", "]", "(", ")", "](", "][", "]:", "!", "![", "[^", "[^a", "[^k]:",
    "[ ]", "<b>", "</b>", "<br>", "<!--", "<a@b>", "<https://a.b>", "<?", "</", "&amp;", "&#38;", "&#x26;", "&#", "&;",
    "&lt", "&a.b;", "|", "\t", "\u00a0", "\u2003", "\u3000", "\u202f", "\u1680", "\u200b", "\u2028", "\u2029", "\x85",
    "\x0b", "\x0c", "\x1c", "\x00", "\x02", "\x03", "\x02klzzwxh:0000\x03", "\x02amp\x03", "\r", "\r\n", "\ufeff",
    "\ufffe", "\U0001fffe", "\u202e", "\ud800", " ", "  ", "   ", "    ", "\n", "\n\n", "\n\n\n", " \n", "  \n", "\n ",
    "\n  ", "\n   ", "\n    ", "\n \n", "- ", "* ", "+ ", "-", "+", "1. ", "1.", "1) ", "٣. ", "# ", "#", "###### ",
    "####### ", " #", "> ", ">", ": ", ":", "= ", "===", "---", "* * *", "- - -", "___", "\n---", "\n===", "\n-", "\n=",
    "\n- ", "\n* ", "\n1. ", "\n2. ", "\n# ", "\n> ", "\n: ", "\n[x]: y", "\n[^a]: y", "\n*[a]: y", "*[a]: y", "[x]: y",
    "\n|-|-|\n", "~~", "{: #a }", "==", "\n\n- ", "\n\n* ", "\n\n1. ", "\n\n2. ", "\n\n    ", "\n\n  ", "\n\n# ",
    "\n\n> ", "\n\n: ", "\n\na\n: ",
)  # fmt: skip
KEYS = ("k", "some-key", "a_b", "1", "é")
PARAGRAPH_BREAKS = ("\n", "\n", "\n", "\n ", "\n   ", " ")
ITEM_BREAKS = ("\n  ", "\n   ", "\n", " ", " ", " ")
MARKS = ("-", "*", "+", "{}.", "{}.", "{}0.", "0{}.", "-")


def any_text(chance: Random) -> str:
    """Three in four are plain; in the others something odd stands somewhere, or they are a heap of pieces."""
    kind = chance.random()
    return plain_text(chance) if kind < 0.75 else disturbed(chance) if kind < 0.97 else heap(chance)


def plain_text(chance: Random) -> str:
    return "\n\n".join(_block(chance) for _ in range(chance.choice((1, 1, 2, 3))))


def disturbed(chance: Random) -> str:
    """A text with something odd put in, mostly where a mark or a line begins or ends."""
    text = plain_text(chance)
    for _ in range(chance.choice((1, 1, 2))):
        edges = [place for place, sign in enumerate(text) if sign in "*[]()\n"]
        place = chance.choice(edges) + chance.randint(0, 1) if edges else chance.choice((0, len(text)))
        place = chance.choice((place, place, chance.randint(0, len(text))))
        odd = chance.choice(ODD + DOUBTFUL_ADDRESSES) if chance.random() < 0.95 else chr(chance.randint(0, 0x2FFF))
        text = text[:place] + odd + text[place + chance.choice((0, 0, 1)) :]
    return text


def heap(chance: Random) -> str:
    return "".join(chance.choices(ORDINARY + ODD, k=chance.randint(0, 8)))


def _block(chance: Random) -> str:
    kind = chance.random()
    if kind < 0.65:
        return _line(chance, PARAGRAPH_BREAKS)
    if kind < 0.75:
        return f"{'#' * chance.randint(1, 6)} {_line(chance, (' ',))}"
    mark = chance.choice(MARKS)
    items = range(1, chance.choice((2, 3, 4)))
    return "\n".join(f"{mark.format(number)} {_line(chance, ITEM_BREAKS)}" for number in items)


def _line(chance: Random, breaks: tuple[str, ...]) -> str:
    pieces = [
        _piece(chance, breaks) + chance.choice((" ", " ", ", ", "", *breaks)) for _ in range(chance.randint(1, 5))
    ]
    return "".join(pieces).strip(" \n")


def _piece(chance: Random, breaks: tuple[str, ...]) -> str:
    words = chance.choice((" ", *breaks)).join(chance.choices(ORDINARY, k=chance.choice((1, 1, 2, 3))))
    return chance.choice(PIECES)(words, chance)


def _link(words: str, chance: Random) -> str:
    return f"[{words}]({chance.choice(ADDRESSES if chance.random() < 0.95 else DOUBTFUL_ADDRESSES)})"


PIECES: tuple[Callable[[str, Random], str], ...] = (
    *[lambda words, _: words] * 3,
    lambda words, _: f"*{words}*",
    lambda words, _: f"**{words}**",
    lambda _, chance: f"[^{chance.choice(KEYS)}]",
    _link,
)

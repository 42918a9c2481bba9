"""How wide text is, estimated without a font, so that a drawing is the same on every machine; and titles cut short."""

import unicodedata
from functools import lru_cache

# Shares of the type size, of Libre Franklin and rounded up; what stands in for it is narrower.
_SHARES = {
    sign: share / 100
    for share, signs in {
        24: " ',.:;ijl‘’·", 28: "!|", 32: "()I[]`{}•", 36: "/\\", 40: "*-frt“”", 44: '"J', 48: "1^°", 52: "_sz",
        56: "+<=>?acvxy–", 60: "27bdehknopqu~", 64: "#$EFLZg", 68: "345689STY", 72: "0BCKPRUVX", 76: "ADGHN…",
        80: "&OQw", 84: "@", 88: "—", 92: "%Mm", 108: "W",
    }.items()
    for sign in signs
}  # fmt: skip
_CAPITAL, _COMMON, _FULL = 0.84, 0.68, 1.05
_BOLD = 1.05


def width(text: str, size: float = 12, bold: bool = False) -> float:
    """Pixels that a line of text takes, at most."""
    return _shares(text) * size * (_BOLD if bold else 1)


def shortened(title: str, most: int = 30) -> str:
    """A title of at most so many characters, cut at a word where that leaves most of it."""
    if len(title) <= most:
        return title
    cut = title[: most - 1]
    head, space, _ = cut.rpartition(" ")
    whole = head if space and len(head) >= most // 2 else cut
    return whole.rstrip(" ,;:.–—-(“‘'\"&") + "…"


def in_lines(text: str, most: float, lines: int, size: float, bold: bool = False) -> list[str]:
    """The text in at most so many lines of at most so many pixels, broken between words and at last cut short."""
    words = text.split()
    if lines < 2 or width(text, size, bold) <= most or len(words) < 2:
        return [fitted(text, most, size, bold)]
    held = max((n for n in range(1, len(words)) if width(" ".join(words[:n]), size, bold) <= most), default=1)
    first = fitted(" ".join(words[:held]), most, size, bold)
    return [first, *in_lines(" ".join(words[held:]), most, lines - 1, size, bold)]


def fitted(text: str, most: float, size: float, bold: bool = False) -> str:
    """The text, cut short if it takes more than so many pixels."""
    # No letter is narrower than a fifth of the type's size.
    for length in range(min(len(text), int(most / size * 5) + 1), 1, -1):
        shorter = shortened(text, length)
        if width(shorter, size, bold) <= most:
            return shorter
    return text[:1]


@lru_cache(maxsize=10_000)
def _shares(text: str) -> float:
    return sum(map(_share, text))


@lru_cache(maxsize=10_000)
def _share(sign: str) -> float:
    if sign in _SHARES:
        return _SHARES[sign]
    if unicodedata.category(sign) in ("Mn", "Cf"):
        return 0
    letter = unicodedata.normalize("NFD", sign)[0]
    if letter != sign:
        return _share(letter)
    if unicodedata.east_asian_width(sign) in "WF":
        return _FULL
    return _CAPITAL if sign.isupper() else _COMMON

"""A text made ready to be compared: what does not count is folded away, and each place leads back to the original."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property

from timeline.text import normal

# Scripts that are written without spaces between words: South-East Asian ones, Chinese, Japanese.
UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u312f\u31a0-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
# Letters and digits of all others, and the signs that stand on or under them.
LETTER = f"(?:[^\\W{UNSPACED}]|[\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0900-\u0dff])"
# An 's is the end of its word: “last week” stands in “last week’s storm”, but “we can” does not in “we can’t”.
POSSESSIVE = f"'[sS](?!'?{LETTER})"
# Three digits, as behind the space in “1 000”.
GROUP = r"\d{3}(?!\d)"
# Places that no passage begins or ends at; apostrophes, points and commas as in UAX #29, no half a number, time,
# fraction or ellipsis.
INSIDE_WORD = (
    f"(?<={LETTER})(?!{POSSESSIVE})(?='?{LETTER})|(?<={LETTER}')(?={LETTER})"
    r"|(?<=\d)(?=[.,:/⁄]\d)|(?<=\d[.,:/⁄])(?=\d)|(?<=\.)(?=\.)"
    + "".join(rf"|(?<=(?<!\d){start})(?= {GROUP})|(?<=(?<!\d){start} )(?={GROUP})" for start in (r"\d", r"\d\d", GROUP))
)
WORD = f"[{UNSPACED}]|{LETTER}+(?:[-\u2010\u2011'’.,]{LETTER}+)*"

INVISIBLE = "\u00ad\u200b\u200c\u200d\u200e\u200f\u061c\u180e\u2060\ufeff"
# One character for one, so that places stay as they are.
ALIKE = str.maketrans(
    dict.fromkeys("\"'`´‘’‚‛“”„‟′″‹›＂＇\u02bc\u301d\u301e\u301f", "'")
    | dict.fromkeys("-\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d", "-")
    | dict.fromkeys(INVISIBLE, "\u200b")
    | dict.fromkeys("\t\n\v\f\r\x1c\x1d\x1e\x1f\x85\u1680\u2028\u2029\u205f\u3000", " ")
    | dict.fromkeys([*map(chr, range(0x2000, 0x2007)), *map(chr, range(0x2008, 0x200B))], " ")
    | dict.fromkeys("\u00a0\u2007\u202f", "\u00a0")
)
BLANKS = " \u00a0\u200b"
# What a text neither begins nor ends with.
EDGES = " \n" + "".join(chr(sign) for sign, alike in ALIKE.items() if alike in BLANKS)
SPACE = f"[{BLANKS}]"
# Dashes that are part of a word: a hyphen between letters or digits, a short dash between digits (5–10), and a minus
# before an amount. One with spaces around it is not, nor is a long one.
HYPHENS, SHORT = "-\u2010\u2011\u2212\ufe63\uff0d", "\u2012\u2013"
AMOUNT = r"[$£¥€₴₽]?\d"
HYPHEN = f"(?<={LETTER})[{HYPHENS}](?={LETTER})|(?<=\\d)[{HYPHENS}{SHORT}](?={AMOUNT})"
MINUS = f"(?<!{LETTER})(?<![{HYPHENS}{SHORT}\u2014\u2015])[{HYPHENS}{SHORT}](?={AMOUNT})"
FOLDED = re.compile(
    f"(?P<dash>{SPACE}*+-(?:-|{SPACE})*+)"
    f"|(?P<ellipsis>{SPACE}*+(?:…|\\. ?\\. ?\\.))"
    "|(?P<quote>(?:«\u00a0?|\u00a0?»|'){2,}|«\u00a0?|\u00a0?»)"
    f"|(?P<space>{SPACE}{{2,}}+|[\u00a0\u200b])"
)
PARAGRAPH_BREAK = re.compile(r"\n[^\S\n]*\n\s*")
LINE_BREAK = re.compile(r"\n\s*")


@dataclass(frozen=True)
class Text:
    """A text, what of it counts when words are compared (`folded`), and where its paragraphs begin.

    Two texts whose folded forms are equal differ in white space, invisible characters, or the style of quotation marks,
    dashes and ellipses alone. Places in `text` count characters (Unicode code points, NFC) from 0.
    """

    text: str
    folded: str
    _folded_at: Sequence[int]
    _text_at: Sequence[int]
    _breaks: Sequence[int]
    _hyphens: frozenset[int]

    @cached_property
    def lowered(self) -> str:
        """The folded text in lower case, each character at its place."""
        lower = self.folded.lower()
        return lower if len(lower) == len(self.folded) else "".join(map(_lower, self.folded))

    @cached_property
    def words(self) -> int:
        """How many words the text has."""
        return count_words(self.text)

    def inside_word(self, place: int) -> bool:
        """Whether a place in the folded text is one that no passage begins or ends at."""
        return place in self._hyphens or bool(compiled(INSIDE_WORD).match(self.folded, place))

    def original(self, start: int, end: int) -> tuple[int, int]:
        """Where a passage of the folded text stands in the text, white space around it left out."""
        first, last = self._at(start), self._at(end)
        passage = self.text[first:last]
        return first + len(passage) - len(passage.lstrip()), last - len(passage) + len(passage.rstrip())

    def shown(self, start: int, end: int) -> str:
        """A passage of the folded text as it stands in the text, on one line."""
        first, last = self.original(start, end)
        return " ".join(self.text[first:last].split())

    def paragraph(self, place: int) -> int:
        """The number of the paragraph, from 1, that a place in the folded text lies in."""
        return bisect_right(self._breaks, self._at(place)) + 1

    def paragraph_bounds(self, place: int) -> tuple[int, int]:
        """Where, in the folded text, the paragraph around a place begins and ends."""
        number = bisect_right(self._breaks, self._at(place))
        before = self._breaks[number - 1] if number else 0
        behind = self._breaks[number] if number < len(self._breaks) else len(self.text)
        return self._folded(before), self._folded(behind)

    def _at(self, place: int) -> int:
        stretch = bisect_right(self._folded_at, place) - 1
        return self._text_at[stretch] + place - self._folded_at[stretch]

    def _folded(self, place: int) -> int:
        stretch = bisect_right(self._text_at, place) - 1
        behind = self._folded_at[stretch + 1] if stretch + 1 < len(self._folded_at) else len(self.folded)
        return min(behind, self._folded_at[stretch] + place - self._text_at[stretch])


def prepared(text: str) -> Text:
    """The text, ready to be searched. Paragraphs lie between empty lines; where there is none, each line is one."""
    text = normal(text).strip(EDGES)
    breaks = [found.end() for found in PARAGRAPH_BREAK.finditer(text)]
    breaks = breaks or [found.end() for found in LINE_BREAK.finditer(text)]
    folded, folded_at, text_at, hyphens = _fold(text)
    return Text(text, folded, folded_at, text_at, breaks, frozenset(hyphens))


@cache
def compiled(pattern: str) -> re.Pattern[str]:
    """A pattern with whole scripts in it; compiling one takes long, and many builds need none."""
    return re.compile(pattern)


def count_words(text: str) -> int:
    """How many words a text has; “30-day” is one, and so is each character of a script without spaces."""
    return len(compiled(WORD).findall(text))


def _fold(text: str) -> tuple[str, list[int], list[int], list[int]]:
    """The folded text; the beginnings of the stretches in which both run alike, in the one and in the other; and the
    places in the folded text that a hyphen makes part of a word.
    """
    alike = text.translate(ALIKE)
    pieces: list[str] = []
    folded_at, text_at = [0], [0]
    hyphens: list[int] = []
    length = done = 0
    for found in FOLDED.finditer(alike):
        start, end = found.span()
        into = _replacement(found)
        pieces += (alike[done:start], into)
        length += start - done
        if found.lastgroup == "dash":
            hyphens += (length + side for side in _joined_sides(text, start, end))
        folded_at.append(length)
        # A sign at the beginning of a paragraph is not part of the one before, though the space between is folded away.
        text_at.append(end - len(found[0].lstrip(BLANKS)) if found.lastgroup != "space" else start)
        length += len(into)
        folded_at.append(length)
        text_at.append(end)
        done = end
    return "".join(pieces) + alike[done:], folded_at, text_at, hyphens


def _joined_sides(text: str, start: int, end: int) -> tuple[int, ...]:
    """On which sides, 0 and 1, a dash is part of a word: on both if it is a hyphen, on the right if it is a minus."""
    around = re.sub(f"[{INVISIBLE}]", "", text[max(0, start - 1) : end + 2])
    if compiled(HYPHEN).match(around, 1):
        return 0, 1
    return (1,) if compiled(MINUS).search(around) else ()


def _replacement(found: re.Match[str]) -> str:
    kind = found.lastgroup
    if kind == "space":
        return " " if found[0].strip("\u200b") else ""
    return {"dash": "-", "ellipsis": "...", "quote": "'"}[kind or ""]


def _lower(letter: str) -> str:
    lower = letter.lower()
    return lower if len(lower) == 1 else letter

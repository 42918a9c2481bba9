"""A passage by its own words and those around it, so that a program that has the article before it finds the passage
there (TextQuoteSelector, Web Annotation Data Model 4.2.4).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from timeline.quotation.matching import Match
from timeline.quotation.text import UNSPACED, Text, compiled

# How far what stands around may reach, in characters; at least it is a word, if one so long as the first of these.
REACHES = (32, 16, 0)
SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True, order=True)
class Selector:
    """Words of a text, and what stands directly before and behind them, each with single spaces."""

    exact: str
    prefix: str
    suffix: str


def selectors(match: Match, text: Text, around: Sequence[tuple[int, int]]) -> tuple[Selector, ...]:
    """One for each piece of a quotation, in the text's own characters; around is what surroundings() gave."""
    return tuple(
        Selector(*(SPACE.sub(" ", text.text[one:other]) for one, other in ((start, end), (first, start), (end, last))))
        for (start, end), (first, last) in zip(match.spans, around, strict=True)
    )


def surroundings(match: Match, text: Text, reach: int) -> tuple[tuple[int, int], ...]:
    """Each piece of a quotation with what stands around it, as places in the text; reach is one of REACHES.

    What stands around is whole words of the same paragraph, for between two paragraphs a page may have something else;
    where the piece begins or ends one, there is nothing. It reaches further where that alone tells the place apart.
    """
    found = []
    for places, span in zip(match.folded, match.spans, strict=True):
        ways = [_around(*places, *span, text, one) for one in REACHES[::-1] if one >= reach]
        found.append(next((one for one in ways if text.text.count(text.text[slice(*one)]) == 1), ways[0]))
    return tuple(found)


def _around(start: int, end: int, first: int, last: int, text: Text, reach: int) -> tuple[int, int]:
    """start and end are the piece's places in the folded text, first and last those in the text."""
    above, below = text.paragraph_bounds(start)[0], text.paragraph_bounds(end - 1)[1]
    before, behind = _before(start, above, text, reach), _behind(end, below, text, reach)
    if before < start:
        first = min(first, text.original(before, start)[0])
    if behind > end:
        last = max(last, text.original(end, behind)[1])
    return first, last


def _before(start: int, above: int, text: Text, reach: int) -> int:
    """Where what stands before a place begins: as far off as may be, else at the nearest word."""
    far = [one for one in range(max(above, start - REACHES[0]), start) if _parts_words(one, above, text)]
    return next((one for one in far if one >= start - reach), far[-1] if far else start)


def _behind(end: int, below: int, text: Text, reach: int) -> int:
    far = [one for one in range(min(below, end + REACHES[0]), end, -1) if _parts_words(one - 1, below - 1, text, 1)]
    return next((one for one in far if one <= end + reach), far[-1] if far else end)


def _parts_words(place: int, edge: int, text: Text, side: int = -1) -> bool:
    """Whether the character at a place has no other of its word on a side: at an edge, beside a space, or in a script
    that has none.
    """
    sign = text.folded[place]
    has_no_spaces = sign >= UNSPACED[0] and bool(compiled(f"[{UNSPACED}]").match(sign))
    return sign != " " and (place == edge or text.folded[place + side] == " " or has_no_spaces)

"""Where a quotation stands in a text, with what its author left out or put in."""

import re
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from heapq import merge
from itertools import pairwise

from timeline.quotation.text import Text, count_words, inside_word, prepared

# `[…]` or `[...]` for words left out; any other bracket may be the curator's own.
GAP = re.compile(r"\[\s*(?:…|\.\s?\.\s?\.)\s*\]")
BRACKET = re.compile(r"\[([^\[\]]*)\]")
ELLIPSIS = re.compile(r"…|\.\s?\.\s?\.")
MOST_BRACKETS = 200
# What a bracket may stand for: a few words, counted in characters. A letter in brackets stands for itself.
OWN_REACH, LETTER_REACH = 80, 3
MOST_LEFT_OUT = 100


@dataclass(frozen=True, slots=True)
class Match:
    """Where a quotation stands: the pieces between its gaps, as places in Text.text, and the paragraph of each piece.

    folded are the same places in Text.folded.
    """

    spans: tuple[tuple[int, int], ...]
    paragraphs: tuple[int, ...]
    folded: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class _Piece:
    """Words that must stand together, and how they are tied to the piece before.

    reach is how many characters may lie between, None for any number; without begins (ends), the piece may begin (end)
    in the middle of a word.
    """

    words: str
    reach: int | None
    begins: bool = True
    ends: bool = True
    either_case: bool = False


@dataclass(frozen=True, slots=True)
class _Joint:
    """What a bracket does: how far it reaches (None: anywhere), which of the words beside it it cuts."""

    reach: int | None
    cuts_before: bool = False
    cuts_behind: bool = False
    either_case: bool = False


@dataclass(frozen=True, slots=True)
class _Ways:
    """Where a piece can stand, and for each place the number of the nearest place of the piece before."""

    places: Sequence[int]
    came_from: Sequence[int]


def find(quote: str, text: Text) -> Match | None:
    """Where the quotation stands in the text, or None.

    Literally, if it can; else with `[…]` for words left out, and other brackets for the curator's own words. Of several
    places, the first literal one, or the one that leaves out least.
    """
    whole = prepared(quote).folded
    literal = _Piece(whole, None, either_case=True)
    if not whole:
        return None
    if (start := next(_places(literal, text.folded), None)) is not None:
        return _match(text, [(start, start + len(whole))])
    brackets = BRACKET.findall(quote)
    if not brackets or len(brackets) > MOST_BRACKETS:
        return None
    # A bracket may be the article's own: such as stand there word for word are tried so first.
    theirs = frozenset(one for one in brackets if f"[{prepared(one).folded}]" in text.folded)
    for kept in dict.fromkeys((theirs, frozenset[str]())):
        if found := _tightest(_pieces(quote, kept), text):
            return found
    return None


def misses_a_gap(quote: str, text: Text) -> bool:
    """Whether the quotation would match with `[…]` in place of the bare ellipses it has."""
    without = GAP.sub("\0", quote)
    marked = ELLIPSIS.sub("[…]", without).replace("\0", "[…]")
    return bool(ELLIPSIS.search(without)) and find(marked, text) is not None


def far_apart(match: Match, text: Text) -> bool:
    """Whether two pieces that a gap joins lie two or more paragraphs apart, or leave out more than 100 words."""
    return any(
        text.paragraph(start) - text.paragraph(end - 1) >= 2 or count_words(text.shown(end, start)) > MOST_LEFT_OUT
        for (_, end), (start, _) in pairwise(match.folded)
    )


def parts(quote: str) -> list[str]:
    """The quotation's words between its gaps, as they are written."""
    return [part.strip() for part in GAP.split(quote) if part.strip()]


def _pieces(quote: str, kept: frozenset[str]) -> list[_Piece]:
    """The pieces of a quotation whose brackets are gaps or the curator's own, but for those that are kept."""
    pieces: list[_Piece] = []
    further: int | None = 0
    for before, written, behind in _cut(quote, kept):
        reach = None if further is None or before.reach is None else further + before.reach
        if words := prepared(written).folded:
            pieces.append(_Piece(words, reach, not before.cuts_behind, not behind.cuts_before, before.either_case))
        # Brackets with nothing between them reach as far as both.
        further = 0 if words else reach
    return pieces


def _cut(quote: str, kept: frozenset[str]) -> Iterator[tuple[_Joint, str, _Joint]]:
    """The words between brackets, with what stands on both sides of them."""
    before, words, done = _Joint(None, either_case=True), "", 0
    for bracket in BRACKET.finditer(quote):
        words, done = words + quote[done : bracket.start()], bracket.end()
        if bracket[1] in kept:
            words += bracket[0]
            continue
        behind = _joint(bracket)
        yield before, words, behind
        before, words = behind, bracket[1] if behind.either_case else ""
    yield before, words + quote[done:], _Joint(None)


def _joint(bracket: re.Match[str]) -> _Joint:
    quote, inside = bracket.string, bracket[1]
    if GAP.fullmatch(bracket[0]):
        return _Joint(None)
    before = quote[max(0, bracket.start() - 1) : bracket.start()].isalnum()
    behind = quote[bracket.end() : bracket.end() + 1].isalnum()
    if len(inside) == 1 and inside.isalpha() and behind:
        return _Joint(LETTER_REACH, before, before, either_case=True)
    return _Joint(OWN_REACH + len(inside), before, behind)


def _tightest(pieces: Sequence[_Piece], text: Text) -> Match | None:
    """The pieces in order, each as near to the one before as its tie asks, over as short a stretch as there is."""
    ways: list[_Ways] = []
    for number, piece in enumerate(pieces):
        before = pieces[number - 1].words if number else ""
        ways.append(_ways(piece, len(before), ways[-1].places if number else None, text))
        if not ways[-1].places:
            return None
    if not ways:
        return None
    places = _shortest(ways)
    return _match(
        text, [(place, place + len(piece.words)) for place, piece in zip(places, pieces, strict=True)], pieces
    )


def _ways(piece: _Piece, length: int, before: Sequence[int] | None, text: Text) -> _Ways:
    """The places of a piece that can be reached from those of the piece before, which has this length.

    Each is reached from the nearest. Since two ways that cross can be exchanged where they do, no other begins later.
    """
    places, came_from = array("l"), array("l")
    nearest = -1
    for place in _places(piece, text.folded):
        if before is None:
            places.append(place)
            continue
        while nearest + 1 < len(before) and before[nearest + 1] + length <= place:
            nearest += 1
        if nearest >= 0 and _tied(piece, before[nearest] + length, place, text):
            places.append(place)
            came_from.append(nearest)
    return _Ways(places, came_from)


def _tied(piece: _Piece, end: int, place: int, text: Text) -> bool:
    """Whether a piece may stand at a place when the one before ends there; what is put in stays in its paragraph."""
    if piece.reach is None:
        return True
    return place - end <= piece.reach and text.paragraph(end - 1) == text.paragraph(place)


def _shortest(ways: Sequence[_Ways]) -> list[int]:
    """The places of all pieces, one each, from whose first to whose last it is shortest; of equals the first."""
    origins: Sequence[int] = range(len(ways[0].places))
    for way in ways[1:]:
        origins = array("l", (origins[place] for place in way.came_from))
    first, last = ways[0].places, ways[-1].places
    number = min(range(len(last)), key=lambda one: last[one] - first[origins[one]])
    places = [last[number]]
    for way, before in zip(ways[:0:-1], ways[-2::-1], strict=True):
        number = way.came_from[number]
        places.append(before.places[number])
    return places[::-1]


def _places(piece: _Piece, folded: str) -> Iterator[int]:
    """Where the piece's words stand, in order."""
    length = len(piece.words)
    forms = _either_case(piece.words) if piece.either_case else (piece.words,)
    for start in merge(*(_occurrences(form, folded) for form in forms)):
        if piece.begins and inside_word(folded, start):
            continue
        if not (piece.ends and inside_word(folded, start + length)):
            yield start


def _occurrences(words: str, folded: str) -> Iterator[int]:
    start = folded.find(words)
    while start >= 0:
        yield start
        start = folded.find(words, start + 1)


def _either_case(words: str) -> tuple[str, ...]:
    """The words with a small and with a capital first letter."""
    for place, letter in enumerate(words):
        if letter.isalpha():
            other = letter.swapcase()
            return (words, words[:place] + other + words[place + 1 :]) if len(other) == 1 else (words,)
    return (words,)


def _match(text: Text, folded: Sequence[tuple[int, int]], pieces: Sequence[_Piece] = ()) -> Match:
    """Pieces that only the curator's own words keep apart count as one."""
    joined: list[tuple[int, int]] = []
    for number, (start, end) in enumerate(folded):
        if number and pieces[number].reach is not None:
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return Match(
        tuple(text.original(*span) for span in joined),
        tuple(text.paragraph(start) for start, _ in joined),
        tuple(joined),
    )

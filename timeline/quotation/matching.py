"""Where a quotation stands in a text, with what its author left out or put in."""

import re
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from heapq import merge
from itertools import pairwise
from typing import Literal

from timeline.quotation.text import LETTER, Text, compiled, count_words, prepared

# `[…]` or `[...]` for words left out; any other bracket may be the curator's own.
GAP = re.compile(r"\[\s*(?:…|\.\s?\.\s?\.)\s*\]")
BRACKET = re.compile(r"\[([^\[\]]*)\]")
ELLIPSIS = re.compile(r"…|\.\s?\.\s?\.")
MOST_BRACKETS = 200
# What a bracket may stand for: as many words as it has and some more, of one sentence, and none of these, which would
# turn the sense of what stands around it. A letter in brackets stands for itself, behind a sign or two.
MORE_WORDS, LONGEST_REPLACED, LETTER_REACH = 3, 400, 3
NEGATION = (
    f"(?<!{LETTER})(?:no|not|never|nobody|none|nothing|nor|neither|without|hardly|cannot)(?!{LETTER})|n't(?!{LETTER})"
)
SENTENCE_END = re.compile(r"[;!?。！？；؟؛।]|\.(?!\d)")
REST_OF_WORD = f"(?:'|{LETTER})*+"
LONGEST_WORD = 40
MOST_LEFT_OUT = 100

How = Literal["literal", "shortened", "bracketed"]


@dataclass(frozen=True, slots=True)
class Match:
    """Where a quotation stands: the pieces between its gaps, as places in Text.text, and the paragraph of each piece.

    folded are the same places in Text.folded. how tells whether the quotation stands there word for word, with words
    left out, or with brackets that hold its author's own words or letters.
    """

    spans: tuple[tuple[int, int], ...]
    paragraphs: tuple[int, ...]
    folded: tuple[tuple[int, int], ...]
    how: How


@dataclass(frozen=True, slots=True)
class _Joint:
    """What parts two pieces: a gap, or a bracket with the curator's own words (folded), or one with but a letter.

    after_word (before_word): it is glued to the word before (behind) it. Where the quotation begins and ends is a gap.
    """

    is_gap: bool = True
    own: str = ""
    after_word: bool = False
    before_word: bool = False
    either_case: bool = False


@dataclass(frozen=True, slots=True)
class _Piece:
    """Words that must stand together, and what stands before and behind them."""

    words: str
    before: _Joint
    behind: _Joint
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
    literal = _Piece(whole, _Joint(), _Joint(), either_case=True)
    if not whole:
        return None
    if (start := next(_places(literal, text), None)) is not None:
        return _match([literal], [start], text, "literal")
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
    """The pieces of a quotation whose brackets are gaps or the curator's own, but for those that are kept.

    None if one of those brackets is empty: it says nothing of what it stands for.
    """
    pieces: list[_Piece] = []
    before, either_case = _Joint(), True
    for written, behind in _cut(quote, kept):
        if not behind.is_gap and not behind.own and not behind.either_case:
            return []
        if words := prepared(written).folded:
            pieces.append(_Piece(words, before, behind, either_case))
            before = behind
        else:
            before = _side_by_side(before, behind)
            pieces[-1:] = [replace(one, behind=before) for one in pieces[-1:]]
        either_case = behind.either_case
    return pieces


def _cut(quote: str, kept: frozenset[str]) -> Iterator[tuple[str, _Joint]]:
    """The words between brackets, each with what stands behind them."""
    words, done = "", 0
    for bracket in BRACKET.finditer(quote):
        words, done = words + quote[done : bracket.start()], bracket.end()
        if bracket[1] in kept:
            words += bracket[0]
            continue
        joint = _joint(bracket)
        yield words, joint
        words = bracket[1] if joint.either_case else ""
    yield words + quote[done:], _Joint()


def _joint(bracket: re.Match[str]) -> _Joint:
    quote, inside = bracket.string, bracket[1]
    if GAP.fullmatch(bracket[0]):
        return _Joint()
    after_word = bool(re.search(f"{LETTER}\\Z", quote[: bracket.start()][-1:]))
    before_word = bool(re.match(LETTER, quote[bracket.end() : bracket.end() + 1]))
    if len(inside) == 1 and inside.isalpha() and before_word:
        return _Joint(False, "", after_word, after_word, either_case=True)
    return _Joint(False, prepared(inside).folded, after_word, before_word)


def _side_by_side(before: _Joint, behind: _Joint) -> _Joint:
    """Brackets with nothing between them, as one."""
    own = f"{before.own} {behind.own}".strip()
    return _Joint(before.is_gap or behind.is_gap, own, before.after_word, behind.before_word)


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
    joints = [joint for piece in pieces for joint in (piece.before, piece.behind)]
    is_own = any(joint.own or not joint.is_gap for joint in joints)
    return _match(pieces, _shortest(ways), text, "bracketed" if is_own else "shortened")


def _ways(piece: _Piece, length: int, before: Sequence[int] | None, text: Text) -> _Ways:
    """The places of a piece that can be reached from those of the piece before, which has this length.

    Each is reached from the nearest. Since two ways that cross can be exchanged where they do, no other begins later.
    """
    places, came_from = array("l"), array("l")
    nearest = -1
    for place in _places(piece, text):
        if before is None:
            places.append(place)
            continue
        while nearest + 1 < len(before) and before[nearest + 1] + length <= place:
            nearest += 1
        if nearest >= 0 and _stands_for(piece.before, before[nearest] + length, place, text):
            places.append(place)
            came_from.append(nearest)
    return _Ways(places, came_from)


def _stands_for(joint: _Joint, start: int, end: int, text: Text) -> bool:
    """Whether this stretch of the folded text may lie between two pieces that are parted so in the quotation."""
    if joint.is_gap:
        return True
    if end - start > LONGEST_REPLACED:
        return False
    between = text.folded[start:end]
    if joint.after_word or joint.before_word:
        between = between if joint.after_word else between.removeprefix(" ")
        between = between if joint.before_word else between.removesuffix(" ")
        return bool(compiled(REST_OF_WORD).fullmatch(between)) and bool(joint.own or not between)
    if between in ("", " "):
        return True
    if text.paragraph(start - 1) != text.paragraph(end):
        return False
    if not joint.own:
        return len(between) <= LETTER_REACH and not count_words(between)
    most = count_words(joint.own) + MORE_WORDS
    return (
        between.count(" ") <= most + 1
        and count_words(between) <= most
        and not SENTENCE_END.search(between)
        and (not _denies(between) or _denies(joint.own))
    )


def _denies(folded: str) -> bool:
    return bool(compiled(NEGATION).search(folded.lower()))


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


def _places(piece: _Piece, text: Text) -> Iterator[int]:
    """Where the piece's words stand, in order."""
    forms = _either_case(piece.words) if piece.either_case else (piece.words,)
    for start in merge(*(_occurrences(form, text.folded) for form in forms)):
        if _begins(piece, start, text) and _ends(piece, start + len(piece.words), text):
            yield start


def _begins(piece: _Piece, place: int, text: Text) -> bool:
    if not piece.before.before_word:
        return not text.inside_word(place)
    rest = compiled(REST_OF_WORD).match(text.folded[max(0, place - LONGEST_WORD) : place][::-1])
    return not piece.before.own or (_denies(rest[0][::-1]) if rest else False) == _denies(piece.before.own)


def _ends(piece: _Piece, place: int, text: Text) -> bool:
    if not piece.behind.after_word:
        return not text.inside_word(place)
    rest = compiled(REST_OF_WORD).match(text.folded, place, place + LONGEST_WORD)
    return not piece.behind.own or (_denies(rest[0]) if rest else False) == _denies(piece.behind.own)


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


def _match(pieces: Sequence[_Piece], places: Sequence[int], text: Text, how: How) -> Match:
    """Pieces that only the curator's own words keep apart count as one."""
    joined: list[tuple[int, int]] = []
    for number, (piece, start) in enumerate(zip(pieces, places, strict=True)):
        end = start + len(piece.words)
        if number and not piece.before.is_gap:
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return Match(
        tuple(text.original(*span) for span in joined),
        tuple(text.paragraph(start) for start, _ in joined),
        tuple(joined),
        how,
    )

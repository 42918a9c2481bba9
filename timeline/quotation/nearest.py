"""What a text has in place of a quotation that is not in it: the nearest passage, word by word."""

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from itertools import groupby

from rapidfuzz import fuzz
from rapidfuzz.distance import LCSseq, Levenshtein

from timeline.quotation.matching import find, parts
from timeline.quotation.text import Text, prepared

TOKEN = re.compile(r"[^ -]+|-")
# Below this, of 100, a passage has no more in common with a quotation than any other.
NEAR, NEAR_IN_LETTERS = 50, 65
# Comparing letters takes long, and only what has few words needs it.
FEW_LETTERS = 64
MOST_MOVED, CONTEXT = 5, 6


@dataclass(frozen=True, slots=True)
class Difference:
    """The nearest passage, in pieces of (words of the quotation, words of the text); alike where both are the same.

    paragraph is that of the text in which the passage begins.
    """

    pieces: tuple[tuple[str, str], ...]
    paragraph: int

    def __str__(self) -> str:
        """As git shows it: `led to the Russian [-retaking-] {+recapture+} of Sudzha`."""
        shown = []
        for number, (quoted, found) in enumerate(self.pieces):
            if quoted == found:
                shown.append(_shortened(found, number == 0, number == len(self.pieces) - 1))
            else:
                shown += [f"[-{quoted}-]"] * bool(quoted) + [f"{{+{found}+}}"] * bool(found)
        return " ".join(shown)

    def first(self) -> tuple[str, str]:
        """The first words that differ, of the quotation and of the text, with a word beside them where one has none."""
        place = next(place for place, pair in enumerate(self.pieces) if pair[0] != pair[1])
        quoted, found = self.pieces[place]
        if quoted and found:
            return quoted, found
        before = self.pieces[place - 1][1].split()[-1:] if place else []
        behind = self.pieces[place + 1][1].split()[:1] if place + 1 < len(self.pieces) else []
        return " ".join([*before, *quoted.split(), *behind]), " ".join([*before, *found.split(), *behind])


def difference(quote: str, text: Text) -> Difference | None:
    """How the nearest passage differs from a quotation that the text has not; None if nothing is near it.

    Of a quotation with gaps, the first part that the text has not; None also if it has all, in another order.
    """
    part = next((part for part in parts(quote) if not find(part, text)), "")
    needle = prepared(part)
    wanted, there = _tokens(needle), _tokens(text)
    if not wanted or not there:
        return None
    start, end = _nearest([words for words, _ in wanted], [words for words, _ in there], needle, text)
    passage = _trimmed(there[start:end], needle.folded)
    if not passage:
        return None
    if passage[0][0][1:] == wanted[0][0][1:] and passage[0][0].lower() == wanted[0][0].lower():
        # The first letter may be small or a capital.
        wanted[0] = passage[0][0], wanted[0][1]
    steps = Levenshtein.opcodes([words for words, _ in wanted], [words for words, _ in passage])
    pieces = []
    for is_equal, group in groupby(steps, key=lambda step: step.tag == "equal"):
        run = list(group)
        found = _shown(text, passage[run[0].dest_start : run[-1].dest_end])
        quoted = found if is_equal else _shown(needle, wanted[run[0].src_start : run[-1].src_end])
        pieces.append((quoted, found))
    alike_pieces = sum(quoted == found for quoted, found in pieces)
    if alike_pieces == len(pieces) or (not alike_pieces and _letters_alike(needle, text, passage) < NEAR_IN_LETTERS):
        return None
    return Difference(tuple(pieces), text.paragraph(passage[0][1]))


def _tokens(text: Text) -> list[tuple[str, int]]:
    """The words of the folded text and where each begins, punctuation included."""
    return [(found[0], found.start()) for found in TOKEN.finditer(text.folded)]


def _shown(text: Text, tokens: list[tuple[str, int]]) -> str:
    return text.shown(tokens[0][1], tokens[-1][1] + len(tokens[-1][0])) if tokens else ""


def _letters_alike(needle: Text, text: Text, passage: list[tuple[str, int]]) -> float:
    end = passage[-1][1] + len(passage[-1][0])
    return fuzz.ratio(needle.folded, text.folded[passage[0][1] : end])


def _trimmed(passage: list[tuple[str, int]], needle: str) -> list[tuple[str, int]]:
    """The passage without the marks around it that the quotation has not."""
    if passage and not needle.startswith("'"):
        words, place = passage[0]
        passage = [(words.lstrip("'"), place + len(words) - len(words.lstrip("'"))), *passage[1:]]
    if passage and needle[-1].isalnum():
        words, place = passage[-1]
        passage = [*passage[:-1], (words.rstrip("'.,:;!?"), place)]
    return [(words, place) for words, place in passage if words]


def _nearest(wanted: list[str], there: list[str], needle: Text, text: Text) -> tuple[int, int]:
    """From which word of the text to which the nearest passage goes; nowhere if none is near."""
    if len(needle.folded) <= FEW_LETTERS:
        letters = fuzz.partial_ratio_alignment(needle.folded, text.folded, score_cutoff=NEAR_IN_LETTERS)
        if letters:
            places = [place for _, place in _tokens(text)]
            start = max(0, bisect_right(places, letters.dest_start) - 1)
            return _fitted(wanted, there, start, max(start + 1, bisect_left(places, letters.dest_end)))
    words = fuzz.partial_ratio_alignment(wanted, there, score_cutoff=NEAR)
    return _fitted(wanted, there, words.dest_start, words.dest_end) if words else (0, 0)


def _fitted(wanted: list[str], there: list[str], start: int, end: int) -> tuple[int, int]:
    """The passage with its ends moved to where the fewest words differ, or else the most is alike."""
    moves = range(-min(MOST_MOVED, len(wanted)), min(MOST_MOVED, len(wanted)) + 1)
    passages = {(max(0, start + first), min(len(there), end + last)) for first in moves for last in moves}
    letters = " ".join(wanted)

    def distance(passage: tuple[int, int]) -> tuple[float, ...]:
        words = there[slice(*passage)]
        alike, longer = LCSseq.similarity(wanted, words), abs(len(words) - len(wanted))
        return Levenshtein.distance(wanted, words), -alike, longer, -fuzz.ratio(letters, " ".join(words)), passage[0]

    return min((passage for passage in passages if passage[0] < passage[1]), key=distance)


def _shortened(words: str, is_first: bool, is_last: bool) -> str:
    """The words around a difference: of a long stretch those that are next to it."""
    split = words.split()
    before, behind = split[: 0 if is_first else CONTEXT], split[len(split) if is_last else -CONTEXT :]
    return words if len(before) + len(behind) >= len(split) else " ".join([*before, "…", *behind])

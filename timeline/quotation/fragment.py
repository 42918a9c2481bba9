"""Text directives: the part of a link behind `#:~:` that has a browser find and mark a passage (WICG, URL fragment text
directives).

    text=prefix-,start,end,-suffix
"""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from urllib.parse import quote as percent_encoded

from timeline.quotation.matching import Match
from timeline.quotation.text import POSSESSIVE, Text, compiled

# A passage of more words is named by its first and its last ones.
LONGEST_EXACT, FEWEST, MOST = 10, 3, 8
MOST_AROUND, LONGEST_AROUND = 6, 32
MOST_PASSAGES = 8


def of_match(match: Match, text: Text) -> str:
    """The directives that lead to a quotation in the text: `text=…`, one for each of its pieces, joined by `&`."""
    return "&".join(f"text={_of_passage(*span, text)}" for span in match.folded[:MOST_PASSAGES])


def of_words(quote: str) -> str:
    """The directive for a quotation whose text is not at hand; nothing for one that is not verbatim."""
    # Of a long quotation only the words at its ends are needed.
    words = quote.split(maxsplit=LONGEST_EXACT)
    if "[" in quote or "]" in quote or not words:
        return ""
    if len(words) <= LONGEST_EXACT:
        return f"text={_joined(words)}"
    return f"text={_joined(words[: MOST // 2])},{_joined(quote.rsplit(maxsplit=MOST // 2)[-MOST // 2 :])}"


def _of_passage(start: int, end: int, text: Text) -> str:
    start, end = _whole_words(*_without_dashes(start, end, text), text)
    if len(text.folded[start:end].split()) <= LONGEST_EXACT and text.paragraph(start) == text.paragraph(end - 1):
        prefix, suffix = _around(start, end, text)
        return f"{prefix}{_encoded(text.shown(start, end))}{suffix}"
    first, prefix = _first(start, end, text)
    last = _last(first, end, text)
    return f"{prefix}{_encoded(text.shown(start, first))},{_encoded(text.shown(last, end))}"


def _without_dashes(start: int, end: int, text: Text) -> tuple[int, int]:
    """The passage without the dashes around it, if it is more than that: browsers look for words."""
    passage = text.folded[start:end]
    if not passage.strip("- "):
        return start, end
    return start + len(passage) - len(passage.lstrip("- ")), end - len(passage) + len(passage.rstrip("- "))


def _whole_words(start: int, end: int, text: Text) -> tuple[int, int]:
    """The passage with all of the words that it begins and ends in; for a browser, an 's is part of the word."""
    while text.inside_word(start):
        start -= 1
    while text.inside_word(end):
        end += 1
    possessive = compiled(POSSESSIVE).match(text.folded, end)
    return start, possessive.end() if possessive else end


def _first(start: int, end: int, text: Text) -> tuple[int, str]:
    """Where the words that begin the passage end: so many that they stand nowhere else, or else with a prefix."""
    within = min(end, text.paragraph_bounds(start)[1])
    ends = list(_word_ends(start, within, text))[FEWEST - 1 : MOST] or [within]
    for place in ends:
        if _is_unique(start, place, text):
            return place, ""
    return ends[-1], _before(start, ends[-1], text)


def _last(first: int, end: int, text: Text) -> int:
    """Where the words begin that end the passage: so many that none before are the same."""
    within = max(first, text.paragraph_bounds(end - 1)[0])
    starts = list(_word_starts(within, end, text))[::-1][FEWEST - 1 : MOST] or [within]
    place = next((one for one in starts if text.lowered.find(text.lowered[one:end], first) == one), starts[-1])
    return _without_dashes(place, end, text)[0]


def _around(start: int, end: int, text: Text) -> tuple[str, str]:
    """What stands before and behind a passage, as far as it needs that to be the only one.

    From its own paragraph, if that does, for between two paragraphs the page may have something else; where that does
    not, but the passage is the first of its kind, a browser takes the first.
    """
    if _is_unique(start, end, text):
        return "", ""
    above, below = text.paragraph_bounds(start)[0], text.paragraph_bounds(end - 1)[1]
    near = [*_contexts(start, end, above, below, text)]
    first, last = _chosen(near, [*_contexts(start, end, 0, len(text.folded), text)], text) or (start, end)
    prefix, suffix = text.shown(first, start), text.shown(end, last)
    return f"{_encoded(prefix)}-," if prefix else "", f",-{_encoded(suffix)}" if suffix else ""


def _before(start: int, end: int, text: Text) -> str:
    """The same for the words that begin a passage: what stands behind them is the passage itself."""
    near, further = (
        [(place, end) for place in _words_before(start, above, text)] for above in (text.paragraph_bounds(start)[0], 0)
    )
    first, _ = _chosen(near, further, text) or (further or [(start, end)])[-1]
    return f"{_encoded(text.shown(first, start))}-," if first < start else ""


def _chosen(near: list[tuple[int, int]], further: list[tuple[int, int]], text: Text) -> tuple[int, int] | None:
    """Of a passage with more and more around it the first that is the only one of its kind, or the first one."""
    return (
        next((one for one in near if _is_unique(*one, text)), None)
        or next((one for one in reversed(near) if _is_first(*one, text)), None)
        or next((one for one in further if _is_unique(*one, text)), None)
    )


def _contexts(start: int, end: int, above: int, below: int, text: Text) -> Iterator[tuple[int, int]]:
    """The passage with more and more words around it: only before, only behind, on both sides."""
    before = _words_before(start, above, text)
    behind = [*_word_ends(end, min(below, end + LONGEST_AROUND), text)][:MOST_AROUND]
    yield from ((place, end) for place in before)
    yield from ((start, place) for place in behind)
    yield from zip(before, behind, strict=False)


def _words_before(start: int, above: int, text: Text) -> list[int]:
    """Where the words before a place begin, the nearest first."""
    return [*_word_starts(max(above, start - LONGEST_AROUND), start, text)][::-1][:MOST_AROUND]


def _is_first(start: int, end: int, text: Text) -> bool:
    return text.lowered.find(text.lowered[start:end]) == start


def _is_unique(start: int, end: int, text: Text) -> bool:
    return _is_first(start, end, text) and text.lowered.find(text.lowered[start:end], start + 1) < 0


def _word_starts(start: int, end: int, text: Text) -> Iterator[int]:
    for place in range(start, end):
        if text.folded[place] != " " and (place == 0 or text.folded[place - 1] == " "):
            yield place


def _word_ends(start: int, end: int, text: Text) -> Iterator[int]:
    for place in range(start + 1, end + 1):
        if text.folded[place - 1] != " " and (place == len(text.folded) or text.folded[place] == " "):
            yield place


def _encoded(words: str) -> str:
    return _joined(words.split(" "))


def _joined(words: Iterable[str]) -> str:
    """Percent-encoded; so are the three signs that have a meaning in a directive."""
    return "%20".join([word if word.isascii() and word.isalnum() else _encoded_word(word) for word in words])


# The same words begin and end many passages.
@lru_cache(maxsize=16_384)
def _encoded_word(word: str) -> str:
    return percent_encoded(word, safe="").replace("-", "%2D")

"""All that is quoted of one article, compared with its capture."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from timeline import captures
from timeline.captures import Capture
from timeline.content.allowed import allowed
from timeline.content.load import Content
from timeline.content.quotations import Quotation
from timeline.content.quotes import Finding, words_within
from timeline.problems import Problem, printable, quoted
from timeline.quotation import (
    REACHES,
    Match,
    Selector,
    Text,
    count_words,
    far_apart,
    find,
    misses_a_gap,
    of_match,
    parts,
    prepared,
    selectors,
    surroundings,
)

# Stretches of a text that part no word.
STRETCH = re.compile(r".{1,100}\S*", re.DOTALL)
NOTHING_NEAR = "nothing in the capture is like these words"


@dataclass(frozen=True, slots=True)
class Comparison:
    """An article's quotations, and what comparing them gave.

    file, sha256 and words are those of the capture; where none could be read they are empty, and so are the findings.
    """

    article: str
    asked: Sequence[Quotation]
    problems: tuple[Problem, ...] = ()
    file: str = ""
    sha256: str = ""
    words: int = 0
    findings: Mapping[Quotation, Finding] = field(default_factory=dict)


def compared(content: Content, article: str, asked: Sequence[Quotation], paths: Sequence[Path]) -> Comparison:
    """Compare what is asked for with the first of the captures, if there is one.

    `unreadable-capture`: a captured text cannot be read, so that nothing was compared with it. Save it as UTF-8 text,
    or remove it.
    """
    capture = captures.read(paths[0]) if paths else None
    if not isinstance(capture, Capture):
        return Comparison(article, asked, (capture,) if capture else ())
    text = prepared(capture.text)
    matches = {words: find(words, text) for words in {one.text for one in asked}}
    problems = (found for one in asked for found in mistakes(content, one, text, matches[one.text]))
    words_before = _words_before(text.text)
    words = words_before(len(text.text))
    quoted = {one.text: match for one in asked if one.kind != "words" and (match := matches[one.text])}
    around = _selectors(quoted, text, words_before, content.settings.max_quote_share * words)
    findings = {one: _finding(one, capture, text, matches[one.text], words_before) for one in asked}
    findings = {one: _with_selectors(line, around.get(one.text, ())) for one, line in findings.items()}
    return Comparison(article, asked, tuple(problems), capture.file, capture.sha256, words, findings)


def mistakes(content: Content, asked: Quotation, text: Text, match: Match | None) -> Iterator[Problem]:
    """What is wrong with a quotation that was found there in its article's text, or was not found.

    `altered`: a quotation is not in the captured text of its article; the message shows the nearest passage, with
    `[-words-]` that only the quotation has and `{+words+}` that only the capture has. White space, the style of
    quotation marks and dashes, and the case of the first letter do not count. Quote word for word, with `[…]` where
    words are left out and `[word]` for a word of your own. `timeline verify` finds this, and `timeline check` warns of
    it until it is mended.

    `words-not-in-capture`: the `words` of a `date_basis` are not in the captured text of their article, although they
    are given as its own. Copy them from there.

    `far-apart` (warning): a quotation joins with `[…]` what stands two or more paragraphs or more than 100 words apart
    in the article, so that a reader may take for one statement what are two. Make two excerpts of it.
    """
    event = content.events[asked.event]
    if match is None and asked.kind == "words":
        yield content.problem(event, "words-not-in-capture", _message(asked.text, text), *asked.route)
    elif match is None:
        yield content.problem(event, "altered", _message(asked.text, text), *asked.route)
    elif far_apart(match, text) and "far-apart" not in allowed(event):
        message = "this joins passages that stand far apart in the article; make two excerpts of it"
        yield content.problem(event, "far-apart", message, *asked.route, severity="warning")


def _message(words: str, text: Text) -> str:
    """What the capture has in place of the words."""
    # RapidFuzz takes long to import, and builds only want the manual that stands in this file.
    from timeline.quotation.nearest import difference

    if misses_a_gap(words, text):
        return "the capture has no dots there; words that are left out are marked with […]"
    if parts(words) and all(find(part, text) for part in parts(words)):
        return "the capture has these words, but not in this order"
    if not (nearest := difference(words, text)):
        return NOTHING_NEAR
    written, found = nearest.first()
    return f"the capture has {quoted(found)} where the quotation has {quoted(written)}: {printable(str(nearest))}"


def _words_before(text: str) -> Callable[[int], int]:
    """Says how many words of a text stand before a place, without counting all of them each time."""
    starts, counts = [0], [0]
    for stretch in STRETCH.finditer(text):
        starts.append(stretch.end())
        counts.append(counts[-1] + count_words(stretch[0]))

    def words_before(place: int) -> int:
        stretch = bisect_right(starts, place) - 1
        return counts[stretch] + count_words(text[starts[stretch] : place])

    return words_before


def _finding(
    asked: Quotation, capture: Capture, text: Text, match: Match | None, words_before: Callable[[int], int]
) -> Finding:
    words = words_before(len(text.text))
    line = Finding(asked.event, asked.article, asked.kind, asked.mark, "altered", capture.sha256, words)
    if match is None:
        return line
    return replace(
        line,
        verdict="verified",
        spans=match.spans,
        word_spans=tuple((words_before(start), words_before(end)) for start, end in match.spans),
        paragraphs=match.paragraphs,
        directive=of_match(match, text),
    )


def _selectors(
    quoted: Mapping[str, Match], text: Text, words_before: Callable[[int], int], most: float
) -> Mapping[str, tuple[Selector, ...]]:
    """Those of what is quoted. What stands around is shorter where more words than most would be kept, with those that
    are quoted; but a word is always kept.
    """
    for reach in REACHES:
        around = {words: surroundings(match, text, reach) for words, match in quoted.items()}
        places = {place for spans in around.values() for place in spans}
        if words_within((words_before(first), words_before(last)) for first, last in places) <= most:
            break
    return {words: _unlike(words, selectors(match, text, around[words])) for words, match in quoted.items()}


def _with_selectors(line: Finding, found: tuple[Selector, ...]) -> Finding:
    """The words of dates are no excerpts: nobody looks for what stands around them."""
    return line if line.kind == "words" else replace(line, selectors=found)


def _unlike(quote: str, found: tuple[Selector, ...]) -> tuple[Selector, ...]:
    """The selectors without words that the quotation has likewise."""
    own = parts(quote)
    if len(own) != len(found):
        return found
    return tuple(replace(one, exact="") if one.exact == words else one for one, words in zip(found, own, strict=True))

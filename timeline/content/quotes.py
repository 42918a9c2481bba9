"""quotes.lock: what `timeline verify` found, quotation by quotation, so that a build needs no captured texts.

One line a quotation, sorted:

    events/sudzha-recaptured just-the-news-2025-03-12 quote 3f0c9a1e77b2 verified 9f86…0a08 1342 5120-5157 871-877 9 … …

Event, article, kind of quotation, mark of its words, verdict; SHA-256 of the captured file, words in its text, where in
it the quotation stands (characters, several places joined by `+`), which of its words these are, in which of its
paragraphs, the text directive that leads to it, and the words around it. What is not known is `-`. A line says all by
itself: two branches merge by taking the lines of both.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Literal, TypeVar, get_args
from urllib.parse import quote as percent_encoded
from urllib.parse import unquote

from timeline.content.published import CONFLICT
from timeline.content.source import REGISTER_BYTES, Unreadable, read_text
from timeline.fingerprint import mark
from timeline.problems import Place, Problem
from timeline.quotation import Selector
from timeline.text import squeeze

K = TypeVar("K")
QUOTES = "quotes.lock"
Kind = Literal["quote", "original", "words"]
Verdict = Literal["verified", "altered", "not-captured", "changed-since-verified"]
# As they stand in the lock; of lines that disagree the one whose verdict comes first counts: no merge makes words good.
RECORDED: tuple[Verdict, ...] = ("altered", "verified", "not-captured")
AROUND = r"[^\s,+]*,[^\s,+]*,[^\s,+]*"
SPANS = r"(\d{1,9}-\d{1,9}(?:\+\d{1,9}-\d{1,9})*|-)"
LINE = re.compile(
    rf"events/(\S+) (\S+) ({'|'.join(get_args(Kind))}) ([0-9a-f]{{12}}) ({'|'.join(RECORDED)})"
    rf" ([0-9a-f]{{64}}|-) (\d{{1,9}}|-) {SPANS} {SPANS} (\d{{1,9}}(?:\+\d{{1,9}})*|-) (\S+)"
    # Lines of earlier versions end here.
    rf"(?: ({AROUND}(?:\+{AROUND})*|-))?",
    re.ASCII,
)
FORM = "a line of the lock is what `timeline verify` writes: run it again to have the lock made anew"


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """A line of the lock.

    words is how many the captured text has. spans, word_spans and paragraphs are those of the quotation's pieces, empty
    where it was not found: the first character or word, and the one behind the last, counted from 0; and the number of
    the paragraph, from 1. selectors have the pieces' words in the text, and what stands around; exact is empty where it
    is the quotation's own words.
    """

    event: str
    article: str
    kind: Kind
    mark: str
    verdict: Verdict
    sha256: str = ""
    words: int = 0
    spans: tuple[tuple[int, int], ...] = ()
    word_spans: tuple[tuple[int, int], ...] = ()
    paragraphs: tuple[int, ...] = ()
    directive: str = ""
    selectors: tuple[Selector, ...] = ()

    def __str__(self) -> str:
        spans = ("+".join(f"{start}-{end}" for start, end in one) for one in (self.spans, self.word_spans))
        paragraphs = "+".join(map(str, self.paragraphs))
        around = "+".join(",".join(map(_encoded, (one.prefix, one.exact, one.suffix))) for one in self.selectors)
        known = (self.sha256, str(self.words or ""), *spans, paragraphs, self.directive, around)
        name = f"events/{self.event} {self.article} {self.kind} {self.mark} {self.verdict}"
        return " ".join([name, *(one or "-" for one in known)])


@dataclass(frozen=True)
class Quotes:
    """The lines of the lock."""

    findings: tuple[Finding, ...] = ()

    @cached_property
    def by_words(self) -> Mapping[tuple[str, Kind, str], tuple[Finding, ...]]:
        """The lines for an article's words, whichever events quote them."""
        return _grouped(self.findings, lambda one: (one.article, one.kind, one.mark))

    @cached_property
    def by_event(self) -> Mapping[str, tuple[Finding, ...]]:
        return _grouped(self.findings, lambda one: one.event)

    @cached_property
    def by_article(self) -> Mapping[str, tuple[Finding, ...]]:
        return _grouped(self.findings, lambda one: one.article)

    @cached_property
    def captures(self) -> Mapping[str, frozenset[str]]:
        """The captures, by their SHA-256, with which an article's quotations were compared."""
        return {
            article: frozenset(one.sha256 for one in lines if one.sha256) for article, lines in self.by_article.items()
        }


def read_quotes(root: Path) -> tuple[Quotes, tuple[Problem, ...]]:
    """The lock of a content folder, empty where there is none; a line that is none becomes a problem.

    A conflict that git left in it is none: the lines of both sides count, and where they disagree the worse verdict.
    """
    file = root / QUOTES
    if not file.exists():
        return Quotes(), ()
    try:
        text = read_text(str(file), REGISTER_BYTES)
    except Unreadable as error:
        return Quotes(), (error.problem(str(file)),)
    return _parsed(text, str(file))


# A process that builds again and again reads the same lines each time.
@lru_cache(maxsize=2)
def _parsed(text: str, file: str) -> tuple[Quotes, tuple[Problem, ...]]:
    findings: dict[tuple[str, str, str, str], Finding] = {}
    problems = []
    for number, line in enumerate(text.split("\n"), 1):
        if (match := LINE.fullmatch(line)) and (found := _finding(match)):
            name = (found.event, found.article, found.kind, found.mark)
            findings[name] = min(found, findings.get(name, found), key=rank)
        elif line.strip() and not CONFLICT.fullmatch(line):
            problems.append(Problem(Place(file, number), "bad-lock-line", FORM))
    return Quotes(tuple(sorted(findings.values()))), tuple(problems)


def quotes_text(findings: Iterable[Finding]) -> str:
    """The lock's text."""
    return "".join(f"{line}\n" for line in sorted({str(finding) for finding in findings}))


# Asked for by the checks and by what is compiled.
@lru_cache(maxsize=100_000)
def mark_of(text: str) -> str:
    """A mark of a quotation's words; how they are wrapped does not count."""
    return mark(squeeze(text))[:12]


def quoted_words(findings: Iterable[Finding]) -> int:
    """How many words of an article are quoted, by the lines for it.

    Only what was verified counts, for an altered quotation is not in the article's words; the words of dates do not.
    """
    quoted = (one for one in findings if one.verdict == "verified" and one.kind != "words")
    return words_within(span for one in quoted for span in one.word_spans)


def words_within(word_spans: Iterable[tuple[int, int]]) -> int:
    """How many words lie in these; those that several share count once."""
    count = reached = 0
    for first, behind in sorted(word_spans):
        count += max(0, behind - max(first, reached))
        reached = max(reached, behind)
    return count


def rank(finding: Finding) -> tuple[int, bool, Finding]:
    """The place of a line among several for the same words; the first counts."""
    return RECORDED.index(finding.verdict), not finding.selectors, finding


def _grouped(findings: Sequence[Finding], key: Callable[[Finding], K]) -> dict[K, tuple[Finding, ...]]:
    found: dict[K, list[Finding]] = {}
    for finding in findings:
        found.setdefault(key(finding), []).append(finding)
    return {name: tuple(lines) for name, lines in found.items()}


def _finding(match: re.Match[str]) -> Finding | None:
    """The line; None where it has not as many selectors as places."""
    event, article, kind, words_mark, verdict, sha, words, spans, word_spans, paragraphs, *ways = match.groups()
    directive, around = ways
    found = Finding(
        event,
        article,
        next(one for one in get_args(Kind) if one == kind),
        words_mark,
        next(one for one in RECORDED if one == verdict),
        sha.strip("-"),
        0 if words == "-" else int(words),
        _spans(spans),
        _spans(word_spans),
        () if paragraphs == "-" else tuple(map(int, paragraphs.split("+"))),
        "" if directive == "-" else directive,
        _selectors(around or "-"),
    )
    return found if len(found.selectors) in (0, len(found.spans)) else None


def _spans(written: str) -> tuple[tuple[int, int], ...]:
    pairs = () if written == "-" else (one.split("-") for one in written.split("+"))
    return tuple((int(start), int(end)) for start, end in pairs)


def _selectors(written: str) -> tuple[Selector, ...]:
    pieces = () if written == "-" else (map(unquote, one.split(",")) for one in written.split("+"))
    return tuple(Selector(exact, prefix, suffix) for prefix, exact, suffix in pieces)


def _encoded(words: str) -> str:
    return percent_encoded(words, safe="")

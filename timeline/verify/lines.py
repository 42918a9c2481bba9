"""The lines of the new quotes.lock: what was found now, and of what was found before that which still counts."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from timeline.content.load import Content
from timeline.content.quotations import Quotation, gone, judged, may_come_from
from timeline.content.quotes import QUOTES, Finding, quotes_text
from timeline.content.references import aliases
from timeline.content.replacing import replacing
from timeline.problems import has_errors
from timeline.verify.comparison import Comparison

Names = Mapping[str, Sequence[str]]


def lines(
    content: Content, asked: Mapping[str, Sequence[Quotation]], articles: Names, comparisons: Iterable[Comparison]
) -> tuple[Finding, ...]:
    """The lines of the new lock: of what was compared what was found, of all else what the lock says already.

    asked is what each event quotes, articles the ids of the articles with all names that each had.
    """
    found: dict[Quotation, Finding] = {}
    refuted: set[Finding] = set()
    for comparison in comparisons:
        found |= comparison.findings
        refuted |= _refuted(content, comparison, articles[comparison.article])
    made: set[Finding] = set()
    kept = {*_of_unread_events(content)}
    for name, of_event in asked.items():
        own = (name, *aliases(content.events[name]))
        said = {one.quotation: one.finding for one in judged(content.quotes, of_event, own, articles)}
        fresh = {one: _line(one, found.get(one) or before, articles) for one, before in said.items()}
        made |= {line for line in fresh.values() if line}
        kept |= _to_change_back(content, fresh, own, articles)
    return tuple(sorted(made | (kept - refuted)))


def write_lock(root: Path, findings: Iterable[Finding]) -> None:
    """Write quotes.lock, whole or not at all, and only if its lines change. Raises OSError."""
    with replacing(root / QUOTES, quotes_text(findings)):
        pass


def _line(asked: Quotation, known: Finding | None, articles: Names) -> Finding | None:
    """A quotation's new line, by what is known of it; where its article is not there, only what was known stays."""
    if known:
        return replace(known, event=asked.event, article=asked.article)
    if asked.article not in articles:
        return None
    return Finding(asked.event, asked.article, asked.kind, asked.mark, "not-captured")


def _to_change_back(
    content: Content, fresh: Mapping[Quotation, Finding | None], own: Sequence[str], articles: Names
) -> set[Finding]:
    """The verified lines of quotations that are gone and may have become one that is not verified: who changes it back
    has it verified again.
    """
    unsure = [one for one, line in fresh.items() if not line or line.verdict != "verified"]
    return {
        line
        for line in gone(content.quotes, [*fresh], own, articles)
        if any(may_come_from(line, one, articles.get(one.article, ())) for one in unsure)
    }


def _of_unread_events(content: Content) -> Iterator[Finding]:
    """The lines of events that are not there, which may be those of an event that cannot be read for the moment."""
    if has_errors(content.problems):
        read = [(name, *aliases(event)) for name, event in content.events.items() if event.written]
        known = {name for names in read for name in names}
        yield from (line for line in content.quotes.findings if line.event not in known)


def _refuted(content: Content, comparison: Comparison, names: Sequence[str]) -> set[Finding]:
    """The verified lines for an article that are of another capture than was read now, or of words that it lacks."""
    if not comparison.sha256:
        return set()
    absent = {(one.kind, one.mark) for one, line in comparison.findings.items() if line.verdict == "altered"}
    return {
        line
        for name in names
        for line in content.quotes.by_article.get(name, ())
        if line.verdict == "verified" and (line.sha256 != comparison.sha256 or (line.kind, line.mark) in absent)
    }

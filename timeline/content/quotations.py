"""What an event quotes, and what quotes.lock says of it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from timeline.content.load import Content
from timeline.content.quotes import Finding, Kind, Quotes, Verdict, mark_of, rank
from timeline.content.references import aliases, values
from timeline.content.source import Route
from timeline.text import squeeze


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words that an event gives as an article's own, and the route to them."""

    event: str
    article: str
    kind: Kind
    text: str
    route: Route

    @property
    def mark(self) -> str:
        return mark_of(self.text)


@dataclass(frozen=True, slots=True)
class Judged:
    """A quotation with its verdict, and the line that says so, if there is one."""

    quotation: Quotation
    verdict: Verdict
    finding: Finding | None = None


def quotations(event: str, written: Mapping[str, Any]) -> tuple[Quotation, ...]:
    """All that an event quotes, as it is written: of each excerpt the original, if it has one, and the words of its
    date's basis.
    """
    return tuple(_quotations(event, written))


def judged(
    quotes: Quotes, asked: Sequence[Quotation], names: Sequence[str], articles: Mapping[str, Sequence[str]]
) -> tuple[Judged, ...]:
    """The verdicts on all that one event quotes.

    names are the event's id and its earlier ones, articles the ids of the articles with theirs, so that renaming loses
    no verdict. Only lines of this event can say that a quotation has changed.
    """
    present = {(one.kind, one.mark) for one in asked}
    own = [finding for name in names for finding in quotes.by_event.get(name, ())]
    gone = (one for one in own if one.verdict == "verified" and (one.kind, one.mark) not in present)
    stale = {(one.article, one.kind == "words") for one in gone}
    return tuple(_judge(quotes, one, names, articles.get(one.article, (one.article,)), stale) for one in asked)


def verdicts(content: Content) -> dict[str, tuple[Judged, ...]]:
    """What quotes.lock says of all that each event quotes: of its excerpts in their order, then of its date's words."""
    articles = {name: (name, *aliases(entry)) for name, entry in content.articles.items()}
    return {
        name: judged(content.quotes, quotations(name, event.written), (name, *aliases(event)), articles)
        for name, event in content.events.items()
    }


def _quotations(event: str, written: Mapping[str, Any]) -> Iterator[Quotation]:
    for route, article in values(written, ("excerpts", "*", "article")):
        excerpt = written["excerpts"][route[1]]
        # What translates another text is no quotation itself.
        kind: Kind = "original" if any(True for _ in values(excerpt, ("original",))) else "quote"
        for _, text in values(excerpt, (kind,)):
            yield Quotation(event, squeeze(article), kind, squeeze(text), (*route[:2], kind))
    basis = written.get("date_basis")
    for route, words in values(basis, ("words",)):
        for _, article in values(basis, ("article",)):
            yield Quotation(event, squeeze(article), "words", squeeze(words), ("date_basis", *route))


def _judge(
    quotes: Quotes, asked: Quotation, names: Sequence[str], article_names: Sequence[str], stale: set[tuple[str, bool]]
) -> Judged:
    lines = [line for name in article_names for line in quotes.by_words.get((name, asked.kind, asked.mark), ())]
    if lines:
        line = min(lines, key=lambda one: (rank(one)[0], one.event not in names, one))
        if line.verdict != "not-captured":
            return Judged(asked, line.verdict, line)
    if any((name, asked.kind == "words") in stale for name in article_names):
        return Judged(asked, "changed-since-verified")
    return Judged(asked, "not-captured")

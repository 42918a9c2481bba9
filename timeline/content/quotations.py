"""What an event quotes, and what quotes.lock says of it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from timeline.content.load import Content, are_same
from timeline.content.quotes import Finding, Kind, Quotes, Verdict, mark_of, rank
from timeline.content.references import aliases
from timeline.content.source import Route
from timeline.quotation import Selector, parts
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
        """That of the words in quotes.lock."""
        return mark_of(self.text)


@dataclass(frozen=True, slots=True)
class Judged:
    """A quotation with its verdict, and the line that says so, if there is one."""

    quotation: Quotation
    verdict: Verdict
    finding: Finding | None = None

    @property
    def selectors(self) -> tuple[Selector, ...]:
        """Its pieces with the words around them, as far as the lock knows these."""
        found, own = self.finding.selectors if self.finding else (), parts(self.quotation.text)
        if len(own) != len(found):
            return found if all(one.exact for one in found) else ()
        return tuple(replace(one, exact=one.exact or words) for one, words in zip(found, own, strict=True))


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
    if not quotes.findings:
        return tuple(Judged(one, "not-captured") for one in asked)
    before = gone(quotes, asked, names, articles)
    return tuple(_judge(quotes, one, names, articles.get(one.article, (one.article,)), before) for one in asked)


def gone(
    quotes: Quotes, asked: Sequence[Quotation], names: Sequence[str], articles: Mapping[str, Sequence[str]]
) -> tuple[Finding, ...]:
    """The verified lines of what an event once quoted and quotes no longer, or no longer from that article."""
    own = [line for name in names for line in quotes.by_event.get(name, ()) if line.verdict == "verified"]
    if not own:
        return ()
    present = {(name, one.kind, one.mark) for one in asked for name in articles.get(one.article, (one.article,))}
    return tuple(line for line in own if (line.article, line.kind, line.mark) not in present)


def may_come_from(line: Finding, asked: Quotation, article_names: Sequence[str]) -> bool:
    """Whether a quotation may be one that is gone, with other words, or given to another article."""
    has_its_words = (line.kind, line.mark) == (asked.kind, asked.mark)
    has_its_article = line.article in article_names and (line.kind == "words") == (asked.kind == "words")
    return has_its_words or has_its_article


def verdicts(
    content: Content, before: tuple[Content, Mapping[str, tuple[Judged, ...]]] | None = None
) -> dict[str, tuple[Judged, ...]]:
    """What quotes.lock says of all that each event quotes: of its excerpts in their order, then of its date's words.

    Of entries that are the very same as before, with the same articles and lock, it says what it said.
    """
    articles = {name: (name, *aliases(entry)) for name, entry in content.articles.items()}
    known: Mapping[str, tuple[Judged, ...]] = {}
    if before and before[0].quotes == content.quotes and are_same(before[0].articles, content.articles):
        known = {name: said for name, said in before[1].items() if before[0].events[name] is content.events.get(name)}
    return {
        name: known[name]
        if name in known
        else judged(content.quotes, quotations(name, event.written), (name, *aliases(event)), articles)
        for name, event in content.events.items()
    }


def _quotations(event: str, written: Mapping[str, Any]) -> Iterator[Quotation]:
    excerpts = written.get("excerpts")
    for position, excerpt in enumerate(excerpts if isinstance(excerpts, list) else ()):
        # What translates another text is no quotation itself.
        kind: Kind = "original" if _text(excerpt, "original") else "quote"
        if (text := _text(excerpt, kind)) and (article := _text(excerpt, "article")):
            yield _quotation(event, article, kind, text, ("excerpts", position, kind))
    basis = written.get("date_basis")
    if (words := _text(basis, "words")) and (article := _text(basis, "article")):
        yield _quotation(event, article, "words", words, ("date_basis", "words"))


def _text(written: Any, field: str) -> str:
    text = written.get(field) if isinstance(written, dict) else None
    return text if isinstance(text, str) and not text.isspace() else ""


def _quotation(event: str, article: str, kind: Kind, text: str, route: Route) -> Quotation:
    return Quotation(event, squeeze(article), kind, squeeze(text), route)


def _judge(
    quotes: Quotes, asked: Quotation, names: Sequence[str], article_names: Sequence[str], before: Sequence[Finding]
) -> Judged:
    lines = [line for name in article_names for line in quotes.by_words.get((name, asked.kind, asked.mark), ())]
    found = [line for line in lines if line.verdict != "not-captured"]
    own = [line for line in found if line.event in names]
    # Which of two captures is the newer, the lock does not say: of another event's lines none counts then.
    if not own and len({sha for name in article_names for sha in quotes.captures.get(name, ())}) > 1:
        found = []
    if line := min(own or found, key=rank, default=None):
        return Judged(asked, line.verdict, line)
    if any(may_come_from(line, asked, article_names) for line in before):
        return Judged(asked, "changed-since-verified")
    return Judged(asked, "not-captured")

"""A source article: what it is, each passage quoted from it, and the events that rest on them."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import groupby
from operator import itemgetter
from typing import Any

from timeline import address
from timeline.compile import Citation, Link, Row, Timeline
from timeline.dates import order_key, weekday_words
from timeline.page import Data, Page
from timeline.pages.annotations import FILE, Annotation, annotation, annotation_pages
from timeline.pages.date_words import DateWords, beside_events, date_words, dated_by
from timeline.pages.evidence import Comparison, actor_named, capture_view
from timeline.pages.linked_data import article as article_node
from timeline.pages.linked_data import web_page
from timeline.pages.repository import repository_view
from timeline.pages.strips import strip_data, strip_view
from timeline.pages.subject import Subject, shared
from timeline.pages.weight import weight
from timeline.theme import Theme

MOST_VOICES = 12


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage of the article, with every event that quotes it; original is what quote translates, if it does.

    One that is continued has its first events on the part of the page before.
    """

    quote: str
    original: str
    speaker: tuple[str, str]
    locator: str
    stance: str
    comparison: Comparison
    events: tuple[Link, ...]
    continued: bool = False


def article_list(subject: Subject) -> Iterator[Page]:
    timeline = subject.timeline
    entries = [_listed(subject, name) for name in _newest_first(timeline)]
    for path, articles, way in subject.in_parts("articles/", entries):
        described = web_page(subject.site, path, "CollectionPage")
        yield subject.html(path, write_articles, "", described, articles=articles, **way)


def article_names(subject: Subject) -> Iterable[str]:
    return subject.timeline.articles


def articles_of(subject: Subject, event: str) -> Iterable[str]:
    """The articles that an event rests on."""
    record = subject.timeline.events[event]
    dating = (record.date_basis.article,) if record.date_basis else ()
    return (*(excerpt.article for excerpt in record.excerpts), *dating)


def article_pages(subject: Subject, name: str) -> Iterator[Page]:
    around, dated = _around(subject)
    yield from _article(subject, name, date_words(subject.timeline, name, dated.get(name, ())), around[name])


@shared
def _around(subject: Subject) -> tuple[Mapping[str, tuple[str | None, str | None]], Mapping[str, Sequence[str]]]:
    """The next newer and the next older article of each, and the events that each dates."""
    names = _newest_first(subject.timeline)
    around = (None, *names, None)
    return {name: (around[at], around[at + 2]) for at, name in enumerate(names)}, dated_by(subject.timeline)


def write_articles(theme: Theme, data: Data) -> bytes:
    return theme.html("articles.html", data)


def write_article(theme: Theme, data: Data) -> bytes:
    return theme.html("article.html", {**data, "strip": strip_view(theme, data["strip"], data["path"], data["site"])})


def _newest_first(timeline: Timeline) -> list[str]:
    """The articles' ids, those of one date in order; articles without an earliest date come last."""

    def place(name: str) -> tuple[bool, tuple[int, ...]]:
        published = timeline.articles[name].published
        return published.earliest is not None, order_key(published)

    return sorted(sorted(timeline.articles), key=place, reverse=True)


def _listed(subject: Subject, name: str) -> tuple[str, str, str, str, int, int]:
    """Id, title, publisher, date in words, and how many excerpts in how many events."""
    article, citations = subject.articles[name], subject.timeline.citations.get(name, ())
    return name, article.title, article.publisher, article.published, len(citations), _count_events(citations)


def _count_events(citations: Sequence[Citation]) -> int:
    return len({citation.event.id for citation in citations})


def _article(
    subject: Subject, name: str, words: Sequence[DateWords], around: tuple[str | None, str | None]
) -> Iterator[Page]:
    """words are those that date events; around are the next newer and the next older article, if there are any."""
    timeline, article = subject.timeline, subject.timeline.articles[name]
    citations, folder = timeline.citations.get(name, ()), address.of_entry("article", name)
    found, positions = _passages(subject, citations), _positions(timeline, citations)
    # A passage that many events quote goes on from part to part; the words for dates come behind the passages.
    cited: tuple[Passage | DateWords, ...] = (*found, *words)
    resting = [(one, event) for one in cited for event in one.events]
    annotated = {}
    for path, held, way in subject.in_parts(folder, resting, _weight):
        if timeline.settings.outputs.event_json and (found_here := _annotations(subject, held, positions)):
            annotated[path] = found_here
        yield subject.html(
            path,
            write_article,
            article.title,
            web_page(subject.site, path, about=article_node(article)),
            apart=subject.told_apart.get(folder),
            **way,
            publisher=article.publisher,
            authors=article.authors,
            published=weekday_words(article.published),
            updated=weekday_words(article.updated) if article.updated else "",
            url=article.url,
            archive_url=article.archive_url,
            licence=article.licence,
            language=article.language,
            kind=article.kind,
            body=article.body,
            events=_count_events(citations),
            excerpts=len(citations),
            passages=tuple(_passages_of((one, event) for one, event in held if isinstance(one, Passage))),
            date_words=tuple(beside_events((one, event) for one, event in held if isinstance(one, DateWords))),
            capture=capture_view(timeline, name),
            annotations=path + FILE if path in annotated else "",
            repository=repository_view(timeline, "article", name),
            voices=_voices(found),
            strip=None if path != folder else strip_data(subject, _rows(timeline, citations), lanes=False),
            newer=subject.articles[around[0]] if around[0] else None,
            older=subject.articles[around[1]] if around[1] else None,
        )
    yield from annotation_pages(subject, name, [*annotated.items()])


def _rows(timeline: Timeline, citations: Iterable[Citation]) -> list[Row]:
    """The events that cite it, in order of time, as citations are, and as far as they are listed."""
    cited = (timeline.all_rows[name] for name in dict.fromkeys(citation.event.id for citation in citations))
    return [row for row in cited if row.status != "retracted"]


def _passages(subject: Subject, citations: Sequence[Citation]) -> list[Passage]:
    """The passages in the order of the article, as far as their locators or its capture tell it."""
    timeline = subject.timeline
    found: dict[tuple[str, str, str, str, str, Comparison], dict[str, Link]] = {}
    for citation in citations:
        event, position = citation.event, citation.position
        excerpt, compared = timeline.events[event.id].excerpts[position], subject.comparison(event.id, position)
        key = (excerpt.quote, excerpt.original, excerpt.speaker, excerpt.locator, excerpt.stance, compared)
        found.setdefault(key, {})[event.id] = event
    passages = [
        Passage(quote, original, actor_named(timeline, speaker), locator, stance, compared, tuple(events.values()))
        for (quote, original, speaker, locator, stance, compared), events in found.items()
    ]
    return sorted(passages, key=_place)


def _positions(timeline: Timeline, citations: Iterable[Citation]) -> Mapping[tuple[str, ...], Sequence[int]]:
    """The positions of an event's excerpts by the event, and by what the article's page shows as one passage."""
    positions: dict[tuple[str, ...], list[int]] = {}
    for event, position in ((one.event.id, one.position) for one in citations):
        one = timeline.events[event].excerpts[position]
        key = (event, one.quote, one.original, one.speaker, one.locator, one.stance)
        positions.setdefault(key, []).append(position)
    return positions


def _annotations(
    subject: Subject,
    held: Iterable[tuple[Passage | DateWords, Link]],
    positions: Mapping[tuple[str, ...], Sequence[int]],
) -> list[Annotation]:
    """The excerpts that stand here, as annotations."""
    found = []
    for one, event in held:
        if isinstance(one, Passage):
            key = (event.id, one.quote, one.original, one.speaker[0] or one.speaker[1], one.locator, one.stance)
            found += [annotation(subject, event.id, position) for position in positions[key]]
    return [one for one in found if one]


def _place(passage: Passage) -> tuple[Any, ...]:
    """As the locators say, for a capture may repeat words in its head; where they say nothing, as in the capture."""
    spans = passage.comparison.spans
    return _natural(passage.locator), not spans, spans


def _passages_of(resting: Iterable[tuple[Passage, Link]]) -> Iterator[Passage]:
    """The passages with those of their events that stand beside them here."""
    for passage, pairs in groupby(resting, key=itemgetter(0)):
        events = tuple([event for _, event in pairs])
        is_whole = len(events) == len(passage.events)
        yield passage if is_whole else replace(passage, events=events, continued=events[0] != passage.events[0])


def _weight(resting: tuple[Passage | DateWords, Link]) -> int:
    """An event's weight; the first event under a passage, or beside words, carries that of the passage too."""
    one, event = resting
    if event is not one.events[0]:
        return weight(event)
    return weight(one if len(one.events) == 1 else replace(one, events=(event,)))


def _voices(passages: Sequence[Passage]) -> tuple[tuple[str, str, int], ...]:
    """Who speaks in the passages: actor id or "", name, number of passages; who speaks most comes first."""
    counts = Counter(passage.speaker for passage in passages if passage.speaker[1])
    most = sorted(counts, key=lambda speaker: (-counts[speaker], speaker))[:MOST_VOICES]
    return tuple((*speaker, counts[speaker]) for speaker in most)


@lru_cache(maxsize=1_000)
def _natural(locator: str) -> tuple[tuple[int, str], ...]:
    """Sorts "paragraph 3" before "paragraph 11", and what has no locator last."""
    pieces = re.findall(r"[0-9]+|[^0-9]+", locator) or ["\U0010ffff"]
    # The longer of two numbers without leading zeros is the larger.
    numbers = (piece.lstrip("0") for piece in pieces)
    return tuple(
        (len(number), number) if piece[0] in "0123456789" else (-1, piece)
        for piece, number in zip(pieces, numbers, strict=True)
    )

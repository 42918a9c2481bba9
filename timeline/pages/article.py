"""A source article: what it is, each passage quoted from it, and the events that rest on them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from timeline import address
from timeline.compile import Citation, Link, Timeline
from timeline.dates import in_words, order_key, weekday_words
from timeline.page import Data, Page
from timeline.pages.evidence import actor_named
from timeline.pages.subject import Subject
from timeline.theme import Theme


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage of the article, with every event that quotes it; original is what quote translates, if it does."""

    quote: str
    original: str
    speaker: tuple[str, str]
    locator: str
    stance: str
    events: tuple[Link, ...]


def article_pages(subject: Subject) -> Iterator[Page]:
    timeline = subject.timeline
    names = _newest_first(timeline)
    for path, articles, way in subject.in_parts("articles/", [_listed(timeline, name) for name in names]):
        yield subject.html(path, write_articles, "", articles=articles, **way)
    for name in names:
        yield from _article(subject, name)


def write_articles(theme: Theme, data: Data) -> bytes:
    return theme.html("articles.html", data)


def write_article(theme: Theme, data: Data) -> bytes:
    return theme.html("article.html", data)


def _newest_first(timeline: Timeline) -> list[str]:
    """The articles' ids, those of one date in order; articles without an earliest date come last."""

    def place(name: str) -> tuple[bool, tuple[int, ...]]:
        published = timeline.articles[name].published
        return published.earliest is not None, order_key(published)

    return sorted(sorted(timeline.articles), key=place, reverse=True)


def _listed(timeline: Timeline, name: str) -> tuple[str, str, str, str, int, int]:
    """Id, title, publisher, date in words, and how many excerpts in how many events."""
    article, citations = timeline.articles[name], timeline.citations.get(name, ())
    events = len({citation.event.id for citation in citations})
    return name, article.title, article.publisher, in_words(article.published), len(citations), events


def _article(subject: Subject, name: str) -> Iterator[Page]:
    timeline, article = subject.timeline, subject.timeline.articles[name]
    citations, folder = timeline.citations.get(name, ()), address.of_entry("article", name)
    for path, passages, way in subject.in_parts(folder, _passages(timeline, citations)):
        yield subject.html(
            path,
            write_article,
            article.title,
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
            events=len({citation.event.id for citation in citations}),
            excerpts=len(citations),
            passages=passages,
        )


def _passages(timeline: Timeline, citations: tuple[Citation, ...]) -> list[Passage]:
    """The passages in the order of the article, as far as their locators tell it."""
    found: dict[tuple[str, str, str, str, str], dict[str, Link]] = {}
    for citation in citations:
        excerpt = timeline.events[citation.event.id].excerpts[citation.position]
        key = (excerpt.quote, excerpt.original, excerpt.speaker, excerpt.locator, excerpt.stance)
        found.setdefault(key, {})[citation.event.id] = citation.event
    passages = [
        Passage(quote, original, actor_named(timeline, speaker), locator, stance, tuple(events.values()))
        for (quote, original, speaker, locator, stance), events in found.items()
    ]
    return sorted(passages, key=lambda passage: _natural(passage.locator))


def _natural(locator: str) -> tuple[tuple[int, str], ...]:
    """Sorts "paragraph 3" before "paragraph 11", and what has no locator last."""
    pieces = re.findall(r"\d+|\D+", locator) or ["\U0010ffff"]
    return tuple((int(piece), "") if piece.isdigit() else (-1, piece) for piece in pieces)

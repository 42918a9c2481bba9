"""What can be found: a document for every event that is listed, every entry that events name, and every free page."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from timeline import address, markdown
from timeline.compile import GATHERING, Row, Timeline
from timeline.dates import in_words


@dataclass(frozen=True, slots=True)
class Document:
    """A page as the search knows it: its address, title, date in words, and what it is found by.

    A result shows a piece of the line, or of summary and body, which are Markdown, as they were written. By the words,
    names and quotations, it is found alone, for in a row they make no sentence.
    """

    address: str
    title: str
    date: str = ""
    line: str = ""
    summary: str = ""
    body: str = ""
    words: tuple[str, ...] = ()

    @property
    def texts(self) -> tuple[str, str, str]:
        """The line or else the summary, the body, and the words, without marks; each white space is a single one."""
        return (
            _single_spaced(self.line or markdown.plain(self.summary)),
            _single_spaced(markdown.plain(self.body)),
            _single_spaced(" ".join(self.words)),
        )


def documents_of(timeline: Timeline) -> Iterator[Document]:
    """Events in the order of the timeline, then all others."""
    yield from _events(timeline)
    yield from _articles(timeline)
    yield from _gathering(timeline)
    yield from _pages(timeline)


def fit_in_one_file(found: Iterable[Document], most: int) -> bool:
    """Is one_file() of these documents below so many bytes? Their Markdown counts as it was written."""
    load = 0
    for one in found:
        load += len(_line(one, (one.line + one.summary, one.body, " ".join(one.words))))
        if load >= most:
            return False
    return True


def one_file(found: Iterable[Document]) -> bytes:
    """A JSON list, one document a line, by the names that search.js knows; `id` is its address from the site's root."""
    lines = b"".join(_line(one, one.texts) for one in found)
    return b"[\n" + lines.removesuffix(b",\n") + b"\n]\n"


def _line(one: Document, texts: tuple[str, str, str]) -> bytes:
    summary, content, words = texts
    row = {"id": one.address, "title": one.title, "date": one.date}
    row |= {"summary": summary, "content": content, "words": words}
    return json.dumps(row, ensure_ascii=False, separators=(",", ":")).encode() + b",\n"


def _single_spaced(text: str) -> str:
    return " ".join(text.split())


def _events(timeline: Timeline) -> Iterator[Document]:
    for row in timeline.rows:
        event = timeline.events[row.id]
        quotes = dict.fromkeys(excerpt.quote for excerpt in event.excerpts)
        yield Document(
            address=address.of_entry("event", row.id),
            title=event.title,
            date=row.words,
            summary=event.summary,
            body=event.body,
            # The date as it was written, for those who look for it so.
            words=(*quotes, *_names(timeline, row), event.date.text),
        )


def _names(timeline: Timeline, row: Row) -> Iterator[str]:
    for kind in GATHERING:
        entries = timeline.of_kind(kind)
        yield from (entries[name].name for name in timeline.named(kind, row))


def _articles(timeline: Timeline) -> Iterator[Document]:
    for name, article in timeline.articles.items():
        yield Document(
            address=address.of_entry("article", name),
            title=article.title,
            date=in_words(article.published),
            line=", ".join((article.publisher, *article.authors)),
        )


def _gathering(timeline: Timeline) -> Iterator[Document]:
    for name, thread in timeline.threads.items():
        yield Document(address.of_entry("thread", name), thread.name, summary=thread.description)
    for name, actor in timeline.actors.items():
        line, words = ("", (actor.role,)) if actor.description else (actor.role, ())
        yield Document(address.of_entry("actor", name), actor.name, "", line, actor.description, words=words)
    for name, place in timeline.places.items():
        yield Document(address.of_entry("place", name), place.name, line=place.country)
    for name, tag in timeline.tags.items():
        yield Document(address.of_entry("tag", name), tag.name, summary=tag.description)


def _pages(timeline: Timeline) -> Iterator[Document]:
    for name, page in timeline.pages.items():
        yield Document(address.of_entry("page", name), page.title, line=page.description, body=page.body)

"""The web addresses that the content links to, and where each stands."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urldefrag

from timeline.content.load import Content, Entry, Kind
from timeline.content.references import links, values
from timeline.content.source import Route
from timeline.text import url_fault

FIELDS = ("url", "archive_url")
KINDS: tuple[Kind, ...] = ("event", "article", "page", "thread", "actor", "place", "tag")


@dataclass(frozen=True, slots=True)
class Use:
    """A field or a text of an entry in which an address stands, and the address as it is written there."""

    entry: Entry[Any]
    route: Route
    written: str


# By each address, without what follows #, the places where it stands.
Uses = Mapping[str, tuple[Use, ...]]


def of_articles(content: Content) -> Uses:
    """`url` and `archive_url` of the articles."""
    return _by_address(_of_articles(content))


def of_all(content: Content) -> Uses:
    """These, `same_as` of the registers, and links in Markdown."""
    return _by_address([*_of_articles(content), *_of_others(content)])


def _of_articles(content: Content) -> Iterator[Use]:
    for article in content.articles.values():
        for field in FIELDS:
            for route, url in values(article.written, (field,)):
                yield Use(article, route, url)


def _of_others(content: Content) -> Iterator[Use]:
    for kind in KINDS:
        for entry in content.of_kind(kind).values():
            for way in (("same_as",), ("same_as", "*")):
                for route, url in values(entry.written, way):
                    yield Use(entry, route, url)
            for route, url in links(entry):
                yield Use(entry, route, url)


def _by_address(uses: Iterable[Use]) -> Uses:
    """What is no web address is a problem of its own, or leads to another entry."""
    found: dict[str, list[Use]] = {}
    for use in uses:
        if not url_fault(use.written):
            found.setdefault(urldefrag(use.written)[0], []).append(use)
    return {url: tuple(places) for url, places in found.items()}

"""What every page knows of the site: its name, its furniture, nothing that changes when an event does."""

from dataclasses import dataclass

from timeline.compile import Timeline
from timeline.pages.geography import is_mapped
from timeline.text import url_fault

FEEDS = (("feed.atom", "application/atom+xml"), ("feed.json", "application/feed+json"))


@dataclass(frozen=True, slots=True)
class ThreadView:
    """A thread as pages mark it: `slot` is its place in threads.yaml, from 1; the theme gives it colour and shape."""

    id: str
    name: str
    slot: int


@dataclass(frozen=True, slots=True)
class Site:
    """The site as every page shows it; sections and pages hold (address, key of the words or title) pairs.

    author is who is named for the whole: the author, else the publisher, else the site itself. locale is the language
    as Open Graph names it, with its country: `pt_BR`; empty where the language names none. licence_url is the licence
    where that is an address. feeds are those of the whole record, with their media types.
    """

    title: str
    description: str
    language: str
    locale: str
    base_url: str
    licence: str
    licence_url: str
    author: str
    publisher: str
    portable: bool
    sections: tuple[tuple[str, str], ...]
    pages: tuple[tuple[str, str], ...]
    feeds: tuple[tuple[str, str], ...]
    threads: dict[str, ThreadView]


def site_view(timeline: Timeline, base_url: str, portable: bool) -> Site:
    settings = timeline.settings
    counted = (
        ("", "timeline", True),
        ("threads/", "threads", timeline.threads),
        ("actors/", "actors", timeline.actors),
        ("places/", "places", timeline.places),
        ("map/", "map", is_mapped(timeline)),
        ("tags/", "tags", timeline.tags),
        ("articles/", "sources", timeline.articles),
        ("search/", "search", settings.outputs.search),
    )
    return Site(
        title=settings.title,
        description=settings.description,
        language=settings.language,
        locale=_locale(settings.language),
        base_url=base_url,
        licence=settings.licence,
        licence_url=settings.licence if settings.licence and url_fault(settings.licence) is None else "",
        author=settings.author or settings.publisher or settings.title,
        publisher=settings.publisher,
        portable=portable,
        sections=tuple((path, name) for path, name, entries in counted if entries),
        pages=tuple((f"{slug}/", page.title) for slug, page in timeline.pages.items()),
        feeds=FEEDS if settings.outputs.json_feed else FEEDS[:1],
        threads={
            name: ThreadView(name, thread.name, slot) for slot, (name, thread) in enumerate(timeline.threads.items(), 1)
        },
    )


def _locale(language: str) -> str:
    """A BCP 47 tag that names its country as Open Graph writes it: `pt-BR` gives `pt_BR`, `pt` nothing."""
    name, *subtags = language.split("-")
    countries = [subtag for subtag in subtags if len(subtag) == 2 and subtag.isalpha()]
    return f"{name.lower()}_{countries[0].upper()}" if countries else ""

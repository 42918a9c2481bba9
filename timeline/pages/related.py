"""What an event is tied to. Where that is much, it goes on on pages of its own below the event's."""

from collections.abc import Iterable, Iterator
from typing import Any

from timeline import address
from timeline.compile import Link
from timeline.page import Data, Page
from timeline.pages.linked_data import web_page
from timeline.pages.subject import Subject
from timeline.theme import Theme

# What leads to an event stands left of it on its page, what follows from it right, and the rest below.
LEADS_HERE = ("responds-to", "follows", "caused-by")
FOLLOWS = ("answered-by", "followed-by", "causes")


# A part of an event's relations: the address of its page, and what that tells of them and of the way to the others.
Part = tuple[str, dict[str, Any]]


def related_parts(subject: Subject, name: str) -> Iterator[Part]:
    """An event's relations in parts; the first stands on its own page."""
    pairs = sorted(subject.timeline.relations.get(name, ()), key=_place)
    for path, held, way in subject.in_parts(address.of_entry("event", name), pairs):
        shown = {
            "leads_here": tuple([pair for pair in held if pair[0] in LEADS_HERE]),
            "follows": tuple([pair for pair in held if pair[0] in FOLLOWS]),
            "related": tuple([pair for pair in held if pair[0] not in LEADS_HERE + FOLLOWS]),
        }
        yield path, {**shown, **way}


def related_pages(subject: Subject, name: str, parts: Iterable[Part]) -> Iterator[Page]:
    """A page for each of these parts of an event's relations."""
    event = subject.timeline.all_rows[name]
    for path, data in parts:
        page = web_page(subject.site, path, "CollectionPage")
        yield subject.html(path, write_related, event.title, page, event=event, **data)


def write_related(theme: Theme, data: Data) -> bytes:
    return theme.html("related.html", data)


def _place(pair: tuple[str, Link]) -> tuple[bool, bool, str]:
    """In the order in which they are shown; those of one kind stay as they are."""
    kind, _ = pair
    return kind not in LEADS_HERE, kind not in FOLLOWS, kind

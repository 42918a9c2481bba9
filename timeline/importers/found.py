"""What is found in a file of another tool, in the terms of our own records, before it has a place among them.

Texts are Markdown in which nothing of the source counts as HTML; dates are EDTF, exactly as precise as they were.
"""

from dataclasses import dataclass

from timeline.model import Status, Weight

# More in one file are refused before they fill the memory; nobody curates so many in one piece.
MOST_EVENTS = 100_000


class CannotRead(Exception):
    """Why a file as a whole cannot be imported: a line, or one for each of several mistakes."""


@dataclass(frozen=True, slots=True)
class Loss:
    """Something that could not be carried over, or was changed on the way: where it stands in the source, and what."""

    where: str
    what: str


@dataclass(frozen=True, slots=True)
class Source:
    """Where an event's words come from, as far as the file says; title and publisher may be empty."""

    url: str
    title: str = ""
    publisher: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """A place as it is named; latitude and longitude in degrees, both or neither."""

    name: str
    lat: float | None = None
    lon: float | None = None


@dataclass(frozen=True, slots=True)
class Image:
    """A picture that lies beside the source: its path from there. Of a picture elsewhere a link is made instead."""

    path: str
    alt: str = ""
    caption: str = ""
    credit: str = ""


@dataclass(frozen=True, slots=True)
class Event:
    """An event as the file has it; where is its place there, as in `row 12`.

    thread, tags and actors are names as they stand in the file, or ids of ours. An empty id is to be made, an empty
    thread is the one that is asked for, and a summary that is empty is to be the body's first paragraph, or else the
    title.
    """

    where: str
    title: str
    date: str
    summary: str = ""
    body: str = ""
    id: str = ""
    thread: str = ""
    status: Status = "reported"
    weight: Weight = "normal"
    tags: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    places: tuple[Place, ...] = ()
    sources: tuple[Source, ...] = ()
    images: tuple[Image, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """All that a file holds: the timeline's title and description, its events, what was lost, and what to look at.

    threads are the names of the lanes in the order the file gives them; notes are of what was carried over, but should
    be looked at by a person.
    """

    events: tuple[Event, ...]
    title: str = ""
    description: str = ""
    threads: tuple[str, ...] = ()
    lost: tuple[Loss, ...] = ()
    notes: tuple[Loss, ...] = ()

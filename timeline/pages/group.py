"""What events are gathered under: a page for each thread, actor, place and tag, and a list of each kind."""

from collections.abc import Iterator, Mapping
from typing import Any

from timeline import address
from timeline.page import Data, Page
from timeline.pages.geography import position_in_words
from timeline.pages.subject import Subject
from timeline.theme import Theme

KINDS = ("thread", "actor", "place", "tag")


def group_pages(subject: Subject) -> Iterator[Page]:
    for kind in KINDS:
        entries = subject.timeline.of_kind(kind)
        if entries:
            yield from _list_of(subject, kind, entries)
        for name, entry in entries.items():
            yield from _group(subject, kind, name, entry)


def write_groups(theme: Theme, data: Data) -> bytes:
    return theme.html("groups.html", data)


def write_group(theme: Theme, data: Data) -> bytes:
    return theme.html("group.html", data)


def _list_of(subject: Subject, kind: str, entries: Mapping[str, Any]) -> Iterator[Page]:
    """Threads in the order of the story, all others by name."""
    rows = subject.grouped[kind]
    names = (
        list(entries) if kind == "thread" else sorted(entries, key=lambda name: (entries[name].name.casefold(), name))
    )
    listed = [(name, entries[name].name, _about(kind, entries[name]), len(rows.get(name, ()))) for name in names]
    for path, groups, way in subject.in_parts(address.FOLDERS[kind], listed):
        yield subject.html(path, write_groups, "", kind=kind, groups=groups, **way)


def _group(subject: Subject, kind: str, name: str, entry: Any) -> Iterator[Page]:
    rows = subject.grouped[kind].get(name, ())
    for path, held, way in subject.in_parts(address.of_entry(kind, name), rows):
        yield subject.html(
            path,
            write_group,
            entry.name,
            kind=kind,
            id=name,
            about=_about(kind, entry),
            description=entry.description if kind != "place" else "",
            position=position_in_words(entry) if kind == "place" else "",
            same_as=entry.same_as if kind in ("actor", "place") else (),
            **way,
            count=len(rows),
            rows=held,
        )


def _about(kind: str, entry: Any) -> str:
    """The line under a name: an actor's role, a place's country, a thread's or tag's description."""
    if kind == "actor":
        return str(entry.role)
    return str(entry.country if kind == "place" else entry.description)

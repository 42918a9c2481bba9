"""What events are gathered under: a page for each thread, actor, place and tag, and a list of each kind."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from timeline import address
from timeline.compile import GATHERING, Row
from timeline.page import Data, Page
from timeline.pages.company import company
from timeline.pages.geography import position_in_words
from timeline.pages.linked_data import thing, web_page
from timeline.pages.repository import repository_view
from timeline.pages.sayings import Saying, sayings
from timeline.pages.strips import StripData, strip_data, strip_view
from timeline.pages.subject import Parts, Subject, weight_of
from timeline.pages.weight import HEAVIEST_LIST, weight
from timeline.text import by_name
from timeline.theme import Theme

# How many events a list of entries names: so many in all, and so many of one entry.
MOST_SHOWN, MOST_OF_ONE = 400, 8
# The bytes that a link to an event with a long title takes.
A_LINK = 800


def kinds_of_groups(subject: Subject) -> Iterable[str]:
    return [kind for kind in GATHERING if subject.timeline.of_kind(kind)]


def group_list(subject: Subject, kind: str) -> Iterator[Page]:
    return _list_of(subject, kind, subject.timeline.of_kind(kind))


def group_names(subject: Subject) -> Iterable[str]:
    """`actor/russia`: kind and id of all that events are gathered under."""
    return [f"{kind}/{name}" for kind in GATHERING for name in subject.timeline.of_kind(kind)]


def groups_of(subject: Subject, event: str) -> Iterable[str]:
    """The names of the groups that an event is in."""
    timeline, row = subject.timeline, subject.timeline.all_rows[event]
    return [f"{kind}/{name}" for kind in GATHERING for name in timeline.named(kind, row)]


def group_pages(subject: Subject, named: str) -> Iterator[Page]:
    kind, _, name = named.partition("/")
    return _group(subject, kind, name, subject.timeline.of_kind(kind)[name])


def write_groups(theme: Theme, data: Data) -> bytes:
    return theme.html("groups.html", data)


def write_group(theme: Theme, data: Data) -> bytes:
    return theme.html("group.html", {**data, "strip": strip_view(theme, data["strip"], data["path"], data["site"])})


def with_first_events(
    subject: Subject, kind: str, held: Sequence[tuple[Any, ...]], taken: int = 0
) -> tuple[tuple[Any, ...], ...]:
    """The entries of a part of a list, each with its first events, as far as there is room beside so many bytes.

    An entry is a tuple that begins with its id; the events are added at its end.
    """
    rows, links = subject.grouped[kind], subject.timeline.links
    room = max(0, HEAVIEST_LIST - taken - sum(map(weight, held))) // A_LINK
    most = min(MOST_OF_ONE, min(MOST_SHOWN, room) // len(held)) if held else 0
    return tuple((*entry, tuple(links[row.id] for row in rows.get(entry[0], ())[:most])) for entry in held)


def _list_of(subject: Subject, kind: str, entries: Mapping[str, Any]) -> Iterator[Page]:
    """Threads in the order of the story, all others by the number of events, then by name.

    Each comes with its first events, as far as there is room.
    """
    rows = subject.grouped[kind]
    names = (
        list(entries)
        if kind == "thread"
        else sorted(entries, key=lambda name: (-len(rows.get(name, ())), by_name(entries[name].name), name))
    )
    listed = [(name, entries[name].name, _about(kind, entries[name]), len(rows.get(name, ()))) for name in names]
    for path, held, way in subject.in_parts(address.FOLDERS[kind], listed):
        groups = with_first_events(subject, kind, held)
        described = web_page(subject.site, path, "CollectionPage")
        yield subject.html(path, write_groups, "", described, kind=kind, groups=groups, **way)


def _group(subject: Subject, kind: str, name: str, entry: Any) -> Iterator[Page]:
    rows = subject.grouped[kind].get(name, ())
    together = company(subject.timeline, rows, kind, name)
    folder = address.of_entry(kind, name)
    said = sayings(subject)[name] if kind == "actor" else {}

    def weigh(row: Row) -> int:
        """An event is shown by what the actor says in it, if that is anything, and else whole."""
        return _weight(row, said[row.id]) if row.id in said else weight_of(row)

    parts = list(subject.in_parts(folder, rows, weigh))
    for path, held, way in parts:
        yield subject.html(
            path,
            write_group,
            entry.name,
            web_page(subject.site, path, "CollectionPage", about=thing(subject.site, kind, name, entry)),
            apart=subject.told_apart.get(folder),
            kind=kind,
            id=name,
            about=_about(kind, entry),
            sort=entry.kind if kind == "actor" else "",
            description=entry.description if kind != "place" else "",
            position=position_in_words(entry) if kind == "place" else "",
            has_map=kind == "place" and bool(position_in_words(entry)) and subject.timeline.settings.outputs.map,
            same_as=entry.same_as if kind in ("actor", "place") else (),
            **way,
            count=len(rows),
            others=sum(row.id not in said for row in rows),
            said=tuple(saying for row in held for saying in said.get(row.id, ())),
            rows=tuple(row for row in held if row.id not in said),
            together=together,
            strip=None if path != folder else _strip(subject, parts, said),
            has_feed=subject.timeline.settings.outputs.facet_feeds,
            repository=repository_view(subject.timeline, kind, name),
        )


def _strip(subject: Subject, parts: Parts, said: Mapping[str, Sequence[Saying]]) -> StripData | None:
    """The events of the entry alone; what an actor says stands under its words, and not on a card."""
    return strip_data(
        subject,
        [row for _, held, _ in parts for row in held],
        lanes=False,
        parts=tuple((path, len(held)) for path, held, _ in parts),
        shown=tuple(row.id for row in parts[0][1] if row.id not in said),
    )


def _weight(row: Row, said: Sequence[Saying]) -> int:
    """That of an event which is shown by what an actor says in it."""
    shown = (
        (row.words, row.title, row.id, one.quote, one.original, one.says, one.locator, one.article) for one in said
    )
    return sum(map(weight, shown))


def _about(kind: str, entry: Any) -> str:
    """The line under a name: an actor's role, a place's country, a thread's or tag's description."""
    if kind == "actor":
        return str(entry.role)
    return str(entry.country if kind == "place" else entry.description)

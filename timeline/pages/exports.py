"""All exports of the events, in pieces: those before the first event, those of each, those behind the last."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from timeline.page import Data, Page
from timeline.pages import calendar, events_csv, events_json, timelinejs
from timeline.pages.export import Export
from timeline.pages.subject import Subject
from timeline.theme import Theme

EXPORTS: tuple[Export, ...] = (events_json.EXPORT, events_csv.EXPORT, calendar.EXPORT, timelinejs.EXPORT)
# What pieces hold, in their order, by the path of their file.
Pieces = Mapping[str, Sequence[bytes]]
UNITS = ("B", "kB", "MB", "GB")


def exports(subject: Subject) -> tuple[Export, ...]:
    """Those that the site has."""
    outputs = subject.timeline.settings.outputs
    return tuple(each for each in EXPORTS if not each.output or getattr(outputs, each.output))


def begin_exports(subject: Subject) -> Iterator[Page]:
    for export in exports(subject):
        yield from export.begin(subject)


def event_pieces(subject: Subject, name: str, data: Mapping[str, Any]) -> Iterator[Page]:
    """What the exports have of an event; one that was retracted is in none of them."""
    if subject.timeline.all_rows[name].status != "retracted":
        for export in exports(subject):
            yield from export.of_event(subject, name, data)


def end_exports(subject: Subject) -> Iterator[Page]:
    for export in exports(subject):
        yield from export.end(subject)


def edited_export(before: bytes, pieces: Sequence[bytes], others: Sequence[bytes]) -> bytes | None:
    """An export with other pieces in the place of some; None if it has not each of those once."""
    for piece, other in zip(pieces, others, strict=True):
        if before.count(piece) != 1:
            return None
        before = before.replace(piece, other)
    return before


def export_page(path: str, content: bytes) -> Page:
    """An export whose content is known."""
    return Page(path, write_export, {"export": content}, themed=False)


def write_export(theme: Theme, data: Data) -> bytes:
    export: bytes = data["export"]
    return export


def size_shown(size: int) -> tuple[str, str]:
    """A number of bytes as readers are told it, to two digits, and its unit: ("1.2", "MB")."""
    unit, number = 0, float(size)
    while round(number) >= 1000 and unit < len(UNITS) - 1:
        unit, number = unit + 1, number / 1000
    if unit and number < 9.95:
        return f"{number:.1f}", UNITS[unit]
    return f"{round(number, -1 if number >= 99.5 else 0):.0f}", UNITS[unit]

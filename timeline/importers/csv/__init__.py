"""Tables: our own events.csv, the sheet that TimelineJS is fed with, and any other by a mapping file."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from timeline.importers.csv.mapped_table import mapped_table
from timeline.importers.csv.mapping import read_mapping
from timeline.importers.csv.own_table import is_own, own_table
from timeline.importers.csv.sheet import DELIMITERS, Sheet, header_of, sheet_of
from timeline.importers.csv.slide_table import is_slides, slide_table
from timeline.importers.found import CannotRead, Found, Loss
from timeline.importers.kinds import refuse_others
from timeline.importers.reading import text_of
from timeline.problems import printable, quoted

# Tables that say by their header what they are.
KNOWN: tuple[tuple[Callable[[tuple[str, ...]], bool], Callable[[Sheet], Found]], ...] = (
    (is_own, own_table),
    (is_slides, slide_table),
)


def read(path: Path, mapping: Path | None = None) -> Found:
    """The events of a table. Raises CannotRead."""
    name = printable(str(path))
    # Read first: a mapping with a mistake is told of without reading a large table.
    mapped = read_mapping(mapping) if mapping else None
    text = text_of(path)
    if not text.strip():
        raise CannotRead(f"{name} is empty")
    refuse_others(text, name, "csv")
    if mapped:
        return _in_order(mapped_table(text, name, mapped))
    for delimiter in DELIMITERS:
        header = header_of(text, delimiter)
        for knows, table in KNOWN:
            if knows(header):
                return _in_order(table(sheet_of(text, delimiter, name)))
    first = next(line for line in text.splitlines() if line.strip())
    raise CannotRead(
        f"{name}:1: {quoted(first)} is the header neither of our events.csv nor of a sheet for TimelineJS; "
        "for any other table a mapping file says what its columns are"
    )


def _in_order(found: Found) -> Found:
    """With what is told of rows in the order of these, and what is told of the whole table behind it."""
    return replace(found, lost=tuple(sorted(found.lost, key=_row)), notes=tuple(sorted(found.notes, key=_row)))


def _row(told: Loss) -> tuple[bool, int]:
    number = told.where.removeprefix("row ")
    return (False, int(number)) if number.isdecimal() else (True, 0)

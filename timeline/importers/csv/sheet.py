"""A table as text: its header and its rows, each with the number that a spreadsheet shows beside it."""

import csv
import io
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from timeline.importers.found import MOST_EVENTS, CannotRead, Loss
from timeline.problems import printable, quoted

DELIMITERS = (",", ";", "\t")
MOST_COLUMNS = 1_000
MOST_CELLS = 10_000_000
LARGEST_CELL = 10_000_000


@dataclass(frozen=True, slots=True)
class Row:
    """A row below the header; its cells are as many as the header's."""

    number: int
    cells: tuple[str, ...]

    @property
    def where(self) -> str:
        return f"row {self.number}"


@dataclass(frozen=True, slots=True)
class Sheet:
    """The table of the file called so; lost is what stands where no column is, notes are of rows that end early."""

    name: str
    header: tuple[str, ...]
    rows: tuple[Row, ...]
    lost: tuple[Loss, ...] = ()
    notes: tuple[Loss, ...] = ()


def header_of(text: str, delimiter: str) -> tuple[str, ...]:
    """The first row, without spaces around its names; nothing, if the delimiter cannot be that of the table."""
    try:
        _, cells = next(_records(text, delimiter, ""), (0, []))
    except CannotRead:
        return ()
    return tuple(cell.strip() for cell in cells)


def sheet_of(text: str, delimiter: str, name: str) -> Sheet:
    """The table of a text; name is what messages call its file. Rows without any words are passed over.

    Raises CannotRead.
    """
    records = _records(text, delimiter, name)
    header: tuple[str, ...] = ()
    rows: list[Row] = []
    lost, notes = [], []
    cell_count = 0
    for number, cells in records:
        if number == 1:
            header = tuple(cell.strip() for cell in cells)
            _refuse_strange(header, name)
            continue
        if not any(cell.strip() for cell in cells):
            continue
        if (cell_count := cell_count + len(header)) > MOST_CELLS:
            raise CannotRead(f"{name} has more than {MOST_CELLS:,} cells; import it in parts")
        if len(rows) == MOST_EVENTS:
            raise CannotRead(f"{name} has more than {MOST_EVENTS:,} rows; import it in parts")
        row = Row(number, (*cells[: len(header)], *[""] * (len(header) - len(cells))))
        rows.append(row)
        beyond = [cell for cell in cells[len(header) :] if cell.strip()]
        if beyond:
            what = f"{len(beyond)} cells with something in them" if len(beyond) > 1 else f"the cell {quoted(beyond[0])}"
            lost.append(Loss(row.where, f"{what} behind the last column of the header"))
        elif len(cells) < len(header):
            notes.append(Loss(row.where, f"it has {len(cells)} cells, the header {len(header)}; the others are empty"))
    if not rows:
        raise CannotRead(f"{name}: there is no event in it" if header else f"{name} is empty")
    return Sheet(name, header, tuple(rows), tuple(lost), tuple(notes))


def column_of(header: Sequence[str], wanted: str, name: str) -> int | None:
    """The position of a column, None if there is none so called; name is that of the file.

    Raises CannotRead if there are two.
    """
    found = [position for position, each in enumerate(header) if each == wanted]
    if len(found) > 1:
        one, other = found[0] + 1, found[1] + 1
        raise CannotRead(f"{name}: columns {one} and {other} are both named {quoted(wanted)}; give one another name")
    return found[0] if found else None


def unread(sheet: Sheet, read: Iterable[int]) -> tuple[Loss, ...]:
    """The columns that hold something and have no place, told once each, with how many rows have it."""
    others = set(range(len(sheet.header))).difference(read)
    found = Counter(column for row in sheet.rows for column in others if row.cells[column].strip())
    return tuple(
        Loss(
            "header",
            f"column {quoted(name) if (name := sheet.header[column]) else f'{column + 1}, which has no name'}, "
            f"{found[column]:,} time{'s' if found[column] > 1 else ''}: not carried over",
        )
        for column in sorted(found)
    )


def _records(text: str, delimiter: str, name: str) -> Iterator[tuple[int, list[str]]]:
    csv.field_size_limit(LARGEST_CELL)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    number, begun = 0, 1
    while True:
        begun = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise CannotRead(f"{name}:{begun}: {_in_words(str(error))}") from error
        if number or any(cell.strip() for cell in cells):
            number += 1
            yield number, cells


def _in_words(error: str) -> str:
    if "unexpected end" in error:
        return "quotes that open in the row that begins here are never closed"
    if "expected after" in error:
        return "behind the closing quotes of a cell of this row something else stands; quotes within a cell are doubled"
    if "field larger" in error:
        return f"a cell of this row has more than {LARGEST_CELL:,} characters; are its quotes closed?"
    return f"this row cannot be read: {printable(error)}"


def _refuse_strange(header: Sequence[str], name: str) -> None:
    if len(header) > MOST_COLUMNS:
        raise CannotRead(f"{name}:1: the header has {len(header):,} columns; at most {MOST_COLUMNS:,} are read")

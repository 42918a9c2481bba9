"""An event's date in a plot of its own: the days of its month, its months or its years, and its mark among them."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from math import floor

from timeline.dates import civil, day_number
from timeline.drawing.axis import Axis, Column
from timeline.drawing.cells import Cell, opened, years
from timeline.drawing.event import Drawn
from timeline.drawing.layout import COMPACT
from timeline.drawing.marks import Mark, marked
from timeline.drawing.opening import LENGTHS

# The default card is 1040 pixels wide between its margins, and shows marks 2.4 times as large as strips do.
_LAYOUT = replace(COMPACT, width=1040 / 2.4)
# Days that are shown at least of a side of which nothing is known.
_ROOM = 5
# So many years are shown by their months; of more, so many columns.
_MONTHS_OF, _MOST_COLUMNS = 2, 12


@dataclass(frozen=True, slots=True)
class DateStrip:
    """The columns, all of one width, and the mark; x and width are pixels of a plot that is `width` wide."""

    columns: tuple[Column, ...]
    mark: Mark
    width: float


def date_strip(event: Drawn) -> DateStrip | None:
    """The event's strip; None where neither a first nor a last day is known."""
    if event.begin is None and event.end is None:
        return None
    first, last = _reach(event)
    cells = tuple(_cells(first, last))
    wide = _LAYOUT.width / len(cells)
    columns = tuple(Column(cell, number * wide, wide, 0) for number, cell in enumerate(cells))
    scale = Axis(columns, tuple(cell.begin for cell in cells), _LAYOUT.width)
    return DateStrip(columns, marked(event, scale, _LAYOUT), _LAYOUT.width)


def _reach(event: Drawn) -> tuple[int, int]:
    """The first and last day that the drawing has to show."""
    before, after = (_ROOM if side is None and not event.points else 0 for side in (event.begin, event.end))
    return floor(event.bounds[0]) - before, floor(event.bounds[-1]) + after


def _cells(first: int, last: int) -> Iterator[Cell]:
    """The columns that hold both days, all of one kind."""
    (year, month, day), (last_year, last_month, _) = civil(first), civil(last)
    if (year, month) == (last_year, last_month):
        begin, end = first - day + 1, day_number(year + month // 12, month % 12 + 1, 1)
        yield from opened(Cell("period", "month", float(begin), float(end), "year"), LENGTHS)
    elif last_year - year < _MONTHS_OF:
        for each in range(year, last_year + 1):
            yield from opened(Cell("period", "year", *years(each)), LENGTHS)
    else:
        # A year has 12 digits at most, and the longest stretch as many.
        length = next(one for one in LENGTHS if last_year // one - year // one < _MOST_COLUMNS)
        for number in range(year // length, last_year // length + 1):
            yield Cell("period", "year" if length == 1 else "years", *years(number, length), "years", length)

"""The axis: calendar columns side by side, those that hold much wide, with what is empty between them cut short."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from math import inf
from typing import NamedTuple

from timeline.drawing.cells import Cell, Width
from timeline.drawing.event import Drawn
from timeline.drawing.opening import Widths, opened_cells
from timeline.drawing.times import Times, times_of

# How far each takes part in the width that is left over.
_SHARE: Mapping[Width, float] = {
    "years": 0.45, "year": 0.45, "month": 0.8, "day": 1, "hour": 1, "run": 0.9, "rest": 0, "gap": 0,
}  # fmt: skip


class Column(NamedTuple):
    """A cell with its place in the plot, in pixels of the reference width, and how many events are dated to it."""

    cell: Cell
    x: float
    width: float
    dated: int


@dataclass(frozen=True)
class Axis:
    """Columns from left to right without a break, and when each begins; time is linear in each."""

    columns: tuple[Column, ...]
    starts: tuple[float, ...]
    width: float

    @cached_property
    def has_hours(self) -> bool:
        return any(column.cell.grain == "hour" for column in self.columns)

    @cached_property
    def headed(self) -> Sequence[Column]:
        """The columns that are under another heading than the one before."""
        columns = self.columns
        changes = [column for before, column in pairwise(columns) if column.cell.heading != before.cell.heading]
        return [columns[0], *changes]

    @cached_property
    def _measures(self) -> Sequence[tuple[float, float, float, float]]:
        """When each column begins, how long it is, where it lies and how wide it is."""
        cells = [(column.cell, column) for column in self.columns]
        return [(cell.begin, cell.end - cell.begin, column.x, column.width) for cell, column in cells]

    def x(self, time: float) -> float:
        """Where a time lies, in pixels of the reference width; what is off the axis lies at its end."""
        begin, length, x, width = self._measures[max(0, bisect_right(self.starts, time) - 1)]
        return x + width * min(max((time - begin) / length, 0.0), 1.0)

    def places(self, times: Sequence[float]) -> list[float]:
        """Where times lie that are in order: the same for many at once."""
        found, first = list[float](), 0
        for (begin, length, x, width), end in zip(self._measures, (*self.starts[1:], inf), strict=True):
            last = bisect_left(times, end, first)
            found += [x + width * min(max((time - begin) / length, 0.0), 1.0) for time in times[first:last]]
            first = last
        return found

    def column(self, time: float) -> int:
        """The number of the column in which a time lies; the first or last one for what is off the axis."""
        return max(0, bisect_right(self.starts, time) - 1)


def axis(events: Iterable[Drawn], width: float, widths: Sequence[Widths], frame: Cell | None = None) -> Axis:
    """The columns for at least one event. widths are least widths by kind of column, the comfortable ones first.

    A frame is a period that the columns fill; what an event's date holds beyond it is left aside. Only that of a month
    opens days to hours.
    """
    return axis_of(times_of(events, frame), width, widths, frame)


def axis_of(times: Times, width: float, widths: Sequence[Widths], frame: Cell | None = None) -> Axis:
    """The same for events of which the times are known."""
    cells, needs = opened_cells(times, width, widths, frame)
    shares = [_SHARE[cell.measure] for cell in cells]
    spare, parts = max(0.0, width - sum(needs)), sum(shares)
    if parts:
        needs = [need + spare * share / parts for need, share in zip(needs, shares, strict=True)]
    return Axis(tuple(_side_by_side(times, cells, needs, width)), tuple(cell.begin for cell in cells), width)


def _side_by_side(times: Times, cells: Sequence[Cell], needs: Sequence[float], width: float) -> Iterator[Column]:
    scale, x = width / sum(needs), 0.0
    for cell, need in zip(cells, needs, strict=True):
        yield Column(cell, x, need * scale, times.dated(cell))
        x += need * scale

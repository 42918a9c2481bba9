"""How many events fall into each column: for certain, and as far as their dates allow."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from math import inf
from typing import NamedTuple

from timeline.drawing.axis import Axis
from timeline.drawing.event import INSTANT, Drawn

# The column into which an event surely falls; or else those into which it may, each with the part of its time there.
Fall = int | Sequence[tuple[int, float]]


class Share(NamedTuple):
    """Of a column: how many events surely fall into it, and how many more may.

    first is the place, among the events, of the first of the sure ones.
    """

    sure: int
    likely: float
    first: int | None = None

    @property
    def whole(self) -> float:
        return self.sure + self.likely


def falls(events: Iterable[Drawn], axis: Axis) -> list[Fall]:
    """Where each of the events falls; what is open at a side could have been anywhere, and falls nowhere."""
    starts, ends, found = axis.starts, (*axis.starts[1:], inf), list[Fall]()
    for event in events:
        if event.possible is None:
            found.append(())
            continue
        begin, end = event.possible
        first = max(0, bisect_right(starts, begin) - 1)
        # A moment lies in one column.
        found.append(first if end - INSTANT < ends[first] else _parts(begin, end, first, axis))
    return found


def counted(falls: Iterable[Fall], axis: Axis) -> tuple[Share, ...]:
    """By column: the events that surely lie in it, and of the others the part of their possible time that does."""
    sure, likely = [0] * len(axis.columns), [0.0] * len(axis.columns)
    firsts: dict[int, int] = {}
    for place, fall in enumerate(falls):
        if isinstance(fall, int):
            sure[fall] += 1
            firsts.setdefault(fall, place)
        else:
            for number, part in fall:
                likely[number] += part
    return tuple([Share(sure[number], likely[number], firsts.get(number)) for number in range(len(sure))])


def _parts(begin: float, end: float, first: int, axis: Axis) -> list[tuple[int, float]]:
    """The columns between these times, from the first on, and what part of the time is in each."""
    numbers = range(first, axis.column(end - INSTANT) + 1)
    cells = [(number, axis.columns[number].cell) for number in numbers]
    return [(number, max(0.0, min(end, cell.end) - max(begin, cell.begin)) / (end - begin)) for number, cell in cells]

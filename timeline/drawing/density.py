"""How many events fall into each column: for certain, and as far as their dates allow."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import inf

from timeline.drawing.axis import Axis
from timeline.drawing.event import INSTANT, Drawn


@dataclass(frozen=True, slots=True)
class Share:
    """Of a column: how many events surely fall into it, and how many more may.

    first is the place, among the events, of the first of the sure ones.
    """

    sure: int
    likely: float
    first: int | None = None

    @property
    def whole(self) -> float:
        return self.sure + self.likely


def counted(events: Iterable[Drawn], axis: Axis) -> tuple[Share, ...]:
    """By column: the events that surely lie in it, and of the others the part of their possible time that does.

    What is open at a side could have been anywhere, and counts nowhere.
    """
    sure, likely = [0] * len(axis.columns), [0.0] * len(axis.columns)
    firsts: dict[int, int] = {}
    ends = (*axis.starts[1:], inf)
    for place, event in enumerate(events):
        if event.possible is None:
            continue
        begin, end = event.possible
        first = axis.column(begin)
        # A moment lies in one column.
        if end - INSTANT < ends[first]:
            if not sure[first]:
                firsts[first] = place
            sure[first] += 1
            continue
        for number in range(first, axis.column(end - INSTANT) + 1):
            cell = axis.columns[number].cell
            likely[number] += max(0.0, min(end, cell.end) - max(begin, cell.begin)) / (end - begin)
    return tuple(Share(sure[number], likely[number], firsts.get(number)) for number in range(len(sure)))

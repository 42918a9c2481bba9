"""What an axis is for: when the events are, and how closely that is known."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import floor

from timeline.dates import civil
from timeline.drawing.cells import Cell
from timeline.drawing.event import GRAINS, INSTANT, Drawn


@dataclass(frozen=True, slots=True)
class Times:
    """Anchors in order with their grain, and by grain all times that are known so closely.

    years are those in which anything lies, in order. first and last are the ends of the axis; hours says whether days
    may be opened.
    """

    anchors: tuple[tuple[float, int], ...]
    known: tuple[tuple[float, ...], ...]
    years: tuple[int, ...]
    first: float
    last: float
    hours: bool

    def counted(self, cell: Cell) -> Sequence[tuple[float, int]]:
        return self.anchors[bisect_left(self.anchors, (cell.begin, -1)) : bisect_left(self.anchors, (cell.end, -1))]

    def dated(self, cell: Cell) -> int:
        """How many events are known as closely as the cell is long."""
        grain = GRAINS.index(cell.grain)
        return sum(own <= grain for _, own in self.counted(cell))

    def pressing(self, cell: Cell) -> int:
        """How many events could be placed more closely if the cell were opened."""
        grain = GRAINS.index(cell.grain)
        return sum(own < grain for _, own in self.counted(cell))

    def held(self, cell: Cell) -> int:
        """How many times are known to lie in this period, and not merely in a longer one."""
        known = self.known[GRAINS.index(cell.grain)]
        return bisect_left(known, cell.end) - bisect_left(known, cell.begin)


def times_of(events: Iterable[Drawn], frame: Cell | None) -> Times:
    """The times of at least one event, as far as they lie in the frame, if there is one."""
    begin, end = (frame.begin, frame.end - INSTANT) if frame else (float("-inf"), float("inf"))
    anchors, bounds = [], []
    known: list[list[float]] = [[] for _ in GRAINS]
    for event in events:
        own = GRAINS.index(event.grain)
        reached = [min(max(time, begin), end) for time in event.bounds]
        anchor = min(max(event.anchor, begin), end)
        # A single bound says little about when it was, so it opens nothing.
        anchors.append((anchor, own if event.possible else len(GRAINS)))
        bounds += [reached[0], reached[-1]]
        known[own] += reached
        for coarser in range(own + 1, len(GRAINS)):
            known[coarser] += [anchor, reached[0], reached[-1]]
    held = sorted({civil(day)[0] for day in {floor(time) for time in known[-1]}})
    return Times(
        anchors=tuple(sorted(anchors)),
        known=tuple(tuple(sorted(each)) for each in known),
        years=tuple(held),
        first=begin if frame else min(bounds),
        last=end if frame else max(bounds),
        hours=frame is not None and frame.grain == "month",
    )

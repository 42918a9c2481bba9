"""What an axis is for: when the events are, and how closely that is known."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import floor

from timeline.dates import civil, day_number
from timeline.drawing.cells import Cell
from timeline.drawing.event import GRAINS, INSTANT, RANK, Drawn


@dataclass(frozen=True, slots=True)
class Times:
    """Anchors, and other times that are known, in order.

    anchors has first none, then by grain those that are known at least so closely, and last all. known has by grain the
    times that are known to lie in such a period, each once. years are those in which anything lies. first and last are
    the ends of the axis; hours says whether days may be opened.
    """

    anchors: Sequence[Sequence[float]]
    known: Sequence[Sequence[float]]
    years: tuple[int, ...]
    first: float
    last: float
    hours: bool

    @property
    def events(self) -> int:
        return len(self.anchors[-1])

    def counted(self, cell: Cell) -> int:
        return _between(self.anchors[-1], cell)

    def dated(self, cell: Cell) -> int:
        """How many events are known as closely as the cell is long."""
        return _between(self.anchors[RANK[cell.grain] + 1], cell)

    def pressing(self, cell: Cell) -> int:
        """How many events could be placed more closely if the cell were opened."""
        return _between(self.anchors[RANK[cell.grain]], cell)

    def held(self, cells: Sequence[Cell]) -> list[bool]:
        """Of neighbouring periods of a grain: is any time known to lie in each, and not merely in a longer one?"""
        known = self.known[RANK[cells[0].grain]]
        places = [bisect_left(known, cell.begin) for cell in cells] + [bisect_left(known, cells[-1].end)]
        return [first < last for first, last in pairwise(places)]


def times_of(events: Iterable[Drawn], frame: Cell | None) -> Times:
    """The times of at least one event, as far as they lie in the frame, if there is one."""
    ranked: list[list[Drawn]] = [[] for _ in GRAINS]
    for event in events:
        ranked[event.rank].append(event)
    # A single bound says little about when it was, so it opens nothing.
    anchors = [[event.anchor for event in held if event.possible] for held in ranked]
    anchors.append([event.anchor for held in ranked for event in held if not event.possible])
    fully = [set[float]().union(*[event.bounds for event in held]) for held in ranked]
    roughly = [set[float]().union(*[event.outline for event in held]) for held in ranked]
    if frame:
        begin, end = frame.begin, frame.end - INSTANT
        if any(part and (min(part) < begin or max(part) > end) for part in fully):
            anchors = [[min(max(time, begin), end) for time in part] for part in anchors]
            fully = [{min(max(time, begin), end) for time in part} for part in fully]
            roughly = [{min(max(time, begin), end) for time in part} for part in roughly]
    known = _as_known(fully, roughly)
    return Times(
        anchors=((), *_growing(anchors)),
        known=known,
        years=tuple(_years(known[-1])),
        first=frame.begin if frame else known[-1][0],
        last=frame.end - INSTANT if frame else known[-1][-1],
        hours=frame is not None and frame.grain == "month",
    )


def _between(times: Sequence[float], cell: Cell) -> int:
    return bisect_left(times, cell.end) - bisect_left(times, cell.begin) if times else 0


def _growing(parts: Iterable[Sequence[float]]) -> Iterator[Sequence[float]]:
    """Each part together with all before it, in order."""
    held: list[float] = []
    for part in parts:
        held = sorted([*held, *part]) if part else held
        yield held


def _as_known(fully: Iterable[set[float]], roughly: Iterable[set[float]]) -> tuple[Sequence[float], ...]:
    """By grain all times of what is known so closely, and of what is known more closely its anchor and its ends."""
    known: list[Sequence[float]] = []
    finer: Sequence[float] = ()
    for own, rough in zip(fully, roughly, strict=True):
        known.append(sorted(own.union(finer)) if own else finer)
        # Of most events, all that is known are these three.
        finer = known[-1] if rough == own else sorted(rough.union(finer))
    return tuple(known)


def _years(times: Sequence[float]) -> Iterator[int]:
    """The years of times in order."""
    place = 0
    while place < len(times):
        year = civil(floor(times[place]))[0]
        yield year
        place = bisect_left(times, day_number(year + 1, 1, 1), place)

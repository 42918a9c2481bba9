"""Marks in rows: each in the first row that has room for it, with its label where that fits too."""

from bisect import bisect
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from math import inf
from operator import sub
from typing import NamedTuple

from timeline.drawing.layout import Layout
from timeline.drawing.marks import Label, Mark, Position, Side

# Of sums of fractions, in pixels.
_ROUNDING = 0.001
_RANK = {"major": 0, "normal": 1, "minor": 2}
# What is free of a row: the number that a stretch there would have, where it may begin, and what has to be a gap away.
Room = tuple[int, float, float]


class Row:
    """Stretches of a line that are taken, in order, with a gap between any two."""

    def __init__(self, gap: float) -> None:
        self.gap = gap
        self._begins: list[float] = []
        self._ends: list[float] = []

    def room(self, begin: float, end: float) -> Room | None:
        """The room around a stretch, None where the stretch itself is not free."""
        place = bisect(self._begins, begin)
        before = self._ends[place - 1] + self.gap if place else -inf
        after = self._begins[place] if place < len(self._begins) else inf
        return (place, before, after) if before <= begin and end + self.gap <= after else None

    def fill(self, room: Room, begin: float, end: float) -> None:
        self._begins.insert(room[0], begin)
        self._ends.insert(room[0], end)

    def takes(self, begin: float, end: float) -> bool:
        """Takes a stretch if it is free."""
        begins, ends = self._begins, self._ends
        place = bisect(begins, begin)
        if place and ends[place - 1] + self.gap > begin:
            return False
        if place < len(begins) and end + self.gap > begins[place]:
            return False
        begins.insert(place, begin)
        ends.insert(place, end)
        return True


class Placed(NamedTuple):
    """A mark in its row, from 0, with its label, where that has room; a late one is there only in a wider plot."""

    mark: Mark
    row: int
    label: Label | None = None
    side: Side = "right"
    late: bool = False


def packed(marks: Iterable[Mark], layout: Layout, most: int, named: Callable[[Mark], bool]) -> list[Placed] | None:
    """The marks in at most so many rows, in order of time; None where one has no room, after which none is asked for.

    They come in their turn, which is the order in which they are given room. A label that has no room is left out.
    Nothing overlaps in a row, however wide the plot is shown.
    """
    rows, found = [Row(layout.gap) for _ in range(most)], []
    for mark in marks:
        edges = mark.edges(layout.radius)
        placed = _with_label(mark, edges, rows, layout) if named(mark) else None
        placed = placed or _without_label(mark, edges, rows)
        if placed is None:
            return None
        found.append(placed)
    return sorted(found, key=_in_time)


def packed_with_labels(marks: Iterable[Mark], layout: Layout, most: int) -> list[Placed]:
    """The same for those marks alone that find room together with a label."""
    rows = [Row(layout.gap) for _ in range(most)]
    found = (_with_label(mark, mark.edges(layout.radius), rows, layout) for mark in marks)
    return sorted(filter(None, found), key=_in_time)


def is_crowded(places: Iterable[float], layout: Layout, most: int) -> bool:
    """Are more than so many marks, of which these are the x, so close that no two can share a row?"""
    near, ordered = 2 * layout.radius + layout.gap - _ROUNDING, sorted(places)
    return min(map(sub, ordered[most:], ordered), default=near) < near


def _with_label(mark: Mark, edges: Position, rows: Iterable[Row], layout: Layout) -> Placed | None:
    begin, end = edges
    for number, row in enumerate(rows):
        room = row.room(begin, end)
        if room and (found := _label_in(room, mark, begin, end, layout)):
            label, side, begin, end = found
            row.fill(room, begin, end)
            return Placed(mark, number, label, side)
    return None


def _without_label(mark: Mark, edges: Position, rows: Iterable[Row]) -> Placed | None:
    for number, row in enumerate(rows):
        if row.takes(*edges):
            return Placed(mark, number)
    return None


def _label_in(
    room: Room, mark: Mark, begin: float, end: float, layout: Layout, stretch: float = 1
) -> tuple[Label, Side, float, float] | None:
    """The longest label for which there is room beside a mark that begins and ends there, and the box of both."""
    edge = layout.width * stretch + _ROUNDING
    if begin < -_ROUNDING or end > edge:
        return None
    _, first, last = room
    right, left = mark.beside("right", stretch), mark.beside("left", stretch)
    labels, narrowest = mark.labels
    outer = max(end, right + narrowest)
    if (outer > edge or outer + layout.gap > last) and min(begin, left - narrowest) < max(first, -_ROUNDING):
        return None
    for label in labels:
        outer = max(end, right + label.width)
        if outer <= edge and outer + layout.gap <= last:
            return label, "right", begin, outer
        outer = min(begin, left - label.width)
        if outer >= -_ROUNDING and outer >= first:
            return label, "left", outer, end
    return None


def with_late_labels(placed: Sequence[Placed], layout: Layout) -> list[Placed]:
    """The same with the labels that find room once the plot is as wide as the layout says, key events' first."""
    stretch = layout.wider / layout.width
    boxes = [one.mark.edges(layout.radius, stretch) for one in placed]
    before, after = _neighbours(placed, boxes)
    found = list(placed)
    for number in sorted(range(len(placed)), key=lambda number: _RANK[placed[number].mark.event.weight]):
        one, (begin, end) = placed[number], boxes[number]
        first = boxes[before[number]][1] + layout.gap if number in before else -inf
        last = boxes[after[number]][0] if number in after else inf
        late = _label_in((0, first, last), one.mark, begin, end, layout, stretch)
        if late:
            label, side, begin, end = late
            found[number], boxes[number] = Placed(one.mark, one.row, label, side, late=True), (begin, end)
    return found


def _neighbours(placed: Sequence[Placed], boxes: Sequence[Position]) -> tuple[dict[int, int], dict[int, int]]:
    """By the number of each what stands before it in its row, and what stands behind it."""
    rows: dict[int, list[int]] = defaultdict(list)
    for number in sorted(range(len(boxes)), key=boxes.__getitem__):
        rows[placed[number].row].append(number)
    pairs = [pair for row in rows.values() for pair in pairwise(row)]
    return {behind: one for one, behind in pairs}, dict(pairs)


def _in_time(placed: Placed) -> tuple[float, int]:
    return placed.mark.event.anchor, placed.row

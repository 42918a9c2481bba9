"""Marks in rows: each in the first row that has room for it, with its label where that fits too."""

from bisect import bisect
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import product

from timeline.drawing.layout import Layout
from timeline.drawing.marks import Label, Mark, Side

# Of sums of fractions, in pixels.
_ROUNDING = 0.001
_SIDES: tuple[Side, ...] = ("right", "left")
_RANK = {"major": 0, "normal": 1, "minor": 2}


class Row:
    """Stretches of a line that are taken, in order, with a gap between any two."""

    def __init__(self, gap: float) -> None:
        self.gap = gap
        self._taken: list[tuple[float, float]] = []

    def takes(self, begin: float, end: float) -> bool:
        """Takes a stretch if it is free."""
        place = bisect(self._taken, (begin, end))
        after_last = place == 0 or self._taken[place - 1][1] + self.gap <= begin
        before_next = place == len(self._taken) or end + self.gap <= self._taken[place][0]
        if after_last and before_next:
            self._taken.insert(place, (begin, end))
        return after_last and before_next

    def remove(self, stretch: tuple[float, float]) -> None:
        self._taken.remove(stretch)


@dataclass(frozen=True, slots=True)
class Placed:
    """A mark in its row, from 0, with its label, where that has room; a late one is there only in a wider plot."""

    mark: Mark
    row: int
    label: Label | None = None
    side: Side = "right"
    late: bool = False


def packed(
    marks: Iterable[Mark], layout: Layout, most: int, labelled: Callable[[Mark], bool], plain: bool = True
) -> tuple[list[Placed], int]:
    """The marks that find room in at most so many rows, in order of time; and how many do not.

    Where plain is true, a label that has no room is left out. What lasted or has no beginning goes first, then key
    events, then all in order of time. Nothing overlaps in a row, however wide the plot is shown.
    """
    rows = [Row(layout.gap) for _ in range(most)]
    found, left = [], 0
    for mark in sorted(marks, key=_first_served):
        named = labelled(mark)
        placed = _with_label(mark, rows, layout) if named else None
        if placed is None and (plain or not named):
            placed = _without_label(mark, rows, layout)
        if placed is None:
            left += 1
        else:
            found.append(placed)
    return sorted(found, key=lambda placed: (placed.mark.event.anchor, placed.row)), left


def _with_label(mark: Mark, rows: Iterable[Row], layout: Layout) -> Placed | None:
    for number, row in enumerate(rows):
        for label, side in product(mark.labels, _SIDES):
            begin, end = mark.box(layout.radius, label, side)
            if begin >= -_ROUNDING and end <= layout.width + _ROUNDING and row.takes(begin, end):
                return Placed(mark, number, label, side)
    return None


def _without_label(mark: Mark, rows: Iterable[Row], layout: Layout) -> Placed | None:
    begin, end = mark.box(layout.radius)
    return next((Placed(mark, number) for number, row in enumerate(rows) if row.takes(begin, end)), None)


def with_late_labels(placed: Sequence[Placed], layout: Layout) -> list[Placed]:
    """The same with the labels that find room once the plot is as wide as the layout says, key events' first."""
    stretch = layout.wider / layout.width
    rows: dict[int, Row] = {}
    for one in placed:
        rows.setdefault(one.row, Row(layout.gap)).takes(*one.mark.box(layout.radius, stretch=stretch))
    late: dict[str, Placed] = {}
    for one in sorted(placed, key=lambda one: _RANK[one.mark.event.weight]):
        row, plain = rows[one.row], one.mark.box(layout.radius, stretch=stretch)
        row.remove(plain)
        for label, side in product(one.mark.labels, _SIDES):
            begin, end = one.mark.box(layout.radius, label, side, stretch)
            if begin >= -_ROUNDING and end <= layout.wider + _ROUNDING and row.takes(begin, end):
                late[one.mark.event.id] = replace(one, label=label, side=side, late=True)
                break
        else:
            row.takes(*plain)
    return [late.get(one.mark.event.id, one) for one in placed]


def _first_served(mark: Mark) -> tuple[bool, int, float, str]:
    event = mark.event
    wide = event.kind == "lasted" or event.begin is None
    return not wide, event.weight != "major", event.anchor, event.id

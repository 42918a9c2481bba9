"""Which marks and lines of a panel are named: those whose names have room, the places with most events first."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from timeline.drawing.map.room import Box, Label, Widths, apart, first_free, label_at, labels_beside
from timeline.drawing.map.spots import DOT, Spot

# For how many places of a panel a label is tried, and for how many an order is sought in which more of them have room.
_MOST_TRIED, _FEW = 300, 60
# How many other orders are tried.
_ORDERS = 2
# Pixels: a line's name from the panel's edge, and from the line to the middle of the name.
_FROM_EDGE, _FROM_LINE = 5, 9


@dataclass(frozen=True, slots=True)
class Sizes:
    """The widths in pixels that a panel is shown at: any, those that are not narrow, and one that is common."""

    any: Widths
    wide: Widths
    common: float


@dataclass(frozen=True, slots=True)
class Line:
    """A meridian or parallel, at a share of the width or the height, with its name where there is room."""

    at: float
    label: Label | None


@dataclass(frozen=True, slots=True)
class Taken:
    """A label and the room it takes."""

    label: Label
    box: Box


def labels(spots: Sequence[Spot], blocked: Sequence[Box], sizes: Sizes) -> dict[str, Taken]:
    """The labels of places by their ids: first those that have room at any width, then those only wide panels hold.

    Among few places, those that narrow panels do not name choose first in another try, which counts if more are named.
    """
    order = spots[:_MOST_TRIED]
    best = _in_order(order, blocked, sizes)
    for _ in range(_ORDERS if len(order) <= _FEW else 0):
        late = [spot for spot in order if spot.place.id not in best or best[spot.place.id].label.wide]
        if not late:
            break
        order = [*late, *(spot for spot in order if spot not in late)]
        again = _in_order(order, blocked, sizes)
        if _seen(again) > _seen(best):
            best = again
    return best


def _seen(found: Mapping[str, Taken]) -> int:
    """How often names are seen, on narrow and on wide panels."""
    return sum(1 if one.label.wide else 2 for one in found.values())


def _in_order(spots: Sequence[Spot], blocked: Sequence[Box], sizes: Sizes) -> dict[str, Taken]:
    found: dict[str, Taken] = {}
    # Where several places have one position, all their names stand beside the largest circle.
    around: dict[tuple[float, float], float] = {}
    for spot in spots:
        around[spot.x, spot.y] = max(spot.radius, around.get((spot.x, spot.y), DOT))
    for widths, wide in ((sizes.any, False), (sizes.wide, True)):
        for spot in spots:
            if spot.place.id in found:
                continue
            text = f"{spot.place.name} {spot.place.count}"
            choices = labels_beside(text, spot.x, spot.y, around[spot.x, spot.y])
            chosen = first_free(choices, [*(one.box for one in found.values()), *blocked], widths)
            if chosen:
                found[spot.place.id] = Taken(replace(chosen[0], wide=wide), chosen[1])
    return found


def named_lines(
    east: Sequence[tuple[float, str]],
    north: Sequence[tuple[float, str]],
    blocked: Sequence[Box],
    named: Iterable[Taken],
    sizes: Sizes,
) -> tuple[tuple[Line, ...], tuple[Line, ...]]:
    """Meridians with their names at the lower edge, parallels with theirs at the left one, where nothing is there."""
    held = list(named)
    parallels = [(at, label_at(name, 0, at, _FROM_EDGE, -_FROM_LINE, "start")) for at, name in north]
    meridians = [(at, label_at(name, at, 1, _FROM_EDGE, -_FROM_LINE - 1, "start")) for at, name in east]
    found: list[list[Line]] = []
    for lines in (parallels, meridians):
        found.append([])
        for at, choice in lines:
            taken = free(choice, blocked, held, sizes)
            held += taken
            found[-1].append(Line(at, taken[0].label if taken else None))
    return tuple(found[1]), tuple(found[0])


def free(choice: tuple[Label, Box], blocked: Sequence[Box], held: Sequence[Taken], sizes: Sizes) -> list[Taken]:
    """The label, for all widths or for wide panels alone, if it is free of the marks and labels that it meets there."""
    everywhere = [*blocked, *(one.box for one in held if not one.label.wide)]
    on_wide = all(apart(choice[1], one.box, sizes.wide) for one in held if one.label.wide)
    if on_wide and first_free([choice], everywhere, sizes.any):
        return [Taken(*choice)]
    if on_wide and first_free([choice], everywhere, sizes.wide):
        return [Taken(replace(choice[0], wide=True), choice[1])]
    return []

"""Where places crowd: parts of a panel that a panel of their own shows larger."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from math import hypot

from timeline.drawing.map.spots import Spot
from timeline.drawing.map.window import ASPECT, Window, window

# Degrees: no panel shows less, for the coast is not known that closely.
LEAST = 3.0
# A part that is larger than this share of the whole would hardly show more.
_LARGEST = 0.45
# Pixels: places that are no farther apart than this belong together, at first and at last.
_REACH, _LEAST_REACH = 24.0, 4.0


def crowded_areas(whole: Window, spots: Sequence[Spot], crowded: Collection[str], width: float) -> list[Window]:
    """The windows around places that crowd on a panel so many pixels wide, those with most of them first.

    crowded are the ids of the places whose names have no room.
    """
    found = {}
    for group in _small_groups(whole, spots, crowded, width, _REACH):
        found[_window_around(whole, group)] = sum(spot.place.id in crowded for spot in group)
    return sorted(found, key=lambda area: (-found[area], area.middle))


def _small_groups(
    whole: Window, spots: Sequence[Spot], crowded: Collection[str], width: float, reach: float
) -> Iterator[list[Spot]]:
    """Groups of places near one another, taken apart until each is small; places that lie alone are left out."""
    for group in _near_one_another(spots, width, reach):
        if len(group) > 1 and any(spot.place.id in crowded for spot in group):
            if _window_around(whole, group).width <= whole.width * _LARGEST:
                yield group
            elif reach > _LEAST_REACH:
                yield from _small_groups(whole, group, crowded, width, reach * 0.8)


def _window_around(whole: Window, group: Sequence[Spot]) -> Window:
    """The window of a group, moved so far that it lies within the whole."""
    positions = [(spot.place.longitude, spot.place.latitude) for spot in group]
    area = window(positions, LEAST, whole.projection)
    x, y = whole.at(area.middle[0], whole.projection.latitude(area.middle[1]))
    half_x, half_y = area.width / whole.width / 2, area.height / whole.height / 2
    moved = [_within(x, half_x), _within(y, half_y)]
    middle = whole.west + moved[0] * whole.width, whole.north - moved[1] * whole.height
    return replace(area, middle=middle)


def _within(middle: float, half: float) -> float:
    return min(max(middle, half), 1 - half) if half < 0.5 else middle


def _near_one_another(spots: Sequence[Spot], width: float, reach: float) -> Iterator[list[Spot]]:
    """The spots in groups in which each is within reach of another."""
    left = list(spots)
    while left:
        group, left = [left[0]], left[1:]
        for spot in group:
            near = [other for other in left if _distance(spot, other, width) <= reach]
            group += near
            left = [other for other in left if other not in near] if near else left
        yield group


def _distance(one: Spot, other: Spot, width: float) -> float:
    across, down = (one.x - other.x) * width, (one.y - other.y) * width / ASPECT
    return hypot(across, down)

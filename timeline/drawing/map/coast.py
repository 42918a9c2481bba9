"""The coast within a window, as the path of an SVG."""

from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from timeline.drawing.map.land import Point, Ring, land, repeated
from timeline.drawing.map.projection import Projection
from timeline.drawing.map.window import ASPECT, Window

# Clipped land ends by this share of the width outside of what is seen, so that its edges are not taken for coasts.
OVER = 0.02
# Beyond every window.
_POLE = 2000.0


def coast_path(window: Window, width: int) -> str:
    """The land as path data in whole units, the window being so many wide; filled by the rule `evenodd`."""
    height = round(width / ASPECT)
    pieces = []
    for ring in clipped_land(window):
        drawn = [(round(x * width), round(y * height)) for x, y in ring]
        steps = [(x - before[0], y - before[1]) for before, (x, y) in pairwise(drawn)]
        moved = [step for step in steps if step != (0, 0)]
        if len(moved) > 1:
            pieces.append(f"M{_pairs(drawn[:1])}l{_pairs(moved)}z")
    return "".join(pieces)


def clipped_land(window: Window) -> Iterator[Ring]:
    """The rings of land that reach into the window, cut off a little outside of it, as shares of width and height."""
    over_x, over_y = window.width * OVER, window.height * OVER
    west, south = window.west - over_x, window.north - window.height - over_y
    east, north = west + window.width + 2 * over_x, window.north + over_y
    for ring, (left, bottom, right, top) in _projected(window.projection):
        if left <= east and right >= west and bottom <= north and top >= south:
            cut = clip(ring, (west, south), (east, north))
            if cut:
                yield tuple(((x - window.west) / window.width, (window.north - y) / window.height) for x, y in cut)


def clip(ring: Ring, low: Point, high: Point) -> Ring:
    """The part of a ring in the rectangle from low to high, along whose edges it is closed (Sutherland and Hodgman)."""
    for axis in (0, 1):
        for bound, side in ((low[axis], 1), (high[axis], -1)):
            ring = tuple(_behind(ring, axis, bound, side))
    return ring


def _behind(ring: Ring, axis: int, bound: float, side: int) -> Iterator[Point]:
    """What lies on one side of a line: above the bound on this axis for side 1, below it for -1."""
    if not ring:
        return
    before = ring[-1]
    was_inside = (before[axis] - bound) * side >= 0
    for point in ring:
        is_inside = (point[axis] - bound) * side >= 0
        if is_inside != was_inside:
            share = (bound - before[axis]) / (point[axis] - before[axis])
            crossed = before[1 - axis] + share * (point[1 - axis] - before[1 - axis])
            yield (bound, crossed) if axis == 0 else (crossed, bound)
        if is_inside:
            yield point
        before, was_inside = point, is_inside


@lru_cache(maxsize=4)
def _projected(projection: Projection) -> tuple[tuple[Ring, tuple[float, float, float, float]], ...]:
    """All land, each ring with its westernmost, southernmost, easternmost and northernmost coordinates."""
    found = []
    for ring in land():
        for one in repeated(ring):
            drawn = tuple((x, _height(projection, latitude)) for x, latitude in one)
            across, up = [x for x, _ in drawn], [y for _, y in drawn]
            found.append((drawn, (min(across), min(up), max(across), max(up))))
    return tuple(found)


def _height(projection: Projection, latitude: float) -> float:
    # Land that goes around a pole fills all that is drawn beyond it.
    return projection.y(latitude) if abs(latitude) < 90 else _POLE * (1 if latitude > 0 else -1)


def _pairs(points: list[tuple[int, int]]) -> str:
    """`3 4-5 6`: a minus parts numbers well enough."""
    return " ".join(f"{x} {y}" for x, y in points).replace(" -", "-")

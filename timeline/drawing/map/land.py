"""The land of the world: the coastline of Natural Earth at 1:110,000,000, read from TopoJSON."""

import json
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import accumulate, pairwise
from pathlib import Path

# Longitude and latitude in degrees. Longitudes of one ring go on beyond 180, so that it is never torn apart.
Point = tuple[float, float]
Ring = tuple[Point, ...]

# As the npm package world-atlas 2.0.2 has it (ISC); Natural Earth itself is in the public domain.
FILE = Path(__file__).parent / "natural_earth" / "land-110m.json"
# The SHA-256 of the file. Whether maps must be drawn anew is told from the program's source, which this is part of.
SHA256 = "ead5f68119c49a9250902e7da303bcb209341bbb8fefe7369a439b48b704658a"
# How often land is repeated to the west and to the east, for maps that go around the world more than once.
_REPEATED = (-720, -360, 0, 360, 720)


@cache
def land() -> tuple[Ring, ...]:
    """Every coast, lakes of the size of a sea included: a point lies on land if an odd number of rings goes around it.

    Rings begin between 180 degrees west and 180 east. What goes around a pole reaches over all longitudes that a map
    can show, and ends at the pole.
    """
    topology = json.loads(FILE.read_text("utf-8"))
    scale, offset = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = [tuple(_positions(arc, scale, offset)) for arc in topology["arcs"]]
    polygons = [polygon for one in topology["objects"]["land"]["geometries"] for polygon in one["arcs"]]
    return tuple(_whole(_joined(arcs, numbers)) for polygon in polygons for numbers in polygon)


def repeated(ring: Ring) -> Iterator[Ring]:
    """The ring, and the same land as it comes again farther west and east."""
    if abs(ring[-1][1]) == 90:
        yield ring
    else:
        yield from (_moved(ring, turn) for turn in _REPEATED)


def _positions(arc: Sequence[Sequence[int]], scale: Sequence[float], offset: Sequence[float]) -> Iterator[Point]:
    """TopoJSON writes whole numbers, each as the difference to the one before."""
    for x, y in zip(accumulate(step[0] for step in arc), accumulate(step[1] for step in arc), strict=True):
        yield x * scale[0] + offset[0], y * scale[1] + offset[1]


def _joined(arcs: Sequence[Ring], numbers: Sequence[int]) -> list[Point]:
    """A ring made of arcs; the number ~n means the arc n backwards. Where two meet they share a point."""
    points: list[Point] = []
    for number in numbers:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        points += arc[1:] if points else arc
    return points


def _whole(points: Sequence[Point]) -> Ring:
    """The ring with longitudes that never jump; one that goes around a pole once for each turn of the map."""
    steps = ((after[0] - before[0] + 180) % 360 - 180 for before, after in pairwise(points))
    longitudes = tuple(accumulate(steps, initial=points[0][0]))
    ring = tuple((longitude, latitude) for longitude, (_, latitude) in zip(longitudes, points, strict=True))
    ring = _moved(ring, -360 * ((min(longitudes) + 180) // 360))
    return ring if abs(longitudes[-1] - longitudes[0]) < 1 else _around_pole(ring)


def _around_pole(ring: Ring) -> Ring:
    eastward = ring if ring[0][0] < ring[-1][0] else ring[::-1]
    coast = tuple(point for turn in _REPEATED for point in _moved(eastward[:-1], turn))
    pole = -90.0 if coast[0][1] < 0 else 90.0
    return (*coast, (coast[-1][0], pole), (coast[0][0], pole))


def _moved(ring: Iterable[Point], degrees: float) -> Ring:
    return tuple((longitude + degrees, latitude) for longitude, latitude in ring)

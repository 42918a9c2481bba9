"""Places as marks on a panel: where they lie on it, and how large they are drawn."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import pi, sqrt

from timeline.drawing.map.room import Box, box_around
from timeline.drawing.map.window import Window

# Pixels: the radius of a mark for one event, and the largest that any mark has.
_OF_ONE, _LARGEST = 5.0, 15.0
# Square pixels: what all circles of an overview take at most, so that many places do not cover the land.
_ALL = 12_000.0
# What a mark takes at least, for its position is marked by a dot.
DOT = 1.8


@dataclass(frozen=True, slots=True)
class Located:
    """A place to be plotted: degrees north and east, and the number of its events."""

    id: str
    name: str
    latitude: float
    longitude: float
    count: int


@dataclass(frozen=True, slots=True)
class Spot:
    """A place on a panel: its position in shares of width and height, the radius of its circle in pixels."""

    place: Located
    x: float
    y: float
    radius: float

    @property
    def box(self) -> Box:
        reach = max(self.radius, DOT) + 1
        return box_around(self.x, self.y, -reach, -reach, reach, reach)


def spots(window: Window, places: Sequence[Located]) -> tuple[Spot, ...]:
    """At least one place on a window that holds them all: the areas of circles are as the numbers of events."""
    counts = [place.count for place in places]
    scale = min(_OF_ONE, _LARGEST / sqrt(max(*counts, 1)), sqrt(_ALL / pi / max(sum(counts), 1)))
    return tuple(
        Spot(place, *window.at(place.longitude, place.latitude), scale * sqrt(place.count)) for place in places
    )


def moved(window: Window, spots: Sequence[Spot]) -> tuple[Spot, ...]:
    """Those that lie in another window, as they lie there."""
    return tuple(
        Spot(spot.place, *window.at(spot.place.longitude, spot.place.latitude), spot.radius)
        for spot in spots
        if window.holds(spot.place.longitude, spot.place.latitude)
    )

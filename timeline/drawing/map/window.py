"""The part of the world that a panel shows: chosen from places, and right across the date line too."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from timeline.drawing.map.projection import MERCATOR, MILLER, Projection

# Longitude and latitude in degrees.
Position = tuple[float, float]

# Every panel is so many times as wide as it is high.
ASPECT = 1.5
# The share of the window that is left free on each side, and the widest that a window gets by that.
_PADDING, _WIDEST = 0.1, 380.0
# Where places reach farther than this to the north or south, Mercator's projection would show little else.
_TOO_FAR = 80.0


@dataclass(frozen=True, slots=True)
class Window:
    """What a panel shows, in degrees of the equator's length: `middle` is the (x, y) of its middle, y to the north."""

    projection: Projection
    middle: Position
    width: float

    @property
    def height(self) -> float:
        return self.width / ASPECT

    @property
    def west(self) -> float:
        return self.middle[0] - self.width / 2

    @property
    def north(self) -> float:
        return self.middle[1] + self.height / 2

    def at(self, longitude: float, latitude: float) -> Position:
        """Where a position lies, as shares of the panel's width and height, from its upper left corner.

        Of a position that comes again and again around the world, the one nearest to the middle.
        """
        east = (longitude - self.middle[0] + 180) % 360 - 180
        return east / self.width + 0.5, (self.north - self.projection.y(latitude)) / self.height

    def holds(self, longitude: float, latitude: float) -> bool:
        x, y = self.at(longitude, latitude)
        return 0 <= x <= 1 and 0 <= y <= 1


def window(positions: Sequence[Position], least: float, projection: Projection | None = None) -> Window:
    """The window around at least one position, at least so many degrees wide.

    It leaves out the longest stretch of longitudes in which there is nothing, wherever that lies, and so it crosses the
    date line where that makes it smaller.
    """
    west, east = _span([longitude for longitude, _ in positions])
    latitudes = [latitude for _, latitude in positions]
    for chosen in (projection,) if projection else (MERCATOR, MILLER):
        low, high = chosen.y(min(latitudes)), chosen.y(max(latitudes))
        room = 1 / (1 - 2 * _PADDING)
        width = max(least, min((east - west) * room, _WIDEST), (high - low) * room * ASPECT)
        if width <= _WIDEST and max(map(abs, latitudes)) <= _TOO_FAR:
            break
    height = width / ASPECT
    middle = _within(chosen, (low + high) / 2, (high - low) / 2 + height * _PADDING, height / 2)
    return Window(chosen, ((west + east) / 2, middle), width)


def _span(longitudes: Sequence[float]) -> tuple[float, float]:
    """The westernmost and the easternmost, which may lie beyond 180, so that what is between is as little as can be."""
    ordered = sorted({(longitude + 180) % 360 - 180 for longitude in longitudes})
    around = [*ordered, ordered[0] + 360]
    _, before, after = max((after - before, before, after) for before, after in pairwise(around))
    return (after - 360, before) if after >= 180 else (after, before + 360)


def _within(projection: Projection, middle: float, needed: float, half: float) -> float:
    """The middle of so many degrees to each side, moved away from what lies beyond the poles as far as need allows."""
    edge = projection.y(90)
    spare = max(half - needed, 0)
    beyond = max(middle + half - edge, 0) - max(-edge - (middle - half), 0)
    return middle - max(-spare, min(spare, beyond))

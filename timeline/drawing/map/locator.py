"""Where one place lies in its region: a small drawing that is a file of its own, and depends on that place alone."""

from dataclasses import dataclass
from functools import lru_cache
from math import cos, radians

from timeline.drawing.lettering import fitted
from timeline.drawing.lettering import width as text_width
from timeline.drawing.map.coast import OVER, clipped_land, coast_path
from timeline.drawing.map.graticule import meridians, parallels
from timeline.drawing.map.land import Ring
from timeline.drawing.map.window import ASPECT, Window, window

# Pixels.
WIDTH = 300
HEIGHT = round(WIDTH / ASPECT)
# Of the name its type, its distance from the edge, from the middle of the mark to its begin, and to a baseline below,
# beside and above the mark.
SIZE, EDGE, RADIUS = 13, 8, 9
_BESIDE, _BELOW, _LEVEL, _ABOVE = 14, 24, 4.5, -15
# The coast is drawn in finer units.
_FINER = 4
# Degrees at the equator that are tried one after the other, until coast enough is seen to know the region by; farther
# north and south a degree is shorter, so there are more of them.
_WIDTHS = (28.0, 42.0, 63.0)
_MOST_WIDE = 120.0
# The shares of land, at least and at most, with which a coast is seen.
_LAND = (0.08, 0.92)


@dataclass(frozen=True, slots=True)
class Locator:
    """A drawing so many pixels wide and high: lines are path data, and so is the coast, in units `finer` to a pixel.

    The mark is at x and y; the name's baseline begins at name_x and name_y.
    """

    width: int
    height: int
    finer: int
    coast: str
    lines: str
    x: float
    y: float
    name: str
    name_x: float
    name_y: float


def locator(name: str, longitude: float, latitude: float) -> Locator:
    shown = region(longitude, latitude)
    x, y = shown.at(longitude, latitude)
    lines = [f"M{round(at * WIDTH)} 0V{HEIGHT}" for at, _ in meridians(shown)]
    lines += [f"M0 {round(at * HEIGHT)}H{WIDTH}" for at, _ in parallels(shown)]
    coast = coast_path(shown, WIDTH * _FINER)
    mark_x, mark_y = round(x * WIDTH, 1), round(y * HEIGHT, 1)
    return Locator(WIDTH, HEIGHT, _FINER, coast, "".join(lines), mark_x, mark_y, *_named(name, mark_x, mark_y))


def _named(name: str, x: float, y: float) -> tuple[str, float, float]:
    """The name and where it begins: beside the mark, or below or above it where that would be beyond the edge."""
    text = fitted(name, WIDTH - 2 * EDGE, SIZE, bold=True)
    long = text_width(text, SIZE, bold=True)
    if x + _BESIDE + long <= WIDTH - EDGE:
        return text, x + _BESIDE, round(y + _LEVEL, 1)
    left = min(max(x - long / 2, EDGE), WIDTH - EDGE - long)
    return text, round(left, 1), round(y + (_BELOW if y <= HEIGHT / 2 else _ABOVE), 1)


@lru_cache(maxsize=1000)
def region(longitude: float, latitude: float) -> Window:
    """The smallest of a few windows around a place in which both land and sea are seen, else the largest."""
    shown = []
    for width in _WIDTHS:
        around = min(width / max(cos(radians(latitude)), 0.01), max(_MOST_WIDE, width))
        shown.append(window([(longitude, latitude)], around))
        if _LAND[0] <= land_share(shown[-1]) <= _LAND[1]:
            break
    return shown[-1]


def land_share(shown: Window) -> float:
    """How much of what is drawn of a window is land."""
    return abs(sum(map(_area, clipped_land(shown)))) / (1 + 2 * OVER) ** 2


def _area(ring: Ring) -> float:
    after = (*ring[1:], ring[0])
    # Coasts of seas inside of land run the other way round, so what they take is taken off.
    return sum(x * next_y - next_x * y for (x, y), (next_x, next_y) in zip(ring, after, strict=True)) / 2

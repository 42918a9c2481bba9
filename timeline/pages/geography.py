"""Where places lie: in words, and whether the site draws them."""

from collections.abc import Iterable

from timeline.compile import Timeline
from timeline.drawing.map.locator import region
from timeline.drawing.map.window import Window
from timeline.model import Place


def position_in_words(place: Place) -> str:
    """`51.19° N 35.27° E`, empty where the place has no coordinates."""
    if place.lat is None or place.lon is None:
        return ""
    north, east = "N" if place.lat >= 0 else "S", "E" if place.lon >= 0 else "W"
    return f"{abs(place.lat):.2f}° {north} {abs(place.lon):.2f}° {east}"


def seen_apart(places: Iterable[tuple[str, float, float]], most: int = 3) -> tuple[str, ...]:
    """Of places with their longitudes and latitudes those to draw: each that no drawing before it shows already."""
    drawn: dict[str, Window] = {}
    for name, longitude, latitude in places:
        if len(drawn) < most and not any(shown.holds(longitude, latitude) for shown in drawn.values()):
            drawn[name] = region(longitude, latitude)
    return tuple(drawn)


def is_mapped(timeline: Timeline) -> bool:
    """Whether the site has a map: it is switched on, and there is a place to mark on it."""
    return timeline.settings.outputs.map and any(map(position_in_words, timeline.places.values()))

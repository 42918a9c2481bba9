"""Where a place lies, in words."""

from timeline.model import Place


def position_in_words(place: Place) -> str:
    """`51.19° N 35.27° E`, empty where the place has no coordinates."""
    if place.lat is None or place.lon is None:
        return ""
    north, east = "N" if place.lat >= 0 else "S", "E" if place.lon >= 0 else "W"
    return f"{abs(place.lat):.2f}° {north} {abs(place.lon):.2f}° {east}"

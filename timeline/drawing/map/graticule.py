"""Meridians and parallels at round degrees."""

from math import ceil, floor

from timeline.drawing.map.window import Window

# Degrees between two lines, and how many meridians a panel is to have at most.
_STEPS, _MOST = (0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 30.0, 45.0, 90.0), 6


def meridians(window: Window) -> tuple[tuple[float, str], ...]:
    """Each with its share of the width and its name: `40° E`."""
    step = _step(window)
    first, last = ceil(window.west / step), floor((window.west + window.width) / step)
    return tuple(
        ((turn * step - window.west) / window.width, _named((turn * step + 180) % 360 - 180, "E", "W"))
        for turn in range(first, last + 1)
    )


def parallels(window: Window) -> tuple[tuple[float, str], ...]:
    """Each with its share of the height and its name: `40° N`."""
    step, projection = _step(window), window.projection
    low, high = projection.latitude(window.north - window.height), projection.latitude(window.north)
    most = projection.farthest
    first, last = ceil(max(low, -most) / step), floor(min(high, most) / step)
    return tuple(
        ((window.north - projection.y(turn * step)) / window.height, _named(turn * step, "N", "S"))
        for turn in range(first, last + 1)
    )


def _step(window: Window) -> float:
    return next((step for step in _STEPS if window.width / step <= _MOST), _STEPS[-1])


def _named(degrees: float, positive: str, negative: str) -> str:
    whole = round(abs(degrees), 1)
    side = "" if whole in (0, 180) else f" {positive if degrees > 0 else negative}"
    return f"{whole:g}°{side}"

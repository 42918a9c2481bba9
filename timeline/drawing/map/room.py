"""Room for labels on a drawing that is stretched: what is apart at its least and its greatest width is apart always.

A mark moves with the width, its label keeps its size and its distance from the mark. So each edge of a box is a share
of the panel's width and a number of pixels added to it.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from timeline.drawing.lettering import width as text_width
from timeline.drawing.map.window import ASPECT

# Of the panel, in pixels: the least and the greatest.
Widths = tuple[float, float]
Anchor = Literal["start", "middle", "end"]

SIZE = 12
# Pixels: from the middle of a line of text to its upper and lower edge; between two labels; from a label to the panel's
# edge; from a mark to its label beside it, and above or below it.
_HALF, _BETWEEN, _FROM_EDGE, _FROM_MARK, _ABOVE = 7, 1, 3, 4, 2
# What sets a number off from the name before it, beside a space.
NUMBER_OFF = 2
# From the middle of a line down to its baseline.
_BASELINE = 4


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle: of each edge its share of the panel's width, and the pixels added."""

    left: tuple[float, float]
    right: tuple[float, float]
    top: tuple[float, float]
    bottom: tuple[float, float]


@dataclass(frozen=True, slots=True)
class Label:
    """A line of text at a position: its shift in pixels to the start, middle or end of its baseline.

    One that is for the wide has room only on panels that are not narrow.
    """

    text: str
    dx: float
    dy: float
    anchor: Anchor
    wide: bool = False


def box_around(x: float, y: float, left: float, top: float, right: float, bottom: float) -> Box:
    """The box from left to right and from top to bottom of a position, which is in shares of width and height."""
    down = y / ASPECT
    return Box((x, left), (x, right), (down, top), (down, bottom))


def apart(one: Box, other: Box, widths: Widths) -> bool:
    """Whether two boxes keep their distance: one stays beyond the same edge of the other however wide the panel is."""
    return (
        _before(one.right, other.left, widths)
        or _before(other.right, one.left, widths)
        or _before(one.bottom, other.top, widths)
        or _before(other.bottom, one.top, widths)
    )


def inside(box: Box, widths: Widths) -> bool:
    """Whether a box stays within the panel, off its edges."""
    edge, far = (0.0, _FROM_EDGE - _BETWEEN), -_FROM_EDGE + _BETWEEN
    return (
        _before(edge, box.left, widths)
        and _before(box.right, (1, far), widths)
        and _before(edge, box.top, widths)
        and _before(box.bottom, (1 / ASPECT, far), widths)
    )


def labels_beside(text: str, x: float, y: float, radius: float) -> Iterator[tuple[Label, Box]]:
    """The label of a round mark, which ends with a number, the best place for it first.

    These are right, left, above, below, then the corners; at last, for what lies close to an edge, above and below with
    its begin or its end at the mark.
    """
    length = text_width(text, SIZE, bold=True) + NUMBER_OFF
    off, slant = radius + _FROM_MARK, radius * 0.7 + _FROM_MARK
    above, below = -radius - _ABOVE - _HALF, radius + _ABOVE + _HALF
    ways: tuple[tuple[float, float, Anchor], ...] = (
        (off, 0, "start"),
        (-off, 0, "end"),
        (0, above, "middle"),
        (0, below, "middle"),
        (slant, -slant - _HALF / 2, "start"),
        (slant, slant + _HALF / 2, "start"),
        (-slant, -slant - _HALF / 2, "end"),
        (-slant, slant + _HALF / 2, "end"),
        (-radius, above, "start"),
        (-radius, below, "start"),
        (radius, above, "end"),
        (radius, below, "end"),
    )
    for dx, middle, anchor in ways:
        yield label_at(text, x, y, dx, middle, anchor, length)


def label_at(
    text: str, x: float, y: float, dx: float, middle: float, anchor: Anchor, length: float | None = None
) -> tuple[Label, Box]:
    """A label whose line has its middle so many pixels below a position, and the box that it takes."""
    long = text_width(text, SIZE, bold=True) if length is None else length
    left = dx - {"start": 0.0, "middle": long / 2, "end": long}[anchor]
    return Label(text, dx, middle + _BASELINE, anchor), box_around(
        x, y, left, middle - _HALF, left + long, middle + _HALF
    )


def first_free(choices: Iterable[tuple[Label, Box]], taken: Iterable[Box], widths: Widths) -> tuple[Label, Box] | None:
    """The first label that stays within the panel and apart from all that is there."""
    held = tuple(taken)
    for label, box in choices:
        if inside(box, widths) and all(apart(box, other, widths) for other in held):
            return label, box
    return None


def _before(one: tuple[float, float], other: tuple[float, float], widths: Widths) -> bool:
    share, pixels = other[0] - one[0], other[1] - one[1] - _BETWEEN
    return share * widths[0] + pixels >= 0 and share * widths[1] + pixels >= 0

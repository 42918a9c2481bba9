"""The measures of a strip, in pixels: for wide screens, and for narrow ones down to the narrowest there are."""

from collections.abc import Sequence
from dataclasses import dataclass

from timeline.drawing.opening import Widths


@dataclass(frozen=True, slots=True)
class Layout:
    """width is that of the plot for which everything is placed; it may be shown wider, never narrower.

    radius is half the size of a mark with its outline, type the size of what stands above the columns. head is room for
    a lane's name above it, none where names stand beside. labels says whether marks are labelled at this width; more
    labels come in from a width of `wider` on.
    """

    name: str
    width: float
    row: float
    pad: float
    head: float
    scale: float
    band: float
    least_lane: float
    labels: bool
    wider: float
    type: float
    widths: Sequence[Widths]
    radius: float = 6.5
    gap: float = 7


WIDE = Layout(
    name="wide", width=980, row=18, pad=7, head=0, scale=48, band=48, least_lane=46,
    labels=True, wider=0, type=11.5,
    widths=(
        {"years": 84, "year": 64, "month": 40, "day": 44, "hour": 40, "run": 84, "rest": 60, "gap": 34},
        {"years": 50, "year": 46, "month": 26, "day": 20, "hour": 18, "run": 46, "rest": 46, "gap": 28},
    ),
)  # fmt: skip
COMPACT = Layout(
    name="compact", width=288, row=14, pad=6, head=16, scale=38, band=40, least_lane=0,
    labels=False, wider=660, type=9.5,
    widths=(
        {"years": 28, "year": 28, "month": 20, "day": 13, "hour": 12, "run": 28, "rest": 26, "gap": 14},
        {"years": 20, "year": 20, "month": 13, "day": 10, "hour": 9, "run": 20, "rest": 18, "gap": 12},
        # So narrow that each day of a month may keep its column.
        {"years": 20, "year": 20, "month": 13, "day": 8, "hour": 8, "run": 20, "rest": 18, "gap": 12},
    ),
)  # fmt: skip

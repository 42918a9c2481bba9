"""Latitude and longitude on paper: two cylindrical projections, whose meridians and parallels are straight lines."""

from dataclasses import dataclass
from math import asinh, atan, degrees, radians, sinh, tan

# The northernmost and southernmost latitude that Mercator's projection is drawn to; the poles are infinitely far.
_FARTHEST = 85.0


@dataclass(frozen=True, slots=True)
class Projection:
    """x is the longitude; y grows to the north, in degrees of the equator's length.

    Mercator's stretches the whole latitude. Miller's stretches a share of it, so that the poles lie within reach.
    """

    name: str
    share: float

    def y(self, latitude: float) -> float:
        """The height of a parallel; one beyond what the projection can show lies on its edge."""
        shown = max(-self.farthest, min(self.farthest, latitude))
        return degrees(asinh(tan(radians(self.share * shown))) / self.share)

    def latitude(self, y: float) -> float:
        return degrees(atan(sinh(self.share * radians(y))) / self.share)

    @property
    def farthest(self) -> float:
        """The highest latitude that it shows."""
        return _FARTHEST if self.share == 1 else 90


MERCATOR = Projection("mercator", 1)
MILLER = Projection("miller", 0.8)

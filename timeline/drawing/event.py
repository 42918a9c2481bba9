"""An event as it is drawn: when it can have been, in plain numbers, and what its mark shows."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal

# exact: the day or moment is known; within: one time in a period or among days; latest, earliest: only that bound is
# known; lasted: from begin to end.
Kind = Literal["exact", "within", "latest", "earliest", "lasted"]
# How finely time is told, the finest first.
Grain = Literal["hour", "day", "month", "year", "years"]
GRAINS: tuple[Grain, ...] = ("hour", "day", "month", "year", "years")
RANK: Mapping[Grain, int] = {grain: rank for rank, grain in enumerate(GRAINS)}
Stretch = tuple[float, float]
# Less than any column: what ends with a day is over before the next.
INSTANT = 0.001


# Without slots, so that what is asked for in each of its drawings is found out once.
@dataclass(frozen=True)
class Drawn:
    """One event. Times count days: day 1 begins at 1.0 on 0001-01-01, and its noon is 1.5 (proleptic Gregorian).

    begin and end say when it can have been, end not included, None for a side that is open. For what lasted, begun is
    when it surely had begun, over when it can first have ended; ongoing says that it has no end, where None says that
    the end is not known. grain is how closely the date is known. points are the several times of a date that names more
    than one, or that accounts differ on (contested), the one that the record holds to first, if it does not leave open
    which it was (undecided). slot is the thread's place in threads.yaml, from 1.
    """

    id: str
    title: str
    words: str
    thread: str
    slot: int
    status: str
    weight: str
    kind: Kind
    begin: float | None
    end: float | None
    grain: Grain
    begun: float | None = None
    over: float | None = None
    ongoing: bool = False
    points: tuple[Stretch, ...] = ()
    contested: bool = False
    undecided: bool = False

    def __hash__(self) -> int:
        # What is remembered of an event is looked up for each of its drawings; few others have its id.
        return hash(self.id)

    @cached_property
    def rank(self) -> int:
        return RANK[self.grain]

    @cached_property
    def is_plain(self) -> bool:
        """Is its mark one shape that stands at its time, and nothing else?"""
        return self.kind == "exact" and not self.points

    @cached_property
    def is_vague(self) -> bool:
        """Is it one time that is not known to the day?"""
        return self.kind in ("within", "latest", "earliest") and not self.points

    @cached_property
    def stands(self) -> bool:
        """Does its mark stand at its time? Those of others may be shifted, or be several."""
        return self.kind in ("exact", "within") and not self.points

    @cached_property
    def turn(self) -> tuple[bool, bool, float, str]:
        """Its place among the events of a lane where room is given to one after the other.

        What lasted or has no beginning goes first, then key events, then all in order of time.
        """
        wide = self.kind == "lasted" or self.begin is None
        return not wide, self.weight != "major", self.anchor, self.id

    @cached_property
    def as_range(self) -> "Drawn":
        """Its day as a range, which it is among hours."""
        return replace(self, kind="within")

    @cached_property
    def anchor(self) -> float:
        """The one time at which its mark stands."""
        if self.points:
            return sum(self.points[0]) / 2
        if self.begin is None or (self.kind == "latest" and self.end is not None):
            assert self.end is not None
            return self.end - INSTANT
        if self.end is None or self.kind in ("earliest", "lasted"):
            return self.begin
        return (self.begin + self.end) / 2

    @cached_property
    def bounds(self) -> tuple[float, ...]:
        """The times that its drawing has to reach, in order."""
        times = [self.anchor, *(time for point in self.points for time in _within(*point))]
        if self.begin is not None:
            times.append(self.begin)
        if self.end is not None:
            times.append(_within(self.begin, self.end)[1])
        if self.begun is not None:
            times.append(_within(self.begin, self.begun)[1])
        if self.over is not None:
            times.append(self.over)
        return tuple(sorted(times))

    @cached_property
    def outline(self) -> tuple[float, float, float]:
        """Its anchor, and the first and last of its bounds."""
        return self.anchor, self.bounds[0], self.bounds[-1]

    @cached_property
    def possible(self) -> Stretch | None:
        """When it can have been, or have begun if it lasted; None where that has no beginning or no end."""
        if self.points:
            return min(begin for begin, _ in self.points), max(end for _, end in self.points)
        if self.begin is None:
            return None
        # What lasted from a day or hour on had begun when that was over.
        soon = self.begin + (1 / 24 if self.grain == "hour" else 1)
        end = (self.begun or soon) if self.kind == "lasted" else self.end
        return None if end is None else (self.begin, end)


def framed(event: Drawn, begin: float, end: float) -> Drawn:
    """The event as a drawing of that stretch of time shows it: of several times, and of a range, what lies in it."""
    apart = bool(event.points) or event.contested
    if not apart and (event.kind != "within" or _lies_in(event, begin, end)):
        return event
    points = tuple(point for point in event.points if point[0] >= begin and point[1] <= end)
    if len(points) < 2:
        # A single mark shows the event's status, and nothing of what others say.
        event, points = replace(event, contested=False, undecided=False), ()
    if event.kind != "within" or event.begin is None or event.end is None:
        return replace(event, points=points)
    return replace(event, points=points, begin=max(event.begin, begin), end=min(event.end, end))


def _lies_in(event: Drawn, begin: float, end: float) -> bool:
    return (event.begin is None or event.begin >= begin) and (event.end is None or event.end <= end)


def _within(begin: float | None, end: float) -> Stretch:
    """A stretch whose end belongs to it; a moment is one instant."""
    last = end - INSTANT if begin is None else max(begin, end - INSTANT)
    return (last if begin is None else begin), last

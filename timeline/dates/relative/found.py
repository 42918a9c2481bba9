"""The days that an expression of time gives, and the shape of what gives them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from timeline.dates.relative.periods import Period

Stretch = tuple[date | None, date | None]


@dataclass(frozen=True, slots=True)
class Found:
    """The days that words can mean: stretches from a first to a last, both included, None where open.

    moves says of the first and the last bound whether it depends on the day of publication. text is their EDTF, where
    that says more than the days do (`2024-23`).
    """

    stretches: tuple[Stretch, ...]
    reason: str = ""
    moves: tuple[bool, bool] = (True, True)
    text: str = ""

    @property
    def first(self) -> date | None:
        return self.stretches[0][0]

    @property
    def last(self) -> date | None:
        return self.stretches[-1][1]


# What an expression means in an article of a day; the second argument says whether its words look forward. Where there
# is no such day, or none in the years 1 to 9999, it raises ValueError or OverflowError.
Meaning = Callable[[date, bool], Found]


def nearest(name: str, forward: bool) -> str:
    return (
        f"the first {name} from the day of publication on"
        if forward
        else f"the last {name} up to the day of publication"
    )


def one_day(day: date, reason: str) -> Found:
    return Found(((day, day),), reason)


def either(one: date | Period, other: date | Period, reason: str) -> Found:
    """Words that English uses for both; where they are the same there is no choice to be left open."""
    stretches = tuple(day if isinstance(day, tuple) else (day, day) for day in (one, other))
    if one == other:
        return Found(stretches[:1], f"{reason}, which are the same")
    return Found(stretches, f"{reason}, since English uses it for both")

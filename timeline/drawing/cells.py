"""Columns of the axis: stretches of the calendar, and how each opens into the next smaller ones."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import pairwise
from math import ceil, floor
from typing import Literal

from timeline.dates import civil, day_number, in_words, parse
from timeline.dates.days import weekday
from timeline.dates.words import GREGORIAN
from timeline.drawing.event import Grain

# period: a year, a month …; run: neighbouring periods with few events, drawn as one; rest: such without any; gap: empty
# years, cut out.
CellKind = Literal["period", "run", "rest", "gap"]
Width = Literal["years", "year", "month", "day", "hour", "run", "rest", "gap"]
# What can be looked up further: a year, a month or a day, each as far as given.
Period = tuple[int, ...]
# How much of year, month and day a column's period is.
_LENGTHS: Mapping[Grain, int] = {"month": 2, "day": 3}


# Without slots, so that its days and its words are found out once.
@dataclass(frozen=True)
class Cell:
    """A column from begin to end (in days, end not included).

    grain is what one period is: the other kinds are made of periods of that grain, and length says of how many years
    one period of years is. within is the grain of the period that was opened to make it.
    """

    kind: CellKind
    grain: Grain
    begin: float
    end: float
    within: Grain = "years"
    length: int = 1

    def __hash__(self) -> int:
        # What is remembered of a cell is looked up for each of its columns; few others begin and end with it.
        return hash((self.begin, self.end))

    @cached_property
    def first_day(self) -> int:
        """The first day that is whole in it, or the day that it is a part of."""
        first = floor(self.begin)
        return first + 1 if self.begin > first and self.end >= first + 2 else first

    @cached_property
    def last_day(self) -> int:
        last = ceil(self.end) - 1
        return last - 1 if self.end % 1 and last > self.first_day else last

    @cached_property
    def first(self) -> tuple[int, int, int]:
        """Year, month and day of the first day."""
        return civil(self.first_day)

    @cached_property
    def year(self) -> int:
        return self.first[0]

    @cached_property
    def last_year(self) -> int:
        return civil(self.last_day)[0]

    @property
    def month(self) -> int:
        return self.first[1]

    @property
    def day(self) -> int:
        return self.first[2]

    @property
    def hour(self) -> int:
        return round(self.begin % 1 * 24)

    @cached_property
    def words(self) -> str:
        """`2014`, `March 2025`, `1 January to 2 March 2025`, `2016 to 2023`, `11 March 2025, 10:00 to 17:00`.

        Of what begins or ends within a day, its whole days; the hours where it has none.
        """
        first, last = self.first_day, self.last_day
        if not self.has_whole_day:
            return self._hours
        return words_of(first, last, _finest(first, last, self.grain))

    @cached_property
    def measure(self) -> Width:
        """What a column's measures go by."""
        return self.grain if self.kind == "period" else self.kind

    @cached_property
    def period(self) -> Period:
        """The month or day that it is, if it is one."""
        return self.first[: _LENGTHS.get(self.grain, 0)] if self.kind == "period" else ()

    @cached_property
    def heading(self) -> Period:
        """The year, month or day that it is named under; a gap is under none."""
        if self.kind == "gap":
            return ()
        if self.within == "month":
            return self.year, self.month
        return self.first if self.within == "day" else (self.year,)

    @cached_property
    def is_weekend(self) -> bool:
        """Is it one day, a Saturday or Sunday? Days before the Gregorian calendar have no weekday here."""
        day = self.first_day
        return self.grain == "day" and self.kind == "period" and day >= GREGORIAN and weekday(day) > 4

    @cached_property
    def has_whole_day(self) -> bool:
        return ceil(self.begin) + 1 <= floor(self.end)

    @property
    def _hours(self) -> str:
        """`11 March 2025, 10:00 to 17:00`, `11 March 2025, 20:00 to 12 March 2025, 05:00`."""
        first, last = floor(self.begin), ceil(self.end) - 1
        days = [words_of(day, day, "day") for day in (first, last)]
        until = f"{round(self.end % 1 * 24) or 24:02}:00"
        return f"{days[0]}, {self.hour:02}:00 to {until if first == last else f'{days[1]}, {until}'}"


def years(number: int, length: int = 1) -> tuple[float, float]:
    """When the number-th stretch of so many years begins and ends; number 0 begins with the year 0."""
    return float(day_number(number * length, 1, 1)), float(day_number((number + 1) * length, 1, 1))


# Most columns of an axis are on others, too, and have their words already.
shared_cell = lru_cache(maxsize=10_000)(Cell)


@lru_cache(maxsize=1000)
def years_cell(number: int, length: int = 1) -> Cell:
    """The number-th stretch of so many years as a period."""
    return shared_cell("period", "year" if length == 1 else "years", *years(number, length), "years", length)


def spanning(first: Cell, end: float, kind: CellKind) -> Cell:
    """A cell of another kind that begins with the first one, and is made of such periods."""
    return shared_cell(kind, first.grain, first.begin, end, first.within, first.length)


@lru_cache(maxsize=1000)
def opened(cell: Cell, lengths: tuple[int, ...]) -> tuple[Cell, ...]:
    """The periods that a period is made of; lengths are those that stretches of years come in, in order."""
    return tuple(_parts(cell, lengths))


def _parts(cell: Cell, lengths: tuple[int, ...]) -> Iterator[Cell]:
    if cell.grain == "years":
        length = lengths[lengths.index(cell.length) - 1]
        for number in range(cell.year // length, (cell.last_year + 1) // length):
            yield years_cell(number, length)
    elif cell.grain == "year":
        starts = [day_number(cell.year, month, 1) for month in range(1, 13)] + [day_number(cell.year + 1, 1, 1)]
        for begin, end in pairwise(starts):
            yield Cell("period", "month", float(begin), float(end), "year")
    elif cell.grain == "month":
        for day in range(floor(cell.begin), floor(cell.end)):
            yield Cell("period", "day", float(day), float(day + 1), "month")
    elif cell.grain == "day":
        for hour in range(24):
            yield Cell("period", "hour", cell.begin + hour / 24, cell.begin + (hour + 1) / 24, "day")


@lru_cache(maxsize=10_000)
def words_of(first: int, last: int, grain: Grain) -> str:
    """The days, months or years that begin with the first day and end with the last: `2014`, `3 to 16 March 2025`."""
    names = dict.fromkeys(edtf(day, grain) for day in (first, last))
    return in_words(parse("/".join(names))).removesuffix(", day not known")


def edtf(day: int, grain: Grain) -> str:
    """A day, its month or its year as EDTF writes it; years of more than four digits have no finer name."""
    year, month, of_month = civil(day)
    name = f"Y{year}" if abs(year) > 9999 else f"-{-year:04}" if year < 0 else f"{year:04}"
    if abs(year) > 9999 or grain == "year":
        return name
    return f"{name}-{month:02}" if grain == "month" else f"{name}-{month:02}-{of_month:02}"


def _finest(first: int, last: int, grain: Grain) -> Grain:
    """The coarsest of a day, month and year that both days begin and end."""
    begin, after = civil(first), civil(last + 1)
    if grain in ("year", "years") or (begin[1:] == (1, 1) and after[1:] == (1, 1)):
        return "year"
    return "month" if begin[2] == after[2] == 1 else "day"

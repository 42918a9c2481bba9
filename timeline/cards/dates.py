"""A date as a strip of days, months or years, its uncertainty drawn as the site draws it. Geometry alone, no look.

All positions are fractions of the strip's width, from 0 at its left end to 1.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import count, pairwise
from typing import Literal

from timeline.dates import Edtf, civil, day_number

# Where a month's days are shown, a side of which nothing is known has so many of them.
LEAST_DAYS = 5
MONTHS_TO = 2
MOST_CELLS = 12
# A side of which nothing is known has a tail of this length, a convention; and no soft span is narrower than the other.
TAIL = 0.12
NARROWEST = 0.05
TAIL_DAYS = 45

# The day on which a cell begins, and the cell's year, month and day. The last bound is the day behind all cells.
_Bound = tuple[int, int, int | None, int | None]
MarkKind = Literal["day", "within", "no-later-than", "no-earlier-than", "lasted"]


@dataclass(frozen=True, slots=True)
class DateCell:
    """A day, a month, or several years from `year` on (0 is 1 BCE); day and month are None where they are of no use."""

    left: float
    right: float
    year: int
    month: int | None
    day: int | None


@dataclass(frozen=True, slots=True)
class DateMark:
    """What a date is drawn as, from left to right: `at` is where its shape stands.

    A day is known; what is `within` is one day in the span; the bound of `no-later-than` is at the right end, that of
    `no-earlier-than` at the left. What `lasted` fades at an end that is not known to the day.
    """

    kind: MarkKind
    left: float
    right: float
    at: float
    fades_left: bool
    fades_right: bool


@dataclass(frozen=True, slots=True)
class DateStrip:
    """The date's month as its days, its year as its months, or its years.

    Cells and marks are empty for a date of which not even the year is known.
    """

    cells: tuple[DateCell, ...]
    marks: tuple[DateMark, ...]


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Days of a date, the last one included, None where open.

    It begins between `first` and `begun`, and ends between `ended` and `last`; these differ only for what lasted.
    """

    kind: MarkKind
    first: int | None
    last: int | None
    begun: int | None
    ended: int | None


def date_strip(date: Edtf) -> DateStrip:
    stretches = tuple(_stretches(date))
    known = [day for one in stretches for day in (one.first, one.begun, one.ended, one.last) if day is not None]
    if not known:
        return DateStrip((), ())
    before, after = any(one.first is None for one in stretches), any(one.last is None for one in stretches)
    bounds = _days(min(known) - LEAST_DAYS * before, max(known) + LEAST_DAYS * after) or _months_or_years(
        civil(min(known) - TAIL_DAYS * before)[0], civil(max(known) + TAIL_DAYS * after)[0]
    )
    start, end = bounds[0][0], bounds[-1][0]

    def at(day: float) -> float:
        return (day - start) / (end - start)

    cells = tuple(
        DateCell(round(at(begin), 4), round(at(behind), 4), year, month, day)
        for (begin, year, month, day), (behind, *_) in pairwise(bounds)
    )
    return DateStrip(cells, tuple((_lasted if one.kind == "lasted" else _once)(one, at) for one in stretches))


def _stretches(date: Edtf) -> Iterator[_Stretch]:
    if date.precision == "interval":
        begun = date.start.latest if date.start else None
        ended = date.end.earliest if date.end else None
        yield _Stretch("lasted", date.earliest, date.latest, begun, ended)
    elif date.precision == "set":
        for member in date.members:
            kind: MarkKind = "day" if member.earliest == member.latest else "within"
            kind = kind if member.start is member.end else "lasted"
            yield _Stretch(kind, member.earliest, member.latest, member.earliest, member.latest)
    else:
        yield _Stretch(_kind(date), date.earliest, date.latest, date.earliest, date.latest)


def _kind(date: Edtf) -> MarkKind:
    if date.precision in ("no-later-than", "no-earlier-than"):
        return date.precision
    return "day" if date.precision in ("day", "moment") and not date.qualifier else "within"


def _days(first: int, last: int) -> list[_Bound]:
    """The days of the month in which both days lie; none if there is no such month."""
    year, month, day = civil(first)
    if civil(last)[:2] != (year, month):
        return []
    begin = first - day + 1
    end = day_number(year + month // 12, month % 12 + 1, 1)
    return [(one, year, month, one - begin + 1) for one in range(begin, end + 1)]


def _months_or_years(first: int, last: int) -> list[_Bound]:
    if last - first < MONTHS_TO:
        months = [(year, month) for year in range(first, last + 1) for month in range(1, 13)]
        return [(day_number(year, month, 1), year, month, None) for year, month in (*months, (last + 1, 1))]
    # Round years: those before our era are named by one more than their number.
    offset = 1 if last < 1 else 0
    step = next(step for step in _steps() if (last - offset) // step - (first - offset) // step < MOST_CELLS)
    begin = (first - offset) // step * step + offset
    return [(day_number(year, 1, 1), year, None, None) for year in range(begin, last + step + 1, step)]


def _steps() -> Iterator[int]:
    return (step * 10**power for power in count() for step in (1, 2, 5))


def _once(one: _Stretch, at: Callable[[float], float]) -> DateMark:
    """What happened on a day, or on one day in a span."""
    left = None if one.first is None else at(one.first)
    right = None if one.last is None else at(one.last + 1)
    if left is None:
        left = max(0.0, (right or 0.0) - TAIL)
    if right is None:
        right = min(1.0, left + TAIL)
    if one.kind == "within" and right - left < NARROWEST:
        middle = min(max((left + right) / 2, NARROWEST / 2), 1 - NARROWEST / 2)
        left, right = middle - NARROWEST / 2, middle + NARROWEST / 2
    shape = {"no-later-than": right, "no-earlier-than": left}.get(one.kind, (left + right) / 2)
    fades_left, fades_right = one.kind in ("within", "no-later-than"), one.kind in ("within", "no-earlier-than")
    return DateMark(one.kind, round(left, 4), round(right, 4), round(shape, 4), fades_left, fades_right)


def _lasted(one: _Stretch, at: Callable[[float], float]) -> DateMark:
    """Its shape stands where it began, or where it ended if only that is known."""
    begun, ended = _middle(one.first, one.begun), _middle(one.ended, one.last)
    return DateMark(
        kind="lasted",
        left=0.0 if one.first is None else round(at(one.first), 4),
        right=1.0 if one.last is None else round(at(one.last + 1), 4),
        at=round(at(next((day for day in (begun, ended) if day is not None), 0.0)), 4),
        fades_left=one.first is None or one.first != one.begun,
        fades_right=one.last is None or one.ended != one.last,
    )


def _middle(first: int | None, last: int | None) -> float | None:
    return None if first is None or last is None else (first + last + 1) / 2

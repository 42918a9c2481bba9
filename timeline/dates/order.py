"""The order of dates in lists, the day under which a date is filed, and what two dates can have in common."""

from typing import Literal, get_args

from timeline.dates.component import Component, Unit
from timeline.dates.days import civil, day_number
from timeline.dates.edtf import Edtf

OrderKey = tuple[int, int, int, int]
Agreement = Literal["agrees", "partly", "not"]
Stretch = tuple[int | None, int | None]

_ONE_OF = ("range", "no-later-than", "no-earlier-than")
_COARSE_FIRST: tuple[Unit, ...] = get_args(Unit)[::-1]
_AFTER_EXACT_ONES = len(_COARSE_FIRST)
_DATED, _UNDATED, _UNDATED_OPEN = 0, 1, 2


def order_key(date: Edtf, default_offset: int = 0) -> OrderKey:
    """What dates are sorted by; equal for dates whose order is for others to decide (`seq`, then id).

    Exact and lasting dates by their start, periods at their head, coarser first, one-of ranges at their latest bound
    after exact ones of that day, and after everything those without an earliest bound. Moments of one day are ordered
    by instant; `default_offset` (minutes east of UTC) is for those that carry none.
    """
    if date.earliest is None:
        return (_UNDATED_OPEN, 0, 0, 0) if date.latest is None else (_UNDATED, date.latest, 0, 0)
    if date.precision in _ONE_OF:
        return (_DATED, date.earliest if date.latest is None else date.latest, _AFTER_EXACT_ONES, 0)
    start = _start(date)
    instant = 0 if start.time is None else start.time.instant(default_offset)
    return (_DATED, _head(start), _COARSE_FIRST.index(start.unit), instant)


def filed(date: Edtf) -> tuple[int, int | None, int | None] | None:
    """Year, month and day whose list holds the date; month and day are None where not known. None for undated ones."""
    if date.earliest is None:
        return None
    # A bound that is a year or a month files the date under that year or month, not under its last day.
    bound = date.end if date.precision in _ONE_OF and date.latest is not None else _start(date)
    last = date.latest if date.precision in _ONE_OF else None
    assert bound is not None
    year, month, day = civil(date.earliest if last is None else last)
    if bound.unit in ("day", "moment"):
        return year, month, day
    return (year, month, None) if bound.unit == "month" else (year, None, None)


def overlaps(first: Edtf, second: Edtf) -> bool:
    """Can both mean a common day? Open sides reach for ever.

    A date with open digits (`2004-XX-11`) counts as all days between its bounds.
    """
    return any(_meet(one, other) for one in _stretches(first) for other in _stretches(second))


def certainly_before(first: Edtf, second: Edtf) -> bool:
    """Is every day that the first can mean before every one of the second? Moments with offsets go by the instant."""
    if first.latest is None or second.earliest is None:
        return False
    one, other = first.time, second.time
    if one is None or other is None or one.offset is None or other.offset is None:
        return first.latest < second.earliest
    return first.latest * 86400 + one.instant() < second.earliest * 86400 + other.instant()


def agreement(date: Edtf, reading: Edtf) -> Agreement:
    """How a date fits what words give for it: not at all where no day is common, partly where neither holds the other.

    An open side of the date claims nothing, so it is enough that the side that is known lies within the reading. A
    reading that is approximate ends on no day for certain, and what lies outside of it still fits in part.
    """
    if not overlaps(date, reading):
        return "partly" if "approximate" in reading.qualifier else "not"
    dates, readings = _stretches(date), _stretches(reading)
    sides = [(first if last is None else last if first is None else None) for first, last in dates]
    claimed = [(side, side) if side is not None else each for side, each in zip(sides, dates, strict=True)]
    whole = _all_within(dates, readings) or _all_within(readings, dates) or _all_within(claimed, readings)
    return "agrees" if whole else "partly"


def _start(date: Edtf) -> Component:
    assert date.start is not None, "a date with an earliest bound has a start"
    return date.start


def _head(component: Component) -> int:
    """The first day of the period that is known: for `2004-XX-11` and `1984-1X` that of the year."""
    assert component.earliest is not None
    if component.unit in ("day", "moment", "season"):
        return component.earliest
    year, month, _ = civil(component.earliest)
    return day_number(year, month if component.unit == "month" else 1, 1)


def _all_within(inner: list[Stretch], outer: list[Stretch]) -> bool:
    return all(any(_is_within(one, other) for other in outer) for one in inner)


def _is_within(inner: Stretch, outer: Stretch) -> bool:
    (first, last), (earliest, latest) = inner, outer
    return (earliest is None or (first is not None and first >= earliest)) and (
        latest is None or (last is not None and last <= latest)
    )


def _stretches(date: Edtf) -> list[Stretch]:
    if date.members:
        return [(member.earliest, member.latest) for member in date.members]
    return [(date.earliest, date.latest)]


def _meet(one: Stretch, other: Stretch) -> bool:
    return _reaches(one[0], other[1]) and _reaches(other[0], one[1])


def _reaches(earliest: int | None, latest: int | None) -> bool:
    return earliest is None or latest is None or earliest <= latest

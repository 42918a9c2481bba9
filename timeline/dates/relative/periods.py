"""Weeks, months, seasons and years around a day, each as its first and last day. Weeks start on Monday."""

from datetime import date, timedelta

from dateutil.relativedelta import FR, MO, SA, SU, TH, TU, WE, relativedelta

Period = tuple[date, date]

_WEEKDAYS = (MO, TU, WE, TH, FR, SA, SU)
# Of a week, the days that newspapers call its early, middle and late ones, counted from Monday: they overlap.
_PARTS_OF_WEEK = {"early": (0, 2), "mid": (1, 3), "late": (3, 6)}


def weekday_until(day: date, weekday: int) -> date:
    """The last such weekday (0 for Monday) up to a day, that day included."""
    return day + relativedelta(weekday=_WEEKDAYS[weekday](-1))


def weekday_from(day: date, weekday: int) -> date:
    """The first such weekday from a day on, that day included."""
    return day + relativedelta(weekday=_WEEKDAYS[weekday](+1))


def period(unit: str, day: date, away: int = 0) -> Period:
    """The day, week, weekend, month or year of a day, or the one that is so many away from it.

    On the days of a week up to Friday its weekend is yet to come.
    """
    if unit == "day":
        day += timedelta(away)
        return day, day
    if unit in ("week", "weekend"):
        monday = weekday_until(day + relativedelta(weeks=away), 0)
        return monday + timedelta(5 if unit == "weekend" else 0), monday + timedelta(6)
    if unit == "month":
        first = day.replace(day=1) + relativedelta(months=away)
        return first, first + relativedelta(day=31)
    year = (day + relativedelta(years=away)).year
    return date(year, 1, 1), date(year, 12, 31)


def month_of(year: int, month: int) -> Period:
    return period("month", date(year, month, 1))


def season(number: int, year: int) -> Period:
    """0 for spring, from March to May, to 3 for winter, named after the year in which it begins."""
    first = date(year, 3 + 3 * number, 1)
    return first, first + relativedelta(months=+2, day=31)


def third(unit: str, whole: Period, which: str) -> Period:
    """The `early`, `mid` or `late` part of a week, month, season, year or decade.

    Thirds: of a month ten days (the last has the rest), of a season one month, of a year four. Of a decade the years
    0 to 3, 4 to 6 and 7 to 9; of a week Monday to Wednesday, Tuesday to Thursday and Thursday to Sunday.
    """
    first, last = whole
    number = ("early", "mid", "late").index(which)
    if unit == "week":
        start, end = _PARTS_OF_WEEK[which]
        return first + timedelta(start), first + timedelta(end)
    if unit == "month":
        return first + timedelta(10 * number), last if which == "late" else first + timedelta(10 * number + 9)
    if unit == "decade":
        start, end = ((0, 3), (4, 6), (7, 9))[number]
        return date(first.year + start, 1, 1), date(first.year + end, 12, 31)
    months = 1 if unit == "season" else 4
    start_of_third = first + relativedelta(months=months * number)
    return start_of_third, start_of_third + relativedelta(months=months - 1, day=31)

"""Weekdays, days, weeks, months and years counted from the day of publication."""

from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from timeline.dates.days import WEEKDAYS
from timeline.dates.relative.found import Found, Meaning, either, nearest, one_day
from timeline.dates.relative.periods import period, weekday_from, weekday_until

# How far back "in recent days" and the like reach: how many, in words, of which unit. Wide, so that nothing that a
# newspaper calls recent is refused.
RECENT = {
    "days": (14, "14", "days"), "weeks": (8, "eight", "weeks"), "months": (12, "twelve", "months"),
    "years": (10, "ten", "years"), "": (12, "twelve", "months"),
}  # fmt: skip


# What a period is called in a sentence that says how it was reached.
WHOLE = {
    "week": "week from Monday to Sunday", "weekend": "weekend", "month": "calendar month", "year": "calendar year",
}  # fmt: skip
_BESIDE = {-1: "before that of the article", 0: "of the article", 1: "after that of the article"}


def weekday(number: int, which: str) -> Meaning:
    """A weekday (0 for Monday); which is `last`, `past`, `this`, `next`, `coming` or empty."""
    name = WEEKDAYS[number]

    def meaning(day: date, forward: bool) -> Found:
        if which == "last":
            before, week_before = weekday_until(day - timedelta(1), number), _in_week(day, number, -1)
            return either(week_before, before, f"the {name} before the day of publication and that of the week before")
        if which == "next":
            after, week_after = weekday_from(day + timedelta(1), number), _in_week(day, number, +1)
            return either(after, week_after, f"the {name} after the day of publication and that of the week after")
        if which == "this":
            return one_day(_in_week(day, number, 0), f"the {name} of the article’s week")
        if which == "past":
            return one_day(weekday_until(day - timedelta(1), number), f"the last {name} before the day of publication")
        if which == "coming":
            return one_day(weekday_from(day + timedelta(1), number), f"the first {name} after the day of publication")
        found = weekday_from(day, number) if forward else weekday_until(day, number)
        return one_day(found, nearest(name, forward) if found != day else "the day of the article itself")

    return meaning


def weekday_of_week(number: int, away: int) -> Meaning:
    """“Tuesday last week”; away is -1 for last, 0 for this, 1 for next week."""
    return lambda day, _: one_day(_in_week(day, number, away), "weeks counted from Monday")


def from_today(first: int, last: int, reason: str) -> Meaning:
    """From one to another number of days after publication, negative for before."""
    return lambda day, _: Found(((day + timedelta(first), day + timedelta(last)),), reason)


def away(unit: str, least: int, most: int, reason: str) -> Meaning:
    """From the day, week, month or year that is so many away from that of publication to the one that is most away."""
    return lambda day, _: Found(((period(unit, day, least)[0], period(unit, day, most)[1]),), reason)


def up_to_now(number: int, unit: str, reason: str) -> Meaning:
    """The last so many days, weeks, months or years up to publication."""
    return lambda day, _: Found(((day + _length(-number, unit), day),), reason)


def from_now_on(number: int, unit: str, reason: str) -> Meaning:
    return lambda day, _: Found(((day, day + _length(number, unit)),), reason)


def named_period(unit: str, which: str) -> Meaning:
    """Last, this, next or the coming week, weekend, month or year; a weekend without such a word is the nearest."""

    def meaning(day: date, forward: bool) -> Found:
        if which:
            away = {"last": -1, "this": 0}.get(which, +1)
            return Found((period(unit, day, away),), f"the {WHOLE[unit]} {_BESIDE[away]}")
        this = period(unit, day)
        begun = this if this[0] <= day else period(unit, day, -1)
        return Found((this if forward else begun,), nearest(unit, forward))

    return meaning


def _in_week(day: date, weekday: int, away: int) -> date:
    return period("week", day, away)[0] + timedelta(weekday)


def _length(number: int, unit: str) -> relativedelta:
    if unit == "years":
        return relativedelta(years=number)
    return (
        relativedelta(months=number) if unit == "months" else relativedelta(days=number * (7 if unit == "weeks" else 1))
    )

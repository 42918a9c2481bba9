"""Months, seasons and days without a year: the last up to publication, or the first from then on."""

from collections.abc import Callable, Iterable
from datetime import date

from dateutil.relativedelta import relativedelta

from timeline.dates.days import MONTHS
from timeline.dates.relative.found import Found, Meaning, either, nearest, one_day
from timeline.dates.relative.named import refuse_other_weekday, season_text
from timeline.dates.relative.periods import month_of, season

SEASONS = ("spring", "summer", "autumn", "winter")
_YEARS_BETWEEN_LEAP_DAYS = 8


def month_alone(month: int, which: str) -> Meaning:
    """A month without a year; which is `last`, `this`, `next`, `coming` or empty."""

    def meaning(day: date, forward: bool) -> Found:
        name = MONTHS[month - 1]
        of_year = month_of(day.year, month)
        if which == "this":
            return Found((of_year,), "that of the article’s year")
        if which == "last":
            over = of_year if of_year[1] < day else month_of(day.year - 1, month)
            return either(month_of(day.year - 1, month), over, f"the last {name} and that of the year before")
        if which == "next":
            coming = of_year if of_year[0] > day else month_of(day.year + 1, month)
            return either(coming, month_of(day.year + 1, month), f"the next {name} and that of the year after")
        if forward or which:
            coming = of_year if (of_year[1] >= day and not which) or of_year[0] > day else month_of(day.year + 1, month)
            return Found((coming,), nearest(name, True))
        return Found((of_year if of_year[0] <= day else month_of(day.year - 1, month),), nearest(name, False))

    return meaning


def day_without_year(month: int, number: int, weekday: int | None) -> Meaning:
    """The last such day up to publication, the first from then on; a weekday that is not its own is a contradiction."""

    def meaning(day: date, forward: bool) -> Found:
        years = range(
            day.year, day.year + (_YEARS_BETWEEN_LEAP_DAYS + 1) * (1 if forward else -1), 1 if forward else -1
        )
        found = _nearest_of(((year, month) for year in years), number, day, forward)
        refuse_other_weekday(found, weekday)
        return one_day(found, nearest(f"{number} {MONTHS[month - 1]}", forward))

    return meaning


def days_without_year(month: int, first: int, last: int) -> Meaning:
    def meaning(day: date, forward: bool) -> Found:
        end = day_without_year(month, last, None)(day, forward).last
        assert end is not None
        return Found(
            ((end.replace(day=first), end),), f"those of the {'next' if forward else 'last'} {MONTHS[month - 1]}"
        )

    return meaning


def day_of_month(number: int) -> Meaning:
    """“On the 14th”: the last one up to publication, or the first from then on."""

    def meaning(day: date, forward: bool) -> Found:
        months = (day.replace(day=1) + relativedelta(months=step if forward else -step) for step in range(4))
        found = _nearest_of(((month.year, month.month) for month in months), number, day, forward)
        return one_day(found, nearest("such day", forward))

    return meaning


def season_alone(number: int, which: str) -> Meaning:
    """A season without a year; which is `last`, `this`, `next`, `coming` or empty."""

    def meaning(day: date, forward: bool) -> Found:
        name = SEASONS[number]
        # A winter is still going on in the year after the one it is named for.
        year = day.year - 1 if number == 3 and day.month < 3 else day.year
        first, last = season(number, year)
        if which == "this":
            # In most of the year "this winter" is the one before or the one to come.
            years = (year - 1, year) if number == 3 and day < first else (year,)
            stretches = tuple(season(number, one) for one in years)
            texts = [season_text(number, one) for one in years]
            reason = f"the {name} of the article’s year" if len(years) == 1 else f"the {name} before or after it"
            return Found(stretches, reason, text=texts[0] if len(texts) == 1 else f"[{','.join(texts)}]")
        if which == "last":
            year -= 0 if last < day else 1
        elif which in ("next", "coming"):
            year += 0 if first > day else 1
        elif forward:
            year += 0 if last >= day else 1
        else:
            year -= 0 if first <= day else 1
        return Found(
            (season(number, year),), f"{_SEASON_REASONS[which](name, forward)}", text=season_text(number, year)
        )

    return meaning


_SEASON_REASONS: dict[str, Callable[[str, bool], str]] = {
    "last": lambda name, _: f"the last {name} that was over on the day of publication",
    "next": lambda name, _: f"the first {name} to begin after the day of publication",
    "coming": lambda name, _: f"the first {name} to begin after the day of publication",
    "": lambda name, forward: nearest(name, forward),
}


def _nearest_of(months: Iterable[tuple[int, int]], number: int, day: date, forward: bool) -> date:
    """The first of these months' days of that number which lies on the right side of a day; not all months have it."""
    for year, month in months:
        last = month_of(year, month)[1]
        if number <= last.day:
            found = last.replace(day=number)
            if (found >= day) if forward else (found <= day):
                return found
    raise ValueError("there is no such day")

"""What names its days itself: a day, month, season, year or decade with its year, or one of last, this or next year."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from timeline.dates.days import WEEKDAYS
from timeline.dates.relative.found import Found, Meaning
from timeline.dates.relative.periods import month_of, season


def of_year(meaning: Callable[[int], Found], away: int) -> Meaning:
    """What is named of “last year” (-1), “this year” (0) or “next year” (1)."""
    return lambda day, _: replace(
        meaning(day.year + away), moves=(True, True), reason="counted from the article’s year"
    )


def named_day(year: int, month: int, day: int, weekday: int | None = None) -> Found:
    found = date(year, month, day)
    refuse_other_weekday(found, weekday)
    return Found(((found, found),), moves=(False, False))


def named_days(year: int, month: int, first: int, last: int) -> Found:
    return Found(((date(year, month, first), date(year, month, last)),), moves=(False, False))


def named_month(year: int, month: int) -> Found:
    return Found((month_of(year, month),), moves=(False, False))


def named_season(year: int, number: int) -> Found:
    return Found((season(number, year),), moves=(False, False), text=season_text(number, year))


def named_year(year: int) -> Found:
    return Found(((date(year, 1, 1), date(year, 12, 31)),), moves=(False, False))


def named_decade(year: int) -> Found:
    return Found(((date(year, 1, 1), date(year + 9, 12, 31)),), moves=(False, False), text=f"{year // 10}X")


def refuse_other_weekday(day: date, weekday: int | None) -> None:
    if weekday is not None and day.weekday() != weekday:
        raise ValueError(f"{day} is no {WEEKDAYS[weekday]}")


def season_text(number: int, year: int) -> str:
    return f"{year:04d}-{21 + number}"

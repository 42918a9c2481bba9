"""Digits that are not known: which days `156X-12-25` or `2004-XX-11` can mean."""

from collections.abc import Iterable, Sequence
from itertools import product

from timeline.dates.days import day_number, days_in_month

_ANY_MONTH = range(1, 13)
_ANY_DAY = range(1, 32)


def possible_bounds(year: str, month: str, day: str) -> tuple[int, int] | None:
    """First and last day among all that the digits allow; None where no such day exists.

    X stands for any digit; month and day are empty where not given.
    """
    years = possible_years(year)
    months = possible_months(month)
    days = possible_days(day)
    first = _first_that_exists(years, months, days)
    last = _first_that_exists(years[::-1], months[::-1], days[::-1])
    return None if first is None or last is None else (first, last)


def possible_years(year: str) -> list[int]:
    """In order of time; `-000X` has no year 0, which is written 0000."""
    if not year.startswith("-"):
        return _numbers(year)
    return [-number for number in reversed(_numbers(year[1:])) if number]


def possible_months(month: str) -> Sequence[int]:
    return [number for number in _numbers(month) if number in _ANY_MONTH] if month else _ANY_MONTH


def possible_days(day: str) -> Sequence[int]:
    return [number for number in _numbers(day) if number in _ANY_DAY] if day else _ANY_DAY


def _numbers(digits: str) -> list[int]:
    return [int("".join(choice)) for choice in product(*("0123456789" if digit == "X" else digit for digit in digits))]


def _first_that_exists(years: Iterable[int], months: Iterable[int], days: Iterable[int]) -> int | None:
    existing = (
        day_number(year, month, day)
        for year in years for month in months for day in days if day <= days_in_month(year, month)
    )  # fmt: skip
    return next(existing, None)

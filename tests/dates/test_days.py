"""The calendar: against the standard library where both have a day, and by itself beyond."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.dates.days import civil, day_number, days_in_month, is_leap, iso, weekday

ISO_DAYS = {
    (1, 1, 1): "0001-01-01",
    (0, 2, 29): "0000-02-29",
    (-43, 3, 15): "-0043-03-15",
    (9999, 12, 31): "9999-12-31",
    (10_000, 1, 1): "+10000-01-01",
    (170_000_002, 1, 1): "+170000002-01-01",
    (-17_000, 1, 1): "-17000-01-01",
}

LEAP = {2024: True, 2025: False, 1900: False, 2000: True, 0: True, -4: True, -100: False}


@given(st.dates())
def test_days_have_the_numbers_of_the_standard_library(day: date) -> None:
    number = day.toordinal()
    assert day_number(day.year, day.month, day.day) == number
    assert civil(number) == (day.year, day.month, day.day)
    assert iso(number) == day.isoformat()
    assert weekday(number) == day.weekday()


@given(st.integers(-(10**15), 10**15))
def test_every_number_is_a_day_of_its_month(number: int) -> None:
    year, month, day = civil(number)
    assert 1 <= month <= 12
    assert 1 <= day <= days_in_month(year, month)
    assert day_number(year, month, day) == number


@pytest.mark.parametrize(("day", "written"), ISO_DAYS.items())
def test_days_are_written_as_iso_8601_has_them(day: tuple[int, int, int], written: str) -> None:
    assert iso(day_number(*day)) == written


@pytest.mark.parametrize(("year", "leap"), LEAP.items())
def test_leap_years_are_those_of_the_gregorian_calendar(year: int, leap: bool) -> None:
    assert is_leap(year) is leap

"""Bounds against those of the `edtf` package, which was written by others from the same standard."""

import math
from time import struct_time

import pytest
from edtf import EDTFParseException, parse_edtf
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.dates.strategies import DAYS, MONTHS, OPEN_DIGITS, QUALIFIED, YEARS
from timeline.dates import DateError, day_number, parse

_AGREED = """
2025-03-11 2025-03 2014 0000 201X 20XX 1XXX 2025-03-XX 2025-XX-XX 2004-XX 2025-21 2025-22 2025-23 2014-09~ 2024? 2024%
2025-03-03/2025-03-09 2014-04/.. ../2025-03-12 [2025-03-03..2025-03-09] [2025-03-12,2025-03-13] [..2025-03-12]
[2025-03-12..] {2014,2015} {1960,1961-12} {2014..2016} {..2014} -0043-03-15 -0043 Y170000002 Y-17000 2024/2025-03-12
2004-06-~11 ?2004-06-11 2004?-06-11 2004-06~-11 %2004-06-11 1XXX-12 2004-XX-11 156X-12-25 2003-02-XX 15XX-12-25 19X5-12
-004X 1900-02 2000-02 0000-02-29 [1667,1668-12,1670..1672] [..1760-12-03] [1760-01,1760-02,1760-12..]
{1667,1668,1670..1672} 2004-06-~01/2004-06-~20 2025-03-11T14:00:00 2025-03-11T14:00:00+03:00 9999-12-31
"""

# What edtf 5 has wrong, or has otherwise than the contract, text by text: found by running it.
DIFFERENT = {
    "1900-02-29": "accepts the day that does not exist, and takes it for 1 March",
    "201X-02-29": "takes leap days of other years for 1 March: from 2010-03-01 to 2019-03-01",
    "2025-03-09/2025-03-03": "accepts an interval that ends before it begins",
    "../..": "accepts an interval of which nothing is known",
    "2025-21~": "knows no seasons that are uncertain or approximate",
    "2025-24": "ends winter on 31 December; here it is December to February",
    "2014-04/": "lets an end that is not known be ten years after the start",
    "/2025-03-12": "lets a start that is not known be ten years before the end",
    "2004-1X": "raises AttributeError for a month of which one digit is known",
    "2004-03-1X": "raises ValueError for a day of which one digit is known",
    "2004-1X-03": "raises ValueError for a month of which one digit is known",
    "20XX-21": "knows no seasons of a year with open digits",
    "{..1983-12-31,1984-10-10..1984-11-01}": "raises TypeError for a set with an open start and a range",
    "2025-03-11T14:00": "asks for seconds; that they can be left out is our extension",
    "2025-03-11T24:00:00Z": "accepts 24:00, which ISO 8601:2019 dropped, and leaves it on the day before",
    "2025-25": "takes the northern spring for a spring; 25 to 41 are refused here",
    "XXXX-12-25": "bounds it by the years 0 and 9999; here a year of which nothing is known has no bounds",
}


def their_bounds(text: str) -> tuple[int | None, int | None]:
    date = parse_edtf(text)
    return _number(date.lower_strict()), _number(date.upper_strict())


def _number(day: struct_time | float | None) -> int | None:
    if day is None or isinstance(day, float):
        assert day is None or math.isinf(day)
        return None
    return day_number(day.tm_year, day.tm_mon, day.tm_mday)


def our_bounds(text: str) -> tuple[int | None, int | None]:
    date = parse(text)
    return date.earliest, date.latest


@pytest.mark.parametrize("text", _AGREED.split())
def test_bounds_are_those_of_the_second_opinion(text: str) -> None:
    assert our_bounds(text) == their_bounds(text)


@settings(max_examples=60)
@given(st.one_of(DAYS, MONTHS, YEARS, QUALIFIED, OPEN_DIGITS).filter(lambda text: text[5:6] != "2"))
def test_bounds_of_generated_dates_are_those_of_the_second_opinion(text: str) -> None:
    assert our_bounds(text) == their_bounds(text)


@pytest.mark.parametrize("text", DIFFERENT, ids=lambda text: f"{text} {DIFFERENT[text]}")
def test_the_second_opinion_still_differs_where_it_is_known_to(text: str) -> None:
    try:
        ours: object = our_bounds(text)
    except DateError:
        ours = "refused"
    try:
        theirs: object = their_bounds(text)
    except (AttributeError, TypeError, ValueError, EDTFParseException):
        theirs = "raised"
    assert ours != theirs

"""The order of lists, the page a date is filed on, and what is certain about two dates."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.dates.strategies import DAYS, MOMENTS, TEXTS
from timeline.dates import certainly_before, filed, order_key, overlaps, parse

IN_ORDER = (
    "2XXX-12",
    "201X",
    "2013-12-31",
    "[2010..2013]",
    "2014",
    "2014-XX-11",
    "2014~/2016",
    "2014-01",
    "2014-01-01",
    "{2014-01-01,2014-06}",
    "2014-01-01T09:00",
    "[2014-01-01..]",
    "2014-02-28",
    "2014-21",
    "2014-03",
    "2014-03-01",
    "2014-04/..",
    "2024/2025-03-12",
    "2025-03-03/2025-03-09",
    "2025-03-09",
    "[2025-03-03..2025-03-09]",
    "2025-03-10",
    "2025-03-11",
    "2025-03-11T14:00+03:00",
    "2025-03-11T12:00Z",
    "2025-03-11T12:30",
    "2025-03-11T08:00-05:00",
    "[2025-03-10,2025-03-11]",
    "[..2025-03-12]",
    "/2025-03-13",
    "../2025-03-14",
    "XXXX-12-25",
)

FILED = {
    "2025-03-11": (2025, 3, 11),
    "2025-03-11T14:00-11:00": (2025, 3, 11),
    "2025-03": (2025, 3, None),
    "2025-03-1X": (2025, 3, None),
    "2025-21": (2025, None, None),
    "2025": (2025, None, None),
    "2004-XX-11": (2004, None, None),
    "201X": (2010, None, None),
    "156X-12-25": (1560, None, None),
    "-0043-03-15": (-43, 3, 15),
    "2014-04/..": (2014, 4, None),
    "2024/2025-03-12": (2024, None, None),
    "{2015-03-12,2014}": (2014, None, None),
    "[2025-03-03..2025-03-09]": (2025, 3, 9),
    "[2014..2015]": (2015, None, None),
    "[2025-03-12..]": (2025, 3, 12),
    "[..2025-03-12]": None,
    "../2025-03-12": None,
    "/2025-03-12": None,
    "XXXX-12-25": None,
}

# first, second: can they mean a common day, is the first certainly before
IN_COMMON = (
    ("2025-03-11", "2025-03-11", True, False),
    ("2025-03-11", "2025-03-12", False, True),
    ("2025-03", "2025-03-12", True, False),
    ("2025-03-11", "[2025-03-10,2025-03-12]", False, False),
    ("2014-04/..", "2025-03-11", True, False),
    ("../2025-03-11", "2025-03-12", False, True),
    ("2025-03-12", "[..2025-03-11]", False, False),
    ("2025-03-12", "[2025-03-13..]", False, True),
    ("XXXX", "2025", True, False),
    ("2025-03-11T14:00Z", "2025-03-11T15:00Z", True, True),
    ("2025-03-11T14:00", "2025-03-11T15:00", True, False),
    ("2025-03-11T23:30-10:00", "2025-03-12T01:00+14:00", False, False),
    ("2025-03-12T01:00+14:00", "2025-03-11T23:30-10:00", False, True),
)


def test_lists_are_in_the_order_of_the_contract() -> None:
    """Those with equal keys stand in the order of their texts here."""
    assert sorted(sorted(IN_ORDER), key=lambda text: order_key(parse(text))) == list(IN_ORDER)


@pytest.mark.parametrize(("text", "place"), FILED.items())
def test_a_date_is_filed_under_what_is_known(text: str, place: tuple[int, int | None, int | None] | None) -> None:
    assert filed(parse(text)) == place


@pytest.mark.parametrize(("first", "second", "common", "before"), IN_COMMON)
def test_what_two_dates_have_in_common(first: str, second: str, common: bool, before: bool) -> None:
    assert overlaps(parse(first), parse(second)) is common
    assert overlaps(parse(second), parse(first)) is common
    assert certainly_before(parse(first), parse(second)) is before


def test_a_default_offset_stands_in_for_one_that_is_not_given() -> None:
    local, given_offset = parse("2025-03-11T14:00"), parse("2025-03-11T12:00Z")
    assert order_key(given_offset) < order_key(local)
    assert order_key(local, 180) < order_key(given_offset, 180)


@given(st.lists(TEXTS, max_size=12))
def test_dates_in_order_are_filed_in_order_of_years_with_the_undated_last(texts: list[str]) -> None:
    places = [filed(date) for date in sorted(map(parse, texts), key=order_key)]
    dated = [place for place in places if place is not None]
    assert places[: len(dated)] == dated
    assert all(one[0] <= other[0] for one, other in pairwise(dated))
    days = [place for place in dated if None not in place]
    assert days == sorted(days)


@given(MOMENTS, MOMENTS)
def test_moments_of_one_day_are_in_order_of_the_instant(first: str, second: str) -> None:
    one, other = parse(first), parse(second)
    if one.earliest != other.earliest:
        assert (order_key(one) < order_key(other)) is (first < second)
    else:
        assert one.time is not None
        assert other.time is not None
        assert (order_key(one) < order_key(other)) is (one.time.instant() < other.time.instant())


@given(MOMENTS)
def test_a_day_stands_before_its_moments(moment: str) -> None:
    assert order_key(parse(moment[:10])) < order_key(parse(moment))


@given(TEXTS, TEXTS)
def test_what_is_certainly_before_is_not_after_nor_on_a_common_day(first: str, second: str) -> None:
    one, other = parse(first), parse(second)
    assert overlaps(one, other) is overlaps(other, one)
    if certainly_before(one, other):
        assert not certainly_before(other, one)
        assert not overlaps(one, other) or (one.precision == other.precision == "moment")


@given(DAYS, DAYS)
def test_days_are_listed_in_order_of_time(first: str, second: str) -> None:
    one, other = parse(first), parse(second)
    assert (order_key(one) < order_key(other)) is certainly_before(one, other)

"""An event's date in a plot of its own: its columns, and its mark among them."""

from itertools import pairwise
from typing import Any

import pytest
from hypothesis import example, given

from tests.cards.events import dated
from tests.dates.strategies import TEXTS
from tests.drawing.events import records
from timeline.dates import DateError, parse
from timeline.drawing.date import DateStrip, date_strip
from timeline.drawing.event import Drawn
from timeline.drawing.layout import COMPACT
from timeline.drawing.marks import CAP, Mark

# Rounding of sums of fractions, in pixels.
LITTLE = 1e-6


def strip(date: str, *others: str) -> DateStrip:
    """The strip of an event of that date, which accounts give otherwise if there are others."""
    found = date_strip(dated(date, *others))
    assert found
    return found


def years(date: str) -> list[int]:
    cells = [column.cell for column in strip(date).columns]
    return [cell.year for cell in cells if cell.grain in ("year", "years") or (cell.grain, cell.month) == ("month", 1)]


def places(mark: Mark) -> list[float]:
    """Where its shapes stand, from left to right."""
    return sorted(x + shift for x, shift in ((mark.x, mark.shift), *mark.also))


def day(number: float) -> Any:
    """About where a day of a month of 31 begins."""
    return pytest.approx((number - 1) / 31 * strip("2025-03-11").width)


@pytest.mark.parametrize(
    ("date", "expected"),
    [
        ("2025", [2025]),
        ("2025-21", [2025]),
        ("-0043", [-43]),
        ("2024-12-30/2025-01-02", [2024, 2025]),
        ("[..2025-01-03]", [2024, 2025]),
        ("[2025-12-30..]", [2025, 2026]),
        ("/2025", [2024, 2025]),
        ("2014/..", [2014, 2015]),
        ("2014/2022", list(range(2014, 2023))),
        ("201X", list(range(2010, 2020))),
        ("19XX", list(range(1900, 2000, 10))),
        ("1850/2010", [1850, 1900, 1950, 2000]),
        ("-0099/-0001", list(range(-100, 0, 10))),
        ("-0043/0014", list(range(-45, 15, 5))),
        ("../19XX", list(range(1890, 2000, 10))),
        ("Y170000002", [170000002]),
        ("Y-170000002", [-170000002]),
        ("Y-9999999999/Y9999999999", [-(10**10), 0]),
    ],
)
def test_a_date_is_shown_in_the_months_of_its_year_or_in_its_years(date: str, expected: list[int]) -> None:
    assert years(date) == expected


@pytest.mark.parametrize(
    ("date", "month"),
    [
        ("2025-03-11", (2025, 3, 31)),
        ("2025-03-11T14:00", (2025, 3, 31)),
        ("2025-03-11?", (2025, 3, 31)),
        ("2024-02", (2024, 2, 29)),
        ("2025-12-31", (2025, 12, 31)),
        ("2025-12-31T23:59:59", (2025, 12, 31)),
        ("-0043-03-15", (-43, 3, 31)),
        ("[2025-03-12,2025-03-13]", (2025, 3, 31)),
        ("{2025-03-10,2025-03-14}", (2025, 3, 31)),
        ("2025-03-03/2025-03-09", (2025, 3, 31)),
        ("2025-03-03/2025-03", (2025, 3, 31)),
        ("[..2025-03-12]", (2025, 3, 31)),
        ("[2025-03-12..]", (2025, 3, 31)),
        # More than one month, or no room for the side of which nothing is known.
        ("2025-02-28/2025-03-01", None),
        ("[..2025-03-05]", None),
        ("[2025-03-28..]", None),
        ("2025-21", None),
        ("2025", None),
    ],
)
def test_what_lies_in_one_month_is_shown_among_its_days(date: str, month: tuple[int, int, int] | None) -> None:
    cells = [column.cell for column in strip(date).columns if column.cell.grain == "day"]
    assert [cell.day for cell in cells] == list(range(1, month[2] + 1) if month else ())
    assert {(cell.year, cell.month) for cell in cells} == ({month[:2]} if month else set())


@pytest.mark.parametrize(
    ("date", "looks", "caps"),
    [
        ("2025-03-11", [], 0),
        ("2025-03-11T14:00", [], 0),
        ("2025-03-11~", ["both"], 0),
        ("2025-03-1X", ["both"], 0),
        ("2025-03", ["both"], 0),
        ("2025-21", ["both"], 0),
        ("2025?", ["both"], 0),
        ("[2025-03-03..2025-03-09]", ["both"], 0),
        ("[2025-03-12,2025-03-13]", ["both"], 0),
        ("[..2025-03-12]", ["left"], 1),
        ("[2025-03-12..]", ["right"], 1),
        ("2025-03-03/2025-03-09", ["bar"], 0),
        ("2014-04/2014-08-01", ["maybe", "bar"], 0),
        ("2014-04-01/..", ["bar-right"], 0),
        ("2014-04-01/", ["bar-right"], 0),
        ("/2014-04-01", ["bar-left"], 0),
        ("/2025", ["bar-left", "maybe"], 0),
        ("{2014,2016}", ["join"], 0),
    ],
)
def test_a_date_is_drawn_as_certain_as_it_is(date: str, looks: list[str], caps: int) -> None:
    mark = strip(date).mark
    assert ([span.look for span in mark.spans], len(mark.caps)) == (looks, caps)
    assert all(span.end - span.begin > 1 for span in mark.spans)


def test_a_day_stands_where_it_lies_in_its_month() -> None:
    assert places(strip("2025-03-16").mark) == [day(16.5)]


def test_what_is_known_to_a_range_of_days_covers_them() -> None:
    (span,) = strip("[2025-03-03..2025-03-09]").mark.spans
    assert (span.begin, span.end) == (day(3), day(10))


def test_a_bound_stands_at_the_end_of_its_day_or_at_its_beginning() -> None:
    by, since = strip("[..2025-03-12]").mark, strip("[2025-03-12..]").mark
    assert (by.x, by.caps[0][0], by.spans[0].end) == (day(13), day(13), day(13))
    assert (since.x, since.caps[0][0], since.spans[0].begin) == (day(12), day(12), day(12))
    assert by.shift < 0 < since.shift


@pytest.mark.parametrize(
    ("date", "others", "days"),
    [
        ("{2025-03-10,2025-03-14}", (), (10, 14)),
        ("2025-03-11", ("2025-03-05", "2025-03-21"), (5, 11, 21)),
        ("[2025-03-10,2025-03-11]", ("2025-03-10", "2025-03-11"), (10, 11)),
    ],
)
def test_each_of_several_dates_has_a_shape_and_a_line_joins_them(
    date: str, others: tuple[str, ...], days: tuple[int, ...]
) -> None:
    mark = strip(date, *others).mark
    assert places(mark) == [day(number + 0.5) for number in days]
    (join,) = mark.spans
    assert (join.look, join.begin, join.end) == ("join", day(days[0] + 0.5), day(days[-1] + 0.5))


def test_what_accounts_give_counts_for_the_columns() -> None:
    assert {column.cell.grain for column in strip("2025-03-11", "2025-02-20").columns} == {"month"}
    assert len(strip("1202", "1209").columns) == 8


@pytest.mark.parametrize(("date", "others"), [("XXXX", ()), ("XXXX", ("2025-03-11", "2025-03-12"))])
def test_a_date_of_which_no_year_is_known_has_no_strip(date: str, others: tuple[str, ...]) -> None:
    assert date_strip(dated(date, *others)) is None


@given(TEXTS)
@example("Y-999999999999/Y999999999999")
@example("9999-12-31T23:59:59")
def test_whatever_the_date_its_strip_holds_it(date: str) -> None:
    try:
        parse(date)
    except DateError:
        return
    event = dated(date)
    if event.begin is None and event.end is None:
        assert date_strip(event) is None
    else:
        holds(event)


@given(records(most=61))
def test_whatever_the_event_its_strip_holds_it(events: list[Drawn]) -> None:
    for event in events:
        holds(event)


def holds(event: Drawn) -> None:
    found = date_strip(event)
    assert found == date_strip(event)
    assert found
    cells = [column.cell for column in found.columns]
    assert len({cell.grain for cell in cells}) == 1
    assert len(cells) <= {"day": 31, "month": 24}.get(cells[0].grain, 12)
    assert all(one.end == after.begin for one, after in pairwise(cells))
    times = [*event.bounds, *(time for time in (event.begun, event.over) if time is not None)]
    assert cells[0].begin <= min(times)
    assert max(times) < cells[-1].end
    wide = found.width / len(cells)
    assert [(column.x, column.width) for column in found.columns] == [(n * wide, wide) for n in range(len(cells))]
    begin, end = found.mark.box(COMPACT.radius)
    assert -LITTLE <= begin <= end <= found.width + LITTLE
    assert all(-LITTLE <= x + shift <= found.width - CAP + LITTLE for x, shift in found.mark.caps)
    assert all(span.begin < span.end for span in found.mark.spans if span.look != "join")

"""A date as a strip: its days, months or years, and what it is drawn as."""

import pytest
from hypothesis import given

from tests.dates.strategies import TEXTS
from timeline.cards import DateStrip, date_strip
from timeline.dates import DateError, parse


def strip(date: str) -> DateStrip:
    return date_strip(parse(date))


def years(date: str) -> list[int]:
    return [cell.year for cell in strip(date).cells if cell.month in (None, 1) and not cell.day]


@pytest.mark.parametrize(
    ("date", "expected"),
    [
        ("2025", [2025]),
        ("2025-21", [2025]),
        ("-0043", [-43]),
        ("2024-12-30/2025-01-02", [2024, 2025]),
        ("[..2025-01-03]", [2024, 2025]),
        ("[2025-12-30..]", [2025, 2026]),
        ("2014/2022", list(range(2014, 2023))),
        ("201X", list(range(2010, 2020))),
        ("19XX", list(range(1900, 2000, 10))),
        ("1850/2010", list(range(1840, 2020, 20))),
        # 100 BCE is -99: the names are round, not the numbers.
        ("-0099/-0001", list(range(-99, 1, 10))),
        ("../19XX", list(range(1890, 2000, 10))),
        ("Y170000002", [170000002]),
    ],
)
def test_a_date_is_shown_in_its_year_or_in_its_years(date: str, expected: list[int]) -> None:
    assert years(date) == expected


@pytest.mark.parametrize(
    ("date", "kind", "fades"),
    [
        ("2025-03-11", "day", (False, False)),
        ("2025-03-11T14:00", "day", (False, False)),
        ("2025-03-11~", "within", (True, True)),
        ("2025-03-1X", "within", (True, True)),
        ("2025-03", "within", (True, True)),
        ("2025-21", "within", (True, True)),
        ("2025?", "within", (True, True)),
        ("[2025-03-03..2025-03-09]", "within", (True, True)),
        ("[2025-03-12,2025-03-13]", "within", (True, True)),
        ("[..2025-03-12]", "no-later-than", (True, False)),
        ("[2025-03-12..]", "no-earlier-than", (False, True)),
        ("2025-03-03/2025-03-09", "lasted", (False, False)),
        ("2014-04/2014-08-01", "lasted", (True, False)),
        ("2014-04-01/..", "lasted", (False, True)),
        ("/2014-04-01", "lasted", (True, False)),
    ],
)
def test_a_date_is_drawn_as_certain_as_it_is(date: str, kind: str, fades: tuple[bool, bool]) -> None:
    (mark,) = strip(date).marks
    assert (mark.kind, (mark.fades_left, mark.fades_right)) == (kind, fades)


@pytest.mark.parametrize(
    ("date", "month"),
    [
        ("2025-03-11", (2025, 3, 31)),
        ("2025-03-11T14:00", (2025, 3, 31)),
        ("2025-03-11?", (2025, 3, 31)),
        ("2024-02", (2024, 2, 29)),
        ("2025-12-31", (2025, 12, 31)),
        ("-0043-03-15", (-43, 3, 31)),
        ("[2025-03-12,2025-03-13]", (2025, 3, 31)),
        ("2025-03-03/2025-03-09", (2025, 3, 31)),
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
    days = [cell for cell in strip(date).cells if cell.day]
    assert [cell.day for cell in days] == list(range(1, month[2] + 1) if month else ())
    assert {(cell.year, cell.month) for cell in days} == ({month[:2]} if month else set())


def test_a_day_stands_where_it_lies_in_its_month() -> None:
    (mark,) = strip("2025-07-16").marks
    assert (mark.left, mark.right) == pytest.approx((15 / 31, 16 / 31), abs=1e-4)
    assert mark.at == pytest.approx(0.5, abs=1e-4)


def test_the_shape_of_a_bound_stands_at_the_bound() -> None:
    (by,), (since,) = strip("[..2025-03-12]").marks, strip("[2025-03-12..]").marks
    assert (by.at, since.at) == (by.right, since.left)
    assert since.left < by.right == pytest.approx(12 / 31, abs=1e-4)


def test_what_lasted_has_its_shape_where_it_began_or_else_where_it_ended() -> None:
    (whole,), (ended,) = strip("2025-03-03/2025-03-09").marks, strip("/2025-03-09").marks
    assert whole.at == pytest.approx(whole.left + 0.5 / 31, abs=1e-4)
    assert ended.at == pytest.approx(ended.right - 0.5 / 31, abs=1e-4)
    assert ended.left == 0


def test_a_set_has_a_mark_for_each_of_its_dates() -> None:
    assert [mark.kind for mark in strip("{2014-03-01,2014-05,2014-07-01..2014-07-03}").marks] == [
        "day",
        "within",
        "lasted",
    ]


def test_a_date_of_which_no_year_is_known_has_no_strip() -> None:
    assert strip("XXXX") == DateStrip((), ())


@given(TEXTS)
def test_whatever_the_date_cells_fill_the_strip_and_marks_stay_in_it(date: str) -> None:
    try:
        found = strip(date)
    except DateError:
        return
    assert len(found.cells) <= 31
    if found.cells:
        assert (found.cells[0].left, found.cells[-1].right) == (0, 1)
        assert all(one.right == after.left for one, after in zip(found.cells, found.cells[1:], strict=False))
    for mark in found.marks:
        assert 0 <= mark.left <= mark.at <= mark.right <= 1

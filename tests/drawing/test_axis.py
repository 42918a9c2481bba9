"""Which columns an axis has."""

from collections.abc import Sequence

import pytest

from tests.drawing.events import crowd, event, on
from timeline.dates import day_number
from timeline.drawing.axis import Axis, axis
from timeline.drawing.cells import Cell
from timeline.drawing.event import Drawn
from timeline.drawing.layout import COMPACT, WIDE, Layout


def columns(events: Sequence[Drawn], frame: Cell | None = None) -> list[str]:
    return [column.cell.words for column in _axis(events, frame).columns]


def _axis(events: Sequence[Drawn], frame: Cell | None = None) -> Axis:
    return axis(events, WIDE.width, WIDE.widths, frame)


@pytest.mark.parametrize(
    ("days", "words"),
    [
        ([(2014, 5, 1), (2015, 6, 1), (2016, 7, 1)], ["2014", "2015", "2016"]),
        ([(2014, 5, 1), (2016, 7, 1)], ["2014", "2015", "2016"]),
        ([(2014, 5, 1), (2024, 7, 1)], ["2014", "2015 to 2023", "2024"]),
        ([(-43, 3, 15), (1, 1, 1)], ["44 BCE", "43 to 1 BCE", "1 CE"]),
        ([(2025, 3, 11), (2025, 3, 12), (2025, 3, 13)], ["11 March 2025", "12 March 2025", "13 March 2025"]),
    ],
)
def test_columns_are_years_until_events_press(days: list[tuple[int, int, int]], words: list[str]) -> None:
    assert columns([on(f"e{number}", *day) for number, day in enumerate(days)]) == words


@pytest.mark.parametrize(
    "frame", [None, Cell("period", "year", float(day_number(2025, 1, 1)), float(day_number(2026, 1, 1)))]
)
def test_many_times_lie_where_each_of_them_does(frame: Cell | None) -> None:
    events = crowd(200)
    scale = _axis(events, frame)
    times = sorted(event.anchor for event in events)
    assert scale.places(times) == [scale.x(time) for time in times]


def test_a_quiet_week_within_a_busy_month_is_one_column_and_shorter_lulls_are_not() -> None:
    events = [on(f"e{number}", 2025, 3, day) for number, day in enumerate((1, 1, 2, 2, 5, 5, 14, 14))]
    assert columns(events) == [
        *(f"{day} March 2025" for day in range(1, 6)), "6 to 13 March 2025", "14 March 2025"
    ]  # fmt: skip


def test_an_event_far_away_costs_the_others_nothing_but_a_cut() -> None:
    near = [on(f"e{number}", 2025, 3, day) for number, day in enumerate((11, 11, 12, 12, 13, 13))]
    found = columns([*near, on("far", 1125, 3, 1)])
    assert found[:2] == ["1125", "1126 to 2024"]
    assert found[-3:] == ["11 March 2025", "12 March 2025", "13 March 2025"]


def test_a_day_opens_to_hours_where_times_are_known() -> None:
    day = day_number(2025, 3, 11)
    hours = [day + hour / 24 for hour in (9, 9.5, 10, 14, 14.25, 15, 20)]
    events = [event(f"e{number}", time, time, grain="hour") for number, time in enumerate(hours)]
    whole = _axis(events, Cell("period", "month", float(day_number(2025, 3, 1)), float(day_number(2025, 4, 1))))
    opened = [column.cell for column in whole.columns if column.cell.grain == "hour" and column.cell.kind == "period"]
    assert {cell.hour for cell in opened} >= {9, 10, 14, 15, 20}
    assert all(whole.column(time) == whole.column(time + 1 / 48) for time in hours[:1])


@pytest.mark.parametrize("layout", [WIDE, COMPACT])
def test_the_hours_of_one_day_take_no_column_from_other_days(layout: Layout) -> None:
    busy = float(day_number(2025, 3, 11))
    moments = [event(f"m{number}", busy + number / 24, busy + number / 24, grain="hour") for number in range(24)]
    others = [on(f"e{day}", 2025, 3, day) for day in range(1, 32, 2)]
    frame = Cell("period", "month", float(day_number(2025, 3, 1)), float(day_number(2025, 4, 1)))
    found = axis([*moments, *others], layout.width, layout.widths, frame)
    assert len(found.columns) > 15


def test_what_is_quiet_from_one_days_hours_to_anothers_is_named_by_its_hours() -> None:
    first, second = day_number(2025, 3, 11) + 12 / 24, day_number(2025, 3, 12) + 20 / 24
    assert [
        Cell("rest", "hour", begin, end, "day").words
        for begin, end in ((first, second), (first, first + 5 / 24), (first, second + 1.5), (first, second + 0.5))
    ] == [
        "11 March 2025, 12:00 to 12 March 2025, 20:00",
        "11 March 2025, 12:00 to 17:00",
        "12 to 13 March 2025",
        "12 March 2025",
    ]


def test_days_without_times_stay_days_however_many_events_they_have() -> None:
    events = [on(f"e{number}", 2025, 3, 11 + number % 2) for number in range(80)]
    assert columns(events) == ["11 March 2025", "12 March 2025"]


def test_known_bounds_are_on_the_axis_and_open_sides_are_not() -> None:
    start, end = float(day_number(2024, 1, 1)), float(day_number(2025, 1, 1))
    lasting = event("a", start, None, "lasted", ongoing=True)
    assert columns([lasting, event("b", start, end, "within")]) == ["January 2024", "February to December 2024"]


def test_when_something_had_begun_or_could_first_be_over_is_on_the_axis() -> None:
    first, second, third = (float(day_number(year, 1, 1)) for year in (2024, 2025, 2026))
    assert columns([event("a", None, third, "lasted", grain="year", over=first)]) == ["2024", "2025"]
    assert columns([event("a", first, None, "lasted", grain="year", begun=third)]) == ["2024", "2025"]
    assert columns([event("a", first, None, "lasted", grain="year", begun=second)]) == ["2024"]


def test_a_frame_holds_all_columns() -> None:
    year = Cell("period", "year", float(day_number(2025, 1, 1)), float(day_number(2026, 1, 1)))
    events = [
        on("a", 2025, 3, 1),
        event("b", float(day_number(2024, 6, 1)), float(day_number(2027, 6, 1)), "lasted"),
        on("c", 2025, 12, 31),
    ]
    found = _axis(events, year).columns
    assert found[0].cell.begin >= year.begin
    assert found[-1].cell.end <= year.end


def test_the_columns_fill_the_width() -> None:
    found = _axis([on(f"e{number}", 1990 + number, 5, 1) for number in range(12)]).columns
    assert sum(column.width for column in found) == pytest.approx(WIDE.width)


def test_only_a_months_own_drawing_opens_days_to_hours() -> None:
    day = day_number(2025, 3, 11)
    moments = [event(f"e{number}", day + number / 24, day + number / 24, grain="hour") for number in range(12)]
    assert columns([*moments, on("z", 2025, 3, 12)]) == ["11 March 2025", "12 March 2025"]


def test_a_year_without_known_months_shows_its_months() -> None:
    start, end = float(day_number(2014, 1, 1)), float(day_number(2015, 1, 1))
    only_years = [event(f"e{number}", start, end, "within") for number in range(3)]
    assert len(columns(only_years, Cell("period", "year", start, end))) == 12


@pytest.mark.parametrize(
    ("time", "words"),
    [
        (day_number(-1, 12, 31) + 0.0625, "31 December 2 BCE"),
        (day_number(-43, 3, 15) + 0.6, "15 March 44 BCE"),
        (float(day_number(2025, 1, 1)), "1 January 2025"),
        (day_number(2025, 1, 1) + 23.9 / 24, "1 January 2025"),
    ],
)
def test_a_moment_is_on_its_own_day_in_any_era(time: float, words: str) -> None:
    moments = [event(f"e{number}", time, time, grain="hour") for number in range(3)]
    assert columns(moments) == [words]


def test_a_quiet_stretch_after_hours_is_named_by_its_whole_days() -> None:
    day = day_number(2025, 3, 11)
    moments = [event(f"e{number}", day + 0.3, day + 0.3, grain="hour") for number in range(9)]
    month = Cell("period", "month", float(day_number(2025, 3, 1)), float(day_number(2025, 4, 1)))
    found = columns([*moments, on("z", 2025, 3, 20), on("y", 2025, 3, 20)], month)
    assert "12 to 19 March 2025" in found

"""When events press, against counting them one by one."""

from collections.abc import Sequence
from math import floor

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.drawing.events import event, records
from timeline.dates import civil, day_number
from timeline.drawing.cells import Cell, opened, years_cell
from timeline.drawing.event import GRAINS, INSTANT, Drawn, framed
from timeline.drawing.opening import LENGTHS
from timeline.drawing.times import times_of


def periods(one: Drawn) -> list[Cell]:
    """Those around the event's mark: its decade, its year, and what that is opened into."""
    year = years_cell(civil(floor(one.anchor))[0])
    month = next(cell for cell in opened(year, LENGTHS) if cell.begin <= one.anchor < cell.end)
    day = next(cell for cell in opened(month, LENGTHS) if cell.begin <= one.anchor < cell.end)
    return [years_cell(year.year // 10, 10), year, month, day, *opened(day, LENGTHS)[:2]]


@settings(max_examples=80)
@given(events=records(most=100), place=st.integers(0, 99), in_frame=st.booleans())
def test_each_event_presses_on_what_is_longer_than_its_date_is_known(
    events: Sequence[Drawn], place: int, in_frame: bool
) -> None:
    cells = periods(events[place % len(events)])
    frame = cells[1] if in_frame else None
    begin, end = (frame.begin, frame.end - INSTANT) if frame else (float("-inf"), float("inf"))
    if frame:
        events = [framed(event, frame.begin, frame.end) for event in events]
    times = times_of(events, frame)
    for cell in cells:
        rank = GRAINS.index(cell.grain)
        within = [event for event in events if cell.begin <= min(max(event.anchor, begin), end) < cell.end]
        known = [GRAINS.index(event.grain) for event in within if event.possible]
        assert times.counted(cell) == len(within)
        assert times.dated(cell) == sum(own <= rank for own in known)
        assert times.pressing(cell) == sum(own < rank for own in known)
        assert times.held([cell])[0] == any(
            cell.begin <= min(max(time, begin), end) < cell.end for event in events for time in ends(event, rank)
        )


def ends(event: Drawn, rank: int) -> Sequence[float]:
    """The times of an event that are known to lie in a period of that grain."""
    own = GRAINS.index(event.grain)
    if own == rank:
        return event.bounds
    return (event.anchor, event.bounds[0], event.bounds[-1]) if own < rank else ()


def test_of_several_days_only_the_first_and_the_last_are_known_to_lie_in_their_months() -> None:
    days = [float(day_number(2025, month, 5)) for month in (1, 3, 6)]
    several = event("a", days[0], days[-1] + 1, "within", grain="day", points=tuple((day, day + 1) for day in days))
    months = opened(years_cell(2025), LENGTHS)
    held = times_of([several], None).held(months)
    assert [cell.month for cell, is_held in zip(months, held, strict=True) if is_held] == [1, 6]
    opened_months = [opened(months[month - 1], LENGTHS) for month in (1, 3, 6)]
    assert [times_of([several], None).held(each)[4] for each in opened_months] == [True] * 3


@settings(max_examples=40)
@given(events=records(most=200))
def test_years_are_those_in_which_a_time_is_known_to_lie(events: Sequence[Drawn]) -> None:
    times = times_of(events, None)
    assert list(times.years) == sorted({civil(floor(time))[0] for time in times.known[-1]})
    assert (times.first, times.last) == (
        min(event.bounds[0] for event in events), max(event.bounds[-1] for event in events)
    )  # fmt: skip

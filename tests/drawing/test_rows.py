"""Marks in rows, against the plainest way to say where each belongs."""

from collections.abc import Sequence
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.drawing.events import THREADS, crowd, on, records
from timeline.drawing.axis import axis
from timeline.drawing.event import Drawn
from timeline.drawing.layout import COMPACT, WIDE, Layout
from timeline.drawing.marks import Label, Mark, Side, marked
from timeline.drawing.rows import is_crowded, packed, packed_with_labels
from timeline.drawing.strip import strip, strips

LAYOUTS = pytest.mark.parametrize("layout", [WIDE, COMPACT], ids=lambda layout: layout.name)
SIDES: tuple[Side, ...] = ("right", "left")
Stretch = tuple[float, float]
# By event: its row and its label, with the label's side.
Places = dict[str, tuple[int, str, str]]


def marks_of(events: Sequence[Drawn], layout: Layout) -> list[Mark]:
    scale = axis(events, layout.width, layout.widths)
    return sorted([marked(event, scale, layout) for event in events], key=served)


def tried_one_by_one(marks: Sequence[Mark], layout: Layout, most: int, plain: bool) -> Places:
    """Each mark in the first row where it is free, tried with each label at each side, and then without if it may be.

    Those without any place are left out.
    """
    rows: list[list[Stretch]] = [[] for _ in range(most)]
    found: Places = {}
    for mark in marks:
        named = [(row, label, side) for row in range(most) for label, side in product(mark.labels[0], SIDES)]
        bare: list[tuple[int, Label | None, Side]] = [(row, None, "right") for row in range(most) if plain]
        for row, label, side in (*named, *bare):
            begin, end = mark.box(layout.radius, label, side)
            inside = label is None or (begin >= -0.001 and end <= layout.width + 0.001)
            if inside and all(last + layout.gap <= begin or end + layout.gap <= first for first, last in rows[row]):
                rows[row].append((begin, end))
                found[mark.event.id] = row, label.text if label else "", side
                break
    return found


def served(mark: Mark) -> tuple[bool, bool, float, str]:
    event = mark.event
    return event.kind != "lasted" and event.begin is not None, event.weight != "major", event.anchor, event.id


@LAYOUTS
@settings(max_examples=60)
@given(events=records(most=150), most=st.sampled_from((2, 7, 14)))
def test_each_mark_is_in_the_first_row_with_its_longest_label(
    layout: Layout, events: Sequence[Drawn], most: int
) -> None:
    marks = marks_of(events, layout)
    naive = tried_one_by_one(marks, layout, most, plain=True)
    placed = packed(marks, layout, most, lambda mark: True)
    assert (placed is not None) == (len(naive) == len(marks))
    for one in placed or ():
        assert naive[one.mark.event.id] == (one.row, one.label.text if one.label else "", one.side)


@LAYOUTS
@settings(max_examples=60)
@given(events=records(most=150))
def test_marks_without_room_for_a_label_are_left_out_where_each_needs_one(
    layout: Layout, events: Sequence[Drawn]
) -> None:
    marks = marks_of(events, layout)
    placed = packed_with_labels(marks, layout, 2)
    naive = tried_one_by_one(marks, layout, 2, plain=False)
    assert {one.mark.event.id: (one.row, one.label.text if one.label else "", one.side) for one in placed} == naive


@LAYOUTS
@settings(max_examples=60)
@given(events=records(most=400), most=st.sampled_from((1, 2, 7)))
def test_what_is_called_crowded_has_no_room(layout: Layout, events: Sequence[Drawn], most: int) -> None:
    marks = marks_of(events, layout)
    if is_crowded([mark.x for mark in marks if not mark.caps and not mark.event.points], layout, most):
        assert packed(marks, layout, most, lambda mark: False) is None


def test_a_lane_is_given_up_with_the_first_mark_that_has_no_room() -> None:
    marks = iter(marks_of([on(f"e{number}", 2025, 3, 11) for number in range(9)], WIDE))
    assert packed(marks, WIDE, 2, lambda mark: False) is None
    assert len(list(marks)) == 6


def test_more_marks_on_one_spot_than_there_are_rows_are_crowded() -> None:
    assert is_crowded([5.0, 100.0, 5.0, 5.0], WIDE, 2)
    assert not is_crowded([5.0, 100.0, 5.0, 5.0], WIDE, 3)
    assert not is_crowded([0.0, 100.0, 200.0, 300.0], WIDE, 1)


def test_two_marks_need_their_width_and_the_gap_to_share_a_row() -> None:
    least = 2 * WIDE.radius + WIDE.gap
    assert is_crowded([0.0, least - 0.1], WIDE, 1)
    assert not is_crowded([0.0, least], WIDE, 1)


@pytest.mark.parametrize("count", [3, 60, 150, 800])
def test_drawings_made_together_are_those_made_alone(count: int) -> None:
    events = crowd(count)
    assert strips(events, THREADS, True, (WIDE, COMPACT)) == tuple(
        strip(events, THREADS, layout) for layout in (WIDE, COMPACT)
    )


@pytest.mark.parametrize(("count", "names"), [(3, [""]), (800, list(THREADS))])
def test_threads_share_a_lane_as_long_as_it_has_room_for_all(count: int, names: list[str]) -> None:
    for one in strips(crowd(count), THREADS, False, (WIDE, COMPACT)):
        assert [lane.thread for lane in one.lanes] == names
        assert one.band == ()
        assert sum(lane.count for lane in one.lanes) == count

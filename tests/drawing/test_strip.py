"""What holds for every strip, whatever is drawn."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator, Sequence
from html import unescape
from itertools import groupby, pairwise
from math import floor

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.drawing.events import THREADS, burst, crowd, event, on, records
from tests.drawing.words import say
from timeline.dates import civil, day_number
from timeline.dates.days import days_in_month
from timeline.drawing.captions import captions
from timeline.drawing.cells import Cell
from timeline.drawing.event import Drawn
from timeline.drawing.glyph import percent, roughly
from timeline.drawing.layout import COMPACT, WIDE, Layout
from timeline.drawing.lettering import width
from timeline.drawing.strip import ALL_LABELLED, MOST_ROWS, MOST_ROWS_OF_FEW, Lane, Strip, strip
from timeline.drawing.svg import Links, names_svg, plot_svg

LAYOUTS = pytest.mark.parametrize("layout", [WIDE, COMPACT], ids=lambda layout: layout.name)
# As wide as the layout is made for, and wider.
STRETCHES = (1.0, 1.3, 2.5, 4.0)
# Rounding of sums of fractions.
LITTLE = 1e-6
LINKS = Links(
    event=lambda one: f"events/{one.id}/",
    period=lambda period: "",
    count=lambda cell, first: f"#at-{cell.begin}",
    lane=lambda thread: f"threads/{thread}/",
)


def boxes(lane: Lane, layout: Layout, stretch: float) -> Iterator[tuple[int, float, float]]:
    """Row, begin and end of each mark with what is shown of its label in a plot so many times as wide."""
    for placed in lane.placed:
        shown = not placed.late or layout.width * stretch >= layout.wider
        label = placed.label if shown else None
        yield placed.row, *placed.mark.box(layout.radius, label, placed.side, stretch)


def drawn(events: Sequence[Drawn], layout: Layout) -> Strip:
    return strip(events, THREADS, layout)


@LAYOUTS
@settings(max_examples=80)
@given(events=records())
def test_no_label_and_no_mark_touches_another_however_wide_the_plot_is(layout: Layout, events: Sequence[Drawn]) -> None:
    for lane in drawn(events, layout).lanes:
        for stretch in STRETCHES:
            for _, row in groupby(sorted(boxes(lane, layout, stretch)), key=lambda box: box[0]):
                for (_, _, end), (_, begin, _) in pairwise(row):
                    assert end < begin


@LAYOUTS
@settings(max_examples=80)
@given(events=records())
def test_nothing_leaves_the_plot(layout: Layout, events: Sequence[Drawn]) -> None:
    made = drawn(events, layout)
    for lane in made.lanes:
        assert lane.y >= layout.scale - LITTLE
        assert lane.y + lane.height <= made.height
        for stretch in STRETCHES:
            for row, begin, end in boxes(lane, layout, stretch):
                assert begin >= -LITTLE
                assert end <= layout.width * stretch + LITTLE
                assert lane.top + (row + 1) * layout.row <= lane.y + lane.height
    for bar in (*made.band, *(bar for lane in made.lanes for bar in lane.bars)):
        assert -LITTLE <= bar.x <= bar.x + bar.width <= layout.width + LITTLE


@LAYOUTS
@settings(max_examples=80)
@given(events=records())
def test_time_runs_from_left_to_right(layout: Layout, events: Sequence[Drawn]) -> None:
    made = drawn(events, layout)
    assert [column.cell.end for column in made.axis.columns[:-1]] == [
        column.cell.begin for column in made.axis.columns[1:]
    ]
    marks = sorted((placed.mark for lane in made.lanes for placed in lane.placed), key=lambda mark: mark.event.anchor)
    assert all(one.x <= other.x + LITTLE for one, other in pairwise(marks))


@LAYOUTS
@settings(max_examples=80)
@given(events=records())
def test_every_event_is_linked_or_counted_in_a_link(layout: Layout, events: Sequence[Drawn]) -> None:
    made = drawn(events, layout)
    svg = plot_svg(made, LINKS, say, dict.fromkeys(THREADS, "Thread")) + names_svg(
        made, LINKS, say, dict.fromkeys(THREADS, "Thread")
    )
    assert sum(lane.count for lane in made.lanes) == len(events)
    for lane in made.lanes:
        # The name of a lane says how many events it has, and leads to all of them.
        assert f'href="threads/{lane.thread}/"' in svg
        assert say("count-events", n=lane.count) in svg
        if not lane.bars:
            held = {event.id for event in events if event.thread == lane.thread}
            assert {placed.mark.event.id for placed in lane.placed} == held
        links = [f"events/{placed.mark.event.id}/" for placed in lane.placed]
        links += [f"#at-{bar.cell.begin}" for bar in lane.bars if bar.share.sure]
        assert all(f'href="{link}"' in svg for link in links)


@LAYOUTS
@settings(max_examples=60)
@given(events=records())
def test_a_column_counts_only_what_is_surely_in_it(layout: Layout, events: Sequence[Drawn]) -> None:
    for lane in drawn(events, layout).lanes:
        held = [event.possible for event in events if event.thread == lane.thread and event.possible]
        for bar in lane.bars:
            begin, end = bar.cell.begin, bar.cell.end
            assert bar.share.sure == sum(begin <= first and last <= end and first < end for first, last in held)
            assert bar.number in ("", f"{bar.share.sure:,}")


@LAYOUTS
@settings(max_examples=60)
@given(events=records(most=100), month=st.booleans())
def test_within_a_frame_nothing_touches_or_leaves_the_plot(
    layout: Layout, events: Sequence[Drawn], month: bool
) -> None:
    year, number, _ = civil(floor(events[0].anchor))
    begin = day_number(year, number if month else 1, 1)
    end = begin + days_in_month(year, number) if month else day_number(year + 1, 1, 1)
    frame = Cell("period", "month" if month else "year", float(begin), float(end))
    made = strip(events, THREADS, layout, frame=frame)
    assert made.axis.columns[0].cell.begin == begin
    assert made.axis.columns[-1].cell.end == end
    for lane in made.lanes:
        for _, row in groupby(sorted(boxes(lane, layout, 1)), key=lambda box: box[0]):
            placed = list(row)
            assert all(one[2] < other[1] for one, other in pairwise(placed))
            assert placed[0][1] >= -LITTLE
            assert placed[-1][2] <= layout.width + LITTLE


@LAYOUTS
@settings(max_examples=80)
@given(events=records(), stretch=st.sampled_from(STRETCHES))
def test_the_names_of_columns_do_not_touch(layout: Layout, events: Sequence[Drawn], stretch: float) -> None:
    made = drawn(events, layout)
    for line in (0, 1):
        ends = []
        for caption in captions(made.axis, layout, say, stretch):
            if caption.line == line:
                wide = width(caption.text, layout.type, caption.bold)
                begin = caption.x * stretch + (caption.inset if caption.inset is not None else -wide / 2)
                ends.append((begin, begin + wide))
        assert all(end < begin for (_, end), (begin, _) in pairwise(sorted(ends)))
        assert all(begin >= 0 and end <= layout.width * stretch for begin, end in ends)


@LAYOUTS
@pytest.mark.parametrize("count", [1, 2, 300, 2000])
def test_a_crowd_of_any_size_keeps_to_its_rows(layout: Layout, count: int) -> None:
    for lane in drawn(crowd(count), layout).lanes:
        most = MOST_ROWS_OF_FEW if count <= ALL_LABELLED else MOST_ROWS
        assert max((placed.row for placed in lane.placed), default=0) < most
        for stretch in STRETCHES:
            for _, row in groupby(sorted(boxes(lane, layout, stretch)), key=lambda box: box[0]):
                assert all(end < begin for (_, _, end), (_, begin, _) in pairwise(row))


SAME = """
import sys
from tests.drawing.events import THREADS, crowd
from tests.drawing.test_strip import LINKS
from tests.drawing.words import say
from timeline.drawing.layout import COMPACT, WIDE
from timeline.drawing.strip import strip
from timeline.drawing.svg import plot_svg
for layout in (WIDE, COMPACT):
    sys.stdout.write(plot_svg(strip(crowd(300), THREADS, layout), LINKS, say, dict.fromkeys(THREADS, "Thread")))
"""


def test_the_same_events_give_the_same_bytes_in_any_process() -> None:
    made = {
        subprocess.run(
            [sys.executable, "-c", SAME], env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, check=True
        ).stdout
        for seed in ("0", "1")
    }
    assert len(made) == 1
    assert b"<svg" in made.pop()


@LAYOUTS
@pytest.mark.parametrize("seed", range(8))
def test_three_days_that_hold_most_of_seventeen_years_get_their_room(layout: Layout, seed: int) -> None:
    made = drawn(burst(seed), layout)
    days = [column for column in made.axis.columns if column.cell.grain == "day" and column.cell.kind == "period"]
    busy = [column for column in days if column.cell.day in (22, 23, 24)]
    assert len(busy) == 3
    assert sum(column.width for column in busy) >= 0.4 * layout.width
    assert min(column.width for column in busy) >= 20


@LAYOUTS
@pytest.mark.parametrize("seed", range(8))
def test_each_quiet_stretch_is_named_in_words(layout: Layout, seed: int) -> None:
    made = drawn(burst(seed), layout)
    quiet = [column.cell for column in made.axis.columns if column.cell.kind in ("gap", "rest")]
    svg = plot_svg(made, LINKS, say, dict.fromkeys(THREADS, "Thread"))
    assert quiet
    for cell in quiet:
        assert f"<title>{say('strip-quiet', period=cell.words)}</title>" in svg


def test_positions_are_written_in_percent_with_two_digits() -> None:
    assert [percent(x, 980) for x in (0, 490, 980, 1)] == ["0%", "50%", "100%", "0.1%"]


def test_bars_are_placed_in_percent_with_one_digit() -> None:
    assert [roughly(x, 980) for x in (0, 490, 980, 1)] == ["0%", "50%", "100%", "0.1%"]


@pytest.mark.parametrize("changed", [{"title": "Another"}, {"status": "claimed"}, {"slot": 2}, {"weight": "major"}])
def test_an_event_of_the_same_id_in_another_record_is_told_as_it_is_there(changed: dict[str, object]) -> None:
    def told(**fields: object) -> str:
        events = [on("a", 2025, 3, 11, **fields), on("b", 2025, 3, 14)]
        return plot_svg(strip(events, THREADS, COMPACT), LINKS, say, dict.fromkeys(THREADS, "Thread"))

    assert told() != told(**changed)
    assert told(**changed) == told(**changed)


def test_what_lasted_counts_where_it_began() -> None:
    lasting = event("a", float(day_number(2025, 3, 5)), float(day_number(2025, 3, 10)), "lasted")
    made = drawn([lasting, on("b", 2025, 3, 11)], WIDE)
    assert {bar.cell.words: bar.share.sure for bar in made.band if bar.share.sure} == {
        "5 March 2025": 1, "11 March 2025": 1
    }  # fmt: skip


def test_a_strip_without_a_band_has_no_name_for_it() -> None:
    made = strip(crowd(20), THREADS, WIDE, band=False)
    assert say("strip-density") not in names_svg(made, LINKS, say, dict.fromkeys(THREADS, "Thread"))


def test_each_theme_says_it_in_its_own_words() -> None:
    made, names = strip(crowd(60), THREADS, WIDE), dict.fromkeys(THREADS, "Thread")

    def shout(key: str, **values: object) -> str:
        return say(key, **values).upper()

    assert plot_svg(made, LINKS, say, names) != plot_svg(made, LINKS, shout, names)
    titles = re.findall("<title>([^<]*)</title>", plot_svg(made, LINKS, shout, names))
    assert titles
    assert [title for title in titles if unescape(title) != unescape(title).upper()] == []

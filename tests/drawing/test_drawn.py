"""What of a date is drawn."""

from dataclasses import replace

import pytest

from tests.conftest import EVENT, Write
from tests.drawing.events import event
from timeline.compile import compile_timeline
from timeline.content.load import load
from timeline.dates import day_number
from timeline.drawing.axis import axis
from timeline.drawing.event import Drawn, framed
from timeline.drawing.glyph import glyph, shape, traits
from timeline.drawing.layout import WIDE
from timeline.drawing.marks import marked
from timeline.pages.site import site_view
from timeline.pages.strips import drawn_rows
from timeline.pages.subject import Subject

Day = tuple[int, int, int]


def recorded(content: Write, event: str) -> Subject:
    """A record of that event alone, to be planned."""
    timeline = compile_timeline(load(content({"events/a.yaml": event})), {})
    return Subject(timeline, site_view(timeline, "", portable=False), (), "2026-01-01")


def only(content: Write, date: str, more: str = "") -> Drawn:
    """The event of that date, as it is drawn."""
    subject = recorded(content, EVENT.replace("2025-03-11", date) + more)
    return drawn_rows(subject, subject.timeline.rows)[0]


def number(day: Day | None) -> float | None:
    return None if day is None else float(day_number(*day))


@pytest.mark.parametrize(
    ("date", "kind", "begin", "end"),
    [
        ("2025-03-11", "exact", (2025, 3, 11), (2025, 3, 12)),
        ("2025-03-11~", "within", (2025, 3, 11), (2025, 3, 12)),
        ("2025-03", "within", (2025, 3, 1), (2025, 4, 1)),
        ("2014", "within", (2014, 1, 1), (2015, 1, 1)),
        ("201X", "within", (2010, 1, 1), (2020, 1, 1)),
        ("2024-24", "within", (2024, 12, 1), (2025, 3, 1)),
        ('"[2025-03-03..2025-03-09]"', "within", (2025, 3, 3), (2025, 3, 10)),
        ('"[..2025-03-12]"', "latest", None, (2025, 3, 13)),
        ('"[2025-03-12..]"', "earliest", (2025, 3, 12), None),
        ("2025-03-03/2025-03-09", "lasted", (2025, 3, 3), (2025, 3, 10)),
        ("2014-04/..", "lasted", (2014, 4, 1), None),
        ("2014-04/", "lasted", (2014, 4, 1), None),
        ("/2025-03-12", "lasted", None, (2025, 3, 13)),
        ("-0043-03-15", "exact", (-43, 3, 15), (-43, 3, 16)),
        ("Y170000002", "within", (170000002, 1, 1), (170000003, 1, 1)),
    ],
)
def test_each_form_of_date_is_drawn_as_what_it_means(
    content: Write, date: str, kind: str, begin: Day | None, end: Day | None
) -> None:
    event = only(content, date)
    assert (event.kind, event.begin, event.end) == (kind, number(begin), number(end))


def test_a_moment_is_drawn_at_its_hour(content: Write) -> None:
    event = only(content, "2025-03-11T18:00:00+03:00")
    assert event.grain == "hour"
    assert event.begin == event.end == event.anchor == day_number(2025, 3, 11) + 0.75


@pytest.mark.parametrize(("date", "ongoing"), [("2014-04/..", True), ("2014-04/", False)])
def test_what_goes_on_differs_from_what_ended_on_a_day_that_is_not_known(
    content: Write, date: str, ongoing: bool
) -> None:
    assert only(content, date).ongoing is ongoing


@pytest.mark.parametrize(
    ("date", "begun", "over"),
    [
        ("2014-04/2015-02-03", (2014, 5, 1), None),
        ("2014-04-01/2015", None, (2015, 1, 1)),
        ("2014-04-01/2015-02-03", None, None),
    ],
)
def test_the_uncertain_ends_of_what_lasted_are_told_apart(
    content: Write, date: str, begun: Day | None, over: Day | None
) -> None:
    event = only(content, date)
    assert (event.begun, event.over) == (number(begun), number(over))


def test_what_lasted_for_hours_begins_and_ends_with_them(content: Write) -> None:
    event = only(content, "2025-03-11T14:00/2025-03-12T02:00")
    day = float(day_number(2025, 3, 11))
    assert event.begin == pytest.approx(day + 14 / 24)
    assert event.end == pytest.approx(day + 26 / 24)
    assert (event.begun, event.over, event.grain) == (None, None, "hour")


def test_a_date_that_names_several_has_several_places(content: Write) -> None:
    event = only(content, '"{2014,2016}"')
    assert [begin for begin, _ in event.points] == [number((2014, 1, 1)), number((2016, 1, 1))]
    assert not event.contested


ACCOUNTS = """\
accounts:
  - {by: A paper, says: On Monday, date: 2025-03-10}
  - {by: Another paper, says: On Tuesday, date: 2025-03-11}
"""


def test_accounts_that_date_it_differently_have_a_place_each_the_records_own_first(content: Write) -> None:
    event = only(content, "2025-03-11", "status: disputed\n" + ACCOUNTS)
    assert event.contested
    assert [begin for begin, _ in event.points] == [number((2025, 3, 11)), number((2025, 3, 10))]


def test_accounts_that_agree_on_the_date_change_nothing(content: Write) -> None:
    event = only(content, "2025-03-11", "status: disputed\n" + ACCOUNTS.replace("03-10", "03-11"))
    assert event.points == ()


def test_the_records_own_date_stands_beside_accounts_that_give_others(content: Write) -> None:
    event = only(content, "2025-03-14", "status: disputed\n" + ACCOUNTS)
    assert [begin for begin, _ in event.points] == [number((2025, 3, day)) for day in (14, 10, 11)]


def test_one_account_that_differs_is_enough(content: Write) -> None:
    one = "accounts: [{by: A paper, says: On Monday, date: 2025-03-10}, {by: Another, says: It happened.}]\n"
    event = only(content, "2025-03-11", "status: disputed\n" + one)
    assert [begin for begin, _ in event.points] == [number((2025, 3, 11)), number((2025, 3, 10))]


@pytest.mark.parametrize("status", ["disputed", "reported"])
def test_a_date_that_leaves_open_which_account_is_right_has_no_place_of_its_own(content: Write, status: str) -> None:
    event = only(content, '"[2025-03-10,2025-03-11]"', f"status: {status}\n{ACCOUNTS}")
    assert [begin for begin, _ in event.points] == [number((2025, 3, 10)), number((2025, 3, 11))]
    mark = marked(event, axis([event], WIDE.width, WIDE.widths), WIDE)
    assert event.undecided
    assert "hollow" in traits(mark.event)


def test_where_only_one_of_the_times_is_in_the_frame_the_mark_shows_the_status(content: Write) -> None:
    told = "accounts: [{by: A paper, says: Long ago, date: 2022-03-04}, {by: Another, says: It happened.}]\n"
    event = only(content, "2025-03-11", f"status: disputed\n{told}")
    year = [float(day_number(year, 1, 1)) for year in (2025, 2026)]
    mark = marked(framed(event, *year), axis([event], WIDE.width, WIDE.widths), WIDE)
    assert (mark.also, mark.spans, traits(mark.event), shape(mark.event)) == ((), (), [], "#h_1")


def test_of_differing_accounts_the_one_that_the_record_holds_to_is_filled(content: Write) -> None:
    event = only(content, "2025-03-11", f"status: reported\n{ACCOUNTS}")
    mark = marked(event, axis([event], WIDE.width, WIDE.widths), WIDE)
    assert "hollow" not in traits(mark.event)
    assert glyph(mark, "50%", 0, 10, WIDE.width).count('class="hollow"') == 1


@pytest.mark.parametrize(("day", "contested"), [("10", True), ("11", False)])
def test_a_row_says_that_accounts_give_another_date(content: Write, day: str, contested: bool) -> None:
    account = f"accounts: [{{by: A paper, says: It happened., date: 2025-03-{day}}}]\n"
    assert recorded(content, EVENT + account).timeline.rows[0].contested is contested


def test_an_event_is_one_value_in_all_lists(content: Write) -> None:
    subject = recorded(content, EVENT)
    assert drawn_rows(subject, subject.timeline.rows)[0] is drawn_rows(subject, subject.timeline.rows)[0]


def test_an_event_of_the_same_id_in_another_timeline_is_another(content: Write) -> None:
    first, second = only(content, "2025-03-11"), only(content, "2025-03-12")
    assert (first.begin, second.begin) == (number((2025, 3, 11)), number((2025, 3, 12)))


@pytest.mark.parametrize("more", [{}, {"begin": 10.0}, {"end": 600.0}, {"contested": True}])
def test_what_lies_in_the_frame_is_drawn_as_it_is(more: dict[str, object]) -> None:
    within = replace(event("a", 100.0, 110.0, "within"), **more)  # type: ignore[arg-type]
    kept = framed(within, 50.0, 500.0)
    assert (kept.begin, kept.end) == (max(within.begin or 0, 50), min(within.end or 0, 500))
    assert not kept.contested

"""events.ics: what calendars are told of events, read back by the package icalendar."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import icalendar
import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from tests.conftest import EVENT, Files, Write
from tests.dates.strategies import MOMENTS, TEXTS
from timeline.build import Options, build
from timeline.compile import compile_timeline
from timeline.content.load import load
from timeline.dates import iso, parse
from timeline.pages.calendar import left_out, left_out_of_calendar, write_begin, write_end, write_event
from timeline.pages.calendar_times import Times, times
from timeline.text import FORBIDDEN

SITE = "title: Case\nid: 'example.org,2025'\ntime_zone: Europe/Kyiv\noutputs: {cards: false}\n"
TITLES = st.text(st.characters(codec="utf-8"), min_size=1, max_size=200).filter(lambda text: not FORBIDDEN.search(text))
NO_THEME: Any = None

DATES = {
    "2025-03-11": ("20250311", "20250312", True),
    "2025-03-11T14:00+03:00": ("20250311T110000Z", "", True),
    "2025-03-11T00:30:15+03:00": ("20250310T213015Z", "", True),
    # Kyiv is two hours ahead of UTC in winter, and three in summer.
    "2025-01-11T14:00": ("20250111T120000Z", "", True),
    "2025-07-11T14:00": ("20250711T110000Z", "", True),
    "2025-03-11T14:00Z/2025-03-12T09:00Z": ("20250311T140000Z", "20250312T090000Z", True),
    "2025-03-11T14:00Z/2025-03-11T14:00Z": ("20250311T140000Z", "", True),
    "2025-03-11T14:00Z/2025-03-12": ("20250311", "20250313", True),
    "2025-03-03/2025-03-09": ("20250303", "20250310", True),
    "2025-03-03/2025-03-09~": ("20250303", "20250310", False),
    "2014-04/2014-06-03": ("20140401", "20140604", False),
    "2025-03-11/..": ("20250311", "20250312", False),
    "2014-04/": ("20140401", "20140501", False),
    "2025-03": ("20250301", "20250401", False),
    "2025-21": ("20250301", "20250601", False),
    "2014": ("20140101", "20150101", False),
    "201X": ("20100101", "20200101", False),
    "2014-09-03~": ("20140903", "20140904", False),
    "[2025-03-03..2025-03-09]": ("20250303", "20250310", False),
    "[2025-03-12..]": ("20250312", "20250313", False),
    "{2014,2015}": ("20140101", "20160101", False),
    "0001-01-01T00:00+14:00": ("00010101", "00010102", True),
    "9999-12-31": ("99991231", "", True),
}
UNSAYABLE = [
    "../2025-03-12",
    "/2025-03-12",
    "[..2025-03-12]",
    "-0043-03-15",
    "0000",
    "Y12000",
    "9999",
    "9998/Y12000",
    "XXXX",
]


def entry(**other: Any) -> dict[str, Any]:
    """What is told of an event, but for what a test gives."""
    return {
        "uid": "tag:example.org,2025:events/a",
        "url": "https://example.org/events/a/",
        "title": "An event",
        "summary": "It happened.",
        "status": "reported",
        "when": Times("20250311", "20250312", certain=True),
        "words": "Tuesday 11 March 2025",
        "precision": "exact day",
        "categories": ("War",),
        "places": (),
        "position": "",
        "published": "2025-04-01",
        "updated": "2025-04-03",
        "corrections": 0,
        **other,
    }


def written(*entries: Mapping[str, Any], title: str = "Case", description: str = "") -> bytes:
    head = {
        "title": title,
        "description": description,
        "base_url": "https://example.org/",
        "uid": "tag:x,2025:events.ics",
    }
    events = b"".join(write_event(NO_THEME, one) for one in entries)
    return write_begin(NO_THEME, head) + events + write_end(NO_THEME, {})


def read(content: bytes) -> list[Any]:
    """The events of a calendar in which the reader finds nothing wrong."""
    calendar: Any = icalendar.Calendar.from_ical(content)
    assert not calendar.errors and not any(event.errors for event in calendar.events)
    return list(calendar.events)


def built(root: Path, **other: Any) -> bytes:
    report = build(Options(content=root, output=root.parent / "site", today="2025-04-01", **other))
    assert report.update, report.problems
    return (root.parent / "site" / "events.ics").read_bytes()


def events_of(root: Path, **other: Any) -> list[Any]:
    return read(built(root, **other))


def an_event(date: str, more: str = "") -> str:
    return EVENT.replace("2025-03-11", f'"{date}"') + more


@pytest.mark.parametrize(("written", "expected"), DATES.items())
def test_a_date_stands_where_it_is_known_to_be(written: str, expected: tuple[str, str, bool]) -> None:
    found = times(parse(written), "Europe/Kyiv")
    assert found and (found.start, found.end, found.certain) == expected and not found.others


def test_a_set_of_days_stands_on_each_of_them_alone() -> None:
    found = times(parse("{2025-04-09,2025-03-03}"), "UTC")
    assert found == Times("20250303", "20250304", ("20250409",))
    (event,) = read(written_with(found))
    assert [day.dt for day in event["RDATE"].dts] == [date(2025, 4, 9)]


def written_with(when: Times | None) -> bytes:
    assert when is not None
    return written(entry(when=when))


@pytest.mark.parametrize("written", UNSAYABLE)
def test_what_a_calendar_cannot_say_is_not_said(written: str) -> None:
    assert times(parse(written), "UTC") is None


@given(TEXTS)
@example("9999-12-31")
def test_every_date_is_read_back_with_its_bounds_or_left_out(text: str) -> None:
    known = parse(text)
    found = times(known, "Europe/Kyiv")
    last = known.latest if known.end or not known.start else known.start.latest
    first = known.earliest
    if found is None:
        # 9999-12-31 is the last day there is, and no day comes after it to end a longer time.
        assert first is None or first < 1 or last is None or last >= date.max.toordinal()
        return
    (event,) = read(written_with(found))
    assert first is not None and last is not None
    if "T" in found.start:
        start = known.start
        assert start and start.time and event.start.utcoffset() == timedelta()
        local = datetime.fromisoformat(start.text if len(start.text.rpartition("T")[2]) != 8 else f"{start.text}:00")
        assert event.start == (local if local.tzinfo else local.replace(tzinfo=ZoneInfo("Europe/Kyiv"))).astimezone(UTC)
        return
    assert event["DTSTART"].dt.isoformat() == iso(first)
    days = [day.dt for day in event["RDATE"].dts] if "RDATE" in event else []
    end = event["DTEND"].dt - timedelta(days=1) if "DTEND" in event else event["DTSTART"].dt
    assert max([end, *days]).isoformat() == iso(last)


@given(TEXTS)
def test_no_uncertain_date_is_shown_without_its_words(text: str) -> None:
    known = parse(text)
    found = times(known, "UTC")
    assume(found is not None)
    (event,) = read(written(entry(when=found, words="the words")))
    exact = (
        not known.qualifier
        and not known.members
        and known.start
        and known.end
        and known.start.unit in ("day", "moment")
    )
    if not (exact and known.end and known.end.unit in ("day", "moment")):
        assert event["SUMMARY"] == "An event [the words]" and event["STATUS"] == "TENTATIVE"
    else:
        assert event["SUMMARY"] == "An event" and "STATUS" not in event


@given(TITLES, st.lists(TITLES, min_size=1, max_size=3), st.lists(TITLES, min_size=1, max_size=3))
@example('a; b, c\\n d \\ "e" : f\n\tg', ["a,b", "\\,"], ["; "])
def test_texts_are_read_back_as_they_were(title: str, categories: list[str], places: list[str]) -> None:
    content = written(
        entry(title=title, categories=tuple(categories), places=tuple(places)), title=title, description=title
    )
    (event,) = read(content)
    assert event["SUMMARY"] == title
    assert list(event.categories) == categories
    assert event["LOCATION"] == "; ".join(places)
    calendar: Any = icalendar.Calendar.from_ical(content)
    assert calendar["DESCRIPTION"] == title
    # The package does not know that these are texts; they have to stand there as that one does.
    lines = content.replace(b"\r\n ", b"").split(b"\r\n")
    named = [line.partition(b":")[2] for line in lines if line.startswith((b"NAME:", b"X-WR-", b"DESCRIPTION:"))]
    assert len(set(named[:4])) == 1


@given(TITLES)
@example("x" * 200)
@example("я" * 100)
@example("x" + "🛰" * 60)
def test_lines_are_short_whole_characters_and_end_as_they_have_to(title: str) -> None:
    content = written(entry(title=title, places=(title,)))
    assert content.endswith(b"END:VCALENDAR\r\n") and content.count(b"\n") == content.count(b"\r\n") == content.count(
        b"\r"
    )
    for line in content.split(b"\r\n"):
        assert len(line) <= 75
        line.decode()
        assert not any((octet < 0x20 and octet != 0x09) or octet == 0x7F for octet in line)


def test_controls_never_reach_the_file() -> None:
    (event,) = read(written(entry(title="a\rEND:VEVENT\r\nb\x00\x1b")))
    assert event["SUMMARY"] == "aEND:VEVENT\nb"


def test_an_event_tells_what_its_page_does(content: Write) -> None:
    corrections = "corrections: [{date: 2025-04-03, note: a}, {date: 2025-04-02, note: b}]\n"
    more = "places: [sudzha]\ntags: [kursk]\nstatus: confirmed\n" + corrections
    files: Files = {
        "site.yaml": SITE + "base_url: https://example.org/\ndescription: All of it; or most\n",
        "places.yaml": "sudzha: {name: Sudzha, lat: 51.19, lon: 35.27}\n",
        "tags.yaml": "kursk: {name: 'Kursk, the salient'}\n",
        "events/a.yaml": EVENT.replace("It happened.", "It *happened*; so, [there](thread:war).") + more,
    }
    ics = built(content(files))
    (event,) = read(ics)
    assert {
        name: event.decoded(name) for name in ("UID", "SUMMARY", "URL", "LOCATION", "STATUS", "TRANSP", "SEQUENCE")
    } == {
        "UID": "tag:example.org,2025:events/a",
        "SUMMARY": "An event",
        "URL": "https://example.org/events/a/",
        "LOCATION": "Sudzha",
        "STATUS": "CONFIRMED",
        "TRANSP": "TRANSPARENT",
        "SEQUENCE": 2,
    }
    assert event["DESCRIPTION"] == "Tuesday 11 March 2025 (exact day). It happened; so, there."
    assert list(event.categories) == ["War", "Kursk, the salient"]
    assert (event["GEO"].latitude, event["GEO"].longitude) == (51.19, 35.27)
    days = [event.decoded(name).date().isoformat() for name in ("CREATED", "LAST-MODIFIED", "DTSTAMP")]
    assert days == ["2025-04-01", "2025-04-03", "2025-04-03"]
    calendar: Any = icalendar.Calendar.from_ical(ics)
    assert calendar["NAME"] == "Case" and calendar["DESCRIPTION"] == "All of it; or most"
    assert (calendar["URL"], calendar["SOURCE"]) == ("https://example.org/", "https://example.org/events.ics")


def test_without_an_address_of_its_own_a_calendar_names_none(content: Write) -> None:
    ics = built(content({"site.yaml": SITE, "events/a.yaml": EVENT}))
    assert b"URL" not in ics and b"SOURCE" not in ics


@pytest.mark.parametrize("status", ["claimed", "disputed"])
def test_what_is_not_settled_says_so_where_calendars_show_it(content: Write, status: str) -> None:
    accounts = "accounts: [{by: One, says: Yes}, {by: Other, says: No}]\n"
    (event,) = events_of(content({"site.yaml": SITE, "events/a.yaml": f"{EVENT}status: {status}\n{accounts}"}))
    assert event["SUMMARY"] == f"{status.title()}: An event" and event["STATUS"] == "TENTATIVE"


def test_a_position_is_told_of_one_place_alone(content: Write) -> None:
    places = "a: {name: A, lat: 1, lon: 2}\nb: {name: B, lat: 3, lon: 4}\n"
    files = {"places.yaml": places, "events/a.yaml": EVENT + "places: [a, b]\n"}
    (event,) = events_of(content(files))
    assert "GEO" not in event and event["LOCATION"] == "A; B"


def test_times_without_offset_are_those_of_the_event_or_else_of_the_site(content: Write) -> None:
    moment = "2025-01-11T14:00"
    files = {
        "site.yaml": SITE,
        "events/a.yaml": an_event(moment),
        "events/b.yaml": an_event(moment, "time_zone: Asia/Tokyo\n"),
    }
    found = {event["UID"][-1]: event.start for event in events_of(content(files))}
    assert found == {"a": datetime(2025, 1, 11, 12, tzinfo=UTC), "b": datetime(2025, 1, 11, 5, tzinfo=UTC)}


@given(MOMENTS)
def test_a_moment_with_an_offset_is_the_same_in_every_zone(text: str) -> None:
    assume(text[-1] == "Z" or "+" in text or text.count("-") > 2)
    assert times(parse(text), "UTC") == times(parse(text), "Asia/Tokyo")


def test_an_event_keeps_its_identity_when_it_is_renamed(content: Write) -> None:
    root = content({"site.yaml": SITE, "events/old.yaml": EVENT})
    (before,) = events_of(root)
    (root / "events" / "new.yaml").write_text(EVENT + "aliases: [old]\n", "utf-8")
    (root / "events" / "old.yaml").unlink()
    (after,) = events_of(root)
    assert before["UID"] == after["UID"]


def test_what_was_retracted_is_in_no_calendar(content: Write) -> None:
    gone = EVENT + "status: retracted\ncorrections: [{date: 2025-03-14, note: It did not happen.}]\n"
    assert [event["UID"][-1] for event in events_of(content({"events/a.yaml": EVENT, "events/b.yaml": gone}))] == ["a"]


def test_what_a_calendar_cannot_say_is_counted(content: Write) -> None:
    dates = ["2025-03-11", "-0043-03-15", "../2025-03-12"]
    root = content({f"events/{number}.yaml": an_event(date) for number, date in enumerate(dates)})
    known = load(root)
    timeline = compile_timeline(known, known.lock)
    assert left_out(timeline) == 2
    assert left_out_of_calendar(timeline).startswith("events.ics leaves out 2 events: ")
    report = build(Options(content=root, output=root.parent / "site", today="2025-04-01"))
    assert report.notes == (left_out_of_calendar(timeline),)
    assert [event["UID"][-1] for event in read((root.parent / "site" / "events.ics").read_bytes())] == ["0"]


def test_where_all_can_be_said_nothing_is_told_of_it(content: Write) -> None:
    known = load(content({"events/a.yaml": EVENT}))
    assert left_out_of_calendar(compile_timeline(known, known.lock)) == ""


def test_the_calendar_can_be_switched_off(content: Write) -> None:
    root = content(
        {"site.yaml": "title: Case\noutputs: {cards: false, calendar: false}\n", "events/a.yaml": an_event("-0043")}
    )
    build(Options(content=root, output=root.parent / "site", today="2025-04-01"))
    assert not (root.parent / "site" / "events.ics").exists()
    known = load(root)
    assert left_out_of_calendar(compile_timeline(known, known.lock)) == ""


def test_a_calendar_without_events_can_be_read(content: Write) -> None:
    assert events_of(content({})) == []

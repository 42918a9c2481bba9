"""Dates of slides are as precise in EDTF as they were, and what is left out of them is said."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.dates import DateError, parse
from timeline.importers.timelinejs.slide_dates import SlideDate, clock, reading, says_the_same, written_date

NOTHING = SlideDate()
DATES = {
    "a year": (("2015",), (), "2015"),
    "a month": (("2015", "3"), (), "2015-03"),
    "a day": (("2015", "03", "4"), (), "2015-03-04"),
    "a time": (("2015", "3", "4", "14", "5"), (), "2015-03-04T14:05"),
    "a second": (("2015", "3", "4", "14", "5", "9"), (), "2015-03-04T14:05:09"),
    "an hour": (("2015", "3", "4", "14"), (), "2015-03-04T14:00"),
    "a minute after midnight": (("2015", "3", "4", "", "5"), (), "2015-03-04T00:05"),
    "a month and a day that are 0": (("2015", "0", "00"), (), "2015"),
    "a year of two digits": (("65",), (), "0065"),
    "a year with a thousands separator": (("1,066", " 10 "), (), "1066-10"),
    "a year before our era": (("-44", "3", "15"), (), "-0043-03-15"),
    "the last year before our era": (("-1",), (), "0000"),
    "a leap day before our era": (("-45", "2", "29"), (), "-0044-02-29"),
    "a far year": (("170000002",), (), "Y170000002"),
    "a far year before our era": (("-4500000000",), (), "Y-4499999999"),
    "ends that are equally known": (("1815", "12", "10"), ("1852", "11", "27"), "1815-12-10/1852-11-27"),
    "ends that are not": (("1943", "7"), ("1946",), "1943-07/1946"),
    "an end that is the start": (("1948", "3"), ("1948", "03"), "1948-03"),
    "an end within the start's year": (("1948", "3", "14"), ("1948",), "1948-03-14/1948"),
    "two times of a day": (
        ("2015", "3", "4", "9"),
        ("2015", "3", "4", "17", "30"),
        "2015-03-04T09:00/2015-03-04T17:30",
    ),
    "ends before our era": (("-50",), ("-44",), "-0049/-0043"),
    "no start": ((), ("1990",), "/1990"),
}
LEFT_OUT = {
    "a day that is not there": (("2015", "2", "30"), (), "2015-02", '"30"'),
    "a month that is not there": (("2015", "13", "1"), (), "2015", '"13"'),
    "a month that would be a season": (("2015", "21"), (), "2015", '"21"'),
    "a month in words": (("2015", "March", "3"), (), "2015", '"March"'),
    "a day without a month": (("2015", "", "5"), (), "2015", '"05"'),
    "an hour without a day": (("2015", "3", "", "14"), (), "2015-03", '"14:00"'),
    "an hour that is not there": (("2015", "3", "4", "25"), (), "2015-03-04", '"25:00"'),
    "milliseconds": (("2015", "3", "4", "1", "2", "3", "250"), (), "2015-03-04T01:02:03", '"250" milliseconds'),
    "a month of a far year": (("12000", "3"), (), "Y12000", '"03"'),
    "an end before the start": (("2015",), ("2014",), "2015", "2014 is before 2015"),
    "an end in words": (("2015",), ("now",), "2015", '"now"'),
}
NONE = {
    "nothing": ((), "no date"),
    "a year in words": (("c. 1900",), '"c. 1900"'),
    "a year in part": (("1984.5",), '"1984.5"'),
    "a month alone": (("", "3"), "no year"),
    "a year too far": (("9" * 14,), "12 digits"),
    "a year that no number holds": (("9" * 10_000,), "no number"),
}
SHOWN = {
    "": "2015",
    "March 15, 44 BC": "-0043-03-15",
    "3/15/2014 ": "2014-03-15",
    "Sept. 2014": "2014-09",
    "September 2014, day not known": "2014-09",
    "10 Dec 1815 – 27 Nov. 1852": "1815-12-10/1852-11-27",
    "1943 to 1946": "1943/1946",
    "about 2014": "2014~",
    "2014-03": "2014-03",
}
SHOWN_OTHERWISE = {"Spring 2014": "2014-03", "c. 2014": "2014", "2015": "2014", "1815": "1815-12-10"}
WRITTEN = {
    "2011,12,10,07,02": SlideDate("2011", "12", "10", "07", "02"),
    "2011": SlideDate("2011"),
    "-44": SlideDate("-44"),
    "2011,12,,": SlideDate("2011", "12"),
    "12/10/2011": SlideDate("2011", "12", "10"),
    "12/2011": SlideDate("2011", "12"),
    "12/10/2011 2:05 PM": SlideDate("2011", "12", "10", "14", "05"),
    "2011-12-10": SlideDate("2011", "12", "10"),
    "2011-12-10T14:05:30": SlideDate("2011", "12", "10", "14", "05", "30"),
}
CLOCKS = {
    "14:05": ("14", "05", "", ""),
    "1405": ("14", "05", "", ""),
    "2:05 p.m.": ("14", "05", "", ""),
    "12am": ("0", "", "", ""),
    "12 PM": ("12", "", "", ""),
    "14:05:30.250": ("14", "05", "30", "250"),
}


@pytest.mark.parametrize(("start", "end", "edtf"), DATES.values(), ids=DATES)
def test_dates_come_as_precise_as_they_were(start: tuple[str, ...], end: tuple[str, ...], edtf: str) -> None:
    found = reading(SlideDate(*start), SlideDate(*end))
    assert (found.edtf, found.lost) == (edtf, ())
    assert parse(edtf)


@pytest.mark.parametrize(("start", "end", "edtf", "lost"), LEFT_OUT.values(), ids=LEFT_OUT)
def test_what_is_no_part_of_a_date_is_left_out_and_told(
    start: tuple[str, ...], end: tuple[str, ...], edtf: str, lost: str
) -> None:
    found = reading(SlideDate(*start), SlideDate(*end))
    assert found.edtf == edtf
    assert lost in "\n".join(found.lost)


@pytest.mark.parametrize(("start", "why"), NONE.values(), ids=NONE)
def test_a_slide_without_a_year_has_no_date(start: tuple[str, ...], why: str) -> None:
    with pytest.raises(DateError, match=why):
        reading(SlideDate(*start), NOTHING)


@pytest.mark.parametrize(
    ("start", "note"),
    [
        (("1900", "1", "1"), "1900-01-01 is a first day"),
        (("1900", "6", "1"), "1900-06-01 is a first day"),
        (("1900", "6", "2", "0", "0"), "1900-06-02T00:00 is midnight"),
        (("0",), "no year 0"),
    ],
)
def test_a_date_that_looks_made_up_stays_with_a_note(start: tuple[str, ...], note: str) -> None:
    assert note in "\n".join(reading(SlideDate(*start), NOTHING).notes)


@pytest.mark.parametrize(("words", "date"), SHOWN.items())
def test_words_for_a_date_may_be_other_words(words: str, date: str) -> None:
    assert says_the_same(words, parse(date))


@pytest.mark.parametrize(("words", "date"), SHOWN_OTHERWISE.items())
def test_words_that_say_more_or_less_than_a_date_say_something_else(words: str, date: str) -> None:
    assert not says_the_same(words, parse(date))


@pytest.mark.parametrize(("text", "date"), WRITTEN.items())
def test_dates_in_one_text_are_read(text: str, date: SlideDate) -> None:
    assert written_date(text) == date


@pytest.mark.parametrize("text", ["yesterday", "10.12.2011", "12/10/2011 noon", "", "Dec 10, 2011"])
def test_dates_in_a_form_that_is_not_known_are_not_guessed(text: str) -> None:
    assert written_date(text) is None


@pytest.mark.parametrize(("text", "parts"), CLOCKS.items())
def test_times_of_sheets_are_read(text: str, parts: tuple[str, str, str, str]) -> None:
    assert clock(text) == parts


@pytest.mark.parametrize("text", ["noon", "13pm", "0am", "1:2", "", "14:05:30:99:1"])
def test_times_in_a_form_that_is_not_known_are_not_guessed(text: str) -> None:
    assert clock(text) is None


@given(st.lists(st.text("0123456789-,. x", max_size=6), max_size=7), st.lists(st.text(max_size=3), max_size=7))
def test_whatever_stands_in_the_parts_there_is_a_date_or_none(start: list[str], end: list[str]) -> None:
    try:
        found = reading(SlideDate(*start), SlideDate(*end))
    except DateError:
        return
    assert parse(found.edtf)

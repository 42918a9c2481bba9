"""Dates in words: whole, with the weekday, short, and their precision."""

import pytest
from hypothesis import given

from tests.dates.strategies import TEXTS
from timeline.dates import in_words, parse, precision_in_words, short_words, weekday_words

# text: in words, short, precision
WORDS = {
    "2025-03-11": ("11 March 2025", "11", "exact day"),
    "2025-03-11T14:00:00+03:00": ("11 March 2025, 14:00", "11", "exact time, UTC+3"),
    "2025-03-11T14:00:30": ("11 March 2025, 14:00:30", "11", "exact time"),
    "2025-03": ("March 2025, day not known", "Day not known", "month only"),
    "2025-03-XX": ("March 2025, day not known", "Day not known", "month only"),
    "2014": ("2014", "Month not known", "year only"),
    "2025-21": ("spring 2025", "Spring", "season only"),
    "2024-24": ("winter 2024/25", "Winter 2024/25", "season only"),
    "1999-24": ("winter 1999/2000", "Winter 1999/2000", "season only"),
    "-0044-24": ("winter 45/44 BCE", "Winter 45/44 BCE", "season only"),
    "0000-24": ("winter 1 BCE/1 CE", "Winter 1 BCE/1 CE", "season only"),
    "201X": ("the 2010s", "The 2010s", "decade only"),
    "20XX": ("the 21st century", "The 21st century", "century only"),
    "1XXX": ("the 2nd millennium", "The 2nd millennium", "millennium only"),
    "007X": ("between 70 and 79 CE", "Between 70 and 79 CE", "decade only"),
    "-004X": ("between 50 and 41 BCE", "Between 50 and 41 BCE", "decade only"),
    "000X": ("between 1 BCE and 9 CE", "Between 1 BCE and 9 CE", "decade only"),
    "XXXX": ("year not known", "Year not known", "year not known"),
    "XXXX-12-25": ("25 December, year not known", "25 December, year not known", "only part of the date known"),
    "156X-12-25": ("25 December in the 1560s", "25 December in the 1560s", "only part of the date known"),
    "19X5-12": ("December, between 1905 and 1995", "December, between 1905 and 1995", "only part of the date known"),
    "2004-XX-11": ("the 11th of a month in 2004", "The 11th of a month in 2004", "only part of the date known"),
    "2004-1X": ("between October and December 2004", "Between October and December", "only part of the date known"),
    "2004-X1": ("January or November 2004", "January or November", "only part of the date known"),
    "2004-1X-03": ("3 October, November or December 2004", "3 October, November or December",
                   "only part of the date known"),
    "2004-1X-1X": ("between 10 October and 19 December 2004", "Between 10 October and 19 December 2004",
                   "only part of the date known"),
    "2004-03-1X": ("between 10 and 19 March 2004", "Between 10 and 19 March", "only part of the date known"),
    "2004-03-X1": ("1, 11, 21 or 31 March 2004", "1, 11, 21 or 31 March", "only part of the date known"),
    "-0043-03-15": ("15 March 44 BCE", "15", "exact day"),
    "0079-08-24": ("24 August 79 CE", "24", "exact day"),
    "Y170000002": ("170,000,002 CE", "Month not known", "year only"),
    "Y-17000": ("17,001 BCE", "Month not known", "year only"),
    "2014-09~": ("about September 2014", "About September", "month only, approximate"),
    "2024?": ("2024 (uncertain)", "2024 (uncertain)", "year only, uncertain"),
    "2024%": ("about 2024 (uncertain)", "About 2024 (uncertain)", "year only, approximate and uncertain"),
    "2025-03-11?": ("11 March 2025 (uncertain)", "11 March (uncertain)", "day, uncertain"),
    "2004-06-~11": ("11 June 2004 (day approximate)", "11 June (day approximate)", "day, approximate"),
    "2004?-06-11": ("11 June 2004 (year uncertain)", "11 June (year uncertain)", "day, uncertain"),
    "2004-06?-11": ("11 June 2004 (month and year uncertain)", "11 June (month and year uncertain)", "day, uncertain"),
    "2004-03-1X~": ("between 10 and 19 March 2004 (approximate)", "Between 10 and 19 March (approximate)",
                    "only part of the date known, approximate"),
    "2025-03-03/2025-03-09": ("3 to 9 March 2025", "3 to 9 March", "lasted"),
    "2025-02-28/2025-03-03": ("28 February to 3 March 2025", "28 February to 3 March", "lasted"),
    "2024-12-30/2025-01-02": ("30 December 2024 to 2 January 2025", "30 December 2024 to 2 January 2025", "lasted"),
    "2025-03-12/2025-03-12": ("12 March 2025", "12 March", "lasted"),
    "2025-03-11T14:00/2025-03-11T16:00": ("11 March 2025, 14:00 to 16:00", "11 March, 14:00 to 16:00", "lasted"),
    "2014-09/2015-02": ("September 2014 to February 2015", "September 2014 to February 2015",
                        "lasted; start and end known to the month only"),
    "2024/2025-03-12": ("2024 to 12 March 2025", "2024 to 12 March 2025", "lasted; start known to the year only"),
    "2024-24/2025-21": ("winter 2024/25 to spring 2025", "Winter 2024/25 to spring 2025",
                        "lasted; start and end known to the season only"),
    "-0043/-0042": ("44 to 43 BCE", "44 to 43 BCE", "lasted; start and end known to the year only"),
    "2014-04/..": ("from April 2014 on", "From April on", "lasted; start known to the month only"),
    "2025-03-12/": ("from 12 March 2025, end not known", "From 12 March, end not known", "lasted; end not known"),
    "../2025-03-12": ("until 12 March 2025", "Until 12 March 2025", "lasted"),
    "/2025-03-12": ("until 12 March 2025, start not known", "Until 12 March 2025, start not known",
                    "lasted; start not known"),
    "[2025-03-03..2025-03-09]": ("between 3 and 9 March 2025", "Between 3 and 9 March", "one day in a range"),
    "[2025-03-12..2025-03-13]": ("12 or 13 March 2025", "12 or 13 March", "one day in a range"),
    "[2025-03-12,2025-03-13]": ("12 or 13 March 2025", "12 or 13 March", "one of two dates"),
    "[2025-03-12,2025-03-13,2025-04-01]": ("12 March, 13 March or 1 April 2025", "12 March, 13 March or 1 April",
                                           "one of several dates"),
    "[1667,1670..1672]": ("1667 or between 1670 and 1672", "1667 or between 1670 and 1672", "one day in a range"),
    "[..2025-03-12]": ("by 12 March 2025", "By 12 March 2025", "latest date only"),
    "[..2014]": ("by the end of 2014", "By the end of 2014", "latest date only"),
    "[2025-03-12..]": ("12 March 2025 or later", "12 March or later", "earliest date only"),
    "{2014,2015}": ("2014 and 2015", "2014 and 2015", "several dates"),
    "{2014..2016}": ("each year from 2014 to 2016", "Each year from 2014 to 2016", "several dates"),
    "{..2014}": ("each year until 2014", "Each year until 2014", "several dates"),
    "{2014..}": ("each year from 2014 on", "Each year from 2014 on", "several dates"),
}  # fmt: skip

WEEKDAYS = {
    "2025-03-11": "Tuesday 11 March 2025",
    "2025-03-16T14:00": "Sunday 16 March 2025, 14:00",
    "-0043-03-15": "15 March 44 BCE",
    "2025-03-11~": "about 11 March 2025",
    "2025-03": "March 2025, day not known",
    "[2025-03-12,2025-03-13]": "12 or 13 March 2025",
}


@pytest.mark.parametrize(("text", "words"), WORDS.items())
def test_dates_read_as_a_newspaper_would_put_them(text: str, words: tuple[str, str, str]) -> None:
    date = parse(text)
    assert (in_words(date), short_words(date), precision_in_words(date)) == words


@pytest.mark.parametrize(("text", "words"), WEEKDAYS.items())
def test_only_exact_days_have_a_weekday(text: str, words: str) -> None:
    assert weekday_words(parse(text)) == words


@given(TEXTS)
def test_a_doubt_is_always_said(text: str) -> None:
    date = parse(text)
    doubts = {"uncertain": ["uncertain"], "approximate": ["about", "approximate"]}
    for doubt, ways in doubts.items():
        if doubt in date.qualifier:
            assert any(way in in_words(date) for way in ways)
            assert doubt in precision_in_words(date)

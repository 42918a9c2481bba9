"""What an article's words for a date give, counted from the day of publication."""

from datetime import date, timedelta
from time import process_time

import pytest
from dateutil.relativedelta import relativedelta
from hypothesis import given
from hypothesis import strategies as st

from tests.dates.strategies import NEAR_DAYS, TEXTS
from timeline.dates import Edtf, agreement, iso, overlaps, parse, resolve
from timeline.dates.days import MONTHS, WEEKDAYS

WEDNESDAY = "2025-03-12T23:00"

# In an article of Wednesday 12 March 2025.
READ = {
    # Weekdays: the last up to that day, unless the words say more.
    "on Tuesday": "2025-03-11",
    "On Tuesday": "2025-03-11",
    "told reporters Tuesday": "2025-03-11",
    "on Wednesday": "2025-03-12",
    "published Wednesday": "2025-03-12",
    "the Wednesday deal": "2025-03-12",
    "on Thursday": "2025-03-06",
    "Tuesday’s talks": "2025-03-11",
    "Tuesday at 3 p.m.": "2025-03-11",
    "on Tuesday morning": "2025-03-11",
    "late on Tuesday": "2025-03-11",
    "on Tuesday, he said Tuesday": "2025-03-11",
    "last Tuesday": "[2025-03-04,2025-03-11]",
    "Tuesday last": "[2025-03-04,2025-03-11]",
    "last Wednesday": "2025-03-05",
    "last Friday": "2025-03-07",
    "this past Monday": "2025-03-10",
    "this Friday": "2025-03-14",
    "this Monday": "2025-03-10",
    "this coming Wednesday": "2025-03-19",
    "next Friday": "[2025-03-14,2025-03-21]",
    "next Monday": "2025-03-17",
    "Tuesday last week": "2025-03-04",
    "on Friday of next week": "2025-03-21",
    "last week on Tuesday": "2025-03-04",
    "will meet on Thursday": "2025-03-13",
    "will meet on Wednesday": "2025-03-12",
    "due on Monday": "2025-03-17",
    "said on Tuesday that it will withdraw": "2025-03-11",
    "told reporters Tuesday he would go": "2025-03-11",
    "Tuesday night": "[2025-03-11..2025-03-12]",
    # A name beside the weekday that does not go with it, and a capital that begins a sentence.
    "on Tuesday Moscow said": "2025-03-11",
    "Tuesday, Moscow said": "2025-03-11",
    "WASHINGTON, Tuesday": "2025-03-11",
    "Published Tuesday": "2025-03-11",
    "Late on Tuesday Morning": "2025-03-11",
    "In February Russia attacked": "2025-02",
    # What is denied behind the weekday, or in another clause.
    "said on Tuesday that no one was hurt": "2025-03-11",
    "did not answer, but said on Tuesday": "2025-03-11",
    "more than 20 drones on Tuesday": "2025-03-11",
    # Days beside that of publication.
    "Yesterday": "2025-03-11",
    "yesterday morning": "2025-03-11",
    "the day before yesterday": "2025-03-10",
    "earlier today": "2025-03-12",
    "tonight": "2025-03-12",
    "this morning": "2025-03-12",
    "currently advancing": "2025-03-12",
    "At present": "2025-03-12",
    "last night": "[2025-03-11..2025-03-12]",
    "tomorrow": "2025-03-13",
    "the day after tomorrow": "2025-03-14",
    # Amounts: days to the day, all else to the unit.
    "three days ago": "2025-03-09",
    "12 days ago": "2025-02-28",
    "two days earlier": "2025-03-10",
    "two days later": "2025-03-14",
    "a couple of days ago": "[2025-03-09..2025-03-10]",
    "a few days ago": "[2025-03-03..2025-03-10]",
    "a week ago": "[2025-03-03..2025-03-09]",
    "two weeks ago": "[2025-02-24..2025-03-02]",
    "a month ago": "2025-02",
    "three months ago": "2024-12",
    "a year ago": "2024",
    "on the island 3 years ago": "2022",
    "twenty-two years ago": "2003",
    "about two weeks ago": "[2025-02-24~..2025-03-02~]",
    "in the last two weeks": "[2025-02-26..2025-03-12]",
    "over the past year": "[2024-03-12..2025-03-12]",
    "in the next ten days": "[2025-03-12..2025-03-22]",
    # Weeks, months, years.
    "last week": "[2025-03-03..2025-03-09]",
    "this week": "[2025-03-10..2025-03-16]",
    "next week": "[2025-03-17..2025-03-23]",
    "last weekend": "[2025-03-08..2025-03-09]",
    "at the weekend": "[2025-03-08..2025-03-09]",
    "last month": "2025-02",
    "next month": "2025-04",
    "last year": "2024",
    "this year": "2025",
    "earlier this week": "[2025-03-10..2025-03-12]",
    "earlier this month": "[2025-03-01..2025-03-12]",
    "earlier this year": "[2025-01-01..2025-03-12]",
    "later this month": "[2025-03-12..2025-03-31]",
    "early last week": "[2025-03-03..2025-03-05]",
    "late last week": "[2025-03-06..2025-03-09]",
    "late last year": "[2024-09..2024-12]",
    "the end of last year": "[2024-09..2024-12]",
    "mid-February": "[2025-02-11..2025-02-20]",
    "early in 2014": "[2014-01..2014-04]",
    # By convention.
    "in recent days": "[2025-02-26..2025-03-12]",
    "in recent weeks": "[2025-01-15..2025-03-12]",
    "in recent months": "[2024-03-12..2025-03-12]",
    "in recent years": "[2015-03-12..2025-03-12]",
    "over the past few weeks": "[2025-01-15..2025-03-12]",
    "recently": "[2024-03-12..2025-03-12]",
    "in the coming days": "[2025-03-12..2025-03-26]",
    # Days and months with and without a year.
    "March 11": "2025-03-11",
    "on 11 March": "2025-03-11",
    "Feb. 14": "2025-02-14",
    "Sept. 1st": "2024-09-01",
    "on March 16": "2024-03-16",
    "will begin on March 16": "2025-03-16",
    "29 February": "2024-02-29",
    "on the 14th": "2025-02-14",
    "on the 31st": "2025-01-31",
    "Tuesday, March 11": "2025-03-11",
    "March 11, 2014": "2014-03-11",
    "11 March last year": "2024-03-11",
    "2025-03-11": "2025-03-11",
    "around 11 March": "2025-03-11~",
    "in February": "2025-02",
    "in March": "2025-03",
    "in May": "2024-05",
    "in May last year": "2024-05",
    "last March": "2024-03",
    "last February": "[2024-02,2025-02]",
    "next April": "[2025-04,2026-04]",
    "in September 2014": "2014-09",
    "March of 2014": "2014-03",
    "in 2014": "2014",
    "2014": "2014",
    "in the 2010s": "201X",
    "in the early 1990s": "[1990..1993]",
    # Seasons.
    "last spring": "2024-21",
    "last winter": "2024-24",
    "this summer": "2025-22",
    "this winter": "[2024-24,2025-24]",
    "about this winter": "[2024-24~,2025-24~]",
    "in the autumn": "2024-23",
    "last fall": "2024-23",
    "winter of 2014/15": "2014-24",
    # From one to another.
    "March 3 to 9": "[2025-03-03..2025-03-09]",
    "between 3 and 9 March": "[2025-03-03..2025-03-09]",
    "3–9 March 2014": "[2014-03-03..2014-03-09]",
    "between Monday and Wednesday": "[2025-03-10..2025-03-12]",
    "from Thursday to Sunday": "[2025-03-06..2025-03-09]",
    "from November to February": "[2024-11..2025-02]",
    "from 3 March to 9 April 2014": "[2014-03-03..2014-04-09]",
    "from March 2014 to May": "[2014-03..2014-05]",
    "from 2014 to 2016": "[2014..2016]",
    # One side only, the day itself counted in.
    "by Tuesday": "[..2025-03-11]",
    "no later than Tuesday": "[..2025-03-11]",
    "ahead of the meeting on Tuesday": "[..2025-03-11]",
    "before 2014": "[..2014-12-31]",
    "by the end of March": "[..2025-03-31]",
    "after Tuesday": "[2025-03-11..2025-03-12]",
    "since September 2014": "[2014-09-01..2025-03-12]",
    "After signing Minsk 2 in February 2015": "[2015-02-01..2025-03-12]",
    "will follow after Friday": "[2025-03-14..]",
    "After the talks, on Tuesday": "2025-03-11",
}

UNREAD = [
    "", "came as", "previously threatened", "amid the war", "remains doubtful", "After signing Minsk 1", "the next day",
    "Tuesdays", "on Tuesdays and Wednesdays", "every Tuesday", "each March", "on Tuesday or Thursday",
    "on 3 and 9 March", "on March 3, 5 and 9", "Monday and Tuesday",
    "would meet on Thursday", "told them it will meet on Thursday", "Thursday’s scheduled talks",
    "may meet on Thursday", "not before Tuesday",
    "two days after the talks", "a week from Tuesday", "the day after March 11", "week of March 3",
    "in the week to 9 March", "eve of 11 March",
    "more than two weeks ago", "nearly a year ago", "two years and five months ago", "10.5 years ago",
    "Black Friday", "Bloody Sunday", "who may attend", "they march on", "for a second time", "the fall of Sudzha",
    "spring forward", "The Sun reported", "on the 14th floor", "30 days", "a 30-day ceasefire", "2,014 people",
    "Monday, March 11", "30 February", "2025-02-30", "2025-13-01", "9999 years ago", "in 44 BC", "in 2014-15",
    "11/03/2025",
    # Another day than the one that is named.
    "the Tuesday before last", "the Tuesday before", "the Tuesday after next", "the weekend before last",
    "last week but one", "a week ago Tuesday", "a week on Tuesday", "a week last Tuesday", "Tuesday fortnight",
    "on Tuesday of that week", "Tuesday of the previous week", "that Tuesday", "on the Tuesday", "on the same Tuesday",
    "the following Tuesday", "the previous Tuesday", "the first Tuesday in the month", "the last Tuesday of the month",
    "Friday the 13th", "Tuesday or later", "this year and last", "his last week in office", "last Sunday than",
    "the weekend after the talks", "in the two weeks to March 3", "the three months to December",
    # Amounts of which only the end was understood.
    "half a year ago", "half a week ago", "one or two days ago", "two or three weeks ago", "two to three weeks ago",
    "three weeks or a month ago",
    # Names.
    "the Sunday Times", "by Sunday Times reporters", "Sunday School", "Ruby Tuesday", "Fat Tuesday",
    "Saturday Night Live", "Tuesday Putin said", "Russia Today", "USA Today", "Red October", "the October Revolution",
    "on May Day", "the October 7 attack", "since the September 11 attacks", "the January 6 riot", "the fall of Sudzha",
    "during the fall of Sudzha",
    # What did not happen then, or not yet.
    "never on Tuesday", "not on Tuesday", "did not happen on Tuesday", "didn’t happen on Tuesday",
    "no talks on Tuesday", "except on Tuesday", "apart from Tuesday", "unlike last year", "higher than in 2014",
    "up from last year",
    "compared with last week", "as in 2014", "not yet today", "if on Tuesday", "perhaps on Tuesday",
    "a vote set for Tuesday", "adjourned until Tuesday", "postponed to Tuesday", "moved from Tuesday",
    "Tuesday’s deadline", "the deadline of Tuesday", "as early as Tuesday", "Tuesday at the earliest",
    # Many, or no time at all.
    "on a Tuesday", "one Tuesday", "any Tuesday", "Tuesday mornings", "Tuesday nights", "the regular Tuesday meeting",
    "in 1500 places", "around 2000 people", "after 2000 deaths", "at the moment of the attack",
]  # fmt: skip

# The article's date: what "on Tuesday", "last month" and "in September 2014" then give.
PUBLISHED = {
    "[2025-03-16..]": ("[2025-03-11..]", "[2025-02-01..]", "2014-09"),
    "[..2025-03-16]": ("[..2025-03-11]", "[..2025-02-28]", "2014-09"),
    "[2025-03-12..2025-03-14]": ("2025-03-11", "2025-02", "2014-09"),
    "[2025-03-10,2025-03-12]": ("[2025-03-04..2025-03-11]", "2025-02", "2014-09"),
    "2025-03": ("[2025-02-25..2025-03-25]", "2025-02", "2014-09"),
    "2025-03-12?": ("2025-03-11?", "2025-02?", "2014-09"),
    "2025-03-12~": ("2025-03-11~", "2025-02~", "2014-09"),
    "XXXX": (None, None, "2014-09"),
    "-0043-03-15": (None, None, None),
}  # fmt: skip

SENTENCES = {
    ("on Tuesday", WEDNESDAY): "“on Tuesday” in an article of Wednesday 12 March 2025 is Tuesday 11 March 2025, "
    "the last Tuesday up to the day of publication",
    ("last week", WEDNESDAY): "“last week” in an article of Wednesday 12 March 2025 is between 3 and 9 March 2025, "
    "the week from Monday to Sunday before that of the article",
    ("in recent weeks", WEDNESDAY): "“in recent weeks” in an article of Wednesday 12 March 2025 is between 15 January "
    "and 12 March 2025, counted as the eight weeks up to the day of publication, by a convention of this record",
    ("last month", WEDNESDAY): "“last month” in an article of Wednesday 12 March 2025 is February 2025, "
    "the calendar month before that of the article",
    ("by Tuesday", WEDNESDAY): "“by Tuesday” in an article of Wednesday 12 March 2025 is no later than "
    "Tuesday 11 March 2025, its last day included",
    ("in 2014", WEDNESDAY): "“in 2014” is 2014, as the words themselves say",
    ("on March 13", "[2025-03-16..]"): "“on March 13” in an article dated 16 March 2025 or later is 13 March 2025 or "
    "later, the last 13 March up to the day of publication",
    ("yesterday", "2025-03"): "“yesterday” in an article dated March 2025, day not known, is between 28 February "
    "and 30 March 2025, the day before publication",
}  # fmt: skip

# Date, reading: how they agree.
AGREEMENTS = {
    ("2025-03-11", "2025-03-11"): "agrees",
    ("2025-03-11T14:00", "2025-03-11"): "agrees",
    ("2025-03-10", "2025-03-11"): "not",
    ("2025-03-05", "[2025-03-03..2025-03-09]"): "agrees",
    ("2025-03", "[2025-03-03..2025-03-09]"): "agrees",
    ("[2025-03-07..2025-03-11]", "[2025-03-03..2025-03-09]"): "partly",
    ("[2025-03-04..2025-03-11]", "[2025-03-04,2025-03-11]"): "agrees",
    ("2025-03-11", "[2025-03-04,2025-03-11]"): "agrees",
    ("2025-03-06", "[2025-03-04,2025-03-11]"): "not",
    ("[2025-03-11,2025-03-12]", "2025-03-12"): "agrees",
    ("[..2025-03-11]", "[2025-01-15..2025-03-12]"): "agrees",
    ("[..2025-03-12]", "2025-03-11"): "agrees",
    ("[..2025-03-20]", "[2025-03-16..]"): "agrees",
    ("[..2025-03-20]", "[2025-03-16..2025-03-18]"): "agrees",
    ("[..2025-03-10]", "2025-03-11"): "not",
    ("[2025-03-11..]", "[2025-03-03..2025-03-09]"): "not",
    ("[2014-09..]", "2014-09"): "agrees",
    ("[..2025-03-11]", "[..2025-03-08]"): "agrees",
    ("[2025-03-07..2025-03-11]", "[..2025-03-08]"): "partly",
    ("2025-03-06/..", "[2025-03-03..2025-03-09]"): "agrees",
    ("2025-03-06/2025-03-20", "[2025-03-03..2025-03-09]"): "partly",
    ("2025-03-01/2025-03-20", "[2025-03-03..2025-03-09]"): "agrees",
    ("{2014,2015}", "2014"): "agrees",
    ("XXXX", "2014"): "agrees",
    ("2025-03-10", "2025-03-11~"): "partly",
    ("2025-03-10~", "2025-03-11"): "not",
}  # fmt: skip

WORDS_OF_TIME = """
    last next this the early mid late in on since by before after until between and to from ago later earlier end of a
    two few days weeks week month months year years weekend spring winter Tuesday Friday March May February 11 29 31
    14th 2014 0 9999 2025-03-11 1990s yesterday overnight recent coming will would about night - , 's
"""
PHRASES = st.lists(st.sampled_from(WORDS_OF_TIME.split()), min_size=1, max_size=8).map(" ".join)


def read(words: str, published: str = WEDNESDAY) -> str | None:
    reading = resolve(words, parse(published))
    return reading.date.text if reading else None


def day(date: Edtf) -> int:
    assert date.earliest is not None
    assert date.earliest == date.latest
    return date.earliest


@pytest.mark.parametrize(("words", "date"), READ.items())
def test_words_give_the_days_that_english_means_by_them(words: str, date: str) -> None:
    assert read(words) == date


@pytest.mark.parametrize("words", UNREAD)
def test_words_without_one_clear_meaning_are_not_guessed_at(words: str) -> None:
    assert read(words) is None


@pytest.mark.parametrize("words", ["Tuesday ", "March ", "between 3 and ", "the ", "1 ", "- "])
def test_words_without_end_are_read_in_no_time(words: str) -> None:
    start = process_time()
    assert read(words * 5000) is None
    assert process_time() - start < 5


@pytest.mark.parametrize(("published", "dates"), PUBLISHED.items())
def test_words_are_counted_from_each_day_the_article_can_be_of(
    published: str, dates: tuple[str | None, str | None, str | None]
) -> None:
    assert (read("on Tuesday", published), read("last month", published), read("in September 2014", published)) == dates


@pytest.mark.parametrize(("case", "sentence"), SENTENCES.items())
def test_a_plain_sentence_says_how(case: tuple[str, str], sentence: str) -> None:
    words, published = case
    reading = resolve(words, parse(published))
    assert reading is not None
    assert reading.how == sentence


@pytest.mark.parametrize("words", READ)
def test_every_sentence_has_its_words_and_a_reason(words: str) -> None:
    reading = resolve(words, parse(WEDNESDAY))
    assert reading is not None
    assert reading.how.startswith(f"“{words}” ")
    assert reading.why
    assert reading.how.endswith(f", {reading.why}")
    assert not reading.how.endswith(".")


@pytest.mark.parametrize(("dates", "how"), AGREEMENTS.items())
def test_a_date_agrees_with_a_reading_where_one_holds_the_other(dates: tuple[str, str], how: str) -> None:
    date, reading = dates
    assert agreement(parse(date), parse(reading)) == how


@given(TEXTS, TEXTS)
def test_what_does_not_agree_at_all_has_no_day_in_common(one: str, other: str) -> None:
    date, reading = parse(one), parse(other)
    if agreement(date, reading) == "not":
        assert not overlaps(date, reading)
    if not overlaps(date, reading):
        assert agreement(date, reading) != "agrees"
    assert agreement(date, date) == "agrees"


@given(st.one_of(st.text(), PHRASES), TEXTS)
def test_no_words_and_no_publication_raise(words: str, published: str) -> None:
    reading = resolve(words, parse(published))
    assert reading is None or words in reading.how


@given(PHRASES, NEAR_DAYS, st.integers(0, 400), st.integers(0, 400))
def test_an_article_of_several_days_gives_what_each_of_them_gives(words: str, first: str, more: int, at: int) -> None:
    start = parse(first)
    last, between = iso(day(start) + more), iso(day(start) + min(at, more))
    whole, one = resolve(words, parse(f"[{first}..{last}]")), resolve(words, parse(between))
    if whole and one:
        whole_date, one_date = whole.date, one.date
        assert whole_date.earliest is None or (
            one_date.earliest is not None and one_date.earliest >= whole_date.earliest
        )
        assert whole_date.latest is None or (one_date.latest is not None and one_date.latest <= whole_date.latest)


@given(st.dates(date(1800, 1, 10), date(2200, 1, 1)), st.integers(0, 6))
def test_a_bare_weekday_lies_in_the_week_up_to_publication(published: date, number: int) -> None:
    reading = resolve(f"on {WEEKDAYS[number]}", parse(published.isoformat()))
    assert reading is not None
    found = date.fromordinal(day(reading.date))
    assert found.strftime("%A") == WEEKDAYS[number]
    assert timedelta(0) <= published - found < timedelta(7)


@given(st.dates(date(1800, 1, 10), date(2200, 1, 1)), st.integers(1, 12))
def test_a_bare_month_is_the_last_one_begun(published: date, month: int) -> None:
    reading = resolve(f"in {MONTHS[month - 1]}", parse(published.isoformat()))
    assert reading is not None
    assert reading.date.earliest is not None
    first = date.fromordinal(reading.date.earliest)
    assert (first.month, first.day) == (month, 1)
    assert first <= published < first + relativedelta(years=1)


@given(st.dates(date(1800, 1, 10), date(2200, 1, 1)))
def test_last_week_is_the_iso_week_before(published: date) -> None:
    reading = resolve("last week", parse(published.isoformat()))
    assert reading is not None
    assert reading.date.earliest is not None
    year, week, _ = (published - timedelta(7)).isocalendar()
    assert date.fromordinal(reading.date.earliest) == date.fromisocalendar(year, week, 1)
    assert reading.date.latest == reading.date.earliest + 6

"""Parsing: what each form means, what is refused and with which words."""

import pickle
from dataclasses import FrozenInstanceError

import pytest
from hypothesis import given

from tests.dates.strategies import NOISE, TEXTS
from timeline.dates import DateError, Edtf, in_words, iso, order_key, parse, precision_in_words, short_words

# text: precision, earliest, latest, qualifier
MEANINGS = {
    "2025-03-11": ("day", "2025-03-11", "2025-03-11", ""),
    "2024-02-29": ("day", "2024-02-29", "2024-02-29", ""),
    "-0043-03-15": ("day", "-0043-03-15", "-0043-03-15", ""),
    "2025-03-11T14:00:00+03:00": ("moment", "2025-03-11", "2025-03-11", ""),
    "2025-03-11T14:00": ("moment", "2025-03-11", "2025-03-11", ""),
    "2025-03-11T23:59-10": ("moment", "2025-03-11", "2025-03-11", ""),
    "2025-03": ("month", "2025-03-01", "2025-03-31", ""),
    "2025-03-XX": ("month", "2025-03-01", "2025-03-31", ""),
    "2014": ("year", "2014-01-01", "2014-12-31", ""),
    "0000": ("year", "0000-01-01", "0000-12-31", ""),
    "2014-XX": ("year", "2014-01-01", "2014-12-31", ""),
    "2014-XX-XX": ("year", "2014-01-01", "2014-12-31", ""),
    "Y170000002": ("year", "+170000002-01-01", "+170000002-12-31", ""),
    "Y-17000~": ("year", "-17000-01-01", "-17000-12-31", "approximate"),
    "201X": ("decade", "2010-01-01", "2019-12-31", ""),
    "20XX": ("century", "2000-01-01", "2099-12-31", ""),
    "1XXX": ("millennium", "1000-01-01", "1999-12-31", ""),
    "-000X": ("decade", "-0009-01-01", "-0001-12-31", ""),
    "2025-21": ("season", "2025-03-01", "2025-05-31", ""),
    "2025-22": ("season", "2025-06-01", "2025-08-31", ""),
    "2025-23": ("season", "2025-09-01", "2025-11-30", ""),
    "2025-24": ("season", "2025-12-01", "2026-02-28", ""),
    "2023-24": ("season", "2023-12-01", "2024-02-29", ""),
    "2014-09~": ("month", "2014-09-01", "2014-09-30", "approximate"),
    "2024?": ("year", "2024-01-01", "2024-12-31", "uncertain"),
    "2024%": ("year", "2024-01-01", "2024-12-31", "uncertain-approximate"),
    "2004-06-~11": ("day", "2004-06-11", "2004-06-11", "approximate"),
    "?2004-06-11": ("day", "2004-06-11", "2004-06-11", "uncertain"),
    "2004?-06-11": ("day", "2004-06-11", "2004-06-11", "uncertain"),
    "?2004-06~-11": ("day", "2004-06-11", "2004-06-11", "uncertain-approximate"),
    "1XXX-12": ("millennium", "1000-12-01", "1999-12-31", ""),
    "2004-XX-11": ("year", "2004-01-11", "2004-12-11", ""),
    "2003-XX-31": ("year", "2003-01-31", "2003-12-31", ""),
    "156X-12-25": ("decade", "1560-12-25", "1569-12-25", ""),
    "201X-02-29": ("decade", "2012-02-29", "2016-02-29", ""),
    "2004-1X": ("year", "2004-10-01", "2004-12-31", ""),
    "2004-02-2X": ("month", "2004-02-20", "2004-02-29", ""),
    "201X-21": ("decade", "2010-03-01", "2019-05-31", ""),
    "XXXX": ("unknown", None, None, ""),
    "XXXX-12-25": ("unknown", None, None, ""),
    "2025-03-03/2025-03-09": ("interval", "2025-03-03", "2025-03-09", ""),
    "2025/2025-03-12": ("interval", "2025-01-01", "2025-03-12", ""),
    "2025-03-12/2025-03-12": ("interval", "2025-03-12", "2025-03-12", ""),
    "2025-03-11T14:00/2025-03-11T16:00": ("interval", "2025-03-11", "2025-03-11", ""),
    "2014-04/..": ("interval", "2014-04-01", None, ""),
    "2014-04/": ("interval", "2014-04-01", None, ""),
    "../2025-03-12": ("interval", None, "2025-03-12", ""),
    "/2025-03-12?": ("interval", None, "2025-03-12", "uncertain"),
    "[2025-03-03..2025-03-09]": ("range", "2025-03-03", "2025-03-09", ""),
    "[2025-03-13,2025-03-12]": ("range", "2025-03-12", "2025-03-13", ""),
    "[2025-03-12]": ("day", "2025-03-12", "2025-03-12", ""),
    "[..2025-03-12]": ("no-later-than", None, "2025-03-12", ""),
    "[..1983,1985]": ("no-later-than", None, "1985-12-31", ""),
    "[2025-03-12..]": ("no-earlier-than", "2025-03-12", None, ""),
    "[1760-01,1760-02,1760-12..]": ("no-earlier-than", "1760-01-01", None, ""),
    "{2014,2015}": ("set", "2014-01-01", "2015-12-31", ""),
    "{1667,1668-12,1670..1672}": ("set", "1667-01-01", "1672-12-31", ""),
    "{..2014}": ("set", None, "2014-12-31", ""),
    "{2014..}": ("set", "2014-01-01", None, ""),
}

# text: words of the message
REFUSED = {
    "": "the date is empty",
    "2025-02-29": "February 2025 has 28 days",
    "1900-02-29": "February 1900 has 28 days",
    "2025-04-31": "April 2025 has 30 days",
    "2025-02-3X": "February 2025 has 28 days",
    "XXX1-02-29": "February has 28 days, 29 in leap years",
    "2025-XX-32": "no month has more than 31 days",
    "2025-03-00": "write 2025-03 if the day is not known",
    "2025-00": "write 2025 if the month is not known",
    "2025-13": "there is no month 13; months are 01 to 12, and 21 to 24 are spring to winter",
    "2025-2X": "there is no month 2X",
    "2025-33": "only 21 to 24 are known here, not 33",
    "2025-21-05": "a season has no days; write 2025-21",
    "-0000": "the year 0, which is 1 BCE, is written 0000",
    "Y2025": "write 2025",
    "Y-044~": "write -0044~",
    "Y017000": "write Y17000",
    "Y1234567890123": "a year has 12 digits at most, not 13",
    "Y" + "9" * 900: "a year has 12 digits at most, not 900",
    "Y17E7": "after Y stands a year of more than 4 digits",
    "2025-03-09/2025-03-03": "2025-03-09 is later than 2025-03-03",
    "2016/2014": "2016 is later than 2014",
    "[2025-03-09..2025-03-03]": "2025-03-09 is later than 2025-03-03",
    "2025-03-11T16:00/2025-03-11T14:00": "2025-03-11T16:00 is later than 2025-03-11T14:00",
    "../..": "neither start nor end",
    "/": "neither start nor end",
    "[..]": "neither start nor end",
    "[..1900,2000..]": "open on both sides",
    "XXXX/2000": "write nothing for an end that is not known",
    "{XXXX,2000}": "leave it out of the brackets",
    "[]": "a date is missing between the brackets",
    "[2014,,2015]": "a date is missing between the brackets",
    "[2014,2015": "is not closed",
    "2014,2015}": "is not closed",
    "[2014,2015}": "is not closed",
    "[2025-03-11T14:00,2025-03-12]": "not times of day; write 2025-03-11",
    "2025-03-03..2025-03-09": "write a/b for what lasted, [a..b] for one day among these",
    "2025-03-11T24:00": "write 2025-03-12T00:00",
    "2024-12-31T24:00:00Z": "write 2025-01-01T00:00Z",
    "2025-03-11T25:00": "there is no hour 25",
    "2025-03-11T14:60": "there is no minute 60",
    "2025-03-11T14:00:61": "there is no second 61",
    "2025-03-11T23:59:60Z": "write 23:59:59Z",
    "2025-03-11T14:00:00.5Z": "seconds are whole here; write 14:00:00Z",
    "2025-03-11T14:00+15:00": "offsets go from -14:00 to +14:00",
    "2025-03-11T14:00-00:00": "write Z",
    "2025-03-11T14": "write 14:00",
    "2025-03-11T1400Z": "write 14:00Z",
    "2025-03-11T9:30": "write 09:30",
    "2025-03T14:00": "before a time of day stands a whole day",
    "2025-03-11T14:00~": "leave it out: 2025-03-11~",
    "03/11/2025": "write days as in 2025-03-11",
    "yesterday": '"yesterday" is no date; write year, month, day, as in 2025-03-11',
    "Tuesday": '"Tuesday" is no date',
    "202503": "or 2025-03 or 2025 where less is known; a year of more than 4 digits begins with Y",
    "1741687200": "a year of more than 4 digits begins with Y and stands alone, as in Y170000002",
    "12025-03-11": "begins with Y and stands alone",
    "2025\x00": r'"2025\x00" is no date',
    "[" * 1001: "too long",
    "31 February 2025": "February 2025 has 28 days",
}

OTHER_NOTATIONS = {
    "2025-3-11": "2025-03-11",
    "2025/03/11": "2025-03-11",
    "2025.03.11": "2025-03-11",
    "20250311": "2025-03-11",
    "11.03.2025": "2025-03-11",
    "11. 3. 2025": "2025-03-11",
    "13/11/2025": "2025-11-13",
    "03/31/2025": "2025-03-31",
    "11 March 2025": "2025-03-11",
    "11th of March 2025": "2025-03-11",
    "March 11, 2025": "2025-03-11",
    "Mar 2025": "2025-03",
    "2025/03": "2025-03",
    "spring 2025": "2025-21",
    "the 1990s": "199X",
    "44 BC": "-0043",
    "1 BCE": "0000",
    "c. 2014": "2014~",
    "about March 2014": "2014-03~",
    "2014-2015": "2014/2015",
    "2014–2015": "2014/2015",
    "2025–03–11": "2025-03-11",
    " 2025-03-11\n": "2025-03-11",
    "2025-03-11 14:00": "2025-03-11T14:00",
    "2025-03-11t9:30z": None,
    "2025-03-11t14:00z": "2025-03-11T14:00Z",
    "2004-06-uu": "2004-06-XX",
    "2004/open": "2004/..",
    "unknown/2004": "/2004",
    "[2025-3-3..2025-3-9]": "[2025-03-03..2025-03-09]",
    "2025-03-03 / 2025-03-09": "2025-03-03/2025-03-09",
    "{2014, 2015}": "{2014,2015}",
    "500": "0500",
    "500-03-15": "0500-03-15",
    "-500": "-0500",
    "−44": "-0044",
    "-500?": "-0500?",
    "500/600": "0500/0600",
    "12025": "Y12025",
    "02025": "2025",
    "-12025": "Y-12025",
    "170000002": "Y170000002",
    "[12025..12030]": "[Y12025..Y12030]",
    "about 12025": "Y12025~",
    "-000": None,
    "79": None,
    "202503": None,
    "winter 2025": None,
    "03/11/2025": None,
}


@pytest.mark.parametrize(("text", "meaning"), MEANINGS.items())
def test_each_form_means_what_the_contract_says(text: str, meaning: tuple[str, str | None, str | None, str]) -> None:
    date = parse(text)
    earliest, latest = (None if day is None else iso(day) for day in (date.earliest, date.latest))
    assert (date.precision, earliest, latest, date.qualifier) == meaning


@pytest.mark.parametrize(("text", "words"), REFUSED.items())
def test_what_is_wrong_is_said(text: str, words: str) -> None:
    with pytest.raises(DateError) as refusal:
        parse(text)
    message = str(refusal.value)
    assert words in message
    assert message.isprintable()
    assert not message.endswith(".")


@pytest.mark.parametrize(("text", "right"), OTHER_NOTATIONS.items())
def test_other_notations_are_refused_with_the_edtf_where_it_is_clear(text: str, right: str | None) -> None:
    with pytest.raises(DateError) as refusal:
        parse(text)
    assert str(refusal.value).endswith(f" is not EDTF; write {right}") is (right is not None)


def test_a_moment_knows_its_time_of_day_and_offset() -> None:
    time = parse("2025-03-11T14:05:30-03:30").time
    assert time is not None
    assert (time.hour, time.minute, time.second, time.offset) == (14, 5, 30, -210)
    assert parse("2025-03-11").time is None


@given(TEXTS)
def test_a_date_keeps_its_text_and_its_bounds_are_in_order(text: str) -> None:
    date = parse(text)
    assert str(date) == text
    assert date.earliest is None or date.latest is None or date.earliest <= date.latest


@given(TEXTS)
def test_a_date_is_a_value(text: str) -> None:
    date = parse(text)
    assert pickle.loads(pickle.dumps(date)) == date == parse(text)
    assert hash(date) == hash(parse(text))
    with pytest.raises(FrozenInstanceError):
        date.text = "other"  # type: ignore[misc]


@given(TEXTS)
def test_every_date_has_words_and_a_place(text: str) -> None:
    date = parse(text)
    for words in (in_words(date), short_words(date), precision_in_words(date)):
        assert words == words.strip() != ""
        assert "X" not in words
    assert order_key(date)


@given(NOISE)
def test_any_text_is_a_date_or_a_date_error(text: str) -> None:
    try:
        result: Edtf | DateError = parse(text)
    except DateError as error:
        result = error
    assert isinstance(result, Edtf) or str(result).isprintable()

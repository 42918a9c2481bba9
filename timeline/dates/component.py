"""One date as EDTF writes it: `2025-03-11`, `2014-09~`, `201X`, `2004-06-~11`. Sets and intervals are made of these."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from timeline.dates.days import MONTHS, day_number, days_in_month
from timeline.dates.error import DateError, quoted
from timeline.dates.possible import possible_bounds, possible_days, possible_months, possible_years
from timeline.dates.time_of_day import TimeOfDay, parse_time

Unit = Literal["moment", "day", "month", "season", "year", "decade", "century", "millennium", "unknown"]
Part = Literal["year", "month", "day"]

_DATE = re.compile("([?~%]?)(-?[0-9X]{4})([?~%]?)(?:-([?~%]?)([0-9X]{2})([?~%]?)(?:-([?~%]?)([0-9X]{2})([?~%]?))?)?")
_BEFORE_TIME = re.compile("[-0-9X?~%]+T")
_BEFORE_LONG_YEAR = re.compile("Y-?[0-9]")
_LONG_YEAR = re.compile("Y(-?)([0-9]+)([?~%]?)")
_FORMS = "write year, month, day, as in 2025-03-11, or 2025-03 or 2025 where less is known"
_LONG_YEAR_FORM = "a year of more than 4 digits begins with Y and stands alone, as in Y170000002"
_MANY_DIGITS = re.compile("-?[0-9]{5}")
_MOST_YEAR_DIGITS = 12
_PARTS: tuple[Part, Part, Part] = ("year", "month", "day")
# By how many of a year's digits are known before the first that is not.
_UNIT_OF_YEAR: tuple[Unit, ...] = ("unknown", "millennium", "century", "decade", "year")
_FIRST_MONTH_OF_SEASON = {"21": 3, "22": 6, "23": 9, "24": 12}


@dataclass(frozen=True, slots=True)
class Component:
    """One date. Its bounds are day numbers, both included; None, both, for a year of which nothing is known (`XXXX`).

    `year`, `month` and `day` are the digits as written, with X for those not known, and empty where nothing is said
    (`XX` says nothing unless a day follows). A month from 21 to 24 is a season. `uncertain` and `approximate` name the
    parts that are.
    """

    text: str
    unit: Unit
    earliest: int | None
    latest: int | None
    year: str
    month: str = ""
    day: str = ""
    time: TimeOfDay | None = None
    uncertain: tuple[Part, ...] = ()
    approximate: tuple[Part, ...] = ()

    @property
    def parts(self) -> tuple[Part, ...]:
        """The parts that are there, and so can be in doubt."""
        return _PARTS[: 3 if self.day else 2 if self.month else 1]


def parse_component(text: str) -> Component:
    """Read one date; raises DateError."""
    if _BEFORE_TIME.match(text):
        return _moment(text)
    if _BEFORE_LONG_YEAR.match(text):
        return _long_year(text)
    found = _DATE.fullmatch(text)
    if found is None:
        far = f"; {_LONG_YEAR_FORM}" if _MANY_DIGITS.match(text) else ""
        raise DateError(f"{quoted(text)} is no date; {_FORMS}{far}")
    year, month, day = found[2], found[5] or "", found[8] or ""
    _refuse_impossible(year, month, day)
    day = "" if day == "XX" else day
    month = "" if month == "XX" and not day else month
    earliest, latest = _bounds(year, month, day)
    unit = _unit(year, month, day)
    parts = _PARTS[: 3 if day else 2 if month else 1]
    marks = _marks_by_part(found.groups(""))
    uncertain = tuple(part for part in parts if {"?", "%"} & marks[part])
    approximate = tuple(part for part in parts if {"~", "%"} & marks[part])
    return Component(text, unit, earliest, latest, year, month, day, None, uncertain, approximate)


def _moment(text: str) -> Component:
    date, _, time = text.partition("T")
    if marks := re.findall("[?~%]", text):
        plain = re.sub("[?~%]", "", date)
        raise DateError(f"a time of day is never uncertain or approximate; leave it out: {plain}{marks[0]}")
    day = parse_component(date)
    if day.unit != "day" or day.earliest is None:
        raise DateError(f"before a time of day stands a whole day, as in 2025-03-11T14:00, not {quoted(date)}")
    clock = parse_time(time, day.earliest)
    return Component(text, "moment", day.earliest, day.latest, day.year, day.month, day.day, clock)


def _long_year(text: str) -> Component:
    found = _LONG_YEAR.fullmatch(text)
    if found is None:
        raise DateError(f"{quoted(text)} is no date; after Y stands a year of more than 4 digits, as in Y170000002")
    sign, digits, mark = found.groups()
    if len(digits) > _MOST_YEAR_DIGITS:
        raise DateError(f"a year has {_MOST_YEAR_DIGITS} digits at most, not {len(digits)}")
    year = int(sign + digits)
    if abs(year) <= 9999:
        raise DateError(f"Y is for years of more than 4 digits; write {year:0{5 if year < 0 else 4}d}{mark}")
    if digits[0] == "0":
        raise DateError(f"after Y stands no 0; write Y{year}{mark}")
    uncertain: tuple[Part, ...] = ("year",) if mark in ("?", "%") else ()
    approximate: tuple[Part, ...] = ("year",) if mark in ("~", "%") else ()
    first, last = day_number(year, 1, 1), day_number(year, 12, 31)
    return Component(text, "year", first, last, sign + digits, uncertain=uncertain, approximate=approximate)


def _refuse_impossible(year: str, month: str, day: str) -> None:
    if year == "-0000":
        raise DateError("there is no year -0000; the year 0, which is 1 BCE, is written 0000")
    if month in _FIRST_MONTH_OF_SEASON and day:
        raise DateError(f"{year}-{month} is a season, and a season has no days; write {year}-{month}")
    if month.isdecimal() and 25 <= int(month) <= 41:
        raise DateError(f"of the seasons, quarters and half years only 21 to 24 are known here, not {month}")
    if month == "00":
        raise DateError(f"there is no month 00; write {year} if the month is not known")
    if month and month not in _FIRST_MONTH_OF_SEASON and not possible_months(month):
        raise DateError(f"there is no month {month}; months are 01 to 12, and 21 to 24 are spring to winter")
    if day == "00":
        raise DateError(f"there is no day 00; write {year}-{month} if the day is not known")
    if day and not possible_days(day):
        raise DateError(f"there is no day {day}; {_length_of_month(year, month)}")


def _bounds(year: str, month: str, day: str) -> tuple[int | None, int | None]:
    if month in _FIRST_MONTH_OF_SEASON:
        years, first = possible_years(year), _FIRST_MONTH_OF_SEASON[month]
        bounds: tuple[int, int] | None = day_number(years[0], first, 1), _day_before_month(years[-1], first + 3)
    else:
        bounds = possible_bounds(year, month, day)
    if bounds is None:
        raise DateError(f"there is no day {year}-{month}-{day}; {_length_of_month(year, month)}")
    return (None, None) if _unit(year, month, day) == "unknown" else bounds


def _day_before_month(year: int, month: int) -> int:
    return (day_number(year, month, 1) if month <= 12 else day_number(year + 1, month - 12, 1)) - 1


def _length_of_month(year: str, month: str) -> str:
    if not month.isdecimal():
        return "no month has more than 31 days"
    name = MONTHS[int(month) - 1]
    if "X" in year:
        return f"{name} has {days_in_month(1, int(month))} days" + (", 29 in leap years" if month == "02" else "")
    return f"{name} {year} has {days_in_month(int(year), int(month))} days"


def _unit(year: str, month: str, day: str) -> Unit:
    if "X" in year:
        return _UNIT_OF_YEAR[year.lstrip("-").index("X")]
    if month in _FIRST_MONTH_OF_SEASON:
        return "season"
    if not month.isdecimal():
        return "year"
    return "day" if day.isdecimal() else "month"


def _marks_by_part(groups: Sequence[str]) -> dict[Part, set[str]]:
    """A mark before a part is about it alone, one after it about all up to there (ISO 8601-2, level 2)."""
    before_year, _, after_year, before_month, _, after_month, before_day, _, after_day = groups
    return {
        "year": {before_year, after_year, after_month, after_day},
        "month": {before_month, after_month, after_day},
        "day": {before_day, after_day},
    }

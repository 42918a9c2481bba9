"""Dates as SIMILE Timeline writes them, put into EDTF: `1845`, `44 BC`, `Nov 14 1840 00:00:00 GMT`, ISO 8601.

SIMILE knows moments alone, and writes them in full where no more than the day is known. So midnight counts as the day,
and a year or a month that stands by itself as that year or month.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from timeline.dates import DateError, Edtf, civil, parse
from timeline.problems import quoted

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WEEKDAY = r"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s+)?"
_MONTH = r"(?P<month>[a-z]{3,9})\.?"
_DAY = r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>[0-9]{1,4})(?:\s*(?P<era>bce?|ad|ce)\b\.?)?"
_TIME = (
    r"(?:(?:\s+|T|,\s*)(?P<hour>[0-9]{1,2}):(?P<minute>[0-9]{2})(?::(?P<second>[0-9]{2})(?:\.[0-9]+)?)?\s*"
    r"(?P<half>[ap]m)?\s*(?P<zone>(?:gmt|utc?|z|[ecmp][sd]t)?\s*(?:[+-][0-9]{1,2}:?(?:[0-9]{2})?)?)(?:\s*\([^()]*\))?)?"
)
_FORMS = tuple(
    re.compile(form, re.IGNORECASE | re.ASCII)
    for form in (
        r"(?P<year>[+-]?[0-9]{1,6})(?:\s*(?P<era>bce?|ad|ce)\.?)?",
        r"(?P<year>-?[0-9]{4}|[+-][0-9]{6})-(?P<month>[0-9]{2})(?:-(?P<day>[0-9]{2})" + _TIME + ")?",
        r"(?P<year>[0-9]{4})(?P<month>[0-9]{2})(?P<day>[0-9]{2})" + _TIME,
        rf"{_MONTH},?\s+{_YEAR}",
        rf"{_WEEKDAY}{_MONTH}\s+{_DAY},?\s+{_YEAR}{_TIME}",
        rf"{_WEEKDAY}{_DAY}\s+{_MONTH},?\s+{_YEAR}{_TIME}",
        # As browsers read it, which is how SIMILE does.
        r"(?P<month>[0-9]{1,2})/(?P<day>[0-9]{1,2})/(?P<year>[0-9]{4})" + _TIME,
        # As a browser writes a date.
        rf"{_WEEKDAY}{_MONTH}\s+{_DAY}{_TIME}\s+{_YEAR}",
    )
)
_ZONES = {"e": -5, "c": -6, "m": -7, "p": -8}
_LONGEST = 100
# So many days and no more are told as a month.
_ABOUT_A_MONTH = 62


@dataclass(frozen=True, slots=True)
class Dating:
    """When an event was, as EDTF; lost says what of that is no longer there, or nothing."""

    date: str
    lost: str = ""


def written(text: str) -> Edtf:
    """Read one date, exactly as precise as it is written; raises DateError."""
    squeezed = " ".join(text.split())
    forms = _FORMS if len(squeezed) <= _LONGEST else ()
    found = next((match for form in forms if (match := form.fullmatch(squeezed))), None)
    if found is None:
        raise DateError(f"{quoted(text)} is in no form that SIMILE has for dates")
    parts = {"month": None, "day": None, "era": None, "hour": None} | found.groupdict()
    year, month = _year(text, parts), _month(text, parts["month"])
    if abs(year) > 9999:
        if month:
            raise DateError(f"{quoted(text)}: a year of more than four digits stands alone")
        return parse(f"Y{year}")
    day = f"-{int(parts['day']):02d}" if parts["day"] else ""
    return parse(_iso(year, month) + day + (_time(parts) if parts["hour"] else ""))


def one_time(first: Edtf | None, later: Sequence[Edtf]) -> Dating | None:
    """What happened once, from the first of these to the last of them; raises DateError where that comes earlier."""
    last = max(later, key=lambda date: date.latest or 0, default=first)
    if last is None or (first is not None and first.text == last.text):
        return Dating(first.text) if first else None
    if first is None:
        return _valid(f"[..{_day(last)}]", _hours(last))
    if _day(first) == _day(last):
        return _valid(_day(first), f"from {first.text} to {last.text}: EDTF has no ranges of hours, now that day")
    return _valid(f"[{_day(first)}..{_day(last)}]", _hours(first, last))


def lasting(start: Edtf | None, latest_start: Edtf | None, earliest_end: Edtf | None, end: Edtf) -> Dating:
    """What lasted, from a beginning between the first two to an end between the others; raises DateError.

    EDTF has one date at each side. It is the month or year that holds all of the time between, else the outermost month
    or year with a `~`.
    """
    first, last = start or latest_start, earliest_end or end
    begun = _side(first, latest_start or first, outer=first) if first else ""
    ended = _side(last, end, outer=end)
    date = f"{begun}/{ended}"
    if (begun, ended) == (first.text if first else "", end.text):
        return _valid(date)
    sides = (("its beginning", first, latest_start), ("its end", earliest_end, end))
    said = [f"{side} is between {one.text} and {other.text}" for side, one, other in sides if one and other]
    return _valid(date, f"{', '.join(said)}; EDTF has one date for each, so this is now {date}")


def _valid(date: str, lost: str = "") -> Dating:
    parse(date)
    return Dating(date, lost)


def _side(first: Edtf, last: Edtf, outer: Edtf) -> str:
    (year, month, day), (last_year, last_month, last_day) = _civil(first), _civil(last)
    if first.text == last.text or abs(year) > 9999 or abs(last_year) > 9999:
        return outer.text + ("" if first.text == last.text else "~")
    if year == last_year and month and month == last_month:
        return _day(first) if day and day == last_day else _iso(year, month)
    assert first.earliest is not None and last.latest is not None
    if month and last_month and last.latest - first.earliest <= _ABOUT_A_MONTH:
        return _iso(*_civil(outer)[:2]) + "~"
    return _iso(year, 0) if year == last_year else _iso(_civil(outer)[0], 0) + "~"


def _civil(date: Edtf) -> tuple[int, int, int]:
    """Year, month and day, the last two 0 where nothing is said of them."""
    assert date.start is not None and date.earliest is not None
    year, month, day = civil(date.earliest)
    return year, month if date.start.month else 0, day if date.start.day else 0


def _iso(year: int, month: int) -> str:
    return f"{'-' if year < 0 else ''}{abs(year):04d}" + (f"-{month:02d}" if month else "")


def _day(date: Edtf) -> str:
    return date.text.partition("T")[0]


def _hours(*dates: Edtf) -> str:
    timed = [date.text for date in dates if date.time]
    return f"{' and '.join(timed)}: EDTF has no ranges of hours, now of days" if timed else ""


def _year(text: str, parts: dict[str, str | None]) -> int:
    digits, era = parts["year"] or "", (parts["era"] or "").casefold()
    if parts["month"] and len(digits) <= 2 and not era:
        raise DateError(f"{quoted(text)}: a year of two digits leaves its century open")
    year = int(digits)
    if era and year < 1:
        raise DateError(f"{quoted(text)}: a year of an era is 1 or more")
    return 1 - year if era.startswith("b") else year


def _month(text: str, name: str | None) -> int:
    if not name:
        return 0
    if name.isdecimal():
        return int(name)
    known = name.casefold()[:3]
    if known not in _MONTHS:
        raise DateError(f"{quoted(text)}: no month is called {quoted(name)}")
    return _MONTHS.index(known) + 1


def _time(parts: dict[str, str | None]) -> str:
    """`T12:30-06:00`; nothing for midnight, which is how SIMILE writes a day. Seconds are told where there are some."""
    hour, minute, second = (int(parts[name] or 0) for name in ("hour", "minute", "second"))
    if half := (parts["half"] or "").casefold():
        hour = hour % 12 + (12 if half == "pm" else 0)
    if not hour and not minute and not second:
        return ""
    return f"T{hour:02d}:{minute:02d}" + (f":{second:02d}" if second else "") + _offset(parts["zone"] or "")


def _offset(zone: str) -> str:
    zone = re.sub(r"\s", "", zone.casefold())
    if not zone:
        return ""
    if zone[0] in _ZONES:
        hours = _ZONES[zone[0]] + (zone[1] == "d")
        return f"{hours:+03d}:00"
    found = re.search(r"([+-])([0-9]{1,2}):?([0-9]{2})?", zone)
    if found is None or not int(found[2]) + int(found[3] or 0):
        return "Z"
    return f"{found[1]}{int(found[2]):02d}:{found[3] or '00'}"

"""The dates that events of markwhen begin with, as EDTF: exactly as precise as they are written, or not at all.

What has to be worked out from other events, from today or from a calendar of working days is no date of ours.
"""

import re
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import Literal

from timeline.dates import DateError, parse
from timeline.importers.markwhen.zones import UTC_ZONE, Zone

# A date range with all that may belong to it is shorter, and has no more colons: two times of day in two moments.
LONGEST = 200
MOST_COLONS = 5

FLAGS = re.IGNORECASE | re.ASCII
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
FULL_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
UNITS = {
    "millisecond": ("milliseconds", "ms"),
    "second": ("seconds", "second", "secs", "sec", "s"),
    "minute": ("minutes", "minute", "mins", "min"),
    "hour": ("hours", "hour", "h"),
    "day": ("days", "day", "d"),
    "week": ("weeks", "week", "w"),
    "month": ("months", "month"),
    "year": ("years", "year", "y"),
}
UNIT_OF = {name: unit for unit, names in UNITS.items() for name in names}
UNIT = "|".join(sorted(UNIT_OF, key=len, reverse=True))

MONTH = "|".join((*FULL_MONTHS, *MONTHS))
TIME = r"(?:(?:1[0-2]|[1-9])(?::\d\d)?[ap]m|[012]?\d(?::\d\d)?)"
WEEK = r"\d{4}-?W\d\d(?:-?[1-7])?"
ISO_DAY = rf"\d{{4}}(?:-\d\d(?:-\d\d(?: {TIME})?)?)?"
MOMENT = r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\d*(?:\.\d*)?Z"
SLASHED = rf"\d{{1,5}}(?:/\d{{1,5}}(?:/\d{{1,5}}(?:[ ,]{{1,2}}{TIME})?)?)?"
IN_WORDS = (
    rf"(?:[0-3]?\d (?:{MONTH})|(?:{MONTH}) [0-3]?\d(?!\d)),?(?: \d{{4}},?)?(?: {TIME})?|(?:{MONTH})(?: \d{{1,4}})?"
)
AMOUNT = rf"-?\d+[^\w:]{{0,3}}(?:(?:week|work|business) ?days?|{UNIT})(?: ?, ?| )?"
REFERENCE = r"(?:!\w+(?:\.(?:start|end))?|\.(?:start|end))"
RELATIVE = (
    rf"(?:(?:by|before|after) ?)?(?:{REFERENCE} ?(?:(?:plus ?|\+ ?)?(?:{AMOUNT})+)?|(?:plus ?|\+ ?)?(?:{AMOUNT})+)"
)
BY_STANDARD = rf"(?:{WEEK}|{ISO_DAY}|{RELATIVE}|now)"
BY_CUSTOM = rf"(?:{MOMENT}|now|{TIME}|{WEEK}|{SLASHED}|{RELATIVE}|{IN_WORDS})"
ERA = r"(\d{1,5}) ?(BCE|BC|AD|CE)?"

# A standard range comes first, as in markwhen: 2012-05 is a month, and no range from 2012 to five o'clock.
RANGES = (
    re.compile(rf"({BY_STANDARD})(?: ?/ ?({BY_STANDARD}))?", FLAGS),
    re.compile(rf"({BY_CUSTOM})(?:(?: ?- ?| to )({BY_CUSTOM}))?", FLAGS),
)
ERAS = re.compile(rf"{ERA}(?: ?[–-] ?{ERA})?", FLAGS)
REPEATED = re.compile(r"(.*?) ?\b(every [^:]+)", FLAGS)
REPEATED_ALONE = re.compile(rf"every (?:(?:\d+|other) ?)?(?:{UNIT})\b.*", FLAGS)
# What any of them begins with; all other lines are looked at no further.
BEGINNING = re.compile(rf"\s*(?:\d|[!.+]|-\d|now|by|before|after|plus|every|{'|'.join(MONTHS)})", FLAGS)

# What people write for dates, markwhen or not: numbers with what may stand around them, behind a mark of a list or box.
NEARLY_BEGINNING = re.compile(r"\s*(?:[-*+]\s+)?(?:\[[xX ]?\]\s*)?(?=[^:]*\d)", re.ASCII)
NEARLY = re.compile(
    rf"[\s\d~?%/.,–—()\[\]{{}}-]+|(?:{MONTH}|bce?|ce|ad|c|ca|circa|about|around|approximately|early|mid|late|before|after|"
    r"since|until|from|to|or|and|between|the|spring|summer|autumn|fall|winter|century|centuries|s|st|nd|rd|th|x+|y|sept|"
    r"mon(?:day)?|tue(?:sday)?|wed(?:nesday)?|thu(?:rsday)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?)(?![a-z])",
    FLAGS,
)
# The number of a page or of a note is none of them.
TELLING = re.compile(r"\d{3}|[~?/]|\d(?:st|nd|rd|th)? (?:bce?|ce|ad|centur)|\b(?:ca?|circa|about|around)\b", FLAGS)
READ_TIME = re.compile(r"(?:(\d\d?)(?::(\d\d))?([ap]m)|(\d\d?)(?::(\d\d))?)", FLAGS)
READ_WEEK = re.compile(r"(\d{4})-?W(\d\d)(?:-?([1-7]))?", FLAGS)
READ_ISO = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d)(?: (.+))?)?)?", FLAGS)
READ_MOMENT = re.compile(r"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d+)(\.\d*)?Z", FLAGS)
READ_SLASHED = re.compile(rf"(\d+)/(\d+)/(\d+)(?:[ ,]+({TIME}))?|(?:(\d+)/)?(\d+)", FLAGS)
READ_MONTH = re.compile(rf"({MONTH})(?: (\d{{1,4}}))?", FLAGS)
READ_WORDS = re.compile(
    rf"(?:([0-3]?\d) ({MONTH})|({MONTH}) ([0-3]?\d)(?!\d)),?(?: (\d{{4}}),?)?(?: ({TIME}))?",
    FLAGS,
)
READ_AMOUNT = re.compile(rf"(-)?(\d+)[^\w:]{{0,3}}((?:week|work|business) ?days?|{UNIT})", FLAGS)
# Centuries and decades, as people write them.
SECONDS = re.compile(r"[1-9]\d{1,2}0s", FLAGS)
ONLY_AMOUNTS = re.compile(rf"(?:{AMOUNT})+", FLAGS)

Precision = Literal["year", "month", "day", "week", "moment"]
FINER: dict[Precision, frozenset[str]] = {
    "year": frozenset({"year"}),
    "month": frozenset({"year", "month"}),
    "week": frozenset({"week", "day"}),
    "day": frozenset({"year", "month", "week", "day"}),
    "moment": frozenset({"year", "month", "week", "day", "hour", "minute", "second"}),
}


@dataclass(frozen=True, slots=True)
class Written:
    """What an event begins with: one date or two, as they are written, and how it is repeated."""

    text: str
    start: str
    end: str = ""
    repeated: str = ""
    eras: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Dated:
    """The date in EDTF, empty if there is none and why says so; what it does not say, and what should be looked at."""

    date: str = ""
    why: str = ""
    lost: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Side:
    """One end of a range: EDTF, its precision, and the moment that it begins with, where calendars have it."""

    text: str
    precision: Precision
    first: datetime | None = None
    note: str = ""


class _Unknown(Exception):
    """Why a date is none of ours."""


def begun(line: str) -> tuple[Written, str] | None:
    """The date that a line begins with, and the words behind its colon; None where the line is no beginning."""
    found = BEGINNING.match(line)
    if found is None:
        return None
    first = len(line) - len(line.lstrip())
    colons: list[int] = []
    at = line.find(":", first, first + LONGEST)
    while at >= 0 and len(colons) < MOST_COLONS:
        colons.append(at)
        at = line.find(":", at + 1, first + LONGEST)
    # The longest is what is meant: the colons of times of day belong to the date.
    for at in reversed(colons):
        if (written := _written(" ".join(line[first:at].split()))) is not None:
            return written, line[at + 1 :]
    return None


def nearly_begun(line: str) -> str:
    """What looks like the date of an event, as those of EDTF do, and is none to markwhen; else nothing."""
    found = NEARLY_BEGINNING.match(line[:LONGEST])
    if found is None:
        return ""
    head, colon, _ = f"{line[:LONGEST]} ".partition(": ")
    at = found.end()
    while at < len(head) and (word := NEARLY.match(head, at)) is not None:
        at = word.end()
    return " ".join(head.split()) if colon and at >= len(head) and TELLING.search(head, found.end()) else ""


def dated(written: Written, day_first: bool, zone: Zone) -> Dated:
    """The date that is written, for a header that puts days before months or not, and for a time zone."""
    try:
        found = _eras(written) if written.eras is not None else _range(written, day_first, zone)
        parse(found.date)
    except _Unknown as unknown:
        return Dated(why=str(unknown))
    except DateError as error:
        return Dated(why=str(error))
    if written.repeated:
        return replace(found, lost=(*found.lost, f'its repetition, "{written.repeated}", is not carried over'))
    return found


def _written(text: str) -> Written | None:
    for pattern in RANGES:
        if (found := pattern.fullmatch(text)) is not None:
            return Written(text, found[1].strip(), (found[2] or "").strip())
    if (found := ERAS.fullmatch(text)) is not None:
        # A range names its era once, behind the end; an end without any is of our own.
        start, end = found[2] or found[4] or "", found[4] or ""
        return Written(text, found[1], found[3] or "", eras=(start, end))
    if (found := REPEATED.fullmatch(text)) is not None:
        if not found[1]:
            return Written(text, "", repeated=text) if REPEATED_ALONE.fullmatch(text) else None
        inner = _written(found[1])
        return inner and replace(inner, text=text, repeated=found[2])
    return None


def _eras(written: Written) -> Dated:
    eras = written.eras or ("", "")
    years = [
        _year(1 - int(digits) if era.upper() in ("BC", "BCE") else int(digits))
        for digits, era in zip((written.start, written.end), eras, strict=True)
        if digits and _counted(digits)
    ]
    crossing = bool(written.end) and eras[0] != eras[1]
    return Dated(
        "/".join(years), notes=(f'the end of "{written.text}" is read as CE',) if crossing and not eras[1] else ()
    )


def _counted(digits: str) -> bool:
    if int(digits) == 0:
        raise _Unknown("there is no year 0 in any era")
    return True


def _range(written: Written, day_first: bool, zone: Zone) -> Dated:
    if not written.start:
        raise _Unknown(f'"{written.text}" says how often, but not when')
    start = _side(written.start, day_first, zone)
    # What is written in UTC goes on in it.
    zone = UTC_ZONE if READ_MOMENT.fullmatch(written.start) else zone
    notes = tuple(filter(None, (start.note,)))
    if not written.end:
        if start.precision != "week" or start.first is None:
            return Dated(start.text, notes=notes)
        sunday = start.first + timedelta(days=6)
        return Dated(
            f"[{start.text}..{sunday.date().isoformat()}]",
            notes=(*notes, f"{written.start} is read as one day of that week; write start/end if it lasted the week"),
        )
    if written.end.casefold() == "now":
        return Dated(f"{start.text}/..", notes=(*notes, '"now" is read as an end that is open'))
    try:
        end = _end(written.end, start, day_first, zone)
    except _Unknown as unknown:
        return Dated(f"{start.text}/", lost=(f"its end is not carried over: {unknown}",), notes=notes)
    both = start.text if start.text == end.text else f"{start.text}/{end.text}"
    return Dated(both, notes=tuple(dict.fromkeys(filter(None, (*notes, end.note)))))


def _end(text: str, start: _Side, day_first: bool, zone: Zone) -> _Side:
    if ONLY_AMOUNTS.fullmatch(text):
        return _after(text, start, zone)
    if re.fullmatch(TIME, text, FLAGS):
        return _at_time(text, start, zone)
    end = _side(text, day_first, zone)
    if end.precision == "week" and end.first is not None:
        return _Side((end.first + timedelta(days=6)).date().isoformat(), "day")
    return end


def _after(text: str, start: _Side, zone: Zone) -> _Side:
    """The last day, month or year of what lasts as long as text says, or the moment at which it ends."""
    if SECONDS.fullmatch(text):
        raise _Unknown(_seconds(text))
    if start.first is None:
        raise _Unknown(f'"{text}" cannot be counted from {start.text}')
    amounts = []
    for sign, digits, name in READ_AMOUNT.findall(text):
        unit = UNIT_OF.get(name.casefold(), "")
        if sign or not unit or unit not in FINER[start.precision]:
            raise _Unknown(f'"{text}" cannot be counted exactly from {start.text}')
        amounts.append((int(digits), unit))
    if not any(number for number, _ in amounts):
        raise _Unknown(f'"{text}" is no time at all')
    try:
        past = _counted_on(start.first, amounts, zone)
        match start.precision:
            case "year":
                return _Side(_year(past.year - 1), "year")
            case "month":
                return _Side((past - timedelta(days=1)).isoformat()[:7], "month")
            case "moment":
                return _Side(zone.stamp(past), "moment")
            case _:
                return _Side((past - timedelta(days=1)).date().isoformat(), "day")
    except (OverflowError, ValueError) as error:
        raise _Unknown(f'"{text}" leads out of the calendar') from error


def _counted_on(first: datetime, amounts: list[tuple[int, str]], zone: Zone) -> datetime:
    moment = first
    for number, unit in amounts:
        match unit:
            case "year" | "month":
                moment = _months_later(moment, number * (12 if unit == "year" else 1))
            case "week" | "day":
                moment += timedelta(days=number * (7 if unit == "week" else 1))
            case _:
                passed = timedelta(**{f"{unit}s": number})
                moment = (zone.aware(moment).astimezone(UTC) + passed).astimezone(zone.info).replace(tzinfo=None)
    return moment


def _months_later(moment: datetime, months: int) -> datetime:
    """The same day of a later month, or its last one where it has no such day."""
    years, month = divmod(moment.month - 1 + months, 12)
    year = moment.year + years
    for day in range(moment.day, 27, -1):
        try:
            return moment.replace(year=year, month=month + 1, day=day)
        except ValueError:
            continue
    return moment.replace(year=year, month=month + 1)


def _at_time(text: str, start: _Side, zone: Zone) -> _Side:
    if start.first is None or start.precision not in ("day", "moment"):
        raise _Unknown(f'"{text}" is a time of no day')
    hour, minute = _time(text)
    end = start.first.replace(hour=hour, minute=minute, second=0)
    if end < start.first:
        end += timedelta(days=1)
    return _Side(zone.stamp(end), "moment", end)


def _side(text: str, day_first: bool, zone: Zone) -> _Side:
    if found := READ_MOMENT.fullmatch(text):
        note = f"the seconds of {text} are whole now" if (found[2] or ".").strip(".0") else ""
        moment = _day_time(found[1])
        return _Side(f"{moment.isoformat()}Z", "moment", moment, note)
    if re.fullmatch(TIME, text, FLAGS):
        raise _Unknown(f'"{text}" is a time of no day')
    if text.casefold() == "now":
        raise _Unknown('"now" is another day each time')
    if found := READ_WEEK.fullmatch(text):
        return _week(text, int(found[1]), int(found[2]), found[3])
    if found := READ_ISO.fullmatch(text):
        return _side_of(int(found[1]), found[2], found[3], found[4], zone)
    if found := READ_SLASHED.fullmatch(text):
        return _slashed(found, day_first, zone)
    if found := READ_WORDS.fullmatch(text):
        if found[5] is None:
            raise _Unknown(f'"{text}" names no year')
        month, day = found[2] or found[3], found[1] or found[4]
        return _side_of(int(found[5]), _month(month), day, found[6], zone)
    if found := READ_MONTH.fullmatch(text):
        if found[2] is None:
            raise _Unknown(f'"{text}" names no year')
        return _side_of(int(found[2]), _month(found[1]), None, None, zone)
    if SECONDS.fullmatch(text):
        raise _Unknown(_seconds(text))
    raise _Unknown(f'"{text}" depends on another event')


def _seconds(text: str) -> str:
    years = int(text[:-1])
    last = years + (99 if years % 100 == 0 else 9)
    return f'markwhen takes "{text}" for a number of seconds; write "{years} - {last}" for the years'


def _slashed(found: re.Match[str], day_first: bool, zone: Zone) -> _Side:
    if found[1] is None:
        return _side_of(int(found[6]), found[5], None, None, zone)
    month, day = (found[2], found[1]) if day_first else (found[1], found[2])
    if int(month) > 12 >= int(day) and not day_first:
        raise _Unknown(f'there is no month {month}; days before months need "dateFormat: d/M/y" in the header')
    side = _side_of(int(found[3]), month, day, found[4], zone)
    note = f"the year of {found[0]} is {int(found[3])}, as it is written" if len(found[3]) < 3 else ""
    return replace(side, note=note)


def _side_of(year: int, month: str | None, day: str | None, time: str | None, zone: Zone) -> _Side:
    if month is not None and not 1 <= int(month) <= 12:
        raise _Unknown(f"there is no month {month}")
    precision: Precision = "year" if month is None else "month" if day is None else "day"
    text = "-".join((_year(year), *(f"{int(part):02d}" for part in (month, day) if part is not None)))
    # EDTF says what is impossible, and how.
    parse(text)
    first = datetime(year, int(month or 1), int(day or 1)) if 1 <= year <= 9999 else None
    if time is None:
        return _Side(text, precision, first)
    if first is None:
        raise _Unknown(f"{text} is out of the calendar")
    hour, minute = _time(time)
    moment = first.replace(hour=hour, minute=minute)
    return _Side(zone.stamp(moment), "moment", moment)


def _week(text: str, year: int, week: int, weekday: str | None) -> _Side:
    try:
        day = date.fromisocalendar(year, week, int(weekday or 1))
    except ValueError as error:
        raise _Unknown(f"there is no week {text}") from error
    return _Side(day.isoformat(), "day" if weekday else "week", datetime(day.year, day.month, day.day))


def _day_time(text: str) -> datetime:
    try:
        return datetime.strptime(text, "%Y-%m-%dT%H:%M:%S")
    except ValueError as error:
        raise _Unknown(f"there is no {text}Z") from error


def _time(text: str) -> tuple[int, int]:
    found = READ_TIME.fullmatch(text)
    if found is None:
        raise _Unknown(f'"{text}" is no time of day')
    hour, minute = int(found[1] or found[4]), int(found[2] or found[5] or 0)
    if found[3]:
        hour = hour % 12 + (12 if found[3].casefold() == "pm" else 0)
    if hour > 23 or minute > 59:
        raise _Unknown(f"there is no time {text}")
    return hour, minute


def _month(name: str) -> str:
    return str(MONTHS.index(name[:3].casefold()) + 1)


def _year(year: int) -> str:
    return f"Y{year}" if abs(year) > 9999 else f"-{-year:04d}" if year < 0 else f"{year:04d}"

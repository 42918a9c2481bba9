"""What ISO 8601 can say of an event's date, for schema.org: when it certainly began, or else which time it falls into.

A date that is approximate or uncertain keeps its `~`, `?` or `%` (ISO 8601-2): without, it would read as one that is
known.
"""

from collections.abc import Iterator

from timeline.dates import Edtf, civil, day_number, iso
from timeline.dates.component import Component
from timeline.dates.days import days_in_month

YEARS = range(10_000)


def start_and_end(date: Edtf) -> tuple[str, str]:
    """The day or moment it began and the one at which, if it lasted, it ended: `2025-03-11`, `2025-03-11T14:00+03:00`.

    Each is empty unless it is known to the day without doubt; so is the end of what has no such start.
    """
    if date.precision not in ("day", "moment", "interval"):
        return "", ""
    start = _point(date.start)
    return start, _point(date.end) if start and date.precision == "interval" else ""


def coverage(date: Edtf) -> tuple[str, ...]:
    """The time it falls into, one value but for a set, which has one for each date: `2025-03`, `../2025-03-12`."""
    bounds = [day for day in (date.earliest, date.latest) if day is not None]
    if date.qualifier:
        return (date.text,) if all(civil(day)[0] in YEARS for day in bounds) else ()
    if date.precision == "set":
        members = [_between(member.earliest, member.latest) for member in date.members]
        return tuple(members) if all(members) else ()
    return tuple(filter(None, [_between(date.earliest, date.latest)]))


def _point(component: Component | None) -> str:
    if component is None or component.earliest is None or component.unit not in ("day", "moment"):
        return ""
    if component.uncertain or component.approximate or civil(component.earliest)[0] not in YEARS:
        return ""
    return iso(component.earliest) + "".join(_clock(component))


def _clock(component: Component) -> Iterator[str]:
    if time := component.time:
        yield f"T{time.hour:02}:{time.minute:02}"
        if time.second is not None:
            yield f":{time.second:02}"
        if time.offset is not None:
            hours, minutes = divmod(abs(time.offset), 60)
            yield f"{'-' if time.offset < 0 else '+'}{hours:02}:{minutes:02}"


def _between(first: int | None, last: int | None) -> str:
    """From a day number to another, None where open, as closely as their days need: `2014`, `2025-03/2025-05`."""
    if first is None and last is None:
        return ""
    if any(civil(day)[0] not in YEARS for day in (first, last) if day is not None):
        return ""
    if first is None or last is None:
        return f"{_day(first)}/{_day(last)}"
    length = _length(first, last)
    start, end = iso(first)[:length], iso(last)[:length]
    return start if start == end else f"{start}/{end}"


def _length(first: int, last: int) -> int:
    """How much of the two days must be written: 4 signs where they bound whole years, 7 for months, 10 for days."""
    (year, _, day), (last_year, last_month, last_day) = civil(first), civil(last)
    if first == day_number(year, 1, 1) and last == day_number(last_year, 12, 31):
        return 4
    return 7 if day == 1 and last_day == days_in_month(last_year, last_month) else 10


def _day(day: int | None) -> str:
    return ".." if day is None else iso(day)

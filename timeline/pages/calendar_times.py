"""When an event stands in a calendar: iCalendar (RFC 5545) has whole days and moments in UTC, from year 1 to 9999."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from timeline.dates import Edtf, civil, day_number
from timeline.dates.component import Component

FIRST, LAST = day_number(1, 1, 1), day_number(9999, 12, 31)
EXACT = ("day", "moment")


@dataclass(frozen=True, slots=True)
class Times:
    """`20250311` for days, `20250311T110000Z` for moments; end is the first day or moment that is no longer part of it,
    empty for a single moment and for the last day there is; others are further days on which it begins.

    certain says that nothing else can be meant.
    """

    start: str
    end: str = ""
    others: tuple[str, ...] = ()
    certain: bool = False


def times(date: Edtf, zone: str) -> Times | None:
    """None where iCalendar cannot say it. Times of day that are written without offset are those of the zone."""
    if not can_be_said(date):
        return None
    if days := _separate_days(date):
        return Times(days[0], _next(date.earliest), days[1:])
    certain = not date.qualifier and not date.members and _is_exact(date.start) and _is_exact(date.end)
    if found := _moments(date, zone):
        return Times(*found, certain=certain)
    return Times(_day(date.earliest), _next(_last(date)), certain=certain)


def can_be_said(date: Edtf) -> bool:
    """Whether it begins at a known time, and lies in the years that iCalendar has.

    No day comes after the last one of all, with which to say that a longer time has ended.
    """
    first, last = date.earliest, _last(date)
    return first is not None and last is not None and first >= FIRST and (last < LAST or first == last == LAST)


def _last(date: Edtf) -> int | None:
    """What goes on without an end is shown where it begins: as the day, the month or the year that is known of that."""
    return date.latest if date.end or not date.start else date.start.latest


def _separate_days(date: Edtf) -> tuple[str, ...]:
    """The days of a set of nothing but days: each is one of its own, and not the time between them."""
    if date.precision != "set" or not all(one.start is one.end and _is_exact(one.start) for one in date.members):
        return ()
    return tuple(_day(one.earliest) for one in date.members)


def _is_exact(component: Component | None) -> bool:
    return component is not None and component.unit in EXACT


def _moments(date: Edtf, zone: str) -> tuple[str, str] | None:
    """Start and end of what is known to the time of day at both sides, if it has any."""
    if date.start is None or date.end is None or not (date.start.time and date.end.time):
        return None
    try:
        start, end = _instant(date.start, zone), _instant(date.end, zone)
    except OverflowError:
        return None
    if end < start:
        return None
    return _moment(start), _moment(end) if end > start else ""


def _instant(moment: Component, zone: str) -> datetime:
    """The moment in UTC; raises OverflowError outside of the years 1 to 9999."""
    assert moment.time is not None and moment.earliest is not None
    time = moment.time
    local = datetime(*civil(moment.earliest), time.hour, time.minute, time.second or 0)
    if time.offset is not None:
        return local - timedelta(minutes=time.offset)
    return local.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC).replace(tzinfo=None)


def _moment(instant: datetime) -> str:
    # Not strftime, which leaves out noughts before years on some systems.
    return f"{instant.year:04d}{instant.month:02d}{instant.day:02d}T{instant:%H%M%S}Z"


def _day(day: int | None) -> str:
    assert day is not None
    year, month, of_month = civil(day)
    return f"{year:04d}{month:02d}{of_month:02d}"


def _next(day: int | None) -> str:
    assert day is not None
    return _day(day + 1) if day < LAST else ""

"""Where a date stands on the axis of TimelineJS, and the words it is shown with there."""

from collections.abc import Mapping
from dataclasses import dataclass

from timeline.dates import Edtf, civil, day_number, in_words, parse
from timeline.dates.component import Component

# The years that JavaScript's Date holds from their first day to their last, as TimelineJS counts them.
FIRST_YEAR, LAST_YEAR = -271_820, 275_759
# The years that TimelineJS shows as we do: those before our era too, but not those that need an era to be read.
ITS_YEARS = (range(-9_999, 0), range(1_000, 10_000))
PART = ("year", "month", "day")
Parts = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Placed:
    """A date as a slide has it: `start_date` and `end_date`, and what is shown instead of them, empty where they do."""

    start: Parts
    end: Parts | None = None
    words: str = ""


def placed(date: Edtf, published: str) -> Placed:
    """A date at its known bound: what lasted from start to end, one-of ranges where lists have them, at their end.

    Of what nothing is known it is known at least that it was before the day it was published on (ISO 8601).
    """
    if date.precision == "interval":
        return _lasting(date)
    at_end = date.precision in ("range", "no-later-than")
    component = date.end if at_end else date.start
    if component is None or component.earliest is None:
        return Placed(_whole(parse(published).start), words=in_words(date))
    is_plain = not date.members and _is_plain(component)
    return Placed(_parts(component, at_end), words="" if is_plain else in_words(date))


def needs_cosmology(first: int | None, last: int | None) -> bool:
    """Is one of the day numbers beyond what the axis for people's history holds?"""
    return any(day is not None and not EARLIEST <= day < LATEST for day in (first, last))


def _lasting(date: Edtf) -> Placed:
    start, end = date.start, date.end
    if start is None or end is None:
        known = start or end
        assert known is not None
        return Placed(_parts(known, at_end=start is None), words=in_words(date))
    first, last = _parts(start, at_end=False), _parts(end, at_end=True)
    begins, ends = start.earliest, _first_day(last)
    assert begins is not None
    if ends < begins:
        # It ends in the year or month in which it begins, whose first day would be before its start.
        return Placed(first, _at(end.latest), in_words(date))
    is_plain = _is_plain(start) and _is_plain(end)
    return Placed(first, None if last == first else last, "" if is_plain else in_words(date))


def _is_plain(component: Component) -> bool:
    """Are its parts all that is to be said, and does TimelineJS say them as they are?"""
    if component.uncertain or component.approximate or not _is_whole(component):
        return False
    year = _shown_year(int(component.year))
    return any(year in years for years in ITS_YEARS)


def _is_whole(component: Component) -> bool:
    """Is it a year, a month, a day or a moment, with no digit open?"""
    return component.unit in ("year", "month", "day", "moment") and not {"X"} & {
        *component.year,
        *component.month,
        *component.day,
    }


def _parts(component: Component, at_end: bool) -> Parts:
    return _whole(component) if _is_whole(component) else _at(component.latest if at_end else component.earliest)


def _whole(component: Component | None) -> Parts:
    """The parts as they are known. They are text: a number 0 counts as nothing said there."""
    assert component is not None
    parts = {"year": str(_shown_year(int(component.year)))}
    if component.month:
        parts["month"] = str(int(component.month))
    if component.day:
        parts["day"] = str(int(component.day))
    if time := component.time:
        parts |= {"hour": str(time.hour), "minute": f"{time.minute:02}"}
        if time.second is not None:
            parts["second"] = f"{time.second:02}"
    return parts


def _at(day: int | None) -> Parts:
    """A day number, to as many parts as it takes: the first of a year is that year."""
    assert day is not None
    year, month, of_month = civil(day)
    known = 1 if (month, of_month) == (1, 1) else 2 if of_month == 1 else 3
    return dict(zip(PART[:known], (str(_shown_year(year)), str(month), str(of_month)), strict=False))


def _first_day(parts: Parts) -> int:
    shown = int(parts["year"])
    return day_number(shown + 1 if shown < 0 else shown, int(parts.get("month", 1)), int(parts.get("day", 1)))


def _shown_year(year: int) -> int:
    """44 BCE is the year -43 for us, and -44 for TimelineJS, which shows it as 44 BCE; it has a year 0 between."""
    return year if year > 0 else year - 1


EARLIEST, LATEST = day_number(FIRST_YEAR + 1, 1, 1), day_number(LAST_YEAR + 1, 1, 1)

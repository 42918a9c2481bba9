"""Dates in English words. One that is not certain never reads like one that is."""

from collections.abc import Callable

from timeline.dates.component import Component, Unit
from timeline.dates.days import WEEKDAYS, weekday
from timeline.dates.edtf import Edtf, Span
from timeline.dates.naming import Name, clock, full_name, joined, name_without_year
from timeline.dates.order import filed

Naming = Callable[[Component], Name]

# The first day of the Gregorian calendar, 15 October 1582.
GREGORIAN = 577_736
_EXACT: tuple[Unit, ...] = ("day", "moment")
_PRECISIONS = {
    "moment": "exact time", "day": "exact day", "month": "month only", "season": "season only", "year": "year only",
    "decade": "decade only", "century": "century only", "millennium": "millennium only", "unknown": "year not known",
    "interval": "lasted", "range": "one day in a range", "set": "several dates",
    "no-later-than": "latest date only", "no-earlier-than": "earliest date only",
}  # fmt: skip
_DOUBTS = {
    "": "", "uncertain": ", uncertain", "approximate": ", approximate",
    "uncertain-approximate": ", approximate and uncertain",
}  # fmt: skip


def in_words(date: Edtf) -> str:
    """`11 March 2025`, `about September 2014`, `between 3 and 9 March 2025`."""
    return _phrase(date, full_name)


def weekday_words(date: Edtf) -> str:
    """`Tuesday 11 March 2025` for exact days and moments; the same as `in_words` for all others.

    Days before the Gregorian calendar have no weekday here: that of a date counted back is not the one they had.
    """
    if date.precision not in _EXACT or date.qualifier or date.earliest is None or date.earliest < GREGORIAN:
        return in_words(date)
    return f"{WEEKDAYS[weekday(date.earliest)]} {in_words(date)}"


def short_words(date: Edtf) -> str:
    """For a heading below the year and month of `filed`: `11`, `By 12 March`, `Day not known`; undated ones in full."""
    if date.start is date.end and date.start is not None and not date.qualifier:
        if date.precision in _EXACT:
            return str(int(date.start.day))
        if date.precision == "month" and not date.start.day:
            return "Day not known"
        if date.precision == "year" and not date.start.month:
            return "Month not known"
    years = {component.year for component in _components(date)}
    words = _phrase(date, full_name if filed(date) is None or len(years) > 1 else name_without_year)
    return words[0].upper() + words[1:]


def precision_in_words(date: Edtf) -> str:
    """`exact day`, `month only, approximate`, `lasted; start known to the year only`."""
    precision = _PRECISIONS[date.precision]
    if date.precision == "range" and all(member.start is member.end for member in date.members):
        precision = "one of two dates" if len(date.members) == 2 else "one of several dates"
    if date.precision in _EXACT and date.qualifier:
        precision = "day"
    elif date.time is not None and date.time.zone:
        precision = f"exact time, {date.time.zone}"
    elif date.start is date.end and date.start is not None and _is_partly_known(date.start):
        precision = "only part of the date known"
    ends = _what_is_known_of_ends(date) if date.precision == "interval" else ""
    return precision + _DOUBTS[date.qualifier] + ends


def _is_partly_known(component: Component) -> bool:
    """Is something finer known than what the date is known to, as the day in `2004-XX-11`?"""
    finer = [part for part in (component.month, component.day) if part not in ("", "XX")]
    return any("X" in part for part in finer) or (bool(finer) and "X" in component.year + component.month)


def _phrase(date: Edtf, name: Naming) -> str:
    if date.precision == "interval":
        return _lasted(date, name)
    if date.members:
        return _all_of(date, name) if date.precision == "set" else _one_of(date, name)
    assert date.start is not None
    only_month = date.precision == "month" and not date.start.day and not date.qualifier
    return " ".join(name(date.start)) + (", day not known" if only_month else "")


def _lasted(date: Edtf, name: Naming) -> str:
    if date.start is None or date.end is None:
        return _open_interval(date, name)
    if date.start.text == date.end.text:
        return " ".join(name(date.start))
    if date.start.time and date.end.time and date.start.earliest == date.end.earliest:
        return f"{' '.join(name(date.start))} to {clock(date.end.time)}"
    return joined([name(date.start), name(date.end)], "to")


def _open_interval(date: Edtf, name: Naming) -> str:
    if date.start is not None:
        start = " ".join(name(date.start))
        return f"from {start}, end not known" if date.text.endswith("/") else f"from {start} on"
    assert date.end is not None
    return f"until {' '.join(name(date.end))}" + (", start not known" if date.text.startswith("/") else "")


def _one_of(date: Edtf, name: Naming) -> str:
    if all(member.start is member.end for member in date.members):
        return joined([name(component) for component in _components(date)], "or")
    return joined([(_one_within(member, name),) for member in date.members], "or")


def _one_within(span: Span, name: Naming) -> str:
    if span.end is None:
        assert span.start is not None
        return f"{' '.join(name(span.start))} or later"
    end = " ".join(name(span.end))
    if span.start is None:
        return f"by {end}" if span.end.unit == "day" or span.end.approximate else f"by the end of {end}"
    if span.start is span.end:
        return end
    names = [name(span.start), name(span.end)]
    two_days = span.start.latest is not None and span.start.unit == "day" and span.start.latest + 1 == span.end.latest
    return joined(names, "or") if two_days else f"between {joined(names, 'and')}"


def _all_of(date: Edtf, name: Naming) -> str:
    if all(member.start is member.end for member in date.members):
        return joined([name(component) for component in _components(date)], "and")
    return joined([(_each_within(member, name),) for member in date.members], "and")


def _each_within(span: Span, name: Naming) -> str:
    if span.end is None:
        assert span.start is not None
        return f"each {span.start.unit} from {' '.join(name(span.start))} on"
    end = " ".join(name(span.end))
    if span.start is None:
        return f"each {span.end.unit} until {end}"
    if span.start is span.end:
        return end
    return f"each {span.end.unit} from {joined([name(span.start), name(span.end)], 'to')}"


def _components(date: Edtf) -> list[Component]:
    """All components of a date, a single one of a set once."""
    if not date.members:
        return [side for side in (date.start, date.end) if side is not None]
    sides = [
        side for member in date.members
        for side in ((member.start,) if member.start is member.end else (member.start, member.end))
    ]  # fmt: skip
    return [side for side in sides if side is not None]


def _what_is_known_of_ends(date: Edtf) -> str:
    written_start, written_end = date.text.split("/")
    start, end = _known_to(written_start, date.start), _known_to(written_end, date.end)
    if start and start == end:
        return f"; start and end {start}"
    return (f"; start {start}" if start else "") + (f"; end {end}" if end else "")


def _known_to(written: str, component: Component | None) -> str:
    if component is None:
        return "" if written else "not known"
    return "" if component.unit in _EXACT else f"known to the {component.unit} only"

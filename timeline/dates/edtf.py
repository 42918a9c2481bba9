"""The dates that authors write: EDTF (ISO 8601-2) level 0, 1, and of level 2 sets, qualified parts, open digits."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from timeline.dates.component import Component, Unit, parse_component
from timeline.dates.days import day_number, days_in_month
from timeline.dates.error import DateError, quoted
from timeline.dates.notations import in_edtf
from timeline.dates.time_of_day import TimeOfDay

Precision = Unit | Literal["interval", "range", "no-later-than", "no-earlier-than", "set"]
Qualifier = Literal["", "uncertain", "approximate", "uncertain-approximate"]

_PLAIN_DAY = re.compile("([0-9]{4})-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])")
_DAY_OR_MONTH = re.compile("[0-9]{4}-[0-9]{2}(-[0-9]{2})?")
_LONGEST = 1000


@dataclass(frozen=True, slots=True)
class Span:
    """A member of a set: from `start` to `end`, the same component twice for one date, None where open."""

    start: Component | None
    end: Component | None

    @property
    def earliest(self) -> int | None:
        return None if self.start is None else self.start.earliest

    @property
    def latest(self) -> int | None:
        return None if self.end is None else self.end.latest


@dataclass(frozen=True, slots=True)
class Edtf:
    """A date as its author wrote it (`text`), and what it means.

    `precision` says how the bounds are to be read: a unit of time for one date; `interval` lasted from start to end;
    `range` is one day among `members`, which may be open at one side (`no-later-than`, `no-earlier-than`); `set` is all
    of `members`. `earliest` and `latest` are the first and last day it can mean (0001-01-01 is day 1), both included,
    None where open or not known. Qualifiers never widen them (ISO 8601-2, 8.2). The day of a moment is its local day.
    `start` and `end` are the components at both sides, the same one twice for a single date; `members` is in order of
    time, and empty except for `range` and `set`.
    """

    text: str
    precision: Precision
    earliest: int | None
    latest: int | None
    qualifier: Qualifier
    start: Component | None
    end: Component | None
    members: tuple[Span, ...] = ()

    def __str__(self) -> str:
        return self.text

    @property
    def time(self) -> TimeOfDay | None:
        """The time of day of a moment, else None."""
        return self.start.time if self.precision == "moment" and self.start else None


@lru_cache(maxsize=50_000)
def parse(text: str) -> Edtf:
    """Read a date; raises DateError, whose message says what is wrong and, where that is known, what would be right."""
    found = _PLAIN_DAY.fullmatch(text)
    if found is not None:
        year, month, day = found.groups()
        if int(day) <= 28 or int(day) <= days_in_month(int(year), int(month)):
            number = day_number(int(year), int(month), int(day))
            component = Component(text, "day", number, number, year, month, day)
            return Edtf(text, "day", number, number, "", component, component)
    try:
        return _read(text)
    except DateError as error:
        raise _with_what_is_right(text, error) from None


def _with_what_is_right(text: str, error: DateError) -> DateError:
    """The error of a text in another notation names the date in EDTF, or says why that is impossible."""
    right = in_edtf(text) if len(text) <= _LONGEST else None
    if right is None:
        return error
    try:
        _read(right)
    except DateError as impossible:
        return impossible if _DAY_OR_MONTH.fullmatch(right) else error
    return DateError(f"{quoted(text)} is not EDTF; write {right}")


def _read(text: str) -> Edtf:
    if not text:
        raise DateError("the date is empty")
    if len(text) > _LONGEST:
        raise DateError(f"a date of {len(text)} characters is too long")
    if text[0] in "[{" or text[-1] in "]}":
        return _set(text)
    if "/" in text:
        return _interval(text)
    if ".." in text:
        raise DateError(f"{quoted(text)} is no date; write a/b for what lasted, [a..b] for one day among these")
    return _single(text, parse_component(text))


def _single(text: str, component: Component) -> Edtf:
    qualifier = _qualifier([component])
    return Edtf(text, component.unit, component.earliest, component.latest, qualifier, component, component)


def _interval(text: str) -> Edtf:
    if text.count("/") != 1:
        raise DateError(f"{quoted(text)} has more than one /; write days as in 2025-03-11, intervals start/end")
    start, end = (_end_of_interval(side) for side in text.split("/"))
    if start is None and end is None:
        raise DateError(f"{quoted(text)} has neither start nor end; one of them must be known")
    _refuse_reversed(start, end)
    bounds = Span(start, end)
    qualifier = _qualifier([start, end])
    return Edtf(text, "interval", bounds.earliest, bounds.latest, qualifier, start, end)


def _end_of_interval(text: str) -> Component | None:
    if text in ("", ".."):
        return None
    component = parse_component(text)
    if component.unit == "unknown":
        raise DateError(f"{quoted(text)} says nothing about when; write nothing for an end that is not known")
    return component


def _set(text: str) -> Edtf:
    if text[0] + text[-1] not in ("[]", "{}"):
        raise DateError(f"{quoted(text)} is not closed; one day among these is written [a,b], all of them {{a,b}}")
    texts = text[1:-1].split(",")
    if twice := next((one for one in texts if texts.count(one) > 1), ""):
        raise DateError(f"{quoted(twice)} stands among the dates twice")
    members = tuple(sorted(map(_member, texts), key=_by_start))
    if len(members) == 1 and members[0].start is not None and members[0].start is members[0].end:
        return _single(text, members[0].start)
    earliest = members[0].earliest
    latests = [member.latest for member in members]
    latest = None if None in latests else max(day for day in latests if day is not None)
    if earliest is None and latest is None:
        raise DateError(f"{quoted(text)} is open on both sides; one of them must be known")
    precision = "set" if text[0] == "{" else _precision_of_one(earliest, latest)
    components = [side for member in members for side in (member.start, member.end)]
    last = max(members, key=_by_end)
    return Edtf(text, precision, earliest, latest, _qualifier(components), members[0].start, last.end, members)


def _member(text: str) -> Span:
    first, dots, last = text.partition("..")
    if not dots:
        component = _component_of_set(first)
        return Span(component, component)
    start = _component_of_set(first) if first else None
    end = _component_of_set(last) if last else None
    if start is None and end is None:
        raise DateError('".." has neither start nor end; one of them must be known')
    _refuse_reversed(start, end)
    return Span(start, end)


def _component_of_set(text: str) -> Component:
    if not text:
        raise DateError("a date is missing between the brackets")
    component = parse_component(text)
    if component.unit == "moment":
        raise DateError(f"between brackets stand days, not times of day; write {text.partition('T')[0]}")
    if component.unit == "unknown":
        raise DateError(f"{quoted(text)} says nothing about when; leave it out of the brackets")
    return component


def _refuse_reversed(start: Component | None, end: Component | None) -> None:
    if start is None or end is None or start.earliest is None or end.latest is None:
        return
    if start.earliest > end.latest or _later_time(start, end):
        raise DateError(f"{start.text} is later than {end.text}; the earlier comes first")


def _later_time(start: Component, end: Component) -> bool:
    if start.time is None or end.time is None or start.earliest != end.earliest:
        return False
    return start.time.instant() > end.time.instant() and (start.time.offset is None) == (end.time.offset is None)


def _precision_of_one(earliest: int | None, latest: int | None) -> Precision:
    return "no-later-than" if earliest is None else "no-earlier-than" if latest is None else "range"


def _qualifier(components: Iterable[Component | None]) -> Qualifier:
    known = [component for component in components if component is not None]
    uncertain = any(component.uncertain for component in known)
    if any(component.approximate for component in known):
        return "uncertain-approximate" if uncertain else "approximate"
    return "uncertain" if uncertain else ""


def _by_start(span: Span) -> tuple[bool, int]:
    return (span.earliest is not None, span.earliest or 0)


def _by_end(span: Span) -> tuple[bool, int]:
    return (span.latest is None, span.latest or 0)

"""Dates of tables, in the formats that a mapping names: nothing is guessed, and what fits two of them is refused.

A format is `EDTF`, `ISO`, or a pattern of the parts below and of what stands between them, as in `D MMMM YYYY`.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from timeline.dates import DateError, parse
from timeline.problems import quoted
from timeline.text import squeeze

# Each part of a pattern: the field it gives, and what fits it.
PARTS = {
    "YYYY": ("year", "[0-9]{4}"),
    "Y": ("year", "[0-9]{1,9}"),
    "MMMM": ("name", r"[^\W\d_][^\d\s/,;-]*"),
    "MM": ("month", "[0-9]{2}"),
    "M": ("month", "[0-9]{1,2}"),
    "DD": ("day", "[0-9]{2}"),
    "D": ("day", "[0-9]{1,2}"),
    "hh": ("hour", "[0-9]{1,2}"),
    "mm": ("minute", "[0-9]{2}"),
    "ss": ("second", "[0-9]{2}"),
    "BCE": ("before", "B\\.?C\\.?(?:E\\.?)?"),
    "CE": ("after", "C\\.?E\\.?|A\\.?D\\.?"),
}
ISO = re.compile(
    r"[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2}(?:[T ][0-9]{2}:[0-9]{2}(?::[0-9]{2})?(?:Z|[+-][0-9]{2}:[0-9]{2})?)?)?)?"
)
NAMED = ("EDTF", "ISO")
ENGLISH = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
# A full name, or its beginning as English cuts it, with or without a point.
MONTHS: Mapping[str, int] = {
    name: number
    for number, whole in enumerate(ENGLISH, 1)
    for name in (whole, whole[:3], "sept" if number == 9 else whole)
}


@dataclass(frozen=True, slots=True)
class Formats:
    """What the dates of a column may look like; months are the names of months, in lower case."""

    names: tuple[str, ...]
    months: tuple[tuple[str, int], ...] = tuple(MONTHS.items())


def format_fault(name: str) -> str | None:
    """What keeps a text from being a format, or None."""
    if name in NAMED:
        return None
    try:
        fields = [field for field, _ in _tokens(name) if field]
    except ValueError as error:
        return str(error)
    if "year" not in fields:
        return "a format has a year, YYYY or Y"
    if len(fields) != len(set(fields)) or {"month", "name"} <= set(fields) or {"before", "after"} <= set(fields):
        return "a format has each part of a date once"
    coarse = "month" in fields or "name" in fields
    if (
        ("day" in fields and not coarse)
        or ("hour" in fields and "day" not in fields)
        or ("minute" in fields) != ("hour" in fields)
    ):
        return "a format that has a part of a date has the coarser ones as well"
    return None


def read_date(text: str, formats: Formats) -> str:
    """The date in EDTF. Raises DateError where no format fits, or where two give different dates."""
    written = squeeze(text)
    found: dict[str, str] = {}
    for name in formats.names:
        edtf = _reading(written, name, formats.months)
        if edtf is not None:
            found.setdefault(edtf, name)
    if not found:
        raise DateError(f"{quoted(written)} fits no format ({', '.join(formats.names)})")
    if len(found) > 1:
        readings = " and ".join(f"{edtf} ({name})" for edtf, name in found.items())
        raise DateError(f"{quoted(written)} can be read as {readings}")
    return next(iter(found))


def _reading(text: str, name: str, months: Sequence[tuple[str, int]]) -> str | None:
    if name in NAMED:
        edtf = text.replace(" ", "T", 1) if name == "ISO" else text
        return edtf if (name == "EDTF" or ISO.fullmatch(text)) and _is_date(edtf) else None
    found = _pattern(name).fullmatch(text)
    made = _edtf(found.groupdict(), dict(months)) if found else None
    return made if made and _is_date(made) else None


def _edtf(parts: Mapping[str, str], months: Mapping[str, int]) -> str | None:
    year = int(parts["year"])
    if "before" in parts:
        # There is no year 0 before or after Christ; EDTF has one, which is 1 BCE.
        year = 1 - year
    if year == 0 and "before" not in parts:
        return None
    written = f"{'-' if year < 0 else ''}{abs(year):04d}"
    month = parts.get("month") or ""
    if "name" in parts:
        month = str(months.get(parts["name"].casefold(), months.get(parts["name"].casefold().rstrip("."), "")))
        if not month:
            return None
    if abs(year) > 9999:
        return None if month else f"Y{year}"
    for part in filter(None, (month, parts.get("day"))):
        # From 21 on EDTF has seasons.
        written += f"-{int(part):02d}"
    if month and int(month) > 12:
        return None
    if "hour" in parts:
        written += f"T{int(parts['hour']):02d}:{parts['minute']}" + (f":{parts['second']}" if "second" in parts else "")
    return written


def _is_date(text: str) -> bool:
    try:
        parse(text)
    except DateError:
        return False
    return True


@lru_cache(maxsize=100)
def _pattern(name: str) -> re.Pattern[str]:
    pieces = [f"(?P<{field}>{fits})" if field else fits for field, fits in _tokens(name)]
    return re.compile("".join(pieces), re.IGNORECASE)


def _tokens(name: str) -> list[tuple[str, str]]:
    """The parts of a pattern as field and what fits it; what stands between them has no field. Raises ValueError."""
    tokens = []
    for run in re.finditer(r"[A-Za-z]+|[^A-Za-z]+", squeeze(name)):
        if not run[0].isalpha():
            if re.search("[0-9]", run[0]):
                raise ValueError("a format has parts, as in DD/MM/YYYY, and no numbers")
            tokens.append(("", re.escape(run[0])))
            continue
        # Only a time of day follows a letter.
        for position, part in enumerate(run[0].split("T") if run[0] not in PARTS else [run[0]]):
            if position:
                tokens.append(("", "T"))
            key = "MMMM" if part == "MMM" else part
            if key not in PARTS:
                known = ", ".join([*PARTS, "MMM"])
                raise ValueError(
                    f"{quoted(part)} is no part of a date; the parts are {known}, and EDTF and ISO stand alone"
                )
            tokens.append(PARTS[key])
    return tokens

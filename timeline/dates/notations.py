"""Dates in other notations than EDTF, such as `11 March 2025` or `2025/03/11`, and what they would be in EDTF."""

import re
from collections.abc import Callable

from timeline.dates.days import MONTHS

_MONTH_NUMBERS = {name[:3].lower(): number for number, name in enumerate(MONTHS, 1)}
# Not winter: before or after the turn of the year is for the author to say.
_SEASONS = {"spring": "21", "summer": "22", "autumn": "23", "fall": "23"}
_NAME = r"(jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?"
_YEAR = r"([0-9]{4})"
_DAY = r"([0-9]{1,2})(?:st|nd|rd|th)?\.?"
_SEPARATORS = re.compile(r"(\.\.|[][{},/])")


def in_edtf(text: str) -> str | None:
    """The same in EDTF, if `text` can be read in one way only; None if not, or if nothing is to be changed.

    What comes back may still be an impossible date (`31 February 2025`).
    """
    squeezed = re.sub("[\u2010-\u2015\u2212]", "-", " ".join(text.split()))
    right = _whole(squeezed)
    if right is None:
        right = "".join(map(_part, _SEPARATORS.split(squeezed)))
    return None if right == text else right


def _whole(text: str) -> str | None:
    for pattern, write in _NOTATIONS:
        if found := re.fullmatch(pattern, text, re.ASCII | re.IGNORECASE):
            return write(found)
    return None


def _part(text: str) -> str:
    right = _whole(text.strip())
    return text.strip() if right is None else right


def _year_month_day(found: re.Match[str]) -> str:
    return f"{found[1]}-{found[2]:0>2}-{found[3]:0>2}"


def _day_month_year(found: re.Match[str]) -> str:
    return f"{found[3]}-{found[2]:0>2}-{found[1]:0>2}"


def _slashes(found: re.Match[str]) -> str | None:
    """Day and month in either order: clear only where one of them cannot be a month, or both are the same."""
    first, second = int(found[1]), int(found[2])
    if second > 12:
        return f"{found[3]}-{first:02d}-{second:02d}"
    return _day_month_year(found) if first > 12 or first == second else None


def _named_month(year: str, name: str, day: str = "") -> str:
    return f"{year}-{_MONTH_NUMBERS[name[:3].lower()]:02d}" + (f"-{day:0>2}" if day else "")


def _before_christ(found: re.Match[str]) -> str:
    return f"{1 - int(found[1]):05d}" if int(found[1]) > 1 else "0000"


def _year_and_rest(found: re.Match[str]) -> str:
    """A year of another length than four digits, with its sign, and what stands behind it."""
    sign, year, rest = found[1], found[2].lstrip("0"), found[3]
    return f"{sign}{year:0>4}{rest}" if len(year) <= 4 else f"Y{sign}{year}{rest}"


def _about(found: re.Match[str]) -> str:
    return f"{_whole(found[1]) or found[1]}~"


def _lower_case(found: re.Match[str]) -> str:
    """Also `u`, which was the unknown digit before EDTF became a standard."""
    return found[0].upper().replace("U", "X")


# Compiled when first needed: most runs meet no other notation.
_NOTATIONS: tuple[tuple[str, Callable[[re.Match[str]], str | None]], ...] = (
    (rf"{_YEAR}[-./]([0-9]{{1,2}})[-./]([0-9]{{1,2}})", _year_month_day),
    (rf"{_YEAR}([0-9]{{2}})([0-9]{{2}})", _year_month_day),
    (rf"{_YEAR}[-./](0?[1-9]|1[0-2])", lambda found: f"{found[1]}-{found[2]:0>2}"),
    (rf"([0-9]{{1,2}})\. ?([0-9]{{1,2}})\. ?{_YEAR}", _day_month_year),
    (rf"([0-9]{{1,2}})[-/]([0-9]{{1,2}})[-/]{_YEAR}", _slashes),
    (rf"{_DAY} (?:of )?{_NAME},? {_YEAR}", lambda found: _named_month(found[3], found[2], found[1])),
    (rf"{_NAME} {_DAY},? {_YEAR}", lambda found: _named_month(found[3], found[1], found[2])),
    (rf"{_NAME},? (?:of )?{_YEAR}", lambda found: _named_month(found[2], found[1])),
    (rf"(spring|summer|autumn|fall) (?:of )?{_YEAR}", lambda found: f"{found[2]}-{_SEASONS[found[1].lower()]}"),
    (r"(?:the )?([0-9]{2}[1-9])0'?s", lambda found: f"{found[1]}X"),
    (r"([1-9][0-9]{0,3}) ?BCE?", _before_christ),
    # Digits alone may run year, month, day and hour together: only 3, 5 and 9 of them can be a year and nothing else.
    (r"()([0-9]{3}|[0-9]{5}|[0-9]{9})([?~%]?)", _year_and_rest),
    (r"(-)([0-9]{1,3}|[0-9]{5,12})([?~%]?)", _year_and_rest),
    (r"(-?)([0-9]{3})((?:-[0-9]{2}){1,2}[?~%]?)", _year_and_rest),
    (rf"{_YEAR} ?- ?{_YEAR}", lambda found: f"{found[1]}/{found[2]}"),
    (r"(?:about|around|circa|ca\.?|c\.) ?([0-9]{4}[-0-9]*|.* [0-9]{4})", _about),
    (r"([0-9]{4}-[0-9]{2}-[0-9]{2}) ([0-9]{1,2}:.*)", lambda found: f"{found[1]}T{found[2]:0>5}"),
    (r"open", lambda _: ".."),
    (r"unknown", lambda _: ""),
    (r"[-?~%]*y?-?[0-9][-0-9xutz:+?~%]*", _lower_case),
    (r"[-?~%]*[0-9xu]{4}[-0-9xu?~%]*", _lower_case),
)

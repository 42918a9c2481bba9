"""The time of day of a moment, and its distance from UTC."""

import re
from dataclasses import dataclass

from timeline.dates.days import iso
from timeline.dates.error import DateError, quoted

_TIME = re.compile(r"([0-9]{2}):([0-9]{2})(?::([0-9]{2}))?(Z|[+-][0-9]{2}(?::[0-9]{2})?)?")
_FRACTION = re.compile(r"([0-9]{2}:[0-9]{2}(?::[0-9]{2})?)[.,][0-9]+(.*)")
_BASIC = re.compile(r"([0-9]{2})([0-9]{2})?([0-9]{2})?(Z|[+-][0-9:]+)?")
_ONE_DIGIT_HOUR = re.compile("[0-9]:[0-9]{2}")
_WIDEST_OFFSET = 14 * 60


@dataclass(frozen=True, slots=True)
class TimeOfDay:
    """A local time; `second` is None where it was left out, `offset` is minutes east of UTC, None where not given."""

    hour: int
    minute: int
    second: int | None
    offset: int | None

    @property
    def zone(self) -> str:
        """`UTC`, `UTC+3`, `UTC−4:30`, and nothing where no offset is given."""
        if self.offset is None:
            return ""
        hours, minutes = divmod(abs(self.offset), 60)
        sign = "+" if self.offset > 0 else "−"
        return "UTC" + (f"{sign}{hours}" + (f":{minutes:02d}" if minutes else "") if self.offset else "")

    def instant(self, default_offset: int = 0) -> int:
        """Seconds from the UTC midnight of the written day; `default_offset` (minutes) stands in for one not given."""
        offset = default_offset if self.offset is None else self.offset
        return self.hour * 3600 + self.minute * 60 + (self.second or 0) - offset * 60


def parse_time(text: str, day: int) -> TimeOfDay:
    """Read what follows the T, e.g. `14:00:00+03:00`; `day` is the day before the T, for what 24:00 would be."""
    found = _TIME.fullmatch(text)
    if found is None:
        raise DateError(f"{quoted(text)} is no time of day; {_right_form(text)}")
    hour, minute, second = int(found[1]), int(found[2]), int(found[3]) if found[3] else None
    if hour == 24 and not minute and not second:
        raise DateError(f"24:00 is 00:00 of the next day; write {iso(day + 1)}T00:00{found[4] or ''}")
    _refuse_impossible(text, hour, minute, second)
    return TimeOfDay(hour, minute, second, _offset(found[4]))


def _refuse_impossible(text: str, hour: int, minute: int, second: int | None) -> None:
    if hour > 23:
        raise DateError(f"there is no hour {hour}; hours go from 00 to 23")
    if minute > 59:
        raise DateError(f"there is no minute {minute}; minutes go from 00 to 59")
    if second == 60:
        raise DateError(f"there are no leap seconds here; write {text[:6]}59{text[8:]}")
    if second is not None and second > 59:
        raise DateError(f"there is no second {second}; seconds go from 00 to 59")


def _offset(text: str | None) -> int | None:
    if text is None:
        return None
    if text == "Z":
        return 0
    hours, minutes = int(text[1:3]), int(text[4:6] or 0)
    if minutes > 59 or hours * 60 + minutes > _WIDEST_OFFSET:
        raise DateError(f"there is no offset {text}; offsets go from -14:00 to +14:00")
    if text[0] == "-" and not hours and not minutes:
        raise DateError(f"the offset {text} has no meaning in ISO 8601; write Z")
    return (hours * 60 + minutes) * (-1 if text[0] == "-" else 1)


def _right_form(text: str) -> str:
    if fraction := _FRACTION.fullmatch(text):
        return f"seconds are whole here; write {fraction[1]}{fraction[2]}"
    if basic := _BASIC.fullmatch(text):
        clock = ":".join(digits or "00" for digits in basic.group(1, 2)) + (f":{basic[3]}" if basic[3] else "")
        return f"write {clock}{basic[4] or ''}"
    if _ONE_DIGIT_HOUR.match(text):
        return f"write 0{text}"
    return "write hours and minutes, as in 14:00, and an offset if it is known, as in 14:00+03:00"

"""What one date is called in English, in pieces, the year last, so that neighbours can share their ends."""

from collections.abc import Sequence

from timeline.dates.component import Component, Part
from timeline.dates.days import MONTHS, civil, days_in_month
from timeline.dates.possible import possible_days, possible_months, possible_years
from timeline.dates.time_of_day import TimeOfDay

Name = tuple[str, ...]

_SEASONS = {"21": "spring", "22": "summer", "23": "autumn", "24": "winter"}
_ORDINAL_ENDINGS = {1: "st", 2: "nd", 3: "rd"}


def full_name(component: Component) -> Name:
    """`("11", "March", "2025")`, `("spring", "2025")`, `("about September 2014",)`."""
    return _with_time_and_doubts(component, _plain_name(component))


def name_without_year(component: Component) -> Name:
    """The same below a heading that says the year: `("11", "March")`; the whole name of what has no part in a year."""
    if "X" in component.year or component.month in ("", "24", "XX") or _open_parts(component) > 1:
        return full_name(component)
    return _with_time_and_doubts(component, _within_year(component))


def joined(names: Sequence[Name], word: str) -> str:
    """`3 to 9 March 2025`, `12, 13 or 14 March 2025`: what all names end with is said once."""
    shared = 0
    if len({len(name) for name in names}) == 1:
        while shared < len(names[0]) - 1 and len({name[-1 - shared] for name in names}) == 1:
            shared += 1
    *others, last = [" ".join(name[: len(name) - shared]) for name in names[:-1]] + [" ".join(names[-1])]
    return f"{', '.join(others)} {word} {last}" if others else last


def clock(time: TimeOfDay) -> str:
    """`14:00`, `14:00:30`; the offset is not said, since it is local time."""
    return f"{time.hour:02d}:{time.minute:02d}" + (f":{time.second:02d}" if time.second else "")


def _plain_name(component: Component) -> Name:
    if _open_parts(component) > 1:
        return (_between_bounds(component),)
    if "X" in component.year:
        return (_within_open_year(component),)
    if component.month == "24":
        return ("winter", *_winter_years(int(component.year)))
    return _within_year(component) + _year(int(component.year))


def _open_parts(component: Component) -> int:
    return sum("X" in digits for digits in (component.year, component.month, component.day))


def _within_year(component: Component) -> Name:
    """The pieces before the year."""
    month, day = component.month, component.day
    if month in _SEASONS:
        return (_SEASONS[month],)
    if "X" in month:
        return (_open_month(month, day),)
    of_month = MONTHS[int(month) - 1 : int(month)] if month else ()
    if "X" in day:
        longest = days_in_month(int(component.year), int(month))
        days = [number for number in possible_days(day) if number <= longest]
        return (_one_of(days, [str(number) for number in days]), *of_month)
    return (str(int(day)), *of_month) if day else of_month


def _open_month(month: str, day: str) -> str:
    if month == "XX":
        return f"the {_ordinal(int(day))} of a month in"
    months = possible_months(month)
    names = [MONTHS[number - 1] for number in months]
    return f"{int(day)} {joined([(name,) for name in names], 'or')}" if day else _one_of(months, names)


def _one_of(numbers: Sequence[int], words: Sequence[str]) -> str:
    """`between 10 and 19` where none is left out, else `1, 11, 21 or 31`."""
    if len(numbers) > 2 and numbers[-1] - numbers[0] == len(numbers) - 1:
        return f"between {words[0]} and {words[-1]}"
    return joined([(word,) for word in words], "or")


def _between_bounds(component: Component) -> str:
    if component.earliest is None or component.latest is None:
        return "date not known"
    return "between " + joined([_day(component.earliest), _day(component.latest)], "and")


def _day(number: int) -> Name:
    year, month, day = civil(number)
    return (str(day), MONTHS[month - 1], *_year(year))


def _within_open_year(component: Component) -> str:
    """`the 1560s`, `25 December in the 1560s`, `December, between 1905 and 1995`, `25 December, year not known`."""
    part, period = " ".join(_within_year(component)), _open_year(component)
    if not part:
        return period
    return f"{part} in {period}" if period.startswith("the ") else f"{part}, {period}"


def _open_year(component: Component) -> str:
    if component.unit == "unknown":
        return "year not known"
    digits = component.year
    known = digits.rstrip("X")
    # "The 40s" would be read as those of our century; and BCE, the digits count the other way.
    if known.isdecimal() and int(known):
        if component.unit == "decade" and int(known) >= 100:
            return f"the {known}0s"
        if component.unit != "decade":
            return f"the {_ordinal(int(known) + 1)} {component.unit}"
    years = possible_years(digits)
    return "between " + joined([_year(years[0]), _year(years[-1])], "and")


def _year(year: int) -> Name:
    """Years before 1000 and from 10,000 on would not be read as years without their era."""
    if year <= 0:
        return (_grouped(1 - year), "BCE")
    return (str(year),) if 1000 <= year <= 9999 else (_grouped(year), "CE")


def _grouped(year: int) -> str:
    return str(year) if year <= 9999 else f"{year:,}"


def _winter_years(year: int) -> Name:
    """`2024/25`, `1999/2000`, `45/44 BCE`."""
    first, second = _year(year), _year(year + 1)
    if year == 0:
        return ("1 BCE/1 CE",)
    if 1000 <= year <= 9998 and year // 100 == (year + 1) // 100:
        return (f"{year}/{(year + 1) % 100:02d}",)
    return (f"{first[0]}/{second[0]}", *second[1:])


def _ordinal(number: int) -> str:
    ending = "th" if number % 100 in (11, 12, 13) else _ORDINAL_ENDINGS.get(number % 10, "th")
    return f"{number}{ending}"


def _with_time_and_doubts(component: Component, name: Name) -> Name:
    if component.time is not None:
        return (f"{' '.join(name)}, {clock(component.time)}",)
    if not component.approximate and not component.uncertain:
        return name
    words = " ".join(name)
    about = component.approximate == component.parts and not words.startswith("between")
    notes = [] if about else _note(component, component.approximate, "approximate")
    notes += _note(component, component.uncertain, "uncertain")
    return (("about " if about else "") + words + (f" ({', '.join(notes)})" if notes else ""),)


def _note(component: Component, doubted: tuple[Part, ...], doubt: str) -> list[str]:
    """`uncertain` where all is, else `month and year uncertain`."""
    if not doubted:
        return []
    return [doubt if doubted == component.parts else f"{joined([(part,) for part in doubted[::-1]], 'and')} {doubt}"]

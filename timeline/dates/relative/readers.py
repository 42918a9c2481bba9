"""What an expression of time that a pattern has found means: from the groups of the match to its meaning."""

import re
from collections.abc import Callable
from functools import partial

from timeline.dates.days import MONTHS, WEEKDAYS
from timeline.dates.relative import counted, named, nearest
from timeline.dates.relative.found import Found, Meaning
from timeline.dates.relative.limits import with_night
from timeline.dates.relative.numbers import number_of

# Its unit, whether it is bare (names no year or week of its own), and its meaning.
Read = tuple[str, bool, Meaning]
Reader = Callable[[re.Match[str]], Read]

_AWAY = {"last": -1, "this": 0, "next": 1}
_BY_CONVENTION = "by a convention of this record"


def weekday(match: re.Match[str]) -> Read:
    which = (match["which"] or match["behind"] or "").lower().removeprefix("this ") or ""
    meaning = counted.weekday(_weekday_number(match), which)
    return "day", not which, with_night(meaning) if match["night"] else meaning


def weekday_of_week(match: re.Match[str]) -> Read:
    return "day", False, counted.weekday_of_week(_weekday_number(match), _AWAY[match["which"].lower()])


def iso(match: re.Match[str]) -> Read:
    year, month = int(match["year"]), int(match["month"])
    if match["day"]:
        return "day", False, _asked(partial(named.named_day, year, month, int(match["day"])))
    return "month", False, _asked(partial(named.named_month, year, month))


def day_of_month(match: re.Match[str]) -> Read:
    month, day = _month_number(match), int(match["day"])
    weekday = _weekday_number(match) if match["weekday"] else None
    if not (match["year"] or match["which"]):
        return "day", True, nearest.day_without_year(month, day, weekday)
    return "day", False, _of_year(match, lambda year: named.named_day(year, month, day, weekday))


def day_alone(match: re.Match[str]) -> Read:
    return "day", True, nearest.day_of_month(int(match["day"]))


def days_of_month(match: re.Match[str]) -> Read:
    month, first, last = _month_number(match), int(match["day"]), int(match["last_day"])
    if not (match["year"] or match["which"]):
        return "days", True, nearest.days_without_year(month, first, last)
    return "days", False, _of_year(match, lambda year: named.named_days(year, month, first, last))


def month_of_year(match: re.Match[str]) -> Read:
    month = _month_number(match)
    return "month", False, _of_year(match, lambda year: named.named_month(year, month))


def month_alone(match: re.Match[str]) -> Read:
    which = (match["which"] or "").lower().removeprefix("this ")
    return "month", not which, nearest.month_alone(_month_number(match), "last" if which == "past" else which)


def season(match: re.Match[str]) -> Read:
    number = _season_number(match)
    if match["year"]:
        return "season", False, _asked(partial(named.named_season, int(match["year"]), number))
    which = (match["which"] or "").lower().removeprefix("this ")
    return "season", not which, nearest.season_alone(number, "last" if which == "past" else which)


def season_of_year(match: re.Match[str]) -> Read:
    number = _season_number(match)
    return "season", False, _of_year(match, lambda year: named.named_season(year, number))


def year(match: re.Match[str]) -> Read:
    return "year", False, _asked(partial(named.named_year, int(match["year"])))


def decade(match: re.Match[str]) -> Read:
    return "decade", False, _asked(partial(named.named_decade, int(match["year"])))


def period(match: re.Match[str]) -> Read:
    unit, which = match["unit"].lower(), (match["which"] or "").lower().removeprefix("this ")
    return unit, False, counted.named_period(unit, "last" if which == "past" else which)


def this_period(match: re.Match[str]) -> Read:
    return match["unit"].lower(), False, counted.named_period(match["unit"].lower(), "this")


def amount_away(match: re.Match[str]) -> Read:
    """“Two weeks ago” is a week and “a year later” a year: only days are counted to the day."""
    unit, written, side = match["unit"].lower(), match["number"].lower(), match["side"].lower()
    least, most = number_of(written)
    away = (-most, -least) if side in ("ago", "earlier") else (least, most)
    if least < most:
        reason = f"“{written}” counted as {'two or three' if most == 3 else 'two to nine'}, {_BY_CONVENTION}"
    elif unit == "day":
        reason = f"counted {'back' if away[0] < 0 else 'on'} from the day of publication"
    else:
        where = "before" if away[0] < 0 else "after"
        amount = "" if least == 1 else f"{written} {unit}s "
        reason = f"the {counted.WHOLE[unit]} {amount}{where} that of the article"
    return unit, False, counted.away(unit, *away, reason)


def amount_up_to_now(match: re.Match[str]) -> Read:
    least, most = number_of(match["number"].lower() or "one")
    if least < most:
        return recent(match)
    units = f"{match['unit'].lower()}s"
    if match["side"].lower() in ("next", "coming"):
        return "days", False, counted.from_now_on(most, units, "counted from the day of publication on")
    return "days", False, counted.up_to_now(most, units, "counted back from the day of publication")


def recent(match: re.Match[str]) -> Read:
    groups = match.groupdict()
    number, said, unit = counted.RECENT[f"{groups['unit'].lower()}s" if groups.get("unit") else ""]
    if (groups.get("side") or "").lower() in ("next", "coming"):
        reason = f"counted as the {said} {unit} from the day of publication on, {_BY_CONVENTION}"
        return "days", False, counted.from_now_on(number, unit, reason)
    reason = f"counted as the {said} {unit} up to the day of publication, {_BY_CONVENTION}"
    return "days", False, counted.up_to_now(number, unit, reason)


def days_from_today(first: int, last: int, reason: str) -> Reader:
    return lambda _: ("day", False, counted.from_today(first, last, reason))


def today(match: re.Match[str]) -> Read:
    return "day", False, counted.from_today(0, 0, "the day of the article itself")


def yesterday(match: re.Match[str]) -> Read:
    meaning = counted.from_today(-1, -1, "the day before publication")
    return "day", False, with_night(meaning) if match["night"] else meaning


def _of_year(match: re.Match[str], of: Callable[[int], Found]) -> Meaning:
    if match["year"]:
        return _asked(partial(of, int(match["year"])))
    return named.of_year(of, _AWAY[match["which"].lower()])


def _asked(found: Callable[[], Found]) -> Meaning:
    """A day that there is not is found out when the meaning is asked for."""
    return lambda day, forward: found()


def _weekday_number(match: re.Match[str]) -> int:
    return [name[:3] for name in WEEKDAYS].index(match["weekday"][:3].capitalize())


def _month_number(match: re.Match[str]) -> int:
    return [name[:3] for name in MONTHS].index(match["month"][:3].capitalize()) + 1


def _season_number(match: re.Match[str]) -> int:
    return nearest.SEASONS.index(match["season"].lower().replace("fall", "autumn"))

"""What the words around an expression of time make of it: its beginning, its night, all up to it, all from then on."""

from dataclasses import replace
from datetime import date, timedelta

from timeline.dates.days import WEEKDAYS
from timeline.dates.relative.found import Found, Meaning, Stretch
from timeline.dates.relative.periods import Period, third


def in_third(meaning: Meaning, unit: str, which: str) -> Meaning:
    """Early, mid or late in a period."""

    def of_period(day: date, forward: bool) -> Found:
        found = meaning(day, forward)
        stretches = tuple(third(unit, _closed(stretch), which) for stretch in found.stretches)
        share = {"early": "first", "mid": "middle", "late": "last"}[which]
        reason = f"“{which}” taken as its {share} third"
        if unit == "week":
            reason = f"“{which}” taken as {WEEKDAYS[_closed(stretches[0])[0].weekday()]} to "
            reason += WEEKDAYS[_closed(stretches[0])[1].weekday()]
        return replace(found, stretches=stretches, reason=reason, text="")

    return of_period


def around_today(meaning: Meaning, which: str) -> Meaning:
    """`earlier` or `later` in a period: up to publication, or from then on; of a period that is over, all of it."""

    def of_period(day: date, forward: bool) -> Found:
        found = meaning(day, forward)
        first, last = _closed(found.stretches[0])
        if not first <= day <= last:
            return found
        if which == "earlier":
            moves, reason = (found.moves[0], True), "from its beginning to the day of publication"
            return replace(found, stretches=((first, day),), reason=reason, text="", moves=moves)
        moves, reason = (True, found.moves[1]), "from the day of publication to its end"
        return replace(found, stretches=((day, last),), reason=reason, text="", moves=moves)

    return of_period


def with_night(meaning: Meaning) -> Meaning:
    """The night of a day may end on the next."""

    def of_night(day: date, forward: bool) -> Found:
        found = meaning(day, forward)
        stretches = tuple((first, _closed((first, last))[1] + timedelta(1)) for first, last in found.stretches)
        return replace(found, stretches=stretches, reason="the evening or the night to the next day")

    return of_night


def no_later_than(meaning: Meaning) -> Meaning:
    def limited(day: date, forward: bool) -> Found:
        found = meaning(day, forward)
        return Found(((None, found.last),), "its last day included", (False, found.moves[1]))

    return limited


def no_earlier_than(meaning: Meaning) -> Meaning:
    """From then on; what was told in the article had happened when it appeared, unless the words look forward."""

    def limited(day: date, forward: bool) -> Found:
        found = meaning(day, forward)
        assert found.first is not None
        if forward or found.first > day:
            return Found(((found.first, None),), "its first day included", (found.moves[0], False))
        return Found(((found.first, day),), "up to the day of publication, both included", (found.moves[0], True))

    return limited


def from_to(start: Meaning, start_is_bare: bool, end: Meaning, end_is_bare: bool) -> Meaning:
    """From one to another; a bare side, which has no year of its own, takes the one nearest to the other side."""

    def between(day: date, forward: bool) -> Found:
        if end_is_bare and (forward or not start_is_bare):
            one = start(day, forward)
            other = replace(end(_closed(one.stretches[-1])[1], True), moves=one.moves)
        else:
            other = end(day, forward)
            one = (
                replace(start(_closed(other.stretches[-1])[1], False), moves=other.moves)
                if start_is_bare
                else start(day, forward)
            )
        if one.first is None or other.last is None or one.first > other.last:
            raise ValueError("the end lies before the start")
        return Found(((one.first, other.last),), "both sides included", (one.moves[0], other.moves[1]))

    return between


def _closed(stretch: Stretch) -> Period:
    first, last = stretch
    if first is None or last is None:
        raise ValueError("a period that is open has no parts")
    return first, last

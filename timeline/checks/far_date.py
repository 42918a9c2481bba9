"""Dates that lie far from all others, as they do after a slip of the finger."""

from collections.abc import Iterator, Sequence

from timeline.content.load import Content, Entry
from timeline.dates import Edtf
from timeline.model import Event
from timeline.problems import Problem, quoted

# In days. Nearer to its neighbour than this, or among fewer events, a date says nothing by standing apart.
FAR = 5 * 366
FEWEST = 5

Dated = tuple[Entry[Event], Edtf, int, int]


def far_date(content: Content) -> Iterator[Problem]:
    """`far-date` (warning): an event lies more than five years from all others, and further from the next one than the
    others lie from one another. Most often a digit is wrong: 2052 for 2025, 1925 for 2025. Mend the date. A site with
    fewer than five dated events is left alone.
    """
    dated: list[Dated] = [
        (event, event.record.date, *days)
        for event in content.events.values()
        if event.record and (days := _known_days(event.record.date))
    ]
    if len(dated) < FEWEST:
        return
    # What lies further off than all others span can only be the first or the last of them.
    by_end = sorted(dated, key=lambda each: each[3])
    by_start = sorted(dated, key=lambda each: each[2])
    yield from _apart(content, by_end[0], by_end[1:], "before")
    yield from _apart(content, by_start[-1], by_start[:-1], "after")


def _known_days(date: Edtf) -> tuple[int, int] | None:
    """First and last day, as day numbers; of a date that is open at one side the day that is known, twice."""
    first = date.earliest if date.earliest is not None else date.latest
    last = date.latest if date.latest is not None else date.earliest
    return None if first is None or last is None else (first, last)


def _apart(content: Content, one: Dated, others: Sequence[Dated], side: str) -> Iterator[Problem]:
    event, date, start, end = one
    first, last = min(each[2] for each in others), max(each[3] for each in others)
    distance = first - end if side == "before" else start - last
    if distance > max(FAR, last - first):
        message = f"{quoted(date.text)} lies {distance // 365} years {side} all other events; is a digit wrong?"
        yield content.problem(event, "far-date", message, "date", severity="warning")

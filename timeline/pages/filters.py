"""What the events of a page can be filtered by: the values that tell them apart."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import get_args

from timeline.compile import Row, Timeline
from timeline.model import Status
from timeline.pages.company import named_by

# The key in the address's query, and its (id, name, number of events) triples.
Choice = tuple[str, tuple[tuple[str, str, int], ...]]
MOST_FIRST = ("actor", "place", "tag")


@dataclass(frozen=True, slots=True)
class Filters:
    """count is the number of events, choices has each key that tells some apart, dated says whether their days do.

    Threads come in the order of threads.yaml, statuses in the order of their certainty and without a name, since that
    is among the theme's words; actors, places and tags with the most events first.
    """

    count: int
    choices: tuple[Choice, ...]
    dated: bool


def filters(timeline: Timeline, rows: Sequence[Row]) -> Filters | None:
    """None where there is at most one event."""
    if len(rows) < 2:
        return None
    # What every event has leaves nothing out.
    choices = tuple((key, values) for key, values in _choices(timeline, rows) if any(n < len(rows) for *_, n in values))
    return Filters(len(rows), choices, len({(row.first_day, row.last_day) for row in rows}) > 1)


def _choices(timeline: Timeline, rows: Sequence[Row]) -> Iterator[Choice]:
    held = named_by(rows, "thread")
    yield "thread", tuple((name, thread.name, held[name]) for name, thread in timeline.threads.items() if held[name])
    held = Counter([row.status for row in rows])
    yield "status", tuple((status, "", held[status]) for status in get_args(Status) if held[status])
    for kind in MOST_FIRST:
        entries = timeline.of_kind(kind)
        named = sorted((-count, entries[name].name, name) for name, count in named_by(rows, kind).items())
        yield kind, tuple((name, title, -count) for count, title, name in named)

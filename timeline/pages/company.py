"""The company that entries keep: who and what the same events name."""

from collections import Counter
from collections.abc import Iterable, Sequence
from heapq import nsmallest
from itertools import chain
from operator import attrgetter, itemgetter

from timeline.compile import GATHERING, Row, Timeline

MOST_NAMED = 6
# Kind, and the entries of it as (id, name, number of shared events), the most shared first.
Company = tuple[tuple[str, tuple[tuple[str, str, int], ...]], ...]


def company(timeline: Timeline, rows: Sequence[Row], kind: str = "", name: str = "") -> Company:
    """The entries of these events, at most six a kind, but for the one of this kind and name; equals by their ids."""
    found = []
    for other in GATHERING:
        counts = named_by(rows, other)
        if other == kind:
            del counts[name]
        if counts:
            entries = timeline.of_kind(other)
            most = nsmallest(MOST_NAMED, counts, key=lambda entry: (-counts[entry], entry))
            found.append((other, tuple((entry, entries[entry].name, counts[entry]) for entry in most)))
    return tuple(found)


def named_by(rows: Iterable[Row], kind: str) -> Counter[str]:
    """How many of the events name each entry of a kind."""
    if kind == "thread":
        return Counter(map(attrgetter("thread"), rows))
    named = chain.from_iterable(map(attrgetter(f"{kind}s"), rows))
    return Counter(named if kind == "tag" else map(itemgetter(0), named))

"""The company that entries keep: who and what the same events name."""

from collections import Counter
from collections.abc import Sequence
from heapq import nsmallest
from itertools import chain

from timeline.compile import GATHERING, Row, Timeline

MOST_NAMED = 6
# Kind, and the entries of it as (id, name, number of shared events), the most shared first.
Company = tuple[tuple[str, tuple[tuple[str, str, int], ...]], ...]


def company(timeline: Timeline, rows: Sequence[Row], kind: str = "", name: str = "") -> Company:
    """The entries of these events, at most six a kind, but for the one of this kind and name; equals by their ids."""
    found = []
    for other in GATHERING:
        counts = Counter(chain.from_iterable(timeline.named(other, row) for row in rows))
        if other == kind:
            del counts[name]
        if counts:
            entries = timeline.of_kind(other)
            most = nsmallest(MOST_NAMED, counts, key=lambda entry: (-counts[entry], entry))
            found.append((other, tuple((entry, entries[entry].name, counts[entry]) for entry in most)))
    return tuple(found)

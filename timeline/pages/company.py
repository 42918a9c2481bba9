"""The company that entries keep: who and what the same events name."""

from collections import Counter
from collections.abc import Sequence

from timeline.compile import GATHERING, Row, Timeline

MOST_NAMED = 6
# Kind, and the entries of it as (id, name, number of shared events), the most shared first.
Company = tuple[tuple[str, tuple[tuple[str, str, int], ...]], ...]


def company(timeline: Timeline, rows: Sequence[Row], kind: str = "", name: str = "") -> Company:
    """The entries of these events, at most six a kind, but for the one of this kind and name; equals by their ids."""
    found = []
    for other in GATHERING:
        counts = Counter(entry for row in rows for entry in timeline.named(other, row))
        if other == kind:
            del counts[name]
        if counts:
            entries = timeline.of_kind(other)
            most = sorted(counts, key=lambda entry: (-counts[entry], entry))[:MOST_NAMED]
            found.append((other, tuple((entry, entries[entry].name, counts[entry]) for entry in most)))
    return tuple(found)

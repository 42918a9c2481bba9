"""What tells pages of one title apart in the heads of browsers and the results of searches."""

from collections import Counter
from collections.abc import Mapping
from itertools import chain

from timeline import address
from timeline.compile import Timeline
from timeline.dates import in_words

KINDS = ("event", "page", "article", "thread", "actor", "place", "tag")
# Their titles stand alone, unless another entry has the same; those of the other kinds always say what they are.
ALONE = ("event", "page")


def told_apart(timeline: Timeline) -> Mapping[str, tuple[str, ...]]:
    """By address, what is said behind an entry's title and its kind; what is not among them says neither.

    An entry whose title is unlike all others says its kind at most, one of several of a kind also its date, and where
    that does not help its id.
    """
    entries = {kind: _titles(timeline, kind) for kind in KINDS}
    titles = Counter(chain.from_iterable(of_kind.values() for of_kind in entries.values()))
    found = {}
    for kind, of_kind in entries.items():
        alike = Counter(of_kind.values())
        # Dates are put into words for the few that need them.
        dated = {name: (title, _date(timeline, kind, name)) for name, title in of_kind.items() if alike[title] > 1}
        dated_alike = Counter(dated.values())
        for name, title in of_kind.items():
            if name in dated:
                details = (dated[name][1], name if dated_alike[dated[name]] > 1 else "")
                found[address.of_entry(kind, name)] = tuple(filter(None, details))
            elif kind not in ALONE or titles[title] > 1:
                found[address.of_entry(kind, name)] = ()
    return found


def _titles(timeline: Timeline, kind: str) -> dict[str, str]:
    """The title of each entry of a kind as it is compared, by id."""
    has_name = kind not in ("event", "article", "page")
    entries = timeline.of_kind(kind).items()
    return {name: (entry.name if has_name else entry.title).casefold() for name, entry in entries}


def _date(timeline: Timeline, kind: str, name: str) -> str:
    """The date of an entry in words; empty for those that have none."""
    if kind == "event":
        return in_words(timeline.events[name].date)
    return in_words(timeline.articles[name].published) if kind == "article" else ""

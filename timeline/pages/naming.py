"""What tells pages of one title apart in the heads of browsers and the results of searches."""

from collections import Counter
from collections.abc import Iterator, Mapping

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
    entries = {kind: tuple(_titled(timeline, kind)) for kind in KINDS}
    titles = Counter(title for of_kind in entries.values() for _, title, _ in of_kind)
    found = {}
    for kind, of_kind in entries.items():
        alike = Counter(title for _, title, _ in of_kind)
        dated_alike = Counter((title, date) for _, title, date in of_kind)
        for name, title, date in of_kind:
            if titles[title] > 1 or kind not in ALONE:
                details = (date, name if dated_alike[title, date] > 1 else "") if alike[title] > 1 else ()
                found[address.of_entry(kind, name)] = tuple(filter(None, details))
    return found


def _titled(timeline: Timeline, kind: str) -> Iterator[tuple[str, str, str]]:
    """Id, title as it is compared, and date in words, if it has one, of each entry of a kind."""
    for name, entry in timeline.of_kind(kind).items():
        if kind == "event":
            yield name, entry.title.casefold(), in_words(entry.date)
        elif kind == "article":
            yield name, entry.title.casefold(), in_words(entry.published)
        else:
            yield name, (entry.title if kind == "page" else entry.name).casefold(), ""

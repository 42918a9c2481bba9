"""The kin of an event: the other events that its page has to know of."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import pairwise

from timeline.pages.subject import Subject, shared


def with_kin(subject: Subject, event: str) -> Iterable[str]:
    """The event, and those whose pages show it."""
    return (event, *kin(subject)[event])


@shared
def kin(subject: Subject) -> Mapping[str, tuple[str, ...]]:
    """By the id of each event those before and after it, those related to it, and those of the same title."""
    timeline = subject.timeline
    found: dict[str, set[str]] = defaultdict(set)

    def join(names: Iterable[str]) -> None:
        for one, other in pairwise(names):
            found[one].add(other)
            found[other].add(one)

    for known in (True, False):
        join(row.id for row in timeline.rows if bool(row.filed) is known)
    for rows in subject.grouped["thread"].values():
        join(row.id for row in rows)
    titles: dict[str, list[str]] = defaultdict(list)
    for name, row in timeline.all_rows.items():
        found[name].update(link.id for _, link in timeline.relations.get(name, ()))
        titles[row.title.casefold()].append(name)
    for names in titles.values():
        join(names)
    return {name: tuple(sorted(others)) for name, others in found.items()}

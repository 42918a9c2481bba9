"""The gate: every check is a file of this room, and finds its problems in what authors wrote.

To add one, write `<name>.py` with a function that takes the content and yields problems, and put it into CHECKS. The
function's docstring is the manual of its codes.
"""

from collections.abc import Callable, Iterable, Iterator

from timeline.checks.addresses import clashing_addresses
from timeline.checks.evidence import evidence
from timeline.checks.markdown_links import markdown_links
from timeline.checks.media import media
from timeline.checks.notes import notes
from timeline.checks.references import unknown_references
from timeline.checks.relations import relations
from timeline.checks.status import status_without_ground
from timeline.content.load import Content
from timeline.problems import Problem

Check = Callable[[Content], Iterable[Problem]]

CHECKS: tuple[Check, ...] = (
    unknown_references,
    markdown_links,
    notes,
    evidence,
    status_without_ground,
    relations,
    clashing_addresses,
    media,
)


def check(content: Content) -> tuple[Problem, ...]:
    """All problems of the content, those of reading included, sorted, without the warnings that an event allows."""
    found = {*content.problems, *(problem for one in CHECKS for problem in one(content))}
    return tuple(sorted(_not_allowed(content, found)))


def _not_allowed(content: Content, problems: Iterable[Problem]) -> Iterator[Problem]:
    allowed = {
        entry.file: entry.record.allow for entry in content.events.values() if entry.record and entry.record.allow
    }
    for problem in problems:
        if problem.severity == "error" or problem.code not in allowed.get(problem.place.file, {}):
            yield problem

"""A status that says more than the entry shows."""

from collections.abc import Iterator

from timeline.content.load import Content
from timeline.problems import Problem


def status_without_ground(content: Content) -> Iterator[Problem]:
    """`disputed-without-sides`: an event is disputed, but has neither `accounts` nor an excerpt with
    `stance: contradicts`. Say who differs from whom.

    `retracted-without-correction`: an event is retracted, but no correction says when and why.
    """
    for event in content.events.values():
        if not (record := event.record):
            continue
        contradicted = any(excerpt.stance == "contradicts" for excerpt in record.excerpts)
        if record.status == "disputed" and not record.accounts and not contradicted:
            message = "a disputed event needs accounts that differ, or an excerpt with `stance: contradicts`"
            yield content.problem(event, "disputed-without-sides", message, "status")
        if record.status == "retracted" and not record.corrections:
            message = "a retracted event needs a correction that says when and why"
            yield content.problem(event, "retracted-without-correction", message, "status")

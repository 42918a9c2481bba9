"""A status that says more than the entry shows."""

from collections.abc import Iterator

from timeline.content.load import Content
from timeline.model import Event
from timeline.problems import Problem, quoted


def status_without_ground(content: Content) -> Iterator[Problem]:
    """`disputed-without-sides`: an event is disputed, and the entry does not show two sides: neither two `accounts` nor
    an excerpt with `stance: contradicts`. One account alone is a claim, and nobody who reads it knows who differs. Say
    who differs from whom, or choose another status.

    `retracted-without-correction`: an event is retracted, and no correction says when and why. Add one to
    `corrections`.
    """
    for event in content.events.values():
        if not (record := event.record):
            continue
        contradicted = any(excerpt.stance == "contradicts" for excerpt in record.excerpts)
        if record.status == "disputed" and len(record.accounts) < 2 and not contradicted:
            yield content.problem(event, "disputed-without-sides", _missing_side(record), "status")
        if record.status == "retracted" and not record.corrections:
            message = "a retracted event needs a correction that says when and why"
            yield content.problem(event, "retracted-without-correction", message, "status")


def _missing_side(event: Event) -> str:
    if not event.accounts:
        return "a disputed event needs two accounts that differ, or an excerpt with `stance: contradicts`"
    by = quoted(event.accounts[0].by)
    return f"only {by} has an account; add that of who differs, or an excerpt with `stance: contradicts`"

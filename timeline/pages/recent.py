"""What was added or corrected last, as the home page, the feed and the sitemap tell it."""

from dataclasses import dataclass
from math import inf

from timeline import address
from timeline.dates import in_words, iso, parse
from timeline.model import Correction, Event
from timeline.pages.subject import Subject, shared


@dataclass(frozen=True, slots=True)
class Change:
    """An event's first publication and its last change, as ISO 8601 days."""

    event: str
    published: str
    updated: str


@shared
def newest_first(subject: Subject) -> list[str]:
    """The ids of the listed events, last changed first; of one day's, the latest events first."""
    found = [
        (last_changed(subject, row.id), -inf if row.first_day is None else row.first_day, row.id)
        for row in subject.timeline.rows
    ]
    return [event for *_, event in sorted(found, reverse=True)]


def change_of(subject: Subject, event: str) -> Change:
    published = subject.first_published(address.of_entry("event", event))
    return Change(event, published, last_changed(subject, event))


@shared
def last_changed(subject: Subject, event: str) -> str:
    """The ISO 8601 day of an event's last change."""
    published = subject.first_published(address.of_entry("event", event))
    corrections = subject.timeline.events[event].corrections
    return max([published, *map(day_of, corrections)]) if corrections else published


def day_of(correction: Correction) -> str:
    """The ISO 8601 day a correction was made."""
    assert correction.date.earliest is not None
    return iso(correction.date.earliest)


def retraction(event: Event) -> tuple[str, str, str, str] | None:
    """Why an event was retracted: its newest correction that is one, and no later clarification."""
    if event.status != "retracted":
        return None
    corrections = corrections_view(event)
    return next((one for one in corrections if one[2] == "correction"), corrections[0])


def last_updated(subject: Subject) -> tuple[str, str]:
    """The day of the newest change: ISO 8601, and in words; both empty for a site without events."""
    newest = max((last_changed(subject, row.id) for row in subject.timeline.rows), default="")
    return newest, in_words(parse(newest)) if newest else ""


def corrections_view(event: Event) -> tuple[tuple[str, str, str, str], ...]:
    """An event's corrections, the newest first: ISO 8601 day, the date in words, kind, note in Markdown."""
    found = [(day_of(one), in_words(one.date), one.kind, one.note) for one in reversed(event.corrections)]
    return tuple(sorted(found, key=lambda correction: correction[0], reverse=True))

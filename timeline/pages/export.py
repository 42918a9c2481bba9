"""All events as data: events.json, and the record that stands beside each event's page."""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from timeline import address, markdown
from timeline.dates import iso
from timeline.page import Data, Page
from timeline.pages.subject import Subject
from timeline.theme import Theme

VERSION = 1
EXPORT = "events.json"
# What is written is made here, and holds nothing of which it is a part itself.
JSON = json.JSONEncoder(ensure_ascii=False, check_circular=False)


def begin_export(subject: Subject) -> Iterator[Page]:
    """events.json up to its first event. It has one event a line, so that a change shows as a change of its lines."""
    site = subject.site
    head = {"title": site.title, "description": site.description, "language": site.language, "licence": site.licence}
    yield Page(EXPORT, write_begin, {"site": head | {"base_url": site.base_url}}, piece=True)


def event_line(subject: Subject, name: str, data: Mapping[str, Any]) -> Iterator[Page]:
    """The line of an event, if it is listed."""
    rows = subject.timeline.rows
    if subject.timeline.all_rows[name].status != "retracted":
        yield Page(EXPORT, write_line, {"event": data, "is_first": name == rows[0].id}, piece=True)


def end_export(subject: Subject) -> Iterator[Page]:
    """events.json from behind its last event."""
    retracted = tuple(name for name, row in subject.timeline.all_rows.items() if row.status == "retracted")
    yield Page(EXPORT, write_end, {"retracted": retracted}, piece=True)


def write_begin(theme: Theme, data: Data) -> bytes:
    head = json.dumps({"version": VERSION, "site": data["site"]}, ensure_ascii=False)[:-1]
    return f'{head}, "events": ['.encode()


def write_line(theme: Theme, data: Data) -> bytes:
    before = "\n" if data["is_first"] else ",\n"
    return (before + JSON.encode(with_words(data["event"]))).encode()


def write_end(theme: Theme, data: Data) -> bytes:
    retracted = json.dumps(data["retracted"], ensure_ascii=False)
    return f'\n], "retracted": {retracted}}}\n'.encode()


def edited_export(before: bytes, lines: Sequence[bytes], others: Sequence[bytes]) -> Page | None:
    """events.json with other lines in the place of some; None if it has not each of those once."""
    for line, other in zip(lines, others, strict=True):
        if before.count(line) != 1:
            return None
        before = before.replace(line, other)
    return Page(EXPORT, write_export, {"export": before})


def write_export(theme: Theme, data: Data) -> bytes:
    export: bytes = data["export"]
    return export


def event_data(subject: Subject, name: str) -> dict[str, Any]:
    """An event as data; summary and body are still Markdown, see with_words()."""
    timeline, event, row = subject.timeline, subject.timeline.events[name], subject.timeline.all_rows[name]
    return {
        "id": name,
        "url": subject.site.base_url + address.of_entry("event", name),
        "title": event.title,
        "date": event.date.text,
        "earliest": iso(row.first_day) if row.first_day is not None else None,
        "latest": iso(row.last_day) if row.last_day is not None else None,
        "precision": row.precision,
        "status": event.status,
        "weight": event.weight,
        "thread": event.thread,
        "summary": event.summary,
        "body": event.body,
        "actors": event.actors,
        "places": event.places,
        "tags": timeline.tagged[name],
        "excerpts": tuple(
            {
                "article": excerpt.article,
                "quote": excerpt.quote,
                "stance": excerpt.stance,
                "speaker": excerpt.speaker or None,
                "verdict": timeline.verdicts[name][position].verdict,
            }
            for position, excerpt in enumerate(event.excerpts)
        ),
        "relations": tuple({"type": kind, "event": link.id} for kind, link in timeline.relations.get(name, ())),
        "corrections": tuple({"date": one.date.text, "kind": one.kind, "note": one.note} for one in event.corrections),
    }


def with_words(event: dict[str, Any]) -> dict[str, Any]:
    """The event with its Markdown as plain text, as it leaves the site."""
    notes = tuple(one | {"note": markdown.plain(one["note"])} for one in event["corrections"])
    return event | {
        "summary": markdown.plain(event["summary"]),
        "body": markdown.plain(event["body"]),
        "corrections": notes,
    }

"""All events as data: events.json, and the record that stands beside each event's page."""

import json
from collections.abc import Iterator
from typing import Any

from timeline import address, markdown
from timeline.dates import iso
from timeline.page import Data, Page
from timeline.pages.subject import Subject
from timeline.theme import Theme

VERSION = 1


def export_pages(subject: Subject) -> Iterator[Page]:
    timeline, site = subject.timeline, subject.site
    head = {"title": site.title, "description": site.description, "language": site.language, "licence": site.licence}
    yield Page(
        "events.json",
        write_events_json,
        {
            "site": head | {"base_url": site.base_url},
            "events": tuple(event_data(subject, row.id) for row in timeline.rows),
            "retracted": tuple(name for name, event in timeline.events.items() if event.status == "retracted"),
        },
    )


def write_events_json(theme: Theme, data: Data) -> bytes:
    """One event a line, so that a change shows as a change of its lines."""
    head = json.dumps({"version": VERSION, "site": data["site"]}, ensure_ascii=False)[:-1]
    events = ",\n".join(json.dumps(with_words(event), ensure_ascii=False) for event in data["events"])
    retracted = json.dumps(data["retracted"], ensure_ascii=False)
    return f'{head}, "events": [\n{events}\n], "retracted": {retracted}}}\n'.encode()


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

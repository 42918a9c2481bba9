"""An event as data: what events.json has of each, and the record beside its page."""

import json
from collections.abc import Mapping
from typing import Any

from timeline import address, markdown
from timeline.dates import iso
from timeline.pages.subject import Subject

# What is written is made here, and holds nothing of which it is a part itself.
JSON = json.JSONEncoder(ensure_ascii=False, check_circular=False)


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


def with_words(event: Mapping[str, Any]) -> dict[str, Any]:
    """The event with its Markdown as plain text, as it leaves the site."""
    notes = tuple(one | {"note": markdown.plain(one["note"])} for one in event["corrections"])
    return {
        **event,
        "summary": markdown.plain(event["summary"]),
        "body": markdown.plain(event["body"]),
        "corrections": notes,
    }

"""Content that has errors, as far as it can be compiled all the same."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from timeline.content.load import Content, Entry
from timeline.model import Event


def readable(content: Content) -> Content:
    """The content without entries that do not fit their model, and without mentions of what is not there.

    Images are left out, too, since nothing of a list needs them to be looked at.
    """
    fitting = replace(
        content,
        events=_fitting(content.events),
        articles=_fitting(content.articles),
        threads=_fitting(content.threads),
        actors=_fitting(content.actors),
        places=_fitting(content.places),
        tags=_fitting(content.tags),
        pages=_fitting(content.pages),
    )
    return replace(fitting, events={name: _mending(entry, fitting) for name, entry in fitting.events.items()})


def _fitting(entries: Mapping[str, Entry[Any]]) -> dict[str, Entry[Any]]:
    return {name: entry for name, entry in entries.items() if entry.record}


def _mending(entry: Entry[Event], content: Content) -> Entry[Event]:
    event = entry.record
    assert event
    known = {
        "actors": tuple(name for name in event.actors if name in content.actors),
        "places": tuple(name for name in event.places if name in content.places),
        "relations": tuple(one for one in event.relations if one.event in content.events),
        "media": (),
    }
    if all(len(kept) == len(getattr(event, field)) for field, kept in known.items()):
        return entry
    return replace(entry, record=event.model_copy(update=known))

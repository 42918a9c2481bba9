"""Notes and keys: what `[^key]` and the lists of keys lead to."""

from collections.abc import Iterable, Iterator
from typing import Any

from timeline.content.load import REGISTERS, Content, Entry
from timeline.content.references import MARKDOWN, markdown_texts, values
from timeline.content.source import Route
from timeline.markdown import note_keys, too_costly
from timeline.problems import Problem, did_you_mean, quoted

NOTED = (("summary",), ("body",), ("accounts", "*", "says"))
OTHERS = tuple(route for route in MARKDOWN["event"] if route not in NOTED)


def notes(content: Content) -> Iterator[Problem]:
    """`unknown-note`: `[^key]` in an event's summary, body or accounts, or a key in an account's `excerpts`, belongs to
    none of the event's excerpts. Give the excerpt that key, or mend the note.

    `repeated-note`: two excerpts of an event have the same `key`, so that a note could mean either. Rename one of them,
    and the notes that mean it.
    """
    for event in content.events.values():
        keys: set[str] = set()
        for route, key in values(event.written, ("excerpts", "*", "key")):
            if key in keys:
                message = f"another excerpt of this event bears the key {quoted(key)}"
                yield content.problem(event, "repeated-note", message, *route)
            keys.add(key)
        for field in NOTED:
            for route, text in values(event.written, field):
                for key in (key for key in _keys(text) if key not in keys):
                    message = f"no excerpt of this event bears the key {quoted(key)}{did_you_mean(key, keys)}"
                    yield content.problem(event, "unknown-note", message, *route, needle=f"[^{key}]")
        for route, key in values(event.written, ("accounts", "*", "excerpts", "*")):
            if key not in keys:
                message = f"no excerpt of this event bears the key {quoted(key)}{did_you_mean(key, keys)}"
                yield content.problem(event, "unknown-note", message, *route)
        for other in OTHERS:
            yield from _misplaced_in(content, event, values(event.written, other))


def misplaced_notes(content: Content) -> Iterator[Problem]:
    """`misplaced-note`: a text other than an event's summary, body and accounts holds a note such as `[^key]`, which
    can lead to no excerpt from there. Move the claim, or leave the note out. Pages and articles have footnotes instead.
    """
    for kind in REGISTERS:
        for entry in content.of_kind(kind).values():
            yield from _misplaced_in(content, entry, markdown_texts(entry))


def _misplaced_in(content: Content, entry: Entry[Any], texts: Iterable[tuple[Route, str]]) -> Iterator[Problem]:
    for route, text in texts:
        for key in _keys(text):
            message = "notes stand in the summary, the body and the accounts of an event alone"
            yield content.problem(entry, "misplaced-note", message, *route, needle=f"[^{key}]")


def _keys(text: str) -> list[str]:
    return note_keys(text) if "[^" in text and not too_costly(text) else []

"""Notes and keys: what `[^key]` and the lists of keys lead to."""

from collections.abc import Iterator

from timeline.content.load import REGISTERS, Content, Kind
from timeline.content.references import markdown_texts, values
from timeline.markdown import note_keys, too_costly
from timeline.problems import Problem, did_you_mean, quoted

NOTED = (("summary",), ("body",), ("accounts", "*", "says"))


def notes(content: Content) -> Iterator[Problem]:
    """`unknown-note`: `[^key]` in an event's summary, body or accounts, or a key in an account's `excerpts`, belongs to
    none of the event's excerpts. Give the excerpt that key, or mend the note.

    `misplaced-note`: a text other than an event's summary, body and accounts holds a note such as `[^key]`, which can
    lead to no excerpt from there. Move the claim, or leave the note out.

    `repeated-note`: two excerpts of an event have the same `key`, so that a note could mean either. Rename one of them,
    and the notes that mean it.
    """
    yield from _misplaced(content)
    for event in content.events.values():
        keys: set[str] = set()
        for route, key in values(event.written, ("excerpts", "*", "key")):
            if key in keys:
                message = f"another excerpt of this event bears the key {quoted(key)}"
                yield content.problem(event, "repeated-note", message, *route)
            keys.add(key)
        for field in NOTED:
            for route, text in values(event.written, field):
                for key in (key for key in ([] if too_costly(text) else note_keys(text)) if key not in keys):
                    message = f"no excerpt of this event bears the key {quoted(key)}{did_you_mean(key, keys)}"
                    yield content.problem(event, "unknown-note", message, *route, needle=f"[^{key}]")
        for route, key in values(event.written, ("accounts", "*", "excerpts", "*")):
            if key not in keys:
                message = f"no excerpt of this event bears the key {quoted(key)}{did_you_mean(key, keys)}"
                yield content.problem(event, "unknown-note", message, *route)


def _misplaced(content: Content) -> Iterator[Problem]:
    """Notes in texts that are none of NOTED; pages and articles have footnotes instead."""
    kinds: tuple[Kind, ...] = ("event", *REGISTERS)
    for kind in kinds:
        for entry in content.of_kind(kind).values():
            for route, text in markdown_texts(entry):
                if kind == "event" and tuple("*" if isinstance(step, int) else step for step in route) in NOTED:
                    continue
                for key in [] if too_costly(text) else note_keys(text):
                    message = "notes stand in the summary, the body and the accounts of an event alone"
                    yield content.problem(entry, "misplaced-note", message, *route, needle=f"[^{key}]")

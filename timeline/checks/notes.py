"""Notes and keys: what `[^key]` and the lists of keys lead to."""

from collections import Counter
from collections.abc import Iterator

from timeline.content.load import Content
from timeline.content.references import values
from timeline.markdown import note_keys, too_costly
from timeline.problems import Problem, did_you_mean, quoted

NOTED = (("summary",), ("body",), ("accounts", "*", "says"))


def notes(content: Content) -> Iterator[Problem]:
    """`unknown-note`: `[^key]` in an event's summary, body or accounts, or a key in an account's `excerpts`, that none
    of the event's own excerpts bears.

    `repeated-note`: two excerpts of one event bear the same key.
    """
    for event in content.events.values():
        keys = [key for _, key in values(event.written, ("excerpts", "*", "key"))]
        for key in (key for key, times in Counter(keys).items() if times > 1):
            position = len(keys) - 1 - keys[::-1].index(key)
            message = f"another excerpt of this event bears the key {quoted(key)}"
            yield content.problem(event, "repeated-note", message, "excerpts", position, "key")
        for field in NOTED:
            for route, text in values(event.written, field):
                for key in (key for key in ([] if too_costly(text) else note_keys(text)) if key not in keys):
                    message = f"no excerpt of this event bears the key {quoted(key)}{did_you_mean(key, keys)}"
                    yield content.problem(event, "unknown-note", message, *route, needle=f"[^{key}]")
        for route, key in values(event.written, ("accounts", "*", "excerpts", "*")):
            if key not in keys:
                message = f"no excerpt of this event bears the key {quoted(key)}{did_you_mean(key, keys)}"
                yield content.problem(event, "unknown-note", message, *route)

"""Fields that name an entry that is not there."""

from collections.abc import Iterator
from typing import Any

from timeline.content.load import Content, Entry, Kind
from timeline.content.references import references
from timeline.problems import Problem, did_you_mean, quoted

KINDS: tuple[Kind, ...] = ("event", "article", "thread", "actor", "place", "tag", "page")


def unknown_references(content: Content) -> Iterator[Problem]:
    """`unknown-event`, `unknown-article`, `unknown-thread`, `unknown-actor`, `unknown-place`: a field names an entry
    that does not exist. Mend the id, or add the entry to its folder or register.

    `repeated-reference`: a list of actors or places names one twice.

    `draft-reference`: a published event names one that is a draft, and would show a reader the way to it.
    """
    for kind in KINDS:
        for entry in content.of_kind(kind).values():
            seen: set[tuple[str | int, str]] = set()
            for route, named, name in references(entry):
                if len(route) == 2 and isinstance(route[1], int):
                    if (route[0], name) in seen:
                        message = f"{quoted(name)} stands here for the second time"
                        yield content.problem(entry, "repeated-reference", message, *route)
                        continue
                    seen.add((route[0], name))
                if problem := reference_problem(content, entry, named, name, *route):
                    yield problem


def reference_problem(
    content: Content, entry: Entry[Any], kind: Kind, name: str, *route: str | int, needle: str = ""
) -> Problem | None:
    """What is wrong with naming this entry there, if anything is."""
    known = content.of_kind(kind)
    if name in known:
        if kind == "event" and is_draft(known[name]) and not is_draft(entry):
            message = f"{quoted(name)} is a draft, and this entry is published"
            return content.problem(entry, "draft-reference", message, *route, needle=needle)
        return None
    if kind in content.unread:
        return None
    alias = next((other.id for other in known.values() if name in aliases(other)), None)
    near = f"; it is now {quoted(alias)}" if alias else did_you_mean(name, known)
    return content.problem(entry, f"unknown-{kind}", f"no {kind} {quoted(name)}{near}", *route, needle=needle)


def is_draft(entry: Entry[Any]) -> bool:
    return bool(entry.kind == "event" and entry.written.get("draft") == "true")


def aliases(entry: Entry[Any]) -> list[str]:
    written = entry.written.get("aliases")
    return [name for name in written if isinstance(name, str)] if isinstance(written, list) else []

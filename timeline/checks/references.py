"""Fields that name an entry that is not there."""

from collections.abc import Iterator
from typing import Any

from timeline.content.load import Content, Entry, Kind
from timeline.content.references import aliases, references
from timeline.problems import Problem, did_you_mean, quoted

KINDS: tuple[Kind, ...] = ("event", "article", "thread", "actor", "place", "tag", "page")


def unknown_references(content: Content) -> Iterator[Problem]:
    """`unknown-event`: an event that is named has no file in `events/`. Mend the id; where the event was renamed, the
    message gives its present one.

    `unknown-article`: an article that is named has no file in `articles/`. Mend the id, or add the article.

    `unknown-thread`: a thread that is named is not in threads.yaml. Mend the id, or add the thread.

    `unknown-actor`: an actor that is named is not in actors.yaml. Mend the id, or add the actor.

    `unknown-place`: a place that is named is not in places.yaml. Mend the id, or add the place.

    `repeated-reference`: a list of actors or places names one twice. Remove one of the two.

    `draft-reference`: a published entry names a draft, and would show readers the way to it. Publish the one, make the
    other a draft too, or remove the link.
    """
    # A draft can be an event alone: of what else is there nothing more is asked.
    there = {kind: content.of_kind(kind).keys() for kind in KINDS if kind != "event"}
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
                is_there = named in there and name in there[named]
                if not is_there and (problem := reference_problem(content, entry, named, name, *route)):
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

"""Relations that cannot be: to oneself, round in a circle, from effect to cause."""

from collections.abc import Iterator

from timeline.content.load import Content
from timeline.dates import certainly_before
from timeline.problems import Problem, quoted

# In these an event of the second comes before, or holds, the first; a circle of them says nothing that can be true.
DIRECTED = ("causes", "responds-to", "part-of")


def relations(content: Content) -> Iterator[Problem]:
    """`self-relation`: an event is related to itself. Name the other event.

    `circular-relation`: following `causes`, `responds-to` or `part-of` from event to event leads back to the first, so
    that each would come before itself. Remove the relation that is wrong. The inverse of a relation need not be
    written: the other page shows it by itself.

    `effect-before-cause`: an effect certainly lies before its cause, or a response before what it responds to. Look at
    both dates, and at the direction: `causes` stands with the cause, `responds-to` with the response.
    """
    yield from _to_itself(content)
    yield from _before_cause(content)
    for relation_type in DIRECTED:
        yield from _circles(content, relation_type)


def _to_itself(content: Content) -> Iterator[Problem]:
    for event in content.events.values():
        for position, relation in enumerate(event.record.relations if event.record else ()):
            if relation.event == event.id:
                message = "an event is not related to itself"
                yield content.problem(event, "self-relation", message, "relations", position, "event")


def _before_cause(content: Content) -> Iterator[Problem]:
    for event in content.events.values():
        for position, relation in enumerate(event.record.relations if event.record else ()):
            other = content.events.get(relation.event)
            if not event.record or not other or not other.record or other is event:
                continue
            here, there = event.record.date, other.record.date
            early = (relation.type == "causes" and certainly_before(there, here)) or (
                relation.type == "responds-to" and certainly_before(here, there)
            )
            if early:
                effect, cause = (other.id, event.id) if relation.type == "causes" else (event.id, other.id)
                message = f"{quoted(effect)} certainly lies before {quoted(cause)}, and cannot follow from it"
                yield content.problem(event, "effect-before-cause", message, "relations", position)


def _circles(content: Content, relation_type: str) -> Iterator[Problem]:
    """One problem a circle, at the event in it whose id comes first."""
    leads = {
        event.id: [relation.event for relation in event.record.relations if relation.type == relation_type]
        for event in content.events.values()
        if event.record and event.record.relations
    }
    done: set[str] = set()
    for start in sorted(leads):
        path: dict[str, None] = {}
        stack = [(start, iter(leads[start]))]
        while stack:
            name, following = stack[-1]
            path[name] = None
            after = next((other for other in following if other in leads and other not in done and other != name), None)
            if after is None:
                stack.pop()
                done.add(path.popitem()[0])
            elif after in path:
                yield _circle(content, relation_type, list(path)[list(path).index(after) :])
            else:
                stack.append((after, iter(leads[after])))


def _circle(content: Content, relation_type: str, names: list[str]) -> Problem:
    first = names.index(min(names))
    names = [*names[first:], *names[:first]]
    event = content.events[names[0]]
    assert event.record
    following = names[1 % len(names)]
    position = next(
        place
        for place, relation in enumerate(event.record.relations)
        if (relation.type, relation.event) == (relation_type, following)
    )
    way = " → ".join(quoted(name) for name in [*names, names[0]])
    return content.problem(
        event, "circular-relation", f"{relation_type} leads in a circle: {way}", "relations", position
    )

"""Where entries name other entries: the one table of it, and what stands in those places."""

from collections.abc import Iterator, Mapping
from typing import Any, Literal

from timeline.content.load import Entry, Kind
from timeline.content.source import Route
from timeline.markdown import ENTRY_SCHEMES, likely_targets
from timeline.text import slug

# "*" stands for every item of a list.
REFERENCES: dict[Kind, tuple[tuple[Route, Kind], ...]] = {
    "event": (
        (("thread",), "thread"),
        (("actors", "*"), "actor"),
        (("places", "*"), "place"),
        (("date_basis", "article"), "article"),
        (("excerpts", "*", "article"), "article"),
        (("relations", "*", "event"), "event"),
    ),
}
# Where an id may stand, but also something else: a speaker who is no actor, a tag that is not listed, an image's path.
MENTIONS: tuple[tuple[Route, Kind | Literal["media"]], ...] = (
    (("excerpts", "*", "speaker"), "actor"),
    (("accounts", "*", "by"), "actor"),
    (("tags", "*"), "tag"),
    (("media", "*", "src"), "media"),
)
MARKDOWN: dict[Kind, tuple[Route, ...]] = {
    "event": (
        ("summary",),
        ("body",),
        ("accounts", "*", "says"),
        ("excerpts", "*", "note"),
        ("media", "*", "caption"),
        ("corrections", "*", "note"),
    ),
    "article": (("body",),),
    "page": (("body",),),
    "thread": (("description",),),
    "actor": (("description",),),
    "tag": (("description",),),
}

KINDS_BY_SCHEME: Mapping[str, Kind] = {kind: kind for kind in ENTRY_SCHEMES}


def references(entry: Entry[Any]) -> Iterator[tuple[Route, Kind, str]]:
    """Every field of the entry that holds another's id: its route, the kind, the id."""
    for route, kind in REFERENCES.get(entry.kind, ()):
        if route[0] in entry.written:
            for place, value in values(entry.written, route):
                yield place, kind, value


def mentioned(entry: Entry[Any]) -> set[tuple[Kind | Literal["media"], str]]:
    """The kind and id of everything the entry may lead a reader to."""
    found: set[tuple[Kind | Literal["media"], str]] = {(kind, name) for _, kind, name in references(entry)}
    found.update(named for _, target in links(entry) if (named := linked_entry(target)))
    for route, kind in MENTIONS if entry.kind == "event" else ():
        found.update((kind, slug(name) if kind == "tag" else name) for _, name in values(entry.written, route))
    return found


def links(entry: Entry[Any]) -> Iterator[tuple[Route, str]]:
    """What looks like a link in the entry's Markdown texts: the route of the text, and where it leads."""
    for route, text in markdown_texts(entry):
        for target in likely_targets(text):
            yield route, target


def markdown_texts(entry: Entry[Any]) -> Iterator[tuple[Route, str]]:
    for route in MARKDOWN.get(entry.kind, ()):
        if route[0] in entry.written:
            yield from values(entry.written, route)


def aliases(entry: Entry[Any]) -> list[str]:
    """The earlier ids of an entry."""
    written = entry.written.get("aliases")
    return [name for name in written if isinstance(name, str)] if isinstance(written, list) else []


def linked_entry(target: str) -> tuple[Kind, str] | None:
    """The kind and id that `event:some-id#part` names, or None for a link that leads elsewhere."""
    scheme, colon, rest = target.partition(":")
    kind = KINDS_BY_SCHEME.get(scheme)
    return (kind, rest.partition("#")[0]) if colon and kind else None


def values(written: Any, route: Route) -> list[tuple[Route, str]]:
    """The texts at the end of a route, with the way to each; what is empty or has another shape is passed over."""
    # Most entries lack most of the fields that are asked for.
    if not isinstance(written, dict) or (value := written.get(route[0])) is None:
        return []
    found: list[tuple[Route, Any]] = [(route[:1], value)]
    for step in route[1:]:
        if step == "*":
            lists = [(way, items) for way, items in found if isinstance(items, list)]
            found = [((*way, position), item) for way, items in lists for position, item in enumerate(items)]
        else:
            found = [((*way, step), one[step]) for way, one in found if isinstance(one, dict) and step in one]
    return [(way, text) for way, text in found if isinstance(text, str) and text and not text.isspace()]

"""The ids of a project, as JSON Schema: with what each is called, so that an editor can offer them."""

import math
from collections.abc import Iterable, Iterator
from typing import Any

from timeline.content.load import Content, Entry, Kind
from timeline.schema.shapes import TEXT, Json, as_editors_read

KINDS: tuple[Kind, ...] = ("actor", "place", "thread", "tag", "article", "event")
WHERE = {
    "actor": "actors.yaml",
    "place": "places.yaml",
    "thread": "threads.yaml",
    "tag": "tags.yaml",
    "article": "content/articles/",
    "event": "content/events/",
    "media": "content/media/",
}


def definitions(content: Content | None) -> dict[str, Json]:
    """What may stand where an entry of a kind, or an image, is named: one of those there are, where that is known."""
    if content is None:
        return {}
    found: dict[str, Json] = {kind: _one_of(kind, _called(content.of_kind(kind).values())) for kind in KINDS}
    # Of a register that cannot be read it is not known what it holds.
    found |= dict.fromkeys(content.unread, TEXT)
    found["tag"] = {"anyOf": [_one_of("tag", _called(content.tags.values())), TEXT]}
    return {**found, "media": _one_of("media", ((path, "") for path in content.media))}


def _called(entries: Iterable[Entry[Any]]) -> Iterator[tuple[str, str]]:
    for entry in entries:
        name = entry.written.get("title") or entry.written.get("name")
        yield entry.id, name if isinstance(name, str) else ""


def _one_of(kind: str, called: Iterable[tuple[str, str]]) -> Json:
    forms = [(form, name) for one, name in called for form in _forms(one)]
    return {
        "enum": [form for form, _ in forms],
        "enumDescriptions": [name for _, name in forms],
        "errorMessage": f"There is no such {kind} in {WHERE[kind]}.",
    }


def _forms(one: str) -> Iterator[str | float]:
    """As it is written, and where an editor reads a number or a switch, as such too."""
    yield one
    read = as_editors_read(one)
    if isinstance(read, bool | int | float) and math.isfinite(read):
        yield read

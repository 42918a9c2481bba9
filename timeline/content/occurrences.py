"""Where an entry is named: in which fields, and in which links of which texts."""

import html
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from timeline.content.load import Content, Entry, Kind
from timeline.content.references import MENTIONS, linked_entry, markdown_texts, references, values
from timeline.content.source import Route
from timeline.markdown import ENTRY_SCHEMES, TARGET, likely_targets, plain, too_costly
from timeline.text import slug

# Where a text has none of these, all that looks like a link is one.
CODE = ("`", "    ", "\t", "\\", "<", "&")
PROBE = "sought-link"


@dataclass(frozen=True, slots=True)
class Occurrences:
    """The routes in one file, from its top, to fields that hold an entry's id, and to texts that may link to it."""

    fields: tuple[Route, ...] = ()
    texts: tuple[Route, ...] = ()


def occurrences(content: Content, kind: Kind, name: str) -> Mapping[str, Occurrences]:
    """What names the entry, by file, drafts included. A tag is named by every text that its address is made of."""
    fields: dict[str, list[Route]] = defaultdict(list)
    texts: dict[str, list[Route]] = defaultdict(list)
    forms = {name} if kind != "tag" else {tag.strip() for tag in used_tags(content) if slug(tag) == name}
    for one in ENTRY_SCHEMES:
        for entry in content.of_kind(one).values():
            fields[entry.file] += ((*entry.route, *route) for route in _fields(entry, kind, forms))
            texts[entry.file] += ((*entry.route, *route) for route in _texts(entry, kind, name))
    return {
        file: Occurrences(tuple(fields[file]), tuple(texts[file])) for file in fields if fields[file] or texts[file]
    }


def used_tags(content: Content) -> dict[str, str]:
    """The tags of the events as they are written, each with the file of an event that has it."""
    return {tag: event.file for event in content.events.values() for _, tag in values(event.written, ("tags", "*"))}


def links(text: str, kind: Kind, name: str) -> Iterator[tuple[str, int]]:
    """Where each link to the entry leads in a Markdown text, as written; and how many `event:some-id` stand before it.

    What stands in code is no link.
    """
    found = [match.span(match.lastindex or 0) for match in TARGET.finditer(text)]
    found = [(start, end) for start, end in found if linked_entry(html.unescape(text[start:end])) == (kind, name)]
    if any(sign in text for sign in CODE) and not too_costly(text):
        found = _converted(text, kind, found)
    for start, end in found:
        yield text[start:end], text.count(f"{kind}:{name}", 0, start)


def _fields(entry: Entry[Any], kind: Kind, forms: set[str]) -> Iterator[Route]:
    for route, named, value in references(entry):
        if named == kind and value.strip() in forms:
            yield route
    for pattern, other in MENTIONS if entry.kind == "event" else ():
        if other == kind:
            yield from (route for route, value in values(entry.written, pattern) if value.strip() in forms)


def _texts(entry: Entry[Any], kind: Kind, name: str) -> Iterator[Route]:
    for route, text in markdown_texts(entry):
        # Few texts hold the id, and only an entity can stand for a letter of it.
        is_near = name in text or "&" in text
        if is_near and any(linked_entry(target) == (kind, name) for target in likely_targets(text)):
            yield route


def _converted(text: str, kind: Kind, found: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Those of the targets that converting does not show as words."""
    pieces, done = [], 0
    for number, (start, end) in enumerate(found):
        pieces += [text[done:start], f"{kind}:{PROBE}-{number}-"]
        done = end
    words = plain("".join([*pieces, text[done:]]))
    return [span for number, span in enumerate(found) if f"{PROBE}-{number}-" not in words]

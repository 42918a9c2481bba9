"""JSON Schema (2020-12) of all that authors write, for their editors: what is wrong, what it means, what can stand."""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from pydantic import BaseModel

from timeline import model
from timeline.content.load import Content
from timeline.schema.known import definitions
from timeline.schema.records import record
from timeline.schema.shapes import ID, Json

DIALECT = "https://json-schema.org/draft/2020-12/schema"


@dataclass(frozen=True, slots=True)
class Kind:
    """What a schema is for: files, below the content folder, whose record is a model, or registers of such records."""

    model: type[BaseModel]
    files: str
    title: str
    description: str
    is_register: bool = False


KINDS: Mapping[str, Kind] = {
    "event": Kind(model.Event, "events/**/*.yaml", "Event", "One thing that happened, or is said to have."),
    "article": Kind(model.Article, "articles/**/*.md", "Article", "The front matter of one source article."),
    "page": Kind(model.FreePage, "pages/**/*.md", "Page", "The front matter of a page that is not about an event."),
    "site": Kind(model.Settings, "site.yaml", "Site", "What holds for the whole site."),
    "threads": Kind(model.Thread, "threads.yaml", "Threads", "The lanes of the story, in its order.", True),
    "actors": Kind(model.Actor, "actors.yaml", "Actors", "People, organisations, states.", True),
    "places": Kind(model.Place, "places.yaml", "Places", "Where events happened.", True),
    "tags": Kind(model.Tag, "tags.yaml", "Tags", "Tags that need a name or a description of their own.", True),
}


def schema(name: str, content: Content | None = None) -> Json:
    """The schema of a kind, one of KINDS; with a project's content, its ids are the ones that can stand."""
    kind = KINDS[name]
    known = definitions(content)
    each = record(kind.model, known)
    shape = {"type": ["object", "null"], "propertyNames": ID, "additionalProperties": each}
    head = {"$schema": DIALECT, "title": kind.title, "description": kind.description}
    whole = {**head, **(shape if kind.is_register else each)}
    named = {name: shape for name, shape in known.items() if f'"#/$defs/{name}"' in json.dumps(whole)}
    return {**whole, "$defs": named} if named else whole


def text(schema: Json) -> str:
    """The schema as the text of a file."""
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"

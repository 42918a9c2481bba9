"""The records as JSON Schema, field by field."""

import types
from collections.abc import Mapping
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from pydantic import BaseModel

from timeline import model
from timeline.checks import MANUAL
from timeline.content.references import MENTIONS, REFERENCES
from timeline.content.source import Route
from timeline.schema.shapes import ID, LIMITS, SHAPES, TEXT, Json, nullable
from timeline.schema.words import CHOICES, FIELDS

# What stands below the front matter is no field of it.
BELOW = {(model.Article, "body"), (model.FreePage, "body")}
# Where an id stands, and of what kind; at some places anything else may stand as well.
IDS: Mapping[Route, str] = dict(REFERENCES["event"])
ALSO: Mapping[Route, str] = dict(MENTIONS)
# Both or neither; one with nothing behind it counts as not there.
POSITION = [
    {
        "if": {"required": [one], "properties": {one: {"not": {"type": "null"}}}},
        "then": {"required": [other], "properties": {other: {"not": {"type": "null"}}}},
    }
    for one, other in (("lat", "lon"), ("lon", "lat"))
]


def record(of: type[BaseModel], ids: Mapping[str, Json], route: Route = ()) -> Json:
    """A record as an object; ids are what may stand where another entry is named, by its kind."""
    hints = get_type_hints(of, include_extras=True)
    names = [name for name in of.model_fields if (of, name) not in BELOW]
    shape: Json = {
        "type": "object",
        "required": [name for name in names if of.model_fields[name].is_required()],
        "properties": {name: _field(of, name, hints[name], ids, (*route, name)) for name in names},
        "additionalProperties": False,
    }
    return {**shape, "allOf": POSITION} if of is model.Place else shape


def _field(of: type[BaseModel], name: str, hint: Any, ids: Mapping[str, Json], route: Route) -> Json:
    field = of.model_fields[name]
    description, *examples = FIELDS[of][name]
    shape = _shape(hint, ids, route)
    limits = [(mark, limit) for mark in field.metadata for limit in LIMITS if hasattr(mark, limit)]
    shape |= {LIMITS[limit]: getattr(mark, limit) for mark, limit in limits}
    shape = shape if field.is_required() else nullable(shape)
    head: Json = {"title": name.replace("_", " ").capitalize(), "description": description}
    if isinstance(field.default, str | bool | int | float) and field.default != "":
        head["default"] = field.default
    # Where the ids of a project are known, those of another are no examples.
    if examples and "#/$defs" not in str(shape):
        head["examples"] = [[one] for one in examples] if get_origin(hint) is tuple else examples
    return {**head, **shape}


def _shape(hint: Any, ids: Mapping[str, Json], route: Route) -> Json:
    if (kind := IDS.get(route) or ALSO.get(route)) and kind in ids:
        named: Json = {"$ref": f"#/$defs/{kind}"}
        return {"anyOf": [named, TEXT]} if kind == "actor" and route in ALSO else named
    if kind and route in IDS:
        return dict(ID)
    origin, inner = get_origin(hint), get_args(hint)
    if origin in (Union, types.UnionType):
        return _shape(inner[0], ids, route)
    if origin is tuple:
        return {"type": "array", "items": _shape(inner[0], ids, (*route, "*"))}
    if origin is dict:
        warnings = _warnings()
        # Under python -OO nothing is explained, and so no code is unknown.
        return {"type": "object", "properties": warnings, "additionalProperties": False if warnings else TEXT}
    if origin is Literal:
        meanings = CHOICES[next(str(step) for step in reversed(route) if step != "*")]
        return {"enum": list(inner), "enumDescriptions": [meanings[word] for word in inner]}
    if isinstance(hint, type) and issubclass(hint, BaseModel):
        return record(hint, ids, route)
    if inner and inner[0] in (int, float, float | None):
        return dict(SHAPES[int if inner[0] is int else float])
    return dict(SHAPES[hint])


def _warnings() -> Json:
    return {
        code: {"description": about.text.partition("\n")[0].replace("`", ""), **nullable(TEXT)}
        for code, about in MANUAL.items()
        if about.severity == "warning"
    }

"""From what was written to a record: every misfit becomes a problem that says what would be right."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, ValidationError

from timeline.content.source import Route
from timeline.problems import did_you_mean, quoted

R = TypeVar("R", bound=BaseModel)

# What pydantic calls a field that a record does not have.
UNKNOWN = "extra_forbidden"
SHAPES = {dict: "a mapping", list: "a list", str: "a text", type(None): "empty"}


@dataclass(frozen=True, slots=True)
class Misfit:
    """What does not fit at the end of a route; at_key if the key itself is what is wrong."""

    route: Route
    code: str
    message: str
    at_key: bool = False


def fit(model: type[R], written: Any) -> tuple[R | None, list[Misfit]]:
    """The record, or None and all that keeps it from being one."""
    if not isinstance(written, dict):
        fields = ", ".join(name for name, field in model.model_fields.items() if field.is_required())
        return None, [Misfit((), "wrong-shape", f"this is {SHAPES[type(written)]}; expected a mapping with {fields}")]
    try:
        return model.model_validate(written), []
    except ValidationError as error:
        # Few entries have keys with nothing behind them, which most fields refuse, and none is copied before it must.
        unknown = [detail for detail in error.errors(include_url=False) if detail["type"] == UNKNOWN]
    try:
        record, details = model.model_validate(_without_empty(written)), unknown
    except ValidationError as error:
        known = {detail["loc"] for detail in unknown}
        found = error.errors(include_url=False)
        record, details = None, [*unknown, *(detail for detail in found if detail["loc"] not in known)]
    return (None, list(_misfits(model, details))) if details else (record, [])


def _without_empty(written: Any) -> Any:
    """A key with nothing behind it counts as not written."""
    if isinstance(written, dict):
        return {key: _without_empty(value) for key, value in written.items() if value is not None}
    if isinstance(written, list):
        return [_without_empty(value) for value in written]
    return written


def _misfits(model: type[BaseModel], details: Iterable[Any]) -> Iterator[Misfit]:
    misspelt: set[Route] = set()
    # Unknown fields first: a field that is missing because its name is misspelt is one mistake, not two.
    for detail in sorted(details, key=lambda detail: detail["type"] != UNKNOWN):
        route, kind = detail["loc"], detail["type"]
        typed, context = detail.get("input"), detail.get("ctx", {})
        name = str(route[-1]) if route else ""
        if kind == UNKNOWN:
            meant = did_you_mean(name, _fields_at(model, route[:-1]))
            misspelt.add((*route[:-1], meant))
            yield Misfit(route, "unknown-field", f"no field {quoted(name)} here{meant}", at_key=True)
        elif kind == "missing":
            if (*route[:-1], did_you_mean(name, [name])) not in misspelt:
                yield Misfit(route[:-1], "missing-field", f"{name} is missing")
        elif kind == "literal_error":
            yield Misfit(route, "unknown-value", _not_among(typed, context["expected"]))
        elif kind in NUMBERS:
            yield Misfit(route, "bad-number", f"{quoted(str(typed))}: {NUMBERS[kind].format(**context)}")
        elif kind in EXPECTED:
            yield Misfit(route, "wrong-shape", _other_shape(name, typed, EXPECTED[kind]))
        elif "at_field" in context:
            yield Misfit((*route, context["at_field"]), kind, detail["msg"], at_key=True)
        else:
            yield Misfit(route, kind, detail["msg"])


def _not_among(typed: Any, expected: str) -> str:
    choices = expected.replace("'", "").replace(" or ", ", ").split(", ")
    shown = quoted(typed) if isinstance(typed, str) else SHAPES.get(type(typed), "this")
    near = did_you_mean(typed, choices) if isinstance(typed, str) else ""
    return f"{shown} is not one of {', '.join(choices)}{near}"


def _other_shape(name: str, typed: Any, expected: str) -> str:
    found = SHAPES.get(type(typed), "this")
    message = (
        f"{quoted(name)} is {found}; expected {expected}" if not name.isdigit() else f"{found}; expected {expected}"
    )
    plain = isinstance(typed, str) and typed.isprintable() and len(typed) < 40
    return f"{message}, as in [{typed}]" if plain and expected == "a list" else message


def _fields_at(model: type[BaseModel], route: Route) -> list[str]:
    """The names a mapping at the route may hold."""
    inner: Any = model
    for step in route:
        if isinstance(step, str) and isinstance(inner, type) and issubclass(inner, BaseModel):
            inner = _record_in(inner.model_fields[step].annotation)
    return list(inner.model_fields) if isinstance(inner, type) and issubclass(inner, BaseModel) else []


def _record_in(annotation: Any) -> Any:
    """The record type inside `tuple[Excerpt, ...]` or `DateBasis | None`."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for part in get_args(annotation) if (found := _record_in(part))), None)


EXPECTED = {
    "string_type": "a text",
    "tuple_type": "a list",
    "dict_type": "a mapping",
    "model_type": "a mapping",
}
NUMBERS = {
    "int_parsing": "this is not a whole number",
    "int_type": "this is not a whole number",
    "int_parsing_size": "this number is too large",
    "int_from_float": "this is not a whole number",
    "float_parsing": "this is not a number",
    "float_type": "this is not a number",
    "finite_number": "this is not a number",
    "greater_than": "the number must be greater than {gt}",
    "greater_than_equal": "the number must be at least {ge}",
    "less_than": "the number must be less than {lt}",
    "less_than_equal": "the number must be at most {le}",
}

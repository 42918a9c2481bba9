"""What an editor makes of a YAML file: the core types of YAML 1.2, and JSON Schema by a library of its own."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml
from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError

from timeline.content.source import Route
from timeline.schema import KINDS
from timeline.schema.shapes import as_editors_read


def schema_of(path: str) -> str | None:
    """The name of the schema for a file below the content folder."""
    return next((name for name, kind in KINDS.items() if Path(path).match(kind.files.replace("**/", ""))), None)


def as_read(text: str) -> Any:
    """The values of some YAML. Raises YAMLError."""
    return _value(yaml.compose(text, Loader=yaml.BaseLoader))


def front(file: Path) -> str:
    """The YAML of a file: all of it, or the front matter."""
    text = file.read_text("utf-8")
    return text.split("---\n")[1] if file.suffix == ".md" else text


def _value(node: yaml.Node | None) -> Any:
    if isinstance(node, yaml.MappingNode):
        return {str(key.value): _value(value) for key, value in node.value}
    if isinstance(node, yaml.SequenceNode):
        return [_value(item) for item in node.value]
    if isinstance(node, yaml.ScalarNode):
        return node.value if node.style else as_editors_read(node.value)
    return None


def refused(schema: dict[str, Any], value: Any) -> Iterator[tuple[Route, bool]]:
    """The way to each thing that the schema refuses, and whether it is a key."""
    for error in Draft202012Validator(schema).iter_errors(value):
        yield from _ways(error)


def _ways(error: ValidationError) -> Iterator[tuple[Route, bool]]:
    route = tuple(error.absolute_path)
    if "propertyNames" in error.absolute_schema_path:
        yield (*route, error.instance), True
    elif error.validator == "additionalProperties":
        known = error.schema.get("properties", {})
        yield from (((*route, key), True) for key in error.instance if key not in known)
    elif error.parent is None and error.context and error.validator == "anyOf":
        # Of what could stand there the first is what is meant, the others are nothing at all and the like.
        for each in error.context:
            if each.schema_path[0] == 0:
                yield from _ways(each)
    else:
        yield route, False

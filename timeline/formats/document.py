"""JSON documents that programs read, and that people can search line by line."""

import json
from collections.abc import Iterable, Mapping
from typing import Any


def document(fields: Mapping[str, Any], name: str, items: Iterable[Any]) -> str:
    """A JSON object that ends in a list, each of whose items has a line to itself.

    It is ASCII (other letters are escaped), so that it is right in the encoding of any terminal.
    """
    lines = ",\n".join(map(json.dumps, items))
    return f"{json.dumps(fields)[:-1]}, {json.dumps(name)}: [\n{lines}\n]}}"

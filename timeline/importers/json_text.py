"""JSON of strangers as it is written: no digit of a number is lost, nor one of two values."""

import json
import re
from collections.abc import Sequence
from typing import Any

from timeline.importers.found import CannotRead
from timeline.problems import quoted

HALF = re.compile("[\ud800-\udfff]")


class Number(str):
    """A number as it is written: no digit of it is lost, and none can be too long."""


def loaded(text: str, name: str, hint: str = "") -> Any:
    """What the JSON says, in the file called so; hint is of what the file may be instead. Raises CannotRead."""

    def refuse(constant: str) -> None:
        raise CannotRead(f"{name}: {constant} stands in it, which no JSON has")

    try:
        return json.loads(
            text,
            object_pairs_hook=lambda pairs: members(pairs, name),
            parse_int=Number,
            parse_float=Number,
            parse_constant=refuse,
        )
    except json.JSONDecodeError as error:
        why = f"{error.msg}; {hint}" if hint else error.msg
        raise CannotRead(f"{name}:{error.lineno}:{error.colno}: this is no JSON: {why}") from error
    except RecursionError as error:
        raise CannotRead(f"{name}: what stands in it is nested too deep") from error


def members(pairs: Sequence[tuple[str, Any]], name: str) -> dict[str, Any]:
    """An object of JSON in the file called so. Raises CannotRead where one of two values would be lost."""
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found and value in ("", None, [], {}, found[key]):
            continue
        if found.get(key) not in ("", None, [], {}):
            raise CannotRead(f"{name}: {quoted(key)} stands twice in one object, with different values; delete one")
        found[key] = value
    return found


def whole(value: Any, name: str) -> tuple[Any, bool]:
    """What JSON gave, with U+FFFD for each half of a character, which its escapes may hold, and whether it had any.

    Raises CannotRead.
    """
    halves: list[str] = []
    try:
        return _whole(value, halves), bool(halves)
    except RecursionError as error:
        raise CannotRead(f"{name}: what stands in it is nested too deep") from error


def _whole(value: Any, halves: list[str]) -> Any:
    if isinstance(value, list):
        return [_whole(one, halves) for one in value]
    if isinstance(value, dict):
        return {_whole(key, halves): _whole(one, halves) for key, one in value.items()}
    if isinstance(value, str) and (found := HALF.findall(value)):
        halves += found
        return HALF.sub("�", value)
    return value

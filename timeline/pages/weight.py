"""How much an item adds to the page it is listed on: an upper estimate, made from its texts before any is filled in."""

from dataclasses import fields, is_dataclass
from functools import cache, lru_cache
from html import escape
from typing import Any

# Bytes. A page of a list stays below 400,000; what is left is for its head, its foot, what stands beside the list, and
# the drawing above it.
HEAVIEST_LIST = 290_000
# What the default theme writes around an item, headings of its year, month and day included, and around a text in it.
AROUND_ITEM, AROUND_TEXT = 540, 40


def weight(item: Any) -> int:
    """About how many bytes of HTML show an item: text, a number, a tuple or a record of these."""
    return AROUND_ITEM + _weight(item)


def _weight(value: Any) -> int:
    if isinstance(value, str):
        return AROUND_TEXT + len(escape(value).encode()) if value else 0
    if isinstance(value, tuple):
        return sum(map(_weight, value))
    return _of_record(value) if is_dataclass(type(value)) else 0


@lru_cache(maxsize=200_000)
def _of_record(record: Any) -> int:
    # The same event stands in a dozen lists.
    return sum([_weight(getattr(record, name)) for name in _names(record.__class__)])


@cache
def _names(kind: Any) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))

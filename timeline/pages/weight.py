"""How much an item adds to the page it is listed on: an upper estimate, made from its texts before any is filled in."""

from collections.abc import Callable, Iterable
from dataclasses import fields
from functools import cache
from html import escape
from operator import attrgetter
from typing import Any

# Bytes. A page of a list stays below 400,000; what is left is for its head, its foot, what stands beside the list, and
# the drawing above it.
HEAVIEST_LIST = 290_000
# What the default theme writes around an item, headings of its year, month and day included, and around a text in it.
AROUND_ITEM, AROUND_TEXT = 540, 40
NUMBERS = (int, float, type(None))


def weight(item: Any) -> int:
    """About how many bytes of HTML show an item: text, a number, a tuple or a record of these."""
    texts: list[str] = []
    _gather((item,), texts)
    # All of them are escaped and encoded together, which is quicker than one by one.
    return AROUND_ITEM + AROUND_TEXT * len(texts) + len(escape("".join(texts)).encode())


def _gather(values: Iterable[Any], texts: list[str]) -> None:
    """The texts in the values that are not empty."""
    for value in values:
        if isinstance(value, str):
            if value:
                texts.append(value)
        elif isinstance(value, tuple):
            _gather(value, texts)
        elif not isinstance(value, NUMBERS):
            _gather(_values(value.__class__)(value), texts)


@cache
def _values(kind: Any) -> Callable[[Any], tuple[Any, ...]]:
    """What takes all values out of a record of this kind at once."""
    names = [field.name for field in fields(kind)]
    taken = attrgetter(*names)
    return taken if len(names) > 1 else lambda record: (taken(record),)

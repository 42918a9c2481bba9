"""Finds a place in YAML by its lines alone, where they leave no doubt: that takes a tenth of what composing it takes.

Lines are certain in block style, where every key and every item begins one. Only a text in quotes and what stands in
brackets can go on over lines that look like others, so none of these may be open above.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise

# The beginning of a line at the top of a file, which is neither empty nor a comment nor an item of a list.
HEAD = re.compile(r"\n(?![ #\n]|- |\Z)")
FIELD = re.compile(r"([a-z0-9_-]+):(?=[ \n]|$)")
SIGN = re.compile(r"""["'[{]""")
# Quotes or brackets that open where a value may begin, and do not close on that line.
OPEN = re.compile(r"""(?:^|[:-] ) *(?:"(?![^"\\]*" *$)|'(?![^']*' *$)|\[(?![^]["'#]*\] *$)|\{(?![^}{"'#]*\} *$))""")


def place_in_lines(text: str, route: Sequence[str | int], at_key: bool) -> tuple[int, int] | None:
    """Row and column, counted from 0, of what a route leads to in some YAML, or of its key; None where in doubt."""
    name = str(route[0]) if route else ""
    if (span := fields(text).get(name)) is None:
        return None
    lines = text[slice(*span)].split("\n")
    row, column, behind = 0, 0, len(name) + 1
    for step in route[1:]:
        if behind >= 0:
            if (first := _below(lines, row, column, behind)) is None:
                return None
            row, column = first
        found = _item(lines, row, column, step) if isinstance(step, int) else _key(lines, row, column, step)
        if found is None:
            return None
        row, column, behind = found
    if not at_key and behind >= 0:
        value = lines[row][behind:].lstrip(" ")
        place = _below(lines, row, column, behind) if not value else (row, len(lines[row]) - len(value))
        if place is None or value[:1] == "#":
            return None
        row, column = place
    above = lines[:row]
    if SIGN.search("".join(above)) and any(map(OPEN.search, above)):
        return None
    return text.count("\n", 0, span[0]) + row, column


# A file with many mistakes is asked for the place of each.
@lru_cache(maxsize=2)
def fields(text: str) -> Mapping[str, tuple[int, int]]:
    """Where the fields at the top of some YAML begin and end; none where that is not certain.

    In a block mapping that begins in the first column each key begins a line.
    """
    heads = [found.start() for found in HEAD.finditer("\n" + text)]
    names = [found[1] for head in heads if (found := FIELD.match(text, head))]
    is_certain = len({*names}) == len(heads) and "\n " not in "\n" + text[: heads[0] if heads else 0]
    return dict(zip(names, pairwise([*heads, len(text)]), strict=True)) if is_certain else {}


def _below(lines: Sequence[str], row: int, column: int, behind: int) -> tuple[int, int] | None:
    """Where the value of a key begins, if that is on a line of its own."""
    if lines[row][behind:].strip(" "):
        return None
    for number in range(row + 1, len(lines)):
        line = lines[number].lstrip(" ")
        if line and line[0] != "#":
            indent = len(lines[number]) - len(line)
            return (number, indent) if indent > column or (indent == column and line[:2] == "- ") else None
    return None


def _item(lines: Sequence[str], row: int, column: int, position: int) -> tuple[int, int, int] | None:
    """Where an item of the list that begins there begins; it has no key to be behind of."""
    for number in _siblings(lines, row, column):
        line = lines[number]
        if not line.startswith("- ", column):
            return None
        if position == 0:
            value = line[column + 1 :].lstrip(" ")
            return (number, len(line) - len(value), -1) if value and value[0] != "#" else None
        position -= 1
    return None


def _key(lines: Sequence[str], row: int, column: int, key: str) -> tuple[int, int, int] | None:
    """Where a key of the mapping that begins there stands, and the column behind its colon."""
    for number in _siblings(lines, row, column):
        line = lines[number]
        if number > row and line.startswith("- ", column):
            # A list may begin in the column of its key.
            continue
        if not (found := FIELD.match(line, column)):
            return None
        if found[1] == key:
            return number, column, found.end()
    return None


def _siblings(lines: Sequence[str], row: int, column: int) -> Iterator[int]:
    """The lines that begin in the same column as the first of a list or mapping, up to its end."""
    yield row
    above = " " * column
    for number in range(row + 1, len(lines)):
        line = lines[number]
        if line[column : column + 1] not in ("", " ", "#") and line.startswith(above):
            yield number
        elif line[:column].strip(" ") and line.lstrip(" ")[0] != "#":
            return

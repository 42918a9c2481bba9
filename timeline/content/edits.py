"""An author's file changed in places: the characters that are meant, and no other.

Positions are those of the text as it lies on disk, with its own line ends and letters, not as it is read for records.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

from timeline.content.source import LOADER, Route
from timeline.text import normal

MARK = "\ufeff"
FRONT = re.compile(r"---\r?\n")
FENCE = re.compile(r"\n---(?=\r?\n|\Z)")
COLON = re.compile(r"\s*:")


@dataclass(frozen=True, slots=True, order=True)
class Edit:
    """The characters from start up to end of a file's text, and what is to stand there instead."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Spot:
    """A value in a file, and its key where it has one."""

    key: yaml.Node | None
    value: yaml.Node


@dataclass(frozen=True, slots=True)
class Original:
    """A file that could be read, as its author left it.

    start is where its YAML begins, body where the text behind the front matter does (0 in a YAML file). spots lead from
    routes to the values in the YAML, whose marks count from start.
    """

    text: str
    start: int
    body: int
    spots: Mapping[Route, Spot]


def original(path: Path) -> Original:
    """The file's text and the places in it. Raises OSError."""
    text = path.read_bytes().decode("utf-8")
    start = text.startswith(MARK)
    if path.suffix != ".md":
        return Original(text, int(start), 0, _spots(text[start:]))
    fence, front = FENCE.search(text), FRONT.match(text, start)
    assert fence and front
    return Original(text, front.end(), fence.end(), _spots(text[front.end() : fence.start() + 1]))


def edited(text: str, edits: Iterable[Edit]) -> str:
    pieces, done = [], 0
    for edit in sorted(edits):
        pieces += [text[done : edit.start], edit.text]
        done = edit.end
    return "".join([*pieces, text[done:]])


def value_edit(file: Original, route: Route, new: str) -> Edit:
    """Another text for a value, in the quotes or the block it has."""
    return Edit(*_inside(file, file.spots[route].value), new)


def key_edit(file: Original, route: Route, new: str) -> Edit:
    key = file.spots[route].key
    assert key is not None
    return Edit(*_inside(file, key), new)


def text_at(file: Original, route: Route) -> str:
    """What is read of a text, before its letters are composed."""
    if file.body and route == ("body",):
        return file.text[file.body :]
    return str(file.spots[route].value.value)


def spans(file: Original, route: Route, before: str, name: str) -> list[tuple[int, int]]:
    """Where a name without spaces stands behind `before` in the text of a route, in the order of text_at().

    Line breaks in YAML part words only, but between two double quotes any letter can be an escape.
    """
    node = None if file.body and route == ("body",) else file.spots[route].value
    start, end = _inside(file, node) if node else (file.body, len(file.text))
    if node and _style(node) == '"':
        # What is no hit is read past escape by escape, or the t of a \t would begin a name.
        wanted = re.compile(rf"{_escapable(before)}({_escapable(name)})|\\(?:x..|u.{{4}}|U.{{8}}|[\s\S])")
    else:
        wanted = re.compile(f"{re.escape(before)}({re.escape(name)})")
    return [found.span(1) for found in wanted.finditer(file.text, start, end) if found[1] is not None]


def field_edit(file: Original, route: Route, field: str) -> Edit:
    """A field more, such as `aliases: [x]`, behind the last one of a mapping; for route () perhaps of an empty file."""
    return fields_edit(file, route, (field,))


def fields_edit(file: Original, route: Route, fields: Sequence[str]) -> Edit:
    """Fields more, each on a line of its own, or in the braces that the mapping has.

    Where the file ends within a block they stand before the last one, for a line break behind a block is part of it.
    """
    mapping = file.spots[route].value if route in file.spots else None
    if not isinstance(mapping, yaml.MappingNode):
        line_end = _line_end(file.text)
        return _at(len(file.text), f"{_break_before_end(file)}{line_end.join(fields)}{line_end}")
    below = f"{_line_end(file.text)}{' ' * mapping.start_mark.column}"
    field = (", " if _is_flow(mapping) else below).join(fields)
    if not mapping.value:
        return _at(_start(file, mapping) + 1, field)
    key, last = mapping.value[-1]
    end = _end(file, last, key)
    if _is_flow(mapping):
        # Behind a key without a value a comma would become part of the word.
        return _at(end, f"{' ' if _is_empty(last) else ''}, {field}")
    if _is_unended(file, last):
        return _line_before(file, mapping, key, field)
    return _line_edit(file, end, " " * mapping.start_mark.column + field)


def item_edit(file: Original, route: Route, item: str) -> Edit:
    """An item more at the end of a list; where the key has nothing behind it, a list of this one."""
    spot = file.spots[route]
    items = spot.value
    if isinstance(items, yaml.ScalarNode):
        return _at(_end(file, items, spot.key), f" [{item}]")
    if not items.value:
        return _at(_start(file, items) + 1, item)
    end = _end(file, items.value[-1])
    if _is_flow(items):
        return _at(end, f", {item}")
    if _is_unended(file, items.value[-1]):
        return _line_before(file, items, items.value[-1], f"- {item}")
    return _line_edit(file, end, " " * items.start_mark.column + f"- {item}")


def _spots(text: str) -> dict[Route, Spot]:
    node = yaml.compose(text, Loader=LOADER)
    return dict(_walk((), Spot(None, node))) if node else {}


def _walk(route: Route, spot: Spot) -> Iterator[tuple[Route, Spot]]:
    yield route, spot
    if isinstance(spot.value, yaml.MappingNode):
        for key, value in spot.value.value:
            yield from _walk((*route, normal(key.value)), Spot(key, value))
    elif isinstance(spot.value, yaml.SequenceNode):
        for position, value in enumerate(spot.value.value):
            yield from _walk((*route, position), Spot(None, value))


def _style(node: yaml.Node) -> str:
    """The sign that begins a scalar, or nothing for one that stands as it is."""
    return (isinstance(node, yaml.ScalarNode) and node.style) or ""


def _is_flow(node: yaml.Node) -> bool:
    return isinstance(node, yaml.CollectionNode) and bool(node.flow_style)


def _is_empty(node: yaml.Node) -> bool:
    """Is there nothing, not even quotes, where the value should stand?"""
    return isinstance(node, yaml.ScalarNode) and not node.value and not node.style


def _start(file: Original, node: yaml.Node) -> int:
    return file.start + int(node.start_mark.index)


def _inside(file: Original, node: yaml.Node) -> tuple[int, int]:
    """The characters of a scalar without its quotes, or without the line that begins its block."""
    start, end = _start(file, node), file.start + int(node.end_mark.index)
    if _style(node) in ("'", '"'):
        return start + 1, end - 1
    if _style(node) in ("|", ">"):
        written = file.text[start:end]
        words = written.partition("\n")[2]
        return end - len(words.lstrip()), start + len(written.rstrip())
    return start, end


def _end(file: Original, node: yaml.Node, key: yaml.Node | None = None) -> int:
    """Where a value ends; the end mark of a block stands behind the comments that follow it."""
    if isinstance(node, yaml.ScalarNode):
        end = file.start + int(node.end_mark.index)
        if _style(node) in ("|", ">"):
            written = file.text[_start(file, node) : end]
            return end if "+" in _block_head(file, node) else end - len(written) + len(written.rstrip("\r\n"))
        if key is not None and _is_empty(node):
            behind = file.start + int(key.end_mark.index)
            colon = COLON.match(file.text, behind)
            return colon.end() if colon else behind
        return end
    if _is_flow(node):
        return file.start + int(node.end_mark.index)
    last = node.value[-1]
    return _end(file, last[1], last[0]) if isinstance(node, yaml.MappingNode) else _end(file, last)


def _is_unended(file: Original, node: yaml.Node) -> bool:
    """Does the file end within a block at the end of the node, so that a line break more would change its text?"""
    while isinstance(node, yaml.CollectionNode) and node.value:
        node = node.value[-1][1] if isinstance(node, yaml.MappingNode) else node.value[-1]
    if _style(node) not in ("|", ">") or file.start + int(node.end_mark.index) < len(file.text):
        return False
    return not file.text.endswith("\n") and "-" not in _block_head(file, node)


def _block_head(file: Original, node: yaml.Node) -> str:
    """What begins a block, as `|2+`."""
    return file.text[_start(file, node) :].partition("\n")[0].partition("#")[0]


def _at(place: int, text: str) -> Edit:
    return Edit(place, place, text)


def _line_edit(file: Original, end: int, line: str) -> Edit:
    """A line more below the one in which something ends."""
    if file.text[end - 1] == "\n":
        return _at(end, line + _line_end(file.text))
    place = file.text.find("\n", end)
    place = len(file.text) if place < 0 else place - (file.text[place - 1] == "\r")
    return _at(place, _line_end(file.text) + line)


def _line_before(file: Original, within: yaml.Node, first: yaml.Node, line: str) -> Edit:
    """A line more above that in which a key or an item of a block collection begins, behind what leads it in."""
    column = within.start_mark.column
    line_start = max(file.start, file.text.rfind("\n", 0, _start(file, first)) + 1)
    return _at(line_start + column, line + _line_end(file.text) + " " * column)


def _line_end(text: str) -> str:
    return "\r\n" if "\r\n" in text else "\n"


def _break_before_end(file: Original) -> str:
    return "" if file.text.removeprefix(MARK)[-1:] in ("", "\n") else _line_end(file.text)


def _escapable(text: str) -> str:
    """A pattern for a text in double quotes, any letter of which may be an escape, with the line continued between."""
    return r"(?:\\\r?\n *)?".join(map(_letter, text))


def _letter(letter: str) -> str:
    code = ord(letter)
    forms = [f"x{code:02x}"] if code < 256 else []
    return rf"(?:{re.escape(letter)}|\\(?i:{'|'.join([*forms, f'u{code:04x}', f'U{code:08x}'])}))"

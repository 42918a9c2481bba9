"""An author's file as text, lists and mappings that know their place.

Every scalar is the text that was typed (YAML 1.2 without types): `no`, `12:30` and `010` stay as they are, and the
field gives the type. Anchors, aliases, tags, merge keys, repeated keys and second documents are refused.
"""

import os
import re
import stat
import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml
from yaml import AliasEvent, MappingEndEvent, ScalarEvent, SequenceEndEvent, SequenceStartEvent, StreamEndEvent

from timeline.content.lines import fields, place_in_lines
from timeline.fingerprint import sha256
from timeline.problems import Place, Problem, quoted
from timeline.text import FORBIDDEN, normal

# A way into a file: keys and list positions from its top, as in ("excerpts", 0, "quote").
Route = tuple[str | int, ...]
Written = dict[str, Any] | list[Any] | str | None

DEEPEST = 12
MARK = b"\xef\xbb\xbf"
ENTRY_BYTES, REGISTER_BYTES = 256 * 1024, 32 * 1024 * 1024
ENTRY_NODES, REGISTER_NODES = 5_000, 500_000
FENCE = "---\n"
LOADER: type[Any] = yaml.CBaseLoader if yaml.__with_libyaml__ else yaml.BaseLoader
PARSER: type[Any] = yaml._yaml.CParser if yaml.__with_libyaml__ else yaml.BaseLoader
# What git puts before two sides that it could not merge.
CONFLICT_SIGN = "<<<<<<< "
CONFLICT = re.compile(f"^{CONFLICT_SIGN}", re.MULTILINE)
# Characters that are in no file refused, and make up most of each.
PLAIN = bytes([10, *range(32, 127)])
# A pipe would hold the build for ever, a link would lead out of the content folder.
WITHOUT_WAITING = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)


class Unreadable(Exception):
    """A file that cannot be understood at all, with the code, the message and the place that tell why."""

    def __init__(self, code: str, message: str, line: int = 1, column: int = 1) -> None:
        super().__init__(message)
        self.code, self.message, self.line, self.column = code, message, line, column

    def problem(self, file: str) -> Problem:
        return Problem(Place(file, self.line, self.column), self.code, self.message)


@dataclass(frozen=True, slots=True)
class Source:
    """A file that could be read: its top mapping, and for Markdown files the body behind the front matter."""

    written: Written
    body: str
    repeated: tuple[tuple[int, int, str], ...] = ()


def read_entry(file: str) -> tuple[Source | Unreadable, str]:
    """What is written in the file of an entry, or why it cannot be read, and the SHA-256 of its bytes."""
    try:
        content = _bytes(file, ENTRY_BYTES)
    except Unreadable as error:
        return error, ""
    try:
        source = _markdown(content) if file.endswith(".md") else _yaml(content, ENTRY_NODES)
    except Unreadable as error:
        return error, sha256(content)
    return source, sha256(content)


class _Doubtful(Exception):
    """Something in a file may be wrong: who reads it more slowly can say what and where."""


def read_yaml(file: str, register: bool = False) -> Source:
    """A YAML file; a register (actors.yaml …) may be larger than an entry. Raises Unreadable."""
    if register:
        return _register(_bytes(file, REGISTER_BYTES))
    return _yaml(_bytes(file, ENTRY_BYTES), ENTRY_NODES)


def parse_yaml(content: bytes) -> Source:
    """YAML that lies elsewhere than in the content folder. Raises Unreadable."""
    return _yaml(content, ENTRY_NODES)


def read_text(file: str, limit: int) -> str:
    """A regular file's text: UTF-8 without byte order mark, LF, NFC, no deceiving characters. Raises Unreadable."""
    return _text(_bytes(file, limit))


# A process that builds again and again reads the same registers each time.
@lru_cache(maxsize=8)
def _register(content: bytes) -> Source:
    return _yaml(content, REGISTER_NODES)


def _yaml(content: bytes, most: int) -> Source:
    written, repeated = _plain(_text(content), 0, most)
    return Source(written, "", repeated)


def _markdown(content: bytes) -> Source:
    front, body, _ = _front_matter(_text(content))
    written, repeated = _plain(front, 1, ENTRY_NODES)
    return Source(written, body, repeated)


def _text(content: bytes) -> str:
    content = content.removeprefix(MARK)
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        column = len(content[content.rfind(b"\n", 0, error.start) + 1 : error.start].decode("utf-8", "replace")) + 1
        byte = f"0x{content[error.start]:02x}"
        raise Unreadable("not-utf-8", f"byte {byte} is not UTF-8; save the file as UTF-8", line, column) from error
    if not (others := content.translate(None, PLAIN)):
        return text
    text = normal(text)
    if FORBIDDEN.search(others.decode("utf-8")) and (found := FORBIDDEN.search(text)):
        line, column = line_and_column(text, found.start())
        name = f"U+{ord(found[0]):04X}"
        raise Unreadable("forbidden-character", f"the invisible character {name} is not allowed", line, column)
    return text


def line_and_column(text: str, index: int) -> tuple[int, int]:
    return text.count("\n", 0, index) + 1, index - text.rfind("\n", 0, index)


def locate(path: str | Path, route: Route, at_key: bool = False, needle: str = "") -> Place:
    """Where in the file a route leads; the nearest that is there if it ends early.

    at_key points to the key rather than to its value; a needle to its first occurrence inside the value. In a file that
    was removed or broken since it was read, it leads to the beginning.
    """
    try:
        return _located(str(path), route, at_key, needle)
    except (OSError, Unreadable, yaml.YAMLError, RecursionError):
        return Place(str(path))


def _located(file: str, route: Route, at_key: bool, needle: str) -> Place:
    with open(file, "rb", buffering=0) as opened:
        text = normal(opened.read().removeprefix(MARK).decode("utf-8", "replace"))
    front, lines_above = text, 0
    if file.endswith(".md"):
        front, body, body_line = _front_matter(text)
        lines_above = 1
        if route[:1] == ("body",) and not at_key:
            found = max(body.find(needle), 0)
            line, column = line_and_column(body, found)
            return Place(file, body_line + line - 1, column)
    if not needle and (sure := place_in_lines(front, route, at_key)):
        row, column = sure
        return Place(file, row + 1 + lines_above, column + 1)
    front, node, before = _around(front, route)
    lines_above += before
    spot = node
    for step in route:
        child, key = _step(node, step)
        if child is None:
            break
        node = child
        spot = key if at_key and key is not None else child
    if spot is None:
        return Place(file, 1 + lines_above, 1)
    mark = spot.start_mark
    if needle and (found := front.find(needle, mark.index, node.end_mark.index if node else None)) >= 0:
        line, column = line_and_column(front, found)
        return Place(file, line + lines_above, column)
    return Place(file, mark.line + 1 + lines_above, mark.column + 1)


def _bytes(file: str, limit: int) -> bytes:
    try:
        with open(file, "rb", buffering=0, opener=_open_without_waiting) as opened:
            about = os.fstat(opened.fileno())
            if not stat.S_ISREG(about.st_mode):
                raise Unreadable("not-a-file", "this is not a regular file")
            if about.st_size > limit:
                raise Unreadable("too-large", f"the file has {about.st_size:,} bytes; at most {limit:,} are read")
            return opened.read()
    except OSError as error:
        if os.path.islink(file):
            raise Unreadable("not-a-file", "links are not followed; put the file itself here") from error
        raise Unreadable("unreadable-file", f"the file cannot be read: {error.strerror}") from error


def _open_without_waiting(path: str, flags: int) -> int:
    return os.open(path, flags | WITHOUT_WAITING)


def _around(text: str, route: Route) -> tuple[str, yaml.Node | None, int]:
    """Of some YAML the field that a route begins with, if that is sure to be one, else all; as text and as a node, and
    how many lines stand above.
    """
    if route and (span := fields(text).get(str(route[0]))):
        field = text[slice(*span)]
        try:
            return field, _compose_once(field), text.count("\n", 0, span[0])
        except yaml.YAMLError:
            # It ends within quotes or brackets, and what looked like the next field stands in them.
            pass
    return text, _compose_once(text), 0


def _front_matter(text: str) -> tuple[str, str, int]:
    """The YAML, the body, and the line on which the body begins."""
    if not text.startswith(FENCE):
        raise Unreadable("no-front-matter", "the file must begin with a line of three hyphens, then its fields")
    end = text.find("\n---", 3)
    while end >= 0 and text[end + 4 : end + 5] not in ("\n", ""):
        end = text.find("\n---", end + 1)
    if end < 0:
        raise Unreadable("no-front-matter", "the fields must end with a line of three hyphens")
    front = text[len(FENCE) : end + 1]
    return front, text[end + 5 :], front.count("\n") + 3


def slow_reader() -> str:
    """What to say when PyYAML cannot use libyaml, or nothing."""
    if yaml.__with_libyaml__:
        return ""
    return "PyYAML was built without libyaml, and reads about 13 times slower; install one of its wheels"


class _Composer(PARSER):  # type: ignore[misc]
    """Makes nodes without tags: every scalar is a text, and to find that out takes as long as to read it."""

    def resolve(self, *_: Any) -> str:
        return ""

    def descend_resolver(self, *_: Any) -> None:
        pass

    def ascend_resolver(self) -> None:
        pass


def _compose(text: str) -> yaml.Node | None:
    loader = _Composer(text)
    try:
        node: yaml.Node | None = loader.get_single_node()
        return node
    finally:
        loader.dispose()


@lru_cache(maxsize=2)
def _compose_once(text: str) -> yaml.Node | None:
    # A file with many mistakes is asked for the place of each.
    return _compose(text)


def _plain(text: str, lines_above: int, most: int) -> tuple[Written, tuple[tuple[int, int, str], ...]]:
    """The YAML as plain values, and its repeated keys. Raises Unreadable."""
    if "\t" not in text and CONFLICT_SIGN not in text:
        try:
            return _built(text, most), ()
        except (_Doubtful, yaml.YAMLError, ValueError):
            pass
    return _with_places(text, lines_above, most)


def _built(text: str, most: int) -> Written:
    """The YAML as plain values, if nothing at all can be wrong with it; else raises _Doubtful, YAMLError or ValueError.

    libyaml makes events faster than nodes; the places that these would have are only wanted when something is wrong.
    """
    next_event = PARSER(text).get_event
    next_event()
    if next_event().__class__ is StreamEndEvent:
        return None
    building = _Building(next_event, most)
    written = building.value(next_event(), 1)
    next_event()
    if next_event().__class__ is not StreamEndEvent or building.nodes >= most:
        raise _Doubtful
    return written


class _Building:
    """From libyaml's events to plain values, counting."""

    __slots__ = ("most", "next_event", "nodes")

    def __init__(self, next_event: Callable[[], Any], most: int) -> None:
        self.next_event, self.most, self.nodes = next_event, most, 0

    def value(self, event: Any, depth: int) -> Written:
        kind = event.__class__
        if kind is ScalarEvent:
            return self._text(event)
        if kind is AliasEvent or event.anchor is not None or event.tag is not None:
            raise _Doubtful
        if depth > DEEPEST or self.nodes > self.most:
            raise _Doubtful
        next_event = self.next_event
        if kind is SequenceStartEvent:
            items = []
            while (item := next_event()).__class__ is not SequenceEndEvent:
                items.append(self.value(item, depth + 1))
            self.nodes += len(items)
            return items
        mapping: dict[str, Any] = {}
        while (key := next_event()).__class__ is ScalarEvent:
            name = sys.intern(self._text(key) or "")
            if name in mapping or name == "<<":
                raise _Doubtful
            mapping[name] = self.value(next_event(), depth + 1)
        if key.__class__ is not MappingEndEvent:
            raise _Doubtful
        self.nodes += 2 * len(mapping)
        return mapping

    def _text(self, scalar: Any) -> str | None:
        if scalar.anchor is not None or scalar.tag is not None:
            raise _Doubtful
        value: str = scalar.value
        if not scalar.style:
            # `key:` with nothing behind it says that there is no value; `key: ""` is a text, an empty one.
            return sys.intern(value) or None
        if scalar.style == '"' and FORBIDDEN.search(value):
            raise _Doubtful
        return value


def _with_places(text: str, lines_above: int, most: int) -> tuple[Written, tuple[tuple[int, int, str], ...]]:
    """The YAML as plain values and its repeated keys, with a place for whatever is wrong. Raises Unreadable."""
    if conflict := CONFLICT.search(text):
        line = line_and_column(text, conflict.start())[0]
        message = "git left a conflict here; keep what is right of its two sides, and take out git's marks"
        raise Unreadable("yaml-syntax", message, line + lines_above)
    if (tab := text.find("\t")) >= 0:
        line, column = line_and_column(text, tab)
        raise Unreadable("tab", "YAML is indented with spaces; this is a tab", line + lines_above, column)
    try:
        _look_at_events(text, lines_above, most)
        node = _compose(text)
    except yaml.MarkedYAMLError as error:
        line, column = _place_of(error, text)
        raise Unreadable("yaml-syntax", _in_plain_words(error), line + lines_above, column) from error
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        message = f"this is not YAML: {' '.join(str(error).split())}"
        raise Unreadable("yaml-syntax", message, 1 + lines_above) from error
    if node is None:
        return None, ()
    walk = _Walk(lines_above)
    return walk.value(node), tuple(walk.repeated)


def _look_at_events(text: str, lines_above: int, most: int) -> None:
    """Refuse what libyaml's composer takes in silence or dies of: anchors, tags, deep nesting, too many nodes."""
    depth = nodes = 0
    for event in yaml.parse(text, Loader=LOADER):
        if isinstance(event, yaml.AliasEvent | yaml.DocumentEndEvent):
            # The composer comes no further: it says that there is no such anchor, or that there are other documents.
            return
        mark = event.start_mark
        line, column = (mark.line + 1 + lines_above, mark.column + 1) if mark else (1 + lines_above, 1)
        if isinstance(event, yaml.NodeEvent):
            nodes += 1
            if event.anchor is not None:
                raise Unreadable("yaml-anchor", "anchors and aliases (& and *) are not used here", line, column)
            if (tag := getattr(event, "tag", None)) is not None:
                message = f"tags ({quoted(tag)}) are not used here; put the text in quotes if it begins with !"
                raise Unreadable("yaml-tag", message, line, column)
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        _bound(depth, nodes, most, line, column)


def _bound(depth: int, nodes: int, most: int, line: int, column: int) -> None:
    if depth > DEEPEST:
        raise Unreadable("too-deep", f"lists and mappings nest at most {DEEPEST} levels deep", line, column)
    if nodes > most:
        raise Unreadable("too-many-values", f"one file holds at most {most:,} values", line, column)


class _Walk:
    """From nodes to plain values, collecting the keys that stand twice."""

    def __init__(self, lines_above: int) -> None:
        self.lines_above = lines_above
        self.repeated: list[tuple[int, int, str]] = []

    def value(self, node: yaml.Node) -> Written:
        if isinstance(node, yaml.ScalarNode):
            return self._text(node)
        if isinstance(node, yaml.SequenceNode):
            return [self.value(item) for item in node.value]
        return self._mapping(node)

    def _text(self, node: yaml.ScalarNode) -> str | None:
        text: str = node.value
        if not node.style:
            return text or None
        if node.style == '"' and (found := FORBIDDEN.search(text)):
            message = f"the invisible character U+{ord(found[0]):04X} is not allowed"
            raise Unreadable("forbidden-character", message, *self._place(node))
        return text

    def _mapping(self, node: yaml.Node) -> dict[str, Any]:
        mapping: dict[str, Any] = {}
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                raise Unreadable("wrong-shape", "a key is a single word", *self._place(key))
            name = sys.intern(self._text(key) or "")
            if name == "<<" and not key.style:
                raise Unreadable("yaml-anchor", "merge keys (<<) are not used here", *self._place(key))
            if name in mapping:
                self.repeated.append((*self._place(key), name))
                continue
            mapping[name] = self.value(value)
        return mapping

    def _place(self, node: yaml.Node) -> tuple[int, int]:
        return node.start_mark.line + 1 + self.lines_above, node.start_mark.column + 1


def _step(node: yaml.Node | None, step: str | int) -> tuple[yaml.Node | None, yaml.Node | None]:
    """The child a step leads to, and its key where it has one."""
    if isinstance(node, yaml.MappingNode):
        return next(((value, key) for key, value in node.value if key.value == step), (None, None))
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        return node.value[step], None
    return None, None


def _place_of(error: yaml.MarkedYAMLError, text: str) -> tuple[int, int]:
    """Line and column, from 1: where libyaml stumbled, or where that begins which has no end."""
    lines = text.rstrip().split("\n")
    for mark in (error.problem_mark, error.context_mark):
        if mark and mark.line < len(lines):
            return mark.line + 1, mark.column + 1
    return len(lines), max(1, len(lines[-1]))


def _in_plain_words(error: yaml.MarkedYAMLError) -> str:
    """libyaml's complaint, with what most often causes it."""
    said = " ".join(str(part) for part in (error.problem, error.context) if part)
    for phrase, advice in ADVICE:
        if phrase in said:
            return f"{said}; {advice}"
    return said


ADVICE = (
    ("unexpected end of stream", "a quote that opens here is not closed"),
    ("mapping values are not allowed", "look at the indentation; a text that holds a colon and a space needs quotes"),
    ("could not find expected ':'", "a key needs a colon and a space behind it"),
    ("did not find expected key", "look for a quote that is not closed, or for wrong indentation, above"),
    ("did not find expected '-' indicator", "the items of one list have the same indentation"),
    ("did not find expected ',' or ']'", "a list in brackets is not closed; a date that begins with [ needs quotes"),
    ("did not find expected ',' or '}'", "a mapping in braces is not closed; a text that begins with { needs quotes"),
    ("did not find expected node content", "a [ or { above is not closed; a text that begins with one needs quotes"),
    ("cannot start any token", "put the text in quotes"),
    ("undefined alias", "a text that begins with * needs quotes"),
    ("expected a single document", "one file holds one document; remove the line of three hyphens"),
)

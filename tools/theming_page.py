"""Makes docs/templates.md of the default theme's templates and of the values that they are given: make docs."""

import inspect
import re
import textwrap
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from functools import cache
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from jinja2 import meta, nodes

from tests.theme.recorded import given
from timeline.text import squeeze
from timeline.theme import Theme, theme_folders

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "templates.md"
TEMPLATES = ROOT / "themes" / "default" / "templates"
WIDTH = 120
HEAD = re.compile(r"\{#\s*(.*?)\s*#\}", re.DOTALL)
VARIABLE = re.compile(r"^   (\w+) (\(.+?\)): (.+?)(?=\n   \w|\Z)", re.MULTILINE | re.DOTALL)
# What every template is given, and what those of lists are.
EVERYWHERE = {
    "site": ("Site", "the site as every page shows it; `card.svg` and `locator.svg` have none"),
    "path": ("text", "the page's own address, from the site's root"),
    "title": ("text", "what the page is called, empty where only the theme's words can tell"),
    "linked_data": (
        "mapping of texts to JSON",
        "the page's JSON-LD: print `linked(name, description)`; `not_found.html` has none",
    ),
    "folder": ("text", "lists only: the address where the list begins"),
    "part": ("number", "lists only: which part of it this page is, from 1"),
    "parts": ("number", "lists only: how many parts there are"),
}
SCALARS: Mapping[Any, str] = {str: "text", bool: "yes or no", int: "number", float: "number", NoneType: "none"}
BEGINNING = """\
# Templates

What the default theme's templates are for, what each is given, and the blocks and macros that it has. A theme of your
own replaces any of them by a file of the same name, and may fill a block alone: see [theming.md](theming.md).

<!-- Made by make docs: edit the comments at the head of the templates instead. -->
"""
SHAPES = """\
A shape with a capital is a [value](#values) with fields; brackets hold what stands together, in that order. Texts are
plain unless it says Markdown, and dates are words in English."""
PARTS = """\
Parts are for other templates: those with macros are imported, the others included, or filled by `piece()`. What they
are given, they are given there."""


@dataclass(frozen=True, slots=True)
class Variable:
    """A name that a template is given: its shape, and what it is."""

    name: str
    shape: str
    what: str


@dataclass(frozen=True, slots=True)
class Described:
    """A template as its head and its code describe it; blocks and macros in the order of the file.

    used are the names that it takes from who fills it, but for tools and what EVERYWHERE lists.
    """

    name: str
    text: str
    variables: tuple[Variable, ...]
    blocks: tuple[str, ...]
    macros: tuple[str, ...]
    parents: tuple[str, ...]
    parts: tuple[str, ...]
    used: frozenset[str]

    @property
    def is_part(self) -> bool:
        return self.name.startswith("_")


def page() -> str:
    """docs/templates.md as it should be."""
    every = described()
    pages, parts = [one for one in every if not one.is_part], [one for one in every if one.is_part]
    return "\n".join(
        [
            BEGINNING,
            "## What every template is given\n",
            _table("Name", "Shape", "is", ((f"`{name}`", *about) for name, about in EVERYWHERE.items())),
            _filled(SHAPES) + "\n",
            "## Templates of pages\n",
            *(_section(one) for one in pages),
            "## Parts\n",
            _filled(PARTS) + "\n",
            *(_section(one) for one in parts),
            "## Values\n",
            *(_value(kind) for kind in values()),
        ]
    )


@cache
def described() -> tuple[Described, ...]:
    """The templates of the default theme, in the order of their names."""
    return tuple(_described(file) for file in sorted(TEMPLATES.iterdir()))


@cache
def values() -> tuple[type, ...]:
    """The kinds of value that templates are given, in the order of their names."""
    found = {kind for data in given().values() for kind in _kinds_in(data)}
    return tuple(sorted(found, key=lambda kind: kind.__name__))


def _described(file: Path) -> Described:
    theme, text = Theme(theme_folders("default", ROOT)), file.read_text("utf-8")
    tree = theme._templates.parse(text)
    head = HEAD.match(text)
    about, _, listed = head[1].partition("\n\n   ") if head else ("", "", "")
    # A paragraph without names goes on with the description.
    listed = f"   {listed}"
    if listed.strip() and not VARIABLE.match(listed):
        more, _, listed = listed.partition("\n\n")
        about = f"{about}\n\n{more}"
    variables = tuple(Variable(name, shape[1:-1], squeeze(what)) for name, shape, what in VARIABLE.findall(listed))
    # What it extends sets some for it.
    above = [theme._templates.parse((TEMPLATES / name).read_text("utf-8")) for name in _constants(tree, nodes.Extends)]
    names = (one for whole in (tree, *above) for one in whole.find_all(nodes.Name))
    set_here = {one.name for one in names if one.ctx != "load"}
    tools = theme._templates.globals.keys() | EVERYWHERE.keys()
    return Described(
        file.name,
        "\n\n".join(squeeze(paragraph) for paragraph in about.split("\n\n")),
        variables,
        tuple(one.name for one in tree.find_all(nodes.Block)),
        tuple(_signature(one) for one in tree.find_all(nodes.Macro)),
        tuple(_constants(tree, nodes.Extends)),
        tuple(_constants(tree, (nodes.Include, nodes.Import, nodes.FromImport))),
        frozenset(meta.find_undeclared_variables(tree) - set_here - tools - _imported(tree)),
    )


def _imported(tree: nodes.Template) -> set[str]:
    """The names that imports and macros define."""
    names = {one.name for one in tree.find_all(nodes.Macro)} | {one.target for one in tree.find_all(nodes.Import)}
    for one in tree.find_all(nodes.FromImport):
        names |= {name if isinstance(name, str) else name[1] for name in one.names}
    return names


def _constants(tree: nodes.Template, kinds: Any) -> Iterator[str]:
    for node in tree.find_all(kinds):
        if isinstance(node.template, nodes.Const):
            yield node.template.value


def _signature(macro: nodes.Macro) -> str:
    first = len(macro.args) - len(macro.defaults)
    defaults = ["" if at < first else _literal(macro.defaults[at - first]) for at in range(len(macro.args))]
    return f"{macro.name}({', '.join(one.name + default for one, default in zip(macro.args, defaults, strict=True))})"


def _literal(node: nodes.Expr) -> str:
    if not isinstance(node, nodes.Const):
        return "=…"
    return f'="{node.value}"' if isinstance(node.value, str) else f"={str(node.value).lower()}"


def _section(one: Described) -> str:
    lines = [f"### {one.name}\n", *(f"{_filled(text)}\n" for text in one.text.split("\n\n"))]
    if one.variables:
        rows = ((f"`{each.name}`", each.shape, each.what) for each in one.variables)
        lines.append(_table("Name", "Shape", "is", rows))
    named = [
        ("Extends", (f"`{name}`" for name in one.parents)),
        ("Blocks", (f"`{name}`" for name in one.blocks)),
        ("Macros", (f"`{name}`" for name in one.macros)),
        ("Uses", (f"`{name}`" for name in sorted(set(one.parts)))),
    ]
    said = [f"{what}: {', '.join(found)}." for what, names in named if (found := list(names))]
    return "\n".join([*lines, *(f"{_filled(line)}\n" for line in said)])


def _value(kind: type) -> str:
    hints = get_type_hints(kind)
    names = [field.name for field in fields(kind)] if is_dataclass(kind) else list(getattr(kind, "_fields", ()))
    lines = [f"### {kind.__name__}\n"]
    # What looks like HTML is a name.
    about = re.sub(r"(<\w+>)", r"`\1`", inspect.getdoc(kind) or "")
    lines += [f"{_filled(squeeze(text))}\n" for text in about.split("\n\n")]
    rows = [(f"`{name}`", _shape(hints[name])) for name in names]
    # What is worked out only when it is asked for is a field to a template.
    made = ((name, one) for name, one in vars(kind).items() if isinstance(one, property) and name[0] != "_")
    rows += [(f"`{name}`", _shape(get_type_hints(one.fget)["return"])) for name, one in made]
    return "\n".join([*lines, _table("Field", "Shape", rows)])


def _shape(hint: Any) -> str:
    """A type, in the words of authors of templates."""
    if hint in SCALARS:
        return SCALARS[hint]
    inner = get_args(hint)
    if get_origin(hint) in (Union, UnionType):
        return " or ".join(dict.fromkeys(_shape(one) for one in inner))
    if get_origin(hint) is tuple or hint is tuple:
        if inner[1:] == (...,):
            return f"list of {_many(_shape(inner[0]))}"
        return f"({', '.join(map(_shape, inner))})"
    if inner and get_origin(hint) in (dict, Mapping):
        return f"mapping of {_many(_shape(inner[0]))} to {_many(_shape(inner[1]))}"
    if inner and all(isinstance(one, str) for one in inner):
        return " or ".join(f"`{one}`" for one in inner)
    name = getattr(hint, "__name__", str(hint))
    return "safe HTML" if name == "Markup" else f"[{name}](#{name.lower()})"


def _many(shape: str) -> str:
    return f"{shape}s" if shape in ("text", "number") else shape


def _table(*cells: Any) -> str:
    """A Markdown table of its headings and, last, its rows."""
    *headings, rows = cells
    lines = [f"| {' | '.join(headings)} |", f"| {' | '.join('---' for _ in headings)} |"]
    return "\n".join([*lines, *(f"| {' | '.join(_linked(cell) for cell in row)} |" for row in rows), ""])


def _linked(cell: str) -> str:
    """A cell, in which the name of a value leads to it."""
    if cell.startswith("`") or "](" in cell:
        return cell
    return re.sub(r"\b[A-Z][a-z]+[A-Za-z]*\b", _link, cell)


def _link(match: re.Match[str]) -> str:
    known = {kind.__name__ for kind in values()}
    return f"[{match[0]}](#{match[0].lower()})" if match[0] in known else match[0]


def _kinds_in(value: Any) -> Iterable[type]:
    """The kinds of value in some data, however deep, those of which only a field tells among them."""
    if is_dataclass(value) and not isinstance(value, type):
        yield from _with_fields(type(value))
        for field in fields(value):
            yield from _kinds_in(getattr(value, field.name))
    elif isinstance(value, Mapping):
        for one in value.values():
            yield from _kinds_in(one)
    elif isinstance(value, tuple | list):
        if hasattr(value, "_fields"):
            yield from _with_fields(type(value))
        for one in value:
            yield from _kinds_in(one)


@cache
def _with_fields(kind: type) -> tuple[type, ...]:
    found = [kind]
    made = (one for one in vars(kind).values() if isinstance(one, property))
    for hint in (*get_type_hints(kind).values(), *(get_type_hints(one.fget)["return"] for one in made)):
        found += _kinds_of(hint)
    return tuple(found)


def _kinds_of(hint: Any) -> Iterator[type]:
    if isinstance(hint, type) and (is_dataclass(hint) or hasattr(hint, "_fields")):
        yield from _with_fields(hint)
    for one in get_args(hint):
        yield from _kinds_of(one)


def _filled(text: str) -> str:
    return textwrap.fill(text, WIDTH, break_long_words=False, break_on_hyphens=False)


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")

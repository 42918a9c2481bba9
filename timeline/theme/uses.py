"""What templates name: other templates, static files, words, blocks. And which of these are not there."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from jinja2 import nodes

from timeline.problems import Problem, did_you_mean, quoted
from timeline.theme.environment import Environment
from timeline.theme.explaining import problem_of
from timeline.theme.folders import source_of, template_file, template_names
from timeline.theme.mistakes import MISTAKES, ThemeError, place
from timeline.theme.templates import FILTERS

ENDINGS = (".html", ".svg")
# The tools whose first value names a part of the theme.
TOOLS = ("piece", "asset", "say")


@dataclass(frozen=True, slots=True)
class Uses:
    """What a theme's own templates name: texts of any kind, and for words by their key the places that are filled."""

    texts: set[str] = field(default_factory=set)
    filled: dict[str, set[str]] = field(default_factory=dict)

    def may_name(self, name: str) -> bool:
        """Whether a name stands in a template, as it is or put together from its beginning."""
        return any(name == text or (len(text) > 1 and name.startswith(text)) for text in self.texts)

    may_say = may_name


class Reader:
    """Reads a theme's own templates, and finds what is wrong with them as far as that shows before they are filled."""

    def __init__(self, folders: tuple[Path, ...]) -> None:
        self.folders = folders
        self.environment = Environment(lambda name: source_of(name, folders))
        self.environment.filters |= FILTERS
        self.trees: dict[str, nodes.Template] = {}
        self.own = [name for name in template_names(folders[:1]) if name.endswith(ENDINGS)]

    def problems(self, assets: Collection[str], words: Collection[str]) -> Iterator[Problem]:
        """Those of all own templates; assets and words are what the theme has of each, by name."""
        for name in self.own:
            try:
                self._compile(name)
            except ThemeError as error:
                yield from error.problems
        for name in self.own:
            if name in self.trees:
                yield from _Template(self, name, self.trees[name]).problems(assets, words)
        if uses := self.uses():
            shipped = template_names(self.folders[1:])
            for name in self.own:
                if name not in shipped and not uses.may_name(name):
                    message = f"this file is not read: nothing asks for this template{did_you_mean(name, shipped)}"
                    yield Problem(place(self.folders[0] / "templates" / name), "stray-file", message, "warning")

    def uses(self) -> Uses | None:
        """What the own templates name; None if one of them cannot be read."""
        if any(name not in self.trees for name in self.own):
            return None
        found = Uses()
        for name in self.own:
            tree = self.trees[name]
            found.texts.update(one.value for one in tree.find_all(nodes.Const) if isinstance(one.value, str))
            for call in tree.find_all(nodes.Call):
                if (key := _named(call, ("say",))) is not None:
                    found.filled.setdefault(key, set()).update(one.key for one in call.kwargs)
        return found

    def tree(self, name: str) -> nodes.Template | None:
        """What a template is made of; None where there is none that can be read."""
        if name not in self.trees and template_file(name, self.folders):
            try:
                self._compile(name)
            except ThemeError:
                return None
        return self.trees.get(name)

    def _compile(self, name: str) -> None:
        """Read a template. Raises ThemeError."""
        source = source_of(name, self.folders)
        assert source
        text, file, _ = source
        try:
            self.environment.compile(text, name, file)
            self.trees[name] = self.environment.parse(text, name, file)
        except MISTAKES as error:
            raise ThemeError(problem_of(error, file, self.folders, self.environment)) from error


@dataclass(frozen=True, slots=True)
class _Template:
    """One of the templates of a theme."""

    reader: Reader
    name: str
    tree: nodes.Template

    def problems(self, assets: Collection[str], words: Collection[str]) -> Iterator[Problem]:
        for names, node in self._asked_for():
            if not any(template_file(name, self.reader.folders) for name in names):
                yield self._unknown("unknown-template", "the theme has no template", names[0], node, self._templates())
        defined = set(_defined(self.tree))
        known: Mapping[str, tuple[str, str, Collection[str]]] = {
            "asset": ("unknown-asset", "there is no file in static/ named", assets),
            "say": ("unknown-words", "there are no words", words),
        }
        for call in self.tree.find_all(nodes.Call):
            name = _named(call, tuple({*known} - defined))
            if name is not None:
                assert isinstance(call.node, nodes.Name)
                code, said, there = known[call.node.name]
                if name not in there:
                    yield self._unknown(code, said, name, call, there)
        yield from self._lost_blocks()

    def _asked_for(self) -> Iterator[tuple[list[str], nodes.Node]]:
        """Templates that are named, of which one has to be there, and where."""
        for node in self.tree.find_all((nodes.Extends, nodes.Include, nodes.Import, nodes.FromImport)):
            template = node.template  # type: ignore[attr-defined]
            each = template.items if isinstance(template, nodes.List | nodes.Tuple) else [template]
            names = [one.value for one in each if isinstance(one, nodes.Const) and isinstance(one.value, str)]
            if names and len(names) == len(each) and not getattr(node, "ignore_missing", False):
                yield names, node
        for call in self.tree.find_all(nodes.Call):
            if (name := _named(call, ("piece",))) is not None:
                yield [name], call

    def _lost_blocks(self) -> Iterator[Problem]:
        """Blocks that stand nowhere: in none of the templates that this one extends, and in no other block."""
        above = self._blocks_above()
        if above is None:
            return
        inner = {id(one) for block in self.tree.find_all(nodes.Block) for one in block.find_all(nodes.Block)}
        called = {one.attr for one in self.tree.find_all(nodes.Getattr)}
        for block in self.tree.find_all(nodes.Block):
            if block.name not in above and id(block) not in inner and block.name not in called:
                said = "none of the templates that this one extends has a block"
                yield self._unknown("unknown-block", said, block.name, block, above)

    def _blocks_above(self) -> set[str] | None:
        """The blocks of the templates that this one extends; None where it extends none, or that is not known."""
        blocks: set[str] = set()
        tree, seen = self.tree, {self.name}
        if tree.find(nodes.Extends) is None:
            return None
        while (extends := tree.find(nodes.Extends)) is not None:
            parent = extends.template.value if isinstance(extends.template, nodes.Const) else None
            above = self.reader.tree(parent) if isinstance(parent, str) and parent not in seen else None
            if above is None:
                return None
            seen.add(str(parent))
            tree = above
            blocks |= {block.name for block in tree.find_all(nodes.Block)}
        return blocks

    def _templates(self) -> Iterable[str]:
        return template_names(self.reader.folders)

    def _unknown(self, code: str, said: str, name: str, node: nodes.Node, known: Iterable[str]) -> Problem:
        file = template_file(self.name, self.reader.folders) or self.name
        message = f"{said} {quoted(name)}{did_you_mean(name, sorted(known))}"
        return Problem(place(file, node.lineno, name), code, message)


def _named(call: nodes.Call, tools: Collection[str]) -> str | None:
    """What a call of one of the tools names, if that is written out."""
    first = call.args[0] if call.args else None
    is_tool = isinstance(call.node, nodes.Name) and call.node.name in tools
    return first.value if is_tool and isinstance(first, nodes.Const) and isinstance(first.value, str) else None


def _defined(tree: nodes.Template) -> Iterator[str]:
    """The names that a template defines itself: they may be those of tools."""
    yield from (one.name for one in tree.find_all(nodes.Macro))
    yield from (one.name for one in tree.find_all(nodes.Name) if one.ctx != "load")
    for one in tree.find_all(nodes.FromImport):
        yield from (name if isinstance(name, str) else name[1] for name in one.names)

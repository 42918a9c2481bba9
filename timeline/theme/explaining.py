"""What templates raise while they are read and filled, in the words of their authors."""

import re
import traceback
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from pathlib import Path
from types import TracebackType
from typing import Any

import jinja2
from jinja2.utils import missing

from timeline.problems import Problem, did_you_mean, printable, quoted
from timeline.text import squeeze
from timeline.theme.folders import template_names
from timeline.theme.mistakes import Mistake, NotThere, place

NO_SUCH = re.compile(r"No (filter|test) named '(.+?)'")
NOT_CLOSED = re.compile(r"The innermost block that needs to be closed is '(\w+)'")
NO_TAG = re.compile(r"Encountered unknown tag '(.+?)'")
TOOL = re.compile(r"\b(?:\w+\.)*_(\w+)\(\)")
TAGS = (
    "autoescape", "block", "call", "elif", "else", "extends", "filter", "for", "from", "if", "import", "include",
    "macro", "set", "with", "endautoescape", "endblock", "endcall", "endfilter", "endfor", "endif", "endmacro",
    "endset", "endwith",
)  # fmt: skip
KINDS = ((str, "a text"), (bool, "true or false"), (int, "a number"), (Mapping, "a mapping"), (Collection, "a list"))


def problem_of(error: Exception, file: str, folders: tuple[Path, ...], environment: jinja2.Environment) -> Problem:
    """The problem that an error tells of which came of filling the template in a file."""
    if isinstance(error, jinja2.TemplateSyntaxError):
        message, word = _syntax(error.message or "", environment)
        return Problem(place(error.filename or file, error.lineno, word), "bad-template", _said(message))
    steps = list(_steps(error.__traceback__, folders))
    at, line, names = steps[-1] if steps else (file, 1, {})
    if isinstance(error, Mistake):
        return Problem(place(at, line, error.word), error.code, _said(str(error)))
    if isinstance(error, jinja2.TemplateNotFound):
        name = str(error.name or "")
        message = f"the theme has no template {quoted(name)}{did_you_mean(name, template_names(folders))}"
        return Problem(place(at, line, name), "unknown-template", message)
    if isinstance(error, NotThere):
        word = str(error.name or "")
        return Problem(place(at, line, word), "unknown-variable", _said(_not_there(error, names)))
    if found := NO_SUCH.search(str(error)):
        # Where it stands in a part that may not be reached, Jinja looks for it only there.
        return Problem(place(at, line, found[2]), "bad-template", _said(_syntax(str(error), environment)[0]))
    return Problem(place(at, line), "template-failed", _said(_failure(error)))


def _steps(trace: TracebackType | None, folders: Iterable[Path]) -> Iterator[tuple[str, int, Mapping[str, Any]]]:
    """The templates that an error passed through, the innermost last: file, line, and what was known there by name."""
    for frame, line in traceback.walk_tb(trace):
        file = frame.f_code.co_filename
        if any(Path(file).is_relative_to(folder) for folder in folders):
            yield file, line, frame.f_locals


def _syntax(said: str, environment: jinja2.Environment) -> tuple[str, str]:
    """What is wrong with how a template is written, and the word that is."""
    if found := NO_SUCH.search(said):
        known = environment.filters if found[1] == "filter" else environment.tests
        return f"there is no {found[1]} {quoted(found[2])}{did_you_mean(found[2], known)}", found[2]
    if found := NO_TAG.search(said):
        if found[1].startswith("end") and found[1] in TAGS:
            return f"{quoted(found[1])} ends nothing here; {_rest(said)}", found[1]
        return f"there is no tag {quoted(found[1])}{did_you_mean(found[1], TAGS)}", found[1]
    if said.startswith("Unexpected end of template") and (opened := NOT_CLOSED.search(said)):
        return f"the template ends before {quoted(opened[1])} does; {quoted(f'end{opened[1]}')} is missing", ""
    return said[:1].lower() + said[1:], ""


def _rest(said: str) -> str:
    """What Jinja says of the tag that it waits for."""
    opened = NOT_CLOSED.search(said)
    return f"what is open is {quoted(opened[1])}" if opened else "nothing is open"


def _not_there(error: NotThere, names: Mapping[str, Any]) -> str:
    name = str(error.name)
    if error.hint:
        return error.hint.replace("'", '"')
    if error.value is missing:
        known = (one for one in names if not one.startswith("_"))
        return f"there is no variable {quoted(name)} here{did_you_mean(name, known)}"
    if error.value is None:
        return f"what {quoted(name)} is asked of is not there (none)"
    if isinstance(error.name, int):
        return f"{_kind(error.value)} has no element {name}"
    return f"{_kind(error.value)} has no {quoted(name)}{did_you_mean(name, _names_in(error.value))}"


def _kind(value: Any) -> str:
    """What a value is, as docs/templates.md calls it."""
    if is_dataclass(value):
        return type(value).__name__
    return next((words for kind, words in KINDS if isinstance(value, kind)), type(value).__name__)


def _names_in(value: Any) -> Iterable[str]:
    if isinstance(value, Mapping):
        return [key for key in value if isinstance(key, str)]
    if is_dataclass(value):
        return [field.name for field in fields(value)]
    return [name for name in dir(value) if not name.startswith("_")]


def _failure(error: Exception) -> str:
    if isinstance(error, RecursionError):
        return "templates or macros are in each other without end"
    if isinstance(error, MemoryError):
        return "this is more than the memory holds"
    if isinstance(error, KeyError):
        return f"there is nothing named {quoted(str(error.args[0]))}" if error.args else "a name is not there"
    said = TOOL.sub(r"\1()", str(error) or type(error).__name__)
    return said[:1].lower() + said[1:].replace("'NoneType' object", "what is not there (none)")


def _said(message: str) -> str:
    """A message on one line, without what other programs put at its end."""
    return printable(squeeze(message)).rstrip(" .")

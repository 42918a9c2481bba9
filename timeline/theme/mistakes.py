"""What can be wrong with a theme, and where in its files."""

import os
import re
from pathlib import Path
from typing import Any

import jinja2

from timeline.content.source import locate
from timeline.problems import Place, Problem

# What a mistake in a template can raise.
MISTAKES = (
    jinja2.TemplateError,
    ArithmeticError,
    AttributeError,
    LookupError,
    MemoryError,
    OSError,
    RuntimeError,  # RecursionError is one
    StopIteration,
    SyntaxError,
    TypeError,
    ValueError,
)


class ThemeError(Exception):
    """A theme that cannot be used, with the problems that tell why."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__(*problems)
        self.problems = problems

    def __str__(self) -> str:
        return "\n".join(map(str, self.problems))


class NoTheme(Exception):
    """A theme that is not there."""


class Mistake(jinja2.TemplateRuntimeError):
    """What a template does wrong while it is filled: its code, what is to be said, and the word that is wrong."""

    def __init__(self, code: str, message: str, word: str = "") -> None:
        super().__init__(message)
        self.code, self.word = code, word


class NotThere(jinja2.UndefinedError):
    """A name that a template uses, and that nothing has: of the value, where it was to be a field of one."""

    def __init__(self, hint: str | None, value: Any, name: Any, message: str | None) -> None:
        super().__init__(message)
        self.hint, self.value, self.name = hint, value, name


def place(file: str | Path, line: int = 1, word: str = "") -> Place:
    """A line of a theme's file, as seen from the current folder if it lies there; of it the word, or its beginning."""
    path = os.path.abspath(file)
    shown = os.path.relpath(path) if Path(path).is_relative_to(Path.cwd()) else path
    return Place(shown, line, _column(path, line, word))


def place_in(file: Path, *route: str | int, at_key: bool = False) -> Place:
    """The place of a value in a theme's YAML file, or of its key."""
    found = locate(file, route, at_key)
    return place(file)._replace(line=found.line, column=found.column)


def _column(file: str, line: int, word: str) -> int:
    """Where in a line the word stands, else where the line begins, from 1."""
    try:
        text = Path(file).read_text("utf-8", "replace").splitlines()[line - 1]
    except (OSError, IndexError):
        return 1
    found = re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text) if word else None
    return (found.start() if found else len(text) - len(text.lstrip())) + 1

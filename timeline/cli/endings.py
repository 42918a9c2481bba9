"""How a command ends: exit codes, what it prints of problems, and the sentence where it could not do its work."""

import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from timeline.formats.text import framed
from timeline.problems import Problem

if TYPE_CHECKING:
    from timeline.content.load import Content

DONE, PROBLEMS, USAGE, NOT_WRITTEN = 0, 1, 2, 3


def read(content: Path) -> "Content":
    """The content of a folder; ends the command if that has none."""
    from timeline.content.load import NoContent, load
    from timeline.content.source import slow_reader

    if slow_reader():
        click.echo(f"timeline: {slow_reader()}", err=True)
    try:
        return load(content)
    except NoContent as error:
        stop(error, USAGE)


def stop(error: Exception, code: int) -> NoReturn:
    click.echo(f"timeline: {error}", err=True)
    sys.exit(code)


def print_problems(problems: Iterable[Problem], err: bool = False, mend: Callable[[str], str] = str) -> None:
    """Each problem with its source line and a caret under the place; mend adds colours to its first line."""
    for head, *frame in framed(problems):
        click.echo(mend(head), err=err)
        for line in frame:
            click.echo(f"    {line}", err=err)


def counted(problems: Iterable[Problem]) -> str:
    """How many they are, as in `1 error and 2 warnings`."""
    found = [problem.severity for problem in problems]
    errors, warnings = found.count("error"), found.count("warning")
    words = [number(n, name) for n, name in ((errors, "error"), (warnings, "warning")) if n]
    return " and ".join(words) or "no problems"


def number(n: int, name: str) -> str:
    return f"{n:,} {name}{'' if n == 1 else 's'}"

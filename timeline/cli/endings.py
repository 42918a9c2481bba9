"""How a command ends: exit codes, what it prints of problems, and the sentence where it could not do its work."""

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from timeline.cli.workflow import tell_run
from timeline.formats import Form
from timeline.formats.text import counted, framed, number
from timeline.problems import Problem, printable

if TYPE_CHECKING:
    from timeline.content.load import Content

__all__ = ["counted", "number"]

DONE, PROBLEMS, USAGE, NOT_WRITTEN = 0, 1, 2, 3
COLOURS = {"error": "red", "warning": "yellow"}


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
    """End with a sentence; where the error has a place in a file, its `problem` is told in the form asked for."""
    problem: Problem | None = getattr(error, "problem", None)
    if asked_form() != "text":
        tell((problem,) if problem else (), stopped=str(error))
    click.echo(f"timeline: {error}", err=True)
    for line in (line for _, *frame in framed((problem,) if problem else ()) for line in frame):
        click.echo(f"    {line}", err=True)
    sys.exit(code)


def asked_form() -> Form:
    """In which form problems are to be told: what --format says, where the command has it."""
    form: Form = click.get_current_context().params.get("form", "text")
    return form


def is_document() -> bool:
    """Whether the standard output is one document, so that whatever else there is to say goes to the other stream."""
    return asked_form() in ("json", "sarif")


def say(line: str) -> None:
    """Print a line that is no problem."""
    click.echo(line, err=is_document())


def tell(
    problems: Sequence[Problem],
    events: int | None = None,
    stopped: str = "",
    err: bool = False,
    shown: Sequence[Problem] | None = None,
    mend: Callable[[str], str] = str,
) -> None:
    """Tell problems in the form that was asked for; of a command once.

    Documents have all of them and go to the standard output. err says where text goes; it has those that are shown, if
    only some of the warnings are to be, and mend gives its messages colours. events is how many events there are;
    stopped says why the command could not do its work.
    """
    # Imported here: who reads text does not wait for the others.
    if asked_form() == "json":
        from timeline.formats.as_json import as_json

        click.echo(as_json(problems, events, stopped))
    elif asked_form() == "sarif":
        from timeline.formats.repository import repository
        from timeline.formats.sarif import as_sarif

        click.echo(as_sarif(problems, repository(os.environ), stopped))
    else:
        print_problems(problems if shown is None else shown, err, mend)
        if left := 0 if shown is None else len(problems) - len(shown):
            click.echo(f"and {number(left, 'more warning')}; timeline check prints them all", err=err)
    if asked_form() == "github":
        tell_run(problems, stopped)


def print_problems(problems: Iterable[Problem], err: bool = False, mend: Callable[[str], str] = str) -> None:
    """Each problem with its source line and a caret under the place; mend adds colours to its message.

    Colours reach terminals only. There a last line names what explains the codes.
    """
    problems = tuple(problems)
    frames = (frame for _, *frame in framed(problems))
    lines = [
        "\n    ".join([_head(problem, mend), *_painted(frame, problem)])
        for problem, frame in zip(problems, frames, strict=True)
    ]
    if lines:
        # At once, for thousands of single writes take longer than all the rest.
        click.echo("\n".join(lines), err=err)
    if problems and (sys.stderr if err else sys.stdout).isatty():
        codes = " ".join(list(dict.fromkeys(problem.code for problem in problems))[:3])
        click.echo(
            click.style(f"What this means, and what to do about it: timeline explain {codes}", dim=True), err=err
        )


def _head(problem: Problem, mend: Callable[[str], str]) -> str:
    place, kind = problem.place, f"{problem.severity}[{problem.code}]"
    where = click.style(f"{printable(place.file)}:{place.line}:{place.column}", bold=True)
    return f"{where}: {click.style(kind, fg=COLOURS[problem.severity], bold=True)}: {mend(problem.message)}"


def _painted(frame: Sequence[str], problem: Problem) -> Iterator[str]:
    """The source line as it is, the caret in the colour of the problem."""
    yield from frame[:1]
    for caret in frame[1:]:
        yield click.style(caret, fg=COLOURS[problem.severity], bold=True)

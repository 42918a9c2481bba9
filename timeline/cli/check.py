"""`timeline check`."""

import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from timeline.cli.command import Command, content_option, format_option
from timeline.cli.endings import DONE, PROBLEMS, counted, number, read, say, tell
from timeline.problems import Problem, has_errors

if TYPE_CHECKING:
    from timeline.content.load import Entry
    from timeline.model import Event

EXAMPLES = {
    "timeline check": "Report every problem.",
    "timeline check --strict content/events": "Report the problems of the events, and fail if there is any.",
    "timeline check --format json": "Print them for a program.",
}


@click.command("check", cls=Command, examples=EXAMPLES)
@content_option
@click.option("--strict", is_flag=True, help="Warnings count as errors.")
@format_option
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path))
def command(content: Path, strict: bool, form: str, paths: tuple[Path, ...]) -> None:
    """Report every problem of the content, and write nothing.

    All content is checked. If PATHS are given, files or folders, only problems in these are reported.

    A problem names file, line and column, whether it is an error or a warning, and its code. Below it stands the line
    of the file, with a caret under the place. What a code means, `timeline explain` tells.

    On a terminal there are colours, unless the environment variable NO_COLOR is set; FORCE_COLOR asks for them
    elsewhere. docs/formats.md describes the other formats; the exit code is the same in each.
    """
    from timeline.checks import check
    from timeline.options import project_of
    from timeline.schema.files import keep_up_to_date

    loaded = read(content)
    keep_up_to_date(project_of(content), loaded)
    chosen = [problem for problem in check(loaded) if not paths or _is_under(problem, paths)]
    tell(chosen, len(loaded.events))
    say(f"{_counted(loaded.events)}: {counted(chosen)}")
    sys.exit(PROBLEMS if has_errors(chosen) or (strict and chosen) else DONE)


def _is_under(problem: Problem, paths: Iterable[Path]) -> bool:
    file = Path(problem.place.file).resolve()
    return any(file.is_relative_to(path.resolve()) for path in paths)


def _counted(events: Mapping[str, "Entry[Event]"]) -> str:
    drafts = sum(1 for event in events.values() if event.record and event.record.draft)
    return number(len(events), "event") + (f", {number(drafts, 'draft')} among them" if drafts else "")

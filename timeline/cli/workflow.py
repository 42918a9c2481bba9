"""What a run of GitHub Actions gets of a command: a log that it takes no orders from, annotations, a summary."""

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, redirect_stderr

import click

from timeline.problems import Problem


@contextmanager
def fenced() -> Iterator[list[str]]:
    """Meanwhile the runner takes no workflow commands from what is printed; those in the list are given at the end.

    For what is printed quotes lines of the content, and an author could write commands there.
    """
    # Imported here: elsewhere nobody needs it, and it takes longer than the rest of this.
    import secrets

    token = secrets.token_hex(16)
    commands: list[str] = []
    click.echo(f"::stop-commands::{token}")
    try:
        # One stream, for the runner reads two as they come.
        with redirect_stderr(sys.stdout):
            yield commands
    finally:
        click.echo(f"::{token}::")
        for command in commands:
            click.echo(command)


def tell_run(problems: Sequence[Problem], stopped: str) -> None:
    """Annotate the problems, and put all of them into the summary of the step; stopped says why nothing was done."""
    from timeline.formats.github import MOST_SUMMARY, annotations, summary
    from timeline.formats.repository import repository

    context = click.get_current_context()
    ours = repository(os.environ)
    context.obj.extend(annotations(problems, ours, stopped))
    file = os.environ.get("GITHUB_STEP_SUMMARY")
    if not file:
        return
    try:
        with open(file, "a", encoding="utf-8", errors="replace") as opened:
            room = MOST_SUMMARY - opened.tell()
            opened.write(summary(f"timeline {context.info_name}", problems, ours, stopped, room))
    except OSError as error:
        click.echo(f"timeline: the summary could not be written: {error.strerror}", err=True)

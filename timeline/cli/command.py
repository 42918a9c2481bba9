"""What a command of ours has beside click's: examples in its help, a fenced log. And the options that several have."""

import os
from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import click

from timeline.cli.workflow import fenced
from timeline.formats import FORMS, Form

content_option = click.option(
    "--content",
    type=click.Path(path_type=Path),
    default=Path("content"),
    show_default=True,
    help="The folder that holds site.yaml, events/, articles/ and the registers.",
)
clock_option = click.option(
    "--clock", metavar="DATE", help="The day that counts as today; else SOURCE_DATE_EPOCH, else today."
)


def _usual_form() -> Form:
    return "github" if os.environ.get("GITHUB_ACTIONS") == "true" else "text"


# Whoever prints problems finds the form with `asked_form()` (endings.py).
format_option = click.option(
    "--format",
    "form",
    metavar="FORMAT",
    type=click.Choice(FORMS),
    default=_usual_form,
    help="How problems are told: text, json, sarif or github. Text is usual, and github in a run of GitHub Actions.",
)


class Command(click.Command):
    """A command with examples: what is typed, and what it does. docs/commands.md is made from all of it."""

    def __init__(self, *args: Any, examples: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.examples = examples

    def invoke(self, context: click.Context) -> Any:
        if context.params.get("form") == "github":
            context.obj = context.with_resource(fenced())
        return super().invoke(context)

    def format_epilog(self, context: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Examples"):
            for typed, does in self.examples.items():
                formatter.write_text(does)
                with formatter.indentation():
                    formatter.write(f"{'':{formatter.current_indent}}{typed}\n")


def today(clock: str | None) -> str:
    """The ISO 8601 day that counts as today; clock is what was given with --clock."""
    if clock is not None:
        try:
            return date.fromisoformat(clock).isoformat()
        except ValueError:
            raise click.BadParameter(f"{clock!r} is not a day such as 2025-03-14", param_hint="--clock") from None
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if epoch:
        try:
            return datetime.fromtimestamp(int(epoch), UTC).date().isoformat()
        except (ValueError, OverflowError, OSError):
            raise click.UsageError(f"SOURCE_DATE_EPOCH is {epoch!r}, not a number of seconds") from None
    return datetime.now(UTC).date().isoformat()

"""The command `timeline`: arguments in, lines and exit codes out. Each file here but four is a command of its name."""

import atexit
import gc
import os
import sys
from collections.abc import Mapping
from contextlib import suppress
from importlib import import_module
from typing import Any

import click

from timeline.version import VERSION

NOT_WRITTEN = 3
# In the order in which one meets them. A command's file is imported when it is asked for.
COMMANDS = (
    "init",
    "new",
    "import",
    "serve",
    "check",
    "explain",
    "list",
    "build",
    "verify",
    "links",
    "rename",
    "lock",
    "schema",
)


class _Commands(click.Group):
    """The commands, each the `command` of its file."""

    def main(self, *args: Any, **kwargs: Any) -> Any:
        """The same as click's; where the system refuses something, its reason is said instead of where it was."""
        for name in ("stdout", "stderr"):
            if getattr(sys, name) is None:
                # It was closed before the command began.
                setattr(sys, name, open(os.devnull, "w"))  # noqa: SIM115
        try:
            try:
                return super().main(*args, **kwargs)
            finally:
                sys.stdout.flush()
        except OSError as error:
            # What was not written yet cannot be written at the end, either.
            os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
            with suppress(OSError):
                click.echo(f"timeline: {error}", err=True)
            sys.exit(NOT_WRITTEN)

    def list_commands(self, context: click.Context) -> list[str]:
        # One of the commands is called list, and so is its file here.
        return [*COMMANDS]

    def get_command(self, context: click.Context, name: str) -> click.Command | None:
        if name not in COMMANDS:
            return None
        command: click.Command = import_module(f"timeline.cli.{name}").command
        return command


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(VERSION, prog_name="timeline")
def main() -> None:
    """Compile curated event files into a static timeline that people can cite."""
    # At its end Python would look for garbage among all that a build has read, which takes as long as to read it.
    atexit.register(gc.freeze)
    # To look for plugins takes pydantic as long as to read a hundred entries, and none is to change what is read.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    click.get_current_context().color = _colours(os.environ)
    # Content may hold any letter, and a terminal with another encoding must not end in a traceback.
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]


def _colours(environment: Mapping[str, str]) -> bool | None:
    """Whether there are to be colours; None leaves it to the stream, for a terminal is to have them."""
    if environment.get("NO_COLOR") or environment.get("TERM") == "dumb":
        return False
    return True if environment.get("FORCE_COLOR") else None

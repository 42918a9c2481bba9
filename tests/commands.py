"""All commands by what is typed for them: `build`, `new event`."""

from collections.abc import Iterator

import click

from timeline.cli import main
from timeline.cli.command import Command


def _commands(group: click.Group, before: str = "") -> Iterator[tuple[str, Command]]:
    context = click.Context(group)
    for name in group.list_commands(context):
        found = group.get_command(context, name)
        if isinstance(found, click.Group):
            yield from _commands(found, f"{before}{name} ")
        else:
            assert isinstance(found, Command)
            yield before + name, found


COMMANDS = dict(_commands(main))

"""`timeline rename`."""

import sys
from pathlib import Path

import click

from timeline.cli.command import Command, content_option
from timeline.cli.endings import NOT_WRITTEN, PROBLEMS, USAGE, counted, print_problems, read, stop
from timeline.problems import printable

EXAMPLES = {
    "timeline rename --dry-run 2025-03-11-jeddah-talks jeddah-talks": "See what would change.",
    "timeline rename event:2025-03-11-jeddah-talks jeddah-talks": "Rename an event.",
}


@click.command("rename", cls=Command, examples=EXAMPLES)
@content_option
@click.option("--dry-run", is_flag=True, help="Print what would change, and change nothing.")
@click.argument("old")
@click.argument("new")
def command(content: Path, old: str, new: str, dry_run: bool) -> None:
    """Give an entry another id, everywhere.

    OLD is an id; where entries of several kinds have it, with its kind, as in links: actor:putin. NEW is the id it is
    to have; an id that it had before is given back.

    What changes is the name of its file or its key in a register, every field that names it, every link to it. The old
    id becomes an alias, so that its address leads on. No other character changes: not in quotations and titles, not in
    comments, not in how a line is wrapped.

    It prints each file that changes, with the number of places. Either all files change or none. While a file cannot
    be read, nothing is renamed, for a reference could stand in it. The exit code is 2 where OLD is not there or NEW is
    taken.

    A tag that is only used is renamed in all events and then listed in tags.yaml, since only listed ones have aliases.
    It keeps its name there, unless that was the id itself. quotes.lock follows; published.lock is left to the next
    build.
    """
    from timeline.content.changes import put_in_place
    from timeline.rename import CannotRename, changes, renaming, unread

    loaded = read(content)
    if hidden := unread(loaded):
        print_problems(hidden, err=True)
        click.echo(f"{counted(hidden)} that could hide a reference; nothing was changed", err=True)
        sys.exit(PROBLEMS)
    try:
        asked = renaming(loaded, old, new)
        changed = changes(loaded, asked)
        if not dry_run:
            put_in_place(changed)
    except CannotRename as error:
        stop(error, USAGE)
    except OSError as error:
        stop(error, NOT_WRITTEN)
    for change in changed:
        click.echo(printable(str(change)))
    leads_on = "; the old address leads on by its alias" if asked.leads_on else ""
    click.echo(f"renamed {asked.kind} {printable(asked.old)} to {asked.new}{leads_on}")

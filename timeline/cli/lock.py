"""`timeline lock`."""

import sys
from pathlib import Path

import click

from timeline.cli.command import Command, clock_option, content_option, format_option, today
from timeline.cli.endings import NOT_WRITTEN, PROBLEMS, counted, number, read, say, stop, tell
from timeline.problems import did_you_mean, has_errors, quoted

EXAMPLES = {
    "timeline lock": "Add what is new to published.lock.",
    "timeline lock --amend 2025-03-11-jeddah-talks": "Accept what an event claims now, without a correction.",
}


@click.command("lock", cls=Command, examples=EXAMPLES)
@content_option
@click.option(
    "--amend",
    metavar="ID",
    multiple=True,
    help="An event that claims other things than when it was published, without a correction: accept it as it is now. "
    "May be given several times.",
)
@clock_option
@format_option
def command(content: Path, amend: tuple[str, ...], clock: str | None, form: str) -> None:
    """Bring published.lock up to date without building.

    It becomes what a build would make of it. What it is for, docs/publishing.md tells.
    """
    from timeline import locks
    from timeline.checks import check
    from timeline.content.drafts import without_drafts
    from timeline.content.sources import PUBLISHED

    loaded = read(content)
    problems = check(loaded)
    if has_errors(problems):
        tell(problems, len(loaded.events), err=True)
        click.echo(f"{counted(problems)}; nothing was written", err=True)
        sys.exit(PROBLEMS)
    shown = without_drafts(loaded)
    events = tuple(name.removeprefix("event:").removeprefix("events/").strip("/") for name in amend)
    for event in events:
        if event not in shown.events:
            near = did_you_mean(event, shown.events)
            raise click.BadParameter(f"no published event {quoted(event)}{near}", param_hint="--amend")
    new = locks.amended(shown, events, today(clock))
    try:
        with locks.put_in_place(content, new):
            pass
    except OSError as error:
        stop(error, NOT_WRITTEN)
    changed = sum(loaded.lock.get(name) != new.get(name) for name in {*loaded.lock, *new})
    say(f"{number(len(new), 'line')} in {content / PUBLISHED}, {changed:,} changed")

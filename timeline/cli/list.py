"""`timeline list`."""

import shutil
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import click

from timeline.cli.command import Command, content_option
from timeline.cli.endings import DONE, PROBLEMS, counted, number, read
from timeline.problems import has_errors

EXAMPLES = {
    "timeline list": "List all events.",
    "timeline list --status claimed --status disputed --from 2025-03": "List what is in doubt since March 2025.",
    "timeline list --drafts --q ceasefire --json": "Give events and drafts that speak of a ceasefire to a program.",
    'timeline list "https://example.org/record/?status=disputed&to=2025-03-11"': "List what a page of the site shows.",
}


@click.command("list", cls=Command, examples=EXAMPLES)
@content_option
@click.option("--q", "words", multiple=True, metavar="WORDS", help="Words that all occur in what the list says of it.")
@click.option("--thread", multiple=True, metavar="ID", help="A thread.")
@click.option("--status", multiple=True, metavar="STATUS", help="A status; retracted events are listed only by theirs.")
@click.option("--actor", multiple=True, metavar="ID", help="An actor.")
@click.option("--place", multiple=True, metavar="ID", help="A place.")
@click.option("--tag", multiple=True, metavar="ID", help="A tag.")
@click.option("--from", "since", metavar="DATE", help="The day from which on it may have been; of a month the first.")
@click.option("--to", "until", metavar="DATE", help="The day up to which it may have been; of a month the last.")
@click.option("--drafts", is_flag=True, help="List drafts, too.")
@click.option("--json", "as_json", is_flag=True, help="Print the records of events.json.")
@click.argument("query", required=False)
def command(
    content: Path,
    words: Sequence[str],
    thread: Sequence[str],
    status: Sequence[str],
    actor: Sequence[str],
    place: Sequence[str],
    tag: Sequence[str],
    since: str | None,
    until: str | None,
    drafts: bool,
    as_json: bool,
    query: str | None,
) -> None:
    """List events in the timeline's order, filtered as on the pages.

    Without a filter all are listed, each with its date as it is written, its id, thread, status and title. On a
    terminal titles are cut to its width, elsewhere nothing is. Their number goes to the standard error stream.

    The filters are those of the pages, which docs/reading.md describes: `--thread`, `--status`, `--actor`, `--place`,
    `--tag` and `--q` may be given several times. Several values of one are alternatives, but of words all have to
    occur. Different filters have to agree. An event is found if its date may fall between `--from` and `--to`, in
    whichever order they are given; these are dates of any form, as in docs/dates.md.

    QUERY is the address of a filtered page, or its part from `?` on; its filters hold beside the options. Only its
    query counts, so the address of a month finds events of all months. Other than a page, which passes over what it
    does not know, the command ends with 2 where there is no such id.

    `--json` prints an object with the `version` of events.json and `events`, which has the records that docs/data.md
    describes, in UTF-8.

    Events that cannot be read are left out. The standard error stream says so, and the exit code is 1.
    """
    from timeline.compile import compile_timeline
    from timeline.content.drafts import without_drafts
    from timeline.query import CannotAsk, asked, export, fitting, in_query, readable, table

    options = {"q": words, "thread": thread, "status": status, "actor": actor, "place": place, "tag": tag}
    days = {key: (day,) for key, day in (("from", since), ("to", until)) if day is not None}
    loaded = read(content)
    shown = readable(loaded if drafts else without_drafts(loaded))
    timeline = compile_timeline(shown, loaded.lock)
    try:
        rows = fitting(timeline, asked(timeline, _both(in_query(query) if query else {}, {**options, **days})))
    except CannotAsk as error:
        raise click.BadParameter(str(error), param_hint=f"--{error.key}" if error.key else "QUERY") from None
    if as_json:
        click.echo("\n".join([*export(timeline, rows), ""]).encode(), nl=False)
    elif rows:
        click.echo("\n".join(table(rows, shutil.get_terminal_size().columns if sys.stdout.isatty() else None)))
    click.echo(f"{len(rows):,} of {number(len(timeline.rows), 'event')}", err=True)
    if has_errors(loaded.problems):
        left = number(sum(event.record is None for event in loaded.events.values()), "event")
        found = counted(problem for problem in loaded.problems if problem.severity == "error")
        click.echo(f"timeline: {found} in reading, {left} left out; see timeline check", err=True)
        sys.exit(PROBLEMS)
    sys.exit(DONE)


def _both(query: Mapping[str, Sequence[str]], options: Mapping[str, Sequence[str]]) -> dict[str, Sequence[str]]:
    """The filters of both; what can be given once counts as the option has it."""
    alternatives = {key: (*query.get(key, ()), *values) for key, values in options.items()}
    days = {key: options.get(key) or query.get(key, ()) for key in ("from", "to")}
    return {**alternatives, **days}

"""`timeline verify`."""

import re
import sys
from pathlib import Path

import click

from timeline.cli.command import Command, content_option, format_option
from timeline.cli.endings import DONE, NOT_WRITTEN, PROBLEMS, USAGE, number, read, say, stop, tell
from timeline.problems import has_errors, printable, quoted

EXAMPLES = {"timeline verify --captures ../captures": "Compare with the texts in a folder beside the project."}


@click.command("verify", cls=Command, examples=EXAMPLES)
@content_option
@click.option(
    "--captures",
    required=True,
    type=click.Path(path_type=Path),
    help="The folder that holds the captured texts: ARTICLE-ID.txt, .md or .html.",
)
@format_option
@click.option("--quiet", is_flag=True, help="Print problems only.")
def command(content: Path, captures: Path, form: str, quiet: bool) -> None:
    """Compare every quotation with the captured text of its article.

    The words of every `date_basis` are compared, too. Writes quotes.lock, and prints a table of the articles, the
    problems, and a count. docs/evidence.md tells what counts as the same words.
    """
    from timeline.verify import table, verify, write_lock

    loaded = read(content)
    if not captures.is_dir():
        raise click.BadParameter(f"there is no folder {quoted(str(captures))}", param_hint="--captures")
    try:
        found = verify(loaded, captures)
    except OSError as error:
        stop(error, USAGE)
    try:
        write_lock(content, found.findings)
    except OSError as error:
        stop(error, NOT_WRITTEN)
    for line in () if quiet else table(found.rows):
        say(line)
    tell(found.problems, len(loaded.events), mend=_coloured)
    if has_errors(loaded.problems):
        click.echo("timeline: the content has errors of its own; see timeline check", err=True)
    if not quiet:
        for note in found.notes:
            say(printable(note))
        total, good, altered, missing = (
            sum(getattr(row, name) for row in found.rows)
            for name in ("quotations", "verified", "altered", "not_captured")
        )
        verdicts = f"{good:,} verified, {altered:,} altered, {missing:,} not captured"
        say(f"{number(total, 'quotation')} of {number(len(found.rows), 'article')}: {verdicts}")
    sys.exit(PROBLEMS if has_errors((*found.problems, *loaded.problems)) else DONE)


def _coloured(line: str) -> str:
    """A difference in colours; what is no terminal gets none."""
    line = re.sub(r"\[-.+?-\]", lambda found: click.style(found[0], fg="red"), line)
    return re.sub(r"\{\+.+?\+\}", lambda found: click.style(found[0], fg="green"), line)

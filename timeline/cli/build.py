"""`timeline build`."""

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from timeline.cli.command import Command, clock_option, content_option, format_option, today
from timeline.cli.endings import NOT_WRITTEN, PROBLEMS, USAGE, counted, number, say, stop, tell
from timeline.problems import Problem

if TYPE_CHECKING:
    from timeline.options import Report

CACHE = Path(".cache", "timeline")
# Bytes: from here on a site comes near to what its host takes.
LARGE = 700_000_000
# So many warnings a build prints; more of them would hide what else it says.
MOST_WARNINGS = 50
EXAMPLES = {
    "timeline build": "Build content/ into site/.",
    "timeline build --output preview --drafts": "See what is not published yet.",
    "timeline build --base-url https://example.org/record/ --frozen --strict": "Build for publishing, in CI.",
}


@click.command("build", cls=Command, examples=EXAMPLES)
@content_option
@click.option(
    "--output",
    type=click.Path(path_type=Path),
    default=Path("site"),
    show_default=True,
    help="Where the site goes: a new or empty folder, or one of an earlier build.",
)
@click.option(
    "--base-url", help='The site\'s public address; counts instead of base_url in site.yaml. Give "" for none.'
)
@click.option("--drafts", is_flag=True, help="Show drafts too; never for publishing. published.lock is not written.")
@click.option("--strict", is_flag=True, help="Build nothing if there are warnings.")
@click.option(
    "--frozen",
    is_flag=True,
    help="Build nothing if published.lock is out of date: for machines that cannot commit it.",
)
@click.option("--portable", is_flag=True, help="Links name index.html, so that the site opens from a disk.")
@click.option(
    "--cache",
    type=click.Path(path_type=Path),
    help="Where the build notes what it made; .cache/timeline beside the content folder by default.",
)
@click.option("--no-cache", is_flag=True, help="Make every page again, and keep no record of it.")
@click.option("--jobs", type=click.IntRange(min=1), help="How many processes make pages; one a core by default.")
@clock_option
@format_option
@click.option("--quiet", is_flag=True, help="Print problems only.")
@click.option(
    "--verbose",
    is_flag=True,
    help="Print each written file and why it was, each removed one, and the seconds of each stage.",
)
def command(
    content: Path,
    output: Path,
    base_url: str | None,
    drafts: bool,
    strict: bool,
    frozen: bool,
    portable: bool,
    cache: Path | None,
    no_cache: bool,
    jobs: int | None,
    clock: str | None,
    form: str,
    quiet: bool,
    verbose: bool,
) -> None:
    """Build the content into a static site.

    Reads the content, checks it, and brings the output folder up to date. Problems go to the standard error stream
    as text, in other formats to the standard output. With an error nothing is written.

    A build reads, checks and makes only what it has to. Where nothing has changed since the last one, it ends at once.
    One that takes longer than a second shows on a terminal how far it is. In the end it says how many files it wrote,
    kept and removed, how large the site is, and how long it took; from 700 MB on it warns, since GitHub Pages takes
    1 GB at most. Of many warnings the text has the first 50, that of `timeline check` all.

    Today is the day on which entries new to published.lock count as published. It is that of `--clock`, else that of
    the environment variable SOURCE_DATE_EPOCH (seconds since 1970), else the present one in UTC.

    One build at a time writes an output folder; a second waits up to a minute for the first.
    """
    # Imported here: `timeline --help` should not wait for the whole program.
    from timeline.build import Options, project_of
    from timeline.build import build as build_site
    from timeline.progress import Progress

    progress = Progress()
    options = Options(
        content=content,
        output=output,
        today=today(clock),
        cache=None if no_cache else cache or project_of(content) / CACHE,
        base_url=_base_url(base_url),
        drafts=drafts,
        portable=portable,
        strict=strict,
        frozen=frozen,
        jobs=jobs or os.cpu_count() or 1,
        told=(lambda stage, done, of: None) if quiet else progress,
    )
    try:
        report = build_site(options)
    except Exception as error:
        progress.end()
        _stop_if_known(error)
        raise
    progress.end()
    shown = _shown(report.problems, are_warnings=report.update is not None)
    tell(report.problems, report.events if report.update else None, err=True, shown=shown)
    if report.update is None:
        click.echo(f"{counted(report.problems)}; nothing was written", err=True)
        sys.exit(PROBLEMS)
    if verbose:
        _print_details(report)
    if not quiet:
        for note in report.notes:
            say(f"timeline: {note}")
        done = report.update
        total = sum(report.seconds.values())
        warned = f", {number(len(report.problems), 'warning')}" if report.problems else ""
        say(
            f"{number(report.events, 'event')}: {number(len(done.written), 'file')} written, {done.kept:,} kept, "
            f"{len(done.removed):,} removed in {output}, {done.size / 1e6:,.1f} MB, {total:.2f} s{warned}"
        )
        if done.size >= LARGE:
            say(f"timeline: the site has {done.size / 1e6:,.0f} MB; GitHub Pages takes 1,000 MB at most")


def _base_url(typed: str | None) -> str | None:
    if typed:
        from timeline.text import url_fault

        fault = url_fault(typed) or ("the site's address has no ? or #" if set("?#") & set(typed) else None)
        if fault:
            raise click.BadParameter(fault, param_hint="--base-url")
    return typed


def _shown(problems: Sequence[Problem], are_warnings: bool) -> Sequence[Problem]:
    """All errors, and as many of the warnings as one would read; are_warnings says that there are no errors."""
    if are_warnings:
        return problems[:MOST_WARNINGS]
    room = iter(range(MOST_WARNINGS))
    return [one for one in problems if one.severity == "error" or next(room, None) is not None]


def _print_details(report: "Report") -> None:
    if report.doubt:
        say(report.doubt)
    assert report.update
    for path, why in report.update.written.items():
        say(f"wrote {path}: {why}")
    for path in report.update.removed:
        say(f"removed {path}: no longer planned")
    for stage, seconds in report.seconds.items():
        say(f"{stage:8} {seconds:6.3f} s")


def _stop_if_known(error: Exception) -> None:
    """End with a sentence and a code if the error is one that a build can end in."""
    # Imported here: a build that has nothing to do needs none of them.
    from timeline.content.load import NoContent
    from timeline.parts import MissingPart
    from timeline.publish.manifest import CannotPublish
    from timeline.search import CannotSearch
    from timeline.theme import NoTheme
    from timeline.workers import WorkerDied

    if isinstance(error, NoContent | MissingPart | NoTheme):
        stop(error, USAGE)
    if isinstance(error, CannotPublish | CannotSearch | WorkerDied | OSError):
        stop(error, NOT_WRITTEN)

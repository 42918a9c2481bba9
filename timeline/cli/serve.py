"""`timeline serve`."""

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING

import click

from timeline.cli.build import CACHE, MOST_WARNINGS
from timeline.cli.command import Command, clock_option, content_option, today
from timeline.cli.endings import DONE, NOT_WRITTEN, USAGE, number, stop

if TYPE_CHECKING:
    from timeline.serve.outcome import Frame, Outcome

EXAMPLES = {
    "timeline serve --open": "Write in an editor, and see the site in the browser.",
    "timeline serve --port 8080 --drafts": "See drafts too, at http://127.0.0.1:8080/.",
}


class _Stopped(BaseException):
    """Whoever started the preview ends it."""


@contextmanager
def _stopped_by_signals() -> Iterator[None]:
    """Ctrl-C and the like end the command quietly, also while it builds, whose own processes end with it."""
    process = os.getpid()
    asked = [signal.SIGINT, signal.SIGTERM, *([signal.SIGHUP] if hasattr(signal, "SIGHUP") else [])]

    def end(number: int, frame: FrameType | None) -> None:
        if os.getpid() != process:
            os._exit(0)
        for each in asked:
            signal.signal(each, signal.SIG_IGN)
        raise _Stopped

    before = [(each, signal.signal(each, end)) for each in asked]
    try:
        yield
    except _Stopped:
        sys.exit(DONE)
    finally:
        for each, handler in before:
            signal.signal(each, handler)


@click.command("serve", cls=Command, examples=EXAMPLES)
@content_option
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    help="The port; without it 8000, or the next one that is free. 0 takes any that is free.",
)
@click.option("--open", "opens", is_flag=True, help="Open the site in the browser.")
@click.option("--drafts", is_flag=True, help="Show drafts too.")
@click.option("--host", help="Another address of this machine to listen on, for others to see: 0.0.0.0 is all of them.")
@click.option("--poll", is_flag=True, help="Look for saves now and then, whatever the file system tells.")
@clock_option
@click.option(
    "--verbose", is_flag=True, help="Print the seconds of each stage, and where the program failed if it did."
)
@_stopped_by_signals()
def command(
    content: Path,
    port: int | None,
    opens: bool,
    drafts: bool,
    host: str | None,
    poll: bool,
    clock: str | None,
    verbose: bool,
) -> None:
    """Show the site in a browser, and build it again at each save.

    Builds the content aside, shows it at http://127.0.0.1:8000/, and builds it again whenever a file of the content or
    of a theme is saved. Of each build it prints a line, and what is wrong as `timeline check` does. Ctrl-C ends it.

    After a build the browser loads the page anew if it looks otherwise now, and stays where it was scrolled to; of a
    style sheet it takes the new one without loading the page. What is wrong is shown over the page, which stays the
    last good one until it is mended. Warnings are only counted, in a corner; a click shows them.

    The site lies in .cache/timeline beside the content folder. Neither site/ nor published.lock is written: what is
    not in the lock yet counts as published today, as `--clock` has it. Addresses are those of this machine, so there
    is no sitemap, and pages have no canonical address. Style sheets and scripts keep their names, the search of a
    large site is one file, and there are no cards, so that a save changes little. All else is as `timeline build`
    makes it.

    The preview can be seen on this machine alone, and under no other name than 127.0.0.1 or localhost. With `--host`
    everyone who reaches that address can read it.

    Where the file system tells of no saves, as in folders that a container shares with its host, the files are looked
    at about three times a second; `--poll` asks for this, as does the environment variable WATCHFILES_FORCE_POLLING=1.
    So it is without the optional part `serve`, too: `pip install "timeline-ssg[serve]"` gives quicker previews.
    """
    # Imported here: `timeline --help` should not wait for the whole program.
    from timeline.build import Options, project_of
    from timeline.content.load import NoContent
    from timeline.fingerprint import THEMES
    from timeline.installed import install_line, missing
    from timeline.problems import quoted
    from timeline.serve import previews
    from timeline.serve.aside import own_folder
    from timeline.serve.saves import watched
    from timeline.serve.server import LOOPBACK, CannotListen, listening
    from timeline.serve.showing import Showing

    if not content.is_dir():
        stop(NoContent(f"there is no content folder {quoted(str(content))}"), USAGE)
    project = project_of(content)
    try:
        with own_folder(project / CACHE) as folder:
            showing = Showing(folder / "site")
            options = Options(
                content=content,
                output=showing.folder,
                today=today(clock),
                cache=folder / "cache",
                drafts=drafts,
                jobs=os.cpu_count() or 1,
            )
            folders = (content, *dict.fromkeys([project / "themes", *THEMES]))
            with listening(showing, host or LOOPBACK, port, _print_failed) as server, watched(folders, poll) as saves:
                click.echo(f"timeline: {server.url} shows {content}; Ctrl-C ends it")
                if not server.is_loopback:
                    click.echo(f"timeline: whoever reaches {server.host}, port {server.port}, can read it now")
                if missing("serve"):
                    click.echo(f"timeline: saves are seen sooner with a part that is missing: {install_line('serve')}")
                elif saves.is_polled and not poll:
                    click.echo("timeline: the files are looked at now and then, for no events tell of saves here")
                if opens:
                    _open(server.url)
                before: frozenset[Frame] = frozenset()
                for outcome in previews(options, showing, saves):
                    # A terminal that is gone, or a full disk below a log, ends no preview.
                    with suppress(OSError):
                        _print(outcome, before, project, verbose)
                    before = frozenset(outcome.warnings) if outcome.is_built else before
    except CannotListen as error:
        stop(error, USAGE)
    except OSError as error:
        stop(error, NOT_WRITTEN)


def _open(url: str) -> None:
    # Imported here: it takes long.
    import threading
    import webbrowser

    # A browser that runs in a terminal comes back only at its end.
    threading.Thread(target=webbrowser.open, args=(url,), daemon=True).start()


def _print(outcome: "Outcome", before: frozenset["Frame"], project: Path, verbose: bool) -> None:
    """A line for a build; above it all errors, or where there is none, the warnings that were not there before."""
    new = [frame for frame in outcome.warnings if frame not in before and not outcome.errors]
    for head, *source in [*outcome.errors, *new[:MOST_WARNINGS]]:
        click.echo(f"timeline: {head}" if head == outcome.sentence else head, err=True)
        for line in source:
            click.echo(f"    {line}", err=True)
    if left := len(new[MOST_WARNINGS:]):
        click.echo(f"and {number(left, 'more warning')}; timeline check prints them all", err=True)
    if verbose and outcome.trace:
        click.echo(outcome.trace, err=True)
    elif outcome.trace:
        click.echo("timeline: --verbose prints where", err=True)
    click.echo(f"{_changed(outcome, project)}{_done(outcome)}, {outcome.seconds:.2f} s")
    if outcome.report:
        for note in outcome.report.notes if not outcome.changed else ():
            click.echo(f"timeline: {note}")
        for stage, seconds in outcome.report.seconds.items() if verbose else ():
            click.echo(f"{stage:8} {seconds:6.3f} s")


def _changed(outcome: "Outcome", project: Path) -> str:
    """What was saved; editors leave traces of files that are gone again."""
    there = [path for path in outcome.changed if os.path.isfile(path)] or outcome.changed
    if not there:
        return ""
    first = os.path.relpath(there[0], os.path.realpath(project))
    others = len(there) - 1
    return f"{first}{f' and {others:,} more' if others else ''}: "


def _done(outcome: "Outcome") -> str:
    errors, warnings = number(len(outcome.errors), "error"), number(len(outcome.warnings), "warning")
    if not outcome.report or not outcome.report.update:
        return f"{errors}; the site stays as it was"
    update = outcome.report.update
    made = f"{number(outcome.report.events, 'event')}, {number(len(update.written), 'file')} written"
    removed = f", {len(update.removed):,} removed" if update.removed else ""
    return f"{made}{removed}{f', {warnings}' if outcome.warnings else ''}"


def _print_failed(sentence: str) -> None:
    click.echo(f"timeline: {sentence}", err=True)

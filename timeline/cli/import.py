"""`timeline import`."""

import os
import signal
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING

import click

from timeline.cli.command import Command, clock_option, today
from timeline.cli.endings import DONE, NOT_WRITTEN, PROBLEMS, USAGE, counted, number, print_problems, read, stop
from timeline.importers.formats import FORMATS, WITH_MAPPING
from timeline.problems import printable, quoted

if TYPE_CHECKING:
    from timeline.content.load import Content
    from timeline.importers import Loss
    from timeline.placing.adoption import Adoption

# So many places are taken in at a glance.
FEW = 5

EXAMPLES = {
    "timeline import timelinejs timeline.json --dry-run": "See what would come in, and what would be lost.",
    "timeline import timelinejs timeline.json --thread battlefield": (
        "Import it; events that name no thread come into that one."
    ),
    "timeline import timelinejs timeline.json --into another/content": "Begin a new content folder with it.",
    "timeline import csv table.csv --map mapping.yaml": "Import a table whose columns mapping.yaml explains.",
}


@click.command("import", cls=Command, examples=EXAMPLES)
@click.option(
    "--into",
    type=click.Path(path_type=Path),
    default=Path("content"),
    show_default=True,
    help="The content folder; one that is not there, or has no site.yaml yet, begins with what is imported.",
)
@click.option(
    "--map",
    "mapping",
    type=click.Path(path_type=Path),
    help="For csv: the file that says what the columns of a table mean.",
)
@click.option("--thread", default="", help="The thread of events that name none: its id, or the name of a new one.")
@click.option("--dry-run", is_flag=True, help="Print what would be written, and write nothing.")
@clock_option
@click.argument("form", metavar="FORMAT", type=click.Choice(FORMATS))
@click.argument("source", type=click.Path(path_type=Path, readable=False))
def command(
    form: str, source: Path, into: Path, mapping: Path | None, thread: str, dry_run: bool, clock: str | None
) -> None:
    """Bring in a timeline of another tool.

    FORMAT is csv, timelinejs, markwhen or simile, SOURCE a file of it; nothing is fetched. docs/importing.md tells what
    becomes of what.

    Each event becomes a file in events/. Its date is as precise as it was. Threads, actors and places that are not
    there yet are added at the end of their registers; articles and images become files. Nothing that is there is
    changed, and either all comes in or nothing. An event that is there already is left as it is, so that a second run
    brings what the first did not.

    It prints each thing that could not be carried over, with its place in SOURCE, what a person should look at, and a
    count. The exit code is 1 where something could not be carried over, although all else has come in, and where a
    register of the content cannot be read; 2 where SOURCE or site.yaml cannot.

    What nobody can know but you is left to you: `timeline check` warns of articles of which nothing but the address
    is known, and of events for which nothing is quoted.
    """
    from timeline.importers import CannotRead
    from timeline.importers.formats import found_in
    from timeline.placing.adoption import Asked, CannotPlace
    from timeline.placing.placed import placed
    from timeline.placing.putting import put_in_place
    from timeline.publish.manifest import CannotPublish
    from timeline.text import FORBIDDEN, squeeze

    day = today(clock)
    if source.parts[:1] in (("http:",), ("https:",)):
        raise click.BadParameter("nothing is fetched; save the file, and import that", param_hint="SOURCE")
    if mapping and form != WITH_MAPPING:
        raise click.BadParameter(f"only {WITH_MAPPING} has columns to explain", param_hint="--map")
    if FORBIDDEN.search(thread):
        raise click.BadParameter(f"{quoted(thread)} holds a character that cannot be seen", param_hint="--thread")
    try:
        found = found_in(form, source, mapping)
    except CannotRead as error:
        for line in str(error).splitlines():
            click.echo(f"timeline: {line}", err=True)
        sys.exit(USAGE)
    is_new = not os.path.lexists(into / "site.yaml")
    content = _begun(into) if is_new else read(into)
    _refuse_unread(content)
    try:
        adoption = placed(content, found, Asked(source, squeeze(thread), day), is_new)
        if not dry_run and (adoption.files or adoption.registers):
            with _undone_by_signals():
                put_in_place(into, adoption)
    except CannotPlace as error:
        print_problems(error.problems, err=True)
        click.echo(f"timeline: {error}; nothing was written", err=True)
        sys.exit(PROBLEMS)
    except CannotPublish as error:
        stop(error, NOT_WRITTEN)
    except OSError as error:
        where = printable(str(error.filename2 or error.filename or into))
        stop(CannotPlace(f"{where}: {error.strerror or error}; nothing was imported"), NOT_WRITTEN)
    for line in _lines(source, adoption, into, dry_run):
        click.echo(printable(line))
    if not dry_run and adoption.files:
        _tell_editors(into)
    sys.exit(PROBLEMS if adoption.lost else DONE)


@contextmanager
def _undone_by_signals() -> Iterator[None]:
    """Whoever ends the command, by Ctrl-C or as a system does, finds everything as it was before."""
    asked = [signal.SIGTERM, *([signal.SIGHUP] if hasattr(signal, "SIGHUP") else [])]
    heard = [each for each in asked if signal.getsignal(each) != signal.SIG_IGN]

    def end(number: int, frame: FrameType | None) -> None:
        for each in heard:
            signal.signal(each, signal.SIG_IGN)
        # As a shell tells of a program that such a signal ended.
        sys.exit(128 + number)

    before = [(each, signal.signal(each, end)) for each in heard]
    try:
        yield
    finally:
        for each, handler in before:
            signal.signal(each, handler)


def _begun(into: Path) -> "Content":
    from timeline.content.load import begun
    from timeline.model import Settings

    if os.path.lexists(into) and not into.is_dir():
        raise click.BadParameter(f"{quoted(str(into))} is no folder", param_hint="--into")
    return begun(into, Settings(title="Timeline"))


def _refuse_unread(content: "Content") -> None:
    """Where a register cannot be read, nobody knows what is in it already."""
    unread = {str(content.root / f"{kind}s.yaml") for kind in content.unread}
    problems = [each for each in content.problems if each.place.file in unread and each.code != "missing-file"]
    if problems:
        print_problems(problems, err=True)
        click.echo(f"{counted(problems)}; nothing was imported", err=True)
        sys.exit(PROBLEMS)


def _lines(source: Path, adoption: "Adoption", into: Path, dry_run: bool) -> Iterator[str]:
    if dry_run:
        paths = (*(register.path for register in adoption.registers), *(file.path for file in adoption.files))
        yield from (f"{into / path}" for path in paths)
    yield from _told(source, adoption.lost)
    yield from _told(source, adoption.notes, "note: ")
    made = [number(count, kind) for kind, count in adoption.written.items() if count]
    said = f"{', '.join(made) or 'nothing'} {'would be ' if dry_run else ''}written"
    there = f"{number(adoption.there, 'event')} there already"
    lost = f"{number(len(adoption.lost), 'thing')} not carried over"
    yield "; ".join([said, *([there] if adoption.there else []), *([lost] if adoption.lost else [])])
    if made and not dry_run:
        option = "" if into == Path("content") else f" --content {into}"
        yield f"next: timeline check{option}"


def _told(source: Path, told: "Iterable[Loss]", kind: str = "") -> Iterator[str]:
    """A line for each thing, with all its places; those stand first where they are few enough to be taken in."""
    places: dict[str, list[str]] = {}
    for one in told:
        places.setdefault(one.what, []).append(one.where)
    for what, found in places.items():
        where = ", ".join(filter(None, found))
        if len(found) <= FEW:
            yield f"{source}: {f'{where}: ' if where else ''}{kind}{what}"
        else:
            yield f"{source}: {kind}{what} ({len(found):,} times: {where})"


def _tell_editors(into: Path) -> None:
    """Editors are to know the new ids, too."""
    from timeline.options import project_of
    from timeline.schema.files import keep_up_to_date

    keep_up_to_date(project_of(into), read(into))

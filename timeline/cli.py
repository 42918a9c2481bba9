"""The command `timeline`: arguments in, lines and exit codes out."""

import atexit
import gc
import os
import re
import sys
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, NoReturn

import click

from timeline.problems import Problem, did_you_mean, has_errors, printable, quoted
from timeline.version import VERSION

DONE, PROBLEMS, USAGE, NOT_WRITTEN = 0, 1, 2, 3
CACHE = Path(".cache", "timeline")
# Bytes: from here on a site comes near to what its host takes.
LARGE = 700_000_000
# So many warnings a build prints; more of them would hide what else it says.
MOST_WARNINGS = 50

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


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(VERSION, prog_name="timeline")
def main() -> None:
    """Compile curated event files into a static timeline that people can cite."""
    # At its end Python would look for garbage among all that a build has read, which takes as long as to read it.
    atexit.register(gc.freeze)
    # To look for plugins takes pydantic as long as to read a hundred entries, and none is to change what is read.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    # Content may hold any letter, and a terminal with another encoding must not end in a traceback.
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]


@main.command()
@content_option
@click.option("--output", type=click.Path(path_type=Path), default=Path("site"), show_default=True, help="Where to.")
@click.option("--base-url", help="The site's public address; counts instead of base_url in site.yaml.")
@click.option("--drafts", is_flag=True, help="Show drafts too; never for publishing.")
@click.option("--strict", is_flag=True, help="Build nothing if there are warnings.")
@click.option("--frozen", is_flag=True, help="Build nothing if published.lock is out of date: for CI.")
@click.option("--portable", is_flag=True, help="Links name index.html, so that the site opens from a disk.")
@click.option("--cache", type=click.Path(path_type=Path), help="Default: .cache/timeline beside the content folder.")
@click.option("--no-cache", is_flag=True, help="Make every page again, and keep no record of it.")
@click.option("--jobs", type=click.IntRange(min=1), help="Processes that make pages; default: one a core.")
@clock_option
@click.option("--quiet", is_flag=True, help="Print problems only.")
@click.option("--verbose", is_flag=True, help="Print the seconds of each stage, and why each page was written.")
def build(
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
    quiet: bool,
    verbose: bool,
) -> None:
    """Build the content into a static site; nothing is written while it has errors."""
    # Imported here: `timeline --help` should not wait for the whole program.
    from timeline.build import Options, project_of
    from timeline.build import build as build_site
    from timeline.progress import Progress

    progress = Progress()
    options = Options(
        content=content,
        output=output,
        today=_today(clock),
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
    _print_most_problems(report.problems, are_warnings=report.update is not None)
    if report.update is None:
        click.echo(f"{_counted(report.problems)}; nothing was written", err=True)
        sys.exit(PROBLEMS)
    if verbose:
        _print_details(report)
    if not quiet:
        for note in report.notes:
            click.echo(f"timeline: {note}")
        done = report.update
        total = sum(report.seconds.values())
        warned = f", {_number(len(report.problems), 'warning')}" if report.problems else ""
        click.echo(
            f"{_number(report.events, 'event')}: {len(done.written):,} files written, {done.kept:,} kept, "
            f"{len(done.removed):,} removed in {output}, {done.size / 1e6:,.1f} MB, {total:.2f} s{warned}"
        )
        if done.size >= LARGE:
            click.echo(f"timeline: the site has {done.size / 1e6:,.0f} MB; GitHub Pages takes 1,000 MB at most")


@main.command()
@content_option
@click.option("--strict", is_flag=True, help="Warnings count as errors.")
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path))
def check(content: Path, strict: bool, paths: tuple[Path, ...]) -> None:
    """Check the content and print every problem; of PATHS only, if some are given."""
    from timeline.checks import check as check_content
    from timeline.content.load import NoContent, load

    _warn_of_slow_reader()
    try:
        loaded = load(content)
    except NoContent as error:
        _stop(error, USAGE)
    chosen = [problem for problem in check_content(loaded) if not paths or _is_under(problem, paths)]
    _print_problems(chosen)
    click.echo(f"{_number(len(loaded.events), 'event')}: {_counted(chosen)}")
    sys.exit(PROBLEMS if has_errors(chosen) or (strict and chosen) else DONE)


@main.command()
@content_option
@click.option("--amend", metavar="ID", multiple=True, help="An event whose changed claims need no correction.")
@clock_option
def lock(content: Path, amend: tuple[str, ...], clock: str | None) -> None:
    """Bring published.lock up to date without building, and accept what an event claims now."""
    from timeline import locks
    from timeline.checks import check as check_content
    from timeline.content.drafts import without_drafts
    from timeline.content.load import NoContent, load
    from timeline.content.sources import PUBLISHED

    try:
        loaded = load(content)
    except NoContent as error:
        _stop(error, USAGE)
    problems = check_content(loaded)
    if has_errors(problems):
        _print_problems(problems, err=True)
        click.echo(f"{_counted(problems)}; nothing was written", err=True)
        sys.exit(PROBLEMS)
    shown = without_drafts(loaded)
    events = tuple(name.removeprefix("event:").removeprefix("events/").strip("/") for name in amend)
    for event in events:
        if event not in shown.events:
            near = did_you_mean(event, shown.events)
            raise click.BadParameter(f"no published event {quoted(event)}{near}", param_hint="--amend")
    new = locks.amended(shown, events, _today(clock))
    try:
        with locks.put_in_place(content, new):
            pass
    except OSError as error:
        _stop(error, NOT_WRITTEN)
    changed = sum(loaded.lock.get(name) != new.get(name) for name in {*loaded.lock, *new})
    click.echo(f"{_number(len(new), 'line')} in {content / PUBLISHED}, {changed:,} changed")


@main.command()
@content_option
@click.option(
    "--captures",
    required=True,
    type=click.Path(path_type=Path),
    help="The folder that holds the captured texts: ARTICLE-ID.txt, .md or .html.",
)
@click.option("--quiet", is_flag=True, help="Print problems only.")
def verify(content: Path, captures: Path, quiet: bool) -> None:
    """Compare every quotation with the captured text of its article, and write quotes.lock."""
    from timeline.content.load import NoContent, load
    from timeline.verify import table, write_lock
    from timeline.verify import verify as verify_quotations

    _warn_of_slow_reader()
    try:
        loaded = load(content)
    except NoContent as error:
        _stop(error, USAGE)
    if not captures.is_dir():
        raise click.BadParameter(f"there is no folder {quoted(str(captures))}", param_hint="--captures")
    try:
        found = verify_quotations(loaded, captures)
    except OSError as error:
        _stop(error, USAGE)
    try:
        write_lock(content, found.findings)
    except OSError as error:
        _stop(error, NOT_WRITTEN)
    for line in () if quiet else table(found.rows):
        click.echo(line)
    _print_problems(found.problems, mend=_coloured)
    if has_errors(loaded.problems):
        click.echo("timeline: the content has errors of its own; see timeline check", err=True)
    if not quiet:
        for note in found.notes:
            click.echo(printable(note))
        total, good, altered, missing = (
            sum(getattr(row, name) for row in found.rows)
            for name in ("quotations", "verified", "altered", "not_captured")
        )
        counted = f"{good:,} verified, {altered:,} altered, {missing:,} not captured"
        click.echo(f"{_number(total, 'quotation')} of {_number(len(found.rows), 'article')}: {counted}")
    sys.exit(PROBLEMS if has_errors((*found.problems, *loaded.problems)) else DONE)


@main.command()
@content_option
@click.option("--dry-run", is_flag=True, help="Print what would change, and change nothing.")
@click.argument("old")
@click.argument("new")
def rename(content: Path, old: str, new: str, dry_run: bool) -> None:
    """Give an entry another id: its file or key, every reference to it, and an alias for the old address.

    OLD is an id, or a kind and an id as in links: actor:putin.
    """
    from timeline.content.changes import put_in_place
    from timeline.content.load import NoContent, load
    from timeline.rename import CannotRename, changes, renaming, unread

    _warn_of_slow_reader()
    try:
        loaded = load(content)
    except NoContent as error:
        _stop(error, USAGE)
    if hidden := unread(loaded):
        _print_problems(hidden, err=True)
        click.echo(f"{_counted(hidden)} that could hide a reference; nothing was changed", err=True)
        sys.exit(PROBLEMS)
    try:
        asked = renaming(loaded, old, new)
        changed = changes(loaded, asked)
        if not dry_run:
            put_in_place(changed)
    except CannotRename as error:
        _stop(error, USAGE)
    except OSError as error:
        _stop(error, NOT_WRITTEN)
    for change in changed:
        click.echo(printable(str(change)))
    leads_on = "; the old address leads on by its alias" if asked.leads_on else ""
    click.echo(f"renamed {asked.kind} {printable(asked.old)} to {asked.new}{leads_on}")


def _coloured(line: str) -> str:
    """A difference in colours; what is no terminal gets none."""
    line = re.sub(r"\[-.+?-\]", lambda found: click.style(found[0], fg="red"), line)
    return re.sub(r"\{\+.+?\+\}", lambda found: click.style(found[0], fg="green"), line)


def _warn_of_slow_reader() -> None:
    from timeline.content.source import slow_reader

    if slow_reader():
        click.echo(f"timeline: {slow_reader()}", err=True)


def _today(clock: str | None) -> str:
    """The ISO 8601 day that counts as today."""
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


def _base_url(typed: str | None) -> str | None:
    if typed:
        from timeline.text import url_fault

        fault = url_fault(typed) or ("the site's address has no ? or #" if set("?#") & set(typed) else None)
        if fault:
            raise click.BadParameter(fault, param_hint="--base-url")
    return typed


def _is_under(problem: Problem, paths: Iterable[Path]) -> bool:
    file = Path(problem.place.file).resolve()
    return any(file.is_relative_to(path.resolve()) for path in paths)


def _print_problems(problems: Iterable[Problem], err: bool = False, mend: Callable[[str], str] = str) -> None:
    """Each problem with its source line and a caret under the place."""
    lines: dict[str, list[str]] = {}
    for problem in problems:
        click.echo(mend(str(problem)), err=err)
        file, number, column = problem.place.file, problem.place.line, problem.place.column
        if file not in lines:
            lines[file] = _lines_of(file)
        if 0 < number <= len(lines[file]) and (line := lines[file][number - 1]).strip():
            start = max(0, column - 60)
            shown = "".join(c if c.isprintable() else " " for c in line[start : start + 100])
            click.echo(f"    {shown}\n    {' ' * (column - 1 - start)}^", err=err)


def _print_most_problems(problems: Sequence[Problem], are_warnings: bool) -> None:
    """All errors, and as many of the warnings as one would read; are_warnings says that there are no errors."""
    if are_warnings:
        shown = problems[:MOST_WARNINGS]
    else:
        room = iter(range(MOST_WARNINGS))
        shown = [one for one in problems if one.severity == "error" or next(room, None) is not None]
    _print_problems(shown, err=True)
    if left := len(problems) - len(shown):
        click.echo(f"and {_number(left, 'more warning')}; timeline check prints them all", err=True)


def _lines_of(file: str) -> list[str]:
    path = Path(file)
    try:
        if not path.is_file() or path.is_symlink() or path.stat().st_size > 32 * 1024 * 1024:
            return []
        content = path.read_bytes()
        # A picture has no lines.
        return [] if b"\0" in content else content.removeprefix(b"\xef\xbb\xbf").decode("utf-8", "replace").splitlines()
    except OSError:
        return []


def _counted(problems: Iterable[Problem]) -> str:
    found = [problem.severity for problem in problems]
    errors, warnings = found.count("error"), found.count("warning")
    words = [_number(n, name) for n, name in ((errors, "error"), (warnings, "warning")) if n]
    return " and ".join(words) or "no problems"


def _number(n: int, name: str) -> str:
    return f"{n:,} {name}{'' if n == 1 else 's'}"


def _print_details(report: Any) -> None:
    if report.doubt:
        click.echo(report.doubt)
    for path, why in report.update.written.items():
        click.echo(f"wrote {path}: {why}")
    for path in report.update.removed:
        click.echo(f"removed {path}: no longer planned")
    for stage, seconds in report.seconds.items():
        click.echo(f"{stage:8} {seconds:6.3f} s")


def _stop_if_known(error: Exception) -> None:
    """End with a sentence and a code if the error is one that a build can end in."""
    # Imported here: a build that has nothing to do needs none of them.
    from timeline.content.load import NoContent
    from timeline.parts import MissingPart
    from timeline.publish.manifest import CannotPublish
    from timeline.search import CannotSearch
    from timeline.theme import ThemeError
    from timeline.workers import WorkerDied

    if isinstance(error, NoContent | MissingPart | ThemeError):
        _stop(error, USAGE)
    if isinstance(error, CannotPublish | CannotSearch | WorkerDied | OSError):
        _stop(error, NOT_WRITTEN)


def _stop(error: Exception, code: int) -> NoReturn:
    click.echo(f"timeline: {error}", err=True)
    sys.exit(code)

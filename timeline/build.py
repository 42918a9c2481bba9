"""The whole way from content/ to site/, on one screen."""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field, replace
from pathlib import Path

from timeline import locks
from timeline.checks import check
from timeline.compile import Timeline, compile_timeline
from timeline.content.drafts import without_drafts
from timeline.content.load import Content, load
from timeline.fingerprint import Source, program_mark
from timeline.images import BadImage
from timeline.pages import plan
from timeline.pages.site import site_view
from timeline.pages.subject import Subject
from timeline.parts import without_missing
from timeline.problems import Place, Problem, has_errors
from timeline.publish.output import CannotPublish
from timeline.publish.update import Target, Update, update
from timeline.search import index_folder, is_large, search_index
from timeline.theme import Theme, theme_folders
from timeline.version import VERSION


@dataclass(frozen=True, slots=True)
class Options:
    """How to build: today is an ISO 8601 day; base_url, where given, counts instead of site.yaml's."""

    content: Path
    output: Path
    today: str
    cache: Path | None = None
    base_url: str | None = None
    drafts: bool = False
    portable: bool = False
    strict: bool = False
    frozen: bool = False
    jobs: int = 1


@dataclass(frozen=True, slots=True)
class Report:
    """What a build did, or the problems for which it did nothing; seconds by stage; what it has left out, and why."""

    problems: tuple[Problem, ...]
    events: int = 0
    update: Update | None = None
    seconds: dict[str, float] = field(default_factory=dict)
    notes: tuple[str, ...] = ()


def build(options: Options) -> Report:
    """Read, check, compile, plan, publish.

    Raises NoContent, MissingPart, ThemeError, CannotSearch and CannotPublish; whatever else an author did wrong is in
    the report instead.
    """
    try:
        with index_folder(options.cache) as indexes:
            return _build(options, indexes)
    except BadImage as error:
        # Only who decodes an image finds what is damaged inside.
        return Report((Problem(Place(str(error.file)), "bad-image", error.why),))


def _build(options: Options, indexes: Path) -> Report:
    seconds: dict[str, float] = {}
    _refuse_source_folders(options)
    with _timed(seconds, "read"):
        content = load(options.content)
    with _timed(seconds, "check"):
        problems = check(content)
    if has_errors(problems) or (options.strict and problems):
        return Report(problems, seconds=seconds)
    with _timed(seconds, "compile"):
        shown, note = without_missing(content if options.drafts else without_drafts(content), "cards")
        lock = locks.updated(shown, options.today)
        if options.frozen and lock != content.lock:
            return Report((*problems, *locks.out_of_date(content, lock)), seconds=seconds)
        timeline = compile_timeline(shown, lock)
        theme = Theme(theme_folders(content.settings.theme, project_of(options.content)), content.settings.language)
    with _timed(seconds, "search"):
        timeline, index, unsearched = _searched(shown, timeline, options, indexes)
    with _timed(seconds, "plan"):
        site = site_view(timeline, _base_url(options, content), options.portable)
        asset_names = tuple((name, asset.path) for name, asset in sorted(theme.assets.items()))
        pages = plan(Subject(timeline, site, asset_names, options.today, theme.drawing_mark, index))
    with _timed(seconds, "publish"):
        target = Target(options.output, options.cache, VERSION, _shared_marks(theme), options.jobs)
        keeps_lock = options.drafts or options.frozen
        with nullcontext() if keeps_lock else locks.put_in_place(options.content, lock):
            made = update(target, pages, theme)
    return Report(problems, len(timeline.rows), made, seconds, tuple(filter(None, (note, unsearched))))


def _searched(
    content: Content, timeline: Timeline, options: Options, indexes: Path
) -> tuple[Timeline, tuple[tuple[str, Source], ...], str]:
    """The timeline, the index of a large one, and a sentence where it has to do without a search."""
    if options.portable or not timeline.settings.outputs.search or not is_large(timeline):
        return timeline, (), ""
    left, note = without_missing(content, "search")
    if note:
        return replace(timeline, settings=left.settings), (), note
    return timeline, search_index(timeline, indexes, options.jobs), ""


@contextmanager
def _timed(seconds: dict[str, float], stage: str) -> Iterator[None]:
    start = time.perf_counter()
    yield
    seconds[stage] = time.perf_counter() - start


def _base_url(options: Options, content: Content) -> str:
    """The site's address with a slash at its end, or nothing."""
    base_url = content.settings.base_url if options.base_url is None else options.base_url
    return base_url.rstrip("/") + "/" if base_url else ""


def _shared_marks(theme: Theme) -> dict[str, str]:
    return {"program": program_mark(), "theme": theme.mark}


def _refuse_source_folders(options: Options) -> None:
    """An output folder that holds the content, or lies in it, would be read as content or overwrite it."""
    output, content = Path(os.path.realpath(options.output)), Path(os.path.realpath(options.content))
    home = Path(os.path.expanduser("~"))
    if content.is_relative_to(output) or output.is_relative_to(content) or output == home:
        message = f"{options.output} cannot be the output: it holds or lies in {options.content}, or is your home"
        raise CannotPublish(message)


def project_of(content: Path) -> Path:
    """The folder that the content folder lies in; beside it are the site's own themes and the cache."""
    return Path(os.path.abspath(content)).parent

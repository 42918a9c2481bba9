"""Builds in a process that stays, one after the other: each remembers what the last one knew.

What was read of a file is held until the file changes, a step of the plan until what it reads changes
(`pages/replan.py`), and of each file of the site how it was left. So a build after an edit reads the files that
changed, checks and compiles all, plans what reads something that changed, and makes the pages whose data is another
than it was. In the end the site is the one that build() would make of the same content, byte for byte.
"""

import gc
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain
from pathlib import Path

from timeline import locks
from timeline.build import build, refuse_source_folders
from timeline.checks import Checker
from timeline.compile import compile_timeline
from timeline.content.load import Content, load
from timeline.content.memo import Held
from timeline.content.source import slow_reader
from timeline.content.sources import Sources, with_digests
from timeline.fingerprint import mark, sha256
from timeline.images import BadImage
from timeline.options import Options, Report, project_of, timed
from timeline.page import Page, Plan, Step
from timeline.pages.assets import write_asset
from timeline.pages.calendar import left_out_of_calendar
from timeline.pages.exports import export_page
from timeline.pages.plan import last_pages, plan
from timeline.pages.replan import Replanned, Replanner
from timeline.pages.subject import Subject
from timeline.problems import Place, Problem, has_errors
from timeline.publish.manifest import Manifest, Update
from timeline.publish.output import BUILD
from timeline.publish.update import Target, updated
from timeline.schema.files import keep_up_to_date
from timeline.search import index_folder
from timeline.standing import Inputs, as_it_stands, inputs_of, last_build, lock_of, made_from, remember, untouched
from timeline.theme import Asset, Theme, ThemeError
from timeline.version import VERSION
from timeline.ways import Timed, memo_of, shown_of, subject_of, theme_of
from timeline.whole import searched
from timeline.workers import uncollected

# By steps, those pages that are pieces of files, with what was made of them.
Pieces = Mapping[Step, tuple[tuple[Page, bytes], ...]]


@dataclass(frozen=True, slots=True)
class _Site:
    """A site as it was left: what it was made from, and how each of its files lay there.

    content is what it shows, look a mark of what of the theme shows in a page of the same data. last are the pages that
    are planned from all others, and those that are put together from pieces.
    """

    made_from: str
    report: Report
    content: Content
    subject: Subject
    look: str
    assets: Mapping[str, Asset]
    planner: Replanner
    pieces: Pieces
    last: tuple[Page, ...]
    manifest: Manifest


@dataclass(frozen=True, slots=True)
class _Filled:
    """A theme, behind a mark of what of it pages are filled with; files is one of all its files."""

    mark: str
    files: str
    theme: Theme


class Resident:
    """Builds as build() does, and quicker from the second time on, as long as content and output are the same."""

    def __init__(self) -> None:
        self._folders: tuple[Path, Path] | None = None
        self._forget()

    def build(self, options: Options) -> Report:
        """Bring the output folder up to date with the content.

        Raises what build() raises. Where published.lock is to be written, build() does it all.
        """
        if not options.keeps_lock:
            return build(options)
        refuse_source_folders(options)
        if self._folders != (options.content, options.output):
            self._forget()
            self._folders = (options.content, options.output)
        seconds: dict[str, float] = {}
        with uncollected():
            try:
                report = self._built(options, partial(timed, seconds))
            except BadImage as error:
                # Only who decodes an image finds what is damaged inside.
                report = Report((Problem(Place(str(error.file)), "bad-image", error.why),))
            except ThemeError as error:
                # What no check can find shows only when a page is filled.
                report = Report(error.problems)
            # Templates leave what holds itself. Later nothing would look for it: what was frozen once counts as old.
            gc.collect(1)
        return replace(report, seconds=seconds)

    def _forget(self) -> None:
        self._held, self._checker = Held(), Checker()
        self._site: _Site | None = None
        self._sources: Sources | None = None
        self._theme: _Filled | None = None

    def _built(self, options: Options, timed: Timed) -> Report:
        site = self._site
        with timed("look"):
            inputs = inputs_of(options, self._sources)
            lying = _lying(site.manifest, options.output) if site else {}
            is_same = site is not None and site.made_from == _mark_of(options, inputs)
        if site and is_same and len(lying) == len(site.manifest):
            return replace(site.report, update=_nothing(lying))
        with timed("read"):
            content, inputs = self._read(options, inputs)
            keep_up_to_date(project_of(options.content), content)
        with timed("check"):
            problems = self._checker.check(content, inputs.theme)
        if has_errors(problems) or (options.strict and problems):
            return Report(problems)
        with timed("compile"):
            shown, note = shown_of(content, options)
            lock = locks.updated(shown, options.today)
            if options.frozen and lock != content.lock:
                return Report((*problems, *locks.out_of_date(content, lock)))
            timeline = compile_timeline(shown, lock, (site.content, site.subject.timeline) if site else None)
            filled = self._filled(content, options, inputs)
            theme = filled.theme
        with index_folder(options.cache) as indexes:
            with timed("search"):
                timeline, index, unsearched = searched(shown, timeline, options, indexes)
            subject = subject_of(timeline, theme, options, index)
            if site and site.subject.site == subject.site:
                # What was filled for the very same one is filled.
                subject = replace(subject, site=site.subject.site)
            # From here on nothing is known for certain until the end.
            self._site = None
            planner = site.planner if site else Replanner()
            with timed("plan"):
                planned = planner.plan(subject)
            with timed("publish"):
                look = mark((filled.mark, subject.asset_names))
                pieces = _pieces(planned, theme, site.pieces if site and site.look == look else {})
                exports = tuple(_joined(pieces))
                sizes = {page.path: len(page.data["export"]) for page in exports}
                last = (*last_pages(subject, _listed(planned), sizes), *exports)
                notes = tuple(filter(None, (slow_reader(), note, unsearched, left_out_of_calendar(timeline))))
                report = Report(problems, len(timeline.rows), notes=notes)
                if site:
                    due, kept = _due(site, planned, last, theme, look, lying)
                    target = replace(_target(options, inputs), cache=None)
                    update, manifest = updated(target, due, theme, kept)
                else:
                    update, manifest = _first(options, inputs, subject, theme)
        report = replace(report, update=update)
        if not site:
            remember(options, inputs, report)
        made_of = _mark_of(options, inputs)
        self._site = _Site(made_of, report, shown, subject, look, theme.assets, planner, pieces, last, manifest)
        return report

    def _read(self, options: Options, inputs: Inputs) -> tuple[Content, Inputs]:
        # After the first build, all that is known on the disk is known here.
        cached = options if self._sources is None else replace(options, cache=None)
        with memo_of(cached, inputs, self._held) as known:
            content = load(options.content, known)
        self._sources = with_digests(inputs.sources, str(options.content), known.found)
        self._held.forget(self._sources.digests)
        return content, replace(inputs, sources=self._sources)

    def _filled(self, content: Content, options: Options, inputs: Inputs) -> _Filled:
        """The theme, with what it has filled so far, if it still fills pages as it did."""
        settings, before, self._theme = content.settings, self._theme, None
        asked = mark((inputs.filled, settings.theme, settings.language, options.preview))
        if before and (before.mark, before.files) == (asked, inputs.theme):
            self._theme = before
        elif before and before.mark == asked:
            before.theme.look_again()
            self._theme = replace(before, files=inputs.theme)
        else:
            # A theme holds itself, and what was filled with it is much.
            del before
            gc.collect()
            self._theme = _Filled(asked, inputs.theme, theme_of(content, options))
        return self._theme


def _mark_of(options: Options, inputs: Inputs) -> str:
    return mark((inputs.sources.mark, inputs.program, inputs.besides, sha256(lock_of(options))))


def _lying(manifest: Manifest, folder: Path) -> Manifest:
    """The files of a manifest that lie as they were left."""
    return {path: one for path, one in manifest.items() if one.lies_unchanged(f"{folder}/{path}")}


def _nothing(manifest: Manifest) -> Update:
    return Update({}, len(manifest), (), sum(one.size for one in manifest.values()))


def _target(options: Options, inputs: Inputs) -> Target:
    told, made_of = partial(options.told, "making pages"), made_from(options, inputs, lock_of(options))
    return Target(options.output, options.cache, VERSION, made_of, inputs.program, options.jobs, told)


def _first(options: Options, inputs: Inputs, subject: Subject, theme: Theme) -> tuple[Update, Manifest]:
    """The site brought up to date from what an earlier process left, if it is not yet."""
    if as_it_stands(options, inputs, last_build(options, inputs)):
        manifest = untouched(options)
        return _nothing(manifest), manifest
    return updated(_target(options, inputs), plan(subject), theme)


def _listed(planned: Replanned) -> Sequence[str]:
    return [page.path for page in chain.from_iterable(planned.pages.values()) if page.listed]


def _pieces(planned: Replanned, theme: Theme, known: Pieces) -> Pieces:
    """All pieces of files; those of the known ones that are still planned just so need not be made."""
    found = {}
    for step, pages in planned.pages.items():
        if due := tuple(page for page in pages if page.piece):
            made = known.get(step, ())
            is_known = len(made) == len(due) and all(one is page for (one, _), page in zip(made, due, strict=True))
            found[step] = made if is_known else tuple((page, page.write(theme, page.data)) for page in due)
    return found


def _joined(pieces: Pieces) -> Iterator[Page]:
    """The files that pieces make."""
    files: dict[str, list[bytes]] = {}
    for page, content in chain.from_iterable(pieces.values()):
        files.setdefault(page.path, []).append(content)
    for path, contents in files.items():
        yield export_page(path, b"".join(contents))


def _due(
    site: _Site, planned: Replanned, last: Sequence[Page], theme: Theme, look: str, lying: Manifest
) -> tuple[Plan, Manifest]:
    """A plan of the pages that are to be made, each a step of its own, and the files that are to stay as they lie."""
    whole = [page for page in chain.from_iterable(planned.pages.values()) if not page.piece]
    pages = {page.path: page for page in (*whole, *last)}
    assert len(pages) == len(whole) + len(last), "two pages have one path"
    known_last = {page.path: page for page in site.last}
    changed = {page.path for page in planned.changed if not page.piece}
    changed |= {page.path for page in last if known_last.get(page.path) != page}
    if look != site.look or theme.assets is not site.assets:
        changed |= {page.path for page in pages.values() if _looks_other(page, site, theme, look)}
    due = [("page", path) for path in pages if path in changed or path not in lying]
    kept = {path: one for path, one in lying.items() if path in pages or path == BUILD}
    effort = sum(pages[path].effort for _, path in due)
    return Plan(due, lambda step: (pages[step[1]],), lambda listed, sizes: (), effort), kept


def _looks_other(page: Page, site: _Site, theme: Theme, look: str) -> bool:
    """Whether a page of the same data may be another because of the theme."""
    if page.write is write_asset:
        name = page.data["name"]
        return theme.assets[name] != site.assets.get(name)
    return page.themed and look != site.look

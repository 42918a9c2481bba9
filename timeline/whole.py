"""A whole build, from content/ to site/, on one screen."""

from contextlib import nullcontext
from dataclasses import replace
from functools import partial
from pathlib import Path

from timeline import locks
from timeline.checks import check
from timeline.compile import Timeline, compile_timeline
from timeline.content.load import Content, load
from timeline.content.memo import Memo
from timeline.content.published import lock_text
from timeline.content.source import slow_reader
from timeline.content.sources import with_digests
from timeline.fingerprint import Source
from timeline.images import BadImage
from timeline.options import Options, Report, project_of
from timeline.pages.calendar import left_out_of_calendar
from timeline.pages.kin import kin
from timeline.pages.plan import plan
from timeline.parts import without_missing
from timeline.problems import Place, Problem, has_errors
from timeline.publish.update import Target, update
from timeline.schema.files import keep_up_to_date
from timeline.search import index_folder, is_large, search_index
from timeline.standing import Inputs, lock_of, made_from, remember
from timeline.version import VERSION
from timeline.ways import Timed, memo_of, shown_of, subject_of, theme_folders_of, theme_of


def whole(options: Options, inputs: Inputs, timed: Timed) -> Report:
    """Read, check, compile, plan, publish.

    Raises NoContent, NoTheme, MissingPart, ThemeError, CannotSearch and CannotPublish; whatever else an author did
    wrong is in the report instead.
    """
    try:
        with index_folder(options.cache) as indexes, memo_of(options, inputs) as known:
            return _built(options, inputs, indexes, known, timed)
    except BadImage as error:
        # Only who decodes an image finds what is damaged inside.
        return Report((Problem(Place(str(error.file)), "bad-image", error.why),))


def _built(options: Options, inputs: Inputs, indexes: Path, known: Memo, timed: Timed) -> Report:
    with timed("read"):
        content = load(options.content, known)
        inputs = replace(inputs, sources=with_digests(inputs.sources, str(options.content), known.found))
        theme_folders_of(content, options)
        keep_up_to_date(project_of(options.content), content)
    with timed("check"):
        problems = check(content, options.jobs)
    if has_errors(problems) or (options.strict and problems):
        return Report(problems)
    with timed("compile"):
        shown, note = shown_of(content, options)
        lock = locks.updated(shown, options.today)
        if options.frozen and lock != content.lock:
            return Report((*problems, *locks.out_of_date(content, lock)))
        timeline = compile_timeline(shown, lock)
        theme = theme_of(content, options)
    with timed("search"):
        timeline, index, unsearched = searched(shown, timeline, options, indexes)
    uncalendared = left_out_of_calendar(timeline)
    # From here on the timeline is enough; this is half of all that is held.
    del content, shown
    with timed("plan"):
        subject = subject_of(timeline, theme, options, index)
        planned = plan(subject)
        known.keep_kin(kin(subject))
    with timed("publish"):
        told = partial(options.told, "making pages")
        made_of = made_from(options, inputs, lock_of(options) if options.keeps_lock else lock_text(lock).encode())
        target = Target(options.output, options.cache, VERSION, made_of, inputs.program, options.jobs, told)
        with nullcontext() if options.keeps_lock else locks.put_in_place(options.content, lock):
            made = update(target, planned, theme)
    notes = tuple(filter(None, (slow_reader(), note, unsearched, uncalendared)))
    report = Report(problems, len(timeline.rows), made, notes=notes, doubt="; ".join(sorted(known.doubts)))
    remember(options, inputs, report)
    return report


def searched(
    content: Content, timeline: Timeline, options: Options, indexes: Path
) -> tuple[Timeline, tuple[tuple[str, Source], ...], str]:
    """The timeline, the index of a large one, and a sentence where it has to do without a search."""
    if options.portable or options.preview or not timeline.settings.outputs.search or not is_large(timeline):
        return timeline, (), ""
    left, note = without_missing(content, "search")
    if note:
        return replace(timeline, settings=left.settings), (), note
    return timeline, search_index(timeline, indexes, options.jobs), ""

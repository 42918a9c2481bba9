"""A build after bodies of events were edited: nothing shows a body but the event's own page, and the exports.

Such a page needs few other entries, which are read, checked and compiled like a small content of their own. Whether
they are all that it needs is shown by what is known: from them the event as it was must give the very problems, the
pages and the line of events.json that the last build left. If it does not, or anything else was edited, there is
nothing but the whole way.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from timeline import locks
from timeline.checks import check
from timeline.compile import compile_timeline
from timeline.content.drafts import without_drafts
from timeline.content.load import Content, Entry, load
from timeline.content.memo import Memo, Reading
from timeline.content.published import Lock
from timeline.content.references import mentioned
from timeline.content.schema import fit
from timeline.content.source import Source
from timeline.fingerprint import sha256
from timeline.images import BadImage
from timeline.model import Event
from timeline.options import Options, Report
from timeline.pages import plan
from timeline.pages.export import EXPORT
from timeline.problems import Problem, has_errors
from timeline.publish.amending import amend
from timeline.publish.manifest import Manifest
from timeline.publish.update import Target
from timeline.standing import Inputs, Last, is_same, lock_of, made_from, remember, untouched
from timeline.theme import Theme
from timeline.version import VERSION
from timeline.whole import Timed, memo_of, subject_of, theme_of

# More edits than these are made faster together.
MOST = 20


@dataclass(frozen=True, slots=True)
class Edit:
    """An event whose body was edited: its id, its file, and its fields before and after."""

    event: str
    file: str
    before: dict[str, Any]
    now: dict[str, Any]


def edited(options: Options, inputs: Inputs, last: Last, timed: Timed) -> Report | None:
    """The report of a build that made what the edits of bodies change; None if there may be more to make."""
    sources = inputs.sources
    if not last.sources or sources.known != last.sources or not is_same(options, inputs, last):
        return None
    if not 0 < len(sources.changed) <= MOST or not all(map(_is_event, sources.changed)):
        return None
    with memo_of(options, inputs) as known:
        edits = [edit for path, digest in sources.changed.items() if (edit := _edit(path, digest, options, known))]
        manifest = untouched(options) if len(edits) == len(sources.changed) else {}
        if not manifest:
            return None
        try:
            with timed("read"):
                now = _small(options, inputs, edits, known)
            # A search finds the words of bodies, too.
            is_short = not now.settings.outputs.search
            return _made(options, inputs, last, edits, now, manifest, timed) if is_short else None
        except (BadImage, LookupError):
            # Something that a page needs is not among the few.
            return None


def _is_event(path: str) -> bool:
    return path.startswith("events/") and path.endswith(".yaml")


def _edit(path: str, digest: str, options: Options, known: Memo) -> Edit | None:
    """The edit of a file, if nothing but the body of its event is other than it was."""
    # Reading it again forgets what was known of it.
    before, file = _fields(known.before(path, digest)), str(options.content / path)
    now = _fields(next(known.readings((file,))))
    if not before or before | {"body": ""} != now | {"body": ""}:
        return None
    return Edit(_stem(path), file, before, now)


def _fields(reading: Reading | None) -> dict[str, Any]:
    """What is written in a file, empty where it cannot be read, or is no mapping."""
    if not isinstance(reading, Source) or reading.repeated or not isinstance(reading.written, dict):
        return {}
    return reading.written


def _small(options: Options, inputs: Inputs, edits: Sequence[Edit], known: Memo) -> Content:
    """The edited events with those that their pages have to know of, all that they mention, and the registers."""
    wanted = {("events", name) for edit in edits for name in (edit.event, *known.kin(edit.event))}
    for edit in edits:
        for fields in (edit.before, edit.now):
            mentions = mentioned(Entry("event", edit.event, edit.file, (), fields, None))
            wanted |= {(f"{kind}s", name) for kind, name in mentions}
    paths = [path for path in inputs.sources.digests if (path.partition("/")[0], _stem(path)) in wanted]
    content = load(options.content, known, paths)
    served = {*locks.addressed(content), *locks.earlier_addresses(content)}
    return replace(content, lock=_lines(content.lock, served), published=_lines(content.published, served))


def _lines(lock: Lock, names: Iterable[str]) -> Lock:
    return {name: lock[name] for name in names if name in lock}


def _stem(path: str) -> str:
    return path.rpartition("/")[2].rpartition(".")[0]


def _made(
    options: Options,
    inputs: Inputs,
    last: Last,
    edits: Sequence[Edit],
    now: Content,
    manifest: Manifest,
    timed: Timed,
) -> Report | None:
    before, files = _as_before(now, edits), [edit.file for edit in edits]
    with timed("check"):
        told = [problem for file in files for problem in last.problems.of_file(file)]
        found = _problems(now, files)
        is_known = _without_lines(_problems(before, files)) == _without_lines(told)
        if not is_known or has_errors(found) or (options.strict and found):
            return None
    with timed("publish"):
        theme = theme_of(now, options)
        were, are = (_pages(content, edits, theme, options) for content in (before, now))
        if were.files.keys() != are.files.keys() or len(were.lines) != len(are.lines):
            return None
        known = {path: manifest[path].sha256 for path in were.files if path in manifest}
        if known != {path: sha256(made) for path, made in were.files.items()}:
            return None
        export = _replaced((options.output / EXPORT).read_bytes(), were.lines, are.lines)
        if export is None:
            return None
        made_of = made_from(options, inputs, lock_of(options))
        target = Target(options.output, options.cache, VERSION, made_of, inputs.program, options.jobs)
        update = amend(target, manifest, {**are.files, EXPORT: export})
        if update is None:
            return None
    problems = last.problems
    for file in files:
        problems = problems.with_those_of(file, [problem for problem in found if problem.place.file == file])
    report = Report(problems, last.events, update, notes=last.notes)
    remember(options, inputs, report)
    return report


def _as_before(content: Content, edits: Sequence[Edit]) -> Content:
    events = dict(content.events)
    for edit in edits:
        record, _ = fit(Event, edit.before)
        events[edit.event] = replace(events[edit.event], written=edit.before, record=record)
    return replace(content, events=events)


def _problems(content: Content, files: Sequence[str]) -> list[Problem]:
    return [problem for problem in check(content) if problem.place.file in files]


def _without_lines(problems: Iterable[Problem]) -> list[tuple[Any, ...]]:
    """Where in a file they are is nothing to compare: the file that was is not there any more."""
    return sorted((one.place.file, one.code, one.message, one.severity, one.entry) for one in problems)


@dataclass(frozen=True, slots=True)
class _Pages:
    """What is made of some events: the content of whole files by their paths, and lines of events.json."""

    files: Mapping[str, bytes]
    lines: Sequence[bytes]


def _pages(content: Content, edits: Sequence[Edit], theme: Theme, options: Options) -> _Pages:
    shown = content if options.drafts else without_drafts(content)
    timeline = compile_timeline(shown, locks.updated(shown, options.today))
    plan_of = plan(subject_of(timeline, theme, options))
    steps = [("event", edit.event) for edit in edits if edit.event in shown.events]
    made = [(page, page.write(theme, page.data)) for step in steps for page in plan_of.pages(step)]
    whole = {page.path: content for page, content in made if not page.piece}
    return _Pages(whole, [content for page, content in made if page.piece])


def _replaced(export: bytes, lines: Sequence[bytes], others: Sequence[bytes]) -> bytes | None:
    """events.json with other lines in the place of some; None if it has not each of those once."""
    for line, other in zip(lines, others, strict=True):
        if export.count(line) != 1:
            return None
        export = export.replace(line, other)
    return export

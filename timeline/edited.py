"""A build after words of events were edited: few entries tell what is wrong with them, and what shows their bodies.

Such entries are read and checked like a small content of their own. Whether they are all that is needed is shown by
what is known: from them the events as they were must give the very problems that the last build told, and, where bodies
alone were edited, the pages and the pieces of the exports that it left. If they do not, there is a longer way.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from timeline import locks
from timeline.checks import check_content
from timeline.compile import compile_timeline
from timeline.content.load import Content, Entry, load
from timeline.content.memo import Memo, Reading
from timeline.content.published import Lock
from timeline.content.references import mentioned
from timeline.content.source import Source
from timeline.content.sources import with_digests
from timeline.editing import Edit, Editing, as_before, as_shown, edited_exports, pieces_of
from timeline.fingerprint import sha256
from timeline.images import BadImage
from timeline.options import Options, Report
from timeline.pages.event import event_pages
from timeline.pages.exports import Pieces, size_shown
from timeline.problems import Problem, has_errors
from timeline.publish.amending import amend
from timeline.publish.manifest import Update
from timeline.standing import Inputs, Last, is_same, remember, untouched
from timeline.theme import Theme
from timeline.told import Told
from timeline.ways import Timed, memo_of, subject_of, theme_of

# More edits than these are made faster together.
MOST = 20


def edited(options: Options, inputs: Inputs, last: Last, timed: Timed) -> Report | None:
    """The report of a build that made what edits of words in events change; None if there may be more to make."""
    sources = inputs.sources
    if not last.sources or sources.known != last.sources or not is_same(options, inputs, last):
        return None
    if not 0 < len(sources.changed) <= MOST or not all(map(_is_event, sources.changed)):
        return None
    with memo_of(options, inputs) as known:
        edits = [edit for path, digest in sources.changed.items() if (edit := _edit(path, digest, options, known))]
        is_as_seen = with_digests(sources, str(options.content), known.found) is sources
        manifest = untouched(options) if is_as_seen and len(edits) == len(sources.changed) else {}
        if not manifest:
            return None
        editing = Editing(options, inputs, edits, manifest, known, timed)
        try:
            problems, update = _by_few(editing, last)
            if problems is not None and update is None:
                # Imported here: of all kinds of page, a body needs one.
                from timeline.reworded import updated

                update = updated(editing)
        except BadImage:
            # The whole way tells of it.
            return None
    if problems is None or update is None:
        return None
    report = Report(problems, last.events, update, notes=last.notes)
    remember(options, inputs, report)
    return report


def _by_few(editing: Editing, last: Last) -> tuple[Told | None, Update | None]:
    """What few entries tell: the problems, if they show those; and what was made of the edits, if they show that."""
    problems = None
    try:
        with editing.timed("read"):
            few = _few(editing)
        with editing.timed("check"):
            problems = _problems(editing, few, last)
        return problems, None if problems is None else _bodies(editing, few)
    except LookupError:
        # Something that is needed is not among the few.
        return problems, None


def _is_event(path: str) -> bool:
    return path.startswith("events/") and path.endswith(".yaml")


def _edit(path: str, digest: str, options: Options, known: Memo) -> Edit | None:
    """The edit of a file, if nothing but words of its event is other than it was."""
    # Reading it again forgets what was known of it.
    before, file = _fields(known.before(path, digest)), str(options.content / path)
    now = _fields(next(known.readings((file,))))
    edit = Edit(_stem(path), file, before, now)
    return edit if before and edit.is_of_words else None


def _fields(reading: Reading | None) -> dict[str, Any]:
    """What is written in a file, empty where it cannot be read, or is no mapping."""
    if not isinstance(reading, Source) or reading.repeated or not isinstance(reading.written, dict):
        return {}
    return reading.written


def _few(editing: Editing) -> Content:
    """The edited events with those that their pages have to know of, all that they mention, and the registers."""
    options, known = editing.options, editing.known
    wanted = {("events", name) for edit in editing.edits for name in (edit.event, *known.kin(edit.event))}
    for edit in editing.edits:
        for fields in (edit.before, edit.now):
            wanted |= {(f"{kind}s", name) for kind, name in _mentions(edit, fields)}
    paths = [path for path in editing.inputs.sources.digests if (path.partition("/")[0], _stem(path)) in wanted]
    content = load(options.content, known, paths)
    served = {*locks.addressed(content), *locks.earlier_addresses(content)}
    return replace(content, lock=_lines(content.lock, served), published=_lines(content.published, served))


def _mentions(edit: Edit, fields: dict[str, Any]) -> set[tuple[str, str]]:
    return {*mentioned(Entry("event", edit.event, edit.file, (), fields, None))}


def _lines(lock: Lock, names: Iterable[str]) -> Lock:
    return {name: lock[name] for name in names if name in lock}


def _stem(path: str) -> str:
    return path.rpartition("/")[2].rpartition(".")[0]


def _problems(editing: Editing, few: Content, last: Last) -> Told | None:
    """All problems of the content as it is now; None where those of the few do not tell, or stop the build."""
    files = [edit.file for edit in editing.edits]
    told = [problem for file in files for problem in last.problems.of_file(file)]
    (were, were_elsewhere), (are, are_elsewhere) = (
        _of_files(check_content(content), files) for content in (as_before(few, editing.edits), few)
    )
    if _without_lines(were) != _without_lines(told) or were_elsewhere != are_elsewhere:
        return None
    if has_errors(are) or (editing.options.strict and are):
        return None
    problems = last.problems
    for file in files:
        problems = problems.with_those_of(file, [problem for problem in are if problem.place.file == file])
    return problems


def _of_files(problems: Iterable[Problem], files: Sequence[str]) -> tuple[list[Problem], list[Problem]]:
    """Those in the files, and those elsewhere."""
    found: tuple[list[Problem], list[Problem]] = [], []
    for problem in problems:
        found[problem.place.file not in files].append(problem)
    return found


def _without_lines(problems: Iterable[Problem]) -> list[tuple[Any, ...]]:
    """Where in a file they are is nothing to compare: the file that was is not there any more."""
    return sorted((one.place.file, one.code, one.message, one.severity, one.entry) for one in problems)


def _bodies(editing: Editing, few: Content) -> Update | None:
    """What was made of edits of bodies; None where the few do not tell, or other words were edited, too."""
    edits, manifest, options = editing.edits, editing.manifest, editing.options
    # A search finds the words of bodies, and what else only drafts speak of is shown where a body leads to it.
    is_apart = all(edit.is_of_body and _mentions(edit, edit.before) == _mentions(edit, edit.now) for edit in edits)
    if not is_apart or few.settings.outputs.search:
        return None
    with editing.timed("publish"):
        theme = theme_of(few, options)
        were, are = (_pages(content, editing, theme) for content in (as_before(few, edits), few))
        if were.files.keys() != are.files.keys():
            return None
        known = {path: manifest[path].sha256 for path in were.files if path in manifest}
        if known != {path: sha256(made) for path, made in were.files.items()}:
            return None
        exports = edited_exports(options, were.pieces, are.pieces)
        if exports is None or not all(_looks_as_large(manifest[path].size, exports[path]) for path in exports):
            return None
        return amend(editing.target, manifest, {**are.files, **exports})


def _looks_as_large(before: int, content: bytes) -> bool:
    """Whether the site says of an export that it is as large as it was."""
    return size_shown(before) == size_shown(len(content))


@dataclass(frozen=True, slots=True)
class _Pages:
    """What is made of some events: the content of whole files by their paths, and pieces of the exports."""

    files: Mapping[str, bytes]
    pieces: Pieces


def _pages(content: Content, editing: Editing, theme: Theme) -> _Pages:
    options = editing.options
    shown = as_shown(content, options)
    timeline = compile_timeline(shown, locks.updated(shown, options.today))
    subject = subject_of(timeline, theme, options)
    events = [edit.event for edit in editing.edits if edit.event in shown.events]
    made = [(page, page.write(theme, page.data)) for event in events for page in event_pages(subject, event)]
    whole = {page.path: content for page, content in made if not page.piece}
    return _Pages(whole, pieces_of(made))

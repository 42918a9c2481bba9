"""A build after words of events were edited: titles, summaries and bodies.

The whole content is read and compiled, for such words stand in many lists. But only those pages are planned that may
show them, as they were and as they are now, and only those are made whose data is other than it was.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from timeline import locks
from timeline.compile import compile_timeline, reworded
from timeline.content.drafts import without_drafts
from timeline.content.load import Content, load
from timeline.content.memo import Memo
from timeline.content.schema import fit
from timeline.model import Event
from timeline.options import Options
from timeline.pages import OtherFiles, plan_of_changes
from timeline.pages.export import EXPORT, edited_export, event_data, event_line
from timeline.pages.kin import kin
from timeline.pages.subject import Subject
from timeline.parts import without_missing
from timeline.publish.manifest import Manifest, Update
from timeline.publish.update import Target, update
from timeline.search import is_large
from timeline.standing import Inputs, lock_of, made_from
from timeline.theme import Theme
from timeline.version import VERSION
from timeline.whole import Timed, subject_of, theme_of

# An event's fields that are nothing but words. What it quotes counts for what is quoted of an article in all.
WORDS = dict.fromkeys(("title", "summary", "body"), "")


@dataclass(frozen=True, slots=True)
class Edit:
    """An event that was edited: its id, its file, and its fields before and after."""

    event: str
    file: str
    before: dict[str, Any]
    now: dict[str, Any]

    @property
    def is_of_words(self) -> bool:
        """Whether nothing but words changed."""
        return self.before | WORDS == self.now | WORDS

    @property
    def is_of_body(self) -> bool:
        """Whether nothing but the body changed."""
        return self.before | {"body": ""} == self.now | {"body": ""}


@dataclass(frozen=True, slots=True)
class Editing:
    """Edits on their way into a site; manifest is that of the site as it stands, known has what was read of files."""

    options: Options
    inputs: Inputs
    edits: Sequence[Edit]
    manifest: Manifest
    known: Memo
    timed: Timed

    @property
    def target(self) -> Target:
        options, told = self.options, partial(self.options.told, "making pages")
        made_of = made_from(options, self.inputs, lock_of(options))
        return Target(options.output, options.cache, VERSION, made_of, self.inputs.program, options.jobs, told)


def as_before(content: Content, edits: Iterable[Edit]) -> Content:
    """The content with the edited events as they were."""
    events = dict(content.events)
    for edit in edits:
        record, _ = fit(Event, edit.before)
        events[edit.event] = replace(events[edit.event], written=edit.before, record=record)
    return replace(content, events=events)


def updated(editing: Editing) -> Update | None:
    """What was made of edits of words that lead to no problems; None if there may be more to make."""
    options, timed = editing.options, editing.timed
    with timed("read"):
        content = load(options.content, editing.known)
    with timed("compile"):
        now, before = (as_shown(one, options) for one in (content, as_before(content, editing.edits)))
        lock = locks.updated(now, options.today)
        if lock != content.lock or _entries(now) != _entries(before):
            return None
        timeline = compile_timeline(now, lock)
        if timeline.settings.outputs.search and is_large(timeline):
            return None
        theme, events = theme_of(content, options), [edit.event for edit in editing.edits if edit.event in now.events]
        subject = subject_of(timeline, theme, options)
        was = subject.reworded(reworded(timeline, before, events), events)
    try:
        with timed("plan"):
            planned = plan_of_changes(was, subject, events)
            lines = [_lines(one, events, theme) for one in (was, subject)]
            export = edited_export((options.output / EXPORT).read_bytes(), *lines)
        if export is None:
            return None
        with timed("publish"):
            done = update(editing.target, replace(planned, last=lambda listed: (export,)), theme, editing.manifest)
            editing.known.keep_kin(kin(subject))
    except OtherFiles:
        return None
    return done


def as_shown(content: Content, options: Options) -> Content:
    """What of the content the site shows."""
    shown, _ = without_missing(content if options.drafts else without_drafts(content), "cards")
    return shown


def _entries(content: Content) -> tuple[Any, ...]:
    """The ids of all that is shown: a link may show what else only drafts speak of."""
    kinds = (content.events, content.articles, content.actors, content.places, content.threads, content.tags)
    return (*(entries.keys() for entries in kinds), content.media)


def _lines(subject: Subject, events: Iterable[str], theme: Theme) -> list[bytes]:
    pages = (page for event in events for page in event_line(subject, event, event_data(subject, event)))
    return [page.write(theme, page.data) for page in pages]

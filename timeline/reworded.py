"""A build after words of events were edited: titles, summaries and bodies.

The whole content is read and compiled, for such words stand in many lists. But only those pages are planned that may
show them, as they were and as they are now, and only those are made whose data is other than it was.
"""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from timeline import locks
from timeline.compile import compile_timeline, reworded
from timeline.content.load import Content, load
from timeline.editing import Editing, as_before, as_shown, edited_exports, pieces_of
from timeline.pages.data import data_pages
from timeline.pages.event_data import event_data
from timeline.pages.exports import Pieces, event_pieces, export_page
from timeline.pages.kin import kin
from timeline.pages.plan import OtherFiles, plan_of_changes
from timeline.pages.subject import Subject
from timeline.publish.manifest import Update
from timeline.publish.update import update
from timeline.search import is_large
from timeline.theme import Theme
from timeline.ways import subject_of, theme_of


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
        theme, events = theme_of(content, options), [edit.event for edit in editing.edits if edit.event in now.events]
        subject = subject_of(timeline, theme, options)
        records = {name: record for name in events if (record := before.events[name].record)}
        was = replace(subject, timeline=reworded(timeline, records), made={})
        # The index of a large site is made by itself.
        if timeline.settings.outputs.search and any(is_large(one.timeline) for one in (was, subject)):
            return None
    try:
        with timed("plan"):
            planned = plan_of_changes(was, subject, events)
            were, are = (_pieces(one, events, theme) for one in (was, subject))
            contents = edited_exports(options, were, are)
        if contents is None:
            return None
        with timed("publish"):
            sizes = {path: len(contents[path]) if path in contents else editing.manifest[path].size for path in were}
            exports = [export_page(path, content) for path, content in contents.items()]
            last = (*exports, *data_pages(subject, sizes))
            done = update(editing.target, replace(planned, last=lambda listed, sizes: last), theme, editing.manifest)
            editing.known.keep_kin(kin(subject))
    except OtherFiles:
        return None
    return done


def _entries(content: Content) -> tuple[Any, ...]:
    """The ids of all that is shown: a link may show what else only drafts speak of."""
    kinds = (content.events, content.articles, content.actors, content.places, content.threads, content.tags)
    return (*(entries.keys() for entries in kinds), content.media)


def _pieces(subject: Subject, events: Iterable[str], theme: Theme) -> Pieces:
    pages = (page for event in events for page in event_pieces(subject, event, event_data(subject, event)))
    return pieces_of((page, page.write(theme, page.data)) for page in pages)

"""Edits of words in events: what was edited, and what a build that makes no more than it must begins with."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from timeline.content.load import Content
from timeline.content.memo import Memo
from timeline.content.schema import fit
from timeline.model import Event
from timeline.options import Options
from timeline.page import Page
from timeline.pages.exports import Pieces, edited_export
from timeline.publish.manifest import Manifest
from timeline.publish.update import Target
from timeline.standing import Inputs, lock_of, made_from
from timeline.version import VERSION
from timeline.ways import Timed, shown_of

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


def edited_exports(options: Options, were: Pieces, are: Pieces) -> dict[str, bytes] | None:
    """What the exports are to hold that have other pieces now; None where one is not as it would have to be."""
    found = {}
    for path, pieces in were.items():
        others = are.get(path, ())
        if pieces != others:
            if len(pieces) != len(others):
                return None
            edited = edited_export((options.output / path).read_bytes(), pieces, others)
            if edited is None:
                return None
            found[path] = edited
    return found


def pieces_of(made: Iterable[tuple[Page, bytes]]) -> Pieces:
    """The pieces among pages that were made, by the path of their file."""
    found: dict[str, list[bytes]] = {}
    for page, content in made:
        if page.piece:
            found.setdefault(page.path, []).append(content)
    return found


def as_before(content: Content, edits: Iterable[Edit]) -> Content:
    """The content with the edited events as they were."""
    events = dict(content.events)
    for edit in edits:
        record, _ = fit(Event, edit.before)
        events[edit.event] = replace(events[edit.event], written=edit.before, record=record)
    return replace(content, events=events)


def as_shown(content: Content, options: Options) -> Content:
    """What of the content the site shows."""
    shown, _ = shown_of(content, options)
    return shown

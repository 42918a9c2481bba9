"""What was published: no address of it may be lost, no claim of it changed in silence."""

from collections.abc import Iterator, Mapping
from typing import Any

from timeline import address, locks
from timeline.content.drafts import without_drafts
from timeline.content.load import Content, Entry, Kind
from timeline.content.published import PUBLISHED
from timeline.problems import Place, Problem, did_you_mean, quoted

KINDS: Mapping[str, Kind] = {
    folder.rstrip("/"): kind  # type: ignore[misc]
    for kind, folder in address.FOLDERS.items()
}


def lost_addresses(content: Content) -> Iterator[Problem]:
    """`lost-url`: an address that was published would lead nowhere, and whoever linked to it or cited it would find
    nothing. Published is what `published.lock` holds in the last commit; outside git, all of it. If another entry takes
    its place, give that one the old id among its `aliases`; `timeline rename` does so by itself. If an event should
    never have been there, keep its file with `status: retracted` and a correction that says why. The message says what
    to type.
    """
    if content.unread or any(not entry.written for kind in KINDS.values() for entry in content.of_kind(kind).values()):
        # Where a file could not be read nobody knows which addresses it would serve.
        return
    shown = without_drafts(content)
    served = locks.addressed(shown).keys() | locks.earlier_addresses(shown).keys()
    for name in sorted(content.published.keys() - served):
        folder, _, lost = name.rpartition("/")
        place = Place(str(content.root / PUBLISHED), _line_of(content, name))
        remedy = _remedy(content, KINDS[folder], lost)
        yield Problem(place, "lost-url", f"/{name}/ was published and would be lost: {remedy}")


def silent_changes(content: Content) -> Iterator[Problem]:
    """`silent-change` (warning): the title, date, status, accounts or quotations of a published event are no longer
    those that were published, and no correction was added that says so; or a correction was taken out. Add one to
    `corrections`. If nothing changed that a reader should know of, such as a misspelt word, run
    `timeline lock --amend ID`.
    """
    for event in content.events.values():
        if event.record and locks.is_changed_in_silence(content, event.id):
            message = (
                "this event no longer claims what was published, and no correction says so; "
                f"add one to corrections, or run: timeline lock --amend {event.id}"
            )
            yield content.problem(event, "silent-change", message, "title", at_key=True, severity="warning")


def _line_of(content: Content, name: str) -> int:
    """The line of the lock that an address has; the first where somebody took it out."""
    lines = (content.root / PUBLISHED).read_text("utf-8", "replace").splitlines() if content.lock else []
    return next((number for number, line in enumerate(lines, 1) if line.partition(" ")[0] == name), 1)


def _remedy(content: Content, kind: Kind, lost: str) -> str:
    """What to type so that the address leads somewhere again."""
    if lost in content.of_kind(kind):
        return f"{quoted(lost)} is a draft now, or only drafts mention it; take out `draft: true`"
    alias = f"`aliases: [{lost}]`"
    renamed = _renamed(content, kind, lost)
    if renamed:
        return f"if it is now {quoted(renamed.id)}, write {alias} into {renamed.file}"
    if kind == "event":
        return (
            f"write {alias} into the event that takes its place, "
            "or restore its file with `status: retracted` and a correction"
        )
    if kind == "tag":
        return f"write `{lost}: {{name: {lost}}}` into tags.yaml, or {alias} into the tag there that takes its place"
    return f"restore it, or write {alias} into the {kind} that takes its place"


def _renamed(content: Content, kind: Kind, lost: str) -> Entry[Any] | None:
    """The entry that seems to be the lost one under another id: one not yet published that claims the same, or is
    called much like it.
    """
    folder = address.FOLDERS[kind]
    line = content.published[f"{folder}{lost}"]
    new = {
        entry.id: entry
        for entry in content.of_kind(kind).values()
        if entry.record and f"{folder}{entry.id}" not in content.published
    }
    same = [entry for entry in new.values() if locks.claims(content, entry) == line.fingerprint]
    if same:
        return same[0]
    near = did_you_mean(lost, new)
    return next((entry for entry in new.values() if quoted(entry.id) in near), None)

"""What was published: no address of it may be lost, no claim of it changed in silence."""

from collections.abc import Iterator, Mapping
from typing import Any

from timeline import address, locks
from timeline.content.drafts import without_drafts
from timeline.content.load import Content, Entry, Kind
from timeline.content.published import line_numbers
from timeline.content.sources import PUBLISHED
from timeline.problems import Place, Problem, quoted

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
    lost = sorted(content.published.keys() - served)
    if not lost:
        return
    numbers, new, aliases = line_numbers(content.root), _new_by_claims(content), locks.earlier_addresses(content)
    for name in lost:
        place = Place(str(content.root / PUBLISHED), numbers.get(name, 1))
        remedy = _remedy(content, name, new, aliases.get(name))
        yield Problem(place, "lost-url", f"/{name}/ was published and would be lost: {remedy}")


def silent_changes(content: Content) -> Iterator[Problem]:
    """`silent-change` (warning): the title, date, status, accounts or quotations of a published event are no longer
    those that were published, and no correction was added that says so; or a correction was taken out. Add one to
    `corrections`. If nothing changed that a reader should know of, such as a misspelt word, run
    `timeline lock --amend ID`.
    """
    for event in locks.changed_in_silence(content):
        message = (
            "title, date, status, accounts or quotations are not those that were published, and no correction says "
            f"so; add one to corrections, or run: timeline lock --amend {event.id}"
        )
        yield content.problem(event, "silent-change", message, "title", at_key=True, severity="warning")


def _new_by_claims(content: Content) -> Mapping[tuple[Kind, str], Entry[Any]]:
    """The entries that are not published yet, by their kind and what they claim."""
    firsts = locks.first_ids(content)
    return {
        (kind, locks.claims(content, entry, firsts)): entry
        for kind in KINDS.values()
        for entry in content.of_kind(kind).values()
        if entry.record and f"{address.FOLDERS[kind]}{entry.id}" not in content.published
    }


def _remedy(content: Content, name: str, new: Mapping[tuple[Kind, str], Entry[Any]], owner: Entry[Any] | None) -> str:
    """What to type so that the address leads somewhere again; owner is the draft that has it among its aliases."""
    folder, _, lost = name.rpartition("/")
    kind = KINDS[folder]
    if lost in content.of_kind(kind):
        return f"{quoted(lost)} is a draft now, or only drafts mention it; take out `draft: true`"
    if owner:
        return f"{quoted(owner.id)} has it among its aliases, but is a draft, or only drafts mention it"
    if renamed := new.get((kind, content.published[name].fingerprint)):
        return f"if it is now {quoted(renamed.id)}, {_alias(lost, renamed)}"
    if kind == "event":
        return (
            f"write `aliases: [{lost}]` into the event that takes its place, "
            "or restore its file with `status: retracted` and a correction"
        )
    if kind == "tag":
        return f"write `{lost}: {{name: {lost}}}` into tags.yaml, or list {lost} under `aliases` of a tag there"
    return f"restore it, or list {lost} under `aliases` of the {kind} that takes its place"


def _alias(lost: str, entry: Entry[Any]) -> str:
    where = f"of {entry.id} in {entry.file}" if entry.route else f"in {entry.file}"
    if "aliases" in entry.written:
        return f"add {lost} to the `aliases` {where}"
    return f"write `aliases: [{lost}]` " + (f"into {entry.id} in {entry.file}" if entry.route else f"into {entry.file}")

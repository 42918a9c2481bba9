"""published.lock kept up to date: what each entry claims, and how its line follows when that changes."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import replace
from pathlib import Path
from typing import Any

from timeline import address
from timeline.content.load import Content, Entry, Kind
from timeline.content.published import ALIAS, Lock, Published, line_numbers, lock_line, lock_text
from timeline.content.references import aliases, values
from timeline.content.replacing import replacing
from timeline.content.sources import PUBLISHED
from timeline.fingerprint import mark
from timeline.model import Event, Tag
from timeline.problems import Place, Problem
from timeline.text import slug, squeeze

MOST_LINES = 20
# The kinds that events name in their claims.
CLAIMED: tuple[Kind, ...] = ("actor", "article")
FirstIds = Mapping[Kind, Mapping[str, str]]


def updated(content: Content, today: str) -> Lock:
    """The lock as it is to be for content that has no errors; new entries were first published today (ISO 8601).

    What the last commit holds stays for ever. Other lines come and go with their entries.
    """
    lines, firsts = dict(content.published), first_ids(content)
    for name, entry in addressed(content).items():
        lines[name] = _line(content, name, entry, firsts, today)
    for alias, entry in earlier_addresses(content).items():
        line = lines.get(alias) or content.lock.get(alias) or Published(today, ALIAS, 0)
        is_own = (line.origin or alias.rpartition("/")[2]) == first_id(entry, content.published, content.lock)
        # One that was merged into another has no identity of its own any more.
        lines[alias] = line if is_own else Published(line.day, ALIAS, 0)
    return lines


def amended(content: Content, events: Iterable[str], today: str) -> Lock:
    """The same lock, in which what these events claim now counts as what was published."""
    lines, firsts = dict(updated(content, today)), first_ids(content)
    for event in events:
        name = address.of_entry("event", event).rstrip("/")
        fingerprint, corrections = _now(content, content.events[event], firsts)
        lines[name] = replace(lines[name], fingerprint=fingerprint, corrections=corrections)
    return lines


def changed_in_silence(content: Content) -> Iterator[Entry[Event]]:
    """The published events that claim other things than when they were published, with no correction that says so."""
    firsts = first_ids(content)
    for event in content.events.values():
        name = address.of_entry("event", event.id).rstrip("/")
        if event.record and not event.record.draft and (before := _before(content, name, event)):
            now, line = _now(content, event, firsts), content.lock.get(name)
            is_amended = line is not None and (line.fingerprint, line.corrections) == now
            if _is_silent(before, now) and not is_amended:
                yield event


def addressed(content: Content) -> dict[str, Entry[Any]]:
    """The entries by the name that the lock has for them: their address without its last slash.

    A tag that is only used has an address, too.
    """
    entries: dict[str, Entry[Any]] = {
        address.of_entry(kind, name).rstrip("/"): entry
        for kind in address.FOLDERS
        for name, entry in content.of_kind(kind).items()  # type: ignore[arg-type]
    }
    seen: set[str] = set()
    for event in content.events.values():
        for _, tag in values(event.written, ("tags", "*")):
            if tag not in seen:
                seen.add(tag)
                name = address.of_entry("tag", slug(tag)).rstrip("/")
                entries.setdefault(name, Entry("tag", slug(tag), event.file, (), {}, Tag(name=tag)))
    return entries


def earlier_addresses(content: Content) -> dict[str, Entry[Any]]:
    """The entries by the earlier addresses that lead on to them, named as in the lock."""
    return {
        address.of_entry(kind, alias).rstrip("/"): entry
        for kind in address.FOLDERS
        for entry in content.of_kind(kind).values()  # type: ignore[arg-type]
        for alias in aliases(entry)
    }


def out_of_date(content: Content, lock: Lock) -> tuple[Problem, ...]:
    """`lock-out-of-date`: a build with `--frozen` would have to change `published.lock`, and may not. Each problem
    holds a line that the lock should have. Run `make` and commit the lock, or write the lines into it by hand.
    """
    file, numbers = str(content.root / PUBLISHED), line_numbers(content.root)
    changed = [name for name in sorted({*lock, *content.lock}) if lock.get(name) != content.lock.get(name)]
    found = []
    for name in changed[:MOST_LINES]:
        if name not in lock:
            said = "has a line too many here"
        elif name in content.lock:
            said = f"is to have here: {lock_line(name, lock[name])}"
        else:
            said = f"lacks the line: {lock_line(name, lock[name])}"
        found.append((numbers.get(name, 1), said))
    if len(changed) > MOST_LINES:
        found.append((1, f"lacks {len(changed) - MOST_LINES} more lines"))
    message = "run make, and commit the lock, which "
    return tuple(Problem(Place(file, number), "lock-out-of-date", message + said) for number, said in found)


def put_in_place(root: Path, lock: Lock) -> AbstractContextManager[None]:
    """Stage the lock first, so that what keeps it from being written is met before anything else is; put it last."""
    return replacing(root / PUBLISHED, lock_text(lock))


def claims(content: Content, entry: Entry[Any], firsts: FirstIds) -> str:
    """A fingerprint of what an entry says that a reader may have cited; of one that is no event, of its name."""
    record: Any = entry.record
    if not isinstance(record, Event):
        return mark(record.title if entry.kind in ("article", "page") else record.name)[:12]
    # What is named stays the same when it is renamed.
    actors, articles = firsts["actor"], firsts["article"]
    said = {
        "title": record.title,
        "date": record.date.text,
        "status": record.status,
        "accounts": [
            (actors.get(one.by, one.by), squeeze(one.says), one.date.text if one.date else "")
            for one in record.accounts
        ],
        "quotes": sorted(
            (
                articles.get(one.article, one.article),
                one.quote,
                one.original,
                one.stance,
                actors.get(one.speaker, one.speaker),
            )
            for one in record.excerpts
        ),
    }
    if record.date.time and record.date.time.offset is None:
        said["zone"] = record.time_zone or content.settings.time_zone
    return mark(said)[:12]


def first_ids(content: Content) -> FirstIds:
    """The first ids of what events name in their claims, by kind and present id, where they were renamed."""
    return {
        kind: {
            name: first
            for name, entry in content.of_kind(kind).items()
            if (first := first_id(entry, content.lock, content.published)) != name
        }
        for kind in CLAIMED
    }


def first_id(entry: Entry[Any], *locks: Lock) -> str:
    """The id under which an entry was first published: it stays the same when the entry is renamed."""
    folder = address.FOLDERS[entry.kind]
    for name in (entry.id, *aliases(entry)):
        for line in (lock.get(f"{folder}{name}") for lock in locks):
            if line and line.is_entry:
                return line.origin or name
    return entry.id


def _line(content: Content, name: str, entry: Entry[Any], firsts: FirstIds, today: str) -> Published:
    line = content.lock.get(name)
    line = line if line and line.is_entry else None
    before, now = _before(content, name, entry), _now(content, entry, firsts)
    if before is None:
        return Published(line.day if line else today, *now)
    if entry.kind != "event":
        return before
    if _is_silent(before, now):
        # One that was amended stays so, unless it counted a correction that is gone again.
        kept = line if line and line.corrections <= now[1] else before
        return replace(before, fingerprint=kept.fingerprint, corrections=kept.corrections)
    is_same = now == (before.fingerprint, before.corrections)
    return before if is_same else replace(before, fingerprint=now[0], corrections=now[1])


def _before(content: Content, name: str, entry: Entry[Any]) -> Published | None:
    """An entry's line in what was published; one that was renamed has that of its first id."""
    own = content.published.get(name)
    if own and own.is_entry:
        return own
    first = first_id(entry, content.published)
    line = content.published.get(f"{address.FOLDERS[entry.kind]}{first}")
    return replace(line, origin=first) if line and line.is_entry and first != entry.id else None


def _is_silent(before: Published, now: tuple[str, int]) -> bool:
    fingerprint, corrections = now
    return corrections < before.corrections or (corrections == before.corrections and fingerprint != before.fingerprint)


def _now(content: Content, entry: Entry[Any], firsts: FirstIds) -> tuple[str, int]:
    """An entry's fingerprint, and the number of its corrections."""
    return claims(content, entry, firsts), len(entry.record.corrections) if isinstance(entry.record, Event) else 0

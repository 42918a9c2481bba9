"""published.lock: every entry ever published, the day it first was, a fingerprint of its claims, its corrections.

One line an entry, sorted, so that two branches that both add entries merge by themselves:

    events/2025-03-11-jeddah-talks 2026-11-22 5f0c9a1e77b2 0
"""

import os
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from timeline import address
from timeline.content.load import Content, Entry
from timeline.content.source import REGISTER_BYTES, Unreadable, read_text
from timeline.fingerprint import mark
from timeline.model import Event
from timeline.problems import Place, Problem

PUBLISHED = "published.lock"
LINE = re.compile(r"(\S+) (\d{4}-\d{2}-\d{2}) ([0-9a-f]{12}) (\d+)")
FORM = "a line of the lock is an address, a day, a fingerprint and a number of corrections"
CLAIMS = ("title", "date", "status", "accounts", "excerpts")


@dataclass(frozen=True, slots=True)
class Published:
    """What the lock knows of an entry: the day it was first published (ISO 8601), its fingerprint, its corrections."""

    day: str
    fingerprint: str
    corrections: int


Lock = Mapping[str, Published]


def read(root: Path) -> tuple[Lock, tuple[Problem, ...]]:
    """The lock of a content folder, empty where there is none; a line that is none becomes a problem."""
    file = root / PUBLISHED
    if not file.exists():
        return {}, ()
    try:
        text = read_text(file, REGISTER_BYTES)
    except Unreadable as error:
        return {}, (error.problem(str(file)),)
    lock: dict[str, Published] = {}
    problems = []
    for number, line in enumerate(text.splitlines(), 1):
        match = LINE.fullmatch(line)
        if match and _is_day(match[2]) and match[1] not in lock:
            lock[match[1]] = Published(match[2], match[3], int(match[4]))
        elif line.strip():
            what = f"{match[1]} stands in the lock twice" if match and match[1] in lock else FORM
            problems.append(Problem(Place(str(file), number), "bad-lock-line", what))
    return lock, tuple(problems)


def updated(lock: Lock, entries: Mapping[str, Entry[Any]], today: str) -> Lock:
    """The lock with a line for each of the entries: new ones from today on, old ones as they were until corrected."""
    lines = dict(lock)
    for name, entry in entries.items():
        now = Published(today, claims(entry), _corrections(entry))
        before = lock.get(name) or _before_renaming(lock, name, entry)
        if before is None:
            lines[name] = now
        elif name not in lock:
            lines[name] = Published(before.day, before.fingerprint, before.corrections)
        elif now.corrections > before.corrections:
            lines[name] = Published(before.day, now.fingerprint, now.corrections)
    return lines


def out_of_date(root: Path, lock: Lock, published: Lock) -> Problem:
    """The problem of a lock that a build would have to change, where none may."""
    changed = sorted(name for name in published if lock.get(name) != published[name])
    more = f" and {len(changed) - 1} more" if len(changed) > 1 else ""
    message = f"the lock is out of date for {changed[0]}{more}; run make, and commit {PUBLISHED}"
    return Problem(Place(str(root / PUBLISHED)), "lock-out-of-date", message)


@contextmanager
def put_in_place(root: Path, lock: Lock) -> Iterator[None]:
    """Stage the lock first, so that what keeps it from being written is met before anything else is; put it last."""
    lines = [f"{name} {line.day} {line.fingerprint} {line.corrections}\n" for name, line in sorted(lock.items())]
    file, text = root / PUBLISHED, "".join(lines)
    staged = file.with_name(f".{PUBLISHED}.{os.getpid()}.new")
    if text == (file.read_text("utf-8", "replace") if file.is_file() else ""):
        yield
        return
    staged.write_text(text, "utf-8", newline="\n")
    try:
        yield
        staged.replace(file)
    finally:
        staged.unlink(missing_ok=True)


def addressed(content: Content) -> dict[str, Entry[Any]]:
    """The entries by the name that the lock has for them: their address without its last slash."""
    return {
        address.of_entry(kind, name).rstrip("/"): entry
        for kind in address.FOLDERS
        for name, entry in content.of_kind(kind).items()  # type: ignore[arg-type]
    }


def claims(entry: Entry[Any]) -> str:
    """A fingerprint of what an entry says that a reader may have cited."""
    written = entry.written
    names = CLAIMS if isinstance(entry.record, Event) else ("title", "name")
    return mark({name: written[name] for name in names if name in written})[:12]


def _before_renaming(lock: Lock, name: str, entry: Entry[Any]) -> Published | None:
    """The earliest line of an address that the entry had before: a renamed entry is no new one."""
    aliases = entry.written.get("aliases")
    folder = name[: name.rfind("/") + 1]
    lines = [lock.get(f"{folder}{alias}") for alias in aliases] if isinstance(aliases, list) else []
    return min((line for line in lines if line), key=lambda line: line.day, default=None)


def _is_day(text: str) -> bool:
    try:
        return bool(date.fromisoformat(text))
    except ValueError:
        return False


def _corrections(entry: Entry[Any]) -> int:
    written = entry.written.get("corrections")
    return len(written) if isinstance(written, list) else 0

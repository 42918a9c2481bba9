"""published.lock as text: every address ever published, the day it first was, a fingerprint, how many corrections.

One line an address, sorted:

    events/2025-03-11-jeddah-talks 2026-11-22 5f0c9a1e77b2 0
    events/jeddah 2026-11-22 alias 0
    events/2025-03-11-talks 2026-11-22 5f0c9a1e77b2 0 2025-03-11-jeddah-talks

The second is an earlier address that leads on to an entry, the third an entry that was renamed, with its first id.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from timeline import address
from timeline.content.head import at_head
from timeline.content.source import REGISTER_BYTES, Unreadable, read_text
from timeline.content.sources import PUBLISHED
from timeline.problems import Place, Problem
from timeline.text import ID

ALIAS = "alias"
FOLDERS = "|".join(folder for folder in address.FOLDERS.values() if folder)
LINE = re.compile(
    rf"((?:{FOLDERS})?{ID.pattern}) (\d{{4}}-\d\d-\d\d) ([0-9a-f]{{12}}|alias) (\d{{1,9}})(?: ({ID.pattern}))?",
    re.ASCII,
)
FORM = "a line of the lock is an address, a day, a fingerprint, a number of corrections, and the first id if renamed"
# What git puts between two sides that it could not merge. Both count, so nobody has to merge a lock by hand.
CONFLICT = re.compile(r"(?:<{7}|\|{7}|>{7})(?: .*)?|={7}")


@dataclass(frozen=True, slots=True)
class Published:
    """What the lock knows of an address: the day it was first published (ISO 8601), a fingerprint, its corrections.

    fingerprint is "alias" for an earlier address of an entry; origin is the first id of an entry that was renamed.
    """

    day: str
    fingerprint: str
    corrections: int
    origin: str = ""

    @property
    def is_entry(self) -> bool:
        return self.fingerprint != ALIAS


Lock = Mapping[str, Published]


def read_lock(root: Path) -> tuple[Lock, tuple[Problem, ...]]:
    """The lock of a content folder, empty where there is none; a line that is none becomes a problem."""
    file = root / PUBLISHED
    if not file.exists():
        return {}, ()
    try:
        return _parsed(read_text(str(file), REGISTER_BYTES), str(file))
    except Unreadable as error:
        return {}, (error.problem(str(file)),)


def published_lock(root: Path, lock: Lock) -> Lock:
    """What counts as published: the lock in the last commit, whatever branch it is of; outside git the one given."""
    committed = at_head(root / PUBLISHED)
    return lock if committed is None else _parsed(committed, PUBLISHED)[0]


def line_numbers(root: Path) -> Mapping[str, int]:
    """On which line of the lock each address stands, as far as the lock can be read."""
    try:
        lines = read_text(str(root / PUBLISHED), REGISTER_BYTES).split("\n")
    except Unreadable:
        return {}
    return {line.partition(" ")[0]: number for number, line in enumerate(lines, 1)}


def lock_text(lock: Lock) -> str:
    return "".join(f"{lock_line(name, lock[name])}\n" for name in sorted(lock))


def lock_line(name: str, line: Published) -> str:
    return f"{name} {line.day} {line.fingerprint} {line.corrections} {line.origin}".rstrip()


# The lock, and what git has of it, are looked at in each build of a process.
@lru_cache(maxsize=2)
def _parsed(text: str, file: str) -> tuple[Lock, tuple[Problem, ...]]:
    lock: dict[str, Published] = {}
    problems = []
    for number, line in enumerate(text.splitlines(), 1):
        match = LINE.fullmatch(line)
        if match and _is_day(match[2]):
            found = Published(match[2], match[3], int(match[4]), match[5] or "")
            lock[match[1]] = _joined(lock[match[1]], found) if match[1] in lock else found
        elif line.strip() and not CONFLICT.fullmatch(line):
            problems.append(Problem(Place(file, number), "bad-lock-line", FORM))
    return lock, tuple(problems)


def _joined(one: Published, other: Published) -> Published:
    """Two lines of one address, as a merge of two branches leaves them: the first day, the state most corrected."""
    latest = max(one, other, key=lambda line: (line.is_entry, line.corrections, line.fingerprint))
    return Published(min(one.day, other.day), latest.fingerprint, latest.corrections, one.origin or other.origin)


def _is_day(text: str) -> bool:
    try:
        return bool(date.fromisoformat(text))
    except ValueError:
        return False

"""What is written in the files of entries, kept until they change: a file is parsed once, whatever else is edited.

It is kept in a SQLite database, of which a build reads the rows it needs. Each row has a checksum, and counts only for
a file whose bytes have the SHA-256 that they had when it was written.
"""

import json
import os
import shutil
import sqlite3
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from timeline.content.source import Source, Unreadable, read_entry
from timeline.fingerprint import sha256
from timeline.workers import shared_out

VERSION = 2
DAMAGED = "it is damaged"
# Texts of more files than these are not held together.
MOST_AT_ONCE = 2_000
FORM = """
CREATE TABLE reading (path TEXT PRIMARY KEY, digest TEXT, told TEXT, checksum TEXT) WITHOUT ROWID;
CREATE TABLE kin (event TEXT PRIMARY KEY, others TEXT) WITHOUT ROWID;
"""

T = TypeVar("T")
# What reading a file gave, or why it cannot be read.
Reading = Source | Unreadable


@dataclass(frozen=True, slots=True)
class Held:
    """What a process that builds again and again holds of files, by their paths.

    readings are behind the SHA-256 of the bytes that were read; made has what was made of each reading, behind it.
    """

    readings: dict[str, tuple[str, Reading]] = field(default_factory=dict)
    made: dict[str, tuple[Reading, Any]] = field(default_factory=dict)

    def forget(self, paths: Container[str]) -> None:
        """All but what is known of these."""
        for path in [path for path in self.readings if path not in paths]:
            del self.readings[path]
        for path in [path for path in self.made if path not in paths]:
            del self.made[path]


@dataclass(frozen=True, slots=True)
class Memo:
    """Readings of the files below a folder, whose SHA-256s are known; store is None where nothing is kept.

    held is what this process holds of them, if it builds again and again. found gets the SHA-256s of those that are
    parsed; told hears how many of how many are. doubts get in a few words what of the store could not be used.
    """

    root: str
    digests: Mapping[str, str]
    store: sqlite3.Connection | None = None
    doubts: set[str] = field(default_factory=set)
    jobs: int = 1
    told: Callable[[int, int], None] = lambda done, of: None
    found: dict[str, str] = field(default_factory=dict)
    held: Held | None = None

    def readings(self, files: Sequence[str]) -> Iterator[Reading]:
        """What is written in each of the files, in order."""
        if self.held is None:
            return self._all_readings(files)
        return self._held_readings(self.held.readings, files)

    def once(self, file: str, reading: Reading, make: Callable[[], T]) -> T:
        """What is made of a reading of a file, which may have been made of the same one before."""
        if self.held is None:
            return make()
        path = self._path(file)
        known = self.held.made.get(path)
        if known is None or known[0] is not reading:
            known = self.held.made[path] = (reading, make())
        made: T = known[1]
        return made

    def _held_readings(self, held: dict[str, tuple[str, Reading]], files: Sequence[str]) -> Iterator[Reading]:
        paths = list(map(self._path, files))
        due = [
            (path, file)
            for path, file in zip(paths, files, strict=True)
            if path not in held or held[path][0] != self.digests.get(path)
        ]
        for (path, _), reading in zip(due, self._all_readings([file for _, file in due]), strict=True):
            held[path] = (self.found.get(path, self.digests.get(path, "")), reading)
        return (held[path][1] for path in paths)

    def _all_readings(self, files: Sequence[str]) -> Iterator[Reading]:
        for first in range(0, len(files), MOST_AT_ONCE):
            yield from self._readings(files[first : first + MOST_AT_ONCE], first, len(files))

    def _readings(self, files: Sequence[str], before: int, of: int) -> Iterator[Reading]:
        kept = list(self._kept(files))
        due = [file for file, told in zip(files, kept, strict=True) if told is None]
        results = shared_out(_parsed, due, self.jobs, told=lambda done, _: self.told(before + done, of))
        parsed = [told for _, _, told in (result.partition("\n") for result in results)]
        self._keep(due, parsed, [result.partition("\n")[0] for result in results])
        # Taken from the end, so that no text is held longer than it must be.
        parsed.reverse()
        for told in kept:
            yield _reading(told if told is not None else parsed.pop())

    def before(self, path: str, digest: str) -> Reading | None:
        """What was written in a file while it had this SHA-256, if that is known."""
        told = self._row(path, digest)
        return None if told is None else _reading(told)

    def kin(self, event: str) -> tuple[str, ...]:
        """The other events that the page of an event has to know of, as keep_kin() was told."""
        try:
            row = self.store and self.store.execute("SELECT others FROM kin WHERE event = ?", (event,)).fetchone()
        except sqlite3.Error:
            row = None
        return tuple(row[0].split()) if row else ()

    def keep_kin(self, kin: Mapping[str, Iterable[str]]) -> None:
        if self.store:
            try:
                self.store.execute("DELETE FROM kin")
                rows = ((event, " ".join(others)) for event, others in sorted(kin.items()))
                self.store.executemany("INSERT INTO kin VALUES (?, ?)", rows)
            except sqlite3.Error:
                self.store.rollback()

    def _kept(self, files: Iterable[str]) -> Iterator[str | None]:
        for path in map(self._path, files):
            yield self._row(path, self.digests.get(path, ""))

    def _row(self, path: str, digest: str) -> str | None:
        asked = "SELECT digest, told, checksum FROM reading WHERE path = ?"
        try:
            row = self.store and self.store.execute(asked, (path,)).fetchone()
        except sqlite3.OperationalError:
            # Another build has it.
            return None
        except sqlite3.Error:
            row = ("", "", "")
        if not row:
            return None
        if _checksum(path, *row[:2]) != row[2]:
            self.doubts.add(DAMAGED)
            return None
        return str(row[1]) if row[0] == digest else None

    def _keep(self, files: Sequence[str], parsed: Sequence[str], digests: Sequence[str]) -> None:
        paths = [self._path(file) for file in files]
        self.found.update(zip(paths, digests, strict=True))
        rows = (
            (path, digest, told, _checksum(path, digest, told))
            for path, digest, told in zip(paths, digests, parsed, strict=True)
            if digest
        )
        if self.store and files:
            try:
                self.store.executemany("INSERT OR REPLACE INTO reading VALUES (?, ?, ?, ?)", rows)
            except sqlite3.Error:
                # What cannot be kept is parsed again.
                self.store.rollback()

    def _path(self, file: str) -> str:
        return file.removeprefix(self.root + os.sep).replace(os.sep, "/")


@contextmanager
def memo(
    file: Path | None,
    root: str,
    digests: Mapping[str, str],
    program: str,
    jobs: int = 1,
    told: Callable[[int, int], None] = lambda done, of: None,
    held: Held | None = None,
) -> Iterator[Memo]:
    """A memo that is kept in a file, of this program alone."""
    store, doubt = _opened(file, program) if file else (None, "")
    known = Memo(root, digests, store, {doubt} if doubt else set(), jobs, told, held=held)
    try:
        yield known
        if store:
            _forget(store, {**digests, **known.found})
    finally:
        if store:
            store.close()
        if file and DAMAGED in known.doubts:
            file.unlink(missing_ok=True)


def _opened(file: Path, program: str) -> tuple[sqlite3.Connection | None, str]:
    """The database, made anew where it is not one of this program, and why it was; None where there can be none."""
    file.parent.mkdir(parents=True, exist_ok=True)
    if not file.exists():
        return _new(file, program), ""
    try:
        store = sqlite3.connect(file, timeout=0)
        if store.execute("PRAGMA user_version").fetchone()[0] == _version(program):
            return _unhurried(store), ""
        store.close()
        doubt = "it is of another version, or damaged"
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            # Another build has it.
            return None, ""
        doubt = "it cannot be read"
    except sqlite3.Error:
        doubt = DAMAGED
    shutil.rmtree(file) if file.is_dir() else file.unlink(missing_ok=True)
    return _new(file, program), doubt


def _new(file: Path, program: str) -> sqlite3.Connection | None:
    try:
        store = _unhurried(sqlite3.connect(file, timeout=0))
        store.executescript(FORM)
        store.execute(f"PRAGMA user_version = {_version(program)}")
        store.commit()
    except sqlite3.Error:
        return None
    return store


def _unhurried(store: sqlite3.Connection) -> sqlite3.Connection:
    # Nobody waits for a cache to be safe on the disk: what is lost or torn is parsed again.
    store.execute("PRAGMA synchronous = OFF")
    store.execute("PRAGMA journal_mode = MEMORY")
    return store


def _version(program: str) -> int:
    return int(sha256(f"{VERSION} {program}".encode())[:7], 16) + 1


def _forget(store: sqlite3.Connection, digests: Mapping[str, str]) -> None:
    """Keep no rows of files that are gone."""
    try:
        gone = [(path,) for (path,) in store.execute("SELECT path FROM reading") if path not in digests]
        store.executemany("DELETE FROM reading WHERE path = ?", gone)
        store.commit()
    except sqlite3.Error:
        store.rollback()


def _parsed(file: str) -> str:
    """The SHA-256 of a file, and on another line, as JSON, what reading it gave."""
    reading, digest = read_entry(file)
    if isinstance(reading, Unreadable):
        return f"{digest}\n{json.dumps([reading.code, reading.message, reading.line, reading.column])}"
    return f"{digest}\n{json.dumps([reading.written, reading.body, reading.repeated], ensure_ascii=False)}"


def _reading(told: str) -> Reading:
    first, *rest = json.loads(told)
    if len(rest) == 3:
        return Unreadable(first, *rest)
    body, repeated = rest
    return Source(first, body, tuple((line, column, key) for line, column, key in repeated))


def _checksum(path: str, digest: str, told: str) -> str:
    return sha256(f"{path}\n{digest}\n{told}".encode("utf-8", "surrogatepass"))[:16]

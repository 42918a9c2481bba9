"""Reads a content folder: every file, every entry, and every problem met on the way."""

import os
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Generic, Literal, TypeVar

from pydantic import BaseModel

from timeline.content.memo import Memo, Reading
from timeline.content.published import Lock, published_lock, read_lock
from timeline.content.quotes import Quotes, read_quotes
from timeline.content.schema import fit
from timeline.content.source import Route, Source, Unreadable, Written, locate, read_yaml
from timeline.model import Actor, Article, Event, FreePage, Settings, Tag, Thread
from timeline.model import Place as PlaceRecord
from timeline.problems import Place, Problem, did_you_mean, quoted
from timeline.text import id_fault

R = TypeVar("R", bound=BaseModel)
Kind = Literal["event", "article", "thread", "actor", "place", "tag", "page", "site"]

REGISTERS: Mapping[Kind, tuple[str, type[BaseModel]]] = {
    "thread": ("threads.yaml", Thread),
    "actor": ("actors.yaml", Actor),
    "place": ("places.yaml", PlaceRecord),
    "tag": ("tags.yaml", Tag),
}
FOLDERS: Mapping[Kind, tuple[str, str, type[BaseModel]]] = {
    "event": ("events", ".yaml", Event),
    "article": ("articles", ".md", Article),
    "page": ("pages", ".md", FreePage),
}
SITE = "site.yaml"
LOCKS = ("published.lock", "quotes.lock")


class NoContent(Exception):
    """There is no content folder, or it has no settings that can be read; problem is what is wrong in these."""

    def __init__(self, message: str, problem: Problem | None = None) -> None:
        super().__init__(message)
        self.problem = problem


@dataclass(frozen=True, slots=True)
class Entry(Generic[R]):
    """One entry: what its author wrote, and the record made of it, or None while something in it does not fit."""

    kind: Kind
    id: str
    file: str
    route: Route
    written: dict[str, Any]
    record: R | None


@dataclass(frozen=True, slots=True)
class Content:
    """All entries of a project by kind and id, and the problems met while reading them.

    lock is published.lock as it lies there, published what of it the last commit holds (outside git, all of it).
    quotes are the lines of quotes.lock.
    unread names the kinds whose register could not be read, so that nothing is said to be missing there.
    """

    root: Path
    settings: Settings
    events: Mapping[str, Entry[Event]]
    articles: Mapping[str, Entry[Article]]
    threads: Mapping[str, Entry[Thread]]
    actors: Mapping[str, Entry[Actor]]
    places: Mapping[str, Entry[PlaceRecord]]
    tags: Mapping[str, Entry[Tag]]
    pages: Mapping[str, Entry[FreePage]]
    media: tuple[str, ...]
    lock: Lock
    published: Lock
    quotes: Quotes
    unread: frozenset[Kind]
    problems: tuple[Problem, ...]

    def of_kind(self, kind: Kind) -> Mapping[str, Entry[Any]]:
        """The entries of a kind, by id."""
        entries: Mapping[str, Entry[Any]] = getattr(self, f"{kind}s")
        return entries

    def problem(
        self,
        entry: Entry[Any],
        code: str,
        message: str,
        *route: str | int,
        needle: str = "",
        at_key: bool = False,
        severity: Literal["error", "warning"] = "error",
    ) -> Problem:
        """A problem of an entry, with the place its route leads to."""
        way = (*entry.route, *route)
        # Finding a place means reading the file again; thousands of problems may be of files as a whole.
        place = locate(entry.file, way, at_key, needle) if way else Place(entry.file)
        return Problem(place, code, message, severity, (entry.kind, entry.id))


def load(root: Path, memo: Memo | None = None, only: Collection[str] | None = None) -> Content:
    """Read the content folder. Raises NoContent where there is none; all else that is wrong is in its problems.

    A memo spares parsing the files that it knows. Where only some are asked for, by their paths below the folder, no
    other events and articles are read, and no other lines of published.lock.
    """
    return _Reading(root, memo or Memo(str(root), {}), only).content()


def begun(root: Path, settings: Settings) -> Content:
    """What there is of a content folder that has no settings yet, and perhaps is not there; with these settings."""
    return _Reading(root, Memo(str(root), {})).content(settings)


def are_same(before: Mapping[str, Entry[Any]], now: Mapping[str, Entry[Any]]) -> bool:
    """Whether both have the very same entries: who builds again holds those whose files have not changed."""
    return before.keys() == now.keys() and all(before[name] is entry for name, entry in now.items())


@dataclass(slots=True)
class _Reading:
    root: Path
    memo: Memo
    only: Collection[str] | None = None
    problems: list[Problem] = field(default_factory=list)
    unread: set[Kind] = field(default_factory=set)

    def content(self, settings: Settings | None = None) -> Content:
        settings = settings or self._settings()
        folders = {kind: self._folder(kind, *shape) for kind, shape in FOLDERS.items()}
        registers = {kind: self._register(kind, *shape) for kind, shape in REGISTERS.items()}
        self._strays()
        lock, torn = read_lock(self.root)
        quotes, torn_quotes = read_quotes(self.root)
        self.problems += (*torn, *torn_quotes)
        return Content(
            root=self.root,
            settings=settings,
            events=folders["event"],
            articles=folders["article"],
            pages=folders["page"],
            threads=registers["thread"],
            actors=registers["actor"],
            places=registers["place"],
            tags=registers["tag"],
            media=tuple(sorted(self._media())),
            lock=lock,
            published=published_lock(self.root, lock),
            quotes=quotes,
            unread=frozenset(self.unread),
            problems=tuple(self.problems),
        )

    def _settings(self) -> Settings:
        path = self.root / SITE
        try:
            if not self.root.is_dir():
                raise NoContent(f"there is no content folder {quoted(str(self.root))}")
            if SITE not in os.listdir(self.root):
                raise NoContent(f"{quoted(str(path))} is missing; it needs at least a title")
        except OSError as error:
            raise NoContent(f"the content folder cannot be read: {error.strerror}") from error
        try:
            source = read_yaml(str(path))
        except Unreadable as error:
            problem = error.problem(str(path))
            raise NoContent(str(problem), problem) from error
        self._repeated(source, str(path))
        record, _ = self._fitted("site", "", str(path), (), source.written, Settings)
        return record or Settings(title="?")

    def _folder(self, kind: Kind, folder: str, suffix: str, model: type[BaseModel]) -> dict[str, Entry[Any]]:
        """The entries of a folder and all folders in it, one a file; the file's stem is the id."""
        files: dict[str, str] = {}
        asked = [os.path.join(self.root, path) for path in self.only or () if path.startswith(f"{folder}/")]
        for file in self._files(folder) if self.only is None or kind == "page" else sorted(asked):
            stem, ending = os.path.splitext(os.path.basename(file))
            if ending != suffix:
                # What is meant to be an entry must not be left out in silence; a note or a picture may be.
                meant = ending.lower() in (".yaml", ".yml", ".md", ".markdown", ".json")
                self._stray(file, f"a file here ends in {suffix}", "error" if meant else "warning")
            elif stem in files:
                message = f"{quoted(stem)} is already the id of {files[stem]}"
                self.problems.append(Problem(Place(file), "repeated-id", message))
            else:
                files[stem] = file
        readings = self.memo.readings(tuple(files.values()))
        return {
            name: self._file(kind, name, file, reading, model)
            for (name, file), reading in zip(files.items(), readings, strict=True)
        }

    def _file(self, kind: Kind, name: str, file: str, reading: Reading, model: type[BaseModel]) -> Entry[Any]:
        entry, found = self.memo.once(file, reading, lambda: self._file_alone(kind, name, file, reading, model))
        self.problems += found
        return entry

    def _file_alone(
        self, kind: Kind, name: str, file: str, reading: Reading, model: type[BaseModel]
    ) -> tuple[Entry[Any], Sequence[Problem]]:
        """The entry of a file, and what is wrong with it; nothing else counts for these."""
        before, self.problems = self.problems, []
        try:
            return self._file_entry(kind, name, file, reading, model), self.problems
        finally:
            self.problems = before

    def _file_entry(self, kind: Kind, name: str, file: str, reading: Reading, model: type[BaseModel]) -> Entry[Any]:
        written, record = None, None
        if fault := id_fault(name):
            self.problems.append(Problem(Place(file), "bad-id", f"{quoted(name)} cannot be an id: {fault}"))
        if isinstance(reading, Unreadable):
            self.problems.append(reading.problem(file))
        else:
            self._repeated(reading, file)
            fields = reading.written
            if file.endswith(".md") and isinstance(fields, dict):
                if "body" in fields:
                    message = 'no field "body" here; it is the text below the second line of hyphens'
                    self.problems.append(Problem(locate(file, ("body",), at_key=True), "unknown-field", message))
                # The reading stays as it is: who builds again reads it again.
                fields = {**fields, "body": reading.body}
            record, written = self._fitted(kind, name, file, (), fields, model)
            if reading.repeated or fault:
                record = None
        return Entry(kind, name, file, (), written or {}, record)

    def _register(self, kind: Kind, name: str, model: type[BaseModel]) -> dict[str, Entry[Any]]:
        """The entries of a register, one a key."""
        path = self.root / name
        if not path.exists() and not path.is_symlink():
            if kind == "thread" and (self.root / "events").is_dir():
                message = f"{name} is missing; it names the threads of the story, as in `talks: {{name: Talks}}`"
                self.problems.append(Problem(Place(str(path)), "missing-file", message))
                self.unread.add(kind)
            return {}
        try:
            source = read_yaml(str(path), register=True)
        except Unreadable as error:
            self.problems.append(error.problem(str(path)))
            self.unread.add(kind)
            return {}
        entries, found, is_read = self.memo.once(
            str(path), source, lambda: self._entries_alone(kind, path, source, model)
        )
        self.problems += found
        if not is_read:
            self.unread.add(kind)
        return entries

    def _entries_alone(
        self, kind: Kind, path: Path, source: Source, model: type[BaseModel]
    ) -> tuple[dict[str, Entry[Any]], Sequence[Problem], bool]:
        """The entries of a register, what is wrong with them, and whether it can be read at all."""
        before, self.problems = self.problems, []
        try:
            entries = self._entries(kind, path, source, model)
            return entries or {}, self.problems, entries is not None
        finally:
            self.problems = before

    def _entries(self, kind: Kind, path: Path, source: Source, model: type[BaseModel]) -> dict[str, Entry[Any]] | None:
        """None for what is no register."""
        self._repeated(source, str(path))
        if source.written is None:
            return {}
        if not isinstance(source.written, dict):
            message = f"{path.name} is a mapping of ids, as in `some-id: {{name: Some name}}`"
            self.problems.append(Problem(Place(str(path)), "wrong-shape", message))
            return None
        entries: dict[str, Entry[Any]] = {}
        for key, value in source.written.items():
            record, written = self._fitted(kind, key, str(path), (key,), value, model)
            if fault := id_fault(key):
                message = f"{quoted(key)} cannot be an id: {fault}"
                self.problems.append(Problem(locate(path, (key,), at_key=True), "bad-id", message))
                record = None
            entries[key] = Entry(kind, key, str(path), (key,), written or {}, record)
        return entries

    def _fitted(
        self, kind: Kind, name: str, file: str, route: Route, written: Written, model: type[R]
    ) -> tuple[R | None, dict[str, Any] | None]:
        """The record, and what of the writing can still be checked."""
        record, misfits = fit(model, written)
        for misfit in misfits:
            place = locate(file, (*route, *misfit.route), misfit.at_key)
            message = (
                f"{kind} {quoted(name)}: {misfit.message}"
                if misfit.code == "missing-field" and route
                else misfit.message
            )
            self.problems.append(Problem(place, misfit.code, message))
        return record, written if isinstance(written, dict) else None

    def _repeated(self, source: Source, file: str) -> None:
        for line, column, key in source.repeated:
            message = f"the key {quoted(key)} stands here for the second time"
            self.problems.append(Problem(Place(file, line, column), "repeated-key", message))

    def _strays(self) -> None:
        """Files that nothing reads: a misspelt register would otherwise be lost in silence."""
        known = {SITE, *LOCKS, *(name for name, _ in REGISTERS.values())}
        folders = {"media", *(name for name, _, _ in FOLDERS.values())}
        for item in sorted(self.root.iterdir()) if self.root.is_dir() else ():
            if item.name.startswith(".") or item.name in known | folders:
                continue
            if item.is_dir() or item.suffix in (".yaml", ".yml", ".lock"):
                self._stray(str(item), "nothing reads this" + did_you_mean(item.name, known | folders))

    def _stray(self, file: str, why: str, severity: Literal["error", "warning"] = "warning") -> None:
        self.problems.append(Problem(Place(file), "stray-file", f"this file is not read: {why}", severity))

    def _media(self) -> Iterator[str]:
        top = os.path.join(self.root, "media", "")
        return (file.removeprefix(top).replace(os.sep, "/") for file in self._files("media"))

    def _files(self, folder: str) -> Iterator[str]:
        """The regular files of a folder and its folders, in the order of their paths; hidden ones are left out."""
        top = self.root / folder
        if top.is_symlink():
            self._link(str(top))
        elif top.is_dir():
            yield from self._files_in(str(top))
        elif top.exists():
            self.problems.append(Problem(Place(str(top)), "not-a-folder", f"{folder}/ is a folder"))

    def _files_in(self, folder: str) -> Iterator[str]:
        """Those of one that is there: its own first, then those of each folder in it."""
        try:
            with os.scandir(folder) as found:
                items = sorted((item for item in found if not item.name.startswith(".")), key=lambda item: item.name)
        except OSError as error:
            self._unreadable(error)
            return
        inner = []
        for item in items:
            if item.is_symlink():
                self._link(item.path)
            elif item.is_dir():
                inner.append(item.path)
            else:
                yield item.path
        for path in inner:
            yield from self._files_in(path)

    def _unreadable(self, error: OSError) -> None:
        message = f"the folder cannot be read: {error.strerror}"
        self.problems.append(Problem(Place(str(error.filename)), "unreadable-file", message))

    def _link(self, file: str) -> None:
        message = "links are not followed; put the file itself here"
        self.problems.append(Problem(Place(file), "not-a-file", message))

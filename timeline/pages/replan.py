"""A plan made again and again: a step is planned anew only where something changed that it reads.

What a step reads of its subject is recorded while it is planned: which entries of which mapping, or the whole of one.
What steps share (see `shared` in subject.py) is recorded likewise, and they read of it what they need. So nobody has to
say which pages show what, and a page that begins to show something else is planned anew when that changes.
"""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, fields
from typing import Any, TypeVar

from timeline.compile import Row, Timeline
from timeline.page import Page, Step
from timeline.pages.plan import pages_of, plan
from timeline.pages.subject import Subject

T = TypeVar("T")
# The way to a mapping: a field of the timeline, or what is shared, by function and names; then keys, as far as mappings
# hold mappings.
Way = tuple[Any, ...]
# A mapping, and a key in it.
Read = tuple[Way, Hashable]
# In the place of a key: all there is, in its order.
ALL = "*all*"
ROWS: Way = ("rows",)
# What of a subject every step may read, and nobody records.
FURNITURE = ("site", "asset_names", "today", "card_look", "search_index")


@dataclass(frozen=True, slots=True)
class Planned:
    """What a step has come to, and what it read for that."""

    pages: tuple[Page, ...]
    reads: tuple[Read, ...]


@dataclass(frozen=True, slots=True)
class Replanned:
    """All pages of a site by their steps, and those of them that are new, or whose data is another than it was."""

    pages: Mapping[Step, tuple[Page, ...]]
    changed: Sequence[Page]


class Replanner:
    """Remembers the last plan."""

    def __init__(self) -> None:
        self._last: _Watching | None = None
        self._planned: dict[Step, Planned] = {}

    def plan(self, subject: Subject) -> Replanned:
        """The pages of a subject, beside those of the last one."""
        last = self._last
        if last and _furniture(last.subject) != _furniture(subject):
            last = None
        watching = _Watching(subject, last)
        before, planned, changed = self._planned, dict[Step, Planned](), list[Page]()
        for step in plan(watching.watched).steps:
            known = before.get(step)
            if known and last and watching.is_as_it_was(known.reads):
                planned[step] = known
                continue
            planned[step] = now = watching.planned(step)
            changed += _other(known.pages if known else (), now.pages)
        self._last, self._planned = watching, planned
        watching.close()
        return Replanned({step: one.pages for step, one in planned.items()}, changed)


def _furniture(subject: Subject) -> tuple[Any, ...]:
    return (subject.timeline.settings, *(getattr(subject, name) for name in FURNITURE))


def _other(before: Sequence[Page], now: Sequence[Page]) -> Iterator[Page]:
    """The pages that are not among those before."""
    known = {(page.path, page.piece): page for page in before}
    return (page for page in now if known.get((page.path, page.piece)) != page)


@dataclass(slots=True)
class _Shared:
    """What steps share: what it is, what was read for it, and what is given out in its place."""

    value: Any
    reads: tuple[Read, ...]
    watched: Any


class _Watching:
    """Records what is read of a subject, and knows what of it is not as it was in the last one."""

    def __init__(self, subject: Subject, last: "_Watching | None") -> None:
        self.subject = subject
        self._last = last
        self._changed: set[Read] = set()
        self._shared: dict[Way, _Shared] = {}
        self._recording: list[dict[Read, None]] = []
        held = {one.name: getattr(subject.timeline, one.name) for one in fields(Timeline)}
        furniture = {name: getattr(subject, name) for name in FURNITURE}
        watched = {name: self._watched((name,), value) for name, value in held.items()}
        self.watched = _WatchedSubject(Timeline(**watched), **furniture, watching=self)
        if last:
            for name, value in held.items():
                self._compare((name,), getattr(last.subject.timeline, name), value)
            # Known before any step is asked whether it read something of it.
            for key in last._shared:
                self._again(key)

    def planned(self, step: Step) -> Planned:
        with self._recorded() as reads:
            pages = tuple(pages_of(self.watched, step))
        return Planned(pages, tuple(reads))

    def is_as_it_was(self, reads: Iterable[Read]) -> bool:
        return self._changed.isdisjoint(reads)

    def close(self) -> None:
        """Nothing is read any more. What was read stays; what recorded it would hold itself, and all that ever was."""
        del self.watched, self._last
        for shared in self._shared.values():
            shared.watched = None

    def read(self, way: Way, key: Hashable) -> None:
        if self._recording:
            self._recording[-1][way, key] = None

    def once(self, key: Way) -> Any:
        """What is shared: made now, or taken over if nothing changed that it was made of."""
        found = self._shared.get(key) or self._again(key) or self._make(key)
        if found.watched is found.value:
            self.read((key,), ALL)
        return found.watched

    def _again(self, key: Way) -> _Shared | None:
        """The same if the last subject had it."""
        if key in self._shared:
            return self._shared[key]
        before = self._last._shared.get(key) if self._last else None
        if before is None:
            return None
        for way, _ in before.reads:
            # What it is made of may be shared, too.
            if isinstance(way[0], tuple):
                self._again(way[0])
        if self.is_as_it_was(before.reads):
            found = self._shared[key] = _Shared(before.value, before.reads, self._watched((key,), before.value))
            return found
        try:
            found = self._make(key)
        except LookupError:
            # It was of an entry that is gone.
            self._changed.add(((key,), ALL))
            return None
        self._compare((key,), before.value, found.value)
        return found

    def _make(self, key: Way) -> _Shared:
        make, *names = key
        with self._recorded() as reads:
            value = make(self.watched, *names)
        found = self._shared[key] = _Shared(value, tuple(reads), self._watched((key,), value))
        return found

    @contextmanager
    def _recorded(self) -> Iterator[dict[Read, None]]:
        reads: dict[Read, None] = {}
        self._recording.append(reads)
        try:
            yield reads
        finally:
            self._recording.pop()

    def _watched(self, way: Way, value: Any) -> Any:
        """What tells of each entry of a mapping that it is read; what is none is read whole."""
        if isinstance(value, Mapping):
            inside = {key: self._watched((*way, key), one) for key, one in value.items() if isinstance(one, Mapping)}
            return _WatchedMapping(self, way, value, inside)
        if way == ROWS:
            return _WatchedRows(self, value)
        if _are_mappings(value):
            return tuple(self._watched((*way, place), one) for place, one in enumerate(value))
        return value

    def _compare(self, way: Way, before: Any, now: Any) -> bool:
        """Note what of the two differs; whether anything does."""
        if before is now:
            return False
        if isinstance(before, Mapping) and isinstance(now, Mapping):
            differs = self._compare_entries(way, before, now)
        elif _are_mappings(before) and _are_mappings(now):
            differing = [
                self._compare((*way, place), *pair) for place, pair in enumerate(zip(before, now, strict=True))
            ]
            return any(differing)
        else:
            differs = bool(before != now)
            if way == ROWS and before[:1] != now[:1]:
                self._changed.add((way, 0))
        if differs:
            self._changed.add((way, ALL))
        return differs

    def _compare_entries(self, way: Way, before: Mapping[Any, Any], now: Mapping[Any, Any]) -> bool:
        differs = list(before) != list(now)
        for key in {**before, **now}:
            if key not in before or key not in now:
                self._changed.add((way, key))
            elif isinstance(before[key], Mapping):
                differs |= self._compare((*way, key), before[key], now[key])
            elif before[key] is not now[key] and before[key] != now[key]:
                self._changed.add((way, key))
                differs = True
        return differs


def _are_mappings(value: Any) -> bool:
    return isinstance(value, tuple) and bool(value) and all(isinstance(one, Mapping) for one in value)


@dataclass(frozen=True, eq=False)
class _WatchedSubject(Subject):
    """A subject of which every read is recorded."""

    watching: _Watching | None = None

    def once(self, make: Callable[..., T], *names: str) -> T:
        assert self.watching
        found: T = self.watching.once((make, *names))
        return found


class _WatchedMapping(Mapping[Any, Any]):
    """A mapping that tells which of its entries are read; inside are those of its values that are such, too."""

    __slots__ = ("_inside", "_value", "_watching", "_way")

    def __init__(self, watching: _Watching, way: Way, value: Mapping[Any, Any], inside: Mapping[Any, Any]) -> None:
        self._watching, self._way, self._value, self._inside = watching, way, value, inside

    def __getitem__(self, key: Any) -> Any:
        self._watching.read(self._way, key)
        return self._inside[key] if key in self._inside else self._value[key]

    def get(self, key: Any, default: Any = None) -> Any:
        self._watching.read(self._way, key)
        return self._inside[key] if key in self._inside else self._value.get(key, default)

    def __contains__(self, key: object) -> bool:
        self._watching.read(self._way, key)
        return key in self._value

    def __iter__(self) -> Iterator[Any]:
        return iter(self._whole)

    def __len__(self) -> int:
        return len(self._whole)

    def keys(self) -> Any:
        return self._whole.keys()

    def values(self) -> Any:
        return self._whole.values()

    def items(self) -> Any:
        return self._whole.items()

    @property
    def _whole(self) -> Mapping[Any, Any]:
        self._watching.read(self._way, ALL)
        return self._value


class _WatchedRows(Sequence[Row]):
    """The rows of a timeline, which are read whole, but for the first."""

    __slots__ = ("_rows", "_watching")

    def __init__(self, watching: _Watching, rows: Sequence[Row]) -> None:
        self._watching, self._rows = watching, rows

    def __getitem__(self, place: Any) -> Any:
        self._watching.read(ROWS, 0 if place == 0 else ALL)
        return self._rows[place]

    def __iter__(self) -> Iterator[Row]:
        self._watching.read(ROWS, ALL)
        return iter(self._rows)

    def __len__(self) -> int:
        self._watching.read(ROWS, ALL)
        return len(self._rows)

"""A file of markwhen from its first line to its last: pages, headers, sections, and the events in them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from timeline.importers.found import CannotRead, Event, Found, Image, Loss, Place
from timeline.importers.markup import is_web, linked, plain_of
from timeline.importers.markwhen.dates import begun, dated, nearly_begun
from timeline.importers.markwhen.header import PROPERTY, Header, header_of, scalar, shortened, values_of
from timeline.importers.markwhen.words import ELSEWHERE, Title, body_of, lies_beside, title_of
from timeline.importers.markwhen.zones import Zone, zone_of
from timeline.text import id_fault, squeeze

MOST_ENTRIES = 100_000
# How many sections within each other name a thread together.
DEEPEST = 4

PAGE = "_-_-_break_-_-_"
HEADING = re.compile(r"\s*(#{1,6})\s+(\S.*)")
GROUP = re.compile(r"\s*(group|section)(?:\s+(.*))?", re.IGNORECASE)
GROUP_END = re.compile(r"\s*end(?:group|section)?\s*", re.IGNORECASE)
FRONT = "---"
# A time of day that was cut at its colon, for markwhen knows no times in the range that is written.
HOUR = re.compile(r"\s\d\d?$")
MINUTES = re.compile(r"\d\d\b")
# What properties say of how markwhen shows an entry.
SHOWN = frozenset({"style", "startexpanded", "color", "colour", "percent", "width", "height", "key"})


@dataclass(frozen=True, slots=True)
class Section:
    """A heading (level 1 to 6) or a group (level 0), with the names of those around it before its own."""

    level: int
    path: tuple[str, ...]
    zone: Zone | None


class Property(NamedTuple):
    """What stands below an event or a heading, and the number of its line."""

    number: int
    value: str


NONE = Property(0, "")


@dataclass(slots=True)
class Document:
    """The lines of a file, and what was found in those that were read."""

    lines: list[str]
    header: Header = field(default_factory=Header)
    sections: list[Section] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    lost: list[Loss] = field(default_factory=list)
    notes: list[Loss] = field(default_factory=list)
    threads: dict[str, bool] = field(default_factory=dict)
    named: dict[tuple[str, ...], str] = field(default_factory=dict)
    used: set[tuple[str, ...]] = field(default_factory=set)
    entries: int = 0
    begun: int = 0
    groups: re.Pattern[str] | None = None

    def read(self) -> Found:
        """All of it; raises CannotRead, with the line before what is wrong."""
        self.groups = _groups(self.lines)
        title = description = ""
        first = 0
        while first <= len(self.lines):
            last = next((n for n in range(first, len(self.lines)) if self.lines[n].strip() == PAGE), len(self.lines))
            body = self._begin(first, last)
            if not first:
                title, description = plain_of(self.header.title), plain_of(self.header.description)
            self._page(body, last)
            first = last + 1
        for path, where in self.named.items():
            if path not in self.used:
                self.notes.append(Loss(where, f"no event is in {shortened(path[-1])}; no thread is made of it"))
        threads = tuple(name for name, used in self.threads.items() if used)
        return Found(tuple(self.events), title, description, threads, tuple(self.lost), tuple(self.notes))

    def _begin(self, first: int, last: int) -> int:
        """Read the header of a page; the number of the line after it."""
        end, front = first, -1
        while end < last:
            line = self.lines[end]
            if line.startswith(FRONT):
                if front >= 0:
                    end += 1
                    front = -1
                    break
                front = end
            elif front < 0 and self._is_begin(line):
                break
            end += 1
        if front >= 0:
            raise CannotRead(f"{front + 1}: the header that begins here with --- does not end with one")
        self.header = header_of(self.lines[first:end], first + 1)
        for number, end_of_it, what in self.header.lost:
            self._lose(number, what, end_of_it)
        for number in range(first, end):
            self._note_nearly_begun(number, "is read as a part of the header")
        self.sections = []
        if first:
            # A page that is not the first is a thread of its own, if it has a name.
            name = plain_of(self.header.title)
            self.sections = [Section(-1, (name,), None)] if name else []
            self._know_thread()
            if name:
                self.named.setdefault((name,), _where(first + 1, end))
            if self.header.description:
                told = f"the description of the page {shortened(name)} is not carried over"
                self._lose(first + 1, f"{told}: {shortened(self.header.description)}", end)
        return end

    def _page(self, first: int, last: int) -> None:
        at = first
        while at < last:
            line = self.lines[at]
            if not line.strip() or line.lstrip().startswith("//"):
                at += 1
                continue
            if section := self._section(line):
                at = self._open(at, last, *section)
            elif self.groups is not None and GROUP_END.fullmatch(line):
                self._close()
                at += 1
            elif begun(line) is not None:
                at = self._event(at, last)
            else:
                at = self._loose(at, last)

    def _loose(self, at: int, last: int) -> int:
        """Tell the text that begins here; the number of the line after it."""
        end = at
        while end < last and not self._ends(self.lines[end]):
            self._note_nearly_begun(end, "is text of no event")
            end += 1
        self._lose(at + 1, f"text that belongs to no event: {shortened(self.lines[at])}", self._written(at, end))
        return end

    def _written(self, first: int, end: int) -> int:
        """How many lines there are up to the last of these that is not empty."""
        return next((n for n in range(end, first, -1) if self.lines[n - 1].strip()), first + 1)

    def _section(self, line: str) -> tuple[int, str] | None:
        """The level and words of a section that begins with this line."""
        if found := HEADING.fullmatch(line):
            return len(found[1]), found[2]
        if self.groups is not None and (found := self.groups.fullmatch(line)):
            return 0, found[2] or ""
        return None

    def _is_begin(self, line: str) -> bool:
        return begun(line) is not None or self._section(line) is not None

    def _open(self, at: int, last: int, level: int, words: str) -> int:
        self._count(at)
        title = title_of(words)
        properties, end = self._properties(at + 1, last)
        if level:
            while self.sections and self.sections[-1].level >= level:
                self.sections.pop()
        around = self.sections[-1].path if self.sections else ()
        path = (*around, title.text) if title.text else around
        if len(path) > DEEPEST:
            path = around
            self._lose(
                at + 1,
                f"{shortened(title.text)} is too deep: its events are in the thread {shortened(' / '.join(path))}",
            )
        elif title.text:
            self.named.setdefault(path, f"line {at + 1}")
        zone = self._zone(properties, at + 1)
        self.sections.append(Section(level, path, zone or (self.sections[-1].zone if self.sections else None)))
        self._know_thread()
        self._lose_of_section(at + 1, title)
        self._lose_properties(properties, ("timezone", "tz"), shortened(title.text))
        return end

    def _lose_of_section(self, number: int, title: Title) -> None:
        of = shortened(title.text)
        self._lose_all(number, of, title.rest.lost)
        if "](" in title.markdown:
            self._lose(number, f"links of the section {of} are not carried over: {shortened(title.markdown)}")
        for what in (
            *(f"tag #{tag}" for tag in title.rest.tags),
            *(f"image {shortened(image.path)}" for image in title.rest.images),
            *(f"place {shortened(place.name)}" for place in title.rest.places if place.name not in title.text),
            *([f"id {shortened(title.id)}"] if title.id else []),
        ):
            self._lose(number, f"the {what} of the section {of} is not carried over")

    def _close(self) -> None:
        """End the innermost group, and the headings in it."""
        while self.sections and self.sections[-1].level > 0:
            self.sections.pop()
        if self.sections and not self.sections[-1].level:
            self.sections.pop()

    def _event(self, at: int, last: int) -> int:
        """Read the event that begins here; the number of the line after it."""
        self._count(at)
        self.begun += 1
        found = begun(self.lines[at])
        assert found is not None
        written, words = found
        properties, first = self._properties(at + 1, last)
        end = first
        while end < last and not self._ends(self.lines[end]):
            self._note_nearly_begun(end, "is text of the one before")
            end += 1
        past = self._written(at, end)
        title, body = title_of(words), body_of(self.lines[first:end])
        where = f"line {at + 1}"
        if not title.text and body.text:
            # The first line of its text says best what it is about.
            line, _, rest = body.text.partition("\n")
            title = title_of(line)
            body = replace(body, text=rest.strip())
            self._note(at + 1, f"its first line of text became its title: {shortened(title.text)}")
        if HOUR.search(written.text) and MINUTES.match(words):
            self._note(
                at + 1,
                f"the date is {shortened(written.text)}, as markwhen reads it; the title begins with what follows",
            )
        zone = self._zone(properties, at + 1) or (self.sections[-1].zone if self.sections else None) or self.header.zone
        date = dated(written, self.header.day_first, zone)
        if not date.date:
            self._lose(at + 1, f"event left out, {shortened(title.text)}: {date.why}", past)
            return end
        if not title.text:
            self._lose(at + 1, f"event left out, {shortened(written.text)}: it has no title", past)
            return end
        image, images = self._image(properties.get("image", NONE))
        known = ("id", "location", "locations", "timezone", "tz", *(["image"] if image or images else []))
        self._lose_all(at + 1, "", (*date.lost, *title.rest.lost, *body.lost))
        self.notes.extend(Loss(where, note) for note in (*date.notes, *title.rest.notes, *body.notes))
        self._lose_properties(properties, known, shortened(title.text))
        thread = " / ".join(self.sections[-1].path) if self.sections else ""
        if thread:
            self.threads[thread] = True
            path = self.sections[-1].path
            self.used.update(path[:depth] for depth in range(1, len(path) + 1))
        self.events.append(
            Event(
                where,
                title.text,
                date.date,
                body="\n\n".join(filter(None, (title.markdown, body.text, image))),
                id=self._id(at + 1, scalar(properties.get("id", NONE).value), title.id),
                thread=thread,
                tags=tuple(dict.fromkeys((*title.rest.tags, *body.tags))),
                places=tuple(dict.fromkeys((*title.rest.places, *body.places, *_places(properties)))),
                images=(*title.rest.images, *body.images, *images),
            )
        )
        return end

    def _id(self, number: int, *names: str) -> str:
        """The first of the names that can be an id; the others are told."""
        faults = {name: id_fault(name) for name in names if name}
        found = next((name for name, fault in faults.items() if fault is None), "")
        for name, fault in faults.items():
            if name != found:
                self._note(number, f"{shortened(name)} is not the id here{f': {fault}' if fault else ''}")
        return found

    def _image(self, written: Property) -> tuple[str, tuple[Image, ...]]:
        """The image that a property names: a link to it, or itself if it lies beside the file."""
        address = scalar(written.value)
        if is_web(address):
            self._note(written.number, f"{ELSEWHERE} is a link now")
            return linked("Image", address), ()
        return "", (Image(address),) if lies_beside(address) else ()

    def _ends(self, line: str) -> bool:
        """Whether the text of an event ends before this line."""
        if not line or line.isspace():
            return False
        if self._is_begin(line):
            return True
        return self.groups is not None and GROUP_END.fullmatch(line) is not None

    def _properties(self, first: int, last: int) -> tuple[dict[str, Property], int]:
        """The properties that stand below an event or a heading, and the number of the line after them."""
        properties: dict[str, Property] = {}
        at = first
        fenced = self._fenced(first, last)
        if fenced:
            first = at = first + 1
        while at < last and (found := PROPERTY.fullmatch(self.lines[at])) and not self._is_begin(self.lines[at]):
            self._note_nearly_begun(at, "is read as a property of the one before")
            key, value = found[1].casefold(), (found[2] or "").strip()
            if key in properties:
                self._lose(at + 1, f"{key} is not carried over, for it is there already: {shortened(value)}")
            else:
                properties[key] = Property(at + 1, value)
            at += 1
        return properties, at + 1 if fenced else at

    def _fenced(self, first: int, last: int) -> bool:
        """Whether the properties that begin here stand between lines of ---."""
        if first >= last or not _is_fence(self.lines[first]):
            return False
        at = first + 1
        while at < last and PROPERTY.fullmatch(self.lines[at]) and not self._is_begin(self.lines[at]):
            at += 1
        return at < last and _is_fence(self.lines[at])

    def _zone(self, properties: Mapping[str, Property], number: int) -> Zone | None:
        name = scalar(properties.get("timezone", NONE).value or properties.get("tz", NONE).value)
        if not name:
            return None
        zone = zone_of(name)
        if zone is None:
            self._lose(number, f"there is no time zone {shortened(name)}")
        return zone

    def _know_thread(self) -> None:
        if self.sections and self.sections[-1].path:
            self.threads.setdefault(" / ".join(self.sections[-1].path), False)

    def _count(self, at: int) -> None:
        self.entries += 1
        if self.entries > MOST_ENTRIES:
            raise CannotRead(f"{at + 1}: here are more than {MOST_ENTRIES:,} events and sections; import it in parts")

    def _lose(self, number: int, what: str, last: int = 0) -> None:
        self.lost.append(Loss(_where(number, last), what))

    def _note(self, number: int, what: str) -> None:
        self.notes.append(Loss(f"line {number}", what))

    def _note_nearly_begun(self, at: int, what: str) -> None:
        if head := nearly_begun(self.lines[at]):
            self._note(at + 1, f"{shortened(head)} begins no event in markwhen; the line {what}")

    def _lose_all(self, number: int, of: str, whats: tuple[str, ...]) -> None:
        for what in whats:
            self._lose(number, f"{of}: {what}" if of else what)

    def _lose_properties(self, properties: Mapping[str, Property], known: tuple[str, ...], of: str) -> None:
        for key, (number, value) in properties.items():
            if key in SHOWN:
                self._lose(number, f"{key}: not carried over")
            elif key not in known:
                self._lose(number, f"{key} of {of} is not carried over: {shortened(value)}")


def _where(first: int, last: int) -> str:
    return f"lines {first}–{last}" if last > first else f"line {first}"


def _is_fence(line: str) -> bool:
    return line.startswith(FRONT) and not line.strip("- \t")


def _groups(lines: list[str]) -> re.Pattern[str] | None:
    """What begins a group. Files with headings have none, unless one ends: there the word is a word of a text."""
    if any(map(GROUP_END.fullmatch, lines)):
        return GROUP
    return None if any(map(HEADING.fullmatch, lines)) else re.compile(GROUP.pattern)


def _places(properties: Mapping[str, Property]) -> tuple[Place, ...]:
    one = squeeze(scalar(properties.get("location", NONE).value))
    many = (squeeze(name) for name in values_of(properties.get("locations", NONE).value))
    return tuple(Place(name) for name in (one, *many) if name)

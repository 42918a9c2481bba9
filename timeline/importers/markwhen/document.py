"""A file of markwhen from its first line to its last: pages, headers, sections, and the events in them."""

import re
from dataclasses import dataclass, field

from timeline.importers.found import CannotRead, Event, Found, Loss, Place
from timeline.importers.markup import plain_of
from timeline.importers.markwhen.dates import begun, dated, nearly_begun
from timeline.importers.markwhen.header import PROPERTY, Header, header_of, scalar, shortened, values_of
from timeline.importers.markwhen.words import Words, body_of, title_of
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
    shown: dict[str, int] = field(default_factory=dict)
    entries: int = 0
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
        for what, times in self.shown.items():
            self.lost.append(Loss("the file", f"{what}, {_times(times)}: not carried over"))
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
        for number, what in self.header.lost:
            self._lose(number, what)
        self.sections = []
        if first:
            # A page that is not the first is a thread of its own, if it has a name.
            name = plain_of(self.header.title)
            self.sections = [Section(-1, (name,), None)] if name else []
            self._know_thread()
        return end

    def _page(self, first: int, last: int) -> None:
        at = first
        loose = False
        while at < last:
            line = self.lines[at]
            if not line.strip() or line.lstrip().startswith("//"):
                at += 1
                continue
            if section := self._section(line):
                loose = False
                at = self._open(at, last, *section)
            elif self.groups is not None and GROUP_END.fullmatch(line):
                self._close()
                at += 1
            elif begun(line) is not None:
                loose = False
                at = self._event(at, last)
            else:
                if not loose:
                    self._lose(at + 1, f"text that belongs to no event: {shortened(line)}")
                loose = True
                at += 1

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
        zone = self._zone(properties, at + 1)
        self.sections.append(Section(level, path, zone or (self.sections[-1].zone if self.sections else None)))
        self._know_thread()
        self._lose_all(at + 1, shortened(title.text), title.rest.lost)
        for tag in title.rest.tags:
            self._lose(at + 1, f"the tag #{tag} of the section {shortened(title.text)} is not carried over")
        self._lose_properties(at + 1, properties, ("timezone", "tz"), shortened(title.text))
        return end

    def _close(self) -> None:
        """End the innermost group, and the headings in it."""
        while self.sections and self.sections[-1].level > 0:
            self.sections.pop()
        if self.sections and not self.sections[-1].level:
            self.sections.pop()

    def _event(self, at: int, last: int) -> int:
        """Read the event that begins here; the number of the line after it."""
        self._count(at)
        found = begun(self.lines[at])
        assert found is not None
        written, words = found
        properties, first = self._properties(at + 1, last)
        end = first
        while end < last and not self._ends(self.lines[end]):
            if head := nearly_begun(self.lines[end]):
                self._note(
                    end + 1, f"{shortened(head)} begins no event in markwhen; the line is text of the one before"
                )
            end += 1
        title, body = title_of(words), body_of(self.lines[first:end])
        where = f"line {at + 1}"
        if not title.text and body.text:
            # The first line of its text says best what it is about.
            line, _, rest = body.text.partition("\n")
            title = title_of(line)
            body = Words(rest.strip(), body.tags, body.places, body.images, body.lost)
            self._note(at + 1, f"its first line of text became its title: {shortened(title.text)}")
        if HOUR.search(written.text) and MINUTES.match(words):
            self._note(
                at + 1,
                f"the date is {shortened(written.text)}, as markwhen reads it; the title begins with what follows",
            )
        zone = self._zone(properties, at + 1) or (self.sections[-1].zone if self.sections else None) or self.header.zone
        date = dated(written, self.header.day_first, zone)
        if not date.date:
            self._lose(at + 1, f"event left out, {shortened(title.text)}: {date.why}")
            return end
        if not title.text:
            self._lose(at + 1, f"event left out, {shortened(written.text)}: it has no title")
            return end
        self._lose_all(at + 1, "", (*date.lost, *title.rest.lost, *body.lost))
        self.notes.extend(Loss(where, note) for note in date.notes)
        self._lose_properties(
            at + 1, properties, ("id", "location", "locations", "timezone", "tz"), shortened(title.text)
        )
        name = scalar(properties.get("id", "")) or title.id
        thread = " / ".join(self.sections[-1].path) if self.sections else ""
        if thread:
            self.threads[thread] = True
        self.events.append(
            Event(
                where,
                title.text,
                date.date,
                body="\n\n".join(filter(None, (title.markdown, body.text))),
                id="" if id_fault(name) else name,
                thread=thread,
                tags=tuple(dict.fromkeys((*title.rest.tags, *body.tags))),
                places=tuple(dict.fromkeys((*title.rest.places, *body.places, *_places(properties)))),
                images=(*title.rest.images, *body.images),
            )
        )
        return end

    def _ends(self, line: str) -> bool:
        """Whether the text of an event ends before this line."""
        if not line or line.isspace():
            return False
        if self._is_begin(line):
            return True
        return self.groups is not None and GROUP_END.fullmatch(line) is not None

    def _properties(self, first: int, last: int) -> tuple[dict[str, str], int]:
        """The properties that stand below an event or a heading, and the number of the line after them."""
        properties: dict[str, str] = {}
        at = first
        fenced = self._fenced(first, last)
        if fenced:
            first = at = first + 1
        while at < last and (found := PROPERTY.fullmatch(self.lines[at])) and not self._is_begin(self.lines[at]):
            properties.setdefault(found[1].casefold(), (found[2] or "").strip())
            at += 1
        return properties, at + 1 if fenced else at

    def _fenced(self, first: int, last: int) -> bool:
        """Whether the properties that begin here stand between lines of ---."""
        if first >= last or not self.lines[first].startswith(FRONT):
            return False
        at = first + 1
        while at < last and PROPERTY.fullmatch(self.lines[at]) and not self._is_begin(self.lines[at]):
            at += 1
        return at < last and self.lines[at].startswith(FRONT)

    def _zone(self, properties: dict[str, str], number: int) -> Zone | None:
        name = scalar(properties.get("timezone") or properties.get("tz") or "")
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

    def _lose(self, number: int, what: str) -> None:
        self.lost.append(Loss(f"line {number}", what))

    def _note(self, number: int, what: str) -> None:
        self.notes.append(Loss(f"line {number}", what))

    def _lose_all(self, number: int, of: str, whats: tuple[str, ...]) -> None:
        for what in whats:
            self._lose(number, f"{of}: {what}" if of else what)

    def _lose_properties(self, number: int, properties: dict[str, str], known: tuple[str, ...], of: str) -> None:
        for key, value in properties.items():
            if key in SHOWN:
                self.shown[key] = self.shown.get(key, 0) + 1
            elif key not in known:
                self._lose(number, f"{key} of {of} is not carried over: {shortened(value)}")


def _groups(lines: list[str]) -> re.Pattern[str] | None:
    """What begins a group. Files with headings have none, unless one ends: there the word is a word of a text."""
    if any(map(GROUP_END.fullmatch, lines)):
        return GROUP
    return None if any(map(HEADING.fullmatch, lines)) else re.compile(GROUP.pattern)


def _places(properties: dict[str, str]) -> tuple[Place, ...]:
    one = squeeze(scalar(properties.get("location", "")))
    many = (squeeze(name) for name in values_of(properties.get("locations", "")))
    return tuple(Place(name) for name in (one, *many) if name)


def _times(times: int) -> str:
    return "once" if times == 1 else f"{times} times"

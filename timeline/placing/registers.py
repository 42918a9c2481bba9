"""The entries that imported events name: found among those that are there, or added to them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from timeline import address
from timeline.content.load import REGISTERS, Content, Entry, Kind
from timeline.content.occurrences import used_tags
from timeline.content.references import aliases
from timeline.placing.shaping import numbered
from timeline.problems import quoted
from timeline.text import id_fault, slug, squeeze


@dataclass(frozen=True, slots=True)
class Register:
    """The entries of a kind; added grows while events are placed, and has what is written of each new one."""

    kind: Kind
    known: dict[str, str]
    taken: set[str]
    added: dict[str, dict[str, str]] = field(default_factory=dict)

    def named(self, name: str) -> str | None:
        """The id of the entry that has this id, name or earlier id."""
        return self.known.get(folded(name))

    def id_of(self, name: str, more: Mapping[str, str] | None = None) -> str:
        """The same; a new entry is added where there is none."""
        if there := self.named(name):
            return there
        made = free(slug(name), self.kind, self.taken)
        self.taken.add(made)
        self.known[folded(name)] = made
        self.added[made] = {"name": name, **(more or {})}
        return made

    def entries(self, content: Content) -> dict[str, Entry[Any]]:
        """The new entries, as they will be read."""
        file, model = REGISTERS[self.kind]
        path = str(content.root / file)
        return {
            name: Entry(self.kind, name, path, (name,), dict(written), model.model_validate(written))
            for name, written in self.added.items()
        }


def register(content: Content, kind: Kind) -> Register:
    entries = content.of_kind(kind).values()
    known: dict[str, str] = {}
    # An id says more certainly which one is meant than a name does, and a name more than an id of former times.
    for names in (_ids, _name, aliases):
        for entry in entries:
            for name in names(entry):
                known.setdefault(folded(name), entry.id)
    return Register(kind, known, taken_ids(content, kind))


def taken_ids(content: Content, kind: Kind) -> set[str]:
    """The ids that no new entry of the kind can have."""
    entries = content.of_kind(kind)
    folder = address.FOLDERS[kind]
    published = (name.removeprefix(folder) for name in content.published if name.startswith(folder))
    return {*entries, *(name for entry in entries.values() for name in aliases(entry)), *published}


def free(name: str, kind: Kind, taken: Iterable[str]) -> str:
    """The name, if it can be the id of another entry, or one like it."""
    first = made = f"{kind}-{name}" if id_fault(name) else name
    number = 1
    while made in taken:
        number += 1
        made = numbered(first, number)
    return made


def folded(name: str) -> str:
    """What two spellings of one name have in common."""
    return squeeze(name).casefold()


@dataclass(frozen=True, slots=True)
class Tags:
    """Tags as they are to be written: those that are listed by their ids, others as they were written first."""

    listed: Register
    written: dict[str, str]

    def tag_of(self, name: str) -> tuple[str, str]:
        """How a tag is written, and what is lost by that; nothing where it cannot be a tag."""
        if there := self.listed.named(name):
            return there, ""
        where = slug(name)
        if fault := id_fault(where):
            return "", f"the tag {quoted(name)}: {fault}"
        form = self.listed.named(where) or self.written.setdefault(where, name)
        if folded(form) == folded(name):
            return form, ""
        return form, f"the spelling of the tag {quoted(name)}, which has the address of {quoted(form)}"


def tags(content: Content) -> Tags:
    written: dict[str, str] = {}
    for tag in used_tags(content):
        written.setdefault(slug(tag), tag)
    return Tags(register(content, "tag"), written)


def _ids(entry: Entry[Any]) -> list[str]:
    return [entry.id, entry.id.replace("-", " ")]


def _name(entry: Entry[Any]) -> list[str]:
    name = entry.written.get("name")
    return [name] if isinstance(name, str) else []

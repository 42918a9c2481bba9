"""Another id for an entry: what has to change in which files, so that nothing and nobody loses the way to it."""

import json
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from timeline import address
from timeline.content import edits
from timeline.content.changes import Change
from timeline.content.edits import Edit, Original
from timeline.content.load import FOLDERS, REGISTERS, Content, Entry, Kind
from timeline.content.occurrences import Occurrences, links, occurrences, used_tags
from timeline.content.quotes import QUOTES
from timeline.content.references import aliases
from timeline.content.source import Route
from timeline.markdown import ENTRY_SCHEMES
from timeline.problems import Problem, did_you_mean, in_order, quoted
from timeline.text import id_fault, slug, squeeze

# With one of these a file, or a part of it, was passed over in reading, and a reference may stand there.
UNREAD = frozenset(
    {"forbidden-character", "no-front-matter", "not-a-file", "not-a-folder", "not-utf-8", "repeated-id"}
    | {"repeated-key", "tab", "too-deep", "too-large", "too-many-values", "unreadable-file", "wrong-shape"}
    | {"yaml-anchor", "yaml-syntax", "yaml-tag"}
)
# A name that needs no quotes in YAML, not even in braces.
BARE = re.compile(r"[^\W_](?:[\w .’-]*\w)?")


class CannotRename(Exception):
    """Why an entry cannot have this id, in one line."""


@dataclass(frozen=True, slots=True)
class Renaming:
    """An entry's kind, the id it has, and the one it is to have."""

    kind: Kind
    old: str
    new: str

    @property
    def leads_on(self) -> bool:
        """Could the old id be an address? Only then is it kept as an alias."""
        return not id_fault(self.old) and not (self.kind == "page" and address.is_reserved(self.old))


def unread(content: Content) -> tuple[Problem, ...]:
    """The problems behind which a reference could hide: with one of them nothing may be renamed."""
    return in_order(problem for problem in content.problems if problem.code in UNREAD)


def renaming(content: Content, typed: str, new: str) -> Renaming:
    """What was typed, such as `putin` or `actor:putin`, with its new id. Raises CannotRename if it cannot have that."""
    scheme, colon, rest = typed.rpartition(":")
    if colon and scheme not in ENTRY_SCHEMES:
        raise CannotRename(f"{quoted(scheme)} is no kind of entry{did_you_mean(scheme, ENTRY_SCHEMES)}")
    among = tuple(kind for kind in ENTRY_SCHEMES if not colon or kind == scheme)
    kinds = [kind for kind in among if rest in _files(content, kind)]
    if not kinds:
        raise CannotRename(f"no {scheme or 'entry'} {quoted(rest)}{_advice(content, among, rest)}")
    if len(kinds) > 1:
        said = " and ".join(f"{kind}:{rest}" for kind in kinds)
        raise CannotRename(f"{quoted(rest)} is the id of several entries: write one of {said}")
    asked = Renaming(kinds[0], rest, new)
    if fault := _fault(content, asked):
        raise CannotRename(fault)
    return asked


def changes(content: Content, asked: Renaming) -> tuple[Change, ...]:
    """What each file holds afterwards, by path; nothing is written. Raises CannotRename and OSError."""
    entry = content.of_kind(asked.kind).get(asked.old)
    found = dict(occurrences(content, asked.kind, asked.old))
    if entry:
        found.setdefault(entry.file, Occurrences())
    elif asked.leads_on:
        # A tag that is only used becomes a listed one, for only those have aliases.
        found.setdefault(_register_of_tags(content), Occurrences())
    made = [_change(content, asked, entry, file, where) for file, where in found.items()]
    return tuple(sorted([*made, *_lock(content.root / QUOTES, asked)], key=lambda change: change.file))


def _files(content: Content, kind: Kind) -> dict[str, str]:
    """The ids of a kind, each with a file it stands in; a tag that is only used has one, too."""
    used = {slug(tag): file for tag, file in used_tags(content).items()} if kind == "tag" else {}
    return used | {name: entry.file for name, entry in content.of_kind(kind).items()}


def _advice(content: Content, kinds: tuple[Kind, ...], name: str) -> str:
    for kind in kinds:
        for entry in content.of_kind(kind).values():
            if name in aliases(entry):
                return f"; it is now the {kind} {quoted(entry.id)}"
        if f"{address.FOLDERS[kind]}{name}" in content.published:
            return f"; it was the id of a published {kind}: give it back by hand first, then run this"
    return did_you_mean(name, (known for kind in kinds for known in _files(content, kind)))


def _fault(content: Content, asked: Renaming) -> str | None:
    """What keeps the entry from having the new id, or None."""
    kind, old, new = asked.kind, asked.old, asked.new
    if fault := id_fault(new):
        return f"{quoted(new)} cannot be an id: {fault}"
    if new == old:
        return f"{quoted(new)} is already the id of this {kind}"
    if file := _files(content, kind).get(new):
        return f"{quoted(new)} is taken: another {kind} has this id, in {file}"
    if kind == "page" and address.is_reserved(new):
        return f"the site needs /{new}/ for itself; give the page another name"
    for entry in content.of_kind(kind).values():
        if new in aliases(entry) and not (entry.id == old and asked.leads_on):
            return f"{quoted(new)} is taken: the {kind} {quoted(entry.id)} had this id, see its aliases in {entry.file}"
    if kind in FOLDERS and os.path.lexists(moved := Path(content.of_kind(kind)[old].file).with_stem(new)):
        return f"{moved} is already there"
    return None


def _change(content: Content, asked: Renaming, entry: Entry[Any] | None, file: str, where: Occurrences) -> Change:
    path = Path(file)
    if not path.exists():
        return Change(path, None, f"{_listed(content, asked)}\n".encode(), 1)
    whole = edits.original(path)
    found = [edits.value_edit(whole, route, asked.new) for route in where.fields]
    found += (edit for route in where.texts for edit in _in_text(asked, file, whole, route))
    if entry and entry.file == file:
        found += _in_entry(asked, whole, entry)
    elif not entry and asked.leads_on and file == _register_of_tags(content):
        found.append(edits.field_edit(whole, (), _listed(content, asked)))
    moved = path.with_stem(asked.new) if entry and entry.file == file and asked.kind in FOLDERS else None
    after = edits.edited(whole.text, found).encode()
    return Change(path, whole.text.encode(), after, len(found), moved)


def _in_text(asked: Renaming, file: str, whole: Original, route: Route) -> Iterator[Edit]:
    """The edits in a text's links."""
    scheme = f"{asked.kind}:"
    places = edits.spans(whole, route, scheme, asked.old)
    for target, before in links(edits.text_at(whole, route), asked.kind, asked.old):
        if not target.startswith(scheme + asked.old) or before >= len(places):
            raise CannotRename(f"in {file}, write {scheme}{asked.old} in place of {quoted(target)}; then it can change")
        yield Edit(*places[before], asked.new)


def _in_entry(asked: Renaming, whole: Original, entry: Entry[Any]) -> Iterator[Edit]:
    """The edits of what the entry says of itself: its key and its aliases."""
    if entry.kind in REGISTERS:
        yield edits.key_edit(whole, entry.route, asked.new)
    route = (*entry.route, "aliases")
    if not asked.leads_on:
        return
    if asked.new in aliases(entry):
        # An entry that gets back an earlier id leaves it the present one for it.
        for position, alias in enumerate(entry.written["aliases"]):
            if alias == asked.new:
                yield edits.value_edit(whole, (*route, position), asked.old)
    elif route in whole.spots:
        yield edits.item_edit(whole, route, asked.old)
    else:
        yield edits.field_edit(whole, entry.route, f"aliases: [{asked.old}]")


def _register_of_tags(content: Content) -> str:
    return str(content.root / REGISTERS["tag"][0])


def _listed(content: Content, asked: Renaming) -> str:
    """The line of a tag that was only used: readers go on to see its name, unless that was no other than its id."""
    written = min(tag for tag in used_tags(content) if slug(tag) == asked.old)
    name = asked.new if written == asked.old else squeeze(written)
    shown = name if BARE.fullmatch(name) else json.dumps(name, ensure_ascii=False)
    return f"{asked.new}: {{name: {shown}, aliases: [{asked.old}]}}"


def _lock(file: Path, asked: Renaming) -> Iterator[Change]:
    """quotes.lock names an event in the first column of a line, an article in the second; its lines are sorted."""
    columns = {"event": (0, f"events/{asked.old}", f"events/{asked.new}"), "article": (1, asked.old, asked.new)}
    if asked.kind not in columns or not file.is_file():
        return
    column, old, new = columns[asked.kind]
    text = file.read_bytes().decode("utf-8")
    *lines, last = text.split("\n")
    rows = [line.split(" ") for line in lines]
    found = [row for row in rows if row[column : column + 1] == [old]]
    for row in found:
        row[column] = new
    after = [" ".join(row) for row in rows]
    if found:
        # A lock with a conflict in it is in no order.
        in_order = sorted(after) if lines == sorted(lines) else after
        yield Change(file, text.encode(), "\n".join([*in_order, last]).encode(), len(found))

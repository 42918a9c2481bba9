"""Two things that would lie at one address."""

from collections.abc import Iterator
from typing import Any

from timeline import address
from timeline.checks.references import KINDS
from timeline.content.load import Content, Entry
from timeline.content.references import aliases, values
from timeline.content.source import Route, locate
from timeline.problems import Place, Problem, quoted
from timeline.text import id_fault, slug


def clashing_addresses(content: Content) -> Iterator[Problem]:
    """`reserved-slug`: a free page's name, or an earlier one of it, is one that the site needs for itself, such as
    `events` or a year. Give it another name.

    `address-taken`: an alias is the id or an alias of another entry of its kind, so that two things would lie at one
    address. The message says where the other one is. Remove the alias from one of the two.

    `two-names-one-tag`: two tags that are written differently would share one page. Write them alike.

    `bad-id`: a tag's address would be a name that Windows or the site keeps for itself.
    """
    yield from _reserved_slugs(content)
    yield from _taken_aliases(content)
    yield from _tags(content)


def _reserved_slugs(content: Content) -> Iterator[Problem]:
    for page in content.pages.values():
        if address.is_reserved(page.id):
            message = f"the site needs /{page.id}/ for itself; give the file another name"
            yield Problem(Place(page.file), "reserved-slug", message)
        for position, alias in enumerate(aliases(page)):
            if address.is_reserved(alias):
                message = f"the site needs /{alias}/ for itself; it cannot have been this page's"
                yield content.problem(page, "reserved-slug", message, "aliases", position)


def _taken_aliases(content: Content) -> Iterator[Problem]:
    for kind in KINDS:
        entries = content.of_kind(kind)
        if not any(map(aliases, entries.values())):
            continue
        owners: dict[str, tuple[Entry[Any], Route]] = {name: (entry, ()) for name, entry in entries.items()}
        if kind == "tag":
            # A tag that is only used has an address, too.
            for event in content.events.values():
                for route, tag in values(event.written, ("tags", "*")):
                    owners.setdefault(slug(tag), (event, route))
        for entry in entries.values():
            for position, alias in enumerate(aliases(entry)):
                if alias in owners:
                    other, route = owners[alias]
                    way = (*other.route, *route)
                    place = locate(other.file, way, at_key=not route) if way else Place(other.file)
                    what = "an earlier id of" if route[:1] == ("aliases",) else "the id of" if not route else "used in"
                    message = (
                        f"/{address.of_entry(kind, alias)} is taken: {quoted(alias)} is {what} the {other.kind} "
                        f"{quoted(other.id)}, at {place.file}:{place.line}:{place.column}"
                    )
                    yield content.problem(entry, "address-taken", message, "aliases", position)
                owners.setdefault(alias, (entry, ("aliases", position)))


def _tags(content: Content) -> Iterator[Problem]:
    names = {name: name for name in content.tags}
    good: set[str] = set()
    for event in content.events.values():
        for route, tag in values(event.written, ("tags", "*")):
            if tag in good:
                continue
            if fault := id_fault(slug(tag)):
                message = f"the tag {quoted(tag)} would lie at /tags/{slug(tag)}/: {fault}"
                yield content.problem(event, "bad-id", message, *route)
            first = names.setdefault(slug(tag), tag)
            listed = content.tags.get(slug(tag))
            meant = {first, listed.written.get("name") if listed else None}
            if tag in meant and not fault:
                good.add(tag)
            if tag not in meant:
                message = f"{quoted(tag)} and {quoted(first)} are one tag, at /tags/{slug(tag)}/; write them alike"
                yield content.problem(event, "two-names-one-tag", message, *route)

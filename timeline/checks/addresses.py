"""Two things that would lie at one address."""

from collections.abc import Iterator

from timeline import address
from timeline.checks.references import KINDS, aliases
from timeline.content.load import Content
from timeline.content.references import values
from timeline.problems import Place, Problem, quoted
from timeline.text import id_fault, slug


def clashing_addresses(content: Content) -> Iterator[Problem]:
    """`reserved-slug`: a free page's name is one that the site needs for itself, such as `events` or a year.

    `address-taken`: an alias is the id or an alias of another entry of its kind.

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


def _taken_aliases(content: Content) -> Iterator[Problem]:
    for kind in KINDS:
        entries = content.of_kind(kind)
        owners: dict[str, str | None] = dict.fromkeys(entries)
        if kind == "tag":
            # A tag that is only used has an address, too.
            used = (tag for event in content.events.values() for _, tag in values(event.written, ("tags", "*")))
            owners |= dict.fromkeys(map(slug, used))
        for entry in entries.values():
            for position, alias in enumerate(aliases(entry)):
                if alias in owners:
                    owner = quoted(owners[alias] or alias)
                    message = f"{quoted(alias)} is already an address of the {kind} {owner}"
                    yield content.problem(entry, "address-taken", message, "aliases", position)
                owners.setdefault(alias, entry.id)


def _tags(content: Content) -> Iterator[Problem]:
    names = {name: name for name in content.tags}
    for event in content.events.values():
        for route, tag in values(event.written, ("tags", "*")):
            if fault := id_fault(slug(tag)):
                message = f"the tag {quoted(tag)} would lie at /tags/{slug(tag)}/: {fault}"
                yield content.problem(event, "bad-id", message, *route)
            first = names.setdefault(slug(tag), tag)
            listed = content.tags.get(slug(tag))
            meant = {first, listed.written.get("name") if listed else None}
            if tag not in meant:
                message = f"{quoted(tag)} and {quoted(first)} are one tag, at /tags/{slug(tag)}/; write them alike"
                yield content.problem(event, "two-names-one-tag", message, *route)

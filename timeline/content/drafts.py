"""What readers see of the content: drafts are taken out before anything else is done with it."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any, Literal

from timeline.content.load import Content, Entry, Kind
from timeline.content.references import mentioned

OTHERS: tuple[Kind, ...] = ("article", "page", "thread", "actor", "place", "tag")


def without_drafts(content: Content) -> Content:
    """The content as readers see it: without drafts, and without what only drafts speak of."""
    drafts = {name for name, entry in content.events.items() if entry.record and entry.record.draft}
    if not drafts:
        return content
    published = {name: entry for name, entry in content.events.items() if name not in drafts}
    from_drafts = _reached(content, [content.events[name] for name in drafts])
    others = [
        entry for kind in OTHERS for name, entry in content.of_kind(kind).items() if (kind, name) not in from_drafts
    ]
    hidden = from_drafts - _reached(content, [*published.values(), *content.pages.values(), *others])

    def seen(kind: str, entries: Mapping[str, Any]) -> dict[str, Any]:
        return {name: entry for name, entry in entries.items() if (kind, name) not in hidden}

    return replace(
        content,
        events=published,
        articles=seen("article", content.articles),
        threads=seen("thread", content.threads),
        actors=seen("actor", content.actors),
        places=seen("place", content.places),
        tags=seen("tag", content.tags),
        media=tuple(path for path in content.media if ("media", path) not in hidden),
    )


def _reached(content: Content, entries: Iterable[Entry[Any]]) -> set[tuple[Kind | Literal["media"], str]]:
    """All that the entries mention, and what that mentions in turn, other events left out."""
    found: set[tuple[Kind | Literal["media"], str]] = set()
    waiting = list(entries)
    while waiting:
        for named in mentioned(waiting.pop()) - found:
            found.add(named)
            kind, name = named
            if kind != "event" and kind != "media" and (entry := content.of_kind(kind).get(name)):
                waiting.append(entry)
    return found

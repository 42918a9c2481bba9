"""What ids stand for, as data: all entries of the registers, and all articles."""

from collections.abc import Mapping
from typing import Any

from timeline import markdown
from timeline.compile import Timeline
from timeline.model import Article

# The fields of each kind, as an entry's own.
FIELDS: Mapping[str, tuple[str, ...]] = {
    "threads": ("name", "description"),
    "actors": ("name", "kind", "role", "description", "same_as"),
    "places": ("name", "country", "lat", "lon", "same_as"),
    "tags": ("name", "description"),
}


def register_data(timeline: Timeline) -> dict[str, tuple[dict[str, Any], ...]]:
    """The entries by kind, each with its id, in the order of the registers; descriptions are Markdown, see in_words."""
    registers = {
        kind: tuple(
            {"id": name, **{field: getattr(entry, field) for field in fields}}
            for name, entry in getattr(timeline, kind).items()
        )
        for kind, fields in FIELDS.items()
    }
    return registers | {"articles": tuple(_article(name, entry) for name, entry in timeline.articles.items())}


def in_words(registers: Mapping[str, tuple[Mapping[str, Any], ...]]) -> dict[str, list[dict[str, Any]]]:
    """The same with descriptions as plain text, as they leave the site."""
    return {kind: [_in_words(entry) for entry in entries] for kind, entries in registers.items()}


def _in_words(entry: Mapping[str, Any]) -> dict[str, Any]:
    plain = {"description": markdown.plain(entry["description"])} if "description" in entry else {}
    return {**entry, **plain}


def _article(name: str, article: Article) -> dict[str, Any]:
    return {
        "id": name,
        "title": article.title,
        "publisher": article.publisher,
        "authors": article.authors,
        "published": article.published.text,
        "updated": article.updated.text if article.updated else None,
        "url": article.url,
        "archive_url": article.archive_url,
        "language": article.language,
        "licence": article.licence,
        "kind": article.kind,
    }

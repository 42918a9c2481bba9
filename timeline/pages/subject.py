"""What all kinds of page are planned from: the timeline, the site's furniture, the theme's files, the day."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeVar

from timeline.compile import Row, Timeline
from timeline.page import Page, Writer
from timeline.pages.site import Site

T = TypeVar("T")


@dataclass(frozen=True)
class Subject:
    """The timeline to be planned; asset_names are the files below the theme's static/."""

    timeline: Timeline
    site: Site
    asset_names: tuple[tuple[str, str], ...]
    today: str

    @cached_property
    def grouped(self) -> Mapping[str, Mapping[str, Sequence[Row]]]:
        """The rows by kind and id of what they name."""
        return {kind: self.timeline.rows_by(kind) for kind in ("thread", "actor", "place", "tag")}

    def html(self, path: str, write: Writer, title: str, **data: Any) -> Page:
        """A page of HTML at a folder's address; title is what it is called, the site's own name left out."""
        return Page(path + "index.html", write, {"site": self.site, "path": path, "title": title, **data})

    def in_parts(self, folder: str, items: Sequence[T]) -> Iterator[tuple[str, tuple[T, ...], dict[str, Any]]]:
        """A long list in parts of at most page_size items, an empty one as one empty part.

        Gives for each its address (`actors/`, then `actors/page/2/`), its items, and what its page says of the way to
        the others.
        """
        size = self.timeline.settings.page_size
        count = max(1, -(-len(items) // size))
        for part in range(1, count + 1):
            path = folder if part == 1 else f"{folder}page/{part}/"
            held = tuple(items[(part - 1) * size : part * size])
            yield path, held, {"folder": folder, "part": part, "parts": count}

    def first_published(self, address: str) -> str:
        """The ISO 8601 day on which the entry at an address was first published; today for a draft."""
        return self.timeline.published.get(address.rstrip("/"), self.today)

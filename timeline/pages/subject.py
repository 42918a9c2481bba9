"""What all kinds of page are planned from: the timeline, the site's furniture, the theme's files, the day."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from timeline.compile import Row, Timeline
from timeline.page import Page, Writer
from timeline.pages.site import Site


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

    def first_published(self, address: str) -> str:
        """The ISO 8601 day on which the entry at an address was first published; today for a draft."""
        return self.timeline.published.get(address.rstrip("/"), self.today)

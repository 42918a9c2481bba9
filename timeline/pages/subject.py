"""What all kinds of page are planned from: the timeline, the site's furniture, the theme's files, the day."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, TypeVar

from timeline.compile import GATHERING, Row, Timeline
from timeline.drawing.event import Drawn
from timeline.fingerprint import Source
from timeline.page import Page, Writer
from timeline.pages.evidence import ArticleView, Comparison, article_view, comparisons
from timeline.pages.linked_data import Nodes, Properties, web_page
from timeline.pages.naming import told_apart
from timeline.pages.site import Site
from timeline.pages.weight import HEAVIEST_LIST, weight

T = TypeVar("T")
# A list in parts of one page each: address, rows, and what the page says of the way to the others.
Parts = Sequence[tuple[str, tuple[Row, ...], Mapping[str, Any]]]


@dataclass(frozen=True, eq=False)
class Subject:
    """The timeline to be planned; asset_names are the files below the theme's static/.

    card_look is a mark of what of the theme counts for cards. search_index are the files of Pagefind's index by their
    paths below it; a site that is not large has none.
    """

    timeline: Timeline
    site: Site
    asset_names: tuple[tuple[str, str], ...]
    today: str
    card_look: str = ""
    search_index: tuple[tuple[str, Source], ...] = ()

    @cached_property
    def grouped(self) -> Mapping[str, Mapping[str, Sequence[Row]]]:
        """The rows by kind and id of what they name."""
        return {kind: self.timeline.rows_by(kind) for kind in GATHERING}

    @cached_property
    def weights(self) -> Mapping[str, int]:
        """How heavy each event is in a list, by its id: it stands in a dozen of them."""
        return {row.id: weight(row) for row in self.timeline.rows}

    @cached_property
    def articles(self) -> Mapping[str, ArticleView]:
        """Each article as excerpts name it: it is named once for each."""
        return {name: article_view(self.timeline, name) for name in self.timeline.articles}

    @cached_property
    def nodes(self) -> Nodes:
        return Nodes(self.timeline, self.site)

    @cached_property
    def drawings(self) -> dict[str, Drawn]:
        """Events as strips draw them, by id, as far as any were drawn: the same one stands in a dozen lists."""
        return {}

    @cached_property
    def told_apart(self) -> Mapping[str, tuple[str, ...]]:
        """What tells entries of one title apart, by address."""
        return told_apart(self.timeline)

    def html(
        self,
        path: str,
        write: Writer,
        title: str,
        linked_data: Properties | None = None,
        listed: bool = True,
        **data: Any,
    ) -> Page:
        """A page of HTML at a folder's address; title is what it is called, the site's own name left out.

        linked_data is what its JSON-LD says, which is at least that there is such a page. One that is not listed only
        leads on, or is made for other pages.
        """
        linked = linked_data or web_page(self.site, path)
        head = {"site": self.site, "path": path, "title": title, "linked_data": linked}
        return Page(path + "index.html", write, head | data, listed=listed)

    def in_parts(
        self, folder: str, items: Sequence[T], weigh: Callable[[T], int] = weight
    ) -> Iterator[tuple[str, tuple[T, ...], dict[str, Any]]]:
        """A long list in parts of at most page_size items, fewer where they are heavy; an empty one as one empty part.

        Gives for each its address (`actors/`, then `actors/page/2/`), its items, and what its page says of the way to
        the others.
        """
        parts = list(_cut(items, self.timeline.settings.page_size, weigh)) or [()]
        for part, held in enumerate(parts, 1):
            path = folder if part == 1 else f"{folder}page/{part}/"
            yield path, held, {"folder": folder, "part": part, "parts": len(parts)}

    def rows_in_parts(self, folder: str, rows: Sequence[Row]) -> Iterator[tuple[str, tuple[Row, ...], dict[str, Any]]]:
        """The same for events that are shown whole."""
        weights = self.weights
        return self.in_parts(folder, rows, lambda row: weights[row.id])

    def comparison(self, event: str, position: int) -> Comparison:
        """What is known of an event's excerpt, by its position: its own page says it, and that of the article."""
        if event not in self._compared:
            self._compared[event] = comparisons(self.timeline, event)
        return self._compared[event][position]

    @cached_property
    def _compared(self) -> dict[str, tuple[Comparison, ...]]:
        return {}

    def reworded(self, timeline: Timeline, events: Iterable[str]) -> "Subject":
        """The same for a timeline in which these events are worded differently; the others are weighed already."""
        other = replace(self, timeline=timeline)
        weights = {row.id: weight(row) for row in map(timeline.all_rows.__getitem__, events)}
        vars(other)["weights"] = {**self.weights, **weights}
        return other

    def first_published(self, address: str) -> str:
        """The ISO 8601 day on which the entry at an address was first published; today for a draft."""
        return self.timeline.published.get(address.rstrip("/"), self.today)


def _cut(items: Sequence[T], most: int, weigh: Callable[[T], int]) -> Iterator[tuple[T, ...]]:
    """The items in order, each part as long as its number and weight allow; what is too heavy has a part to itself."""
    held: list[T] = []
    load = 0
    for item in items:
        heavy = weigh(item)
        if held and (len(held) == most or load + heavy > HEAVIEST_LIST):
            yield tuple(held)
            held, load = [], 0
        held.append(item)
        load += heavy
    if held:
        yield tuple(held)

"""What all kinds of page are planned from: the timeline, the site's furniture, the theme's files, the day."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache, wraps
from typing import Any, TypeVar

from timeline.compile import GATHERING, Row, Timeline
from timeline.fingerprint import Source
from timeline.page import Page, Writer
from timeline.pages.evidence import ArticleView, Comparison, article_view, comparisons
from timeline.pages.linked_data import Node, Nodes, Properties, article, thing, ways, web_page
from timeline.pages.naming import told_apart
from timeline.pages.site import Site
from timeline.pages.weight import HEAVIEST_LIST, weight

T = TypeVar("T")
# A list in parts of one page each: address, rows, and what the page says of the way to the others.
Parts = Sequence[tuple[str, tuple[Row, ...], Mapping[str, Any]]]
# So many rows are weighed once.
MOST_WEIGHED = 50_000


def shared(make: Callable[..., T]) -> Callable[..., T]:
    """Has what a function makes of a subject, and of an id, made once for each: many pages share it."""

    @wraps(make)
    def once(subject: "Subject", *names: str) -> T:
        return subject.once(make, *names)

    return once


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
    made: dict[tuple[Any, ...], Any] = field(default_factory=dict, repr=False)

    def once(self, make: Callable[..., T], *names: str) -> T:
        """What shared() asks for."""
        key = (make, *names)
        if key not in self.made:
            self.made[key] = make(self, *names)
        found: T = self.made[key]
        return found

    @property
    @shared
    def grouped(self) -> Mapping[str, Mapping[str, Sequence[Row]]]:
        """The rows by kind and id of what they name."""
        return {kind: self.timeline.rows_by(kind) for kind in GATHERING}

    @property
    @shared
    def articles(self) -> Mapping[str, ArticleView]:
        """Each article as excerpts name it: it is named once for each."""
        return {name: article_view(self.timeline, name) for name in self.timeline.articles}

    @property
    def nodes(self) -> Nodes:
        """What many pages tell machines of."""
        return Nodes(self.site, self._of_articles, self._of_actors, self._of_places, self._ways)

    @property
    @shared
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
        return self.in_parts(folder, rows, weight_of)

    def comparison(self, event: str, position: int) -> Comparison:
        """What is known of an event's excerpt, by its position: its own page says it, and that of the article."""
        return _compared(self, event)[position]

    def first_published(self, address: str) -> str:
        """The ISO 8601 day on which the entry at an address was first published; today for a draft."""
        return self.timeline.published.get(address.rstrip("/"), self.today)

    @property
    @shared
    def _of_articles(self) -> Mapping[str, Node]:
        return {name: article(source) for name, source in self.timeline.articles.items()}

    @property
    @shared
    def _of_actors(self) -> Mapping[str, Node]:
        return {name: thing(self.site, "actor", name, entry) for name, entry in self.timeline.actors.items()}

    @property
    @shared
    def _of_places(self) -> Mapping[str, Node]:
        return {name: thing(self.site, "place", name, entry) for name, entry in self.timeline.places.items()}

    @property
    @shared
    def _ways(self) -> Mapping[str, tuple[Node, ...]]:
        return ways(self.site, self.timeline.threads)


@lru_cache(maxsize=MOST_WEIGHED)
def weight_of(row: Row) -> int:
    """How heavy an event is in a list: it stands in a dozen of them."""
    return weight(row)


@shared
def _compared(subject: Subject, event: str) -> tuple[Comparison, ...]:
    return comparisons(subject.timeline, event)


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

"""The timeline itself: every event in order, in parts where there are many."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from timeline import address
from timeline.compile import Row
from timeline.page import Data, Page
from timeline.pages.linked_data import home_page, web_page
from timeline.pages.listing import gaps, listing
from timeline.pages.recent import last_updated
from timeline.pages.subject import Subject
from timeline.theme import Theme

MOST_NAMED = 6
# How many years there is room for above the list.
MOST_YEARS = 240


@dataclass(frozen=True, slots=True)
class Years:
    """A year, or a span of years that have events, with its address and number of events; None for the undated."""

    address: str
    first: int | None
    last: int | None
    count: int


def home_pages(subject: Subject) -> Iterator[Page]:
    timeline = subject.timeline
    counts = (
        ("events", len(timeline.rows)),
        ("excerpts", sum(row.excerpts for row in timeline.rows)),
        ("source_articles", len(timeline.articles)),
    )
    before, updated = gaps(timeline.rows), last_updated(subject)
    parts = list(subject.in_parts("", timeline.rows))
    jump = _years_to_jump_to(parts) if len(parts) > 1 else ()
    browse = tuple(_most_named(subject, kind) for kind in ("actor", "place", "tag") if subject.grouped[kind])
    for path, rows, way in parts:
        yield subject.html(
            path,
            write_home,
            subject.site.title,
            web_page(subject.site, path, "CollectionPage") if path else home_page(subject.site),
            **way,
            counts=counts,
            updated=updated,
            years=listing(rows, before),
            jump=jump,
            browse=browse,
        )


def write_home(theme: Theme, data: Data) -> bytes:
    return theme.html("home.html", data)


def _most_named(subject: Subject, kind: str) -> tuple[str, str, tuple[tuple[str, str], ...], int]:
    """A kind, its folder, id and name of the entries with the most events, and how many entries there are in all."""
    entries, rows = subject.timeline.of_kind(kind), subject.grouped[kind]
    names = sorted(rows, key=lambda name: (-len(rows[name]), name))[:MOST_NAMED]
    return kind, address.FOLDERS[kind], tuple((name, entries[name].name) for name in names), len(entries)


def _years_to_jump_to(parts: Sequence[tuple[str, tuple[Row, ...], Any]]) -> tuple[Years, ...]:
    """Every year of the archive; where they are too many, spans of them, each leading to its place in the list."""
    filed = [(row.filed[0], path) for path, rows, _ in parts for row in rows if row.filed]
    counts = Counter(year for year, _ in filed)
    begin: dict[int, str] = {}
    for year, path in filed:
        begin.setdefault(year, path)
    years = list(begin)
    length = -(-len(years) // MOST_YEARS)
    found = []
    for place in range(0, len(years), length or 1):
        span = years[place : place + length]
        page = address.of_year(span[0])
        where = page if length == 1 else f"{begin[span[0]]}#y-{page.rstrip('/')}"
        found.append(Years(where, span[0], span[-1], sum(counts[year] for year in span)))
    undated = sum(len(rows) for _, rows, _ in parts) - len(filed)
    return (*found, Years("undated/", None, None, undated)) if undated else tuple(found)

"""The timeline itself: every event in order, in parts where there are many."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from timeline import address
from timeline.compile import Link
from timeline.drawing.cells import Period
from timeline.page import Data, Page
from timeline.pages.data import export_links
from timeline.pages.filters import filters
from timeline.pages.linked_data import home_page, web_page
from timeline.pages.listing import gaps, listing
from timeline.pages.recent import last_updated
from timeline.pages.strips import StripData, strip_data, strip_view
from timeline.pages.subject import Parts, Subject
from timeline.theme import Theme

MOST_NAMED = 6
# More events are not to be read in one go.
MOST_AT_ONCE = 200
MOST_KEY_EVENTS, MOST_MONTHS = 40, 300
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
    """The list, in parts where it is long; where it is very long, what leads into it, and the list as further parts."""
    timeline = subject.timeline
    before, together = gaps(timeline.rows), _shared(subject)
    parts: Parts = tuple(subject.rows_in_parts("", timeline.rows))
    if len(timeline.rows) > MOST_AT_ONCE:
        parts = _behind_overview(parts)
    jump = _years_to_jump_to(parts) if len(parts) > 1 else ()
    months = _months(subject)
    for path, rows, way in parts:
        yield subject.html(
            path,
            write_home,
            subject.site.title,
            web_page(subject.site, path, "CollectionPage") if path else home_page(subject.site),
            **way,
            **together,
            years=listing(rows, before),
            filters=filters(timeline, rows),
            jump=() if months and not rows else jump,
            key_events=() if rows else _key_events(subject),
            months=() if rows else months,
            strip=None if path else _strip(subject, parts),
        )


def write_home(theme: Theme, data: Data) -> bytes:
    return theme.html("home.html", {**data, "strip": strip_view(theme, data["strip"], data["path"], data["site"])})


def _strip(subject: Subject, parts: Parts) -> StripData | None:
    filed = {row.filed[:2] for row in subject.timeline.rows if row.filed}
    years: dict[Period, str] = {(year,): address.of_year(year) for year, _ in filed}
    months: dict[Period, str] = {(year, month): address.of_month(year, month) for year, month in filed if month}
    return strip_data(
        subject,
        subject.timeline.rows,
        lanes=True,
        parts=tuple((path, len(rows)) for path, rows, _ in parts),
        shown=tuple(row.id for row in parts[0][1]),
        periods=tuple(sorted((years | months).items())),
    )


def _shared(subject: Subject) -> dict[str, Any]:
    """What all parts say alike."""
    timeline = subject.timeline
    return {
        "counts": (
            ("events", len(timeline.rows)),
            ("excerpts", sum(row.excerpts for row in timeline.rows)),
            ("source_articles", len(timeline.articles)),
        ),
        "updated": last_updated(subject),
        "exports": export_links(subject),
        "browse": tuple(_most_named(subject, kind) for kind in ("actor", "place", "tag") if subject.grouped[kind]),
    }


def _behind_overview(parts: Parts) -> Parts:
    """The first page without events, and then the list from its beginning."""
    ways = [{"folder": "", "part": part, "parts": len(parts) + 1} for part in range(1, len(parts) + 2)]
    paths = ["", *(f"page/{part}/" for part in range(2, len(parts) + 2))]
    return tuple(zip(paths, [(), *(rows for _, rows, _ in parts)], ways, strict=True))


def _key_events(subject: Subject) -> tuple[Link, ...]:
    """The newest of them, the newest first."""
    keys = [row.id for row in subject.timeline.rows if row.weight == "major" and row.filed]
    return tuple(subject.timeline.links[name] for name in keys[: -MOST_KEY_EVENTS - 1 : -1])


def _months(subject: Subject) -> tuple[tuple[int, int, tuple[tuple[int, int], ...]], ...]:
    """Every year with its number of events, and its months with theirs, as far as there is room."""
    filed = [row.filed for row in subject.timeline.rows if row.filed]
    years, months = Counter(year for year, _, _ in filed), Counter((year, month) for year, month, _ in filed if month)
    if len(years) > MOST_YEARS:
        return ()
    shown = months if len(months) <= MOST_MONTHS else {}
    return tuple(
        (year, years[year], tuple((month, months[of, month]) for of, month in sorted(shown) if of == year))
        for year in sorted(years)
    )


def _most_named(subject: Subject, kind: str) -> tuple[str, str, tuple[tuple[str, str], ...], int]:
    """A kind, its folder, id and name of the entries with the most events, and how many entries there are in all."""
    entries, rows = subject.timeline.of_kind(kind), subject.grouped[kind]
    names = sorted(rows, key=lambda name: (-len(rows[name]), name))[:MOST_NAMED]
    return kind, address.FOLDERS[kind], tuple((name, entries[name].name) for name in names), len(entries)


def _years_to_jump_to(parts: Parts) -> tuple[Years, ...]:
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

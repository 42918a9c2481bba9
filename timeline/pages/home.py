"""The timeline itself: every event in order, in parts where there are many."""

from collections.abc import Iterator

from timeline import address
from timeline.page import Data, Page
from timeline.pages.listing import gaps, listing
from timeline.pages.recent import last_updated
from timeline.pages.subject import Subject
from timeline.theme import Theme

MOST_NAMED = 6


def home_pages(subject: Subject) -> Iterator[Page]:
    timeline = subject.timeline
    counts = (
        ("events", len(timeline.rows)),
        ("excerpts", sum(row.excerpts for row in timeline.rows)),
        ("source_articles", len(timeline.articles)),
    )
    before, updated = gaps(timeline.rows), last_updated(subject)
    jump = years_to_jump_to(subject) if len(timeline.rows) > timeline.settings.page_size else ()
    browse = tuple(_most_named(subject, kind) for kind in ("actor", "place", "tag") if subject.grouped[kind])
    for path, rows, way in subject.in_parts("", timeline.rows):
        yield subject.html(
            path,
            write_home,
            subject.site.title,
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


def years_to_jump_to(subject: Subject) -> tuple[tuple[str, str, int], ...]:
    """The address, name and number of events of every year of the archive, the undated ones last under no name."""
    counts: dict[int | None, int] = {}
    for row in subject.timeline.rows:
        year = row.filed[0] if row.filed else None
        counts[year] = counts.get(year, 0) + 1
    return tuple(
        (address.of_year(year), address.of_year(year).rstrip("/"), count)
        if year is not None
        else ("undated/", "", count)
        for year, count in counts.items()
    )

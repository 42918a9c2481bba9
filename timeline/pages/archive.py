"""The archive: a page for each year and month that has events, and one for those without an earliest date."""

from collections import defaultdict
from collections.abc import Iterator

from timeline import address
from timeline.compile import Row
from timeline.page import Data, Page
from timeline.pages.listing import listing, part_path, parts
from timeline.pages.subject import Subject
from timeline.theme import Theme


def archive_pages(subject: Subject) -> Iterator[Page]:
    """A year's page lists all its events, a month's page those that are known to the month."""
    years: dict[int, list[Row]] = defaultdict(list)
    months: dict[tuple[int, int], list[Row]] = defaultdict(list)
    undated = [row for row in subject.timeline.rows if not row.filed]
    for row in subject.timeline.rows:
        if row.filed:
            years[row.filed[0]].append(row)
            if row.filed[1] is not None:
                months[row.filed[0], row.filed[1]].append(row)
    for year, before, after in _with_neighbours(years):
        counts = tuple((month, len(rows)) for (of, month), rows in months.items() if of == year)
        yield from _listed(subject, address.of_year(year), years[year], year, None, before, after, counts)
    for (year, month), before, after in _with_neighbours(months):
        folder = address.of_month(year, month)
        yield from _listed(subject, folder, months[year, month], year, month, before, after, ())
    if undated:
        yield from _listed(subject, "undated/", undated, None, None, None, None, ())


def write_archive(theme: Theme, data: Data) -> bytes:
    return theme.html("archive.html", data)


def _with_neighbours(periods: dict) -> Iterator[tuple]:  # type: ignore[type-arg]
    ordered = sorted(periods)
    around = [None, *ordered, None]
    yield from zip(ordered, around, around[2:], strict=False)


def _listed(
    subject: Subject,
    folder: str,
    rows: list[Row],
    year: int | None,
    month: int | None,
    before: int | tuple[int, int] | None,
    after: int | tuple[int, int] | None,
    months: tuple[tuple[int, int], ...],
) -> Iterator[Page]:
    pieces = parts(rows, subject.timeline.settings.page_size)
    for number, held in enumerate(pieces, 1):
        yield subject.html(
            part_path(folder, number),
            write_archive,
            "",
            year=year,
            month=month,
            before=before,
            after=after,
            months=months,
            count=len(rows),
            part=number,
            parts=len(pieces),
            folder=folder,
            years=listing(held, rows),
        )

"""The archive: a page for each year and month that has events, and one for those without an earliest date."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from timeline import address
from timeline.compile import Row
from timeline.dates import civil, day_number, iso
from timeline.dates.days import days_in_month
from timeline.drawing import cells as drawing
from timeline.drawing.cells import Cell
from timeline.page import Data, Page
from timeline.pages.company import company
from timeline.pages.filters import filters
from timeline.pages.linked_data import period as iso_period
from timeline.pages.linked_data import web_page
from timeline.pages.listing import Year, gaps, listing
from timeline.pages.strips import StripData, strip_data, strip_view
from timeline.pages.subject import Parts, Subject, shared
from timeline.theme import Theme

# (2025,) is a year, (2025, 3) a month.
Period = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The periods of the same length before and after one that have events, as (year, month or None); None for none."""

    before: tuple[int, int | None] | None = None
    after: tuple[int, int | None] | None = None


Filed = tuple[Sequence[Row], Neighbours]
# Months, each with its number of events.
Counts = tuple[tuple[int, int], ...]


def archive_names(subject: Subject) -> Iterable[str]:
    """`2025`, `2025/3`: the years and months that have events; empty for the events that are filed under none."""
    undated = [] if all(row.filed for row in subject.timeline.rows) else [""]
    return ["/".join(map(str, period)) for periods in _periods(subject)[:2] for period in periods] + undated


def archived_under(subject: Subject, event: str) -> Iterable[str]:
    """The names of the pages that list an event."""
    year, month, _ = subject.timeline.all_rows[event].filed or ("", None, None)
    return (f"{year}",) if month is None else (f"{year}", f"{year}/{month}")


def archive_pages(subject: Subject, name: str) -> Iterator[Page]:
    """A year's page lists all its events, a month's page those that are known to the month."""
    (years, months, counted), period = _periods(subject), tuple(map(int, filter(None, name.split("/"))))
    if not period:
        undated = [row for row in subject.timeline.rows if not row.filed]
        yield from _listed(subject, "undated/", undated, (None, None), Neighbours())
    elif len(period) == 1:
        (year,) = period
        held, neighbours = years[period]
        yield from _listed(subject, address.of_year(year), held, (year, None), neighbours, counted.get(year, ()))
    else:
        year, month = period
        yield from _listed(subject, address.of_month(year, month), months[period][0], (year, month), months[period][1])


def write_archive(theme: Theme, data: Data) -> bytes:
    return theme.html("archive.html", {**data, "strip": strip_view(theme, data["strip"], data["path"], data["site"])})


@shared
def _periods(subject: Subject) -> tuple[Mapping[Period, Filed], Mapping[Period, Filed], Mapping[int, Counts]]:
    """The events of each year, and of each month, with the neighbours of that period; in order.

    And of each year that has them the months with their numbers of events.
    """
    years, months = (_by_period(subject.timeline.rows, length) for length in (1, 2))
    counted: dict[int, Counts] = {}
    for year, month in sorted(months):
        counted[year] = (*counted.get(year, ()), (month, len(months[year, month])))
    return _with_neighbours(years), _with_neighbours(months), counted


def _by_period(rows: Sequence[Row], length: int) -> Mapping[Period, list[Row]]:
    found: dict[Period, list[Row]] = defaultdict(list)
    for row in rows:
        known = tuple(part for part in (row.filed or ())[:length] if part is not None)
        if len(known) == length:
            found[known].append(row)
    return found


def _with_neighbours(periods: Mapping[Period, Sequence[Row]]) -> dict[Period, Filed]:
    ordered = sorted(periods)
    around = [None, *((period[0], period[1] if len(period) > 1 else None) for period in ordered), None]
    return {
        period: (periods[period], Neighbours(around[place], around[place + 2])) for place, period in enumerate(ordered)
    }


def _listed(
    subject: Subject,
    folder: str,
    rows: Sequence[Row],
    period: tuple[int | None, int | None],
    neighbours: Neighbours,
    months: Counts = (),
) -> Iterator[Page]:
    before, together = gaps(rows), company(subject.timeline, rows)
    parts = list(subject.rows_in_parts(folder, rows))
    for path, held, way in parts:
        years = listing(held, before)
        yield subject.html(
            path,
            write_archive,
            "",
            web_page(subject.site, path, "CollectionPage", temporalCoverage=iso_period(*period)),
            year=period[0],
            month=period[1],
            neighbours=neighbours,
            months=months,
            count=len(rows),
            together=together,
            **way,
            days=_days(years) if period[1] else (),
            years=years,
            filters=filters(subject.timeline, held),
            strip=None if path != folder else _strip(subject, parts, period),
        )


def _strip(subject: Subject, parts: Parts, period: tuple[int | None, int | None]) -> StripData | None:
    """A year opened to its months, a month to its days; those of which only an end is known have no such axis."""
    year, month = period
    rows = [row for _, held, _ in parts for row in held]
    if year is None:
        return None
    places: dict[drawing.Period, str] = {}
    if month is None:
        begin, end = day_number(year, 1, 1), day_number(year + 1, 1, 1)
        known = {row.filed[1] for row in rows if row.filed}
        places = {(year, one): address.of_month(year, one) for one in known if one}
    else:
        begin = day_number(year, month, 1)
        end = begin + days_in_month(year, month)
        # Days have their places in the part that this page shows.
        shown = [row.first_day for row in parts[0][1] if row.exact]
        places = {civil(day): f"{parts[0][0]}#{iso(day)}" for day in shown if day is not None}
    return strip_data(
        subject,
        rows,
        lanes=True,
        parts=tuple((path, len(held)) for path, held, _ in parts),
        shown=tuple(row.id for row in parts[0][1]),
        periods=tuple(sorted(places.items())),
        frame=Cell("period", "year" if month is None else "month", float(begin), float(end)),
    )


def _days(years: Sequence[Year]) -> tuple[tuple[str, str, str], ...]:
    """The days that one can jump to: anchor, words, and the number that stands for them."""
    days = [day for year in years for month in year.months for day in month.days]
    return tuple((day.anchor, day.words, day.short) for day in days if day.anchor)

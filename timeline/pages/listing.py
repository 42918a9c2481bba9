"""Events in order, under the years, months and days they are filed at, with the gaps between them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, groupby
from math import inf

from timeline.compile import Row
from timeline.dates import iso

YEAR = 365.2425


@dataclass(frozen=True, slots=True)
class Gap:
    """Time that passes without a dated event: at least `low` and at most `high` days or years."""

    unit: str
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class Day:
    """Events of one day, or of one date that is known less closely; `anchor` is the ISO 8601 day of the former."""

    anchor: str
    sure: bool
    words: str
    short: str
    gap: Gap | None
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Month:
    """number is None for events that are not known to a month."""

    number: int | None
    days: tuple[Day, ...]


@dataclass(frozen=True, slots=True)
class Year:
    """number is None for events without an earliest date."""

    number: int | None
    count: int
    months: tuple[Month, ...]


def listing(rows: Sequence[Row], before: Mapping[str, Gap]) -> tuple[Year, ...]:
    """The rows grouped as a reader scans them; before has the gaps of the whole list, of which these are a part."""
    anchored: set[str] = set()
    years = []
    for number, of_year in groupby(rows, key=lambda row: row.filed[0] if row.filed else None):
        held = tuple(of_year)
        months = tuple(
            Month(month, tuple(_days(tuple(of_month), before, anchored)))
            for month, of_month in groupby(held, key=lambda row: row.filed[1] if row.filed else None)
        )
        years.append(Year(number, len(held), months))
    return tuple(years)


def _days(rows: Iterable[Row], before: Mapping[str, Gap], anchored: set[str]) -> Iterator[Day]:
    for (sure, words), of_day in groupby(rows, key=_same_heading):
        held = tuple(of_day)
        first = held[0]
        day = iso(first.first_day) if sure and first.first_day is not None else ""
        anchor = "" if day in anchored else day
        anchored.add(anchor)
        yield Day(anchor, sure, words, first.short, before.get(first.id), held)


def _same_heading(row: Row) -> tuple[bool, str]:
    return row.exact, row.words.partition(",")[0] if row.precision == "moment" else row.words


def gaps(rows: Sequence[Row]) -> dict[str, Gap]:
    """The gap before each row that has one worth a line, by the row's id.

    A gap lies between the last day on which anything listed before can have begun or gone on, and the first on which
    anything listed from here on can have begun; what has no earliest day stands in a section of its own, and does not
    count.
    """
    dated = [row for row in rows if row.first_day is not None]
    before = [-inf, *accumulate((_over(row) for row in dated), max)]
    after = list(accumulate((float(row.first_day or 0) for row in reversed(dated)), min))[::-1]
    found = {}
    for position, row in enumerate(dated):
        if position and after[position] > before[position]:
            gap = _gap(dated[position - 1], row, before[position], after[position])
            if gap:
                found[row.id] = gap
    return found


def _over(row: Row) -> float:
    """The last day on which an event can have begun or, if it lasted, gone on."""
    days = (row.begun, row.last_day) if row.precision == "interval" else (row.begun,)
    return max(inf if day is None else float(day) for day in days)


def _gap(last: Row, row: Row, before: float, after: float) -> Gap | None:
    years = (after - before) / YEAR
    if years >= 1:
        longest = (float(row.begun or after) - float(last.first_day or before)) / YEAR
        lasted = last.precision == "interval"
        return Gap("years", round(years), round(years) if lasted else max(round(years), round(longest)))
    between = int(after - before) - 1 if before > -inf else 0
    same_month = last.filed and row.filed and last.filed[:2] == row.filed[:2]
    known = last.exact and row.exact
    return Gap("days", between, between) if between >= 2 and same_month and known else None

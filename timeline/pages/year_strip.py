"""The small strip of each year, `2025/strip.svg`: event pages show it and name, in the fragment, the event to show."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from markupsafe import Markup

from timeline import address
from timeline.compile import Row
from timeline.dates import civil
from timeline.drawing.event import Drawn
from timeline.drawing.year import HEIGHT, year_svg
from timeline.page import Data, Page
from timeline.pages.strips import drawn_rows, is_placed
from timeline.pages.subject import Subject, shared
from timeline.theme import Theme


def year_strip_names(subject: Subject) -> Iterable[str]:
    return map(str, sorted(_by_year(subject)))


def strip_of(subject: Subject, event: str) -> Iterable[str]:
    """The year whose strip has the event, if one has."""
    row = subject.timeline.all_rows[event]
    return (str(year_of(row)),) if is_placed(row) else ()


def year_strip_pages(subject: Subject, name: str) -> Iterator[Page]:
    year = int(name)
    events = drawn_rows(subject, _by_year(subject)[year])
    yield Page(strip_address(year), write_year_strip, {"site": subject.site, "year": year, "events": events})


def write_year_strip(theme: Theme, data: Data) -> bytes:
    path = strip_address(data["year"])
    events: tuple[Drawn, ...] = data["events"]
    drawing = Markup(year_svg(data["year"], events, theme.say))
    return theme.html("strip.svg", {"site": data["site"], "path": path, "drawing": drawing, "height": HEIGHT})


@shared
def _by_year(subject: Subject) -> Mapping[int, list[Row]]:
    years: dict[int, list[Row]] = defaultdict(list)
    for row in filter(is_placed, subject.timeline.rows):
        years[year_of(row)].append(row)
    return years


def place_in_year(row: Row) -> str:
    """The strip that shows an event, and the event's place in it; empty where it has none."""
    listed = row.status != "retracted" and is_placed(row)
    return f"{strip_address(year_of(row))}#{row.id}" if listed else ""


def year_of(row: Row) -> int:
    """The year whose strip has the event: the one it is filed under, else that of the last day it can have been."""
    if row.filed:
        return row.filed[0]
    assert row.last_day is not None
    return civil(row.last_day)[0]


def strip_address(year: int) -> str:
    return address.of_year(year) + "strip.svg"

"""Strips for pages: events as they are drawn, where the parts of a drawing lead, and the drawing itself."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TypeGuard

from markupsafe import Markup

from timeline import address
from timeline.compile import Row
from timeline.dates import Edtf
from timeline.dates.component import Component
from timeline.drawing.captions import reading
from timeline.drawing.cells import Cell, Period
from timeline.drawing.event import Drawn, Grain, Kind, Stretch
from timeline.drawing.layout import COMPACT, WIDE
from timeline.drawing.strip import Strip, strips
from timeline.drawing.svg import Links, names_svg, plot_svg
from timeline.model import Event
from timeline.pages.site import Site
from timeline.pages.subject import Subject, shared
from timeline.theme import Theme

# Fewer events need no drawing.
LEAST = 2
# A date with more parts than this is drawn as one stretch.
MOST_POINTS = 40
_KINDS: Mapping[str, Kind] = {
    "interval": "lasted",
    "no-later-than": "latest",
    "no-earlier-than": "earliest",
    "day": "exact",
    "moment": "exact",
}
_GRAINS: Mapping[str, Grain] = {"moment": "hour", "day": "day", "month": "month", "season": "month"}
# Of a period's address: year, month, day.
_LENGTHS: Mapping[Grain, int] = {"years": 0, "year": 1, "month": 2, "day": 3, "hour": 3}
# Stands for any event's id.
_ANY = "*"
# Days: a range that is shorter says as much as a day does, or as a month.
_AS_A_DAY, _AS_A_MONTH = 21, 80


@dataclass(frozen=True, slots=True)
class StripData:
    """What a page's strip is drawn from.

    With lanes each thread has one of its own, and below them is the band that counts; without, the threads share one
    lane as long as that has room for all. parts are the addresses of the list's parts, and how many events each has;
    shown are the ids of the events that this page has cards of. periods are the pages of years and months, or the
    places of days on this page. undrawn counts events that have no place in time.
    """

    events: tuple[Drawn, ...]
    lanes: bool
    parts: tuple[tuple[str, int], ...] = ()
    shown: tuple[str, ...] = ()
    periods: tuple[tuple[Period, str], ...] = ()
    frame: Cell | None = None
    undrawn: int = 0


@dataclass(frozen=True, slots=True)
class StripView:
    """The drawing for wide screens, with the names of its lanes if it has any, and that for narrow ones, as SVG.

    Their readings say what the columns show: by grain ("day") the stretches of time, in words; "gap" has those that are
    left out. keys name what its marks are to be explained by: statuses, kinds of date, "several" for dates that name or
    have been given more than one time, "counted" for lanes that count. undrawn counts events without a place in time.
    """

    wide: Markup
    compact: Markup
    names: Markup
    reading: Mapping[str, tuple[str, ...]]
    narrow_reading: Mapping[str, tuple[str, ...]]
    keys: tuple[str, ...]
    undrawn: int


def strip_data(
    subject: Subject,
    rows: Sequence[Row],
    lanes: bool,
    parts: tuple[tuple[str, int], ...] = (),
    shown: tuple[str, ...] = (),
    periods: tuple[tuple[Period, str], ...] = (),
    frame: Cell | None = None,
) -> StripData | None:
    """The data for a strip of these rows, None where there are too few of them."""
    events = drawn_rows(subject, rows)
    if len(events) < LEAST:
        return None
    return StripData(events, lanes, parts, shown, periods, frame, undrawn=len(rows) - len(events))


def drawn_rows(subject: Subject, rows: Iterable[Row]) -> tuple[Drawn, ...]:
    """Events as they are drawn, in their order; one whose year is not known at all has no place."""
    return tuple([_drawn(subject, row.id) for row in rows if is_placed(row)])


@shared
def _drawn(subject: Subject, name: str) -> Drawn:
    """An event as it is drawn: the same one stands in a dozen lists."""
    row = subject.timeline.all_rows[name]
    return drawn(subject.timeline.events[name], row, subject.site.threads[row.thread].slot)


def is_placed(row: Row) -> bool:
    return row.first_day is not None or row.last_day is not None


def drawn(event: Event, row: Row, slot: int) -> Drawn:
    """An event as it is drawn; slot is its thread's place among the threads, from 1."""
    date, stretch = event.date, _stretch(event.date)
    points = _points(event, stretch)
    start, end = date.start, date.end
    lasted = date.precision == "interval"
    contested = bool(points) and any(account.date for account in event.accounts)
    return Drawn(
        id=row.id,
        title=row.title,
        words=row.words,
        thread=row.thread,
        slot=slot,
        status=row.status,
        weight=row.weight,
        kind=_kind(date, points),
        begin=stretch[0],
        end=stretch[1],
        grain=_grain(date),
        begun=start.latest + 1.0 if lasted and _is_long(start) and start.latest is not None else None,
        over=float(end.earliest) if lasted and _is_long(end) and end.earliest is not None else None,
        ongoing=lasted and date.text.endswith(".."),
        points=points,
        contested=contested,
        undecided=contested and points[0] != stretch,
    )


def strip_view(theme: Theme, data: StripData | None, path: str, site: Site) -> StripView | None:
    """The strip of a page at that address, None where it has none."""
    if data is None:
        return None
    say, threads = theme.say, {name: view.name for name, view in site.threads.items()}
    wide, compact = strips(data.events, tuple(threads), data.lanes, (WIDE, COMPACT), data.frame)
    links = _links(data, path, site)
    names = names_svg(wide, links, say, threads) if wide.lanes[0].thread else ""
    # The drawing escapes what authors wrote.
    plots = [Markup(plot_svg(one, links, say, threads)) for one in (wide, compact)]
    return StripView(
        wide=plots[0],
        compact=plots[1],
        names=Markup(names),
        reading=reading(wide.axis),
        narrow_reading=reading(compact.axis),
        keys=tuple(_keys((wide, compact))),
        undrawn=data.undrawn,
    )


def _keys(strips: Iterable[Strip]) -> Iterator[str]:
    lanes = [lane for one in strips for lane in one.lanes]
    drawn = [placed.mark.event for lane in lanes for placed in lane.placed]
    statuses = {"reported" if event.status == "confirmed" else event.status for event in drawn}
    yield from (status for status in ("reported", "claimed", "disputed") if status in statuses)
    kinds = {"several" if event.points else event.kind for event in drawn}
    yield from (kind for kind in ("within", "latest", "earliest", "lasted", "several") if kind in kinds)
    if any(lane.bars for lane in lanes):
        yield "counted"


def _links(data: StripData, path: str, site: Site) -> Links:
    shown, periods = frozenset(data.shown), dict(data.periods)
    # The links to events differ by their ids alone.
    before, behind = address.relative(path, address.of_entry("event", _ANY), site.portable).split(_ANY)

    # Both drawings have the same links.
    @cache
    def to(target: str) -> str:
        folder, sharp, place = target.partition("#")
        return sharp + place if folder == path and place else address.relative(path, target, site.portable)

    def to_event(event: Drawn) -> str:
        name = event.id
        return f"#e-{name}" if name in shown else f"{before}{name}{behind}"

    def to_period(period: Period) -> str:
        return to(periods[period]) if period in periods else ""

    def to_counted(cell: Cell, first: int) -> str:
        day = (cell.year, cell.month, cell.day)
        # The period itself, or the shortest around it.
        lengths = range(_LENGTHS[cell.grain], 0, -1) if cell.kind == "period" else ()
        found = next((periods[day[:length]] for length in lengths if day[:length] in periods), "")
        return to(found or _place_in_list(data, first))

    return Links(to_event, to_period, to_counted, lambda name: to(address.of_entry("thread", name)))


def _place_in_list(data: StripData, position: int) -> str:
    """Where in the list an event has its card; its own page where the list has none."""
    name, left = data.events[position].id, position
    for part, count in data.parts:
        if left < count:
            return f"{part}#e-{name}"
        left -= count
    return address.of_entry("event", name)


def _is_long(component: Component | None) -> TypeGuard[Component]:
    """Whether a side of a date is longer than a day, so that what began or ended then did so within it."""
    return component is not None and component.unit not in ("day", "moment")


def _kind(date: Edtf, points: tuple[Stretch, ...]) -> Kind:
    if date.qualifier and date.precision == "day":
        return "within"
    # All of many dates; one among them would say less.
    return "lasted" if date.precision == "set" and not points else _KINDS.get(date.precision, "within")


def _grain(date: Edtf) -> Grain:
    if date.precision in _GRAINS:
        return _GRAINS[date.precision]
    if date.precision == "interval" and date.start:
        return _GRAINS.get(date.start.unit, "year")
    if date.earliest is None or date.latest is None:
        return "day"
    length = date.latest - date.earliest
    return "day" if length < _AS_A_DAY else "month" if length < _AS_A_MONTH else "year"


def _stretch(date: Edtf) -> tuple[float | None, float | None]:
    """When a date begins and ends, in days; a moment is the instant itself."""
    begin, end = _days(date.earliest, date.latest)
    first, last = _instant(date.start), _instant(date.end)
    return begin if first is None else first, end if last is None else last


def _instant(component: Component | None) -> float | None:
    """Of a date with its time of day."""
    if component is None or component.time is None or component.earliest is None:
        return None
    clock = component.time.hour * 3600 + component.time.minute * 60 + (component.time.second or 0)
    return component.earliest + clock / 86400


def _days(earliest: int | None, latest: int | None) -> tuple[float | None, float | None]:
    return None if earliest is None else float(earliest), None if latest is None else latest + 1.0


def _points(event: Event, own: tuple[float | None, float | None]) -> tuple[Stretch, ...]:
    """The several times of a date that names more than one, or that accounts give differently; its own one first."""
    if not event.accounts and event.date.precision != "set":
        return ()
    told = {_stretch(account.date) for account in event.accounts if account.date} - {own}
    if told:
        # The record's own date counts as one of them, unless it leaves open which of them it was.
        told |= set() if any(_holds(own, other) for other in told) else {own}
    elif event.date.precision == "set":
        told = {_days(member.earliest, member.latest) for member in event.date.members}
    known = [(begin, end) for begin, end in told if begin is not None and end is not None]
    known.sort(key=lambda one: (one != own, one))
    return tuple(known) if 1 < len(known) <= MOST_POINTS else ()


def _holds(outer: tuple[float | None, float | None], inner: tuple[float | None, float | None]) -> bool:
    begins = outer[0] is None or (inner[0] is not None and inner[0] >= outer[0])
    return begins and (outer[1] is None or (inner[1] is not None and inner[1] <= outer[1]))

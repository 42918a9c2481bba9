"""A strip: an axis, a lane for each thread, and how many events there are in each column; all as geometry."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial
from math import sqrt
from typing import NamedTuple

from timeline.drawing.axis import Axis, Column, axis, axis_of
from timeline.drawing.cells import Cell
from timeline.drawing.density import Fall, Share, counted, falls
from timeline.drawing.event import Drawn, framed
from timeline.drawing.layout import Layout
from timeline.drawing.lettering import width
from timeline.drawing.marks import Mark, marked
from timeline.drawing.rows import Placed, Row, is_crowded, packed, packed_with_labels, with_late_labels
from timeline.drawing.times import times_of

# Up to so many events all are labelled; up to so many all but minor ones; above, major ones alone.
ALL_LABELLED, MOST_LABELLED = 60, 400
# A lane has so many rows of marks, more where the events are so few that all are labelled. One that needs still more
# counts its events, with key events on two rows above, where there is room for their labels.
MOST_ROWS, MOST_ROWS_OF_FEW, KEY_ROWS = 7, 14, 2
# Pixels: the height of the tallest column that counts, with its number, and the widest.
_COUNTS, _TALLEST, _WIDEST = 34, 22, 46
# Pixels between numbers, and the height of what is barely seen; how few expected events are not.
_BETWEEN, _SEEN, _LEAST = 3, 1.5, 0.05


class Bar(NamedTuple):
    """A column that counts, in pixels of the reference width and upward from its base.

    sure and whole are its heights. first is the place, among the strip's events, of the first that is surely in it,
    None where none is; number is shown above it, if it has room.
    """

    cell: Cell
    share: Share
    x: float
    width: float
    sure: float
    whole: float
    number: str
    first: int | None = None


@dataclass(frozen=True, slots=True)
class Lane:
    """The events of one thread, from y to y + height: marks in rows from `top` on, or bars that stand on `base`."""

    thread: str
    slot: int
    count: int
    y: float
    height: float
    top: float
    placed: tuple[Placed, ...]
    bars: tuple[Bar, ...]
    base: float


@dataclass(frozen=True, slots=True)
class Strip:
    """All of it. shares are what each column holds of all lanes, if any lane counts or there is a band.

    band are the bars of that, on base, if there is a band.
    """

    layout: Layout
    axis: Axis
    lanes: tuple[Lane, ...]
    shares: tuple[Share, ...]
    band: tuple[Bar, ...]
    band_y: float
    base: float
    height: float
    events: int


# Without slots, so that what all plots ask for is found out once.
@dataclass(frozen=True)
class _Crowd:
    """Events, by their place among all, as each plot of them has them in its lanes."""

    events: Sequence[Drawn]

    @cached_property
    def by_thread(self) -> Mapping[str, Sequence[int]]:
        """The places of each thread's events."""
        places: dict[str, list[int]] = defaultdict(list)
        for place, event in enumerate(self.events):
            places[event.thread].append(place)
        return places


# Without slots, so that what all lanes ask for is found out once.
@dataclass(frozen=True)
class _Plot:
    """A crowd on an axis, and the marks by place, each of which is made once, when it is asked for."""

    crowd: _Crowd
    axis: Axis
    layout: Layout
    marks: dict[int, Mark] = field(default_factory=dict)

    @property
    def events(self) -> Sequence[Drawn]:
        return self.crowd.events

    @cached_property
    def falls(self) -> Sequence[Fall]:
        """By place the columns that each event falls into."""
        return falls(self.events, self.axis)

    def marks_in_turn(self, places: Iterable[int]) -> Iterator[Mark]:
        """The marks of these events, in the turn in which they are given room."""
        marks, events = self.marks, self.crowd.events
        for place in sorted(places, key=lambda place: events[place].turn):
            if place not in marks:
                marks[place] = marked(events[place], self.axis, self.layout)
            yield marks[place]


def strip(
    events: Sequence[Drawn], threads: Iterable[str], layout: Layout, band: bool = True, frame: Cell | None = None
) -> Strip:
    """The strip of at least one event; lanes come in the order of threads, those without events are left out."""
    events = _framed(events, frame)
    return _in_lanes(_Plot(_Crowd(events), axis(events, layout.width, layout.widths, frame), layout), threads, band)


def strips(
    events: Sequence[Drawn], threads: Sequence[str], lanes: bool, layouts: Iterable[Layout], frame: Cell | None = None
) -> tuple[Strip, ...]:
    """The same for each of the layouts: with lanes and band, or in one lane as long as that has room for all."""
    crowd = _Crowd(_framed(events, frame))
    times = times_of(crowd.events, frame)
    plots = [_Plot(crowd, axis_of(times, layout.width, layout.widths, frame), layout) for layout in layouts]
    return tuple((None if lanes else _in_one_lane(plot)) or _in_lanes(plot, threads, band=lanes) for plot in plots)


def _framed(events: Sequence[Drawn], frame: Cell | None) -> Sequence[Drawn]:
    return [framed(event, frame.begin, frame.end) for event in events] if frame else events


def _in_one_lane(plot: _Plot) -> Strip | None:
    """All events in a lane without a name, None where that has no room."""
    places = range(len(plot.events))
    placed = _all_placed(plot, places)
    return None if placed is None else _of_lanes(plot, [_lane(plot, "", places, placed, plot.layout.scale)], band=False)


def _in_lanes(plot: _Plot, threads: Iterable[str], band: bool) -> Strip:
    places, lanes = plot.crowd.by_thread, list[Lane]()
    y = plot.layout.scale
    for thread in threads:
        if thread in places:
            lanes.append(_lane(plot, thread, places[thread], _all_placed(plot, places[thread]), y))
            y += lanes[-1].height
    return _of_lanes(plot, lanes, band)


def _of_lanes(plot: _Plot, lanes: Sequence[Lane], band: bool) -> Strip:
    layout, y = plot.layout, lanes[-1].y + lanes[-1].height
    base = y + layout.head + layout.band - 2 if band else y
    shares = counted(plot.falls, plot.axis) if band or any(lane.bars for lane in lanes) else ()
    return Strip(
        layout=layout,
        axis=plot.axis,
        lanes=tuple(lanes),
        shares=shares,
        band=tuple(_band(shares, plot.axis, layout)) if band else (),
        band_y=y,
        base=base,
        height=base + 2,
        events=len(plot.events),
    )


def _lane(plot: _Plot, thread: str, places: Sequence[int], placed: Sequence[Placed] | None, y: float) -> Lane:
    """A lane of its marks, or, where they had no room, one that counts; places are those of its events among all."""
    layout, counts = plot.layout, placed is None
    found = _key_events(plot, places) if placed is None else placed
    shares = counted([plot.falls[place] for place in places], plot.axis) if counts else ()
    top = y + layout.head + layout.pad
    base = top + layout.row * (1 + max((one.row for one in found), default=-1)) + (_COUNTS if counts else 0)
    return Lane(
        thread=thread,
        slot=plot.events[places[0]].slot,
        count=len(places),
        y=y,
        height=max(base + layout.pad - y, layout.least_lane),
        top=top,
        placed=tuple(found),
        bars=tuple(_counting(places, shares, plot.axis)),
        base=base,
    )


def _all_placed(plot: _Plot, places: Sequence[int]) -> list[Placed] | None:
    """The marks of these events in a lane's rows, None where there is no room for all of them."""
    layout, count = plot.layout, len(plot.events)
    most = MOST_ROWS if count > ALL_LABELLED else MOST_ROWS_OF_FEW
    # More marks than this cannot fit without overlapping.
    if len(places) > most * layout.width / (2 * layout.radius + layout.gap):
        return None
    if len(places) > most:
        events = plot.events
        standing = sorted([event.anchor for place in places if (event := events[place]).stands])
        if is_crowded(plot.axis.places(standing), layout, most):
            return None
    named = partial(_is_named, count=count) if layout.labels else _is_not_named
    placed = packed(plot.marks_in_turn(places), layout, most, named)
    return with_late_labels(placed, layout) if placed and layout.wider else placed


def _key_events(plot: _Plot, places: Iterable[int]) -> list[Placed]:
    """Those that find room with their names, where there are names."""
    keys = [place for place in places if plot.layout.labels and plot.events[place].weight == "major"]
    return packed_with_labels(plot.marks_in_turn(keys), plot.layout, KEY_ROWS)


def _is_named(mark: Mark, count: int) -> bool:
    """Is there to be a label in a strip of so many events?"""
    weight = mark.event.weight
    return count <= ALL_LABELLED or weight == "major" or (weight == "normal" and count <= MOST_LABELLED)


def _is_not_named(_: Mark) -> bool:
    return False


def _counting(places: Sequence[int], shares: Sequence[Share], scale: Axis) -> Sequence[Bar]:
    """Bars as high as the root of what they count, so that few are seen beside many; places are those of the events."""
    most = sqrt(max((share.whole for share in shares), default=0))
    bars = []
    for share, column in zip(shares, scale.columns, strict=False):
        if share.whole >= _LEAST:
            whole = _TALLEST * sqrt(share.whole) / most
            first = None if share.first is None else places[share.first]
            wide = min(column.width * 0.8, _WIDEST)
            bars.append(_bar(column, share, wide, whole * share.sure / share.whole, whole, first))
    return _numbered(bars)


def _band(shares: Sequence[Share], scale: Axis, layout: Layout) -> Sequence[Bar]:
    """Bars of one width, as high as what they count."""
    most = max((share.whole for share in shares), default=0)
    wide = 0.76 * min((column.width for column in scale.columns if column.cell.kind != "gap"), default=0)
    bars = []
    for share, column in zip(shares, scale.columns, strict=False):
        if column.cell.kind != "gap" and share.whole >= _LEAST:
            unit = (layout.band - 18) / most
            bars.append(_bar(column, share, wide, share.sure * unit, max(share.whole * unit, _SEEN), None))
    return _numbered(bars)


def _bar(column: Column, share: Share, wide: float, sure: float, whole: float, first: int | None) -> Bar:
    return Bar(column.cell, share, column.x + (column.width - wide) / 2, wide, sure, whole, "", first)


def _numbered(bars: Sequence[Bar]) -> Sequence[Bar]:
    """The bars, in their order, with their numbers as far as those do not touch: the greatest have the first choice."""
    row, numbered = Row(_BETWEEN), list(bars)
    counting = [place for place, bar in enumerate(bars) if bar.share.sure]
    for place in sorted(counting, key=lambda place: -bars[place].share.sure):
        bar, number = bars[place], f"{bars[place].share.sure:,}"
        middle, half = bar.x + bar.width / 2, width(number, 11) / 2
        if row.takes(middle - half, middle + half):
            numbered[place] = bar._replace(number=number)
    return numbered

"""A strip: an axis, a lane for each thread, and how many events there are in each column; all as geometry."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import sqrt

from timeline.drawing.axis import Axis, Column, axis
from timeline.drawing.cells import Cell
from timeline.drawing.density import Share, counted
from timeline.drawing.event import Drawn, framed
from timeline.drawing.layout import Layout
from timeline.drawing.lettering import width
from timeline.drawing.marks import Mark, marked
from timeline.drawing.rows import Placed, Row, packed, with_late_labels

# Up to so many events all are labelled; up to so many all but minor ones; above, major ones alone.
ALL_LABELLED, MOST_LABELLED = 60, 400
# A lane has so many rows of marks, more where the events are so few that all are labelled. One that needs still more
# counts its events, with key events on two rows above, where there is room for their labels.
MOST_ROWS, MOST_ROWS_OF_FEW, KEY_ROWS = 7, 14, 2
# Pixels: the height of the tallest column that counts, with its number, and the widest.
_COUNTS, _TALLEST, _WIDEST = 34, 22, 46
# Pixels between numbers, and the height of what is barely seen; how few expected events are not.
_BETWEEN, _SEEN, _LEAST = 3, 1.5, 0.05


@dataclass(frozen=True, slots=True)
class Bar:
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
    """All of it. shares are what each column holds of all lanes, band the bars of that, on base, if there is a band."""

    layout: Layout
    axis: Axis
    lanes: tuple[Lane, ...]
    shares: tuple[Share, ...]
    band: tuple[Bar, ...]
    band_y: float
    base: float
    height: float
    events: int


def strip(
    events: Sequence[Drawn], threads: Iterable[str], layout: Layout, band: bool = True, frame: Cell | None = None
) -> Strip:
    """The strip of at least one event; lanes come in the order of threads, those without events are left out.

    An empty name among the threads is a lane for all events.
    """
    if frame:
        events = [framed(event, frame.begin, frame.end) for event in events]
    scale = axis(events, layout.width, layout.widths, frame)
    lanes: list[Lane] = []
    y = layout.scale
    for thread in threads:
        held = {place: event for place, event in enumerate(events) if thread in ("", event.thread)}
        if held:
            lanes.append(_lane(thread, held, scale, layout, y, len(events)))
            y += lanes[-1].height
    base = y + layout.head + layout.band - 2 if band else y
    shares = tuple(counted(events, scale))
    return Strip(
        layout=layout,
        axis=scale,
        lanes=tuple(lanes),
        shares=shares,
        band=tuple(_band(shares, scale, layout)) if band else (),
        band_y=y,
        base=base,
        height=base + 2,
        events=len(events),
    )


def _lane(thread: str, held: Mapping[int, Drawn], scale: Axis, layout: Layout, y: float, count: int) -> Lane:
    """A lane of marks where there is room, else one that counts; held are its events by their place among all."""
    events = tuple(held.values())
    placed, counts = _filled(events, scale, layout, count)
    shares = counted(events, scale) if counts else ()
    top = y + layout.head + layout.pad
    base = top + layout.row * (1 + max((one.row for one in placed), default=-1)) + (_COUNTS if counts else 0)
    return Lane(
        thread=thread,
        slot=events[0].slot,
        count=len(events),
        y=y,
        height=max(base + layout.pad - y, layout.least_lane),
        top=top,
        placed=tuple(placed),
        bars=tuple(_counting(tuple(held), shares, scale)),
        base=base,
    )


def _filled(events: Sequence[Drawn], scale: Axis, layout: Layout, count: int) -> tuple[list[Placed], bool]:
    """The marks in a lane's rows, and whether there was no room for all of them, so that it counts."""
    most = MOST_ROWS if count > ALL_LABELLED else MOST_ROWS_OF_FEW
    # More marks than this cannot fit without overlapping.
    if len(events) <= most * layout.width / (2 * layout.radius + layout.gap):
        marks = [marked(event, scale, layout) for event in events]
        placed, left = packed(marks, layout, most, lambda mark: layout.labels and _is_named(mark, count))
        if not left:
            return with_late_labels(placed, layout) if layout.wider else placed, False
    marks = [marked(event, scale, layout) for event in events if event.weight == "major" and layout.labels]
    return packed(marks, layout, KEY_ROWS, lambda _: True, plain=False)[0], True


def _is_named(mark: Mark, count: int) -> bool:
    """Is there to be a label in a strip of so many events?"""
    weight = mark.event.weight
    return count <= ALL_LABELLED or weight == "major" or (weight == "normal" and count <= MOST_LABELLED)


def _counting(places: Sequence[int], shares: Sequence[Share], scale: Axis) -> Iterator[Bar]:
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


def _band(shares: Sequence[Share], scale: Axis, layout: Layout) -> Iterator[Bar]:
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


def _numbered(bars: Iterable[Bar]) -> Iterator[Bar]:
    """The bars with their numbers, as far as those do not touch: the greatest have the first choice."""
    row = Row(_BETWEEN)
    ranked = sorted(bars, key=lambda bar: (-bar.share.sure, bar.x))
    numbered = set()
    for bar in ranked:
        middle, half = bar.x + bar.width / 2, width(f"{bar.share.sure:,}", 11) / 2
        if bar.share.sure and row.takes(middle - half, middle + half):
            numbered.add(bar)
    for bar in sorted(ranked, key=lambda bar: bar.x):
        yield replace(bar, number=f"{bar.share.sure:,}") if bar in numbered else bar

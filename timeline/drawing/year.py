"""A year's small strip: a dot for each of its events, and with each dot the whole mark, for a page to bring out one."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from timeline.dates import day_number
from timeline.drawing.axis import Axis, axis
from timeline.drawing.captions import Say, captions
from timeline.drawing.cells import Cell
from timeline.drawing.event import Drawn, framed
from timeline.drawing.glyph import colour, glyph, percent, traits
from timeline.drawing.layout import COMPACT
from timeline.drawing.marks import Mark, marked
from timeline.drawing.svg import caption_svg

# Pixels: the row of the mark that is brought out, the dots, of which so many stand on each other, and what is below.
_ROW, _DOT, _MOST, _FOOT = 22, 6, 8, 5
HEIGHT = COMPACT.scale + _ROW + _DOT * _MOST + _FOOT
# The names of columns by their class: how wide the strip is at least where they are shown, in widths for the narrowest,
# and the size of their type. So the template has it.
_NAMES = (("sm", 1.0, 10), ("md", 2.5, 12), ("lg", 3.5, 12))


def year_svg(year: int, events: Sequence[Drawn], say: Say) -> str:
    """The inside of an SVG of that height, and as wide as it is shown: a group `#ID` for each event."""
    frame = Cell("period", "year", float(day_number(year, 1, 1)), float(day_number(year + 1, 1, 1)))
    events = [framed(event, frame.begin, frame.end) for event in events]
    scale = axis(events, COMPACT.width, COMPACT.widths, frame)
    return "".join((*_ground(scale), *_captions(scale, say), *_events(events, scale)))


def _ground(scale: Axis) -> Iterator[str]:
    top = COMPACT.scale
    for column in scale.columns:
        x = percent(column.x, scale.width)
        if column.cell.is_weekend:
            box = f'x="{x}" width="{percent(column.width, scale.width)}"'
            yield f'<rect class="weekend" {box} y="{top - 16:g}" height="{HEIGHT - _FOOT - top + 16:g}"/>'
        yield f'<line class="line" x1="{x}" x2="{x}" y1="{top - 16:g}" y2="{HEIGHT - _FOOT}"/>'
    yield f'<line class="axis" x2="100%" y1="{top:g}" y2="{top:g}"/>'


def _captions(scale: Axis, say: Say) -> Iterator[str]:
    for when, stretch, size in _NAMES:
        found = captions(scale, replace(COMPACT, type=size), say, stretch)
        yield from (caption_svg(caption, COMPACT, scale.width, when) for caption in found)


def _events(events: Sequence[Drawn], scale: Axis) -> Iterator[str]:
    """The events as dots that stand on each other in their column; where too high, as columns that count."""
    marks = [marked(event, scale, COMPACT) for event in events]
    places = [_place(mark, scale) for mark in marks]
    dotted = max(Counter(places).values(), default=0) <= _MOST
    if not dotted:
        yield from _columns(places, scale)
    base, stacked = HEIGHT - _FOOT - 3, Counter[float]()
    y = COMPACT.scale + _ROW / 2 + 1
    for mark, x in zip(marks, places, strict=True):
        dot = ""
        if dotted:
            dot = f'<circle class="dot" cx="{percent(x, scale.width)}" cy="{base - _DOT * stacked[x]}" r="2.4"/>'
            stacked[x] += 1
        names = " ".join(("mk", "on", colour(mark.event.slot), *traits(mark.event)))
        shape = glyph(mark, percent(mark.x, scale.width), y, COMPACT.row - 2, scale.width)
        whole = f'<g class="{names}">{shape}</g>'
        yield f'<g id="{mark.event.id}">{dot}{whole}</g>'


def _place(mark: Mark, scale: Axis) -> float:
    """Where an event's dot stands: in the middle of its day or hour, else about where its mark does."""
    column = scale.columns[scale.column(mark.event.anchor)]
    if column.cell.grain in ("day", "hour"):
        return column.x + column.width / 2
    return round(mark.x / (_DOT * 0.8)) * _DOT * 0.8


def _columns(places: Sequence[float], scale: Axis) -> Iterator[str]:
    counts = Counter(places)
    most, base, wide = max(counts.values()), HEIGHT - _FOOT, percent(_DOT * 0.7, scale.width)
    for x, count in sorted(counts.items()):
        height = _DOT * _MOST * count / most
        box = f'x="{percent(x - _DOT * 0.35, scale.width)}" y="{base - height:.1f}"'
        yield f'<rect class="dot" {box} width="{wide}" height="{height:.1f}"/>'

"""One event on an axis: where its mark stands, what is drawn of its uncertainty, and the box that it takes."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, NamedTuple

from timeline.drawing.axis import Axis
from timeline.drawing.event import Drawn
from timeline.drawing.layout import Layout
from timeline.drawing.lettering import shortened, width

# A tint over the days it can have been, fading to the sides that are not known; a bar while it lasted, thin where it
# only may have; a line that joins the several times of one date.
Look = Literal["both", "left", "right", "bar", "bar-left", "bar-right", "maybe", "join"]
Side = Literal["left", "right"]
# x, and the pixels from there.
Position = tuple[float, float]
# How far a tint goes towards a side of which nothing is known, in widths of the column of its bound, and at least and
# at most in parts of the plot: a convention, no date.
TAIL, SHORTEST_TAIL, LONGEST_TAIL = 3.5, 0.13, 0.35
# Characters of a label, at most.
_LENGTHS = (60, 40, 26, 18)
# A cap's width, and from it to the mark.
CAP, INSIDE = 1.5, 3


@dataclass(frozen=True, slots=True)
class Label:
    """Text, and the pixels that it takes."""

    text: str
    width: float


@dataclass(frozen=True, slots=True)
class Span:
    """Something drawn from x to x, in pixels of the reference width."""

    begin: float
    end: float
    look: Look


class Mark(NamedTuple):
    """An event on an axis. Its shape stands at x, which stretches with the plot, and `shift` pixels from there.

    A label to the left ends `before` pixels from `first`, where the first shape stands; one to the right begins `after`
    pixels from `last`. caps are known bounds, and also are further shapes, each as x and its shift.
    """

    event: Drawn
    x: float
    shift: float
    first: float
    last: float
    before: float
    after: float
    spans: tuple[Span, ...] = ()
    caps: tuple[Position, ...] = ()
    also: tuple[Position, ...] = ()

    @property
    def small(self) -> bool:
        return self.event.is_vague

    @property
    def labels(self) -> tuple[tuple[Label, ...], float]:
        """Its texts, the longest first: its title, cut short and shorter; and the width of the narrowest."""
        return _labels(self.event.title, self.event.weight == "major")

    def edges(self, radius: float, stretch: float = 1) -> Position:
        """Where mark and spans begin and end, in a plot so many times as wide as the reference."""
        x = self.x * stretch + self.shift
        begin, end = x - radius, x + radius
        for span in self.spans:
            begin, end = min(begin, span.begin * stretch), max(end, span.end * stretch)
        for also, shift in self.also:
            x = also * stretch + shift
            begin, end = min(begin, x - radius), max(end, x + radius)
        for cap, shift in self.caps:
            x = cap * stretch + shift
            begin, end = min(begin, x), max(end, x + CAP)
        return begin, end

    def beside(self, side: Side, stretch: float = 1) -> float:
        """Where a label at a side begins, or ends, that is at the mark."""
        return self.last * stretch + self.after if side == "right" else self.first * stretch + self.before

    def box(self, radius: float, label: Label | None = None, side: Side = "right", stretch: float = 1) -> Position:
        """Where mark, spans and a label at a side begin and end."""
        begin, end = self.edges(radius, stretch)
        if label:
            near = self.beside(side, stretch)
            outer = near + label.width if side == "right" else near - label.width
            begin, end = min(begin, outer), max(end, outer)
        return begin, end


def marked(event: Drawn, axis: Axis, layout: Layout) -> Mark:
    """The event's mark."""
    if axis.has_hours and _is_day_among_hours(event, axis):
        # There a day is a range.
        event = event.as_range
    radius = layout.radius
    if event.is_plain:
        x = axis.x(event.anchor)
        shift = _kept_inside(0.0, x, axis, radius)
        return Mark(event, x, shift, x, x, *_beside(shift, shift, radius))
    (x, shift), *also = shapes = _shapes(event, axis, radius)
    (first, from_first), (last, from_last) = min(shapes), max(shapes)
    spans, caps = tuple(_spans(event, axis)), tuple(_caps(event, axis))
    return Mark(event, x, shift, first, last, *_beside(from_first, from_last, radius), spans, caps, tuple(also))


def _is_day_among_hours(event: Drawn, axis: Axis) -> bool:
    is_day = event.grain == "day" and event.kind == "exact"
    return is_day and axis.columns[axis.column(event.anchor)].cell.grain == "hour"


@lru_cache(maxsize=100_000)
def _labels(title: str, bold: bool) -> tuple[tuple[Label, ...], float]:
    texts = dict.fromkeys([shortened(title, most) for most in _LENGTHS])
    labels = tuple([Label(text, width(text, 12, bold)) for text in texts])
    return labels, min(label.width for label in labels)


def _shapes(event: Drawn, axis: Axis, radius: float) -> list[Position]:
    """One for each of its times."""
    shift, times = 0.0, [event.anchor]
    if event.points:
        times = [sum(point) / 2 for point in event.points]
    elif event.kind == "latest":
        times, shift = [event.end or 0], -INSIDE - radius
    elif event.kind == "earliest":
        times, shift = [event.begin or 0], INSIDE + radius
    places = map(axis.x, times)
    return [(x, _kept_inside(shift, x, axis, radius)) for x in places]


def _kept_inside(shift: float, x: float, axis: Axis, radius: float) -> float:
    """The pixels from x at which a shape stands; at the very edge of the plot it stands just inside."""
    return min(max(shift, radius - x), axis.width - radius - x)


def _beside(first: float, last: float, radius: float) -> tuple[float, float]:
    """Where labels end and begin beside shapes that stand so many pixels from their x."""
    # A cap stands on x itself.
    return min(first - radius, 0) - 4, max(last + radius, 0) + 4


def _caps(event: Drawn, axis: Axis) -> Iterator[Position]:
    """The one bound that is known, inside the plot."""
    if event.points:
        return
    if event.kind == "latest":
        x = axis.x(event.end or 0)
        yield x, max(-CAP, -x)
    elif event.kind == "earliest":
        x = axis.x(event.begin or 0)
        yield x, min(0.0, axis.width - CAP - x)


def _spans(event: Drawn, axis: Axis) -> Iterator[Span]:
    if event.points:
        places = [axis.x(sum(point) / 2) for point in event.points]
        yield Span(min(places), max(places), "join")
    elif event.kind == "lasted":
        yield from _bars(event, axis)
    elif event.kind != "exact":
        yield _tint(event, axis)


def _tint(event: Drawn, axis: Axis) -> Span:
    begin, end = _reach(event, axis)
    if begin is None:
        return Span(max(0.0, (end or 0) - _tail(event, axis)), end or 0, "left")
    if end is None:
        return Span(begin, min(axis.width, begin + _tail(event, axis)), "right")
    look: Look = {"latest": "left", "earliest": "right"}.get(event.kind, "both")  # type: ignore[assignment]
    return Span(begin, end, look)


def _tail(event: Drawn, axis: Axis) -> float:
    column = axis.columns[axis.column(event.anchor)]
    return min(max(TAIL * column.width, SHORTEST_TAIL * axis.width), LONGEST_TAIL * axis.width)


def _reach(event: Drawn, axis: Axis) -> tuple[float | None, float | None]:
    """x of its begin and end, None where they are not known."""
    begin, end = event.begin, event.end
    return None if begin is None else axis.x(begin), None if end is None else axis.x(end)


def _bars(event: Drawn, axis: Axis) -> list[Span]:
    """What lasted: a bar for when it surely was, thin before and after where it may have been, fading if not known."""
    tail, (begin, end) = _tail(event, axis), _reach(event, axis)
    if begin is None:
        over = axis.x(event.over) if event.over is not None else end or 0
        return [Span(max(0.0, over - tail), over, "bar-left"), *_maybe(over, end)]
    begun = axis.x(event.begun) if event.begun is not None else begin
    if end is None:
        reach = axis.width if event.ongoing else min(axis.width, begun + tail)
        return [*_maybe(begin, begun), Span(begun, reach, "bar-right")]
    over = axis.x(event.over) if event.over is not None else end
    sure = [Span(begun, over, "bar")] if over > begun else []
    return [*_maybe(begin, begun if sure else end), *sure, *(_maybe(over, end) if sure else [])]


def _maybe(begin: float, end: float | None) -> list[Span]:
    return [Span(begin, end, "maybe")] if end is not None and end > begin else []

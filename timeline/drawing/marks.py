"""One event on an axis: where its mark stands, what is drawn of its uncertainty, and the box that it takes."""

from dataclasses import dataclass, replace
from typing import Literal

from timeline.drawing.axis import Axis
from timeline.drawing.event import Drawn
from timeline.drawing.layout import Layout
from timeline.drawing.lettering import shortened, width

# A tint over the days it can have been, fading to the sides that are not known; a bar while it lasted, thin where it
# only may have; a line that joins the several times of one date.
Look = Literal["both", "left", "right", "bar", "bar-left", "bar-right", "maybe", "join"]
Side = Literal["left", "right"]
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


@dataclass(frozen=True, slots=True)
class Mark:
    """An event on an axis. Its shape stands at x, which stretches with the plot, and `shift` pixels from there.

    caps are x of bounds, with their shift, and so are the further shapes of the same event. labels are
    its texts, the longest first: one to the left ends `before` pixels from the first shape, one to the right begins
    `after` pixels from the last.
    """

    event: Drawn
    x: float
    shift: float
    small: bool
    spans: tuple[Span, ...]
    caps: tuple[tuple[float, float], ...]
    also: tuple[tuple[float, float], ...]
    first: float
    last: float
    before: float
    after: float
    labels: tuple[Label, ...]

    def box(
        self, radius: float, label: Label | None = None, side: Side = "right", stretch: float = 1
    ) -> tuple[float, float]:
        """Where mark, spans and a label at a side begin and end, in a plot so many times as wide as the reference."""
        x = self.x * stretch
        edges = [x + self.shift - radius, x + self.shift + radius]
        edges += [each * stretch for span in self.spans for each in (span.begin, span.end)]
        edges += [each * stretch + shift + half for each, shift in self.also for half in (-radius, radius)]
        edges += [each * stretch + shift + wide for each, shift in self.caps for wide in (0, CAP)]
        if label and side == "right":
            edges.append(self.last * stretch + self.after + label.width)
        elif label:
            edges.append(self.first * stretch + self.before - label.width)
        return min(edges), max(edges)


def marked(event: Drawn, axis: Axis, layout: Layout) -> Mark:
    """The event's mark; its labels are its title, cut short and shorter."""
    radius = layout.radius
    if event.grain == "day" and event.kind == "exact" and axis.columns[axis.column(event.anchor)].cell.grain == "hour":
        # Among hours, a day is a range.
        event = replace(event, kind="within")
    spans, caps = _spans(event, axis), []
    places = [(axis.x(event.anchor), 0.0)]
    if event.points:
        places = [(axis.x(sum(point) / 2), 0.0) for point in event.points]
        spans = (Span(min(places)[0], max(places)[0], "join"),)
    elif event.kind == "latest":
        places = [(axis.x(event.end or 0), -INSIDE - radius)]
        caps = [(places[0][0], max(-CAP, -places[0][0]))]
    elif event.kind == "earliest":
        places = [(axis.x(event.begin or 0), INSIDE + radius)]
        caps = [(places[0][0], min(0.0, axis.width - CAP - places[0][0]))]
    # At the very edge of the plot a shape stands just inside.
    (x, shift), *also = [(x, min(max(shift, radius - x), axis.width - radius - x)) for x, shift in places]
    first, last = min([(x, shift), *also]), max([(x, shift), *also])
    texts = dict.fromkeys(shortened(event.title, most) for most in _LENGTHS)
    return Mark(
        event=event,
        x=x,
        shift=shift,
        small=event.kind in ("within", "latest", "earliest") and not event.points,
        spans=spans,
        caps=tuple(caps),
        also=tuple(also),
        first=first[0],
        last=last[0],
        # A cap stands on x itself.
        before=min(first[1] - radius, 0) - 4,
        after=max(last[1] + radius, 0) + 4,
        labels=tuple(Label(text, width(text, 12, bold=event.weight == "major")) for text in texts),
    )


def _spans(event: Drawn, axis: Axis) -> tuple[Span, ...]:
    begin = axis.x(event.begin) if event.begin is not None else None
    end = axis.x(event.end) if event.end is not None else None
    if event.points or event.kind == "exact":
        return ()
    tail = _tail(event, axis)
    if event.kind == "lasted":
        return tuple(_bars(event, axis, begin, end, tail))
    if begin is None:
        return (Span(max(0.0, (end or 0) - tail), end or 0, "left"),)
    if end is None:
        return (Span(begin, min(axis.width, begin + tail), "right"),)
    look: Look = {"latest": "left", "earliest": "right"}.get(event.kind, "both")  # type: ignore[assignment]
    return (Span(begin, end, look),)


def _tail(event: Drawn, axis: Axis) -> float:
    column = axis.columns[axis.column(event.anchor)]
    return min(max(TAIL * column.width, SHORTEST_TAIL * axis.width), LONGEST_TAIL * axis.width)


def _bars(event: Drawn, axis: Axis, begin: float | None, end: float | None, tail: float) -> list[Span]:
    """What lasted: a bar for when it surely was, thin before and after where it may have been, fading if not known."""
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

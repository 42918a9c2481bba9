"""A strip's geometry as SVG: x in percent and y in pixels, so that it stretches and its type stays as it is.

The patterns `hatch` and `zigzag` are the theme's, and so is what the classes look like; docs/theming.md lists them.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from html import escape

from timeline.drawing.captions import Caption, Say, captions
from timeline.drawing.cells import Cell, Period
from timeline.drawing.event import Drawn
from timeline.drawing.glyph import colour, glyph, percent, roughly, symbol, traits
from timeline.drawing.layout import Layout
from timeline.drawing.lettering import in_lines, shortened
from timeline.drawing.marks import Label
from timeline.drawing.rows import Placed
from timeline.drawing.strip import Bar, Lane, Strip

# Characters of a title that a mark tells, at most.
_LONGEST = 80
# The width of the names beside a plot.
NAMES = 172
# Above the lanes: where the lines of captions stand, from the top and from the lanes, wide and compact.
_FIRST, _SECOND = {"wide": 12, "compact": 10}, {"wide": 10, "compact": 5}


@dataclass(frozen=True, slots=True)
class Links:
    """Where the parts of a strip lead, each an address, or "" for none.

    count is for what a column counts, of which the first event's place among all is given; lane is for a thread.
    """

    event: Callable[[Drawn], str]
    period: Callable[[Period], str]
    count: Callable[[Cell, int], str]
    lane: Callable[[str], str]


def plot_svg(strip: Strip, links: Links, say: Say, threads: Mapping[str, str]) -> str:
    """The plot of a strip; threads are names by id."""
    pen = _Pen(strip, links, say, threads)
    label = say("strip-label", n=strip.events)
    lanes = (piece for lane in strip.lanes for piece in pen.lane(lane))
    body = "".join((*pen.ground(), *pen.captions(), *lanes, *pen.counts()))
    return (
        f'<svg class="plot {strip.layout.name}" height="{strip.height:g}" role="group" aria-label="{escape(label)}">'
        f"{body}{''.join(pen.band())}</svg>"
    )


def names_svg(strip: Strip, links: Links, say: Say, threads: Mapping[str, str]) -> str:
    """The names of the lanes, for beside a plot: each with its mark and number of events."""
    pieces: list[str] = []
    for lane in strip.lanes:
        # A second line has room where the lane is higher than a name and its number.
        lines = in_lines(threads[lane.thread], NAMES - 22, 2 if lane.height >= 60 else 1, 13, bold=True)
        ys = [lane.y + 20.5 + 15 * number for number in range(len(lines))]
        pieces.append(f'<line class="{"edge" if pieces else "axis"}" x2="100%" y1="{lane.y:g}" y2="{lane.y:g}"/>')
        pieces.append(f'<a class="mk {colour(lane.slot)}" href="{escape(links.lane(lane.thread))}">')
        pieces.append(f'<use href="{symbol(lane.slot)}" x="7" y="{lane.y + 16:g}"/>')
        pieces += [f'<text class="b" x="20" y="{y:g}">{escape(line)}</text>' for y, line in zip(ys, lines, strict=True)]
        count = escape(say("count-events", n=lane.count))
        pieces.append(f'</a><text x="20" y="{ys[-1] + 16.5:g}">{count}</text>')
    if strip.band:
        y = strip.band_y
        pieces.append(f'<line class="edge" x2="100%" y1="{y:g}" y2="{y:g}"/>')
        pieces.append(f'<text class="b" y="{y + 18:g}">{escape(say("strip-density"))}</text>')
        pieces.append(f'<text y="{y + 34:g}">{escape(say("strip-density-about"))}</text>')
    return f'<svg class="lanes" width="{NAMES}" height="{strip.height:g}">{"".join(pieces)}</svg>'


def caption_svg(caption: Caption, layout: Layout, width: float, when: str = "") -> str:
    """A name above the columns; when is a class that says at which width it is shown."""
    text, x, inset, line, bold, _ = caption
    before, behind = _around(layout.name, layout.scale, line, inset, f"b {when}" if bold else when)
    return f"{before}{percent(x, width)}{behind}{_escaped(text)}</text>"


@lru_cache(maxsize=100)
def _around(layout: str, scale: float, line: int, inset: float | None, names: str) -> tuple[str, str]:
    """What is written of all captions of a line before their x, and behind it."""
    y = _FIRST[layout] if line == 0 else scale - _SECOND[layout]
    place = ' text-anchor="middle"' if inset is None else f' dx="{inset:g}"'
    return f'<text{_classes(names)} x="', f'" y="{y:g}"{place}>'


@dataclass(frozen=True, slots=True)
class _Pen:
    strip: Strip
    links: Links
    say: Say
    threads: Mapping[str, str]

    def x(self, x: float) -> str:
        return percent(x, self.strip.axis.width)

    def ground(self) -> Iterator[str]:
        """What lies behind all: breaks, quiet stretches with their words, weekends, and the columns' edges."""
        top, bottom = self.strip.layout.scale, self.strip.base
        quiet = f'y="{top - 10:g}" height="{bottom - top + 10:g}"'
        edge = f'y="{top - 10:g}" width="5" height="{bottom - top + 10:g}"'
        weekend = f'y="{top - 22:g}" height="{bottom - top + 22:g}"'
        coarse, fine = f'y1="0" y2="{bottom:g}"', f'y1="{top - 22:g}" y2="{bottom:g}"'
        wide, before = self.strip.axis.width, None
        for column in self.strip.axis.columns:
            cell, x = column.cell, percent(column.x, wide)
            if cell.kind in ("gap", "rest"):
                yield f'<rect class="{cell.kind}" x="{x}" width="{self.x(column.width)}" {quiet}>'
                yield f"{_quiet(self.say, cell.words)}</rect>"
            if cell.kind == "gap":
                for side, inset in ((x, 0), (self.x(column.x + column.width), -5)):
                    # A pattern begins where its svg does.
                    yield f'<svg x="{side}" overflow="visible"><rect class="zigzag" x="{inset}" {edge}/></svg>'
            else:
                if cell.is_weekend:
                    yield f'<rect class="weekend" x="{x}" width="{self.x(column.width)}" {weekend}/>'
                if _parts_apart(before, cell):
                    yield f'<line class="edge" x1="{x}" x2="{x}" {coarse}/>'
                else:
                    yield f'<line class="line" x1="{x}" x2="{x}" {fine}/>'
            before = cell

    def across(self, y: float, name: str) -> str:
        return f'<line class="{name}" x2="100%" y1="{y:g}" y2="{y:g}"/>'

    def captions(self) -> Iterator[str]:
        """The names of the columns; a narrow plot has others for where it is shown wider."""
        layout, scale = self.strip.layout, self.strip.axis
        if not layout.wider:
            yield from (self.caption(caption, "") for caption in captions(scale, layout, self.say))
            return
        yield from (self.caption(caption, "sm") for caption in captions(scale, layout, self.say))
        stretch = layout.wider / layout.width
        yield from (self.caption(caption, "md") for caption in captions(scale, layout, self.say, stretch))

    def caption(self, caption: Caption, when: str) -> str:
        href = self.links.period(caption.period) if caption.period else ""
        # A link whose text alone is hidden would be one without a name.
        text = caption_svg(caption, self.strip.layout, self.strip.axis.width, "" if href else when)
        return f'<a{_classes(when)} href="{escape(href)}">{text}</a>' if href else text

    def lane(self, lane: Lane) -> Iterator[str]:
        layout = self.strip.layout
        yield self.across(lane.y, "edge" if lane is not self.strip.lanes[0] else "axis")
        if layout.head and lane.thread:
            name = escape(self.threads[lane.thread])
            title = f"<title>{name}, {escape(self.say('count-events', n=lane.count))}</title>"
            href = escape(self.links.lane(lane.thread))
            yield f'<a class="name" href="{href}">{title}<text class="b" y="{lane.y + 12:g}">{name}</text></a>'
        yield f'<g class="{colour(lane.slot)}">' if lane.thread else "<g>"
        for placed in lane.placed:
            yield self.mark(placed, lane.top + layout.row * (placed.row + 0.5), in_lane=bool(lane.thread))
        yield "</g>"

    def mark(self, placed: Placed, y: float, in_lane: bool) -> str:
        event = placed.mark.event
        alone, among, title = _told(self.say, self.threads[event.thread], event)
        x = self.x(placed.mark.x)
        shape = glyph(placed.mark, x, y, self.strip.layout.row - 4, self.strip.axis.width)
        label = self.label(placed, placed.label, x, y) if placed.label else ""
        return f"{among if in_lane else alone}{_escaped(self.links.event(event))}{title}{shape}{label}</a>"

    def label(self, placed: Placed, label: Label, own: str, y: float) -> str:
        """A label; own is where its mark stands, which is where most labels do."""
        mark, right = placed.mark, placed.side == "right"
        x, dx = (mark.last, mark.after) if right else (mark.first, mark.before)
        late, anchor = ' class="md"' if placed.late else "", "" if right else ' text-anchor="end"'
        at = own if x == mark.x else self.x(x)
        return f'<text{late} x="{at}" dx="{dx:g}" y="{y + 4:g}"{anchor}>{_escaped(label.text)}</text>'

    def counts(self) -> Iterator[str]:
        """What the lanes count: one link for each column, if anything is surely in it, to all that is."""
        held: dict[Cell, list[tuple[Lane, Bar]]] = {}
        for lane in self.strip.lanes:
            for bar in lane.bars:
                held.setdefault(bar.cell, []).append((lane, bar))
        if not held:
            return
        shares = {column.cell: share for column, share in zip(self.strip.axis.columns, self.strip.shares, strict=True)}
        for cell, pairs in held.items():
            bars = "".join(self.bar(bar, lane.base, colour(lane.slot) if lane.thread else "") for lane, bar in pairs)
            firsts = [bar.first for _, bar in pairs if bar.first is not None]
            if not firsts:
                yield f'<g class="bars">{bars}</g>'
                continue
            words = escape(self.say("strip-count", n=shares[cell].sure, period=cell.words))
            href = escape(self.links.count(cell, min(firsts)))
            yield f'<a class="bars" href="{href}"><title>{words}</title>{bars}</a>'

    def bar(self, bar: Bar, base: float, name: str) -> str:
        """A column of that colour, lighter above where its events may be others."""
        wide = self.strip.axis.width
        box = f'x="{roughly(bar.x, wide)}" width="{roughly(bar.width, wide)}"'
        pieces = [(name, base - bar.sure, bar.sure), (f"likely {name}", base - bar.whole, bar.whole - bar.sure)]
        shapes = [
            f'<rect{_classes(names)} {box} y="{y:.0f}" height="{high:.1f}"/>'
            for names, y, high in pieces
            if high >= 0.5
        ]
        if bar.number:
            shapes.append(
                f'<text x="{self.x(bar.x + bar.width / 2)}" y="{base - bar.whole - 3:.1f}">{bar.number}</text>'
            )
        return "".join(shapes)

    def band(self) -> Iterator[str]:
        """How many events there are in each column, below the lanes."""
        strip = self.strip
        if strip.band:
            yield self.across(strip.band_y, "edge")
            if strip.layout.head:
                name, about = escape(self.say("strip-density")), escape(self.say("strip-density-about"))
                yield f'<text class="b" y="{strip.band_y + 12:g}">{name}</text>'
                yield f'<text x="100%" y="{strip.band_y + 12:g}" text-anchor="end">{about}</text>'
            bars = "".join(self.bar(bar, strip.base, "") for bar in strip.band)
            yield f'<g class="bars">{bars}</g>'
        yield self.across(strip.base, "axis")


# What is told of an event is told in each of its drawings, and most stretches without any are on many axes.
@lru_cache(maxsize=100_000)
def _told(say: Say, thread: str, event: Drawn) -> tuple[str, str, str]:
    """What comes before a mark's address, outside a lane and in one, which has the colour already; and its title.

    `<a class="mk t3 key" href="`, `<a class="mk key" href="`, and
    `"><title>Tuesday 11 March 2025. Diplomacy, confirmed. Title</title>`.
    """
    names = traits(event)
    openings = [f'<a class="{" ".join(each)}" href="' for each in (("mk", colour(event.slot), *names), ("mk", *names))]
    words, status = event.words[:1].upper() + event.words[1:], say(f"status-{event.status}").lower()
    told = say("strip-mark", date=words, thread=thread, status=status, title=shortened(event.title, _LONGEST))
    return openings[0], openings[1], f'"><title>{escape(told)}</title>'


@lru_cache(maxsize=10_000)
def _quiet(say: Say, period: str) -> str:
    return f"<title>{escape(say('strip-quiet', period=period))}</title>"


_escaped = lru_cache(maxsize=100_000)(escape)


def _classes(names: str) -> str:
    names = names.strip()
    return f' class="{names}"' if names else ""


def _parts_apart(before: Cell | None, cell: Cell) -> bool:
    """Is the line between two columns one that runs up to the names of years?"""
    if before is None or before.kind == "gap":
        return True
    return before.within != cell.within or cell.grain in ("year", "years") or cell.kind == "rest"

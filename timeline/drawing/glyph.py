"""One mark as SVG: its shape or shapes, its caps, and what shows how far its date is known.

The shapes are the theme's: symbols `m_1` to `m_10`, `h_1` to `h_10` half filled, and the masks `fade_both`, `fade_left`
and `fade_right`. No event's id has a `_`.
"""

from functools import lru_cache

from timeline.drawing.event import Drawn
from timeline.drawing.marks import CAP, Mark, Span

# After so many threads colours come again, and after so many shapes.
COLOURS, SHAPES = 5, 10
_FADES = {"both": "both", "left": "left", "right": "right", "bar-left": "left", "bar-right": "right"}


def glyph(mark: Mark, x: str, y: float, height: float, width: float) -> str:
    """The mark around a line at y, its tint so high, in a plot of that width; x is that of the mark in percent."""
    use = f'<use href="{shape(mark.event)}" y="{y:g}"'
    own = f'{use} x="{x}"{_moved(mark.shift)}/>'
    if mark.event.is_plain:
        return own
    pieces = [_span(span, y, height, width) for span in mark.spans]
    for at, shift in mark.caps:
        tall = f'y="{y - height / 2:g}" width="{CAP}" height="{height:g}"'
        pieces.append(f'<rect class="cap" x="{percent(at, width)}" {tall}{_moved(shift)}/>')
    pieces.append(own)
    # What another account says is open, too, where the record itself holds to one.
    open_ones = ' class="hollow"' if mark.event.contested else ""
    pieces += [f'{use} x="{percent(at, width)}"{_moved(shift)}{open_ones}/>' for at, shift in mark.also]
    return "".join(pieces)


def traits(event: Drawn) -> list[str]:
    """Classes: `hollow` where it is claimed, or its date disputed, `key` for a key event, `u` for an uncertain date."""
    traits = []
    if event.status == "claimed" or event.undecided or (event.status == "disputed" and event.contested):
        traits.append("hollow")
    if event.weight == "major":
        traits.append("key")
    # Half a shape has to keep its outline.
    if event.is_vague and event.status != "disputed":
        traits.append("u")
    return traits


def colour(slot: int) -> str:
    """The class of a thread's colour."""
    return f"t{(slot - 1) % COLOURS + 1}"


def shape(event: Drawn) -> str:
    """The symbol of its thread, half filled if it is disputed; the several times of a contested date are hollow."""
    half = event.status == "disputed" and not event.contested
    return symbol(event.slot, half)


@lru_cache(maxsize=1000)
def symbol(slot: int, half: bool = False) -> str:
    return f"#{'h' if half else 'm'}_{(slot - 1) % SHAPES + 1}"


def percent(x: float, width: float) -> str:
    """`12.25%`"""
    return f"{100 * x / width:.2f}".rstrip("0").rstrip(".") + "%"


def roughly(x: float, width: float) -> str:
    """`12.3%`"""
    return f"{100 * x / width:.1f}".removesuffix(".0") + "%"


def _span(span: Span, y: float, height: float, width: float) -> str:
    name = "tint" if span.look in ("both", "left", "right") else span.look.partition("-")[0]
    top, high = {"tint": (y - height / 2, height), "join": (y - 0.75, 1.5)}.get(name, (y + height / 2 - 1.5, 3))
    mask = f' mask="url(#fade_{_FADES[span.look]})"' if span.look in _FADES else ""
    place = f'x="{percent(span.begin, width)}" width="{percent(span.end - span.begin, width)}"'
    return f'<rect class="{name}" {place} y="{top:g}" height="{high:g}"{mask}/>'


def _moved(shift: float) -> str:
    return f' transform="translate({shift:g})"' if shift else ""

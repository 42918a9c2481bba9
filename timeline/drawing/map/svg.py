"""A panel as SVG that stands in a page: positions in percent, so that nothing but the coast is stretched.

The coast is in a drawing of its own inside, whose lines keep their strength. All is drawn in the colour of the text;
the classes are for what only a theme can say: the type, and which names narrow pages leave out.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import escape

from timeline.drawing.map.coast import coast_path
from timeline.drawing.map.labels import Line
from timeline.drawing.map.panels import Frame, Mark, Panel
from timeline.drawing.map.room import NUMBER_OFF, Label
from timeline.drawing.map.spots import DOT
from timeline.drawing.map.window import ASPECT

# Units in which the coast is drawn, across a panel.
WIDTH = 1500
HEIGHT = round(WIDTH / ASPECT)
# How numbers and degrees are written, so that they are not read as part of a name.
_MUTED = ' fill-opacity=".75" font-weight="400"'


@dataclass(frozen=True, slots=True)
class Target:
    """Where a mark or frame leads to, and what it is called there."""

    href: str
    title: str


def panel_svg(panel: Panel, name: str, places: Mapping[str, Target], areas: Mapping[str, Target]) -> str:
    """The drawing under its name; places are by id, areas by their letter."""
    marks = sorted(panel.marks, key=lambda mark: -mark.spot.radius)
    return "".join(
        (
            f'<svg width="100%" role="group" aria-label="{escape(name)}" direction="ltr" fill="currentColor">',
            *_ground(panel),
            *(_line_name(line, across=True) for line in panel.meridians),
            *(_line_name(line, across=False) for line in panel.parallels),
            *(_frame(frame, areas[frame.area]) for frame in panel.frames),
            *(_mark(mark, places[mark.spot.place.id]) for mark in marks),
            "</svg>",
        )
    )


def _ground(panel: Panel) -> Iterator[str]:
    """Land, then the graticule."""
    yield f'<svg viewBox="0 0 {WIDTH} {HEIGHT}" width="100%" height="100%" preserveAspectRatio="none">'
    if coast := coast_path(panel.window, WIDTH):
        yield f'<path d="{coast}" fill-rule="evenodd" fill-opacity=".07" stroke="currentColor" stroke-opacity=".4"'
        yield ' vector-effect="non-scaling-stroke"/>'
    lines = [f"M{round(line.at * WIDTH)} 0V{HEIGHT}" for line in panel.meridians]
    lines += [f"M0 {round(line.at * HEIGHT)}H{WIDTH}" for line in panel.parallels]
    yield f'<path d="{"".join(lines)}" stroke="currentColor" stroke-opacity=".13" vector-effect="non-scaling-stroke"/>'
    yield "</svg>"


def _line_name(line: Line, across: bool) -> str:
    if not line.label:
        return ""
    x, y = (line.at, 1.0) if across else (0.0, line.at)
    return _text(line.label, x, y, _MUTED)


def _frame(frame: Frame, target: Target) -> str:
    box = f'x="{_share(frame.x)}" y="{_share(frame.y)}" width="{_share(frame.width)}" height="{_share(frame.height)}"'
    return (
        f'{_opened(target)}<rect {box} fill-opacity="0" stroke="currentColor" stroke-dasharray="3 3"/>'
        f"{_text(frame.label, *frame.at) if frame.label else ''}</a>"
    )


def _mark(mark: Mark, target: Target) -> str:
    text = _text(mark.label, mark.spot.x, mark.spot.y, number=mark.spot.place.count) if mark.label else ""
    return f"{_opened(target)}{_circle(mark)}{text}</a>"


def _circle(mark: Mark) -> str:
    """A circle by the number of events, and a dot where the place is, which is there however small the circle."""
    at = f'cx="{_share(mark.spot.x)}" cy="{_share(mark.spot.y)}"'
    dot = f'<circle {at} r="{DOT}"/>'
    if mark.spot.radius <= DOT:
        return dot
    return f'<circle class="pt" {at} r="{mark.spot.radius:.3g}" fill-opacity=".15" stroke="currentColor"/>{dot}'


def _opened(target: Target) -> str:
    return f'<a href="{escape(target.href)}"><title>{escape(target.title)}</title>'


def _text(label: Label, x: float, y: float, look: str = "", number: int | None = None) -> str:
    """A label; the number at its end is muted."""
    shift = "".join(f' {axis}="{by:.3g}"' for axis, by in (("dx", label.dx), ("dy", label.dy)) if by)
    anchor = f' text-anchor="{label.anchor}"' if label.anchor != "start" else ""
    name = ' class="md"' if label.wide else ""
    words = escape(label.text)
    if number is not None:
        words = f'{words.removesuffix(str(number))}<tspan dx="{NUMBER_OFF}"{_MUTED}>{number}</tspan>'
    return f'<text{name}{look} x="{_share(x)}" y="{_share(y)}"{shift}{anchor}>{words}</text>'


def _share(share: float) -> str:
    return f"{100 * share:.2f}".rstrip("0").rstrip(".") + "%"

"""From places to panels: an overview of all, and a larger panel for each area in which they crowd."""

from collections.abc import Sequence
from dataclasses import dataclass

from timeline.drawing.map.areas import LEAST, crowded_areas
from timeline.drawing.map.graticule import meridians, parallels
from timeline.drawing.map.labels import Line, Sizes, Taken, free, labels, named_lines
from timeline.drawing.map.room import Anchor, Box, Label, apart, label_at
from timeline.drawing.map.spots import Located, Spot, moved, spots
from timeline.drawing.map.window import ASPECT, Window, window

# Places that are marked at most: those with most events.
MOST_MARKED = 500
# The panels of areas, by letter.
_LETTERS = "ABCDE"
# Pixels from a frame to the middle of its letter; the size of a frame that has room for it inside, which is at its
# middle.
_BESIDE, _ROOM = 10, (14, 16)
# Degrees that the overview shows at least.
_LEAST_SHOWN = 24.0
# How wide panels are shown by the site's pages.
_OVERVIEW, _DETAIL = Sizes((288, 1250), (480, 1250), 600), Sizes((288, 1050), (310, 1050), 310)


@dataclass(frozen=True, slots=True)
class Mark:
    """A place as it is drawn, with its name if there is room."""

    spot: Spot
    label: Label | None


@dataclass(frozen=True, slots=True)
class Frame:
    """An area that has a panel of its own, in shares of this one's width and height, from its upper left corner.

    at is where its label is written, in shares too; there is none where it has no room.
    """

    area: str
    x: float
    y: float
    width: float
    height: float
    at: tuple[float, float]
    label: Label | None


@dataclass(frozen=True, slots=True)
class Panel:
    """A part of the world with the places in it; `area` is the letter of its frame, empty for the overview.

    Those in a frame have their marks on the panel of that area, and on no other.
    """

    area: str
    window: Window
    places: tuple[Located, ...]
    marks: tuple[Mark, ...]
    frames: tuple[Frame, ...]
    meridians: tuple[Line, ...]
    parallels: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class _Sheet:
    """What a panel is made of: its window, the places in it, how wide it is shown."""

    shown: Window
    held: tuple[Spot, ...]
    sizes: Sizes


@dataclass(frozen=True, slots=True)
class _Area:
    """A part of a sheet that has a panel of its own: its letter, its window, the room that its frame takes."""

    letter: str
    window: Window
    box: Box

    def holds(self, spot: Spot) -> bool:
        return self.window.holds(spot.place.longitude, spot.place.latitude)


def panels(places: Sequence[Located]) -> tuple[Panel, ...]:
    """The overview of at least one place, then the areas. Each place that is marked is marked on one panel."""
    marked = sorted(places, key=lambda place: (-place.count, place.id))[:MOST_MARKED]
    whole = window([(place.longitude, place.latitude) for place in marked], _LEAST_SHOWN)
    waiting = [("", _Sheet(whole, spots(whole, marked), _OVERVIEW))]
    made = []
    for area, sheet in waiting:
        areas = _areas(sheet, _LETTERS[len(waiting) - 1 :])
        waiting += [(one.letter, _Sheet(one.window, moved(one.window, sheet.held), _DETAIL)) for one in areas]
        made.append(_panel(area, sheet, areas))
    return tuple(made)


def _panel(area: str, sheet: _Sheet, areas: Sequence[_Area]) -> Panel:
    """Names of places come first, for those in no area are named here or nowhere; then letters, then degrees."""
    outside = [spot for spot in sheet.held if not any(one.holds(spot) for one in areas)]
    blocked = [*(one.box for one in areas), *(spot.box for spot in outside)]
    named = labels(outside, blocked, sheet.sizes)
    held = list(named.values())
    frames = []
    for one in areas:
        frame, taken = _frame(one, sheet, blocked, held)
        frames.append(frame)
        held += taken
    east, north = named_lines(meridians(sheet.shown), parallels(sheet.shown), blocked, held, sheet.sizes)
    marks = tuple(Mark(spot, named[spot.place.id].label if spot.place.id in named else None) for spot in outside)
    return Panel(area, sheet.shown, tuple(spot.place for spot in sheet.held), marks, tuple(frames), east, north)


def _areas(sheet: _Sheet, letters: str) -> list[_Area]:
    """The areas that are worth a panel, at most one for each letter, whose frames are clear of one another."""
    named = labels(sheet.held, [spot.box for spot in sheet.held], sheet.sizes)
    crowded = {spot.place.id for spot in sheet.held if spot.place.id not in named}
    found: list[_Area] = []
    for area in crowded_areas(sheet.shown, sheet.held, crowded, sheet.sizes.common):
        if len(found) == len(letters):
            break
        inside = moved(area, sheet.held)
        there = labels(inside, [spot.box for spot in inside], _DETAIL)
        # What fills the narrowest of areas is drawn apart there; closer places must at least be named.
        if area.width > LEAST or len(there) > sum(spot.place.id in named for spot in inside):
            box = _box(area, sheet.shown)
            if all(apart(box, one.box, sheet.sizes.any) for one in found):
                found.append(_Area(letters[len(found)], area, box))
    return found


def _box(area: Window, shown: Window) -> Box:
    left, top = (area.west - shown.west) / shown.width, (shown.north - area.north) / shown.width
    width, height = area.width / shown.width, area.height / shown.width
    return Box((left, 0), (left + width, 0), (top, 0), (top + height, 0))


def _frame(area: _Area, sheet: _Sheet, blocked: Sequence[Box], held: Sequence[Taken]) -> tuple[Frame, list[Taken]]:
    """The frame of an area with its letter inside, or else at a corner, and what room the letter takes."""
    (left, _), (right, _), top, bottom = area.box.left, area.box.right, area.box.top[0], area.box.bottom[0]
    top, bottom = top * ASPECT, bottom * ASPECT
    whole = (area.letter, left, top, right - left, bottom - top)
    least = sheet.sizes.any[0]
    if (right - left) * least >= _ROOM[0] and (bottom - top) * least / ASPECT >= _ROOM[1]:
        middle = (left + right) / 2, (top + bottom) / 2
        # The circle of a place outside may reach into the frame.
        others = [box for box in blocked if box != area.box]
        if taken := free(label_at(area.letter, *middle, 0, 0, "middle"), others, held, sheet.sizes):
            return Frame(*whole, middle, taken[0].label), taken
    corners: tuple[tuple[float, float, float, float, Anchor], ...] = (
        (left, top, 0, -_BESIDE, "start"),
        (right, top, 0, -_BESIDE, "end"),
        (left, bottom, 0, _BESIDE, "start"),
        (right, bottom, 0, _BESIDE, "end"),
        (right, top, _BESIDE / 2, _BESIDE, "start"),
        (left, top, -_BESIDE / 2, _BESIDE, "end"),
    )
    for x, y, dx, dy, anchor in corners:
        choice = label_at(area.letter, x, y, dx, dy, anchor)
        if taken := free(choice, blocked, held, sheet.sizes):
            return Frame(*whole, (x, y), taken[0].label), taken
    return Frame(*whole, (left, top), None), []

"""Which columns an axis has: periods of the calendar, those opened into finer ones on which events press."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from timeline.drawing.cells import Cell, Width, opened, shared_cell, spanning, years_cell
from timeline.drawing.event import GRAINS, RANK, Grain
from timeline.drawing.times import Times

Widths = Mapping[Width, float]

# Stretches of years that a column can be; each is made of whole ones of the next shorter.
LENGTHS = (1, 5, 10, 50, 100, 500, 1000, 5000, *(10**power for power in range(4, 13)))
# Fewer neighbouring periods without an event keep their columns, so that time runs evenly where it is dense.
_SHORTEST_LULL: Mapping[Grain, int] = {"hour": 6, "day": 7, "month": 3, "year": 2, "years": 2}
# Part of the width that events claim for the columns they stand in, and the number of events from which all of it.
_CLAIM, _CLAIMED_FROM, _CLAIMING = 0.55, 120, ("day", "hour")
# A period with more than this part of all events should be open; for the sake of that, neighbouring periods with no
# more than one of these parts each may be drawn as one.
_PRESSED, _FEW = 0.3, (0, 0.03, 0.1)


def opened_cells(
    times: Times, width: float, widths: Sequence[Widths], frame: Cell | None
) -> tuple[list[Cell], list[float]]:
    """The cells that fill the frame, or hold all the times, and the least width that each needs."""
    best: tuple[int, list[Cell], _Way] | None = None
    for way in _ways(times, width, widths, frame):
        cells, pressed = _opened_where_pressed(times, way)
        if best is None or pressed < best[0]:
            best = pressed, cells, way
        if pressed <= _PRESSED * times.events:
            break
    assert best is not None
    _, cells, way = best
    if frame and frame.grain == "year" and all(cell.grain == "month" for cell in cells):
        # Where no month had to be opened, there is room to show all of them alike.
        cells = list(opened(frame, LENGTHS))
    return cells, way.needs(times, cells)


@dataclass(frozen=True, slots=True)
class _Way:
    """The cells to begin with, the room there is, and how few events a period may hold to be drawn with others."""

    cells: Sequence[Cell]
    width: float
    least: Widths
    few: float

    def has_room(self, times: Times, cells: Sequence[Cell]) -> bool:
        return sum(self.needs(times, cells)) <= self.width

    def needs(self, times: Times, cells: Iterable[Cell]) -> list[float]:
        """Least widths: what a column's kind needs to be read, or what its events claim if they cannot be opened up."""
        least, claim = self.least, _CLAIM * self.width / max(times.events, _CLAIMED_FROM)
        return [
            max(least[cell.measure], claim * times.dated(cell)) if cell.measure in _CLAIMING else least[cell.measure]
            for cell in cells
        ]


def _ways(times: Times, width: float, widths: Sequence[Widths], frame: Cell | None) -> Iterable[_Way]:
    """Ways to make the axis, the best first: single years wherever they fit, and no columns drawn as one."""
    fews = [part * times.events for part in _FEW]
    if frame:
        # A year is shown by its months, however little there is in them.
        yield from (
            _Way(_with_opened(times, [frame], frame, few) if frame.grain == "year" else [frame], width, least, few)
            for few in fews
            for least in widths
        )
        return
    fitting = False
    for length in LENGTHS:
        cells = _years(times, length)
        for few in fews:
            for least in widths:
                way = _Way(_few_as_runs(times, cells, few) if few else cells, width, least, few)
                if fitting or len(cells) == 1 or length == LENGTHS[-1] or (not few and way.has_room(times, cells)):
                    fitting = True
                    yield way
        if len(cells) == 1:
            return


def _years(times: Times, length: int) -> list[Cell]:
    """The stretches of so many years that hold anything, and what lies between them."""
    held = sorted({year // length for year in times.years})
    grain: Grain = "year" if length == 1 else "years"
    cells = []
    for number, following in pairwise([*held, None]):
        assert number is not None
        cells.append(years_cell(number, length))
        if following is not None and following > number + 1:
            kind: Literal["gap", "rest"] = "gap" if following > number + 2 else "rest"
            begin, end = cells[-1].end, years_cell(following, length).begin
            cells.append(shared_cell(kind, grain, begin, end, "years", length))
    return cells


def _few_as_runs(times: Times, cells: Sequence[Cell], few: float) -> list[Cell]:
    """The cells with neighbouring periods that hold few events, or none, as one."""
    merged: list[Cell] = []
    for cell in cells:
        before = merged[-1] if merged else None
        alike = before is not None and before.grain == cell.grain and not before.kind == cell.kind == "rest"
        if before and alike and all(_is_thin(times, one, few) for one in (before, cell)):
            merged[-1] = spanning(before, cell.end, "run")
        else:
            merged.append(cell)
    return merged


def _is_thin(times: Times, cell: Cell, few: float) -> bool:
    return cell.kind in ("run", "rest") or (cell.kind == "period" and times.counted(cell) <= few)


def _opened_where_pressed(times: Times, way: _Way) -> tuple[list[Cell], int]:
    """The cells, opened as far as there is room, and how many events press on the worst that had to stay closed."""
    cells = list(way.cells)
    while True:
        # A single column has no scale.
        enough = _worth_opening(times.events) if len(cells) > 1 else 1
        open_to: Grain = "day" if times.hours else "month"
        closed = [cell for cell in cells if cell.kind == "period" and cell.grain in GRAINS[GRAINS.index(open_to) :]]
        ranked = sorted(((times.pressing(cell), -cell.begin, cell) for cell in closed), reverse=True)
        pressed = [(count, cell) for count, _, cell in ranked if count >= enough]
        # The hours of one day are not worth that other days lose their columns.
        can_open = [cell for _, cell in pressed if not way.few or cell.grain != "day"]
        for cell in can_open:
            finer = _with_opened(times, cells, cell, way.few)
            if way.has_room(times, finer):
                cells = finer
                break
        else:
            return cells, pressed[0][0] if pressed else 0


def _worth_opening(events: int) -> float:
    """How many of so many events have to press on a period; of few events, few."""
    return max(2, min(4, events / 4), 0.04 * events)


def _with_opened(times: Times, cells: Sequence[Cell], cell: Cell, few: float) -> list[Cell]:
    """The cells with one of them opened, and what is empty in it drawn together with empty neighbours."""
    place = cells.index(cell)
    parts: Sequence[Cell] = opened(cell, LENGTHS)
    if cell.begin < times.first or cell.end > times.last:
        parts = [part for part in parts if part.end > times.first and part.begin <= times.last]
    parts = list(_lulls_as_rests(times, parts))
    parts = _few_as_runs(times, parts, few) if few else parts
    merged: list[Cell] = []
    for one in (*cells[:place], *parts, *cells[place + 1 :]):
        before = merged[-1] if merged else None
        if before and before.kind == one.kind == "rest" and before.year == one.last_year and one.grain != "years":
            coarser = max(before, one, key=lambda each: RANK[each.within])
            merged[-1] = shared_cell("rest", coarser.grain, before.begin, one.end, coarser.within, coarser.length)
        else:
            merged.append(one)
    return merged


def _lulls_as_rests(times: Times, parts: Sequence[Cell]) -> Iterable[Cell]:
    """Empty runs at both ends, and long ones within, become one cell each."""
    held = times.held(parts)
    if True not in held:
        yield from parts
        return
    start = 0
    while start < len(parts):
        if held[start]:
            yield parts[start]
            start += 1
            continue
        end = held.index(True, start) if True in held[start:] else len(parts)
        within = start > 0 and end < len(parts)
        if within and end - start < _SHORTEST_LULL[parts[start].grain]:
            yield from parts[start:end]
        else:
            cut_out = parts[start].grain in ("year", "years") and end - start > 1
            yield spanning(parts[start], parts[end - 1].end, "gap" if cut_out else "rest")
        start = end

"""What stands above the columns: years or months in a first line, what they are opened into in a second."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

from timeline.dates import civil
from timeline.dates.days import weekday
from timeline.dates.words import GREGORIAN
from timeline.drawing.axis import Axis, Column
from timeline.drawing.cells import Cell, spanning, words_of
from timeline.drawing.event import Grain
from timeline.drawing.layout import Layout
from timeline.drawing.lettering import width
from timeline.drawing.rows import Row

# The theme's words by their key: `say("month-3")`.
Say = Callable[..., str]
# What can be looked up further: a year, a month or a day, each as far as given.
Period = tuple[int, ...]
# From this part of the busiest column's events on, a column's name is bold.
_BUSY = 0.8
# The first line is so much larger; pixels between names.
_LARGER, _BETWEEN = 1.1, 2
# How much of year, month and day a column's period is.
_LENGTHS: Mapping[Grain, int] = {"month": 2, "day": 3}


class Caption(NamedTuple):
    """Text at x in pixels of the reference width: beginning `inset` pixels behind it, or centred on it if None.

    period is what can be looked up under it.
    """

    text: str
    x: float
    inset: float | None
    line: int
    bold: bool
    period: Period = ()


def captions(scale: Axis, layout: Layout, say: Say, stretch: float = 1) -> tuple[Caption, ...]:
    """All that can stand without touching each other in a plot so many times as wide; the first line is 0."""
    return (*_first_line(scale, layout, say, stretch), *_second_line(scale, layout, say, stretch))


def _first_line(scale: Axis, layout: Layout, say: Say, stretch: float) -> Iterator[Caption]:
    """Neighbouring columns of one year, or of one month if it is open, have one name."""
    inset, size = (2.0 if layout.wider else 5.0), layout.type * _LARGER
    groups = [next(columns) for _, columns in groupby(scale.columns, _heading)]
    ends = [column.x * stretch for column in groups[1:]] + [scale.width * stretch]
    years = [column.cell.year for column in groups if column.cell.heading]
    in_one_century = min(years) // 100 == max(years) // 100
    row, left, before = Row(_BETWEEN), [], None

    def placed(column: Column, end: float) -> Caption | None:
        cell, begin = column.cell, column.x * stretch + inset
        for name in _names(cell, in_one_century, say):
            wide = width(name, size, bold=True)
            if begin + wide <= end and row.takes(begin, begin + wide):
                return Caption(name, column.x, inset, 0, True, cell.heading if cell.grain != "years" else ())
        return None

    for column, end in zip(groups, ends, strict=True):
        heading = column.cell.heading
        # What follows its own month is still the same year.
        if before is None or len(heading) != 1 or before[:1] != heading:
            found = placed(column, end)
            if found:
                yield found
            else:
                left.append(column)
        before = heading
    # The others stand over what has no name.
    yield from filter(None, (placed(column, scale.width * stretch) for column in left))


def _heading(column: Column) -> Period:
    return column.cell.heading


def _names(cell: Cell, in_one_century: bool, say: Say) -> Sequence[str]:
    """What the columns under its heading are called, the longest name first.

    in_one_century says that all years that are named are of one, so that two digits tell them apart.
    """
    heading = cell.heading
    if not heading:
        return ()
    if len(heading) == 3:
        return words_of(cell.first_day, cell.first_day, "day"), f"{heading[2]} {say(f'short-month-{heading[1]}')}"
    year = _year(cell.first_day)
    if len(heading) == 2:
        month = say(f"month-{heading[1]}")
        return say("month-of-year", month=month, year=year), say(f"short-month-{heading[1]}")
    if cell.within == "years" and cell.last_year > cell.year:
        last = _year(cell.last_day)
        short = (f"{year}–{last[2:]}",) if len(year) == len(last) == 4 and year[:2] == last[:2] else ()
        return say("year-span", first=year, last=last), *short, f"{year}–"
    return (year, f"’{heading[0] % 100:02}") if in_one_century and heading[0] >= 1000 else (year,)


def _second_line(scale: Axis, layout: Layout, say: Say, stretch: float) -> Iterator[Caption]:
    """Periods of a grain are named alike, in the longest way that has room in all of them.

    Where none has, the busiest are named first, and the others as far as names then do not touch.
    """
    columns = [(column, names) for column in scale.columns if (names := _parts_of_name(column.cell, say))]
    if not columns:
        return
    busy = max(1, _BUSY * max(column.dated for column in scale.columns))
    row, plot = Row(_BETWEEN), scale.width * stretch
    named = []
    alike: dict[str, int] = {}
    for column, names in columns:
        is_period = column.cell.kind == "period"
        is_bold = is_period and column.dated >= busy
        widths = [width(name, layout.type, is_bold) for name in names]
        lacking = sum(wide + _BETWEEN > column.width * stretch for wide in widths) if is_period else 0
        alike[column.cell.grain] = max(alike.get(column.cell.grain, 0), lacking)
        named.append((column, is_period, is_bold, list(zip(names, widths, strict=True))))
    # The busiest first, then the other periods, then what is made of several, from left to right.
    for column, is_period, is_bold, forms in sorted(named, key=lambda each: (not each[2], not each[1])):
        begin = min(alike[column.cell.grain], len(forms) - 1) if is_period else 0
        middle = (column.x + column.width / 2) * stretch
        for name, wide in forms[begin:]:
            half = wide / 2
            if middle - half >= 0 and middle + half <= plot and row.takes(middle - half, middle + half):
                yield Caption(name, middle / stretch, None, 1, is_bold, _period(column.cell))
                break


def _parts_of_name(cell: Cell, say: Say) -> Sequence[str]:
    """What a column is called in the second line, the longest name first."""
    if cell.kind == "gap":
        return (_gap(say, cell.last_year - cell.year + 1),)
    if cell.kind == "period":
        if cell.grain == "hour":
            # A bare number would be read as a day.
            return (f"{cell.hour:02}:00",)
        if cell.grain == "day":
            return _day(say, cell.first_day)
        return _month(say, cell.month) if cell.grain == "month" else ()
    return tuple(_of_several(cell, say)) if cell.grain not in ("year", "years") and cell.has_whole_day else ()


@lru_cache(maxsize=1000)
def _gap(say: Say, years: int) -> str:
    return say("strip-years-out", n=years)


@lru_cache(maxsize=10_000)
def _day(say: Say, day: int) -> Sequence[str]:
    of_month = f"{civil(day)[2]}"
    return (f"{say(f'short-weekday-{weekday(day) + 1}')} {of_month}", of_month) if day >= GREGORIAN else (of_month,)


@lru_cache(maxsize=100)
def _month(say: Say, month: int) -> Sequence[str]:
    name = say(f"short-month-{month}")
    return name, name[:1]


def _of_several(cell: Cell, say: Say) -> Iterator[str]:
    """`Jan–Feb`, `1 Jan–2 Mar`, `3–9`."""
    (_, first_month, first), (_, last_month, last) = cell.first, civil(cell.last_day)
    months = [_month(say, month)[0] for month in (first_month, last_month)]
    if first == 1 and civil(cell.last_day + 1)[2] == 1:
        yield "–".join(dict.fromkeys(months))
    elif first_month == last_month:
        days = f"{first}–{last}" if last > first else f"{first}"
        yield f"{days} {months[0]}"
        yield days
    else:
        yield f"{first} {months[0]}–{last} {months[1]}"


def _period(cell: Cell) -> Period:
    return cell.first[: _LENGTHS.get(cell.grain, 0)] if cell.kind == "period" else ()


def _year(day: int) -> str:
    return words_of(day, day, "year")


def reading(scale: Axis) -> dict[str, tuple[str, ...]]:
    """What the columns show, for a sentence: by grain the stretches of time, in words, and those without events.

    `{"day": ("3 to 16 March 2025",), "gap": ("2016 to 2023",), …}`; "rest" are quiet ones that keep a column, "run"
    periods that share one.
    """
    found: dict[str, list[str]] = {}
    for kind, columns in groupby(scale.columns, _kind):
        cells = [column.cell for column in columns]
        # A run is a column of its own.
        together = kind != "run" and len(cells) > 1
        spans = [spanning(cells[0], cells[-1].end, "period")] if together else cells
        found.setdefault(kind, []).extend(span.words for span in spans)
    return {kind: tuple(words) for kind, words in found.items()}


def _kind(column: Column) -> str:
    return column.cell.measure

"""What stands above the columns: years or months in a first line, what they are opened into in a second."""

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

from timeline.dates import civil
from timeline.dates.days import weekday
from timeline.dates.words import GREGORIAN
from timeline.drawing.axis import Axis, Column
from timeline.drawing.cells import Cell, Period, spanning, words_of
from timeline.drawing.layout import Layout
from timeline.drawing.lettering import width
from timeline.drawing.rows import Row

# The theme's words by their key: `say("month-3")`.
Say = Callable[..., str]
# From this part of the busiest column's events on, a column's name is bold.
_BUSY = 0.8
# The first line is so much larger; pixels between names.
_LARGER, _BETWEEN = 1.1, 2
# Names of a column, the longest first, each with the pixels that it takes.
Forms = Sequence[tuple[str, float]]
Named = tuple[Column, Forms]


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
    headed = scale.headed
    ends = [column.x * stretch for column in headed[1:]] + [scale.width * stretch]
    years = [column.cell.year for column in headed if column.cell.heading]
    in_one_century = min(years) // 100 == max(years) // 100
    row, left, before = Row(_BETWEEN), [], None
    for column, end in zip(headed, ends, strict=True):
        cell = column.cell
        heading = cell.heading
        # What follows its own month is still the same year.
        if before is None or len(heading) != 1 or before[:1] != heading:
            begin = column.x * stretch + inset
            names = _names(cell, in_one_century, say, size)
            for name, wide in names:
                # No two touch, since each ends before the next heading.
                if begin + wide <= end:
                    row.takes(begin, begin + wide)
                    yield _first(name, column, inset)
                    break
            else:
                left += [(column, begin, names)] if names else []
        before = heading
    # The others stand over what has no name.
    for column, begin, names in left:
        for name, wide in names:
            if begin + wide <= scale.width * stretch and row.takes(begin, begin + wide):
                yield _first(name, column, inset)
                break


def _first(name: str, column: Column, inset: float) -> Caption:
    cell = column.cell
    return Caption(name, column.x, inset, 0, True, cell.heading if cell.grain != "years" else ())


# Most columns of an axis are on others, too, and their names measured already.
@lru_cache(maxsize=10_000)
def _names(cell: Cell, in_one_century: bool, say: Say, size: float) -> Forms:
    """What the columns under its heading are called, the longest name first, with their widths in bold type.

    in_one_century says that all years that are named are of one, so that two digits tell them apart.
    """
    return tuple([(name, width(name, size, bold=True)) for name in _of_heading(cell, in_one_century, say)])


def _of_heading(cell: Cell, in_one_century: bool, say: Say) -> Sequence[str]:
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
    busiest, others, made_of_several = list[Named](), list[Named](), list[Named]()
    busy = max(1, _BUSY * max([column.dated for column in scale.columns]))
    alike: dict[str, int] = {}
    for column in scale.columns:
        cell = column.cell
        plain, bold = _parts_of_name(cell, say, layout.type)
        if not plain:
            continue
        if cell.kind != "period":
            made_of_several.append((column, plain))
            continue
        is_bold = column.dated >= busy
        forms = bold if is_bold else plain
        (busiest if is_bold else others).append((column, forms))
        for lacking, (_, wide) in enumerate(forms, 1):
            if wide + _BETWEEN > column.width * stretch and lacking > alike.get(cell.grain, 0):
                alike[cell.grain] = lacking
    row, plot = Row(_BETWEEN), scale.width * stretch
    # From left to right each.
    for column, forms in (*busiest, *others, *made_of_several):
        cell = column.cell
        is_period = cell.kind == "period"
        begin = min(alike.get(cell.grain, 0), len(forms) - 1) if is_period else 0
        middle = (column.x + column.width / 2) * stretch
        for name, wide in forms[begin:] if begin else forms:
            half = wide / 2
            if middle - half >= 0 and middle + half <= plot and row.takes(middle - half, middle + half):
                is_bold = is_period and column.dated >= busy
                yield Caption(name, middle / stretch, None, 1, is_bold, cell.period)
                break


@lru_cache(maxsize=10_000)
def _parts_of_name(cell: Cell, say: Say, size: float) -> tuple[Forms, Forms]:
    """What a column is called in the second line, the longest name first, with the widths in plain and in bold type."""
    names = _of_part(cell, say)
    plain, bold = ([(name, width(name, size, is_bold)) for name in names] for is_bold in (False, True))
    return plain, bold


def _of_part(cell: Cell, say: Say) -> Sequence[str]:
    if cell.kind == "gap":
        return (say("strip-years-out", n=cell.last_year - cell.year + 1),)
    if cell.kind == "period":
        if cell.grain == "hour":
            # A bare number would be read as a day.
            return (f"{cell.hour:02}:00",)
        if cell.grain == "day":
            of_month = f"{cell.day}"
            weekdays = [weekday(cell.first_day) + 1] if cell.first_day >= GREGORIAN else []
            return (*[f"{say(f'short-weekday-{number}')} {of_month}" for number in weekdays], of_month)
        return _month(say, cell.month) if cell.grain == "month" else ()
    return tuple(_of_several(cell, say)) if cell.grain not in ("year", "years") and cell.has_whole_day else ()


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

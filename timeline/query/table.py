"""Events in columns, for a terminal: ids whole, and titles as far as there is room."""

import unicodedata
from collections.abc import Iterator, Sequence

from timeline.compile import Row
from timeline.problems import printable

HEAD = ("date", "id", "thread", "status", "title")
GAP = "  "
# Cells: what a title must have to stand in the line of its event, and what a date may have where room is short.
LEAST_TITLE, MOST_DATE = 24, 24
# They join letters and part them, and are needed where they stand.
JOINERS = "\u200c\u200d"


def table(rows: Sequence[Row], width: int | None = None) -> Iterator[str]:
    """The rows as lines of at most so many cells, as far as ids leave room; None cuts nothing.

    Where there is no room for titles behind the rest, each stands in a line below it.
    """
    if not rows:
        return
    lines = [HEAD, *(_texts(row, MOST_DATE if width else None) for row in rows)]
    widths = [max(map(cells, column)) for column in zip(*lines, strict=True)]
    left = None if width is None else width - sum(widths[:-1]) - len(GAP) * (len(HEAD) - 1)
    for *texts, title in lines:
        line = GAP.join(_filled(text, cells) for text, cells in zip(texts, widths, strict=False))
        if left is None or left >= LEAST_TITLE:
            yield (line + GAP + (title if left is None else shortened(title, left))).rstrip()
        else:
            yield line.rstrip()
            yield GAP + GAP + shortened(title, max(LEAST_TITLE, (width or 0) - 2 * len(GAP)))


def cells(text: str) -> int:
    """How many cells of a terminal a text fills: two for a wide letter (UAX #11), none for a mark."""
    return len(text) if text.isascii() else sum(map(_cells, text))


def shortened(text: str, most: int) -> str:
    """The text in at most so many cells, with an ellipsis for what is left out."""
    if cells(text) <= most:
        return text
    room, kept = most - 1, []
    for letter in text:
        room -= _cells(letter)
        if room < 0:
            break
        kept.append(letter)
    return "".join(kept).rstrip() + "…"


def _texts(row: Row, most_date: int | None) -> tuple[str, str, str, str, str]:
    date = shortened(row.date, most_date) if most_date else row.date
    status = f"{row.status}, draft" if row.draft else row.status
    title = "".join(letter if letter in JOINERS else printable(letter) for letter in row.title)
    return date, row.id, printable(row.thread), status, title


def _filled(text: str, width: int) -> str:
    return text + " " * (width - cells(text))


def _cells(letter: str) -> int:
    if unicodedata.category(letter) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(letter) in "WF" else 1

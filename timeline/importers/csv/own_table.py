"""Our own events.csv, read back: what a spreadsheet may have changed is looked at again, the rest is as it was."""

from collections.abc import Mapping
from typing import get_args

from timeline.dates import DateError, parse
from timeline.importers.csv.sheet import Row, Sheet, column_of, unread
from timeline.importers.found import Event, Found, Loss, Place
from timeline.importers.markup import escaped
from timeline.model import Status, Weight
from timeline.pages.events_csv import BETWEEN, COLUMNS, unguarded
from timeline.problems import did_you_mean, quoted
from timeline.text import squeeze

# What is enough to know it by; a column that holds nothing anybody wants may have been deleted.
NEEDED = {"id", "title", "date", "status", "thread"}
STATUSES = {status: status for status in get_args(Status)}
WEIGHTS = {weight: weight for weight in get_args(Weight)}


def is_own(header: tuple[str, ...]) -> bool:
    return {*header} >= NEEDED


def own_table(sheet: Sheet) -> Found:
    """Raises CannotRead where two columns have one name."""
    columns = {name: column for name in COLUMNS if (column := column_of(sheet.header, name, sheet.name)) is not None}
    events: list[Event] = []
    lost: list[Loss] = []
    for row in sheet.rows:
        event = _event(row, {name: unguarded(row.cells[column]) for name, column in columns.items()}, lost)
        if event:
            events.append(event)
    threads = tuple(dict.fromkeys(event.thread for event in events if event.thread))
    return Found(
        events=tuple(events),
        threads=threads,
        lost=(*sheet.lost, *lost, *unread(sheet, columns.values())),
        notes=sheet.notes,
    )


def _event(row: Row, cells: Mapping[str, str], lost: list[Loss]) -> Event | None:
    title, date = squeeze(cells["title"]), cells["date"].strip()
    if not title:
        lost.append(Loss(row.where, "event left out: it has no title"))
        return None
    try:
        parse(date)
    except DateError as error:
        fault = f'column "date", {quoted(date)}: {error}' if date else "it has no date"
        lost.append(Loss(row.where, f"event left out, {quoted(title)}: {fault}"))
        return None
    if articles := cells.get("articles", "").strip():
        lost.append(Loss(row.where, f"what it quotes of {articles}: no table holds the words"))
    status, weight = cells["status"].strip(), cells.get("weight", "").strip()
    for name, value, known, usual in (("status", status, STATUSES, "reported"), ("weight", weight, WEIGHTS, "normal")):
        if value and value not in known:
            what = f'column "{name}", {quoted(value)}: no {name}{did_you_mean(value, known)}'
            lost.append(Loss(row.where, f"{what}; the event comes in as {usual}"))
    return Event(
        where=row.where,
        title=title,
        date=date,
        summary=escaped(cells.get("summary", "")),
        body=escaped(cells.get("body", "")),
        id=cells["id"].strip(),
        thread=squeeze(cells["thread"]),
        status=STATUSES.get(status, "reported"),
        weight=WEIGHTS.get(weight, "normal"),
        tags=_ids(cells.get("tags", "")),
        actors=_ids(cells.get("actors", "")),
        places=tuple(Place(name) for name in _ids(cells.get("places", ""))),
    )


def _ids(cell: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for one in cell.split(BETWEEN.strip()) if (name := squeeze(one))))

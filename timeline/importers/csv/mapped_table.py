"""Any table, by a mapping that says which column is which field."""

from collections.abc import Mapping
from typing import get_args

from timeline.dates import DateError, parse
from timeline.importers.csv.date_formats import read_date
from timeline.importers.csv.mapping import DATES, Column, TableMapping
from timeline.importers.csv.sheet import Row, Sheet, column_of, unread
from timeline.importers.found import CannotRead, Event, Found, Loss, Place, Source
from timeline.importers.markup import escaped, is_web, markdown_of, plain_of
from timeline.model import Status, Weight
from timeline.problems import did_you_mean, quoted
from timeline.text import squeeze

STATUSES = {status: status for status in get_args(Status)}
WEIGHTS = {weight: weight for weight in get_args(Weight)}


def mapped_table(sheet: Sheet, mapping: TableMapping) -> Found:
    """Raises CannotRead where a column that the mapping names is not there, or there twice."""
    columns = {field: _position(sheet, column) for field, column in mapping.fields.items() if column.name}
    table = _Table(mapping.fields, columns)
    events = [event for row in sheet.rows if (event := table.event(row))]
    return Found(
        events=tuple(events),
        threads=tuple(dict.fromkeys(event.thread for event in events if event.thread)),
        lost=(*sheet.lost, *table.lost, *unread(sheet, columns.values())),
        notes=(*sheet.notes, *table.notes),
    )


def _position(sheet: Sheet, column: Column) -> int:
    found = column_of(sheet.header, column.name.strip())
    if found is None:
        names = ", ".join(map(quoted, filter(None, sheet.header[:20])))
        near = did_you_mean(column.name, sheet.header)
        raise CannotRead(
            f"no column {quoted(column.name)}{near}; the header has {names}" if names else "there is no header"
        )
    return found


class _Left(Exception):
    """Why an event is left out."""


class _Table:
    def __init__(self, fields: Mapping[str, Column], columns: Mapping[str, int]) -> None:
        self.fields, self.columns = fields, columns
        self.lost: list[Loss] = []
        self.notes: list[Loss] = []

    def event(self, row: Row) -> Event | None:
        try:
            title = self._title(row)
            date = self._date(row)
        except _Left as why:
            self.lost.append(Loss(row.where, f"event left out: {why}"))
            return None
        return Event(
            where=row.where,
            title=title,
            date=date,
            summary=self._prose(row, "summary"),
            body=self._prose(row, "body"),
            id=self._cell(row, "id"),
            thread=squeeze(self._cell(row, "thread")),
            status=STATUSES.get(self._choice(row, "status", STATUSES), "reported"),
            weight=WEIGHTS.get(self._choice(row, "weight", WEIGHTS), "normal"),
            tags=self._members(row, "tags"),
            actors=self._members(row, "actors"),
            places=self._places(row),
            sources=self._sources(row),
        )

    def _cell(self, row: Row, field: str) -> str:
        column = self.fields.get(field)
        if column is None:
            return ""
        return (row.cells[self.columns[field]] if column.name else column.value).strip()

    def _lose(self, row: Row, field: str, cell: str, why: str) -> None:
        self.lost.append(Loss(row.where, f"{self._named(field)}, {quoted(cell)}: {why}"))

    def _named(self, field: str) -> str:
        return f"column {quoted(self.fields[field].name)}" if self.fields[field].name else field

    def _title(self, row: Row) -> str:
        cell = self._cell(row, "title")
        if title := plain_of(cell) if self.fields["title"].html else squeeze(cell):
            return title
        raise _Left(f"{self._named('title')} is empty, and no event is without a title")

    def _date(self, row: Row) -> str:
        dates = {field: self._date_of(row, field) for field in DATES if self._cell(row, field)}
        if "date" in dates:
            return dates["date"]
        if not dates:
            field = next(field for field in DATES if field in self.fields)
            raise _Left(f"{self._named(field)} is empty, and no event is without a date")
        start, end = dates.get("start", ""), dates.get("end", "")
        if not end or start == end:
            return start
        lasting = f"{start}/{end}"
        try:
            return parse(lasting).text
        except DateError as error:
            if not start:
                raise _Left(f"{self._named('end')}, {quoted(end)}: {error}") from error
            self._lose(row, "end", self._cell(row, "end"), f"the end is left out: {error}")
            return start

    def _date_of(self, row: Row, field: str) -> str:
        try:
            return read_date(self._cell(row, field), self.fields[field].formats)
        except DateError as error:
            raise _Left(f"{self._named(field)}, {error}") from error

    def _prose(self, row: Row, field: str) -> str:
        cell = self._cell(row, field)
        if not cell or not self.fields[field].html:
            return escaped(cell)
        markup = markdown_of(cell)
        self.lost += [Loss(row.where, f"{self._named(field)}, dropped: {what}") for what in markup.dropped]
        self.notes += [Loss(row.where, f"{what} is a link now") for what in markup.linked]
        return markup.text

    def _choice(self, row: Row, field: str, known: Mapping[str, str]) -> str:
        cell = self._cell(row, field)
        if not cell:
            return ""
        values = dict(self.fields[field].values)
        meant = values.get(cell, cell)
        if meant not in known:
            self._lose(row, field, cell, f"no {field} of ours{did_you_mean(cell, [*known, *values])}")
        return meant

    def _members(self, row: Row, field: str) -> tuple[str, ...]:
        cell = self._cell(row, field)
        separator = self.fields[field].separator if cell else ""
        parts = cell.split(separator) if separator.strip() else cell.split() if separator else [cell]
        return tuple(dict.fromkeys(member for part in parts if (member := squeeze(part))))

    def _places(self, row: Row) -> tuple[Place, ...]:
        names = self._members(row, "places")
        lat, lon = self._degrees(row, "lat", 90), self._degrees(row, "lon", 180)
        if lat is None and lon is None:
            return tuple(map(Place, names))
        if len(names) == 1 and lat is not None and lon is not None:
            return (Place(names[0], lat, lon),)
        why = "one of the two is missing" if lat is None or lon is None else f"there are {len(names)} places to them"
        self.lost.append(Loss(row.where, f"latitude and longitude are left out: {why}"))
        return tuple(map(Place, names))

    def _degrees(self, row: Row, field: str, most: int) -> float | None:
        cell = self._cell(row, field)
        if not cell:
            return None
        try:
            # Any other way to write a number is that of some country, and means another number elsewhere.
            degrees = float(cell) if set(cell) <= set("0123456789.+-") else most + 1.0
        except ValueError:
            degrees = most + 1.0
        if abs(degrees) <= most:
            return degrees
        self._lose(row, field, cell, f"these are no degrees from -{most} to {most}, as in 50.45")
        return None

    def _sources(self, row: Row) -> tuple[Source, ...]:
        urls = self._members(row, "url")
        for url in urls:
            if not is_web(url):
                self._lose(row, "url", url, "this is no web address")
        return tuple(Source(url) for url in urls if is_web(url))

"""Any table, by a mapping that says which column is which field."""

from collections.abc import Mapping
from typing import get_args

from timeline.content.source import Route
from timeline.dates import DateError, parse
from timeline.importers.csv.date_formats import read_date
from timeline.importers.csv.mapping import DATES, DELIMITERS, Faults, TableMapping, located, refuse
from timeline.importers.csv.sheet import Row, Sheet, header_of, sheet_of, unread
from timeline.importers.found import Event, Found, Loss, Place, Source
from timeline.importers.markup import escaped, is_web, markdown_of, plain_of
from timeline.model import Status, Weight
from timeline.problems import did_you_mean, quoted
from timeline.text import squeeze

STATUSES = {status: status for status in get_args(Status)}
WEIGHTS = {weight: weight for weight in get_args(Weight)}


def mapped_table(text: str, name: str, mapping: TableMapping) -> Found:
    """name is what messages call the file of the text.

    Raises CannotRead, also where columns that the mapping names are not there, or there twice.
    """
    refuse(located(mapping.path, _missing(text, mapping)))
    sheet = sheet_of(text, mapping.delimiter, name)
    named = {field: column.name.strip() for field, column in mapping.fields.items() if column.name}
    columns = {field: sheet.header.index(name) for field, name in named.items()}
    table = _Table(mapping, columns)
    events = [event for row in sheet.rows if (event := table.event(row))]
    return Found(
        events=tuple(events),
        threads=tuple(dict.fromkeys(event.thread for event in events if event.thread)),
        lost=(*sheet.lost, *table.lost, *unread(sheet, (*columns.values(), *_ignored(sheet, mapping)))),
        notes=(*sheet.notes, *table.notes),
    )


def _missing(text: str, mapping: TableMapping) -> Faults:
    """The columns that the mapping names and the header has not, or has twice."""
    wanted: list[tuple[Route, str]] = [
        *((("fields", field, "column"), column.name) for field, column in mapping.fields.items() if column.name),
        *((("ignore", position), name) for position, name in enumerate(mapping.ignored)),
    ]
    header = header_of(text, mapping.delimiter)
    names = ", ".join(map(quoted, filter(None, header[:20])))
    for route, name in wanted:
        count = header.count(name.strip())
        if count > 1 and route[0] == "fields":
            yield route, False, f"{count} columns are named {quoted(name)}; give them names of their own"
        elif not count and (delimiter := _parted_otherwise(text, mapping, name.strip())):
            # So are all others, then.
            yield route, False, f'no column {quoted(name)}: is "delimiter: {delimiter}" missing?'
            return
        elif not count and names:
            yield route, False, f"no column {quoted(name)}{did_you_mean(name, header)}; the header has {names}"


def _parted_otherwise(text: str, mapping: TableMapping, name: str) -> str:
    """The delimiter with which the header would have the column, or nothing."""
    others = (said for said, sign in DELIMITERS.items() if said != sign and sign != mapping.delimiter)
    return next((said for said in others if name in header_of(text, DELIMITERS[said])), "")


def _ignored(sheet: Sheet, mapping: TableMapping) -> list[int]:
    names = {name.strip() for name in mapping.ignored}
    return [position for position, name in enumerate(sheet.header) if name in names]


class _Left(Exception):
    """Why an event is left out."""


class _Table:
    def __init__(self, mapping: TableMapping, columns: Mapping[str, int]) -> None:
        self.fields, self.decimal, self.columns = mapping.fields, mapping.decimal, columns
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
            usual = f"the event comes in as {'reported' if field == 'status' else 'normal'}"
            self._lose(row, field, cell, f"no {field} of ours{did_you_mean(cell, [*known, *values])}; {usual}")
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
        if self._cell(row, "lat") and self._cell(row, "lon") and (lat is None or lon is None):
            # It is told what is wrong with them.
            return tuple(map(Place, names))
        why = "one of the two is missing" if lat is None or lon is None else f"there are {len(names)} places to them"
        self.lost.append(Loss(row.where, f"latitude and longitude are left out: {why}"))
        return tuple(map(Place, names))

    def _degrees(self, row: Row, field: str, most: int) -> float | None:
        cell = self._cell(row, field)
        if not cell:
            return None
        try:
            # Any other way to write a number is that of some country, and means another number elsewhere.
            known = set(cell) <= {*"0123456789+-", self.decimal}
            degrees = float(cell.replace(self.decimal, ".")) if known else most + 1.0
        except ValueError:
            degrees = most + 1.0
        if abs(degrees) <= most:
            return degrees
        wanted = f"degrees from -{most} to {most}, as in 50{self.decimal}45"
        self._lose(row, field, cell, f"these are no {wanted}; the place comes in without a position")
        return None

    def _sources(self, row: Row) -> tuple[Source, ...]:
        urls = self._members(row, "url")
        for url in urls:
            if not is_web(url):
                self._lose(row, "url", url, "this is no web address; it is left out")
        return tuple(Source(url) for url in urls if is_web(url))

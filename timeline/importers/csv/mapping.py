"""The mapping file of a table: which column is which field of an event, and how its cells are to be read."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any, TypeAlias, get_args

from timeline.content.source import Route, Unreadable, locate, parse_yaml
from timeline.importers.csv.date_formats import MONTHS, PARTS, Formats, format_fault
from timeline.importers.found import CannotRead
from timeline.importers.reading import bytes_of
from timeline.model import Status, Weight
from timeline.problems import Place, did_you_mean, printable, quoted

DELIMITERS = {",": ",", "comma": ",", ";": ";", "semicolon": ";", "tab": "\t"}
DECIMALS = {"point": ".", "comma": ","}
DATES = ("date", "start", "end")
LISTS = ("tags", "actors", "places", "url")
PROSE = ("title", "summary", "body")
CHOICES: Mapping[str, tuple[str, ...]] = {"status": get_args(Status), "weight": get_args(Weight)}
FIELDS = ("id", *PROSE, *DATES, "thread", *CHOICES, *LISTS, "lat", "lon")
KEYS = ("delimiter", "decimal", "months", "fields", "ignore")
WAYS = ("column", "value", "formats", "separator", "values", "html")
# Which ways go with which fields; a column and a value go with all.
ONLY_OF = {"formats": DATES, "separator": LISTS, "values": tuple(CHOICES), "html": PROSE}
# So many mistakes are told one by one.
MOST_FAULTS = 20
# In bytes.
LARGEST = 256 * 1024


IN_EDTF = Formats(("EDTF",))


@dataclass(frozen=True, slots=True)
class Column:
    """What a field is made of: the cells of a column, or always the same value.

    separator is what stands between the members of a list, empty where a cell is one member; values say what words of
    the table mean; html says that cells hold HTML.
    """

    name: str = ""
    value: str = ""
    formats: Formats = IN_EDTF
    separator: str = ""
    values: tuple[tuple[str, str], ...] = ()
    html: bool = False


@dataclass(frozen=True, slots=True)
class TableMapping:
    """decimal is the sign before the parts of a degree; ignored columns are neither read nor missed."""

    path: Path
    delimiter: str
    decimal: str
    fields: Mapping[str, Column]
    ignored: tuple[str, ...] = ()


# Where a mistake is, whether its key is meant, and what it is.
Faults: TypeAlias = Iterator[tuple[Route, bool, str]]
Told: TypeAlias = Iterator[tuple[Place, str]]


def read_mapping(path: Path) -> TableMapping:
    """Raises CannotRead with the place of each mistake."""
    name = printable(str(path))
    try:
        source = parse_yaml(bytes_of(path, LARGEST))
    except Unreadable as error:
        raise CannotRead(f"{name}:{error.line}:{error.column}: {error.message}") from error
    written = source.written
    repeated = (
        (Place(str(path), line, column), f"the key {quoted(key)} stands here for the second time")
        for line, column, key in source.repeated
    )
    refuse(repeated if source.repeated else located(path, _faults(written)))
    assert isinstance(written, dict)
    months = _months(written)
    fields = {field: _column(given, months) for field, given in written["fields"].items()}
    return TableMapping(
        path=path,
        delimiter=DELIMITERS[written.get("delimiter") or ","],
        decimal=DECIMALS[written.get("decimal") or "point"],
        fields=fields,
        ignored=tuple(written.get("ignore") or ()),
    )


def located(path: Path, faults: Faults) -> Told:
    """The mistakes with their places in a mapping."""
    return ((locate(path, route, at_key), what) for route, at_key, what in faults)


def refuse(told: Told) -> None:
    """Raises CannotRead with a line for each mistake, if there is any."""
    first = list(islice(told, MOST_FAULTS))
    if first:
        lines = [f"{printable(place.file)}:{place.line}:{place.column}: {what}" for place, what in first]
        raise CannotRead("\n".join([*lines, *(["there are more mistakes"] if any(told) else [])]))


def _column(given: Any, months: tuple[tuple[str, int], ...]) -> Column:
    if isinstance(given, str):
        return Column(given, formats=Formats(("EDTF",), months))
    formats = given.get("formats") or ["EDTF"]
    return Column(
        name=given.get("column") or "",
        value=given.get("value") or "",
        formats=Formats((formats,) if isinstance(formats, str) else tuple(formats), months),
        separator=given.get("separator") or "",
        values=tuple((given.get("values") or {}).items()),
        html=given.get("html") == "true",
    )


def _months(written: Mapping[str, Any]) -> tuple[tuple[str, int], ...]:
    named = written.get("months")
    return tuple((name.casefold(), int(number)) for name, number in named.items()) if named else tuple(MONTHS.items())


def _faults(written: Any) -> Faults:
    if not isinstance(written, dict):
        yield (), False, 'a mapping has a key "fields" that says which column is which field'
        return
    for key in written:
        if key not in KEYS:
            yield (key,), True, f"no key {quoted(key)}{did_you_mean(key, KEYS)}"
    delimiter = written.get("delimiter")
    if delimiter is not None and (not isinstance(delimiter, str) or delimiter not in DELIMITERS):
        yield ("delimiter",), False, "a delimiter is comma, semicolon or tab"
    if written.get("decimal") not in (None, *DECIMALS):
        yield ("decimal",), False, "before the parts of a degree stands a point or a comma"
    yield from _faults_of_months(written.get("months"))
    ignored = written.get("ignore") or []
    if not isinstance(ignored, list) or not all(isinstance(name, str) for name in ignored):
        yield ("ignore",), False, "ignore has the names of columns, as in [Nr, Notes]"
    fields = written.get("fields")
    if not isinstance(fields, dict):
        yield ("fields",), True, 'a mapping has a key "fields" that says which column is which field'
        return
    for field, given in fields.items():
        if field not in FIELDS:
            yield ("fields", field), True, f"no field {quoted(field)}{did_you_mean(field, FIELDS)}"
        else:
            yield from _faults_of_field(field, given)
    yield from _faults_together(fields)


def _faults_together(fields: Mapping[str, Any]) -> Faults:
    if "title" not in fields:
        yield ("fields",), True, "title is missing: no event is without one"
    if "date" in fields and ("start" in fields or "end" in fields):
        other = "start" if "start" in fields else "end"
        yield (
            ("fields", other),
            True,
            f"there is a date already; an event has either date, or start and end, not {other} too",
        )
    if not {"date", "start"} & fields.keys():
        yield ("fields",), True, "date, or start, is missing: no event is without one"
    if ("lat" in fields) != ("lon" in fields):
        one, other = ("lat", "lon") if "lat" in fields else ("lon", "lat")
        yield ("fields", one), True, f"{other} is missing; {one} says nothing without it"
    if "lat" in fields and "places" not in fields:
        yield ("fields", "lat"), True, "places is missing: lat and lon are those of a place"


def _faults_of_months(months: Any) -> Faults:
    if months is None:
        return
    if not isinstance(months, dict):
        yield ("months",), False, "months give the number of each name, as in {janvier: 1}"
        return
    known: dict[str, str] = {}
    for name, number in months.items():
        # Dates are read whatever their capitals and points.
        first = known.setdefault(name.casefold().rstrip("."), name)
        if not re.fullmatch(PARTS["MMMM"][1], name):
            yield ("months", name), True, f"{quoted(name)} is no word, as the name of a month is"
        elif months[first] != number:
            yield ("months", name), True, f"{quoted(name)} is the same name as {quoted(first)}, and another month"
        if not isinstance(number, str) or number not in map(str, range(1, 13)):
            yield ("months", name), False, f"the month {quoted(name)} has a number from 1 to 12"


def _faults_of_field(field: str, given: Any) -> Faults:
    route: Route = ("fields", field)
    if isinstance(given, str) and given:
        return
    if not isinstance(given, dict):
        yield route, False, f"{field} has the name of a column, or what to do with it, as in {{column: …}}"
        return
    for way in given:
        if way not in WAYS:
            yield (*route, way), True, f"no key {quoted(way)}{did_you_mean(way, WAYS)}"
        elif field not in ONLY_OF.get(way, FIELDS):
            yield (*route, way), True, f"{way} is for {', '.join(ONLY_OF[way])} alone"
    if bool(given.get("column")) == bool(given.get("value")):
        yield route, True, f"{field} has either a column or a value"
    for way in ("column", "value", "separator"):
        if given.get(way) is not None and not isinstance(given[way], str):
            yield (*route, way), False, f"{way} is a text"
    if "html" in given and given["html"] not in ("true", "false"):
        yield (*route, "html"), False, "this is true or false"
    yield from _faults_of_formats((*route, "formats"), given.get("formats"))
    yield from _faults_of_values(field, given)


def _faults_of_formats(route: Route, formats: Any) -> Faults:
    if isinstance(formats, dict):
        yield route, False, "formats are a text, or a list of texts, as in [DD/MM/YYYY]"
        return
    for position, name in enumerate([formats] if isinstance(formats, str) else formats or []):
        fault = format_fault(name) if isinstance(name, str) else "a format is a text, as DD/MM/YYYY"
        if fault:
            yield (*route, position) if isinstance(formats, list) else route, False, fault


def _faults_of_values(field: str, given: Mapping[str, Any]) -> Faults:
    if field not in CHOICES:
        return
    known = CHOICES[field]
    values = given.get("values")
    if values is not None and not isinstance(values, dict):
        yield ("fields", field, "values"), False, f"values say what a cell means, as in {{sure: {known[0]}}}"
        return
    for cell, meant in (values or {}).items():
        if meant not in known:
            near = did_you_mean(meant, known) if isinstance(meant, str) else ""
            yield ("fields", field, "values", cell), False, f"a {field} is one of {', '.join(known)}{near}"
    if given.get("value") and given["value"] not in known:
        yield (
            ("fields", field, "value"),
            False,
            f"a {field} is one of {', '.join(known)}{did_you_mean(str(given['value']), known)}",
        )

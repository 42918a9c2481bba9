"""What a text is known to be, for readers that were given one of another format."""

import csv
import io
import json
from dataclasses import dataclass
from itertools import islice
from typing import Any

from timeline.importers.found import CannotRead

# The syntaxes that the reader of a format tells of by itself.
READS = {"timelinejs": ("JSON",), "simile": ("JSON", "XML"), "csv": ("table",)}
# The first events say what all are.
FIRST = 20
# Two rows have room in so many characters.
LONGEST_ROWS = 100_000


@dataclass(frozen=True, slots=True)
class Kind:
    """What a text is in words, in which syntax, and the format that reads it, if any does."""

    what: str
    syntax: str
    form: str = ""


EVENTS_JSON = Kind("events.json of a site; import its timelinejs.json or events.csv", "JSON", "none")
TIMELINEJS = Kind("JSON of TimelineJS; its FORMAT is timelinejs", "JSON", "timelinejs")
SIMILE_JSON = Kind("JSON of SIMILE Timeline; its FORMAT is simile", "JSON", "simile")
SIMILE_XML = Kind("XML of SIMILE Timeline; its FORMAT is simile", "XML", "simile")
OTHER_JSON = Kind("JSON, but neither of TimelineJS nor of SIMILE Timeline", "JSON")
OTHER_XML = Kind("XML or HTML, but no event source of SIMILE Timeline", "XML")
TABLE = Kind("a table, as it looks; its FORMAT is csv", "table")


def refuse_others(text: str, name: str, form: str) -> None:
    """Raises CannotRead if the text is known to be of another format; name is what messages call its file."""
    kind = _kind(text.strip())
    if kind and kind.form != form and (kind.form or kind.syntax not in READS.get(form, ())):
        raise CannotRead(f"{name}: this is {kind.what}")


def _kind(text: str) -> Kind | None:
    ends = text[:1] + text[-1:]
    if ends in ("{}", "[]"):
        return _kind_of_json(text)
    if ends == "<>":
        return SIMILE_XML if "<data" in text and "<event" in text else OTHER_XML
    return TABLE if _is_table(text) else None


def _kind_of_json(text: str) -> Kind:
    try:
        data: Any = json.loads(text)
    except (ValueError, RecursionError):
        return OTHER_JSON
    if not isinstance(data, dict):
        return OTHER_JSON
    if isinstance(old := data.get("timeline"), dict) and "date" in old:
        return TIMELINEJS
    events = data.get("events")
    first = [one for one in events[:FIRST] if isinstance(one, dict)] if isinstance(events, list) else []
    if any("start_date" in one or isinstance(one.get("text"), dict) for one in first):
        return TIMELINEJS
    if "version" in data and any("summary" in one for one in first):
        return EVENTS_JSON
    if any({"start", "s", "end", "e"} & one.keys() for one in first):
        return SIMILE_JSON
    return OTHER_JSON


def _is_table(text: str) -> bool:
    """Whether its first two rows have as many cells, and more than one, by any delimiter."""
    if "{" in text.partition("\n")[0]:
        # A script around JSON.
        return False
    widths = [_widths(text, delimiter) for delimiter in (",", ";", "\t")]
    return any(len(two) == 2 and two[0] == two[1] > 1 for two in widths)


def _widths(text: str, delimiter: str) -> list[int]:
    begun = io.StringIO(text[:LONGEST_ROWS], newline="")
    try:
        return [len(row) for row in islice(csv.reader(begun, delimiter=delimiter), 2)]
    except csv.Error:
        return []

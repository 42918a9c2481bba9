"""What stands in an event source of SIMILE Timeline: the fields of each event as text, and how it is meant."""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from lxml import etree

from timeline.importers.found import CannotRead
from timeline.problems import printable, quoted

MOST_EVENTS = 100_000
# An event has a dozen; to read very many takes the square of their number.
MOST_ATTRIBUTES = 1_000
# JSON may abbreviate.
SHORT = {
    "s": "start", "e": "end", "ls": "latestStart", "ee": "earliestEnd", "t": "title", "d": "description",
    "de": "durationEvent", "c": "classname", "eid": "eventID",
}  # fmt: skip
XML_TOP = {"date-time-format"}
JSON_TOP = {"events", "dateTimeFormat"}
WIKI = {"wiki-url", "wiki-section", "wikiURL", "wikiSection"}
# What may stand before the root.
PROLOG = re.compile(r"(?:\s+|<\?.*?\?>|<!--.*?-->)*+", re.DOTALL)
HALF = re.compile("[\ud800-\udfff]")

# Tells where something is, and what of it is not carried over.
Lose = Callable[[str, str], None]


@dataclass(frozen=True, slots=True)
class Written:
    """An event as it stands in the file: where, its fields by SIMILE's names, and whether it is meant to have lasted.

    The text of an event in XML is its `description`. doubt says why SIMILE may have taken it otherwise, or nothing.
    """

    where: str
    fields: Mapping[str, str]
    lasted: bool
    doubt: str = ""


def events_of(text: str, name: str, lose: Lose) -> Iterator[Written]:
    """The events of a file called so; raises CannotRead."""
    beginning = text.lstrip()[:1]
    if beginning == "<":
        return _in_xml(text, name, lose)
    if beginning == "{":
        return _in_json(text, name, lose)
    raise CannotRead(f"{name} is neither XML nor JSON; an event source of SIMILE begins with < or {{")


def _in_xml(text: str, name: str, lose: Lose) -> Iterator[Written]:
    """An event is one moment unless it says that it has a duration."""
    _refuse_document_type(text, name)
    count = depth = 0
    parsed = _parsed(text)
    try:
        for step, element in parsed:
            depth += 1 if step == "start" else -1
            if step == "start" and depth == 1:
                _look_at_root(element, name, lose)
            elif step == "end" and depth == 1:
                count = _one_more(count, name)
                where = f"line {element.sourceline}"
                if _tag(element) == "event":
                    fields = _attributes(element, name)
                    lasted = "true" in (fields.get("isDuration", "").lower(), fields.get("durationEvent", "").lower())
                    yield Written(where, fields | _text(element, fields), lasted)
                else:
                    lose(where, f"<{_tag(element)}> is no event: left out")
                _forget(element)
    except etree.XMLSyntaxError as error:
        # What it raises is the last that it found wrong.
        first = next(iter(parsed.error_log), None)
        line, message = (first.line, first.message) if first else (error.lineno, str(error.msg))
        said = printable(message.partition(", line ")[0])
        hint = "; write &#160; for &nbsp;" if "'nbsp'" in said else ""
        raise CannotRead(f"{name}:{line or 1}: this is not XML: {said}{hint}") from error


def _in_json(text: str, name: str, lose: Lose) -> Iterator[Written]:
    """An event that has an end lasted, unless it says that it has no duration."""
    whole = _loaded(text, name)
    events = whole.get("events")
    if not isinstance(events, list):
        raise CannotRead(f'{name}: there is no list of "events"; this is no event source of SIMILE')
    _look_at_top(whole.keys() - JSON_TOP, "the top", lose)
    for number, event in enumerate(events, 1):
        _one_more(number - 1, name)
        where = f"event {number}"
        if not isinstance(event, dict):
            lose(where, "this is no object in braces: left out")
            continue
        named = {SHORT.get(str(key), str(key)): value for key, value in event.items()}
        fields = dict(_texts(named, where, lose))
        # A mistake that was kept, so that pages which relied on it stayed as they were.
        contrary = fields.get("isDuration") == "true" and "durationEvent" not in fields
        lasted = fields.get("durationEvent") != "false" and not contrary
        doubt = "SIMILE takes isDuration in JSON for its contrary: so this is one moment" if contrary else ""
        yield Written(where, fields, lasted, doubt)


def _parsed(text: str) -> Any:
    # Whatever the file says of its encoding: its text is known by now.
    return etree.iterparse(
        BytesIO(text.encode()),
        events=("start", "end"),
        encoding="utf-8",
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )


def _refuse_document_type(text: str, name: str) -> None:
    """Only there can entities be defined, which grow without end or read other files."""
    prolog = PROLOG.match(text)
    if prolog and text.startswith("<!", prolog.end()):
        line = text.count("\n", 0, prolog.end()) + 1
        raise CannotRead(f"{name}:{line}: a document type stands here, which may define entities; take it out")


def _look_at_root(root: Any, name: str, lose: Lose) -> None:
    if _tag(root) != "data":
        raise CannotRead(f"{name}:{root.sourceline}: <{_tag(root)}> is no event source of SIMILE; that is <data>")
    _look_at_top(_attributes(root, name).keys() - XML_TOP, f"line {root.sourceline}", lose)


def _look_at_top(others: set[str], where: str, lose: Lose) -> None:
    if others & WIKI:
        lose(where, "the address of a wiki: events no longer lead to its pages")
    for key in sorted(others - WIKI):
        lose(where, f"{quoted(key)}: not carried over")


def _one_more(count: int, name: str) -> int:
    if count == MOST_EVENTS:
        raise CannotRead(f"{name} has more than {MOST_EVENTS} events; import it in parts")
    return count + 1


def _attributes(element: Any, name: str) -> dict[str, str]:
    if len(element.attrib) > MOST_ATTRIBUTES:
        raise CannotRead(f"{name}:{element.sourceline}: an element with more than {MOST_ATTRIBUTES} attributes")
    return {str(key): str(value) for key, value in element.attrib.items()}


def _text(element: Any, fields: Mapping[str, str]) -> dict[str, str]:
    """The event's HTML, which is escaped, or in CDATA, or simply stands there."""
    pieces = [element.text or ""]
    for child in element:
        pieces += [etree.tostring(child, encoding="unicode", method="html", with_tail=False), child.tail or ""]
    inner = "".join(pieces)
    return {"description": inner} if inner.strip() else {}


def _forget(element: Any) -> None:
    element.clear(keep_tail=True)
    while element.getprevious() is not None:
        del element.getparent()[0]


def _tag(element: Any) -> str:
    return printable(str(etree.QName(element).localname))


def _loaded(text: str, name: str) -> dict[str, Any]:
    try:
        found: dict[str, Any] = json.loads(text)
    except json.JSONDecodeError as error:
        raise CannotRead(
            f"{name}:{error.lineno}:{error.colno}: this is JavaScript or broken JSON: {error.msg}; in JSON names and "
            "texts stand in double quotes, and there are no comments, no new Date() and no commas before a bracket"
        ) from error
    except RecursionError as error:
        raise CannotRead(f"{name}: lists and objects are nested too deep here") from error
    except ValueError as error:
        raise CannotRead(f"{name}: a number here is too long") from error
    return found


def _texts(fields: Mapping[str, Any], where: str, lose: Lose) -> Iterator[tuple[str, str]]:
    for key, value in fields.items():
        if isinstance(value, bool):
            yield key, str(value).lower()
        elif isinstance(value, str):
            if HALF.search(value):
                lose(where, f"{quoted(key)} has halves of characters: left out")
            yield key, HALF.sub("", value)
        elif isinstance(value, int | float):
            yield key, str(value)
        elif value is not None:
            lose(where, f"{quoted(key)} is no text: not carried over")

"""What stands in an event source of SIMILE Timeline: the fields of each event as text, and how it is meant."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from lxml import etree

from timeline.importers.found import MOST_EVENTS, CannotRead
from timeline.importers.json_text import loaded, whole
from timeline.problems import printable, quoted
from timeline.text import squeeze

# An event has a dozen; to read very many takes the square of their number.
MOST_ATTRIBUTES = 1_000
# Most files of this kind on the web are scripts.
NO_SCRIPT = (
    "in JSON names and texts stand in double quotes, and there are no comments, no new Date() and no commas before a "
    "bracket"
)
MOST_ELEMENTS = 10_000
# JSON may abbreviate.
SHORT = {
    "s": "start", "e": "end", "ls": "latestStart", "ee": "earliestEnd", "t": "title", "d": "description",
    "de": "durationEvent", "c": "classname", "eid": "eventID",
}  # fmt: skip
TOP = {"events", "date-time-format", "dateTimeFormat"}
# What may be said of the format of dates; any other might change what they mean.
DATE_FORMATS = {"", "iso8601", "gregorian"}
WIKI = {"wiki-url", "wiki-section", "wikiURL", "wikiSection"}
# What may stand before the root.
PROLOG = re.compile(r"(?:\s+|<\?.*?\?>|<!--.*?-->)*+", re.DOTALL)
# How lxml says that something has passed its bounds.
TOO_LONG = re.compile("buffer size|huge text|too long", re.IGNORECASE)
TOO_DEEP = re.compile("excessive depth", re.IGNORECASE)
LONGEST_TOLD = 300

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
    count = depth = inside = 0
    parsed = _parsed(text)
    try:
        for step, element in parsed:
            depth += 1 if step == "start" else -1
            inside = inside + 1 if depth > 1 else 0
            if inside > 2 * MOST_ELEMENTS:
                raise CannotRead(f"{name}:{element.sourceline}: an element with more than {MOST_ELEMENTS} others in it")
            if step == "start" and depth == 1:
                _look_at_root(element, name, lose)
            elif step == "end" and depth == 1:
                count = _one_more(count, name)
                where = f"line {element.sourceline}"
                if _tag(element) == "event":
                    fields = _attributes(element, name)
                    lasted = "true" in (fields.get("isDuration", "").lower(), fields.get("durationEvent", "").lower())
                    yield Written(where, fields | _text(element, fields, where, lose), lasted)
                else:
                    held = squeeze(etree.tostring(element, encoding="unicode", with_tail=False))
                    lose(where, f"<{_tag(element)}> is no event, {quoted(held, LONGEST_TOLD)}: left out")
                _forget(element, lose)
            elif step == "end" and depth == 0:
                _tell_of_text(element.text, element, lose)
                for last in element:
                    _tell_of_text(last.tail, last, lose)
    except etree.XMLSyntaxError as error:
        # What it raises is the last that it found wrong.
        first = next(iter(parsed.error_log), None)
        line, message = (first.line, first.message) if first else (error.lineno, str(error.msg))
        said = printable(message.partition(", line ")[0])
        if TOO_LONG.search(said):
            raise CannotRead(f"{name}:{line or 1}: a text or a value here has more than 10 MB") from error
        if TOO_DEEP.search(said):
            raise CannotRead(f"{name}:{line or 1}: elements are nested too deep here") from error
        hint = "; write &#160; for &nbsp;" if "'nbsp'" in said else ""
        raise CannotRead(f"{name}:{line or 1}: this is not XML: {said}{hint}") from error


def _in_json(text: str, name: str, lose: Lose) -> Iterator[Written]:
    """An event that has an end lasted, unless it says that it has no duration."""
    top = loaded(text, name, NO_SCRIPT)
    events = top.get("events")
    if not isinstance(events, list):
        raise CannotRead(f'{name}: there is no list of "events"; this is no event source of SIMILE')
    _look_at_top(top, "the top", lose)
    for number, written in enumerate(events, 1):
        _one_more(number - 1, name)
        where = f"event {number}"
        event, is_mended = whole(written, name)
        if is_mended:
            lose(where, "halves of characters, which are U+FFFD now")
        if not isinstance(event, dict):
            said = f", {quoted(event, LONGEST_TOLD)}" if isinstance(event, str) else ""
            lose(where, f"this is no object in braces{said}: left out")
            continue
        fields = dict(_texts(_by_whole_names(event, where, lose), where, lose))
        # A mistake that was kept, so that pages which relied on it stayed as they were.
        contrary = fields.get("isDuration", "").lower() == "true" and "durationEvent" not in fields
        lasted = fields.get("durationEvent", "").lower() != "false" and not contrary
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
    _look_at_top(_attributes(root, name), f"line {root.sourceline}", lose)


def _look_at_top(top: Mapping[str, Any], where: str, lose: Lose) -> None:
    if wiki := [quoted(str(top[key]), LONGEST_TOLD) for key in sorted(WIKI & top.keys())]:
        lose(where, f"the address of a wiki, {' and '.join(wiki)}: events no longer lead to its pages")
    for key in sorted(top.keys() - WIKI - TOP):
        lose(where, f"{quoted(key)}, {_shown(top[key])}: not carried over")
    for key in sorted(top.keys() & TOP - {"events"}):
        if str(top[key]).casefold() not in DATE_FORMATS:
            lose(where, f"{quoted(key)}, {_shown(top[key])}: dates are read as SIMILE reads them without it")


def _tell_of_text(text: str | None, near: Any, lose: Lose) -> None:
    if text and text.strip():
        what = f"text that belongs to no event, {quoted(squeeze(text), LONGEST_TOLD)}: left out"
        lose(f"line {near.sourceline}", what)


def _one_more(count: int, name: str) -> int:
    if count == MOST_EVENTS:
        raise CannotRead(f"{name} has more than {MOST_EVENTS:,} events; import it in parts")
    return count + 1


def _attributes(element: Any, name: str) -> dict[str, str]:
    if len(element.attrib) > MOST_ATTRIBUTES:
        raise CannotRead(f"{name}:{element.sourceline}: an element with more than {MOST_ATTRIBUTES} attributes")
    return {str(key): str(value) for key, value in element.attrib.items()}


def _text(element: Any, fields: Mapping[str, str], where: str, lose: Lose) -> dict[str, str]:
    """The event's HTML, which is escaped, or in CDATA, or simply stands there; it counts for more than an attribute."""
    pieces = [element.text or ""]
    for child in element:
        pieces += [etree.tostring(child, encoding="unicode", method="html", with_tail=False), child.tail or ""]
    inner = "".join(pieces)
    if not inner.strip():
        return {}
    attribute = fields.get("description", "")
    if attribute.strip() and squeeze(attribute) != squeeze(inner):
        lose(where, f"the attribute description, {quoted(attribute, LONGEST_TOLD)}: the event's text stands for it")
    return {"description": inner}


def _forget(element: Any, lose: Lose) -> None:
    """Only what stands before the element is known as a whole yet."""
    element.clear(keep_tail=True)
    root = element.getparent()
    _tell_of_text(root.text, root, lose)
    root.text = None
    while (before := element.getprevious()) is not None:
        _tell_of_text(before.tail, before, lose)
        del root[0]


def _tag(element: Any) -> str:
    return printable(str(etree.QName(element).localname))


def _by_whole_names(event: Mapping[str, Any], where: str, lose: Lose) -> dict[str, Any]:
    """Of a name that stands there both whole and short the whole one counts."""
    for key in event.keys() & SHORT.keys():
        if SHORT[key] in event and event[key] != event[SHORT[key]]:
            lose(
                where, f"{quoted(key)}, {_shown(event[key])}: not carried over; {quoted(SHORT[key])} stands there, too"
            )
    return {SHORT.get(key, key): value for key, value in event.items() if SHORT.get(key) not in event}


def _shown(value: Any) -> str:
    return quoted(value, LONGEST_TOLD) if isinstance(value, str) else "which is no text"


def _texts(fields: Mapping[str, Any], where: str, lose: Lose) -> Iterator[tuple[str, str]]:
    for key, value in fields.items():
        if isinstance(value, bool):
            yield key, str(value).lower()
        elif isinstance(value, str):
            yield key, value
        elif value is not None:
            lose(where, f"{quoted(key)} is no text: not carried over")

"""Events, articles and entries of registers as an editor would write them, of any text, to be read as exactly that."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from timeline.content.source import Written
from timeline.scaffold.filling import NOT_TEXT, address_scalar, date_scalar, filled

FORMS = Path(__file__).with_name("forms")
# On a line of its own nothing but these makes YAML see more than a text that begins with a letter.
MORE_THAN_TEXT = re.compile(r": |:$| #|[\t\n]|\s$")
# In brackets and braces their own signs do, too.
IN_BRACKETS = re.compile(r"[,\[\]{}]")
# A block is told by how far its first line is indented, so that line may neither be empty nor begin with a space.
BLOCK = re.compile(r"([^\s](?:[^\t]*[^\s])?)(\n?)")
# Where two words stand one space apart, a line may end between them.
FOLDABLE = re.compile(r"[^\s](?:[^\t\n]*[^\s])?")
WIDTH = 100
SINGLE_SPACE = re.compile(r"(?<=\S) (?=\S)")
# Fields that hold lists of words are written on one line.
LISTS = ("actors", "places", "tags")
NUMBERS = ("lat", "lon")
# An id that begins with a year is no number.
DATED_ID = re.compile(r"\d{4}-[a-z0-9-]*[a-z][a-z0-9-]*", re.ASCII)


def event_text(written: Mapping[str, Any]) -> str:
    """The file of an event; fields stand in the order in which they are given, and texts are without what no file may
    hold.
    """
    return "".join(_field(name, value) for name, value in written.items())


def article_text(written: Mapping[str, str]) -> str:
    """The file of an article with title, publisher, published and url."""
    values = {
        "TITLE": line(written["title"]),
        "PUBLISHER": line(written["publisher"]),
        "PUBLISHED": date_scalar(written["published"]),
        "URL": address_scalar(written["url"]),
    }
    return filled((FORMS / "article.md").read_text("utf-8"), values)


def settings_text(title: str, description: str) -> str:
    """A site.yaml with what can be said of a timeline by itself."""
    return event_text({"title": title, **({"description": description} if description else {})})


def register_field(name: str, written: Mapping[str, str]) -> str:
    """An entry as it stands in its register."""
    return f"{_key(name)}: {_flow(dict(written))}"


def line(text: str) -> str:
    """A text as it can stand behind a key."""
    return text if _is_bare(text) else _quoted(text)


def _field(name: str, value: Written) -> str:
    if name == "date" and isinstance(value, str):
        return f"date: {date_scalar(value)}\n"
    if name in LISTS:
        return f"{name}: {_flow(value)}\n"
    if isinstance(value, list):
        return f"{name}:\n" + "".join(f"  - {_flow(item)}\n" for item in value)
    if isinstance(value, str) and "\n" in value and (text := BLOCK.fullmatch(value)):
        lines = text[1].split("\n")
        return f"{name}: |{'' if text[2] else '-'}\n" + "".join(f"  {each}\n" if each else "\n" for each in lines)
    if isinstance(value, str) and len(value) > WIDTH and FOLDABLE.fullmatch(value):
        return f"{name}: >-\n" + "".join(f"  {each}\n" for each in _lines(value))
    return f"{name}: {line(value) if isinstance(value, str) else _flow(value)}\n"


def _lines(text: str) -> Iterator[str]:
    """A long text in lines, which together are read as one."""
    line = ""
    for word in SINGLE_SPACE.split(text):
        if line and len(line) + len(word) >= WIDTH:
            yield line
            line = word
        else:
            line = f"{line} {word}" if line else word
    yield line


def _flow(value: Written) -> str:
    if isinstance(value, dict):
        return f"{{{', '.join(f'{key}: {each if key in NUMBERS else _flow(each)}' for key, each in value.items())}}}"
    if isinstance(value, Sequence) and not isinstance(value, str):
        return f"[{', '.join(map(_flow, value))}]"
    text = str(value or "")
    return text if _is_bare_in_brackets(text) else _quoted(text)


def _key(name: str) -> str:
    """An id as a key; other programs would take some for numbers or switches."""
    return name if name[0].isalpha() and name not in NOT_TEXT else _quoted(name)


def _is_bare(text: str) -> bool:
    return text[:1].isalpha() and text.lower() not in NOT_TEXT and not MORE_THAN_TEXT.search(text)


def _is_bare_in_brackets(text: str) -> bool:
    return bool(DATED_ID.fullmatch(text)) or (_is_bare(text) and not IN_BRACKETS.search(text))


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)

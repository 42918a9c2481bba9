"""The types of fields as JSON Schema: what an editor may find where the reader would take the value.

An editor reads YAML 1.2 with its core types, so that `2014` is a number to it and `true` a switch, where the reader
takes the text that was typed. What is given here refuses nothing that the reader takes, but for what docs/editors.md
lists. Patterns are in the syntax that ECMA 262 (with the flag u) and Python have in common.
"""

import re
from collections.abc import Hashable, Mapping
from typing import Any

from timeline import model
from timeline.text import DEVICES, LONGEST_ID, RESERVED_IDS

Json = dict[str, Any]


def nullable(shape: Json) -> Json:
    """The same or nothing: a key with nothing behind it counts as not written."""
    if "if" in shape:
        return {**shape, "if": {"type": [*shape["if"]["type"], "null"]}}
    return {"anyOf": [shape, NOTHING]}


def as_editors_read(text: str) -> Any:
    """What the core types of YAML 1.2 make of an unquoted text: None, a switch, a number or the text itself."""
    if text in ("", "~", "null", "Null", "NULL"):
        return None
    if text in ("true", "True", "TRUE", "false", "False", "FALSE"):
        return text.lower() == "true"
    for pattern, number in NUMBERS.items():
        if re.fullmatch(pattern, text):
            return number(text)
    return text


def _infinite(text: str) -> float:
    return float(text.replace(".", "").lower())


NUMBERS: Mapping[str, Any] = {
    "[-+]?[0-9]+": int,
    "0o[0-7]+": lambda text: int(text[2:], 8),
    "0x[0-9a-fA-F]+": lambda text: int(text[2:], 16),
    r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?": float,
    r"[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)": _infinite,
}

# Said without the word null, which editors would offer otherwise.
NOTHING: Json = {"not": {"type": ["string", "number", "boolean", "array", "object"]}}


def _text(pattern: str, number: str = "number", **more: Any) -> Json:
    """A text that may look like a number or a switch; editors offer no `true` for it, since it is only let pass."""
    return {"if": {"type": ["boolean"]}, "else": {"type": ["string", number], "pattern": pattern, **more}}


TEXT: Json = _text(r"\S", errorMessage="Expected a text.")
# Not what begins a heading, a list or a quotation, and no second paragraph.
PARAGRAPH = r"^(?!\s*(#|>|[-*+]\s|[0-9]+\.\s))(?![\s\S]*\S\n\n\s*\S)[\s\S]*\S"
ID: Json = _text(
    f"^(?!({'|'.join(sorted(DEVICES | RESERVED_IDS))})$)[a-z0-9]+(-[a-z0-9]+)*$",
    number="integer",
    maxLength=LONGEST_ID,
    minimum=0,
    errorMessage="An id is lower-case letters a-z and digits, in words joined by single hyphens.",
)

# A part of a date may be uncertain, and a digit of it not known.
_MARK = "[?~%]?"
_YEAR = f"{_MARK}-?[0-9X]{{4}}{_MARK}"
_MONTH = f"{_MARK}(0[1-9X]|1[0-2X]|2[1-4]|X[0-9X]){_MARK}"
_DAY = f"{_MARK}(0[1-9X]|[12][0-9X]|3[01X]|X[0-9X]){_MARK}"
_DATE = f"({_YEAR}(-{_MONTH}(-{_DAY})?)?|Y-?[1-9][0-9]{{4,11}}{_MARK})"
_KNOWN_DAY = "-?[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])"
_CLOCK = "([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9])?(Z|[+-](0[0-9]|1[0-4])(:[0-5][0-9])?)?"
_TIME = f"({_KNOWN_DAY}T{_CLOCK}|{_DATE})"
_SIDE = rf"(\.\.|{_TIME})?"
# What lasted from a to b, one of them known.
_INTERVAL = rf"(?!(\.\.)?/(\.\.)?\s*$){_SIDE}/{_SIDE}"
_MEMBER = rf"({_DATE}(\.\.({_DATE})?)?|\.\.{_DATE})"
_SET = rf"(?=\[.*\]|\{{.*\}})[\[{{]({_MEMBER}(,(?![\]}}])|(?=[\]}}])))+[\]}}]"
_EDTF = f"({_TIME}|{_INTERVAL}|{_SET})"
DATE: Json = {
    "type": ["string", "integer"],
    "pattern": rf"^\s*{_EDTF}\s*$",
    "minimum": -9999,
    "maximum": 9999,
    "patternErrorMessage": "This is not a date. Write 2025-03-11, or 2025-03 or 2025 where less is known.",
}
DAY: Json = {
    "type": "string",
    "pattern": rf"^\s*({_KNOWN_DAY}|\[{_KNOWN_DAY}\]|\{{{_KNOWN_DAY}\}})\s*$",
    "patternErrorMessage": "This is not a day. Write it as in 2025-03-14.",
}

# What no web address holds.
_NEVER = r"""\s"'<>\\^`{|}"""
_URL = rf"[Hh][Tt][Tt][Pp][Ss]?://(\[[^\]{_NEVER}]+\]|[^/?#@:\[\]{_NEVER}]+)(:[0-9]*)?"
URL: Json = {
    "type": "string",
    "pattern": rf"^{_URL}([/?#][^{_NEVER}]*)?$",
    "patternErrorMessage": "This is not a web address. It begins with https:// or http://.",
}
BASE_URL: Json = {**URL, "pattern": rf"^({_URL}(/[^?#{_NEVER}]*)?)?$"}

SWITCH: Json = {
    "type": ["boolean", "string"],
    "pattern": "^(true|false)$",
    "errorMessage": "Expected true or false.",
}
# Numbers in quotes are numbers, too.
WHOLE: Json = {
    "type": ["integer", "string"],
    "pattern": r"^\s*[-+]?[0-9]+(\.0+)?\s*$",
    "patternErrorMessage": "Expected a whole number.",
}
NUMBER: Json = {
    "type": ["number", "string"],
    "pattern": r"^\s*[-+]?[0-9]+(\.[0-9]+)?\s*$",
    "patternErrorMessage": "Expected a number.",
}
LIMITS = {"ge": "minimum", "gt": "exclusiveMinimum", "le": "maximum", "lt": "exclusiveMaximum"}


def _one_or_more(shape: Json) -> Json:
    return {"if": {"type": ["array"]}, "then": {"items": shape}, "else": shape}


SHAPES: Mapping[Hashable, Json] = {
    str: TEXT,
    model.Line: TEXT,
    model.Prose: TEXT,
    model.Paragraph: _text(
        PARAGRAPH, errorMessage="A summary is one paragraph: no empty lines, heading, list, quotation."
    ),
    model.Date: DATE,
    model.Day: DAY,
    model.Id: ID,
    model.Url: URL,
    model.ArticleUrl: URL,
    model.Repository: URL,
    model.BaseUrl: BASE_URL,
    model.FeedId: {
        "type": "string",
        "pattern": r"^[-0-9A-Za-z]*\.[-.0-9A-Za-z]*,[0-9]{4}(-[0-9]{2}){0,2}$",
        "errorMessage": "Expected a domain that you own and a year, as in example.org,2025.",
    },
    model.MediaPath: _text(
        r"^(?!\.{1,2}(/|$))[^/\\]+(/(?!\.{1,2}(/|$))[^/\\]+)*$", errorMessage="Expected a path below content/media/."
    ),
    model.TimeZone: {
        "type": "string",
        "pattern": "^[A-Za-z0-9][A-Za-z0-9_+/.-]*$",
        "errorMessage": "Expected a time zone, as in Europe/Kyiv.",
    },
    model.Language: {
        "type": "string",
        "pattern": "^[A-Za-z]{2,3}(-[0-9A-Za-z]+)*$",
        "errorMessage": "Expected a language tag, as in en or pt-BR.",
    },
    model.Switch: SWITCH,
    model.Lines: _one_or_more(TEXT),
    model.Urls: _one_or_more(URL),
    bool: SWITCH,
    int: WHOLE,
    float: NUMBER,
}

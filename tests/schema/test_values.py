"""What the reader takes the schema takes, whatever stands in a field, typed with quotes or without."""

import re
from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from pydantic import TypeAdapter, ValidationError

from tests.dates.strategies import NOISE
from tests.dates.strategies import TEXTS as DATES
from tests.test_docs import dates
from timeline import model
from timeline.checks import MANUAL
from timeline.content.references import REFERENCES, values
from timeline.content.schema import fit
from timeline.dates import DateError, parse
from timeline.schema import KINDS, schema
from timeline.schema.shapes import DATE, SHAPES, as_editors_read
from timeline.text import id_fault

# YAML 1.2.2, 10.3.2: what plain texts are by the core schema.
CORE = {
    "": None, "~": None, "null": None, "Null": None, "nULL": "nULL",
    "true": True, "False": False, "yes": "yes", "no": "no", "on": "on",
    "0": 0, "-19": -19, "+12": 12, "010": 10, "0o14": 12, "0x1F": 31, "1_000": "1_000", "0b1": "0b1",
    "1.": 1.0, ".5": 0.5, "-0.0": -0.0, "12e03": 12000.0, "1e3": 1000.0, ".inf": float("inf"), "-.INF": -float("inf"),
    ".": ".", "2025-03-11": "2025-03-11", "12:30": "12:30", "=": "=", "<<": "<<",
}  # fmt: skip
# Texts of every kind, some of them right in some field.
TYPED = (
    *CORE, "2025", "2025-03", "201X", "2025-02-29", "../2025", "[2025]", "-43", "20250", "yesterday", "2014-09~",
    "a", "A", "a-b", "page", "con", "true-story", "0123", "1e5", "a" * 81, "it happened", " ", "\n", "a\n\nb", "# a",
    "https://example.org/", "HTTPS://example.org?a#b", "http://[::1]:80/", "ftp://example.org", "https://u@example.org",
    "example.org,2025", "example,2025", "en", "en-GB", "english", "Europe/Kyiv", "UTC", "maps/a.png", "../a", "a//b",
    "reported", "major", "supports", "see-also", "wire", "update", "title", "-5.5", "90.01", "nan", "+35.27",
)  # fmt: skip
WARNINGS = {code for code, about in MANUAL.items() if about.severity == "warning"}
# What the typed form of a number or a switch decides, and the editor does not see.
FORMS = re.compile(r"[Tt]rue|TRUE|[Ff]alse|FALSE|[-+.0-9].*", re.DOTALL)
# Of what the schema takes the reader may refuse these.
UNSEEN = {"bad-date", "bad-time-zone", "bad-url", "bad-path", "not-a-paragraph", "bad-number"}
# The type, what its texts begin with, and of which signs the rest is.
TEXTS: Mapping[str, tuple[Any, str, str]] = {
    "id": (model.Id, "", "ab9-A"),
    "web address": (model.Url, "https://", "https:/.?#@ab1é% "),
    "article's address": (model.ArticleUrl, "https://", "https:/.?#@ab1é% "),
    "site's address": (model.BaseUrl, "https://", "https:/.?#@ab1é% "),
    "repository": (model.Repository, "https://", "https:/.?#@ab1é% "),
    "feed id": (model.FeedId, "", "ab.-,20é"),
    "path": (model.MediaPath, "", "a./\\ \n"),
    "language": (model.Language, "", "enGB-1é"),
    "switch": (model.Switch, "", "truefals"),
    "paragraph": (model.Paragraph, "", "a1.#>-*=| \n"),
    "prose": (model.Prose, "", " \n\u3000a"),
    "line": (model.Line, "", " \n\u3000a"),
    "whole number": (int, "-", "0123_. "),
    "number": (float, "+", "0123_. "),
}


@dataclass(frozen=True, slots=True)
class Typed:
    """A scalar as it was typed."""

    text: str
    quoted: bool


EMPTY = Typed("", quoted=False)
TYPES = st.builds(Typed, st.sampled_from(TYPED), st.booleans())
VALUES = st.recursive(
    TYPES,
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from(TYPED), inner, max_size=2),
    max_leaves=3,
)


@pytest.mark.parametrize("text", CORE)
def test_plain_texts_are_what_yaml_says(text: str) -> None:
    read = as_editors_read(text)
    assert (type(read), read) == (type(CORE[text]), CORE[text])


@pytest.mark.parametrize("name", KINDS)
def test_every_example_fits(name: str) -> None:
    whole = _example(schema(name))
    assert fit(KINDS[name].model, _to_reader(whole))[1] == []
    assert _takes(name, whole)


@settings(max_examples=200)
@given(st.sampled_from([*KINDS]), st.data())
def test_what_the_reader_takes_the_schema_takes(name: str, data: st.DataObject) -> None:
    whole = deepcopy(_example(schema(name)))
    holder, key = data.draw(st.sampled_from(_places(whole)))
    value = data.draw(VALUES)
    if isinstance(holder, dict) and value != EMPTY and data.draw(st.booleans()):
        del holder[key]
        key = data.draw(st.sampled_from([key, f"{key}s", "more"]))
    holder[key] = value
    misfits = {misfit.code for misfit in fit(KINDS[name].model, _to_reader(whole))[1]} | _unknown(whole)
    if not misfits:
        # A key with nothing behind it is not written.
        empty = isinstance(value, dict) and EMPTY in _leaves(value)
        assert _takes(name, whole) or empty or any(map(_is_null, _leaves(value)))
    elif _takes(name, whole):
        assert misfits <= UNSEEN or any(_is_form(leaf) or _is_null(leaf) for leaf in _leaves(value))


@given(DATES | NOISE)
def test_a_date_that_can_be_read_has_the_form_of_one(text: str) -> None:
    try:
        parse(text)
    except DateError:
        return
    assert re.search(DATE["pattern"], text)


@pytest.mark.parametrize("form", [*(row[0].strip("`") for row in dates()), "2004-1X-3X", "2004-0X", "?2004-06-~11"])
def test_every_form_of_date_has_the_form_of_one(form: str) -> None:
    parse(form)
    assert re.search(DATE["pattern"], form)


@settings(max_examples=50)
@given(st.from_regex(DATE["pattern"].replace(r"\s", " "), fullmatch=True))
def test_what_has_the_form_of_a_date_is_one_or_cannot_be(text: str) -> None:
    fault = ""
    try:
        parse(text.strip())
    except DateError as error:
        fault = str(error)
    assert "is no date" not in fault and "is not EDTF" not in fault


@pytest.mark.parametrize("name", TEXTS)
def test_a_text_that_a_type_takes_its_shape_takes(name: str) -> None:
    kind, begin, signs = TEXTS[name]
    read: Any = Annotated[kind, model.PLAIN] if kind in (int, float) else kind
    adapter, validator = TypeAdapter(read), Draft202012Validator(SHAPES[kind])

    @settings(max_examples=100)
    @given(st.text(signs, max_size=12).map(begin.__add__))
    def check(text: str) -> None:
        try:
            adapter.validate_python(text)
        except ValidationError:
            return
        assert validator.is_valid(text)

    check()


@cache
def _validator(name: str) -> Draft202012Validator:
    return Draft202012Validator(schema(name))


def _takes(name: str, whole: Any) -> bool:
    shape = {"some-id": _to_editor(whole)} if KINDS[name].is_register else _to_editor(whole)
    return bool(_validator(name).is_valid(shape))


def _example(shape: Mapping[str, Any], told: Mapping[str, Any] = {}) -> Any:
    """A value of the first examples, as typed with quotes where they are texts."""
    told = {**told, **shape}
    if "additionalProperties" in shape and isinstance(shape["additionalProperties"], dict):
        return _example(shape["additionalProperties"])
    if "examples" in told:
        first = told["examples"][0]
        return [Typed(str(one), isinstance(one, str)) for one in first] if isinstance(first, list) else _as_typed(first)
    if "properties" in shape:
        return {key: _example(each) for key, each in shape["properties"].items()}
    if "items" in shape:
        return [_example(shape["items"])]
    if "enum" in shape:
        return _as_typed(shape["enum"][0])
    if "anyOf" in shape:
        return _example(shape["anyOf"][0], {key: each for key, each in told.items() if key == "examples"})
    if "boolean" in shape.get("type", ()):
        return Typed("true", quoted=False)
    return Typed("some text", quoted=True)


def _as_typed(value: Any) -> Typed:
    return Typed(str(value), isinstance(value, str))


def _to_reader(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _to_reader(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_to_reader(each) for each in value]
    return value.text if value.text or value.quoted else None


def _to_editor(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _to_editor(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_to_editor(each) for each in value]
    return value.text if value.quoted else as_editors_read(value.text)


def _places(value: Any) -> list[tuple[Any, Any]]:
    """Every list and mapping in a value, with each of its positions or keys."""
    steps = list(value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ())
    return [(value, key) for key, _ in steps] + [place for _, each in steps for place in _places(each)]


def _leaves(value: Any) -> list[Typed]:
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else None
    return [value] if inner is None else [leaf for each in inner for leaf in _leaves(each)]


def _unknown(whole: Any) -> set[str]:
    """What the checks that come after the reader would find in any project."""
    allowed = whole.get("allow")
    codes = [code for code in (allowed if isinstance(allowed, dict) else ()) if code not in WARNINGS]
    named = [text for route, _ in REFERENCES["event"] for _, text in values(_to_reader(whole), route)]
    return {*(["unknown-code"] if codes else []), *("unknown-id" for text in named if id_fault(text))}


def _is_null(leaf: Typed) -> bool:
    return bool(leaf.text) and not leaf.quoted and as_editors_read(leaf.text) is None


def _is_form(leaf: Typed) -> bool:
    return bool(FORMS.fullmatch(leaf.text)) and not leaf.quoted

"""The published schemas: what a site holds fits them and has nothing else; what they say stays, and is documented."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from tests.build.conftest import example_in, real_in
from tests.build.reading import files
from tests.conftest import EVENT, Write
from tests.test_docs import coded, rows, sections
from timeline.build import Options, build
from timeline.pages import data_schema

BASE = "https://example.org/sub/"
SHAPE = Path(__file__).parent / "data_shape.txt"
# The tables of docs/data.md.
TABLES = {
    "events.json": data_schema.EVENTS,
    "site": data_schema.SITE,
    "events": data_schema.EVENT,
    "excerpts": data_schema.EXCERPT,
    "relations": data_schema.RELATION,
    "corrections": data_schema.CORRECTION,
    "threads": data_schema.THREAD,
    "actors": data_schema.ACTOR,
    "places": data_schema.PLACE,
    "tags": data_schema.TAG,
    "articles": data_schema.ARTICLE,
    "Excerpts in index.json": data_schema.OWN_EXCERPT,
    "capture": data_schema.CAPTURE,
    "date_basis": data_schema.DATE_BASIS,
    "accounts": data_schema.ACCOUNT,
    "media": data_schema.MEDIA,
}
Site = dict[str, bytes]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The example, at an address."""
    return site_of(replace(example_in(tmp_path_factory.mktemp("site")), base_url=BASE))


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The project's own content, at no address."""
    return site_of(real_in(tmp_path_factory.mktemp("site")))


def site_of(options: Options) -> Site:
    assert build(options).update
    return files(options.output)


def schema(site: Site, name: str) -> dict[str, Any]:
    read: dict[str, Any] = json.loads(site[f"schema/{name}.json"])
    return read


def data(site: Site, name: str) -> dict[str, Any]:
    """The files that a schema is for."""
    named = re.compile("events.json" if name == "events" else "events/[^/]+/index.json")
    return {path: json.loads(content) for path, content in site.items() if named.fullmatch(path)}


def faults(schema: dict[str, Any], record: Any) -> list[str]:
    return [f"{error.json_path}: {error.message}" for error in Draft202012Validator(schema).iter_errors(record)]


def strict(shape: Any) -> Any:
    """The same with no other field and no other word than it names."""
    if isinstance(shape, list):
        return [strict(one) for one in shape]
    if not isinstance(shape, dict):
        return shape
    if "anyOf" in shape:
        listed, _ = shape["anyOf"]
        return {**listed, "description": shape.get("description", "")}
    closed = {"additionalProperties": False} if "properties" in shape else {}
    return {key: strict(value) for key, value in shape.items()} | closed


def leaves(shape: Any, path: str) -> Iterator[str]:
    """A line for each field: where it is, and of what type, or which words it may hold."""
    types = shape.get("type") or shape.get("anyOf", [{}])[0].get("enum") or [f"always {shape['const']}"]
    yield f"{path}: {types if isinstance(types, str) else ' or '.join(types)}"
    for name, inner in shape.get("properties", {}).items():
        yield from leaves(inner, f"{path}.{name}")
    if "items" in shape:
        yield from leaves(shape["items"], f"{path}[]")


@pytest.mark.parametrize("name", ["events", "index"])
@pytest.mark.parametrize("made", ["site", "real"])
def test_what_a_site_holds_fits_its_schema_and_has_nothing_that_is_not_in_it(
    request: pytest.FixtureRequest, made: str, name: str
) -> None:
    built: Site = request.getfixturevalue(made)
    found, exact = data(built, name), strict(schema(built, name))
    assert found
    assert {path: wrong for path, record in found.items() if (wrong := faults(exact, record))} == {}


@pytest.mark.parametrize("name", ["events", "index"])
def test_a_schema_is_sound_and_known_by_its_address(site: Site, real: Site, name: str) -> None:
    Draft202012Validator.check_schema(schema(site, name))
    assert schema(site, name) == {**schema(real, name), "$id": f"{BASE}schema/{name}.json"}


def test_a_reader_of_the_schemas_bears_what_is_added_later(site: Site) -> None:
    [events] = data(site, "events").values()
    added = events | {"more": 1, "events": [event | {"more": 1, "precision": "hour"} for event in events["events"]]}
    assert faults(schema(site, "events"), added) == []
    assert len(faults(strict(schema(site, "events")), added)) > 2


@pytest.mark.parametrize("field", ["id", "earliest", "excerpts"])
def test_a_reader_of_the_schemas_misses_what_goes(site: Site, field: str) -> None:
    [events] = data(site, "events").values()
    gone = [{name: value for name, value in event.items() if name != field} for event in events["events"]]
    assert len(faults(schema(site, "events"), events | {"events": gone})) == len(gone)


def test_no_field_goes_changes_its_type_or_comes_without_being_written_down(site: Site) -> None:
    """Who means such a change writes it into the file: see docs/data.md on what may change while the version stays."""
    now = [line for name in ("events", "index") for line in leaves(schema(site, name), f"{name}.json")]
    assert now == SHAPE.read_text("utf-8").splitlines()


@pytest.mark.parametrize("heading", TABLES)
def test_the_docs_say_of_every_field_what_the_schema_says(heading: str) -> None:
    described = [(coded(name)[0], plain(text)) for name, text in rows(sections("data.md")[heading])]
    assert described == [(name, text) for name, (text, _) in TABLES[heading].items()]


def test_the_docs_say_so_of_what_only_an_events_own_record_has() -> None:
    described = {coded(name)[0]: plain(text) for name, text in rows(sections("data.md")["index.json"])}
    others = {name: text for name, (text, shape) in data_schema.INDEX.items() if name not in data_schema.EVENT}
    assert described == others


def plain(text: str) -> str:
    return text.replace("`", "")


def test_without_records_of_events_there_is_no_schema_of_them(content: Write, tmp_path: Path) -> None:
    root = content({"site.yaml": "title: Case\noutputs: {event_json: false, cards: false}\n", "events/a.yaml": EVENT})
    site = site_of(Options(content=root, output=tmp_path / "site", today="2025-04-01"))
    assert [path for path in site if path.startswith("schema/")] == ["schema/events.json"]

"""events.csv: what any reader of RFC 4180 finds in it is what events.json says, and no spreadsheet runs a cell."""

import csv
import io
import json
import re
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.build.conftest import example_in, real_in
from tests.build.reading import files
from tests.test_docs import coded, rows, sections
from timeline.build import Options, build
from timeline.pages.events_csv import COLUMNS, line, paragraphs, row, unguarded

# The grammar of RFC 4180, in UTF-8.
FIELD = r'(?:"(?:[^"]|"")*"|[^",\r\n]*)'
GRAMMAR = re.compile(rf"(?:{FIELD}(?:,{FIELD}){{{len(COLUMNS) - 1}}}\r\n)+")
RUN = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
BASE = "https://example.org/sub/"
BARE: dict[str, Any] = dict.fromkeys(COLUMNS, "") | {"actors": (), "places": (), "tags": (), "excerpts": ()}


@pytest.fixture(scope="module", params=["example", "real"])
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The example at an address, and the project's own content at none."""
    root = tmp_path_factory.mktemp("site")
    options = replace(example_in(root), base_url=BASE) if request.param == "example" else real_in(root)
    assert build(options).update
    return files(options.output)


def table(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8"), newline=""), strict=True))


def test_it_holds_the_events_of_events_json_in_their_order(site: dict[str, bytes]) -> None:
    found, events = table(site["events.csv"]), json.loads(site["events.json"])["events"]
    assert [one["id"] for one in found] == [event["id"] for event in events]
    for one, event in zip(found, events, strict=True):
        cells = {name: unguarded(cell) for name, cell in one.items()}
        for name in ("id", "url", "title", "date", "precision", "status", "weight", "thread"):
            assert cells[name] == event[name]
        for name in ("earliest", "latest"):
            assert cells[name] == (event[name] or "")
        for name in ("summary", "body"):
            assert cells[name].split() == event[name].split()
        for name in ("actors", "places", "tags"):
            assert list(filter(None, cells[name].split("; "))) == event[name]
        assert set(filter(None, cells["articles"].split("; "))) == {one["article"] for one in event["excerpts"]}


def test_its_columns_are_described_as_csv_on_the_web_has_it(site: dict[str, bytes]) -> None:
    described = json.loads(site["events.csv-metadata.json"])
    columns = described["tableSchema"]["columns"]
    assert (described["@context"], described["url"]) == ("http://www.w3.org/ns/csvw", "events.csv")
    assert [column["titles"] for column in columns] == list(table(site["events.csv"])[0])
    lists = {column["name"]: column["separator"] for column in columns if "separator" in column}
    assert lists == dict.fromkeys(("actors", "places", "tags", "articles"), "; ")
    manual = {coded(name)[0]: text for name, text in rows(sections("data.md")["events.csv"])}
    said = {name: re.sub(r"\[([^]]*)\]\([^)]*\)", r"\1", text).replace("`", "") for name, text in manual.items()}
    assert {column["name"]: column["dc:description"]["@value"] for column in columns} == said


def test_it_is_formed_as_rfc_4180_has_it(site: dict[str, bytes]) -> None:
    content = site["events.csv"]
    assert not content.startswith(b"\xef\xbb\xbf")
    assert GRAMMAR.fullmatch(content.decode("utf-8"))


def test_it_can_be_switched_off(example: Options) -> None:
    settings = example.content / "site.yaml"
    written = settings.read_text("utf-8")
    assert "outputs: {" in written
    settings.write_text(written.replace("outputs: {", "outputs: {csv: false, "), "utf-8")
    build(example)
    assert not list(example.output.glob("events.csv*"))


CELLS = st.text(alphabet=st.sampled_from([*RUN, "'", '"', ",", ";", " ", "a", "é", "|"]), max_size=6)


@given(st.lists(CELLS, min_size=len(COLUMNS), max_size=len(COLUMNS)))
def test_no_cell_is_run_and_each_can_be_read_back(cells: list[str]) -> None:
    written = line(cells)
    assert GRAMMAR.fullmatch(written)
    found = next(csv.reader(io.StringIO(written, newline=""), strict=True))
    assert not any(cell.startswith(RUN) for cell in found)
    assert [unguarded(cell) for cell in found] == cells


@pytest.mark.parametrize("title", ["=1+1", '=HYPERLINK("http://example.org","x")', "@SUM(1)", "+1", "-1", "＝1"])
def test_a_title_that_looks_like_a_formula_begins_with_an_apostrophe(title: str) -> None:
    found = next(csv.reader([row(BARE | {"title": title})], strict=True))
    assert found[COLUMNS.index("title")] == f"'{title}"


def test_paragraphs_stay_apart_and_a_summary_is_one_line() -> None:
    assert (
        paragraphs("One *two*\nthree[^a].\n\n[Four](event:x) &amp; five > six")
        == "One two\nthree.\n\nFour & five > six"
    )
    found = next(csv.reader([row(BARE | {"summary": "One\n**two**"})], strict=True))
    assert found[COLUMNS.index("summary")] == "One two"


def test_the_documentation_tells_of_every_column() -> None:
    assert [coded(one[0]) for one in rows(sections("data.md")["events.csv"])] == [[column] for column in COLUMNS]

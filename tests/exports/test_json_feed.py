"""feed.json: held to the text of JSON Feed 1.1, read by a program of others, and beside the Atom feed."""

import json
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import Any

import feedparser
import pytest
from jsonschema import Draft202012Validator, FormatChecker

from tests.build.conftest import example_in
from tests.build.needed import feed_reader
from tests.build.reading import files
from tests.conftest import EVENT, Write
from timeline.build import Options, build

ADDRESS = {"type": "string", "format": "uri", "pattern": "^https?://"}
TEXT = {"type": "string", "minLength": 1}
INSTANT = {"type": "string", "format": "date-time", "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)$"}
AUTHORS = {
    "type": "array",
    "minItems": 1,
    "items": {"properties": {"name": TEXT, "url": ADDRESS, "avatar": ADDRESS}, "additionalProperties": False},
}
# Names of one's own begin with a low line and a letter, have no dot, and hold objects.
OWN = {"^_[A-Za-z][^.]*$": {"type": "object"}}
ITEM = {
    "type": "object",
    "required": ["id"],
    "properties": {
        **dict.fromkeys(("id", "title", "content_html", "content_text", "summary", "language"), TEXT),
        **dict.fromkeys(("url", "external_url", "image", "banner_image"), ADDRESS),
        **dict.fromkeys(("date_published", "date_modified"), INSTANT),
        "authors": AUTHORS,
        "tags": {"type": "array", "items": TEXT, "uniqueItems": True},
    },
    "anyOf": [{"required": ["content_html"]}, {"required": ["content_text"]}],
    "patternProperties": OWN,
    "additionalProperties": False,
}
FEED = {
    "type": "object",
    "required": ["version", "title", "items"],
    "properties": {
        "version": {"const": "https://jsonfeed.org/version/1.1"},
        **dict.fromkeys(("title", "description", "user_comment", "language"), TEXT),
        **dict.fromkeys(("home_page_url", "feed_url", "next_url", "icon", "favicon"), ADDRESS),
        "authors": AUTHORS,
        "expired": {"type": "boolean"},
        "items": {"type": "array", "items": ITEM},
    },
    "patternProperties": OWN,
    "additionalProperties": False,
}
VALIDATOR = Draft202012Validator(FEED, format_checker=FormatChecker())
BASE = "https://example.org/sub/"


@pytest.fixture(scope="module", params=["", BASE])
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The example, without an address and with one."""
    options = replace(example_in(tmp_path_factory.mktemp("site")), base_url=request.param)
    build(options)
    return files(options.output)


def feed(site: dict[str, bytes]) -> dict[str, Any]:
    read: dict[str, Any] = json.loads(site["feed.json"])
    return read


def test_it_is_a_feed_as_the_specification_has_it(site: dict[str, bytes]) -> None:
    assert [error.message for error in VALIDATOR.iter_errors(feed(site))] == []


def test_another_program_reads_in_it_what_the_atom_feed_says(site: dict[str, bytes]) -> None:
    asked = subprocess.run(feed_reader(), input=site["feed.json"], capture_output=True, check=True)
    read, atom = json.loads(asked.stdout), feedparser.parse(site["feed.atom"])
    said = (atom.feed.title, atom.feed.subtitle, atom.feed.language, [{"name": atom.feed.author}])
    assert tuple(read[name] for name in ("title", "description", "language", "authors")) == said
    fields = ("id", "title", "content_text", "date_published", "date_modified")
    assert [(*(item[name] for name in fields), item["tags"][0]) for item in read["items"]] == [
        (entry.id, entry.title, entry.summary, entry.published, entry.updated, entry.tags[0].label)
        for entry in atom.entries
    ]
    assert len(read["items"]) == 10


def test_addresses_are_full_ones_or_left_out(site: dict[str, bytes]) -> None:
    read = feed(site)
    base = read.get("home_page_url", "")
    assert base in ("", BASE)
    assert read.get("feed_url") == (f"{base}feed.json" if base else None)
    for item in read["items"]:
        path = item["_timeline"]["path"]
        assert f"{path}index.html" in site
        assert item.get("url") == (base + path if base else None)


def test_an_item_has_its_thread_and_its_tags_by_name_each_once(content: Write, tmp_path: Path) -> None:
    registers = {"tags.yaml": "stone: {name: Stone & bone}\nwar: {name: War}\n", "threads.yaml": "war: {name: War}\n"}
    root = content({**registers, "events/a.yaml": EVENT + "tags: [stone, war, loose-end]\n"})
    build(Options(content=root, output=tmp_path / "site", today="2025-04-01"))
    [item] = feed(files(tmp_path / "site"))["items"]
    assert item["tags"] == ["War", "Stone & bone", "loose-end"]


def test_a_feed_has_at_most_fifty_items(content: Write, tmp_path: Path) -> None:
    events = {f"events/e{number:02}.yaml": f"{EVENT}seq: {number}\n" for number in range(52)}
    build(Options(content=content(events), output=tmp_path / "site", today="2025-04-01"))
    ids = [item["id"].rpartition("/")[2] for item in feed(files(tmp_path / "site"))["items"]]
    assert ids == [f"e{number:02}" for number in range(51, 1, -1)]


def test_a_record_without_events_has_a_feed_without_items(content: Write, tmp_path: Path) -> None:
    build(Options(content=content({}), output=tmp_path / "site", today="2025-04-01"))
    read = feed(files(tmp_path / "site"))
    assert list(VALIDATOR.iter_errors(read)) == []
    assert read["items"] == []


def test_it_can_be_switched_off(content: Write, tmp_path: Path) -> None:
    root = content({"site.yaml": "title: Case\noutputs: {json_feed: false}\n", "events/a.yaml": EVENT})
    assert build(Options(content=root, output=tmp_path / "site", today="2025-04-01")).update
    assert "feed.json" not in files(tmp_path / "site")

"""The page of what there is as data, the links that lead programs there, and what both say after edits."""

import json
import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest
import yaml

from tests.build.conftest import example_in
from tests.build.reading import document, files
from tests.conftest import EVENT, Write
from timeline.build import Options, build
from timeline.pages.exports import EXPORTS, size_shown

BASE = "https://example.org/sub/"
Site = Mapping[str, bytes]
# What programs read beside pages, that are not found from them: crawlers and hosts know the names, scripts have theirs.
KNOWN = re.compile(
    r"robots\.txt|\.nojekyll|schema/.*|events\.csv-metadata\.json|search/.*|assets/.*|media/.*|.*\.(html|png|svg|jpe?g|webp)"
)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return site_of(replace(example_in(tmp_path_factory.mktemp("site")), base_url=BASE))


@pytest.fixture
def record(content: Write, tmp_path: Path) -> Options:
    events = {f"events/e{number}.yaml": f"{EVENT}body: It was so.\nseq: {number}\n" for number in range(9)}
    root = content({"site.yaml": "title: Case\noutputs: {cards: false, search: false}\n", **events})
    return Options(root, tmp_path / "site", "2025-04-01", cache=tmp_path / "cache")


def site_of(options: Options) -> Site:
    report = build(options)
    assert report.update, report.problems
    return files(options.output)


def addresses(site: Site, base: str = "") -> list[str]:
    """The addresses of files that the page shows, from the site's root."""
    shown = [code.text or "" for code in document(site["data/index.html"]).iter("code")]
    assert all(one.startswith(base) for one in shown)
    return [one.removeprefix(base) for one in shown]


def stands_for(address: str, path: str) -> bool:
    """Does a file lie at an address, in which ID may stand for any?"""
    pattern = (
        re.escape(address)
        .replace("threads/ID", "(threads|actors|places|tags)/[^/]+")
        .replace("/ID/", r"/[^/]+/(page/\d+/)?")
    )
    return bool(re.fullmatch(pattern, path.removesuffix("index.html")))


def links(page: bytes, rel: str) -> list[tuple[str | None, str | None]]:
    """Media type and address of a page's links of a kind."""
    return [(link.get("type"), link.get("href")) for link in elements(page, "link") if link.get("rel") == rel]


def elements(page: bytes, name: str) -> list[Element]:
    return list(document(page).iter(name))


def words(page: bytes) -> str:
    return " ".join("".join(document(page).itertext()).split())


def test_every_file_for_programs_is_on_the_page_and_every_address_there_is_one_of_a_file(site: Site) -> None:
    shown = addresses(site, BASE)
    others = [path for path in site if not KNOWN.fullmatch(path)]
    assert [path for path in others if not any(stands_for(address, path) for address in shown)] == []
    assert [address for address in shown if not any(stands_for(address, path) for path in site)] == []


def test_without_an_address_of_the_site_those_of_files_count_from_its_root(record: Options) -> None:
    site = site_of(record)
    assert {"events.json", "feed.json", "events/ID/index.json", "build.json"} <= {*addresses(site)}
    assert "sitemap.xml" not in addresses(site)


def test_what_is_switched_off_is_not_on_the_page(record: Options) -> None:
    settings = record.content / "site.yaml"
    off = "event_json: false, embed: false, facet_feeds: false, json_feed: false, csv: false, calendar: false, "
    settings.write_text(settings.read_text().replace("{", "{timelinejs: false, " + off), "utf-8")
    site = site_of(record)
    assert addresses(site) == ["events.json", "feed.atom", "corrections/feed.atom", "build.json"]
    assert links(site["index.html"], "alternate") == [
        ("application/atom+xml", "feed.atom"),
        ("application/json", "events.json"),
    ]


def test_annotations_are_on_the_page_only_if_there_are_any(example: Options) -> None:
    for event in example.content.glob("events/**/*.yaml"):
        written = yaml.load(event.read_text("utf-8"), yaml.BaseLoader)
        correction = {"date": "2025-03-20", "kind": "correction", "note": "It was not so."}
        taken_back = {"status": "retracted", "corrections": [*written.get("corrections", []), correction]}
        event.write_text(json.dumps({**written, **taken_back}), "utf-8")
    site = site_of(replace(example, base_url=BASE))
    assert not [path for path in site if path.endswith("annotations.jsonld")]
    assert "articles/ID/annotations.jsonld" not in addresses(site, BASE)


@pytest.mark.parametrize("off", ["event_json", "embed", "facet_feeds"])
def test_what_lies_beside_entries_is_on_the_page_only_if_it_is_there(example: Options, off: str) -> None:
    settings = example.content / "site.yaml"
    settings.write_text(settings.read_text("utf-8").replace("outputs: {", f"outputs: {{{off}: false, "), "utf-8")
    site = site_of(replace(example, base_url=BASE))
    assert [address for address in addresses(site, BASE) if not any(stands_for(address, path) for path in site)] == []


def test_sizes_are_those_of_the_files(site: Site) -> None:
    told = [" ".join(size_shown(len(site[export.path]))) for export in EXPORTS if export.path in site]
    assert told and [size for size in told if size not in words(site["data/index.html"])] == []


def test_events_that_an_export_cannot_hold_are_counted(record: Options) -> None:
    told = "1 event is not in it, whose date it cannot hold."
    assert told not in words(site_of(record)["data/index.html"])
    event = record.content / "events/e5.yaml"
    event.write_text(event.read_text("utf-8").replace("2025-03-11", "-0043-03-15"), "utf-8")
    assert words(site_of(record)["data/index.html"]).count(told) == 1


@pytest.mark.parametrize("name", ["body", "summary", "title"])
def test_a_size_that_an_edit_changes_is_told_as_a_clean_build_tells_it(record: Options, name: str) -> None:
    before = site_of(record)
    event = record.content / "events/e5.yaml"
    text = "It " + "really " * 30 + "was"
    event.write_text(re.sub(f"{name}: .*", f"{name}: {text}", event.read_text("utf-8")), "utf-8")
    # A build of the whole site would tell it anyway.
    assert "search" not in build(record).seconds
    after = files(record.output)
    assert size_shown(len(before["events.json"])) != size_shown(len(after["events.json"]))
    assert after == site_of(replace(record, output=record.output.with_name("clean"), cache=None))


def test_every_page_leads_programs_to_the_feeds(site: Site) -> None:
    for path, page in site.items():
        if path.endswith(".html") and b'http-equiv="refresh"' not in page and "/embed/" not in path:
            types = [kind for kind, _ in links(page, "alternate")]
            assert types[:2] == ["application/atom+xml", "application/feed+json"], path


@pytest.mark.parametrize("path", ["index.html", "page/2/index.html", "data/index.html"])
def test_pages_of_the_whole_record_lead_programs_to_all_events(site: Site, path: str) -> None:
    up = "../" * path.count("/")
    found = {(export.media_type, f"{up}{export.path}") for export in EXPORTS if export.path in site}
    assert found and found <= {*links(site[path], "alternate")}


def test_the_page_of_an_event_leads_programs_to_its_record(site: Site) -> None:
    page = site["events/2025-03-11-storm/index.html"]
    assert ("application/json", "index.json") in links(page, "alternate")


def test_every_page_has_a_way_to_the_page_of_data_and_the_sitemap_lists_it(site: Site) -> None:
    for path, page in site.items():
        if path.endswith(".html") and b'http-equiv="refresh"' not in page and "/embed/" not in path:
            assert [link for link in elements(page, "a") if (link.get("href") or "").endswith("data/")], path
    assert f"<loc>{BASE}data/</loc>".encode() in site["sitemap.xml"]


@pytest.mark.parametrize(
    ("licence", "leads_to"),
    [
        ("https://creativecommons.org/licenses/by/4.0/", ["https://creativecommons.org/licenses/by/4.0/"] * 2),
        ("CC BY 4.0", []),
        ("https://creativecommons.org/licenses/by/4.0/ but for images", []),
    ],
)
def test_a_licence_that_is_an_address_is_a_link(record: Options, licence: str, leads_to: list[str]) -> None:
    settings = record.content / "site.yaml"
    settings.write_text(settings.read_text() + f"licence: {licence}\n", "utf-8")
    page = site_of(record)["data/index.html"]
    assert [link.get("href") for link in elements(page, "a") if link.get("rel") == "license"] == leads_to
    assert words(page).count(licence) == 2

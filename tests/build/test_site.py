"""What stands in the built site."""

import json
import re
from dataclasses import replace
from pathlib import Path

import feedparser
import pytest
from lxml import etree

from tests.build.conftest import example_in
from tests.build.needed import ROOT
from tests.build.reading import HOST, dead_links, document, files, links
from timeline.build import Options, build

PAGES = (
    "index.html",
    "page/2/index.html",
    "events/2025-03-11-storm/index.html",
    "events/2025-03-16-withdrawn/index.html",
    "events/storm/index.html",
    "articles/index.html",
    "articles/courier/index.html",
    "articles/gazette/index.html",
    "actors/index.html",
    "actors/ana-sa/index.html",
    "actors/ana/index.html",
    "places/nowhere/index.html",
    "tags/free-tag/index.html",
    "threads/law/index.html",
    "threads/courts/index.html",
    "2025/index.html",
    "2025/03/index.html",
    "0079/index.html",
    "-0043/index.html",
    "2010/index.html",
    "undated/index.html",
    "about/index.html",
    "corrections/index.html",
    "404.html",
    "events/2025-03-11-storm/index.json",
    "events.json",
    "timelinejs.json",
    "feed.atom",
    "sitemap.xml",
    "robots.txt",
    ".nojekyll",
    "build.json",
)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    options = example_in(tmp_path_factory.mktemp("site"))
    build(options)
    return files(options.output)


def promised_addresses() -> list[str]:
    """The addresses that docs/compatibility.md promises, as patterns of the files there."""
    table = (ROOT / "docs/compatibility.md").read_text("utf-8").partition("| Address |")[2].partition("\n\n")[0]
    cells = [row.split("|")[1] for row in table.splitlines() if row.startswith("| `")]
    addresses = [address for cell in cells for address in re.findall(r"`/([^`]*)`", cell)]
    names = {"ID": r"[a-z0-9-]+", "SLUG": "about", "YEAR": r"-?\d{4}", "MONTH": r"\d\d"}
    patterns = [re.sub("[A-Z]{2,}", lambda found: names[found[0]], address) for address in addresses]
    return [f"{pattern}index\\.html" if pattern.endswith("/") or not pattern else pattern for pattern in patterns]


@pytest.mark.parametrize("pattern", promised_addresses())
def test_every_address_that_is_promised_is_there(site: dict[str, bytes], pattern: str) -> None:
    assert any(re.fullmatch(pattern, path) for path in site)


@pytest.mark.parametrize("path", PAGES)
def test_every_kind_of_page_is_made(site: dict[str, bytes], path: str) -> None:
    assert path in site


@pytest.mark.parametrize("portable", [False, True])
@pytest.mark.parametrize("below", ["/", "/any/sub/path/"])
def test_no_link_and_no_fragment_leads_nowhere(example: Options, below: str, portable: bool) -> None:
    build(replace(example, base_url=HOST + below, portable=portable))
    assert dead_links(files(example.output), below) == []


def test_a_portable_site_links_to_files_alone(example: Options) -> None:
    build(replace(example, portable=True, base_url=""))
    site = {path: page for path, page in files(example.output).items() if path != "404.html"}
    inner = [value for _, value, address in links(site) if address.startswith(HOST)]
    assert [value for value in inner if value.partition("#")[0].endswith("/")] == []


def test_pages_load_nothing_from_elsewhere(site: dict[str, bytes]) -> None:
    loading = {"link": "href", "img": "src", "script": "src", "source": "src", "iframe": "src"}
    loaded = [
        element.get(loading[element.tag])
        for path, page in site.items()
        if path.endswith(".html")
        for element in document(page).iter()
        if element.tag in loading
        and element.get("rel") not in ("canonical", "license")
        # Of oEmbed's answer programs ask for the address, which has to be a whole one.
        and element.get("type") != "application/json+oembed"
    ]
    assert [address for address in loaded if "//" in (address or "")] == []


def test_the_sitemap_lists_the_pages_and_nothing_else(example: Options) -> None:
    build(replace(example, base_url="https://example.org/sub"))
    site = files(example.output)
    namespace = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
    listed = {element.text for element in etree.fromstring(site["sitemap.xml"]).iter(f"{namespace}loc")}
    redirects = {path for path, page in site.items() if path.endswith(".html") and b'http-equiv="refresh"' in page}
    hidden = {path for path, page in site.items() if b'name="robots" content="noindex"' in page}
    pages = {path for path in site if path.endswith("index.html")} - redirects - hidden
    assert listed == {"https://example.org/sub/" + path.removesuffix("index.html") for path in pages}


def test_without_an_address_there_is_no_sitemap_and_no_canonical_link(example: Options) -> None:
    build(replace(example, base_url=""))
    site = files(example.output)
    assert "sitemap.xml" not in site
    assert b"canonical" not in site["index.html"]


def test_the_feed_is_read_without_complaint_and_newest_first(site: dict[str, bytes]) -> None:
    feed = feedparser.parse(site["feed.atom"])
    assert not feed.bozo
    assert feed.feed.id == "tag:example.org,2025:feed"
    assert feed.entries[0].id == "tag:example.org,2025:events/2025-03-13-ruling-appealed"
    assert feed.entries[0].link == "https://example.org/harbour/events/2025-03-13-ruling-appealed/"
    assert [entry.updated for entry in feed.entries] == sorted((e.updated for e in feed.entries), reverse=True)


def test_events_json_holds_every_listed_event_in_order(site: dict[str, bytes]) -> None:
    exported = json.loads(site["events.json"])
    assert exported["version"] == 1
    assert [event["id"] for event in exported["events"]] == [
        "bce-landing",
        "0079-first-quay",
        "decade",
        "siege",
        "spring-works",
        "between",
        "2025-03-11-storm",
        "2025-03-13-ruling",
        "2025-03-13-ruling-appealed",
        "by-then",
    ]
    assert exported["retracted"] == ["2025-03-16-withdrawn"]


def test_an_event_is_data_as_the_contract_has_it(site: dict[str, bytes]) -> None:
    event = json.loads(site["events/2025-03-11-storm/index.json"])
    assert event["url"] == "https://example.org/harbour/events/2025-03-11-storm/"
    assert (event["date"], event["earliest"], event["latest"], event["precision"]) == (
        "2025-03-11",
        "2025-03-11",
        "2025-03-11",
        "day",
    )
    assert event["summary"] == "A storm breaks the quay. See the ruling."
    assert event["relations"] == [
        {"type": "causes", "event": "2025-03-13-ruling"},
        {"type": "see-also", "event": "decade"},
        {"type": "answered-by", "event": "2025-03-13-ruling"},
    ]


def test_open_bounds_are_null(site: dict[str, bytes]) -> None:
    event = json.loads(site["events/by-then/index.json"])
    assert (event["earliest"], event["latest"]) == (None, "2025-03-12")


def test_notes_are_numbered_in_reading_order_and_lead_back(site: dict[str, bytes]) -> None:
    page = document(site["events/2025-03-11-storm/index.html"])
    notes = [(a.get("id"), a.get("href"), a.text) for a in page.iter("a") if a.get("class") == "ref"]
    assert notes == [
        ("r1", "#x1", "1"),
        ("r1-2", "#x1", "1"),
        ("r1-3", "#x1", "1"),
        ("r2", "#x2", "2"),
        ("r1-4", "#x1", "1"),
    ]
    back = [a.get("href") for a in page.iter("a") if a.get("href") in ("#r1", "#r2", "#r3")]
    assert back == ["#r1", "#r2"]


def test_drafts_and_what_only_they_name_reach_no_file(example: Options) -> None:
    build(example)
    written = [*files(example.output).values(), (example.content / "published.lock").read_bytes()]
    assert not any(b"CANARY" in content or b"secret" in content for content in written)


def test_drafts_are_shown_when_asked_for_and_never_locked(example: Options) -> None:
    build(replace(example, drafts=True))
    assert "events/secret/index.html" in files(example.output)
    assert not (example.content / "published.lock").exists()


def test_a_retracted_event_keeps_its_page_and_leaves_the_lists(site: dict[str, bytes]) -> None:
    assert b"events/2025-03-16-withdrawn" not in site["index.html"] + site["page/2/index.html"] + site["feed.atom"]
    assert b"Nobody had seen it." in site["events/2025-03-16-withdrawn/index.html"]
    assert b"Nobody had seen it." in site["corrections/index.html"]


def test_a_long_list_goes_on_on_further_pages(site: dict[str, bytes]) -> None:
    on_first, on_second = (
        [a.get("id") for a in document(site[path]).iter("article") if a.get("id")]
        for path in ("index.html", "page/2/index.html")
    )
    assert (len(on_first), len(on_second)) == (6, 4)


def test_no_output_holds_the_day_it_was_built_on(example: Options, tmp_path: Path) -> None:
    build(example)
    other = replace(example, today="2031-12-31", output=tmp_path / "other")
    build(other)
    assert files(example.output) == files(other.output)


@pytest.mark.parametrize("path", ["events.json", "events/2025-03-11-storm/index.json"])
def test_every_field_of_the_data_is_documented(site: dict[str, bytes], path: str) -> None:
    exported = json.loads(site[path])
    (event,) = [one for one in exported.get("events", [exported]) if one["id"] == "2025-03-11-storm"]
    nested = [
        key
        for value in event.values()
        if isinstance(value, list)
        for one in value
        if isinstance(one, dict)
        for key in one
    ]
    documented = (ROOT / "docs" / "data.md").read_text("utf-8")
    assert [key for key in [*event, *nested] if f"`{key}`" not in documented] == []


def test_an_events_own_data_holds_the_accounts_and_how_the_date_is_known(site: dict[str, bytes]) -> None:
    event = json.loads(site["events/2025-03-11-storm/index.json"])
    assert (event["date_basis"]["words"], event["date_basis"]["article"]) == ("on Tuesday", "gazette-2025-03-12")
    assert [account["by"] for account in event["accounts"]] == ["ana-sa", "The courier"]
    assert event["accounts"][0]["says"] == "It broke."


def test_a_moment_tells_its_zone(site: dict[str, bytes]) -> None:
    times = [
        element.get("datetime")
        for element in document(site["events/2025-03-13-ruling-appealed/index.html"]).iter("time")
    ]
    assert times == ["2025-03-13T18:30+03:00"]
    assert "Exact time, UTC+3" in site["events/2025-03-13-ruling-appealed/index.html"].decode()
    assert "Exact time, Europe/Lisbon" in site["events/2025-03-13-ruling/index.html"].decode()


def test_a_draft_that_is_shown_says_that_it_is_one(example: Options) -> None:
    build(replace(example, drafts=True))
    page = files(example.output)["events/secret/index.html"].decode()
    assert "<b>Draft</b>" in page
    assert '<meta name="robots" content="noindex">' in page

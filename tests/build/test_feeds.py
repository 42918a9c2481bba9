"""The Atom feeds: of the site, of every actor, place, tag and thread, and of the corrections."""

import json
import re
from dataclasses import replace
from pathlib import Path
from urllib.parse import urljoin

import feedparser
import pytest
from lxml import etree

from tests.build.conftest import example_in
from tests.build.reading import HOST, document, files
from tests.conftest import EVENT, Files, Write
from timeline.build import Options, build

ATOM = "{http://www.w3.org/2005/Atom}"
TAG_URI = re.compile(r"tag:([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)*[a-z0-9-]+,\d{4}(-\d\d){0,2}:[a-z0-9/-]+")
INSTANT = re.compile(r"\d{4}-\d\d-\d\dT00:00:00Z")
SITE = "title: Case\nid: 'example.org,2025'\n"
Site = dict[str, bytes]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The example, at no address of its own."""
    options = replace(example_in(tmp_path_factory.mktemp("site")), base_url="")
    build(options)
    return files(options.output)


def site_of(root: Path, day: str = "2025-04-01") -> Site:
    report = build(Options(content=root, output=root.parent / "site", today=day))
    assert report.update, report.problems
    return files(root.parent / "site")


def feeds(site: Site) -> dict[str, etree._Element]:
    return {path: etree.fromstring(content) for path, content in site.items() if path.endswith(".atom")}


def ids(feed: etree._Element) -> list[str]:
    """The ids of its entries."""
    return [entry.findtext(f"{ATOM}id") or "" for entry in feed.iter(f"{ATOM}entry")]


def texts(feed: etree._Element, name: str) -> list[str]:
    return [element.text or "" for element in feed.iter(ATOM + name)]


def feed_links(site: Site, path: str) -> list[str]:
    """Where a page says that its feeds are, as addresses from the site's root."""
    found = [link for link in document(site[path]).iter("link") if link.get("type") == "application/atom+xml"]
    return [urljoin(f"{HOST}/{path}", link.get("href")).removeprefix(f"{HOST}/") for link in found]


def groups(site: Site) -> dict[str, set[str]]:
    """The feed of every group that has a page, with the ids of its events as events.json knows them."""
    pages = (re.fullmatch(r"(actor|place|tag|thread)s/([^/]+)/index\.html", path) for path in site)
    found = [page for page in pages if page and b'http-equiv="refresh"' not in site[page[0]]]
    events = json.loads(site["events.json"])["events"]
    return {
        page[0].replace("index.html", "feed.atom"): {
            event["id"] for event in events if page[2] in (event.get(f"{page[1]}s") or (event["thread"],))
        }
        for page in found
    }


def test_every_group_has_a_feed_of_exactly_its_events(site: Site) -> None:
    prefix = "tag:example.org,2025:events/"
    assert {path: set(ids(feeds(site)[path])) for path in groups(site)} == {
        path: {prefix + event for event in events} for path, events in groups(site).items()
    }
    assert len(groups(site)) > 10


def test_an_event_has_one_id_in_all_feeds(site: Site) -> None:
    everywhere = {name for path in groups(site) for name in ids(feeds(site)[path])}
    assert everywhere <= set(ids(feeds(site)["feed.atom"]))


def test_no_two_feeds_have_one_id_and_all_ids_are_tag_uris(site: Site) -> None:
    earlier = {"threads/courts/feed.atom", "actors/ana/feed.atom"}
    own = [feed.findtext(f"{ATOM}id") or "" for path, feed in feeds(site).items() if path not in earlier]
    assert len(own) == len(set(own))
    every = [one for feed in feeds(site).values() for one in texts(feed, "id")]
    assert [one for one in every if not TAG_URI.fullmatch(one)] == []


@pytest.mark.parametrize(
    ("address", "beginning"),
    [
        ("https://Example.org/record", "tag:example.org,2025:"),
        ("https://bücher.example/", "tag:bucher-example.invalid,2025:"),
        ("https://my_site.example/", "tag:my-site-example.invalid,2025:"),
        ("http://[::1]/", "tag:1.invalid,2025:"),
        ("", "tag:timeline.invalid,2025:case/"),
    ],
)
def test_ids_of_a_site_without_one_of_its_own_are_tag_uris(content: Write, address: str, beginning: str) -> None:
    site = site_of(content({"site.yaml": f"title: Case\nbase_url: '{address}'\n", "events/a.yaml": EVENT}))
    assert ids(feeds(site)["feed.atom"]) == [f"{beginning}events/a"]
    assert all(TAG_URI.fullmatch(one) for one in texts(feeds(site)["feed.atom"], "id"))


@pytest.mark.parametrize("portable", [False, True])
@pytest.mark.parametrize("base_url", ["", f"{HOST}/sub/"])
def test_links_of_feeds_lead_to_files_that_are_there(example: Options, base_url: str, portable: bool) -> None:
    build(replace(example, base_url=base_url, portable=portable))
    site, root = files(example.output), base_url or f"{HOST}/"
    for path, feed in feeds(site).items():
        for link in feed.iter(f"{ATOM}link"):
            target = urljoin(root + path, link.get("href")).removeprefix(root)
            file = target + "index.html" if target.endswith("/") or not target else target
            assert file in site, (path, link.get("href"))
            if (
                link.get("rel") == "self"
                and b'http-equiv="refresh"' not in site[path.replace("feed.atom", "") + "index.html"]
            ):
                assert target == path


def test_a_feed_names_the_page_it_belongs_to_and_the_page_its_feed(site: Site) -> None:
    for path in [*groups(site), "corrections/feed.atom"]:
        page = path.removesuffix("feed.atom")
        link = feeds(site)[path].find(f"{ATOM}link[@rel='alternate']")
        assert link is not None and urljoin(f"{HOST}/{path}", link.get("href")) == f"{HOST}/{page}"
        assert feed_links(site, page + "index.html") == ["feed.atom", path]
        shown = [urljoin(f"{HOST}/{page}", a.get("href")) for a in document(site[page + "index.html"]).iter("a")]
        assert f"{HOST}/{path}" in shown


def test_every_feed_is_read_without_complaint_and_newest_first(site: Site) -> None:
    for path in feeds(site):
        feed = feedparser.parse(site[path])
        updated = [entry.updated for entry in feed.entries]
        assert not feed.bozo, path
        assert feed.feed.title and feed.feed.author
        assert updated == sorted(updated, reverse=True)
        assert not updated or feed.feed.updated == updated[0]


def test_all_times_are_instants(site: Site) -> None:
    times = [one for feed in feeds(site).values() for name in ("updated", "published") for one in texts(feed, name)]
    assert times and [time for time in times if not INSTANT.fullmatch(time)] == []


def test_titles_tell_feeds_apart(site: Site) -> None:
    assert feedparser.parse(site["feed.atom"]).feed.title == "The Harbour Record"
    assert feedparser.parse(site["corrections/feed.atom"]).feed.title == "Corrections | The Harbour Record"
    assert feedparser.parse(site["threads/law/feed.atom"]).feed.title == "Law & order | The Harbour Record"


def test_an_entry_says_when_what_and_in_which_thread(site: Site) -> None:
    (entry,) = [
        one for one in feedparser.parse(site["threads/law/feed.atom"]).entries if one.id.endswith("events/siege")
    ]
    assert entry.summary == "April 2014 to 2024. It lasted."
    assert (entry.tags[0].term, entry.tags[0].label) == ("law", "Law & order")


def test_every_correction_is_an_entry_those_of_retracted_events_too(site: Site) -> None:
    entries = feedparser.parse(site["corrections/feed.atom"]).entries
    assert [(one.id.partition("events/")[2], one.tags[0].term, one.summary) for one in entries] == [
        ("2025-03-16-withdrawn/corrections/2025-03-21/1", "correction", "Nobody had seen it."),
        ("2025-03-11-storm/corrections/2025-03-20/1", "correction", "The first version said two quays."),
        ("2025-03-11-storm/corrections/2025-03-14/1", "update", "A second account was added."),
    ]


def test_corrections_keep_their_ids_when_others_are_added(content: Write) -> None:
    lines = [
        f"  - {{date: 2025-03-{day}, note: {note}}}\n"
        for day, note in ((14, "first"), (14, "second"), (13, "third"), (14, "fourth"), (20, "fifth"))
    ]
    known: dict[str, str] = {}
    for count in range(1, len(lines) + 1):
        site = site_of(content({"events/a.yaml": EVENT + "corrections:\n" + "".join(lines[:count])}))
        now = {one.summary: one.id for one in feedparser.parse(site["corrections/feed.atom"]).entries}
        assert len(set(now.values())) == count
        assert known.items() <= now.items()
        known = now
    assert list(known) == ["fifth", "fourth", "second", "first", "third"]


def test_a_feed_has_at_most_fifty_entries(content: Write) -> None:
    events = {f"events/e{number:02}.yaml": f"{EVENT}tags: [stone]\nseq: {number}\n" for number in range(52)}
    site = site_of(content(events))
    newest = [f"e{number:02}" for number in range(51, 1, -1)]
    for path in ("feed.atom", "threads/war/feed.atom", "tags/stone/feed.atom"):
        assert [one.rpartition("/")[2] for one in ids(feeds(site)[path])] == newest


def test_a_feed_without_entries_is_the_same_on_any_day(content: Write) -> None:
    root = content({"site.yaml": SITE, "actors.yaml": "ana: {name: Ana}\n"})
    first, later = site_of(root), site_of(root, "2031-12-31")
    for path in ("feed.atom", "corrections/feed.atom", "actors/ana/feed.atom"):
        assert texts(feeds(first)[path], "updated") == ["2025-04-01T00:00:00Z"]
    assert first == later


def test_a_feed_stays_at_its_earlier_addresses(site: Site) -> None:
    assert site["threads/courts/feed.atom"] == site["threads/law/feed.atom"]


def test_nothing_of_a_draft_is_in_any_feed(example: Options) -> None:
    build(example)
    written = [content for path, content in files(example.output).items() if path.endswith(".atom")]
    assert written and not any(b"CANARY" in feed or b"secret" in feed for feed in written)


def test_feeds_of_groups_can_be_switched_off(content: Write) -> None:
    files: Files = {"actors.yaml": "ana: {name: Ana}\n", "events/a.yaml": EVENT + "tags: [stone]\n"}
    site = site_of(content({**files, "site.yaml": SITE + "outputs: {facet_feeds: false}\n"}))
    assert set(feeds(site)) == {"feed.atom", "corrections/feed.atom"}
    pages = [path for path in site if path.endswith("/index.html") and path.count("/") == 2]
    linked = {link for path in pages for link in feed_links(site, path)}
    shown = {a.get("href") for path in pages for a in document(site[path]).iter("a")}
    assert linked == {"feed.atom"}
    assert not [href for href in shown if (href or "").endswith("feed.atom") and href != "../../feed.atom"]


def test_no_feed_holds_a_character_that_xml_or_a_reader_cannot_bear(content: Write) -> None:
    event = EVENT.replace("It happened.", "'It &#11;&#8238;&#65535; <b>happened</b> & &lt;so&gt; it was.'")
    correction = "corrections: [{date: 2025-03-14, note: 'It &#8238;was &#1; wrong.'}]\n"
    site = site_of(content({"events/a.yaml": event + correction}))
    assert "It  happened & <so> it was." in texts(feeds(site)["threads/war/feed.atom"], "summary")[0]
    for feed in feeds(site).values():
        said = "".join(feed.itertext())
        assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\ufffe\uffff]", said)

"""The frame of an event and its oEmbed, as files: what they say, and where they are named."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

import html5lib
import pytest

from tests.build.conftest import example_in, with_cards
from tests.build.reading import document, files
from tests.conftest import EVENT, Write
from timeline.build import Options, build

BASE = "https://example.org/harbour/"
STORM, WITHDRAWN = "events/2025-03-11-storm/", "events/2025-03-16-withdrawn/"
# oembed.com, 2.3.4: what an answer may hold, and what one of a type must.
TEXT = {"title", "author_name", "author_url", "provider_name", "provider_url", "thumbnail_url"}
KNOWN = TEXT | {"type", "version", "cache_age", "thumbnail_width", "thumbnail_height", "html", "width", "height"}
REQUIRED = {"link": set(), "rich": {"html", "width", "height"}}
Site = dict[str, bytes]


def built(options: Options) -> Site:
    report = build(options)
    assert report.update, report.problems
    return files(options.output)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return built(replace(with_cards(example_in(tmp_path_factory.mktemp("site"))), drafts=True))


@pytest.fixture(scope="module")
def nowhere(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return built(replace(with_cards(example_in(tmp_path_factory.mktemp("nowhere"))), base_url=""))


def page(site: Site, folder: str) -> Element:
    return document(site[folder + "index.html"])


def text(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())


def metas(page: Element) -> dict[str, str]:
    return {one.get("name", ""): one.get("content", "") for one in page.iter("meta")}


def linked(page: Element, relation: str) -> list[dict[str, str]]:
    return [dict(one.attrib) for one in page.iter("link") if one.get("rel") == relation]


def answers(site: Site) -> dict[str, Any]:
    return {path: json.loads(content) for path, content in site.items() if path.endswith("/oembed.json")}


def test_every_event_has_a_frame_and_an_answer_at_its_earlier_addresses_too(site: Site) -> None:
    folders = {path.removesuffix("index.html") for path in site if path.startswith("events/") and path.count("/") == 2}
    for folder in {folder for folder in folders if folder.endswith("/")}:
        assert {folder + "embed/index.html", folder + "oembed.json"} <= set(site), folder
    assert page(site, "events/storm/embed/").find(".//h1/a") is not None


@pytest.mark.parametrize("folder", [STORM, WITHDRAWN, "events/storm/", "events/secret/"])
def test_a_frame_is_found_by_nobody_and_names_the_page(site: Site, folder: str) -> None:
    frame = page(site, folder + "embed/")
    canonical = STORM if folder == "events/storm/" else folder
    assert metas(frame)["robots"] == "noindex"
    assert [one["href"] for one in linked(frame, "canonical")] == [BASE + canonical]
    assert f"{folder}embed/" not in site["sitemap.xml"].decode()


def test_without_a_base_url_a_frame_names_no_page(nowhere: Site) -> None:
    assert linked(page(nowhere, STORM + "embed/"), "canonical") == []


def test_all_links_of_a_frame_open_elsewhere(site: Site) -> None:
    frames = [document(content) for path, content in site.items() if path.endswith("/embed/index.html")]
    found = [one for frame in frames for one in frame.iter("a")]
    assert len(found) > 2 * len(frames)
    assert {(one.get("target"), one.get("rel")) for one in found} == {("_blank", "noopener")}


def test_a_frame_has_no_script_and_allows_none(site: Site) -> None:
    for path, content in site.items():
        if path.endswith("/embed/index.html"):
            assert not list(document(content).iter("script")), path
            assert b"default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'" in content


def test_a_frame_tells_what_happened_when_how_surely_and_in_whose_words(site: Site) -> None:
    said = text(page(site, STORM + "embed/"))
    for words in (
        *('A storm breaks "the quay" & <everything>', "Tuesday 11 March 2025", "exact day", "Works", "Disputed"),
        *("A storm breaks the quay. See the ruling.", "Accounts in this record differ", "The Harbour Record"),
    ):
        assert words in said, words


def test_the_frame_of_a_disputed_event_gives_each_side_its_word_and_none_alone(site: Site) -> None:
    frame = page(site, STORM + "embed/")
    assert list(frame.iter("blockquote")) == []
    assert [text(one) for one in frame.iter("div") if one.get("class") == "by"] == [
        "Ana Sá: It broke.",
        "The courier: It held",
    ]


def test_the_frame_of_a_disputed_event_gives_the_dates_of_those_sides_that_have_one(site: Site) -> None:
    (main,) = page(site, STORM + "embed/").iter("main")
    assert [text(one) for one in main][-3:] == ["Ana Sá: It broke.", "The courier: It held", "Dates it: 12 March 2025"]


def test_the_frame_of_a_retracted_event_repeats_no_account(content: Write, tmp_path: Path) -> None:
    told = "accounts: [{by: A paper, says: So it was., date: 2025-03-12}, {by: Another, says: It was not.}]\n"
    retracted = "status: retracted\ncorrections: [{date: 2025-03-20, note: Not so}]\n"
    root = content({"events/a.yaml": EVENT + retracted + told})
    made = built(Options(content=root, output=tmp_path / "site", today="2025-04-01"))
    said = text(page(made, "events/a/embed/"))
    assert "Not so" in said
    assert "So it was" not in said


def test_the_frame_of_a_retracted_event_says_so_and_why_and_not_what_it_told(site: Site) -> None:
    frame = page(site, WITHDRAWN + "embed/")
    said = text(frame)
    assert "This entry is retracted" in said
    assert "Retracted" in said
    assert list(frame.iter("blockquote")) == []
    summary = metas(page(site, WITHDRAWN))["description"].partition("retracted. ")[2]
    assert summary
    assert summary not in said


def test_the_frame_of_a_draft_says_that_it_is_one_and_is_not_offered(site: Site) -> None:
    assert "Draft" in text(page(site, "events/secret/embed/"))
    assert linked(page(site, "events/secret/"), "alternate")[0]["type"] == "application/atom+xml"
    assert b"<iframe" not in site["events/secret/index.html"]


QUOTED = (
    EVENT + "status: {status}\n"
    "corrections: [{{date: 2025-03-20, note: Not so}}]\n"
    "excerpts:\n"
    "- {{article: report, quote: in the way, stance: contradicts}}\n"
    "- {{article: report, quote: it happened, speaker: A witness}}\n"
)


@pytest.mark.parametrize(("status", "quoted"), [("claimed", ["“it happened”"]), ("disputed", []), ("retracted", [])])
def test_what_is_quoted_bears_the_event_out(content: Write, tmp_path: Path, status: str, quoted: list[str]) -> None:
    root = content({"events/a.yaml": QUOTED.format(status=status)})
    made = built(Options(content=root, output=tmp_path / "site", today="2025-04-01"))
    assert [text(one) for one in page(made, "events/a/embed/").iter("blockquote")] == quoted


@pytest.mark.parametrize("status", ["confirmed", "disputed"])
def test_accounts_that_differ_on_the_date_are_shown_though_nobody_disputes_the_event(
    content: Write, tmp_path: Path, status: str
) -> None:
    accounts = "accounts: [{by: A paper, says: It happened., date: 2025-03-12}, {by: Another, says: It happened.}]\n"
    root = content({"events/a.yaml": f"{EVENT}status: {status}\n{accounts}"})
    made = built(Options(content=root, output=tmp_path / "site", today="2025-04-01"))
    (main,) = page(made, "events/a/embed/").iter("main")
    assert [text(one) for one in main][-3:] == [
        "A paper: It happened.", "Dates it: 12 March 2025", "Another: It happened."
    ]  # fmt: skip


@pytest.mark.parametrize("with_address", [True, False])
def test_an_answer_is_one_of_oembed(site: Site, nowhere: Site, with_address: bool) -> None:
    found = answers(site if with_address else nowhere)
    for path, answer in found.items():
        kind = "rich" if with_address and path != "events/secret/oembed.json" else "link"
        assert (answer["type"], answer["version"]) == (kind, "1.0"), path
        assert REQUIRED[kind] <= set(answer) <= KNOWN
        assert all(isinstance(answer[key], str) and answer[key] for key in TEXT & set(answer))
        assert all(answer[key].startswith(BASE) for key in answer if key.endswith("_url"))
        sizes = [answer[key] for key in ("width", "height", "thumbnail_width", "thumbnail_height") if key in answer]
        assert all(isinstance(size, int) and size > 0 for size in sizes)
        thumbnail = {"thumbnail_url", "thumbnail_width", "thumbnail_height"} & set(answer)
        assert len(thumbnail) in (0, 3)


def test_the_code_of_an_answer_is_a_frame_of_its_size_that_may_do_little(site: Site) -> None:
    answer = answers(site)["events/storm/oembed.json"]
    (frame,) = html5lib.parseFragment(answer["html"], namespaceHTMLElements=False)
    assert (frame.tag, frame.get("src")) == ("iframe", f"{BASE}{STORM}embed/")
    assert frame.get("title") == answer["title"] == 'A storm breaks "the quay" & <everything>'
    assert (frame.get("width"), frame.get("height")) == (str(answer["width"]), str(answer["height"]))
    assert frame.get("loading") == "lazy"
    allowed = set((frame.get("sandbox") or "").split())
    assert "allow-popups" in allowed
    assert "allow-scripts" not in allowed


def test_the_page_of_an_event_names_its_answer_and_offers_its_code(site: Site) -> None:
    named = [one for one in linked(page(site, STORM), "alternate") if one["type"] == "application/json+oembed"]
    answer = answers(site)[STORM + "oembed.json"]
    assert [(one["href"], one["title"]) for one in named] == [(f"{BASE}{STORM}oembed.json", answer["title"])]
    (offered,) = [one for one in page(site, STORM).iter("pre") if one.get("id") == "cite-embed"]
    assert offered.text == answer["html"]


def test_without_a_base_url_nothing_is_offered(nowhere: Site) -> None:
    for path, content in nowhere.items():
        if path.endswith(".html"):
            assert b"iframe" not in content, path
            assert b"json+oembed" not in content, path


def test_the_card_goes_before_the_pictures_of_the_event(site: Site) -> None:
    shown = {one.get("property"): one.get("content") for one in page(site, STORM).iter("meta")}
    assert shown["og:image"] == f"{BASE}{STORM}card.png"
    assert (shown["og:image:width"], shown["og:image:height"]) == ("1200", "630")
    alt = 'Card: A storm breaks "the quay" & <everything>. Tuesday 11 March 2025. Works, disputed.'
    assert shown["og:image:alt"] == alt
    (node,) = [one.text for one in page(site, STORM).iter("script") if one.get("type") == "application/ld+json"]
    about = json.loads(node or "")
    assert about["thumbnailUrl"] == f"{BASE}{STORM}card.png"
    assert about["image"][0] == f"{BASE}media/storm.jpg"


def test_without_the_output_there_is_nothing_of_it(content: Write, tmp_path: Path) -> None:
    root = content({"events/a.yaml": EVENT, "site.yaml": "title: Case\noutputs: {embed: false}\n"})
    made = built(Options(content=root, output=tmp_path / "site", today="2025-04-01", base_url=BASE))
    assert not [path for path in made if "embed" in path]
    assert b"embed" not in b"".join(content for path, content in made.items() if path.endswith("index.html"))


def test_another_event_changes_no_frame(content: Write, tmp_path: Path) -> None:
    root = content({"events/a.yaml": EVENT, "events/b.yaml": EVENT})
    options = Options(content=root, output=tmp_path / "site", today="2025-04-01", cache=tmp_path / "cache")
    built(options)
    (root / "events" / "b.yaml").write_text(EVENT.replace("An event", "Another"), "utf-8")
    update = build(options).update
    assert update
    assert {path for path in update.written if "embed" in path} == {"events/b/embed/index.html", "events/b/oembed.json"}

"""The search in a browser: words are found however they are typed, results lead to pages, and there are other ways."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.browser.conftest import Serve, Served
from tests.browser.sites import EMPTY, EXAMPLE
from tests.browser.test_accessibility import faults
from tests.build.conftest import example_in
from tests.conftest import EVENT, write_content
from tests.search.compiled import large
from timeline.build import Options, build

HOSTILE = '<img src=x onerror=alert(1)> & "quoted"'
FILES = {
    "events/lodz.yaml": EVENT.replace("An event", "Ćwiczenia w Łodzi").replace("It", "Żołnierze Zelenskiego. It"),
    "events/kyiv.yaml": EVENT.replace("An event", "Російські війська відступили").replace("It", "Йшли з Києва. It"),
    "events/hostile.yaml": EVENT.replace("An event", f"'A letter with {HOSTILE}'").replace(
        "It happened.", "'Read `<b>bold</b>` aloud.'"
    ),
    "events/arabic.yaml": EVENT.replace("An event", "محادثات جدة"),
    "articles/report.md": "---\ntitle: Señor Müller’s report\npublisher: A paper\npublished: 2025-03-12\n---\n",
    "actors.yaml": "zelensky: {name: Volodymyr Zelenský}\n",
    "pages/about.md": "---\ntitle: About this record\n---\nHow it is kept.\n",
    "events/parley.yaml": """\
title: A parley
date: 2025-03-11
thread: war
summary: U.S. envoys meet at the quay.
body: >-
  Nobody says what for. A first paragraph of so many words is longer than what is shown around a word, so that what
  is told of here has to stand far from where it begins, behind forty words
  or more, and so these are some. The U.S. envoys and mayors, who speak of
  salt-fish, of tolls and of the fair, leave at noon, as is told by two of those who stood there, and by nobody else
  whom this record has heard or read in all the years since it was begun.
excerpts: [{article: parley, quote: we came for gherkins, speaker: Volodymyr}]
tags: [Pickles]
""",
    "articles/parley.md": "---\ntitle: On salt\npublisher: A paper\nauthors: [Ana Sá]\npublished: 2025-03-12\n---\n",
}
MANY = 120
SMALL, LARGE = "a small site", "a large site"
# What is typed, and the title that comes first of what is found.
QUERIES = (
    ("zelensky", "Volodymyr Zelenský"),
    ("ZELENSKÝ", "Volodymyr Zelenský"),
    ("senor muller", "Señor Müller’s report"),
    ("cwiczenia", "Ćwiczenia w Łodzi"),
    ("війська", "Російські війська відступили"),
    ("ВІЙСЬ", "Російські війська відступили"),
    ("києва", "Російські війська відступили"),
    ("йшли", "Російські війська відступили"),
    ("محادثات", "محادثات جدة"),
    ("lett bold", f"A letter with {HOSTILE}"),
    ("kept", "About this record"),
)


@pytest.fixture(scope="module")
def searched(serve: Serve, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The addresses of two sites with the same events; the large one has many more."""
    addresses = {}
    for site in (SMALL, LARGE):
        root = tmp_path_factory.mktemp("searched")
        if site == LARGE:
            large(root / "content")
        write_content(root / "content", FILES | {"site.yaml": "title: Case\noutputs: {cards: false}\n"})
        addresses[site] = serve(Options(root / "content", root / "site", "2025-04-01", root / "cache"))
    return addresses


@pytest.fixture(scope="module")
def many(serve: Serve, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The addresses of two sites, each with more events than are listed."""
    addresses = {}
    for site in (SMALL, LARGE):
        root = tmp_path_factory.mktemp("many")
        if site == LARGE:
            large(root / "content")
        words = ["ninety hundred" if number < 90 else "hundred" for number in range(MANY)]
        files = {f"events/n{number}.yaml": EVENT.replace("It", f"{said}. It") for number, said in enumerate(words)}
        write_content(root / "content", {**files, "site.yaml": "title: Many\noutputs: {cards: false}\n"})
        addresses[site] = serve(Options(root / "content", root / "site", "2025-04-01", root / "cache"))
    return addresses


@pytest.fixture
def complaints(page: Page) -> Iterator[list[str]]:
    """What the browser complains of while a test goes on."""
    found: list[str] = []

    def note(said: object) -> None:
        found.append(str(said))

    page.on("console", note)
    page.on("pageerror", note)
    yield found
    page.remove_listener("console", note)
    page.remove_listener("pageerror", note)


def look_for(page: Page, words: str) -> None:
    """Types words, and waits until something is said of them."""
    page.get_by_role("searchbox", name="Words to look for").fill(words)
    expect(page.get_by_role("status")).not_to_be_empty()


@pytest.mark.parametrize("site", [SMALL, LARGE])
@pytest.mark.parametrize(("words", "title"), QUERIES)
def test_words_are_found_however_they_are_typed(
    page: Page, searched: dict[str, str], complaints: list[str], site: str, words: str, title: str
) -> None:
    page.goto(f"{searched[site]}search/")
    look_for(page, words)
    expect(page.locator(".found a").first).to_have_text(title)
    assert complaints == []


@pytest.mark.parametrize("site", [SMALL, LARGE])
def test_a_result_tells_what_it_is_and_leads_there(page: Page, searched: dict[str, str], site: str) -> None:
    page.goto(f"{searched[site]}search/")
    look_for(page, "letter")
    result = page.locator(".found li").first
    expect(result.locator("p").first).to_have_text("Event, Tuesday 11 March 2025")
    look_for(page, "aloud")
    expect(result).to_contain_text("Read <b>bold</b> aloud.")
    expect(result.locator("mark")).to_have_text("aloud")
    expect(page.get_by_role("status")).to_have_text("1 page found")
    page.get_by_role("searchbox").press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{searched[site]}events/hostile/")


# What is typed, and what is shown of the event: its summary, or a piece around a word that stands only further on.
SHOWN: tuple[tuple[str, str, list[str]], ...] = (
    ("envoys", "U.S. envoys meet at the quay.", ["envoys"]),
    ("gherkins", "U.S. envoys meet at the quay.", []),
    ("pickles", "U.S. envoys meet at the quay.", []),
    (
        "tolls",
        "… U.S. envoys and mayors, who speak of salt-fish, of tolls and of the fair, leave at noon, as is told by two "
        "of those who stood there, and by nobody else whom this record has heard or read in all the years since it "
        "was …",
        ["tolls"],
    ),
    ("begun", "… or read in all the years since it was begun.", ["begun"]),
)


@pytest.mark.parametrize("site", [SMALL, LARGE])
@pytest.mark.parametrize(("words", "said", "marked"), SHOWN)
def test_a_result_shows_the_summary_or_whole_words_around_what_is_found_further_on(
    page: Page, searched: dict[str, str], site: str, words: str, said: str, marked: list[str]
) -> None:
    page.goto(f"{searched[site]}search/?q={words}")
    result = page.locator(".found li", has=page.get_by_role("link", name="A parley"))
    shown = result.locator("p").last
    expect(shown).to_have_text(said)
    expect(shown.locator("mark")).to_have_text(marked)


@pytest.mark.parametrize("site", [SMALL, LARGE])
def test_the_best_hundred_are_listed_and_only_of_more_is_it_said_so(
    many: dict[str, str], page: Page, site: str
) -> None:
    page.goto(f"{many[site]}search/?q=ninety")
    expect(page.get_by_role("status")).to_have_text("90 pages found")
    expect(page.locator(".found li")).to_have_count(90)
    look_for(page, "hundred")
    expect(page.get_by_role("status")).to_have_text(f"{MANY} pages found, the best 100 of them:")
    expect(page.locator(".found li")).to_have_count(100)


def test_a_mistyped_word_is_found_where_it_is_near(page: Page, searched: dict[str, str]) -> None:
    page.goto(f"{searched[SMALL]}search/?q=zelenzky")
    expect(page.locator(".found a").first).to_have_text("Volodymyr Zelenský")


@pytest.mark.parametrize("site", [SMALL, LARGE])
def test_nothing_found_is_said_in_a_sentence_with_ways_on(page: Page, searched: dict[str, str], site: str) -> None:
    page.goto(f"{searched[site]}search/")
    look_for(page, "qqxxzz")
    expect(page.get_by_role("status")).to_have_text("Nothing found. Try other or fewer words, or the pages below.")
    expect(page.locator(".found li")).to_have_count(0)
    expect(page.get_by_role("link", name="Follow a thread of the story")).to_be_visible()
    expect(page.get_by_role("link", name="2025")).to_be_visible()


@pytest.mark.parametrize("site", [SMALL, LARGE])
def test_nothing_is_loaded_before_something_is_looked_for(page: Page, searched: dict[str, str], site: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{searched[site]}search/", wait_until="load")
    assert [url for url in asked if "index.json" in url or "pagefind" in url or "minisearch" in url] == []
    look_for(page, "letter")
    engine = "minisearch" if site == SMALL else "pagefind"
    assert any(engine in url for url in asked)


@pytest.mark.parametrize("site", [SMALL, LARGE])
def test_the_query_is_in_the_address_and_back_leaves_the_page(page: Page, searched: dict[str, str], site: str) -> None:
    page.goto(searched[site])
    page.goto(f"{searched[site]}search/?q=kept")
    expect(page.get_by_role("searchbox")).to_have_value("kept")
    expect(page.locator(".found a")).to_have_text(["About this record"])
    look_for(page, "a & b?#")
    page.wait_for_url(f"{searched[site]}search/?q=a+%26+b%3F%23")
    page.go_back()
    assert page.url == searched[site]


def test_enter_moves_to_the_first_result_and_submits_nothing(
    page: Page, searched: dict[str, str], complaints: list[str]
) -> None:
    page.goto(f"{searched[SMALL]}search/")
    page.get_by_role("searchbox").press("Enter")
    look_for(page, "letter")
    page.get_by_role("searchbox").press("Enter")
    expect(page.locator(".found a").first).to_be_focused()
    assert complaints == []


def test_an_emptied_field_empties_the_list(page: Page, searched: dict[str, str]) -> None:
    page.goto(f"{searched[SMALL]}search/?q=letter")
    expect(page.locator(".found li")).not_to_have_count(0)
    page.get_by_role("searchbox").fill("  ")
    expect(page.locator(".found li")).to_have_count(0)
    expect(page.get_by_role("status")).to_be_empty()


def gone(route: Route) -> None:
    route.abort()


def missing(route: Route) -> None:
    route.fulfill(status=404, body="not here")


def broken(route: Route) -> None:
    route.fulfill(status=200, body='[["cut short')


@pytest.mark.parametrize("answer", [gone, missing, broken])
@pytest.mark.parametrize(
    ("site", "file"),
    [(SMALL, "**/index.json"), (SMALL, "**/minisearch.*.js"), (LARGE, "**/pagefind.js"), (LARGE, "**/*.pf_fragment")],
)
def test_what_cannot_be_loaded_is_told_in_a_sentence(
    page: Page, searched: dict[str, str], site: str, file: str, answer: object
) -> None:
    page.goto(f"{searched[site]}search/")
    page.route(file, answer)  # type: ignore[arg-type]
    look_for(page, "letter")
    said = "The search could not be loaded. The pages below lead to the same."
    expect(page.get_by_role("status")).to_have_text(said)


def test_a_search_that_could_not_be_loaded_is_tried_again(page: Page, searched: dict[str, str]) -> None:
    page.goto(f"{searched[SMALL]}search/")
    page.route("**/index.json", gone)
    look_for(page, "letter")
    page.unroute_all()
    look_for(page, "letters")
    expect(page.locator(".found li")).not_to_have_count(0)


@pytest.mark.parametrize("site", [SMALL, LARGE])
def test_without_javascript_the_page_says_so_and_leads_to_all_by_links(
    browser: Browser, searched: dict[str, str], site: str
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{searched[site]}search/?q=letter")
    expect(page.get_by_role("searchbox")).to_be_hidden()
    expect(page.locator("noscript p")).to_be_visible()
    expect(page.locator("noscript p")).to_contain_text("Searching needs JavaScript.")
    page.get_by_role("main").get_by_role("link", name="2025").click()
    page.wait_for_url(f"{searched[site]}2025/")
    context.close()


def test_a_copy_for_a_disk_says_why_it_has_no_search(page: Page, tmp_path: Path) -> None:
    options = replace(example_in(tmp_path), portable=True, base_url="")
    assert build(options).update
    page.goto((options.output / "search" / "index.html").as_uri())
    expect(page.get_by_text("Searching needs a web server")).to_be_visible()
    expect(page.get_by_role("searchbox")).to_have_count(0)
    page.get_by_role("link", name="See the sources").click()
    page.wait_for_url((options.output / "articles" / "index.html").as_uri())


@pytest.mark.parametrize("site", [EXAMPLE, EMPTY])
def test_the_search_is_the_last_of_the_sections(page: Page, served: Served, site: str) -> None:
    page.goto(served(site, "the timeline"))
    page.get_by_role("navigation", name="Main").get_by_role("link").last.click()
    page.wait_for_url(served(site, "the search"))


@pytest.mark.parametrize("site", [SMALL, LARGE])
def test_axe_finds_nothing_wrong_with_results(page: Page, searched: dict[str, str], site: str) -> None:
    page.goto(f"{searched[site]}search/?q=letter")
    expect(page.locator(".found li")).not_to_have_count(0)
    assert faults(page) == []


def test_results_fit_the_narrowest_page(page: Page, searched: dict[str, str]) -> None:
    page.set_viewport_size({"width": 320, "height": 700})
    page.goto(f"{searched[SMALL]}search/?q=letter")
    expect(page.locator(".found li")).not_to_have_count(0)
    assert page.evaluate("document.documentElement.scrollWidth") == 320

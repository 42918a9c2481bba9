"""What a reader filters by is what is shown, is in the address, and comes back with it."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.conftest import Serve, Served
from tests.browser.record import ALL, ASKED, PASSED_OVER, record_in
from tests.browser.sites import EXAMPLE
from timeline.build import build

CARDS = "[...document.querySelectorAll('.ev')].filter(card => card.checkVisibility()).map(card => card.id.slice(2))"


@pytest.fixture(scope="module")
def record(serve: Serve, tmp_path_factory: pytest.TempPathFactory) -> str:
    return serve(record_in(tmp_path_factory.mktemp("record")))


@pytest.fixture
def home(page: Page, record: str) -> Iterator[Page]:
    """The record's first page; nothing that it does may be complained of on the console."""
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(record)
    yield page
    assert complaints == []


@pytest.fixture
def young(context: BrowserContext, record: str) -> Iterator[Page]:
    """The record's first page in a tab of its own: a history has 50 entries at most, and others fill theirs."""
    page = context.new_page()
    page.goto(record)
    yield page
    page.close()


def shown(page: Page) -> set[str]:
    return set(page.evaluate(CARDS))


def query(page: Page) -> str:
    return str(page.evaluate("location.search.slice(1)"))


@pytest.mark.parametrize(("asked", "found"), {**ASKED, **PASSED_OVER}.items())
def test_an_address_shows_the_events_that_it_asks_for(home: Page, record: str, asked: str, found: set[str]) -> None:
    home.goto(f"{record}?{asked}")
    assert shown(home) == found
    expect(home.get_by_role("status")).to_have_text("10 events" if found == ALL else f"{len(found)} of 10 events")
    expect(home.locator("#nothing")).to_be_visible(visible=not found)


Act = Callable[[Page], object]
# What a reader does, and what the address then asks for.
ACTS: dict[str, Act] = {
    "thread=sea": lambda page: page.get_by_label("Thread of sea").check(),
    "status=claimed": lambda page: page.get_by_label("Claimed").check(),
    "actor=ana": lambda page: page.get_by_label("Actor").select_option("Ana Sá (2)"),
    "place=court": lambda page: page.get_by_label("Place").select_option("The court (2)"),
    "tag=old": lambda page: page.get_by_label("Tag", exact=True).select_option("old (2)"),
    "q=STORM": lambda page: page.get_by_label("Words in the text").press_sequentially("STORM"),
    "from=2025-03-14": lambda page: page.get_by_label("From").fill("2025-03-14"),
    "to=2014-03-31": lambda page: page.get_by_label("To", exact=True).fill("2014-03-31"),
}


@pytest.mark.parametrize("asked", ACTS)
def test_each_control_filters_and_writes_the_address(home: Page, asked: str) -> None:
    ACTS[asked](home)
    assert (query(home), shown(home)) == (asked, ASKED[asked])
    home.reload()
    assert shown(home) == ASKED[asked]


def test_controls_are_steps_in_the_history_and_typing_is_none(young: Page) -> None:
    before = young.evaluate("history.length")
    young.get_by_label("Thread of sea").check()
    young.get_by_label("Words in the text").press_sequentially("storm")
    assert query(young) == "q=storm&thread=sea"
    young.get_by_label("Actor").select_option("caesar")
    assert young.evaluate("history.length") == before + 2
    assert shown(young) == set()
    young.go_back()
    assert shown(young) == {"storm"}
    expect(young.get_by_label("Actor")).to_have_value("")
    expect(young.get_by_label("Words in the text")).to_have_value("storm")
    young.go_back()
    assert shown(young) == ALL
    expect(young.get_by_label("Thread of sea")).not_to_be_checked()
    expect(young.get_by_role("status")).to_have_text("10 events")
    young.go_forward()
    assert shown(young) == {"storm"}
    expect(young.get_by_label("Thread of sea")).to_be_checked()


def test_a_date_that_is_typed_digit_by_digit_is_one_step(young: Page) -> None:
    before = young.evaluate("history.length")
    young.get_by_label("From").press_sequentially("03142025")
    assert query(young) == "from=2025-03-14"
    assert young.evaluate("history.length") == before + 1
    young.go_back()
    assert (query(young), shown(young)) == ("", ALL)


def test_what_has_no_events_left_goes_and_the_rest_is_counted(home: Page, record: str) -> None:
    years, months = home.locator(".year:visible"), home.locator(".month:visible")
    jumps = home.get_by_role("navigation", name="Jump to year").get_by_role("link")
    before = ["44 BCE (1)", "2010 (1)", "2014 (1)", "2025 (5)", "170,000,002 CE (1)", "Undated (1)"]
    assert jumps.all_inner_texts() == before
    assert home.locator("p.gap:visible").count() > 0
    home.goto(f"{record}?thread=law&thread=sea&from=2025-03-09&to=2025-03-13")
    assert shown(home) == {"range", "storm", "ruling", "by-then"}
    assert jumps.all_inner_texts() == ["2025 (3)", "Undated (1)"]
    assert (years.count(), months.count(), home.locator("p.gap:visible").count()) == (2, 2, 0)
    assert home.locator(".day:visible").count() == 4
    home.get_by_role("button", name="Clear filters").first.click()
    assert jumps.all_inner_texts() == before
    assert home.locator("p.gap:visible").count() > 0


def test_where_nothing_fits_one_sentence_and_a_button_lead_back(home: Page, record: str) -> None:
    home.goto(f"{record}?actor=caesar&tag=stone&view=titles")
    nothing = home.locator("#nothing")
    expect(nothing).to_have_text("No event on this page fits these filters.")
    home.locator(".list").get_by_role("button", name="Clear filters").click()
    assert (query(home), shown(home)) == ("view=titles", ALL)
    expect(nothing).to_be_hidden()
    expect(home.get_by_role("status")).to_be_focused()
    expect(home.get_by_role("status")).to_have_text("10 events")
    expect(home.get_by_label("Actor")).to_have_value("")
    home.go_back()
    assert shown(home) == set()


def test_titles_only_leaves_date_thread_status_and_title(home: Page) -> None:
    button, card = home.get_by_role("button", name="Titles only"), home.locator("#e-storm")
    expect(button).to_have_attribute("aria-pressed", "false")
    button.click()
    assert query(home) == "view=titles"
    expect(button).to_have_attribute("aria-pressed", "true")
    assert card.inner_text().split() == ["Thread", "of", "sea", "Reported", "Event", "storm"]
    expect(home.locator("h4", has_text="11")).to_be_visible()
    assert card.evaluate("card => card.closest('.day').offsetHeight") < 65
    home.reload()
    expect(home.locator("#e-storm .sum")).to_be_hidden()
    home.go_back()
    expect(home.locator("#e-storm .sum")).to_be_visible()
    expect(button).to_have_attribute("aria-pressed", "false")


def test_a_filter_with_less_than_two_values_is_not_shown(page: Page, record: str) -> None:
    page.goto(f"{record}2025/03/")
    names = page.evaluate("[...new Set([...filters.elements].map(control => control.name).filter(name => name))]")
    assert names == ["q", "thread", "status", "actor", "place", "tag", "from", "to"]
    assert page.get_by_label("Thread of idle").count() == 0
    page.goto(f"{record}2014/")
    assert page.locator("form, button:visible").count() == 0


@pytest.mark.parametrize("name", ["a year", "a month"])
def test_the_archive_has_filters_too(page: Page, served: Served, name: str) -> None:
    page.goto(served(EXAMPLE, name))
    everything = page.evaluate(CARDS)
    page.get_by_label("Law & order").check()
    assert 0 < len(page.evaluate(CARDS)) < len(everything)
    expect(page.get_by_role("status")).to_contain_text(f"{len(page.evaluate(CARDS))} of ")


def test_a_part_of_a_list_says_that_filters_reach_no_further(page: Page, served: Served) -> None:
    page.goto(served(EXAMPLE, "the timeline"))
    expect(page.locator("#filters")).to_contain_text("Filters reach the events on this page")
    before = page.get_by_role("status").inner_text()
    page.get_by_label("Words in the text").fill("quay")
    expect(page.get_by_role("status")).to_have_text(f"{len(page.evaluate(CARDS))} of the 6 events on this page")
    page.get_by_label("Words in the text").fill("")
    expect(page.get_by_role("status")).to_have_text(before)


def test_on_a_narrow_page_the_filters_open_by_a_button(home: Page) -> None:
    home.set_viewport_size({"width": 320, "height": 700})
    button, field = home.get_by_role("button", name="Filter events"), home.get_by_label("Words in the text")
    expect(field).to_be_hidden()
    for is_open in (True, False, True):
        button.click()
        expect(button).to_have_attribute("aria-expanded", str(is_open).lower())
        expect(field).to_be_visible(visible=is_open)
    home.get_by_label("Thread of sea").check()
    assert shown(home) == ASKED["thread=sea"]
    assert home.evaluate("document.documentElement.scrollWidth") == 320


def test_marks_of_events_that_do_not_fit_are_dim(home: Page) -> None:
    dim = "[...document.querySelectorAll('svg.wide .dim')].map(mark => mark.getAttribute('href'))"
    assert home.evaluate(dim) == []
    home.get_by_label("Thread of sea").check()
    assert sorted(home.evaluate(dim)) == sorted(f"#e-{name}" for name in ALL - ASKED["thread=sea"])
    home.get_by_label("Thread of sea").uncheck()
    assert home.evaluate(dim) == []


@pytest.mark.parametrize("counted", ["svg.wide .bars", "svg.lanes > text"])
def test_what_counts_all_events_is_dim_while_a_filter_is_set(home: Page, counted: str) -> None:
    home.set_viewport_size({"width": 1440, "height": 900})
    first = home.locator(counted).first
    expect(first).to_have_css("opacity", "1")
    home.get_by_label("Thread of sea").check()
    expect(first).to_have_css("opacity", "0.2")
    home.get_by_label("Thread of sea").uncheck()
    expect(first).to_have_css("opacity", "1")


def test_without_javascript_there_are_links_and_no_form(browser: Browser, record: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    for path in ("", "2025/", "2025/03/"):
        page.goto(f"{record}{path}?thread=sea")
        expect(page.locator(".ev:visible")).to_have_count(page.locator(".ev").count())
        expect(page.locator("form:visible, button:visible, input:visible, kbd:visible")).to_have_count(0)
    page.goto(record)
    expect(page.get_by_role("complementary", name="Browse").get_by_role("link", name="Thread of sea")).to_be_visible()
    context.close()


def test_a_link_within_the_page_changes_no_filter_where_the_browser_keeps_no_address(page: Page, record: str) -> None:
    own = page.context.new_page()
    refuse = "() => { throw new Error('refused'); }"
    own.add_init_script(f"history.pushState = {refuse}; history.replaceState = {refuse};")
    own.goto(record)
    own.get_by_label("Thread of sea").check()
    found = shown(own)
    own.evaluate("location.hash = 'e-storm'")
    own.evaluate("() => new Promise((resolve) => setTimeout(resolve))")
    assert shown(own) == found == ASKED["thread=sea"]
    own.close()


def test_a_site_on_a_disk_is_filtered_too(page: Page, tmp_path: Path) -> None:
    options = replace(record_in(tmp_path), portable=True)
    assert build(options).update
    page.goto((options.output / "index.html").as_uri())
    page.get_by_label("Thread of sea").check()
    assert shown(page) == ASKED["thread=sea"]

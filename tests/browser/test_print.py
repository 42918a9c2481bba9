"""On paper: all of substance, black on white, nothing that only a screen can use."""

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Served, open_to_stay
from tests.browser.sites import EXAMPLE, HARD, PAGES

# Ways to other pages, what only a hand on the page can use, and citations in formats for machines.
LEFT_OUT = "nav, .rail, .web, .skip, .foot ul, a[href^='#r'], button, input, select, details"
# The words of the page's own part that can be seen, but for those in what paper leaves out.
WORDS = """leftOut => {
    const found = [], walk = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
    while (walk.nextNode()) {
        const element = walk.currentNode.parentElement;
        if (!element.closest(leftOut) && element.checkVisibility()) found.push(walk.currentNode.data.trim());
    }
    return found.filter(text => text);
}"""
STICKY = """() => [...document.querySelectorAll("body *")].filter(element =>
    ["sticky", "fixed"].includes(getComputedStyle(element).position)).map(element => element.className)"""
# A4 less the margins of the style sheet, in CSS pixels.
PAPER = round((210 - 2 * 14) / 25.4 * 96)

LOOKED_AT = (
    *((EXAMPLE, name) for name in PAGES[EXAMPLE]),
    *((HARD, name) for name in ("the timeline", "an event with everything", "an event with many actors")),
)


@pytest.fixture
def paper(page: Page) -> Page:
    """A page as it is printed, by a reader whose screen is dark."""
    page.emulate_media(media="print", color_scheme="dark")
    page.set_viewport_size({"width": PAPER, "height": 1000})
    return page


@pytest.mark.parametrize(("site", "name"), LOOKED_AT)
def test_paper_has_all_that_the_screen_has_but_for_what_leads_elsewhere(
    paper: Page, served: Served, site: str, name: str
) -> None:
    open_to_stay(paper, served(site, name))
    printed = paper.evaluate(WORDS, LEFT_OUT)
    width = paper.evaluate("document.documentElement.scrollWidth")
    hidden = [one.inner_text() for one in paper.locator(LEFT_OUT).all() if one.is_visible()]
    sticky = paper.evaluate(STICKY)
    paper.emulate_media(media="screen")
    assert [text for text in paper.evaluate(WORDS, LEFT_OUT) if text not in printed] == []
    assert (width, hidden, sticky) == (PAPER, [], [])


def test_paper_is_white_even_where_the_screen_is_dark(paper: Page, served: Served) -> None:
    paper.goto(served(EXAMPLE, "the timeline"))
    colours = paper.evaluate("[getComputedStyle(document.documentElement)].map(s => [s.backgroundColor, s.color])[0]")
    assert colours == ["rgb(255, 255, 255)", "rgb(0, 0, 0)"]


def test_each_card_says_its_address_on_paper(paper: Page, served: Served) -> None:
    paper.goto(served(EXAMPLE, "the timeline"))
    said = paper.evaluate('[...document.querySelectorAll(".perma")].map(a => getComputedStyle(a, "::after").content)')
    assert said
    assert [content for content in said if "https://example.org/" not in content or "/events/" not in content] == []


@pytest.mark.parametrize(("site", "name"), [(EXAMPLE, "the timeline"), (HARD, "an event with everything")])
def test_a_page_can_be_printed_whole(paper: Page, served: Served, site: str, name: str) -> None:
    paper.goto(served(site, name))
    pdf = paper.pdf(format="A4")
    assert pdf.count(b"/Type /Page\n") > 1


def test_every_mark_is_on_paper_too(paper: Page, served: Served) -> None:
    paper.goto(served(EXAMPLE, "the timeline"))
    marks = paper.locator(".ev use").all()
    assert marks
    assert [mark.get_attribute("href") for mark in marks if not mark.evaluate("mark => mark.checkVisibility()")] == []

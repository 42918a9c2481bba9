"""What readers ask of their system: colours of their own, less motion."""

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Served, open_to_stay
from tests.browser.sites import EXAMPLE, PAGES

# The marks and icons that have the colour of the page, and so cannot be seen: an inner shape may, as a hollow one does.
UNSEEN = """() => {
    const paper = getComputedStyle(document.documentElement).backgroundColor, colours = new Set([paper, "none"]);
    return [...document.querySelectorAll(".mk, .icon")].filter(mark => mark.checkVisibility()).filter(mark => {
        const {fill, stroke} = getComputedStyle(mark);
        return colours.has(fill) && colours.has(stroke);
    }).map(mark => mark.outerHTML);
}"""
RING = """() => {
    const ring = getComputedStyle(document.activeElement), paper = getComputedStyle(document.documentElement);
    return [ring.outlineStyle, parseFloat(ring.outlineWidth) >= 2, ring.outlineColor !== paper.backgroundColor];
}"""


@pytest.fixture
def forced(page: Page) -> Page:
    """A page in the colours that a reader has chosen for all pages."""
    page.emulate_media(forced_colors="active")
    return page


@pytest.mark.parametrize("name", ["the timeline", "a disputed event", "a retracted event", "the threads"])
def test_marks_and_icons_are_seen_in_a_readers_own_colours(forced: Page, served: Served, name: str) -> None:
    forced.goto(served(EXAMPLE, name))
    assert forced.locator(".mk, .icon").count()
    assert forced.evaluate(UNSEEN) == []


@pytest.mark.parametrize("colours", ["none", "active"])
def test_what_has_the_focus_shows_it(page: Page, served: Served, colours: str) -> None:
    page.emulate_media(forced_colors="active" if colours == "active" else "none")
    page.goto(served(EXAMPLE, "the timeline"))
    for _ in range(12):
        page.keyboard.press("Tab")
        assert page.evaluate(RING) == ["solid", True, True], page.evaluate("document.activeElement.outerHTML")


@pytest.mark.parametrize(("motion", "behaviour"), [("reduce", "auto"), ("no-preference", "smooth")])
def test_nothing_moves_for_those_who_want_no_motion(page: Page, served: Served, motion: str, behaviour: str) -> None:
    page.emulate_media(reduced_motion="reduce" if motion == "reduce" else "no-preference")
    page.goto(served(EXAMPLE, "the timeline"))
    assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == behaviour


@pytest.mark.parametrize("name", PAGES[EXAMPLE])
def test_no_page_is_animated_for_those_who_want_no_motion(page: Page, served: Served, name: str) -> None:
    page.emulate_media(reduced_motion="reduce")
    open_to_stay(page, served(EXAMPLE, name))
    assert page.evaluate("document.getAnimations().length") == 0

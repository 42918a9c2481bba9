"""What axe finds wrong with the pages: WCAG 2.2 at levels A and AA, and what else counts as good practice."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Literal

import axe_playwright_python
import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser.conftest import Served, open_to_stay
from tests.browser.sites import EMPTY, EXAMPLE, HARD, PAGES

AXE = Path(axe_playwright_python.__file__).with_name("axe.min.js").read_text("utf-8")
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
FIND = """tags => axe.run({runOnly: tags, resultTypes: ["violations"]}).then(
    found => found.violations.flatMap(rule => rule.nodes.map(node => `${rule.id}: ${node.html} ${node.failureSummary}`))
)"""
# Of the hard cases those whose elements nest otherwise than in the example; most are hard on the layout alone.
LOOKED_AT = (
    *((EXAMPLE, name) for name in PAGES[EXAMPLE]),
    *((HARD, name) for name in ("the timeline", "an event with everything", "an article with everything")),
    *((HARD, name) for name in ("an actor", "the threads", "a free page")),
    *((EMPTY, name) for name in PAGES[EMPTY]),
)
# The colours, the width in pixels, the rules.
View = tuple[Literal["light", "dark"], int, list[str]]
BY_COLOUR_OR_PLACE = ["color-contrast", "target-size"]
# All other rules find in the last two views what they find in the first two.
VIEWS: tuple[View, ...] = (
    ("light", 360, TAGS),
    ("dark", 1440, TAGS),
    ("dark", 360, BY_COLOUR_OR_PLACE),
    ("light", 1440, BY_COLOUR_OR_PLACE),
)


@pytest.fixture(scope="module")
def scriptless(browser: Browser) -> Iterator[BrowserContext]:
    """A context in which the site's own scripts do not load. With scripts switched off axe itself could not run."""
    context = browser.new_context()
    context.route("**/*.js", lambda route: route.abort())
    yield context
    context.close()


@pytest.mark.parametrize(("site", "name"), LOOKED_AT)
def test_axe_finds_nothing_wrong(page: Page, scriptless: BrowserContext, served: Served, site: str, name: str) -> None:
    open_to_stay(page, served(site, name))
    found = faults(page)
    # Elsewhere scripts show a button or two, and nothing is shown in their place.
    if page.locator(".with-js, .without-js, noscript").count():
        bare = scriptless.new_page()
        open_to_stay(bare, served(site, name))
        found += [f"without scripts: {fault}" for fault in faults(bare, VIEWS[:2])]
        bare.close()
    assert found == []


def faults(page: Page, views: Sequence[View] = VIEWS) -> list[str]:
    found = []
    page.evaluate(AXE)
    for scheme, width, rules in views:
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme)
        found += [f"{scheme}, {width}: {fault}" for fault in page.evaluate(FIND, rules)]
    return found

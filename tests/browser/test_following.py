"""A reader at a narrow screen without JavaScript gets from claim to evidence, and nothing is loaded from elsewhere."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser.conftest import Served
from tests.browser.sites import EXAMPLE, PAGES

# A page that is closed while it leads on to another may never finish closing.
STAYING = [name for name in PAGES[EXAMPLE] if name != "a redirect"]


@pytest.fixture(scope="module")
def scriptless(browser: Browser) -> Iterator[BrowserContext]:
    """A context 320 pixels wide, without JavaScript."""
    context = browser.new_context(viewport={"width": 320, "height": 800}, java_script_enabled=False)
    yield context
    context.close()


@pytest.fixture
def narrow(scriptless: BrowserContext) -> Iterator[Page]:
    page = scriptless.new_page()
    yield page
    page.close()


@pytest.mark.parametrize("name", STAYING)
def test_a_page_loads_only_its_own_site_and_all_of_it_is_there(narrow: Page, served: Served, name: str) -> None:
    answers: list[tuple[str, int]] = []
    complaints: list[str] = []
    narrow.on("response", lambda response: answers.append((response.url, response.status)))
    narrow.on("console", lambda message: complaints.append(message.text))
    narrow.goto(served(EXAMPLE, name), wait_until="load")
    home = served(EXAMPLE, "the timeline")
    assert [(url, status) for url, status in answers if not url.startswith(home) or status != 200] == []
    assert complaints == []


def test_a_reader_follows_a_claim_to_its_words_and_back(narrow: Page, served: Served) -> None:
    narrow.goto(served(EXAMPLE, "its second part"))
    narrow.get_by_role("link", name='A storm breaks "the quay"').first.click()
    narrow.get_by_role("link", name="Excerpt 1").first.click()
    assert narrow.url == served(EXAMPLE, "a disputed event") + "#x1"
    assert narrow.locator("#x1 blockquote").first.inner_text() == '“the quay is "broken" & <gone>”'
    narrow.locator("#x1").get_by_role("link", name="A quay").click()
    assert narrow.url == served(EXAMPLE, "an article")


def test_an_earlier_address_leads_to_the_present_one_without_javascript(narrow: Page, served: Served) -> None:
    narrow.goto(served(EXAMPLE, "a redirect"))
    narrow.wait_for_url(served(EXAMPLE, "a disputed event"))


@pytest.mark.parametrize("asked", ["", "#x1", "?from=a%20letter", "?a=1&b=2#x1"])
def test_an_earlier_address_leads_on_with_the_query_and_the_fragment(page: Page, served: Served, asked: str) -> None:
    page.goto("about:blank")
    page.goto(served(EXAMPLE, "a redirect") + asked, wait_until="commit")
    page.wait_for_url(served(EXAMPLE, "a disputed event") + asked)
    page.wait_for_load_state()
    if "#" in asked:
        assert page.locator("#x1:target").count() == 1


@pytest.mark.parametrize("name", STAYING)
def test_no_control_is_shown_that_does_nothing_without_javascript(narrow: Page, served: Served, name: str) -> None:
    narrow.goto(served(EXAMPLE, name))
    controls = narrow.locator("button, input, select, textarea, [role=button], [onclick], a:not([href])")
    assert [control.inner_text() for control in controls.all() if control.is_visible()] == []

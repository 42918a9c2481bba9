"""A citation is copied whole; where that cannot be, it is selected; without JavaScript there is nothing to press."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.conftest import Served
from tests.browser.sites import EXAMPLE
from tests.build.conftest import example_in
from timeline.build import build

EVENT = "a disputed event"
FORMATS = ("permalink", "apa", "bibtex", "csl", "wikipedia")
Open = Callable[..., Page]


@pytest.fixture
def opened(browser: Browser, served: Served) -> Iterator[Open]:
    """Opens an event's page, with all of the citation box unfolded, in a context of its own."""
    contexts: list[BrowserContext] = []

    def open_event(permissions: tuple[str, ...] = (), address: str = "", **options: bool) -> Page:
        contexts.append(browser.new_context(**options))  # type: ignore[arg-type]
        # All that is not granted here is refused.
        contexts[-1].grant_permissions(list(permissions))
        page = contexts[-1].new_page()
        page.goto(address or served(EXAMPLE, EVENT))
        for summary in page.locator(".cite summary").all():
            summary.click()
        return page

    yield open_event
    for context in contexts:
        context.close()


def test_copying_puts_the_very_text_on_the_clipboard(opened: Open) -> None:
    page = opened(("clipboard-read", "clipboard-write"))
    for format_ in FORMATS:
        page.evaluate("navigator.clipboard.writeText('')")
        page.locator(f"[data-copy=cite-{format_}]").click()
        expect(page.get_by_role("status")).to_have_text("Copied")
        assert page.evaluate("navigator.clipboard.readText()") == page.locator(f"#cite-{format_}").text_content()


def test_what_may_not_be_copied_is_selected(opened: Open) -> None:
    page = opened()
    for format_ in FORMATS:
        page.locator(f"[data-copy=cite-{format_}]").click()
        expect(page.get_by_role("status")).to_have_text("Selected, not copied")
        selected, text = page.evaluate("getSelection().toString()"), page.locator(f"#cite-{format_}").text_content()
        assert selected.strip() == str(text).strip()


def test_without_a_clipboard_the_text_is_selected(opened: Open) -> None:
    """Over an insecure connection a browser has no clipboard; here it is taken away before the page's own script."""
    page = opened()
    page.context.add_init_script("delete Navigator.prototype.clipboard")
    page.reload()
    page.locator("[data-copy=cite-apa]").click()
    expect(page.get_by_role("status")).to_have_text("Selected, not copied")


def test_without_javascript_there_are_texts_and_no_buttons(opened: Open) -> None:
    page = opened(java_script_enabled=False)
    for format_ in FORMATS:
        expect(page.locator(f"#cite-{format_}")).to_be_visible()
        expect(page.locator(f"[data-copy=cite-{format_}]")).to_be_hidden()


def test_a_site_that_is_opened_from_a_disk_copies_too(opened: Open, tmp_path: Path) -> None:
    options = replace(example_in(tmp_path), portable=True, base_url="")
    assert build(options).update
    file = options.output / "events" / "2025-03-11-storm" / "index.html"
    page = opened(("clipboard-read", "clipboard-write"), file.as_uri())
    page.locator("[data-copy=cite-apa]").click()
    expect(page.get_by_role("status")).to_have_text("Copied")
    expect(page.locator("#cite-permalink")).to_have_count(0)
    expect(page.locator(".cite")).to_contain_text("The permalink is the address of this page.")


def test_whatever_scrolls_is_reached_by_the_keyboard(opened: Open) -> None:
    page = opened()
    for format_ in ("bibtex", "csl", "wikipedia"):
        page.locator(f"[data-copy=cite-{format_}]").focus()
        page.keyboard.press("Tab")
        expect(page.locator(f"#cite-{format_}")).to_be_focused()

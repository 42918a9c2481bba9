"""The preview in a browser: pages follow what is saved, and problems are shown over them."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, ConsoleMessage, Page, expect

from tests.serve.preview import BROKEN, GOOD, Preview, eventually, preview_of

# Long enough to be scrolled.
LONG = GOOD + "body: |\n" + "".join(f"  Paragraph {number}.\n\n" for number in range(150))
EVENT_PAGE = "events/a/"
STRAY = "event.yaml"
SHOWN = "timeline-problems"
# Milliseconds: a busy machine is no fault of what is tested.
expect.set_options(timeout=20_000)


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Preview, str]]:
    with preview_of(tmp_path_factory.mktemp("project"), {"events/a.yaml": LONG, "events/b.yaml": GOOD}) as preview:
        yield preview, preview.address()


@pytest.fixture(scope="module")
def tab(browser: Browser) -> Iterator[Page]:
    context = browser.new_context()
    yield context.new_page()
    context.close()


@pytest.fixture
def open_page(running: tuple[Preview, str], tab: Page) -> Iterator[tuple[Preview, Page]]:
    """The page of the event `a`, which knows whether it was loaded again: only until then it is `same`."""
    preview, address = running
    faults: list[str] = []
    tab.on("pageerror", lambda error: faults.append(str(error)))
    tab.on("console", lambda message: faults.append(message.text) if _is_fault(message) else None)
    tab.goto(address + EVENT_PAGE)
    tab.evaluate("window.same = true")
    yield preview, tab
    preview.write("events/a.yaml", LONG)
    preview.write("events/b.yaml", GOOD)
    (preview.content / STRAY).unlink(missing_ok=True)
    expect(tab.locator("h1")).to_have_text("An event")
    expect(tab.locator(f"{SHOWN} summary")).to_be_hidden()
    tab.goto("about:blank")
    assert faults == []


def _is_fault(message: ConsoleMessage) -> bool:
    # Axe tries to style what it looks at.
    return message.type == "error" and "inline style" not in message.text


def is_same(page: Page) -> bool:
    return bool(page.evaluate("window.same === true"))


def test_a_page_is_loaded_again_after_a_save_and_stays_where_it_was_scrolled_to(
    open_page: tuple[Preview, Page],
) -> None:
    preview, page = open_page
    page.evaluate("scrollTo(0, 1500)")
    preview.write("events/a.yaml", LONG.replace("An event", "Another name"))
    expect(page.locator("h1")).to_have_text("Another name")
    assert not is_same(page)
    assert eventually(lambda: page.evaluate("scrollY") == 1500)


def test_a_page_that_a_save_does_not_change_is_left_as_it_is(open_page: tuple[Preview, Page]) -> None:
    preview, page = open_page
    preview.write("events/b.yaml", GOOD + "body: Nobody sees it on the other page.\n")
    # A later build tells it, too, so that what came of the first has been heard.
    preview.write(STRAY, "")
    expect(page.locator(f"{SHOWN} summary")).to_have_text("1 warning")
    assert is_same(page)


def test_a_style_sheet_is_exchanged_without_loading_the_page(open_page: tuple[Preview, Page]) -> None:
    preview, page = open_page
    theme = Path(__file__).parents[2] / "themes" / "default" / "static" / "style.css"
    own = preview.content.parent / "themes" / "default" / "static" / "style.css"
    own.parent.mkdir(parents=True, exist_ok=True)
    own.write_text(theme.read_text("utf-8") + "h1{letter-spacing:7px!important}", "utf-8")
    expect(page.locator("h1")).to_have_css("letter-spacing", "7px")
    expect(page.locator("link[rel=stylesheet]")).to_have_count(1)
    own.write_text(theme.read_text("utf-8") + "h1{letter-spacing:5px!important}", "utf-8")
    expect(page.locator("h1")).to_have_css("letter-spacing", "5px")
    assert is_same(page)
    own.unlink()
    expect(page.locator("h1")).not_to_have_css("letter-spacing", "5px")


def test_problems_are_shown_over_the_last_good_page_until_they_are_mended(open_page: tuple[Preview, Page]) -> None:
    preview, page = open_page
    page.locator("a.skip").focus()
    preview.write("events/a.yaml", BROKEN.replace("soon", "<b>soon<b>"))
    panel = page.locator(f"{SHOWN} section")
    expect(panel).to_be_visible()
    expect(panel.locator("li p")).to_contain_text('content/events/a.yaml:2:7: error[bad-date]: "<b>soon<b>" is no date')
    assert panel.locator("pre").inner_text() == "date: <b>soon<b>\n      ^"
    expect(page.locator("h1")).to_have_text("An event")
    assert page.evaluate("document.activeElement.className") == "skip"
    expect(page.locator(f"{SHOWN} [role=status]")).to_have_text("1 error")
    preview.write("events/a.yaml", LONG)
    expect(panel).to_be_hidden()
    assert is_same(page)


def test_problems_can_be_put_aside_and_come_back_when_they_are_others(open_page: tuple[Preview, Page]) -> None:
    preview, page = open_page
    panel, count = page.locator(f"{SHOWN} section"), page.locator(f"{SHOWN} summary")
    preview.write("events/a.yaml", BROKEN)
    expect(panel).to_be_visible()
    page.keyboard.press("Escape")
    expect(panel).to_be_hidden()
    count.click()
    expect(panel).to_be_visible()
    page.get_by_role("button", name="Close").click()
    expect(panel).to_be_hidden()
    expect(count).to_be_focused()
    preview.write("events/b.yaml", BROKEN)
    expect(panel).to_be_visible()
    expect(count).to_have_text("2 errors")


def test_warnings_are_counted_and_cover_nothing(open_page: tuple[Preview, Page]) -> None:
    preview, page = open_page
    preview.write(STRAY, "")
    expect(page.locator(f"{SHOWN} summary")).to_have_text("1 warning")
    expect(page.locator(f"{SHOWN} section")).to_be_hidden()
    page.locator(f"{SHOWN} summary").click()
    expect(page.locator(f"{SHOWN} li p")).to_contain_text("warning[stray-file]")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1440])
def test_what_is_shown_over_a_page_has_no_fault_that_axe_finds_and_fits(
    open_page: tuple[Preview, Page], width: int, scheme: str
) -> None:
    preview, page = open_page
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    page.set_viewport_size({"width": width, "height": 740})
    preview.write("events/a.yaml", BROKEN.replace("soon", "soon, " * 30))
    expect(page.locator(f"{SHOWN} section")).to_be_visible()
    found = Axe().run(page, context=SHOWN)
    assert found.violations_count == 0, found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    box = page.locator(f"{SHOWN} section").bounding_box()
    assert box and box["x"] >= 0 and box["x"] + box["width"] <= width and box["y"] > 0


def test_a_page_that_is_not_there_yet_appears(running: tuple[Preview, str], tab: Page) -> None:
    preview, address = running
    tab.goto(address + "events/new/")
    expect(tab.locator("h1")).to_have_text("There is no page at this address")
    preview.write("events/new.yaml", GOOD.replace("An event", "The new one"))
    expect(tab.locator("h1")).to_have_text("The new one")
    (preview.content / "events/new.yaml").unlink()
    expect(tab.locator("h1")).to_have_text("There is no page at this address")


def test_an_embed_follows_too_although_its_own_rules_let_no_script_in(running: tuple[Preview, str], tab: Page) -> None:
    preview, address = running
    tab.goto(f"{address}events/b/embed/")
    preview.write("events/b.yaml", GOOD.replace("An event", "Another name"))
    expect(tab.locator("h1")).to_have_text("Another name")
    preview.write("events/b.yaml", GOOD)
    expect(tab.locator("h1")).to_have_text("An event")


def test_a_browser_finds_the_preview_again_after_it_was_started_anew(tmp_path: Path, tab: Page) -> None:
    with preview_of(tmp_path, {"events/a.yaml": BROKEN}) as preview:
        address = preview.address()
        tab.goto(address + EVENT_PAGE)
        expect(tab.locator("h1")).to_have_text("The site cannot be built yet")
        expect(tab.locator("li p")).to_contain_text("error[bad-date]")
        preview.write("events/a.yaml", GOOD)
        expect(tab.locator("h1")).to_have_text("An event")
        tab.evaluate("window.same = true")
        assert preview.end()[0] == 0
    port = address.strip("/").rpartition(":")[2]
    with preview_of(tmp_path, {"events/a.yaml": BROKEN}, "--port", port) as preview:
        expect(tab.locator(f"{SHOWN} section")).to_be_visible(timeout=20_000)
        assert is_same(tab)
        preview.write("events/a.yaml", GOOD.replace("An event", "Another name"))
        expect(tab.locator("h1")).to_have_text("Another name")
        tab.goto("about:blank")

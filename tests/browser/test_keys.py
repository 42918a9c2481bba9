"""Keys lead from event to event and from mark to mark; nothing else that is typed is taken for them."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.browser.conftest import Serve
from tests.browser.record import EVENTS, record_in

IN_HAND = "document.activeElement.closest('.ev')?.id.slice(2) ?? document.activeElement.id"
ORDER = list(EVENTS)


@pytest.fixture(scope="module")
def record(serve: Serve, tmp_path_factory: pytest.TempPathFactory) -> str:
    return serve(record_in(tmp_path_factory.mktemp("record")))


@pytest.fixture
def home(context: BrowserContext, record: str) -> Iterator[Page]:
    """The record's first page in a tab of its own, in a browser that remembers nothing yet."""
    page = context.new_page()
    page.goto(record)
    if page.evaluate("localStorage.length"):
        page.evaluate("localStorage.clear()")
        page.reload()
    yield page
    page.close()


def in_hand(page: Page) -> str:
    return str(page.evaluate(IN_HAND))


def pressed(page: Page, *keys: str) -> list[str]:
    """What has the focus after each of these keys."""
    found = []
    for key in keys:
        page.keyboard.press(key)
        found.append(in_hand(page))
    return found


def test_j_and_k_lead_from_event_to_event_and_stop_at_the_ends(home: Page) -> None:
    assert pressed(home, *"jjkk") == [ORDER[0], ORDER[1], ORDER[0], ORDER[0]]
    assert pressed(home, *"j" * 11) == [*ORDER[1:], ORDER[-1], ORDER[-1]]
    link = home.locator(f"#e-{ORDER[-1]} .title a")
    expect(link).to_be_focused()
    expect(link).to_be_in_viewport()


def test_they_begin_at_what_is_on_the_screen(home: Page) -> None:
    home.locator("#e-storm").evaluate("card => card.scrollIntoView({behavior: 'instant'})")
    tops = home.evaluate("[...document.querySelectorAll('.ev')].map(card => card.getBoundingClientRect().top)")
    above = sum(top <= 0 for top in tops)
    assert above > 0
    assert pressed(home, "j") == [ORDER[above]]


def test_they_pass_over_what_is_filtered_out(home: Page, record: str) -> None:
    home.goto(f"{record}?thread=sea")
    assert pressed(home, *"jjjjkkk") == ["landing", "storm", "far", "far", "storm", "landing", "landing"]
    home.goto(f"{record}?q=nowhere")
    assert pressed(home, *"jk") == ["", ""]


@pytest.mark.parametrize("width", [320, 1280])
def test_a_slash_leads_to_the_text_filter(home: Page, width: int) -> None:
    home.set_viewport_size({"width": width, "height": 700})
    assert pressed(home, "/") == ["q"]
    expect(home.locator("#q")).to_be_visible()
    expect(home.locator("#q")).to_have_value("")


@pytest.mark.parametrize("field", ["#q", "#actor", "[name=from]"])
def test_what_is_typed_into_a_field_is_no_key(home: Page, field: str) -> None:
    home.locator(field).focus()
    for key in "jk/":
        home.keyboard.press(key)
        expect(home.locator(field)).to_be_focused()
    if field == "#q":
        expect(home.locator(field)).to_have_value("jk/")


def test_a_checkbox_is_no_field_to_type_into(home: Page) -> None:
    home.get_by_label("Thread of sea").check()
    assert pressed(home, "j")[0] in ("landing", "storm", "far")


@pytest.mark.parametrize("modifier", ["Control", "Alt", "Meta"])
def test_keys_with_modifiers_are_the_browsers(home: Page, modifier: str) -> None:
    home.evaluate("addEventListener('keydown', event => { event.preventDefault(); window.last = event.key })")
    home.keyboard.press(f"{modifier}+j")
    assert (home.evaluate("window.last"), in_hand(home)) == ("j", "")


def test_keys_can_be_switched_off_and_the_browser_remembers(home: Page) -> None:
    switch = home.get_by_role("button", name="Use keys")
    expect(switch).to_have_attribute("aria-pressed", "true")
    switch.click()
    expect(switch).to_have_attribute("aria-pressed", "false")
    home.reload()
    expect(switch).to_have_attribute("aria-pressed", "false")
    assert pressed(home, *"jk/") == ["", "", ""]
    switch.click()
    home.reload()
    assert pressed(home, "j")[0] in ORDER


def test_a_browser_that_may_not_remember_has_keys_too(home: Page) -> None:
    home.add_init_script("Object.defineProperty(window, 'localStorage', {get() { throw new Error('refused') }})")
    complaints: list[str] = []
    home.on("pageerror", lambda error: complaints.append(str(error)))
    home.reload()
    assert pressed(home, "j") == [ORDER[0]]
    switch = home.get_by_role("button", name="Use keys")
    switch.click()
    expect(switch).to_have_attribute("aria-pressed", "false")
    assert complaints == []


@pytest.fixture(params=[360, 1280])
def marks(home: Page, request: pytest.FixtureRequest) -> Locator:
    """The links of the strip that is shown, at two widths."""
    home.set_viewport_size({"width": request.param, "height": 800})
    found = home.locator("svg.plot:visible a")
    assert found.count() > len(EVENTS)
    return found


def test_a_strip_has_one_tab_stop_and_arrows_lead_on(home: Page, marks: Locator) -> None:
    stops = home.locator("svg.plot:visible a[tabindex='0']")
    expect(stops).to_have_count(1)
    last = marks.count() - 1
    # From before the drawing, as readers come.
    home.locator(".over .skip").focus()
    for _ in range(20):
        home.keyboard.press("Tab")
        if home.evaluate("!!document.activeElement.closest('svg.plot')"):
            break
    expect(marks.first).to_be_focused()
    for key, place in (
        *(("ArrowRight", 1), ("ArrowDown", 2), ("ArrowLeft", 1), ("ArrowUp", 0), ("ArrowLeft", 0)),
        *(("End", last), ("ArrowRight", last), ("Home", 0)),
    ):
        home.keyboard.press(key)
        expect(marks.nth(place)).to_be_focused()
        expect(stops).to_have_count(1)
    home.keyboard.press("ArrowRight")
    home.keyboard.press("Tab")
    assert home.evaluate("document.activeElement.closest('svg.plot')") is None
    home.keyboard.press("Shift+Tab")
    expect(marks.nth(1)).to_be_focused()


def test_enter_follows_a_mark(home: Page, marks: Locator) -> None:
    mark = home.locator("svg.plot:visible a[href='#e-storm']")
    mark.focus()
    home.keyboard.press("Enter")
    expect(home.locator("#e-storm:target")).to_be_in_viewport()


def test_the_line_above_the_strip_tells_the_mark_in_hand(home: Page, marks: Locator) -> None:
    line = home.locator("figure.over .read")
    before = line.inner_text()
    for name in ("storm", "siege"):
        mark = home.locator(f"svg.plot:visible a[href='#e-{name}']")
        mark.focus()
        expect(line).to_have_text(mark.locator("title").text_content() or "")
        mark.blur()
        expect(line).to_have_text(before, use_inner_text=True)
        mark.locator("use").first.hover()
        expect(line).to_have_text(mark.locator("title").text_content() or "")
        home.locator("h1").hover()
        expect(line).to_have_text(before, use_inner_text=True)


def test_a_mark_stays_under_the_pointer_however_long_its_line_is(home: Page, marks: Locator) -> None:
    top = "document.querySelector('.strip').getBoundingClientRect().top + scrollY"
    line = home.locator("figure.over .read")
    line.evaluate("line => line.textContent = 'A long line. '.repeat(40)")
    before = home.evaluate(top)
    for place in range(marks.count()):
        marks.nth(place).dispatch_event("mouseover")
        assert home.evaluate(top) == before


def test_arrows_pass_over_dim_marks_and_the_tab_stop_is_none(home: Page, marks: Locator, record: str) -> None:
    home.goto(f"{record}?q=storm")
    expect(home.locator("svg.plot:visible .dim")).to_have_count(len(EVENTS) - 2)
    expect(home.locator("svg.plot:visible .dim[tabindex='0']")).to_have_count(0)
    home.locator("svg.plot:visible a[tabindex='0']").focus()
    seen = set()
    for _ in range(marks.count()):
        seen.add(home.evaluate("document.activeElement.getAttribute('href')"))
        home.keyboard.press("ArrowRight")
    assert {href for href in seen if href.startswith("#")} == {"#e-storm", "#e-plea"}

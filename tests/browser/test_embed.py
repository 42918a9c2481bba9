"""An event in a frame on somebody else's page, which lies on another host."""

from collections.abc import Callable, Iterator
from html import escape
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Frame, Page, expect

from tests.browser.conftest import Served, serving
from tests.browser.sites import EXAMPLE, HARD
from timeline.pages.embed import HEIGHT, SANDBOX

EMBEDS = {
    EXAMPLE: ("2025-03-11-storm", "2025-03-16-withdrawn", "storm"),
    HARD: ("hard", "gone", "e0", "e2", "e3", "e4", "hard-before"),
}
ALL = tuple((site, event) for site, events in EMBEDS.items() for event in events)
Foreign = Callable[[str, int], Frame]


@pytest.fixture(scope="module")
def elsewhere(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """Another host's address, and the folder it shows."""
    folder = tmp_path_factory.mktemp("elsewhere")
    with serving(folder) as port:
        yield f"http://localhost:{port}", folder


@pytest.fixture
def foreign(page: Page, elsewhere: tuple[str, Path]) -> Foreign:
    """Shows an address in a frame of a width on another host's page, by the code that is offered."""
    host, folder = elsewhere

    def framed(address: str, width: int) -> Frame:
        code = f'<iframe src="{escape(address)}" width="{width}" height="{HEIGHT}" sandbox="{SANDBOX}"></iframe>'
        # Each page has an address of its own, or the browser would show the one before.
        name = f"{len(list(folder.iterdir()))}.html"
        (folder / name).write_text(f"<!doctype html><title>Elsewhere</title>{code}", "utf-8")
        page.goto(f"{host}/{name}")
        frame = next(frame for frame in page.frames if frame != page.main_frame)
        expect(frame.locator("h1")).to_be_visible()
        return frame

    return framed


def embed(served: Served, site: str, event: str) -> str:
    return f"{served(site, 'the timeline')}events/{event}/embed/"


@pytest.mark.parametrize("width", [280, 400, 700])
@pytest.mark.parametrize(("site", "event"), ALL)
def test_nothing_in_a_frame_is_wider_than_it(
    served: Served, foreign: Foreign, site: str, event: str, width: int
) -> None:
    frame = foreign(embed(served, site, event), width)
    # What a scrollbar at the side takes does not count.
    assert frame.evaluate("innerWidth") == width
    assert frame.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0
    all_of_it, right = "[...document.querySelectorAll('main *, footer *')]", "getBoundingClientRect().right"
    assert frame.evaluate(f"{all_of_it}.filter(e => e.{right} > innerWidth).map(e => e.outerHTML)") == []


def test_a_usual_event_needs_no_scrolling_in_the_size_that_is_offered(served: Served, foreign: Foreign) -> None:
    frame = foreign(embed(served, EXAMPLE, "2025-03-11-storm"), 600)
    assert frame.evaluate("document.documentElement.scrollHeight") <= HEIGHT


def test_a_link_opens_in_a_tab_of_its_own_and_the_page_stays(served: Served, foreign: Foreign, page: Page) -> None:
    frame = foreign(embed(served, EXAMPLE, "2025-03-11-storm"), 400)
    before = page.url
    for link in frame.locator("a").all():
        target = link.evaluate("a => a.href")
        with page.context.expect_page() as opened:
            link.click()
        opened.value.wait_for_load_state()
        assert urlsplit(opened.value.url).path == urlsplit(target).path
        # The new tab is a page like any other: its scripts run, and it knows nothing of who opened it.
        assert opened.value.evaluate("[self.origin !== 'null', window.opener]") == [True, None]
        opened.value.close()
    assert page.url == before
    assert frame.url.endswith("/embed/")


def test_the_title_looks_like_the_link_that_it_is(served: Served, foreign: Foreign) -> None:
    frame = foreign(embed(served, EXAMPLE, "2025-03-11-storm"), 400)
    colours = "link => [getComputedStyle(link).textDecorationLine, getComputedStyle(link).textDecorationColor]"
    title, other = frame.locator("h1 a").evaluate(colours), frame.locator("footer a").evaluate(colours)
    assert title == other
    assert title[0] == "underline"


def test_an_earlier_address_shows_the_event_in_a_frame_that_may_not_lead_on(served: Served, foreign: Foreign) -> None:
    frame = foreign(embed(served, EXAMPLE, "storm"), 400)
    assert frame.url.endswith("/events/storm/embed/")
    expect(frame.locator("h1")).to_contain_text("A storm breaks")


@pytest.mark.parametrize(("scheme", "lighter"), [("light", "paper"), ("dark", "ink")])
def test_a_frame_is_light_or_dark_as_the_reader_likes(
    served: Served, foreign: Foreign, page: Page, scheme: str, lighter: str
) -> None:
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    frame = foreign(embed(served, EXAMPLE, "2025-03-11-storm"), 400)
    brightness = "c => c.match(/\\d+/g).slice(0, 3).reduce((sum, part) => sum + +part, 0)"
    colours = "[getComputedStyle(document.documentElement).backgroundColor, getComputedStyle(document.body).color]"
    paper, ink = frame.evaluate(f"{colours}.map({brightness})")
    assert (paper > ink) == (lighter == "paper")


def test_a_frame_is_set_in_the_site_s_own_type_and_loads_nothing_from_elsewhere(
    served: Served, foreign: Foreign, page: Page
) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    address = embed(served, EXAMPLE, "2025-03-11-storm")
    frame = foreign(address, 400)
    assert frame.evaluate("document.fonts.ready.then(() => document.fonts.check('600 20px Newsreader', 'A'))")
    fonts = [url for url in asked if url.endswith(".woff2")]
    assert fonts
    assert {urlsplit(url).netloc for url in asked} <= {urlsplit(address).netloc, urlsplit(page.url).netloc}

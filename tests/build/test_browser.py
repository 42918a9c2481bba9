"""What only a browser shows."""

import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.build.conftest import example_in
from tests.build.needed import chromium
from timeline.build import build

FLAGS = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update"),
)
BELOW = "/any/sub/path/"
PAGES = (
    "",
    "page/2/",
    "events/2025-03-11-storm/",
    "events/2025-03-16-withdrawn/",
    "articles/",
    "articles/gazette-2025-03-12/",
    "actors/ana-sa/",
    "threads/",
    "2025/03/",
    "undated/",
    "about/",
    "corrections/",
)
# Its links begin at the root of the site's address, which this server does not have.
NOT_FOUND = "404.html"


class Quiet(SimpleHTTPRequestHandler):
    """A server that does not tell of each request."""

    def log_message(self, *words: object) -> None:
        pass


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The example's site, served below a path that it was not told of."""
    folder = tmp_path_factory.mktemp("served")
    options = example_in(folder)
    build(options)
    below = folder / "root" / BELOW.strip("/")
    below.parent.mkdir(parents=True)
    options.output.rename(below)
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder / "root")))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}{BELOW}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=list(FLAGS))
        yield browser
        browser.close()


@pytest.fixture
def narrow(browser: Browser) -> Iterator[Page]:
    """A page 320 pixels wide, without JavaScript."""
    context = browser.new_context(viewport={"width": 320, "height": 800}, java_script_enabled=False)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("path", PAGES)
def test_a_page_loads_only_its_own_site_and_all_of_it_is_there(narrow: Page, served: str, path: str) -> None:
    answers: list[tuple[str, int]] = []
    complaints: list[str] = []
    narrow.on("response", lambda response: answers.append((response.url, response.status)))
    narrow.on("console", lambda message: complaints.append(message.text))
    narrow.goto(served + path, wait_until="load")
    assert [(url, status) for url, status in answers if not url.startswith(served) or status != 200] == []
    assert complaints == []


@pytest.mark.parametrize("path", [*PAGES, NOT_FOUND])
def test_no_page_scrolls_sideways_at_320_pixels(browser: Browser, served: str, path: str) -> None:
    context = browser.new_context(viewport={"width": 320, "height": 800})
    page = context.new_page()
    page.goto(served + path)
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    context.close()


def test_a_reader_follows_a_claim_to_its_words_and_back(narrow: Page, served: str) -> None:
    narrow.goto(served + "page/2/")
    narrow.get_by_role("link", name='A storm breaks "the quay"').first.click()
    narrow.get_by_role("link", name="Excerpt 1").first.click()
    assert narrow.url == served + "events/2025-03-11-storm/#x1"
    assert narrow.locator("#x1 blockquote").first.inner_text() == '“the quay is "broken" & <gone>”'
    narrow.locator("#x1").get_by_role("link", name="A quay").click()
    assert narrow.url == served + "articles/gazette-2025-03-12/"


def test_an_earlier_address_leads_to_the_present_one(narrow: Page, served: str) -> None:
    narrow.goto(served + "events/storm/")
    narrow.wait_for_url(served + "events/2025-03-11-storm/")

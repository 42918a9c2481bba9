"""A browser, and built sites that it is shown below a path of their host: for all tests in this folder."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.browser.sites import PAGES, options_of
from tests.build.needed import chromium
from timeline.build import Options, build

FLAGS = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update"),
)
BELOW = "/any/sub/path/"
Serve = Callable[[Options], str]
Served = Callable[[str, str], str]


class Quiet(SimpleHTTPRequestHandler):
    """Shows files, and does not tell of each request."""

    def log_message(self, *words: object) -> None:
        pass


class Server(ThreadingHTTPServer):
    """A server that takes it quietly when a browser hangs up on it, as one does that leaves a page."""

    def handle_error(self, *request: object) -> None:
        pass


@contextmanager
def serving(folder: Path) -> Iterator[int]:
    """Shows a folder on this machine; gives the port."""
    server = Server(("127.0.0.1", 0), partial(Quiet, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield server.server_address[1]
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(scope="session")
def host(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """A server's address, and the folder it shows."""
    folder = tmp_path_factory.mktemp("host")
    with serving(folder) as port:
        yield f"http://127.0.0.1:{port}", folder


@pytest.fixture(scope="session")
def serve(host: tuple[str, Path]) -> Serve:
    """Builds a site and gives the address at which it is shown, below a path: `serve(example_in(tmp_path))`."""
    address, folder = host

    def address_of(options: Options) -> str:
        path = f"/{len(list(folder.iterdir()))}{BELOW}"
        # 404.html alone has to know the path.
        report = build(replace(options, base_url=f"https://example.org{path}"))
        assert report.update, report.problems
        (folder / path.strip("/")).parent.mkdir(parents=True)
        options.output.rename(folder / path.strip("/"))
        return address + path

    return address_of


@pytest.fixture(scope="session")
def served(serve: Serve, tmp_path_factory: pytest.TempPathFactory) -> Served:
    """The address of a page of a site, which is built when it is first asked for: `served(EXAMPLE, "a month")`."""
    built: dict[str, str] = {}

    def page(site: str, name: str) -> str:
        if site not in built:
            built[site] = serve(options_of(site, tmp_path_factory.mktemp("site")))
        return built[site] + PAGES[site][name]

    return page


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=list(FLAGS))
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def context(browser: Browser) -> Iterator[BrowserContext]:
    """One context for all tests that only look at pages."""
    context = browser.new_context()
    yield context
    context.close()


@pytest.fixture(scope="session")
def tab(context: BrowserContext) -> Iterator[Page]:
    page = context.new_page()
    yield page
    page.close()


@pytest.fixture
def page(tab: Page) -> Page:
    """A page as on a common screen. It is the same for all tests, for to open one takes longer than most tests."""
    tab.unroute_all()
    tab.emulate_media(media="null", color_scheme="null", forced_colors="null", reduced_motion="null")
    tab.set_viewport_size({"width": 1280, "height": 720})
    return tab


def open_to_stay(page: Page, address: str) -> None:
    """Opens an address and stays there, even if it is a redirect's, which else leads on at once."""

    def is_another(url: str) -> bool:
        return url.endswith("/") and url != address

    page.route(is_another, lambda route: route.abort("aborted"))
    page.route("**/redirect.*.js", lambda route: route.abort("aborted"))
    page.goto(address)

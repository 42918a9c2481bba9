"""Takes the pictures of the built demonstration that README and docs show: make screenshot."""

import shutil
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path
from typing import Literal

from PIL import Image
from playwright.sync_api import Browser, Error, sync_playwright

ROOT = Path(__file__).parents[1]
SITE, IMAGES = ROOT / "site", ROOT / "docs" / "images"
Scheme = Literal["light", "dark"]
# By name, the page, and the part of it that is worth a picture.
PAGES = {
    "timeline": "",
    "event": "events/2025-03-11-jeddah-talks/",
    "month": "2025/03/",
    "actor": "actors/russia/",
    "map": "map/",
}
# A screen's width and the height of the picture.
SIZES = {360: 1100, 1440: 900}
# So that a picture depends on the machine as little as it can: no hinting, no smoothing of edges in colours.
FLAGS = ("--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--font-render-hinting=none", "--disable-lcd-text")


def main() -> None:
    chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if chromium is None:
        sys.exit("There is no Chromium on this system: install it, and run make screenshot again.")
    if not (SITE / "index.html").is_file():
        sys.exit("There is no site to take pictures of: run make screenshot, which builds it.")
    IMAGES.mkdir(parents=True, exist_ok=True)
    try:
        with served(SITE) as address, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium, args=list(FLAGS))
            for name, path, width, scheme in pictures():
                file = IMAGES / f"{name}-{width}-{scheme}.png"
                file.write_bytes(small(picture(browser, address + path, width, scheme)))
            browser.close()
    except Error as error:
        sys.exit(f"Chromium took no picture: {error.message.splitlines()[0]}")


def pictures() -> Iterator[tuple[str, str, int, Scheme]]:
    """Name, page, width and colours: all in light ones, and the first page on a wide screen in dark ones too."""
    yield from ((name, path, width, "light") for name, path in PAGES.items() for width in SIZES)
    yield "timeline", "", 1440, "dark"


def picture(browser: Browser, address: str, width: int, scheme: Scheme) -> bytes:
    """The top of the page as PNG, once its fonts are there."""
    page = browser.new_page(
        viewport={"width": width, "height": SIZES[width]}, color_scheme=scheme, reduced_motion="reduce", locale="en"
    )
    page.goto(address, wait_until="networkidle")
    page.evaluate("document.fonts.ready")
    taken = page.screenshot(animations="disabled", caret="hide")
    page.close()
    return taken


def small(png: bytes) -> bytes:
    """The picture in 256 colours, the few pixels of a small mark as near to their own as all others."""
    written = BytesIO()
    image = Image.open(BytesIO(png)).convert("RGB")
    image.quantize(256, method=Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE).save(written, "PNG", optimize=True)
    return written.getvalue()


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The folder at an address of this machine."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


class Quiet(SimpleHTTPRequestHandler):
    """A server that does not tell of each request."""

    def log_message(self, *words: object) -> None:
        pass


if __name__ == "__main__":
    main()

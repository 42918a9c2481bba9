"""Shows a site to browsers, and tells them of each build: HTTP, on the standard library's server."""

import errno
import ipaddress
import json
import os
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from socketserver import TCPServer, ThreadingMixIn
from urllib.parse import parse_qs, quote, unquote, urljoin, urlsplit

from timeline.serve.files import HTML, INDEX, lying_at, type_of
from timeline.serve.page import (
    NEWS,
    OURS,
    SCRIPT,
    STYLE,
    Look,
    look_of,
    page_of_problems,
    sources_of,
    with_marked_sheets,
    with_script,
)
from timeline.serve.showing import Showing, Shown

LOOPBACK, PORT, TRIES = "127.0.0.1", 8000, 100
# Seconds: after so long without news a browser that is gone is found out; one that sends nothing is let go.
QUIET, PATIENCE = 10, 60
# Milliseconds after which a browser asks again for news when the preview was ended.
AGAIN = 500
# So many problems a browser is shown; the terminal has them all.
MOST = 50
BESIDE_US = {SCRIPT: Path(__file__).with_name("live.js"), STYLE: Path(__file__).with_name("live.css")}


class CannotListen(Exception):
    """The address or the port is not to be had."""


class Server(ThreadingMixIn, TCPServer):
    """One thread for each connection; none keeps the process from ending."""

    daemon_threads = True
    block_on_close = False
    # Elsewhere than on POSIX two programs could then share one port.
    allow_reuse_address = os.name == "posix"
    request_queue_size = 128

    def __init__(self, host: str, port: int, showing: Showing, failed: Callable[[str], None]) -> None:
        self.showing, self.failed = showing, failed
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
        self.address_family, _, _, _, address = found[0]
        super().__init__(address, Handler)  # type: ignore[arg-type]

    @property
    def host(self) -> str:
        return str(self.server_address[0])

    @property
    def port(self) -> int:
        return int(self.server_address[1])

    @property
    def is_loopback(self) -> bool:
        return ipaddress.ip_address(self.host.partition("%")[0]).is_loopback

    @property
    def url(self) -> str:
        """The address for a browser on this machine."""
        address = ipaddress.ip_address(self.host.partition("%")[0])
        host = ("::1" if address.version == 6 else LOOPBACK) if address.is_unspecified else self.host
        return f"http://{f'[{host}]' if ':' in host else host}:{self.port}/"

    def handle_error(self, request: object, client_address: object) -> None:
        # Imported here: hardly ever needed.
        import sys

        error = sys.exception()
        # A browser that leaves a page hangs up.
        if not isinstance(error, ConnectionError | TimeoutError):
            self.failed(f"a request failed: {type(error).__name__}: {error}")


@contextmanager
def listening(showing: Showing, host: str, port: int | None, failed: Callable[[str], None]) -> Iterator[Server]:
    """A server that answers from now on; without a port it takes the first free one from 8000 on.

    failed hears a sentence for each request that could not be answered. Raises CannotListen.
    """
    server = _bound(showing, host, port, failed)
    thread = threading.Thread(target=server.serve_forever, args=(0.1,), name="server", daemon=True)
    thread.start()
    try:
        yield server
    finally:
        showing.close()
        server.shutdown()
        thread.join()
        server.server_close()


def _bound(showing: Showing, host: str, port: int | None, failed: Callable[[str], None]) -> Server:
    tried = range(PORT, PORT + TRIES) if port is None else (port,)
    for each in tried:
        try:
            return Server(host, each, showing, failed)
        except socket.gaierror as error:
            raise CannotListen(f"there is no address {host!r}") from error
        except OSError as error:
            if error.errno not in (errno.EADDRINUSE, errno.EACCES) or each != tried[-1]:
                if error.errno in (errno.EADDRINUSE, errno.EACCES):
                    continue
                raise CannotListen(f"{host} is no address of this machine: {error.strerror}") from error
            why = "is taken by another program" if error.errno == errno.EADDRINUSE else "may not be used by you"
            which = f"port {each}" if port is not None else f"each port from {PORT} to {each}"
            raise CannotListen(f"{which} {why}; give another with --port") from error
    raise AssertionError


class Handler(BaseHTTPRequestHandler):
    """Answers GET and HEAD."""

    server: Server
    protocol_version = "HTTP/1.1"
    timeout = PATIENCE
    # Headers and body are sent one after the other, and the second must not wait for the first to be confirmed.
    disable_nagle_algorithm = True

    def do_GET(self) -> None:
        if not self._is_asked_by_name():
            text = "this preview answers to 127.0.0.1 and localhost only; see timeline serve --help\n"
            self._send(HTTPStatus.FORBIDDEN, "text/plain; charset=utf-8", text.encode())
            return
        path = self.path.partition("?")[0].partition("#")[0]
        if path == NEWS:
            self._send_news()
        elif path in BESIDE_US:
            self._send(HTTPStatus.OK, type_of(BESIDE_US[path]), BESIDE_US[path].read_bytes())
        else:
            self._send_file(path)

    def do_HEAD(self) -> None:
        self.do_GET()

    def version_string(self) -> str:
        return "timeline"

    def log_message(self, *words: object) -> None:
        """The terminal is for builds and problems."""

    def _is_asked_by_name(self) -> bool:
        """A page of anybody's can have a name of its own lead to this machine, and would then read what is here."""
        if not self.server.is_loopback:
            return True
        try:
            name = urlsplit(f"//{self.headers.get('Host', '')}").hostname or ""
        except ValueError:
            return False
        return name in ("localhost", "127.0.0.1", "::1", self.server.host)

    def _send_file(self, path: str) -> None:
        status, html = HTTPStatus.OK, None
        folder = self.server.showing.folder
        found = lying_at(folder, path) if path.startswith("/") and not path.startswith(OURS) else None
        if self.server.showing.now().is_built and found and found.is_dir() and not path.endswith("/"):
            query = self.path[len(path) :].partition("#")[0]
            self._send(HTTPStatus.MOVED_PERMANENTLY, "", b"", Location=quote(unquote(path)) + "/" + query)
            return
        if self.server.showing.now().is_built and found and found.is_file() and type_of(found) != HTML:
            self._send(HTTPStatus.OK, type_of(found), found.read_bytes())
            return
        status, html = page_at(self.server.showing, path)
        look = look_with_files(folder, path, html)
        text = with_script(html, look, self.server.showing.now().is_built)
        self._send(status, HTML, text.encode("utf-8", "surrogateescape"))

    def _send(self, status: HTTPStatus, kind: str, body: bytes, **headers: str) -> None:
        self.send_response(status)
        given = {"Content-Type": kind, "Content-Length": str(len(body)), **headers}
        for name, value in {**given, "Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}.items():
            if value:
                self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def _send_news(self) -> None:
        """Server-sent events: how the page that is asked for looks now, and what is wrong, after each build."""
        self.send_response(HTTPStatus.OK)
        for name, value in {"Content-Type": "text/event-stream", "Cache-Control": "no-store"}.items():
            self.send_header(name, value)
        # Nobody knows how long it will be.
        self.send_header("Connection", "close")
        self.close_connection = True
        self.end_headers()
        if self.command == "HEAD":
            return
        page = parse_qs(urlsplit(self.path).query).get("page", ["/"])[0]
        self.wfile.write(f"retry: {AGAIN}\n\n".encode())
        showing, builds = self.server.showing, -1
        while not showing.is_closed:
            shown = showing.after(builds, QUIET)
            if shown is None:
                self.wfile.write(b": still here\n\n")
                continue
            builds = shown.builds
            self.wfile.write(f"data: {json.dumps(news_of(showing, shown, page))}\n\n".encode())


def news_of(showing: Showing, shown: Shown, path: str) -> dict[str, object]:
    """What the browser that shows a page is told."""
    outcome = shown.outcome
    # A build that failed leaves the site as it is.
    is_good = not outcome or outcome.is_built or not shown.is_built
    look: Look | None = look_with_files(showing.folder, path, page_at(showing, path)[1]) if is_good else None
    return {
        "site": shown.is_built,
        "all": look.all if look else "",
        "rest": look.rest if look else "",
        "sheets": look.sheets if look else (),
        "errors": outcome.errors[:MOST] if outcome else (),
        "warnings": outcome.warnings[:MOST] if outcome else (),
        "counts": (len(outcome.errors), len(outcome.warnings)) if outcome else (0, 0),
    }


def page_at(showing: Showing, path: str) -> tuple[HTTPStatus, str]:
    """The page that is shown for the path of an address: that of the site, the one for what is not there, or, where
    there is no site, the problems.
    """
    shown = showing.now()
    if not shown.is_built:
        return HTTPStatus.SERVICE_UNAVAILABLE, page_of_problems(shown.outcome)
    found = lying_at(showing.folder, path) if path.startswith("/") else None
    file = found / INDEX if found and found.is_dir() and path.endswith("/") else found
    try:
        if file and type_of(file) == HTML:
            html = file.read_bytes().decode("utf-8", "surrogateescape")
            return HTTPStatus.OK, with_marked_sheets(html, partial(_lies, showing.folder, path))
    except OSError:
        # Gone meanwhile, or a folder without a page of its own.
        pass
    try:
        missing = (showing.folder / "404.html").read_bytes().decode("utf-8", "surrogateescape")
    except OSError:
        missing = "<!doctype html><title>404</title><p>There is nothing here.</p>"
    return HTTPStatus.NOT_FOUND, missing


def look_with_files(site: Path, path: str, html: str) -> Look:
    """How a page looks, with how the files lie that it shows: their names do not change with them."""
    sources = ((source, _lies(site, path, source)) for source in sources_of(html))
    return look_of(html, (f"{source} {lies}" for source, lies in sources if lies))


def _lies(site: Path, path: str, source: str) -> str:
    """How a file lies that a page names, in a few letters; nothing if it is not of the site."""
    address = urlsplit(urljoin(path, source))
    found = None if address.netloc else lying_at(site, address.path)
    try:
        about = found.stat() if found else None
    except OSError:
        about = None
    return f"{about.st_size:x}-{about.st_mtime_ns:x}" if about else ""

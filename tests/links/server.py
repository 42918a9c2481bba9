"""A server on this machine that answers as servers do, and notes who asked for what, and when."""

import threading
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

# Seconds that a test waits for what has to come.
LONG = 20.0
LAST_MODIFIED = "Tue, 11 Mar 2025 12:00:00 GMT"
A_MINUTE_LATER = "Tue, 11 Mar 2025 12:01:00 GMT"
Headers = Mapping[str, str]
# By path, what is answered to GET and HEAD alike.
ANSWERS: Mapping[str, tuple[int, Headers]] = {
    "/": (200, {}),
    "/fine": (200, {}),
    "/nothing-to-say": (204, {}),
    "/gone": (410, {}),
    "/missing": (404, {}),
    "/forbidden": (403, {}),
    "/login": (401, {}),
    "/lawyers": (451, {}),
    "/teapot": (418, {}),
    "/odd": (999, {}),
    "/trouble": (500, {}),
    "/down": (503, {}),
    "/many": (429, {}),
    "/many-hours": (429, {"Retry-After": "7200"}),
    "/many-by-date": (429, {"Retry-After": A_MINUTE_LATER, "Date": LAST_MODIFIED}),
    "/moved": (301, {"Location": "/fine?new=1"}),
    "/moved-too": (308, {"Location": "moved"}),
    "/moved-abroad": (301, {"Location": "/caf\u00c3\u00a9 one"}),
    "/caf%C3%A9%20one": (200, {}),
    "/moved-and-missing": (301, {"Location": "/missing"}),
    "/moved-and-forbidden": (301, {"Location": "/forbidden"}),
    "/moved-to-front": (301, {"Location": "/"}),
    "/moved-to-itself": (301, {"Location": "/moved-to-itself#there"}),
    "/elsewhere": (302, {"Location": "/fine"}),
    "/elsewhere-then-moved": (302, {"Location": "/moved"}),
    "/moved-then-elsewhere": (301, {"Location": "/elsewhere"}),
    "/round": (302, {"Location": "/round-again"}),
    "/round-again": (302, {"Location": "/round"}),
    "/nowhere": (302, {}),
    "/to-a-file": (302, {"Location": "file:///etc/passwd"}),
    "/to-nonsense": (302, {"Location": "http://[::1"}),
    "/to-a-user": (302, {"Location": "http://ana:secret@127.0.0.1/"}),
    "/to-afar": (302, {"Location": "/" + "x" * 60_000}),
}
# What goes over the wire instead of an answer.
RAW: Mapping[str, bytes] = {
    "/garbage": b"\x00\xff\x16\x03 what is this\r\n\r\n",
    "/silence": b"",
    "/cut-short": b"HTTP/1.1 2",
    "/long-header": b"HTTP/1.1 200 OK\r\nX: " + b"x" * 100_000 + b"\r\n\r\n",
    "/many-headers": b"HTTP/1.1 200 OK\r\n" + b"X: x\r\n" * 1_000 + b"\r\n",
    "/no-number": b"HTTP/1.1 OK 200\r\n\r\n",
}


@dataclass(frozen=True, slots=True)
class Request:
    """One request: when it came, in seconds of a clock that only runs on; how many the host then had to answer."""

    host: str
    method: str
    path: str
    agent: str
    came: float
    together: int


@dataclass(slots=True)
class Heard:
    """What the server was asked, in order.

    /held is not answered until held is set; due says that it was asked, or that /drip was answered to its end.
    """

    port: int
    requests: list[Request] = field(default_factory=list)
    held: threading.Event = field(default_factory=threading.Event)
    due: threading.Event = field(default_factory=threading.Event)
    lock: threading.Lock = field(default_factory=threading.Lock)
    unanswered: Counter[str] = field(default_factory=Counter)
    # Each host's first request waits here for that of the other.
    both: threading.Barrier = field(default_factory=lambda: threading.Barrier(2))

    def url(self, path: str, host: str = "127.0.0.1") -> str:
        return f"http://{host}:{self.port}{path}"

    def asked(self, host: str = "127.0.0.1") -> list[str]:
        """The requests of a host: `HEAD /fine`."""
        return [f"{one.method} {one.path}" for one in self.requests if one.host == f"{host}:{self.port}"]


@contextmanager
def serving() -> Iterator[Heard]:
    server = _Server(("127.0.0.1", 0), _Handler)
    server.heard = Heard(server.server_address[1])
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    try:
        yield server.heard
    finally:
        server.heard.held.set()
        server.shutdown()
        thread.join()
        server.server_close()


class _Server(ThreadingHTTPServer):
    heard: Heard
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """Who asks may be gone before the answer."""


class _Handler(BaseHTTPRequestHandler):
    server: _Server

    def do_GET(self) -> None:
        heard, host = self.server.heard, self.headers["Host"]
        with heard.lock:
            heard.unanswered[host] += 1
            agent, together = self.headers["User-Agent"], heard.unanswered[host]
            heard.requests.append(Request(host, self.command, self.path, agent, time.monotonic(), together))
            count = sum(one.path == self.path for one in heard.requests)
        self._answer(heard, count)

    do_HEAD = do_GET  # noqa: N815 - the name that the standard library calls

    def _answer(self, heard: Heard, count: int) -> None:
        if self.path in RAW:
            self.wfile.write(RAW[self.path])
            self.close_connection = True
        elif self.path == "/held":
            heard.due.set()
            heard.held.wait(LONG)
        elif self.path == "/drip":
            # Each byte comes in time, and all of them much too late.
            with suppress(OSError):
                self.wfile.write(b"HTTP/1.1 200 OK\r\n")
                for _ in range(100):
                    if not heard.held.wait(0.05):
                        self.wfile.write(b"x")
                heard.due.set()
        elif self.path == "/huge":
            self._head(200, {"Content-Length": str(10**12)})
            with suppress(OSError):
                while self.command == "GET" and not heard.held.is_set():
                    self.wfile.write(b"x" * 65_536)
        elif self.path in ("/no-head", "/unknown-head", "/wrong-head", "/huge-get"):
            refused = {"/no-head": 405, "/unknown-head": 501, "/wrong-head": 404, "/huge-get": 405}[self.path]
            self._head(refused if self.command == "HEAD" else 200, {"Content-Length": str(10**12)})
        elif self.path == "/busy-once":
            self._head(200 if count > 1 else 429, {} if count > 1 else {"Retry-After": "1"})
        elif self.path == "/busy":
            self._head(503, {"Retry-After": "0"})
        elif self.path.startswith("/both"):
            heard.both.wait(LONG)
            self._head(200, {})
        elif self.path.endswith("/to-here"):
            self._head(302, {"Location": heard.url("/fine")})
        else:
            self._head(*ANSWERS.get(self.path.partition("?")[0], (404, {})))

    def _head(self, status: int, headers: Headers) -> None:
        with self.server.heard.lock:
            self.server.heard.unanswered[self.headers["Host"]] -= 1
        self.send_response_only(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()

    def log_message(self, *words: object) -> None:
        pass

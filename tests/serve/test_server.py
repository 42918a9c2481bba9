"""What the server answers: the site's files as what they are, and nothing else."""

import http.client
import socket
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.build.conftest import example_in
from tests.serve.preview import eventually
from timeline.serve.outcome import Builds
from timeline.serve.server import CannotListen, Server, listening
from timeline.serve.showing import Showing

Answer = tuple[int, dict[str, str], bytes]


@pytest.fixture(scope="module")
def showing(tmp_path_factory: pytest.TempPathFactory) -> Showing:
    options = replace(example_in(tmp_path_factory.mktemp("project")), base_url="", preview=True)
    showing = Showing(options.output)
    with showing.changing():
        outcome = Builds().built(options, ())
    assert outcome.is_built, outcome.errors
    showing.show(outcome)
    # What lies beside the site, and links that lead there.
    (options.output.parent / "passwords").write_text("secret")
    (options.output / "link").symlink_to(options.output.parent / "passwords")
    (options.output / "links").symlink_to(options.output.parent)
    return showing


@pytest.fixture(scope="module")
def server(showing: Showing) -> Iterator[Server]:
    failures: list[str] = []
    with listening(showing, "127.0.0.1", 0, failures.append) as server:
        yield server
    assert failures == []


def _unheard(failure: str) -> None:
    """What no test is about."""


def asked(server: Server, path: str, method: str = "GET", **headers: str) -> Answer:
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=20)
    connection.putrequest(method, path, skip_host="Host" in headers)
    for name, value in headers.items():
        connection.putheader(name, value)
    connection.endheaders()
    answer = connection.getresponse()
    found = answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read()
    connection.close()
    return found


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/", "text/html; charset=utf-8"),
        ("/index.html", "text/html; charset=utf-8"),
        ("/events/decade/", "text/html; charset=utf-8"),
        ("/events/decade/?a=b", "text/html; charset=utf-8"),
        ("/events/decade/index.json", "application/json"),
        ("/feed.atom", "application/atom+xml; charset=utf-8"),
        ("/robots.txt", "text/plain; charset=utf-8"),
        ("/2025/strip.svg", "image/svg+xml"),
        ("/.nojekyll", "application/octet-stream"),
    ],
)
def test_a_file_is_served_as_what_it_is_and_kept_by_no_browser(server: Server, path: str, kind: str) -> None:
    status, headers, body = asked(server, path)
    assert (status, headers["content-type"]) == (200, kind)
    assert headers["cache-control"] == "no-store"
    assert int(headers["content-length"]) == len(body)


def test_every_asset_has_a_type(server: Server, showing: Showing) -> None:
    files = [file for file in (showing.folder / "assets").rglob("*") if file.is_file()]
    kinds = {asked(server, f"/{file.relative_to(showing.folder).as_posix()}")[1]["content-type"] for file in files}
    assert {"text/css; charset=utf-8", "text/javascript; charset=utf-8", "font/woff2", "image/svg+xml"} <= kinds
    assert "application/octet-stream" not in kinds


@pytest.mark.parametrize("path", ["/", "/feed.atom", "/nothing", "/events/decade"])
def test_head_gives_the_same_headers_without_a_body(server: Server, path: str) -> None:
    status, headers, _ = asked(server, path)
    answered, same, body = asked(server, path, "HEAD")
    assert (answered, body) == (status, b"")
    assert {**same, "date": ""} == {**headers, "date": ""}


@pytest.mark.parametrize(
    ("path", "location"),
    [("/events", "/events/"), ("/events/decade?a=b&c", "/events/decade/?a=b&c"), ("/%65vents", "/events/")],
)
def test_a_folder_without_its_slash_leads_on_to_it(server: Server, path: str, location: str) -> None:
    status, headers, _ = asked(server, path)
    assert (status, headers["location"]) == (301, location)


@pytest.mark.parametrize(
    "path",
    [
        "/nothing",
        "/events/nothing/",
        "/feed.atom/",
        "/assets/",
        "/../passwords",
        "/%2e%2e/passwords",
        "/%2e%2e%2fpasswords",
        "/events/../../passwords",
        "/events/%2e%2e/%2e%2e/passwords",
        "/..%5cpasswords",
        "/..\\passwords",
        "/C:/passwords",
        "/%00",
        "/feed.atom%00.html",
        "/%ff",
        "/%0d%0aLocation:%20x",
        "//passwords",
        "/./feed.atom",
        "/link",
        "/links/passwords",
        "/links/",
        "/" + "a" * 256,
        "/" + "a/" * 3000,
        "/__timeline__/server.py",
        "/__timeline__/../server.py",
    ],
)
def test_what_is_not_in_the_site_gives_its_page_for_that(server: Server, path: str) -> None:
    status, headers, body = asked(server, path)
    assert (status, headers["content-type"]) == (404, "text/html; charset=utf-8")
    assert b"secret" not in body and b'<p class="mu">404</p>' in body


def test_an_absolute_path_leads_nowhere(server: Server, showing: Showing) -> None:
    assert asked(server, f"{showing.folder.parent}/passwords")[0] == 404


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS"])
def test_it_takes_nothing(server: Server, method: str) -> None:
    assert asked(server, "/", method)[0] == 501


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("127.0.0.1", 200),
        ("localhost:8000", 200),
        ("LOCALHOST", 200),
        ("[::1]:8000", 200),
        ("evil.example", 403),
        ("127.0.0.1.evil.example:8000", 403),
        ("localhost@evil.example", 403),
        ("", 403),
        ("[", 403),
        ("[x]", 403),
    ],
)
def test_it_answers_under_its_own_names_alone(server: Server, host: str, status: int) -> None:
    assert asked(server, "/", Host=host)[0] == status


def test_links_of_the_page_for_what_is_missing_begin_here(server: Server) -> None:
    _, _, body = asked(server, "/a/b/c/nothing")
    assert b'href="/articles/"' in body and b'href="/assets/style.' in body


def test_a_port_that_is_taken_is_said_when_it_was_asked_for(showing: Showing, server: Server) -> None:
    taken = pytest.raises(CannotListen, match=f"port {server.port} is taken by another program")
    with taken, listening(showing, "127.0.0.1", server.port, _unheard):
        pass


@pytest.mark.parametrize("host", ["host.invalid", "192.0.2.1"])
def test_an_address_that_is_none_of_this_machine_is_said(showing: Showing, host: str) -> None:
    with pytest.raises(CannotListen), listening(showing, host, 0, _unheard):
        pass


def test_on_another_address_it_answers_under_any_name(tmp_path: Path) -> None:
    with listening(Showing(tmp_path), "0.0.0.0", 0, _unheard) as server:
        assert not server.is_loopback
        assert server.url == f"http://127.0.0.1:{server.port}/"
        assert asked(server, "/", Host="desk.example")[0] == 503


def test_who_hangs_up_or_says_nonsense_disturbs_nobody(server: Server) -> None:
    for said in (b"", b"GET / HTTP/1.1\r\n", b"\x16\x03\x01\x02", b"GET /__timeline__/news?page=/ HTTP/1.1\r\n\r\n"):
        with socket.create_connection(("127.0.0.1", server.port)) as connection:
            connection.sendall(said)
    assert asked(server, "/")[0] == 200


def test_no_thread_is_left_at_its_end(tmp_path: Path) -> None:
    before = set(threading.enumerate())
    with listening(Showing(tmp_path), "127.0.0.1", 0, _unheard) as server:
        connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=20)
        connection.request("GET", "/__timeline__/news?page=/")
        assert connection.getresponse().getheader("content-type") == "text/event-stream"
    assert eventually(lambda: set(threading.enumerate()) <= before)

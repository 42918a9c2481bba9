"""One address is asked: what each kind of answer says of it, and whom the program does not ask."""

import socket
import ssl
from itertools import pairwise

import pytest

from tests.links.server import Heard
from timeline.links.answer import NO_HOST, NOT_PUBLIC, Answer, of_failure
from timeline.links.asking import Manner, ask
from timeline.links.connection import is_public
from timeline.links.rounds import ask_all, without_network
from timeline.links.turns import Turns
from timeline.version import VERSION

QUICK = Manner(pause=0.0, seconds=5.0, private=True)
# By path, the verdict and why.
VERDICTS = {
    "/fine": ("fine", "200 OK"),
    "/fine?q=caf%C3%A9&x=1#part": ("fine", "200 OK"),
    "/nothing-to-say": ("fine", "204 No Content"),
    "/missing": ("broken", "it answers 404 Not Found"),
    "/gone": ("broken", "it answers 410 Gone"),
    "/no-head": ("fine", "200 OK"),
    "/unknown-head": ("fine", "200 OK"),
    "/wrong-head": ("fine", "200 OK"),
    "/huge": ("fine", "200 OK"),
    "/huge-get": ("fine", "200 OK"),
    "/elsewhere": ("fine", "200 OK"),
    "/elsewhere-then-moved": ("fine", "200 OK"),
    "/moved-to-itself": ("unknown", "it is redirected more than 10 times"),
    "/round": ("unknown", "it is redirected more than 10 times"),
    "/forbidden": ("unknown", "it answers 403 Forbidden"),
    "/login": ("unknown", "it answers 401 Unauthorized"),
    "/lawyers": ("unknown", "it answers 451 Unavailable For Legal Reasons"),
    "/teapot": ("unknown", "it answers 418 I'm a Teapot"),
    "/odd": ("unknown", "it answers 999"),
    "/trouble": ("unknown", "it answers 500 Internal Server Error"),
    "/down": ("unknown", "it answers 503 Service Unavailable"),
    "/busy": ("unknown", "it answers 503 Service Unavailable"),
    "/many": ("unknown", "it answers 429 Too Many Requests"),
    "/many-hours": ("unknown", "it answers 429 Too Many Requests"),
    "/many-by-date": ("unknown", "it answers 429 Too Many Requests"),
    "/nowhere": ("unknown", "it answers 302 Found"),
    "/to-a-file": (
        "unknown",
        "it leads to what is no web address: a web address begins with https:// or http:// and names a host",
    ),
    "/to-a-user": ("unknown", "it leads to what is no web address: a web address holds no user name"),
    "/to-afar": ("unknown", "it leads to an address that is too long"),
    "/to-nonsense": ("unknown", "its answer is no HTTP"),
    "/garbage": ("unknown", "its answer is no HTTP"),
    "/cut-short": ("unknown", "its answer is no HTTP"),
    "/long-header": ("unknown", "its answer is no HTTP"),
    "/many-headers": ("unknown", "its answer is no HTTP"),
    "/no-number": ("unknown", "its answer is no HTTP"),
    "/silence": ("unknown", "the connection is cut"),
}
# By path, where it has moved to for good.
MOVED = {
    "/moved": "/fine?new=1",
    "/moved-too": "/fine?new=1",
    "/moved-then-elsewhere": "/elsewhere",
    "/moved-abroad": "/caf%C3%A9%20one",
}


@pytest.mark.parametrize("path", VERDICTS)
def test_an_answer_has_its_verdict(heard: Heard, path: str) -> None:
    answer = ask(heard.url(path), QUICK, Turns(0.0))
    assert (answer.verdict, answer.why) == VERDICTS[path]


@pytest.mark.parametrize("path", MOVED)
def test_what_has_moved_for_good_is_told_with_its_new_address(heard: Heard, path: str) -> None:
    answer = ask(heard.url(path), QUICK, Turns(0.0))
    assert (answer.verdict, answer.moved_to) == ("moved", heard.url(MOVED[path]))


@pytest.mark.parametrize(
    ("path", "verdict", "why"),
    [
        ("/moved-and-missing", "broken", "it answers 404 Not Found at {}/missing"),
        ("/moved-and-forbidden", "unknown", "it answers 403 Forbidden at {}/forbidden"),
        ("/moved-to-front", "unknown", "it leads to the front page {}/"),
    ],
)
def test_a_redirect_counts_by_where_it_leads(heard: Heard, path: str, verdict: str, why: str) -> None:
    answer = ask(heard.url(path), QUICK, Turns(0.0))
    assert (answer.verdict, answer.why) == (verdict, why.format(heard.url("")))


@pytest.mark.parametrize(
    ("path", "asked"),
    [
        ("/fine", ["HEAD /fine"]),
        ("/forbidden", ["HEAD /forbidden"]),
        ("/no-head", ["HEAD /no-head", "GET /no-head"]),
        ("/missing", ["HEAD /missing", "GET /missing"]),
        ("/moved?a=b", ["HEAD /moved?a=b", "HEAD /fine?new=1"]),
        ("/busy", ["HEAD /busy", "HEAD /busy"]),
        ("/many", ["HEAD /many"]),
        ("/many-hours", ["HEAD /many-hours"]),
        ("", ["HEAD /"]),
    ],
)
def test_no_more_is_asked_than_has_to_be(heard: Heard, path: str, asked: list[str]) -> None:
    ask(heard.url(path), QUICK, Turns(0.0))
    assert heard.asked() == asked


def test_redirects_are_followed_ten_times(heard: Heard) -> None:
    ask(heard.url("/round"), QUICK, Turns(0.0))
    assert len(heard.requests) == 11


def test_the_program_says_who_it_is(heard: Heard) -> None:
    ask(heard.url("/no-head"), QUICK, Turns(0.0))
    assert {one.agent for one in heard.requests} == {f"timeline-ssg/{VERSION} (link check)"}


def test_a_host_that_says_when_is_asked_again_then(heard: Heard) -> None:
    answer = ask(heard.url("/busy-once"), QUICK, Turns(0.0))
    first, second = heard.requests
    assert answer.verdict == "fine"
    assert second.came - first.came >= 1.0


@pytest.mark.parametrize("path", ["/held", "/drip"])
def test_an_answer_that_does_not_come_is_waited_for_so_long_and_no_longer(heard: Heard, path: str) -> None:
    answer = ask(heard.url(path), Manner(pause=0.0, seconds=0.3, private=True), Turns(0.0))
    if path == "/held":
        assert (answer.verdict, answer.why, answer.reached) == ("unknown", "no answer within 0.3 s", False)
    else:
        assert not heard.due.is_set()


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1:{}/fine",
        "http://localhost:{}/fine",
        "http://[::1]:{}/fine",
        "http://2130706433:{}/fine",
        "http://0x7f.1:{}/fine",
        "http://[::ffff:127.0.0.1]:{}/fine",
        "http://0.0.0.0:{}/fine",
        "https://127.0.0.1:{}/fine",
    ],
)
def test_addresses_of_this_machine_are_not_asked(heard: Heard, url: str) -> None:
    answer = ask(url.format(heard.port), Manner(pause=0.0, seconds=5.0), Turns(0.0))
    assert (answer.verdict, heard.requests) == ("unknown", [])
    assert answer.why in (NOT_PUBLIC, "its host cannot be looked up")


def test_a_redirect_to_this_machine_is_not_followed(heard: Heard, monkeypatch: pytest.MonkeyPatch) -> None:
    # By a proxy, what answers here is a public address.
    monkeypatch.setenv("http_proxy", heard.url(""))
    answer = ask("http://93.184.215.14/to-here", Manner(pause=0.0, seconds=5.0), Turns(0.0))
    assert (answer.verdict, answer.why) == ("unknown", NOT_PUBLIC)
    assert heard.asked("127.0.0.1") == []
    assert [one.path for one in heard.requests] == ["http://93.184.215.14/to-here"]
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    assert ask("http://93.184.215.14/to-here", Manner(pause=0.0, seconds=5.0), Turns(0.0)).why == NOT_PUBLIC
    assert ask("http://93.184.215.14/to-here", QUICK, Turns(0.0)).verdict == "fine"


PUBLIC = {
    "93.184.215.14": True,
    "2606:2800:21f:cb07:6820:80da:af6b:8b2c": True,
    "127.0.0.1": False,
    "10.1.2.3": False,
    "172.16.0.1": False,
    "192.168.1.1": False,
    "100.64.0.1": False,
    "169.254.169.254": False,
    "0.0.0.0": False,
    "224.0.0.1": False,
    "255.255.255.255": False,
    "::1": False,
    "::": False,
    "fe80::1%eth0": False,
    "fd00::1": False,
    "ff0e::1": False,
    "::ffff:10.0.0.1": False,
    "::ffff:93.184.215.14": True,
    "2002:7f00:1::": False,
    "64:ff9b::a00:1": False,
    "64:ff9b::5db8:d70e": True,
}


@pytest.mark.parametrize("address", PUBLIC)
def test_which_addresses_are_public(address: str) -> None:
    assert is_public(address) is PUBLIC[address]


@pytest.mark.parametrize("path", ["/moved?x", "/fine"])
def test_an_environment_with_a_proxy_is_asked_through_it(
    heard: Heard, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    # A proxy is asked for whole addresses, which this server does not know as paths.
    monkeypatch.setenv("http_proxy", heard.url(""))
    answer = ask("http://93.184.215.14" + path, Manner(pause=0.0, seconds=5.0), Turns(0.0))
    assert answer.verdict == "broken"
    assert [one.path for one in heard.requests] == [f"http://93.184.215.14{path}"] * 2
    assert ask(heard.url("/fine"), Manner(pause=0.0, seconds=5.0), Turns(0.0)).why == NOT_PUBLIC
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    assert ask(heard.url("/fine"), QUICK, Turns(0.0)).verdict == "fine"


FAILURES: list[tuple[Exception, str, str]] = [
    (socket.gaierror(socket.EAI_NONAME, "Name or service not known"), "broken", NO_HOST),
    (socket.gaierror(socket.EAI_AGAIN, "Temporary failure"), "unknown", "its host cannot be looked up"),
    (ConnectionRefusedError(), "unknown", "the connection is refused"),
    (ConnectionResetError(), "unknown", "the connection is cut"),
    (TimeoutError(), "unknown", "no answer within 20 s"),
    (ssl.SSLError(), "unknown", "no secure connection"),
    (OSError("no route"), "unknown", "no connection"),
    (ValueError("odd"), "unknown", "its answer is no HTTP"),
]


@pytest.mark.parametrize(("error", "verdict", "why"), FAILURES)
def test_a_failure_has_its_verdict(error: Exception, verdict: str, why: str) -> None:
    answer = of_failure(error, 20.0)
    assert (answer.verdict, answer.why, answer.reached) == (verdict, why, False)


def test_a_port_that_nobody_listens_to_says_nothing_of_the_page(heard: Heard) -> None:
    with socket.socket() as unheard:
        unheard.bind(("127.0.0.1", 0))
        answer = ask(f"http://127.0.0.1:{unheard.getsockname()[1]}/", QUICK, Turns(0.0))
    assert (answer.verdict, answer.why) == ("unknown", "the connection is refused")


def test_a_server_without_a_secure_connection_says_nothing_of_the_page(heard: Heard) -> None:
    answer = ask(heard.url("/fine").replace("http:", "https:"), QUICK, Turns(0.0))
    assert (answer.verdict, answer.reached) == ("unknown", False)


@pytest.mark.parametrize(
    "url", ["http://" + "x" * 64 + ".example/", "http://пример..рф/", "http://[::1/", "http://a..b/"]
)
def test_an_address_that_cannot_be_asked_is_unknown(heard: Heard, url: str) -> None:
    assert ask(url, QUICK, Turns(0.0)).verdict in ("unknown", "broken")


GONE, FINE = of_failure(FAILURES[0][0], 1.0), "http://127.0.0.1/"


def test_where_no_host_is_found_at_all_the_network_is_missing_and_not_the_hosts(heard: Heard) -> None:
    refused = of_failure(ConnectionRefusedError(), 1.0)
    answered = ask(heard.url("/trouble"), QUICK, Turns(0.0))
    assert without_network([GONE, refused], [])
    assert not without_network([GONE, answered], [])
    assert not without_network([GONE], [FINE])
    assert not without_network([refused], [])
    assert not without_network([], [])


def test_a_host_has_one_request_at_a_time_with_a_pause_between(heard: Heard) -> None:
    urls = [heard.url(path) for path in ("/fine", "/moved", "/no-head", "/both?1")]
    others = [heard.url(path, "localhost") for path in ("/both?2", "/fine", "/forbidden")]
    found: dict[str, Answer] = {}
    counts: list[tuple[int, int]] = []
    ask_all([*urls, *others], Manner(pause=0.15, seconds=15.0, private=True), found, lambda *n: counts.append(n))
    assert set(found) == {*urls, *others}
    assert counts == [(count, 7) for count in range(1, 8)]
    for host in ("127.0.0.1", "localhost"):
        requests = [one for one in heard.requests if one.host.startswith(host)]
        assert len(requests) >= 3
        assert {one.together for one in requests} == {1}
        assert all(later.came - one.came >= 0.15 for one, later in pairwise(requests))


def test_several_hosts_are_asked_at_a_time(heard: Heard) -> None:
    # Each is answered when the other has been asked, too.
    urls = [heard.url("/both"), heard.url("/both", "localhost")]
    found: dict[str, Answer] = {}
    ask_all(urls, Manner(pause=0.0, private=True), found, lambda done, of: None)
    assert [answer.verdict for answer in found.values()] == ["fine", "fine"]


def test_a_host_that_wants_no_more_requests_gets_none(heard: Heard) -> None:
    urls = [heard.url(path) for path in ("/fine", "/many", "/missing", "/gone")]
    elsewhere = heard.url("/fine", "localhost")
    found: dict[str, Answer] = {}
    ask_all([*urls, elsewhere], Manner(pause=0.0, private=True), found, lambda done, of: None)
    assert heard.asked() == ["HEAD /fine", "HEAD /many"]
    assert [found[url].asked for url in urls] == [True, True, False, False]
    assert found[elsewhere].verdict == "fine"

"""Asks one address: HEAD, then GET where only that tells, from redirect to redirect."""

import socket
import urllib.request
from contextlib import closing, suppress
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from http.client import HTTPException, HTTPMessage, HTTPResponse
from urllib.error import URLError
from urllib.parse import quote, urldefrag, urljoin, urlsplit

from timeline.links.answer import Answer, of_failure, of_status
from timeline.links.connection import connection, cut_after, public_addresses
from timeline.links.turns import Closed, Turns
from timeline.text import url_fault
from timeline.version import VERSION

HEADERS = {
    "User-Agent": f"timeline-ssg/{VERSION} (link check)",
    "Accept": "text/html, */*;q=0.8",
    "Connection": "close",
}
REDIRECTS, FOR_GOOD = (301, 302, 303, 307, 308), (301, 308)
# Many servers answer HEAD wrongly, and nothing is to count as broken that a reader's browser can open.
ONLY_GET_TELLS = (404, 405, 410, 501)
TOO_MANY, UNAVAILABLE = 429, 503
# Characters: what is longer than this is no address that readers are sent to.
LONGEST = 2_000
# What may stand in an address as it is; the rest is escaped.
AS_IT_IS = "%/:=&?~#+!$,;'@()*[]"


@dataclass(frozen=True, slots=True)
class Manner:
    """How to ask. In seconds the pause between two requests to a host, how long an answer is waited for, and how long
    a host may have a request repeated later; how many redirects are followed, and hosts asked at a time.

    private allows addresses of this machine and of networks of its own.
    """

    pause: float = 1.0
    seconds: float = 20.0
    patience: float = 30.0
    redirects: int = 10
    hosts: int = 6
    private: bool = False


@dataclass(frozen=True, slots=True)
class _Reply:
    """later is the number of seconds after which the host wants to be asked again, if it says so."""

    status: int
    location: str
    later: float | None


def ask(url: str, manner: Manner, turns: Turns) -> Answer:
    """What comes of a web address. Raises Stopped if turns are stopped meanwhile."""
    here, moved_to, is_for_good = url, "", True
    try:
        for _ in range(manner.redirects + 1):
            reply = _reply(here, manner, turns)
            if reply.status not in REDIRECTS or not reply.location:
                return of_status(reply.status, url, here, moved_to)
            here = _target(here, reply.location)
            if len(here) > LONGEST:
                return Answer("unknown", "it leads to an address that is too long")
            if fault := url_fault(here):
                return Answer("unknown", f"it leads to what is no web address: {fault}")
            is_for_good = is_for_good and reply.status in FOR_GOOD
            moved_to = here if is_for_good else moved_to
        return Answer("unknown", f"it is redirected more than {manner.redirects} times")
    except Closed:
        return Answer("unknown", "its host wants no more requests for now", asked=False)
    except URLError as error:
        return of_failure(error.reason if isinstance(error.reason, OSError) else error, manner.seconds)
    except (OSError, HTTPException, ValueError) as error:
        return of_failure(error, manner.seconds)


def host_of(url: str) -> str:
    """The host of a web address as it is looked up: in lower case, and in ASCII. Raises ValueError."""
    host = urlsplit(url).hostname or ""
    return host if host.isascii() else host.encode("idna").decode()


def _reply(url: str, manner: Manner, turns: Turns) -> _Reply:
    reply = _patiently("HEAD", url, manner, turns)
    return _patiently("GET", url, manner, turns) if reply.status in ONLY_GET_TELLS else reply


def _patiently(method: str, url: str, manner: Manner, turns: Turns) -> _Reply:
    """Ask, and once more where the host says when; where that is too late, it is left alone."""
    host = host_of(url)
    for again in (True, False):
        with turns.turn(host):
            reply = _request(method, url, manner)
        if reply.status != TOO_MANY and (reply.status != UNAVAILABLE or reply.later is None):
            break
        if reply.later is None or reply.later > manner.patience or not again:
            turns.close(host)
            break
        turns.rest(host, reply.later)
    return reply


def _request(method: str, url: str, manner: Manner) -> _Reply:
    """One request; the body of its answer is not read."""
    parts, host = urlsplit(quote(urldefrag(url)[0], safe=AS_IT_IS)), host_of(url)
    if parts.scheme in urllib.request.getproxies() and not urllib.request.proxy_bypass(host):
        return _by_proxy(method, url, manner)
    target = f"{parts.path or '/'}{'?' if parts.query else ''}{parts.query}"
    with closing(connection(parts.scheme == "https", host, parts.port, manner.seconds, manner.private)) as opened:
        with cut_after(manner.seconds, opened):
            opened.connect()
        with cut_after(manner.seconds, opened):
            opened.request(method, target, headers=HEADERS)
            return _read(opened.getresponse())


def _by_proxy(method: str, url: str, manner: Manner) -> _Reply:
    """The same through the proxy that the environment names."""
    if not manner.private:
        # It may know names that this machine does not.
        with suppress(socket.gaierror):
            public_addresses(host_of(url))
    opener = urllib.request.OpenerDirector()
    for handler in (urllib.request.ProxyHandler, urllib.request.HTTPHandler, urllib.request.HTTPSHandler):
        opener.add_handler(handler())
    address = quote(urldefrag(url)[0], safe=AS_IT_IS)
    request = urllib.request.Request(address, method=method, headers=HEADERS)
    with opener.open(request, timeout=manner.seconds) as response:
        return _read(response)


def _read(response: HTTPResponse) -> _Reply:
    headers = response.headers
    return _Reply(response.status, headers.get("Location", ""), _later(headers))


def _later(headers: HTTPMessage) -> float | None:
    """Retry-After in seconds: it has these, or a date, which counts by the server's own clock (RFC 9110, 10.2.3)."""
    said = headers.get("Retry-After", "").strip()
    if said.isascii() and said.isdigit():
        return float(said[:9])
    try:
        return (parsedate_to_datetime(said) - parsedate_to_datetime(headers.get("Date", ""))).total_seconds()
    except (ValueError, TypeError):
        return None


def _target(here: str, location: str) -> str:
    """Where a redirect leads. Servers write UTF-8 where only ASCII is allowed, and Python reads it as Latin-1."""
    return urljoin(here, quote(location.strip().encode("latin-1", "replace"), safe=AS_IT_IS))

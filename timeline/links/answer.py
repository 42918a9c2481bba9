"""What asking an address gave: a verdict, and why."""

import socket
import ssl
from dataclasses import dataclass
from http import HTTPStatus
from typing import Literal
from urllib.parse import urldefrag, urlsplit

# unknown is what says nothing about the page: a refusal to answer programs, a server in trouble, no connection.
Verdict = Literal["fine", "moved", "broken", "unknown"]
GONE = (404, 410)
NO_HOST = "there is no host of this name"
NOT_PUBLIC = "it leads to an address that is not public"
NO_NAME = {getattr(socket, name) for name in ("EAI_NONAME", "EAI_NODATA") if hasattr(socket, name)}


class NotPublic(OSError):
    """A host is not to be asked, since its address belongs to this machine or a network of its own."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A verdict, and in a few words why; moved_to is the new address of what has moved for good.

    reached is False where no server gave an answer, asked where the host wanted no more requests for now: that tells
    nothing of the address.
    """

    verdict: Verdict
    why: str
    moved_to: str = ""
    reached: bool = True
    asked: bool = True


def of_status(status: int, url: str, final: str, moved_to: str) -> Answer:
    """What the last answer's status says of an address; final is the one that gave it, after redirects."""
    where = f" at {final}" if final != url else ""
    if status in GONE:
        return Answer("broken", f"it answers {_named(status)}{where}")
    if not 200 <= status < 300:
        return Answer("unknown", f"it answers {_named(status)}{where}")
    if _is_front_page(final) and not _is_front_page(url):
        # Many a site leads there from pages that it no longer has.
        return Answer("unknown", f"it leads to the front page {final}")
    if moved_to and urldefrag(moved_to)[0] != url:
        return Answer("moved", "it has moved for good", moved_to)
    return Answer("fine", _named(status))


def of_failure(error: Exception, seconds: float) -> Answer:
    """What it says of an address that no answer came; seconds is how long one was waited for."""
    is_gone = isinstance(error, socket.gaierror) and error.errno in NO_NAME
    return Answer("broken" if is_gone else "unknown", NO_HOST if is_gone else _why(error, seconds), reached=False)


def _why(error: Exception, seconds: float) -> str:
    if isinstance(error, NotPublic):
        return NOT_PUBLIC
    if isinstance(error, socket.gaierror):
        return "its host cannot be looked up"
    if isinstance(error, TimeoutError):
        return f"no answer within {seconds:g} s"
    if isinstance(error, ssl.SSLCertVerificationError):
        return f"its certificate is not trusted: {error.verify_message}"
    if isinstance(error, ssl.SSLError):
        return "no secure connection"
    if isinstance(error, ConnectionRefusedError):
        return "the connection is refused"
    if isinstance(error, ConnectionError):
        return "the connection is cut"
    return "no connection" if isinstance(error, OSError) else "its answer is no HTTP"


def _named(status: int) -> str:
    """`404 Not Found`; a server's own words may be anything, and are not shown."""
    try:
        return f"{status} {HTTPStatus(status).phrase}"
    except ValueError:
        return str(status)


def _is_front_page(url: str) -> bool:
    parts = urlsplit(url)
    return parts.path in ("", "/") and not parts.query

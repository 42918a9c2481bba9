"""Connections to public addresses alone, and cut when they take too long."""

import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache
from http.client import HTTPConnection, HTTPSConnection
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

from timeline.links.answer import NotPublic

# Behind it stand addresses of IPv4 (RFC 6052).
TRANSLATED = IPv6Network("64:ff9b::/96")


def connection(secure: bool, host: str, port: int | None, seconds: float, private: bool) -> HTTPConnection:
    """A connection that is not yet open; private allows it to lead to addresses that are not public."""
    kind = _Secure if secure else _Plain
    made = kind(host, port, timeout=seconds)
    made.private = private
    return made


@contextmanager
def cut_after(seconds: float, open_connection: HTTPConnection) -> Iterator[None]:
    """Whatever is still awaited on the connection after so long ends then: a timeout alone is for each read."""
    is_late = threading.Event()

    def cut() -> None:
        is_late.set()
        if open_connection.sock:
            with suppress(OSError):
                # A secure socket's own way would wait for the other side.
                socket.socket.shutdown(open_connection.sock, socket.SHUT_RDWR)

    timer = threading.Timer(seconds, cut)
    timer.daemon = True
    timer.start()
    try:
        yield
    except Exception as error:
        # What comes of the cut, whatever it is, comes of waiting.
        if is_late.is_set():
            raise TimeoutError from error
        raise
    finally:
        timer.cancel()


def is_public(address: str) -> bool:
    """Whether an IP address is one of the public network, also where an IPv6 address stands for one of IPv4."""
    found = ip_address(address.partition("%")[0])
    if isinstance(found, IPv6Address):
        translated = IPv4Address(int(found) & 0xFFFFFFFF) if found in TRANSLATED else None
        found = found.ipv4_mapped or found.sixtofour or translated or found
    return found.is_global and not found.is_multicast


def public_addresses(host: str, port: int = 0) -> list[str]:
    """The IP addresses of a host. Raises NotPublic if one is not public, and OSError where there are none."""
    found = dict.fromkeys(str(info[4][0]) for info in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM))
    if not all(map(is_public, found)):
        raise NotPublic(host)
    return [*found]


class _Plain(HTTPConnection):
    private = False

    def connect(self) -> None:
        self.sock = _connected(self.host, self.port, self.timeout or 0, self.private)


class _Secure(HTTPSConnection):
    private = False

    def connect(self) -> None:
        plain = _connected(self.host, self.port, self.timeout or 0, self.private)
        secure = _trust().wrap_socket(plain, server_hostname=self.host, do_handshake_on_connect=False)
        # From here on it can be cut, in the handshake, too.
        self.sock = secure
        secure.do_handshake()


def _connected(host: str, port: int, seconds: float, private: bool) -> socket.socket:
    """A socket to the first of the host's addresses that takes it."""
    # The address that was looked at is the one that is connected to: looked up again, the name could give another.
    *others, last = [host] if private else public_addresses(host, port)
    share = seconds / (len(others) + 1)
    for address in others:
        with suppress(OSError):
            return socket.create_connection((address, port), share)
    return socket.create_connection((last, port), share)


@cache
def _trust() -> ssl.SSLContext:
    return ssl.create_default_context()

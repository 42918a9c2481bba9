"""When a host may be asked: one request at a time, and a pause between two."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field


class Stopped(Exception):
    """Nothing more is to be asked."""


class Closed(Exception):
    """The host wants no more requests for now."""


@dataclass(slots=True)
class _Host:
    lock: threading.Lock = field(default_factory=threading.Lock)
    free_at: float = 0.0
    is_closed: bool = False


class Turns:
    """The turns of all hosts, for the threads that ask; stop() ends all waiting."""

    def __init__(self, pause: float) -> None:
        self._pause = pause
        self._hosts: dict[str, _Host] = {}
        self._lock = threading.Lock()
        self._stopped = threading.Event()

    @contextmanager
    def turn(self, host: str) -> Iterator[None]:
        """Wait for the host's next turn and have it. Raises Closed and Stopped."""
        of_host = self._of(host)
        with of_host.lock:
            if of_host.is_closed:
                raise Closed(host)
            if self._stopped.wait(max(0.0, of_host.free_at - time.monotonic())):
                raise Stopped
            try:
                yield
            finally:
                of_host.free_at = max(of_host.free_at, time.monotonic() + self._pause)

    def rest(self, host: str, seconds: float) -> None:
        """The host is not asked for so long."""
        self._of(host).free_at = time.monotonic() + seconds

    def close(self, host: str) -> None:
        """The host is not asked any more."""
        self._of(host).is_closed = True

    def stop(self) -> None:
        self._stopped.set()

    def _of(self, host: str) -> _Host:
        with self._lock:
            return self._hosts.setdefault(host, _Host())

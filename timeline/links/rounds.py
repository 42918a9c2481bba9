"""Asks many addresses: several hosts at a time, and each of them politely."""

import queue
import socket
import threading
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable

from timeline.links.answer import NO_HOST, Answer
from timeline.links.asking import Manner, ask, host_of
from timeline.links.turns import Stopped, Turns

# So many hosts are looked up to tell a missing one from a missing network.
ENOUGH = 3


def ask_all(urls: Collection[str], manner: Manner, found: dict[str, Answer], told: Callable[[int, int], None]) -> None:
    """Ask web addresses, and put their answers into found as they come; told hears how many of how many have.

    Who is interrupted in it has in found what was there until then.
    """
    waiting: queue.SimpleQueue[list[str]] = queue.SimpleQueue()
    done: queue.SimpleQueue[BaseException | None] = queue.SimpleQueue()
    for of_host in _by_host(urls):
        waiting.put(of_host)
    turns = Turns(manner.pause)
    for _ in range(min(manner.hosts, waiting.qsize())):
        # One that still waits for an answer is not to keep the program from its end.
        threading.Thread(target=_work, args=(waiting, manner, turns, found, done), daemon=True).start()
    try:
        for count in range(1, len(urls) + 1):
            if (error := done.get()) is not None:
                raise error
            told(count, len(urls))
    finally:
        turns.stop()


def without_network(found: Collection[Answer], known: Iterable[str]) -> bool:
    """Whether there seems to be no network, where hosts seem to be gone.

    That is so if no server at all has answered, and if of the addresses that led somewhere lately no host is found
    either.
    """
    if any(answer.reached for answer in found) or all(answer.why != NO_HOST for answer in found):
        return False
    hosts = dict.fromkeys(map(host_of, known))
    return not any(map(_is_known, [*hosts][:ENOUGH]))


def _is_known(host: str) -> bool:
    try:
        return bool(socket.getaddrinfo(host, 0, type=socket.SOCK_STREAM))
    except OSError:
        return False


def _work(
    waiting: "queue.SimpleQueue[list[str]]",
    manner: Manner,
    turns: Turns,
    found: dict[str, Answer],
    done: "queue.SimpleQueue[BaseException | None]",
) -> None:
    """Ask the addresses of one host after the other, until no host is left."""
    try:
        while True:
            for url in waiting.get_nowait():
                found[url] = ask(url, manner, turns)
                done.put(None)
    except (queue.Empty, Stopped):
        pass
    except BaseException as error:
        # A fault of the program; a thread of its own would only print it, and whoever waits would wait for ever.
        done.put(error)


def _by_host(urls: Iterable[str]) -> list[list[str]]:
    """The addresses of each host, the most first, since these take longest."""
    found: dict[str, list[str]] = defaultdict(list)
    for url in urls:
        found[_host(url)].append(url)
    return sorted(found.values(), key=len, reverse=True)


def _host(url: str) -> str:
    try:
        return host_of(url)
    except ValueError:
        return ""

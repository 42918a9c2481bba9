"""A function over many items, shared out among processes."""

import gc
import json
import os
import signal
from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from tempfile import TemporaryFile
from typing import IO, TypeVar

T = TypeVar("T")
# Below this many items a process more costs longer than it helps.
FEWEST = 200
# How many objects more there are before any is looked at.
YOUNG = 10_000
# How many tickets a pipe holds on every system, and their size, which is read whole.
TICKETS, TICKET = 4_000, 4


class WorkerDied(Exception):
    """A process ended before it had done its share."""


@contextmanager
def uncollected() -> Iterator[None]:
    """Without the garbage collector: what a build reads it needs to its end, and looking at it again takes long."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def shared_out(
    function: Callable[[T], str],
    items: Sequence[T],
    jobs: int,
    effort: int = 0,
    told: Callable[[int, int], None] = lambda done, of: None,
    akin: int = 0,
) -> list[str]:
    """function(item) for every item, in order, by at most `jobs` processes.

    effort says as how many common items all of them take long, where they are no common ones. told hears from time to
    time how many items of how many have been begun. akin says how many of the first items are best done by one process,
    which remembers what it made for them: others begin with the rest.

    The processes are forks, so that function and items need not be sent to them; only the results come back. Each
    draws its next items when it has done the last, so that they end together. Where there is no fork, or too little
    to do, everything happens here. What raises in a process raises here as well.
    """
    jobs = min(jobs, max(effort, len(items)) // FEWEST, len(items))
    if jobs < 2 or not hasattr(os, "fork"):
        done = []
        with _frozen():
            for item in items:
                done.append(function(item))
                told(len(done), len(items))
        return done
    with ExitStack() as stack:
        stack.enter_context(_frozen())
        desk = _Desk((range(akin), range(akin, len(items))))
        stack.callback(desk.close)
        # A pipe would hold up a process that has much to tell, for it is read only when there is nothing else to do.
        files = [stack.enter_context(TemporaryFile("w+", encoding="utf-8")) for _ in range(jobs - 1)]
        workers = {_start(function, items, desk, file): file for file in files}
        try:
            results = {}
            for place in desk.drawn():
                results[place] = function(items[place])
                told(len(items) - desk.left(), len(items))
            for process in tuple(workers):
                os.waitpid(process, 0)
                results |= _told(function, items, workers.pop(process))
        except BaseException:
            # One that is still at work would go on writing where nobody expects it any more.
            for process in workers:
                os.kill(process, signal.SIGTERM)
                os.waitpid(process, 0)
            raise
    if len(results) < len(items):
        raise WorkerDied("a process that made pages ended before it had made them all")
    return [results[place] for place in range(len(items))]


@contextmanager
def _frozen() -> Iterator[None]:
    """What is there already is garbage to nobody: looking at it would copy it into every process. What is made
    meanwhile may be.
    """
    was_enabled, thresholds = gc.isenabled(), gc.get_threshold()
    gc.freeze()
    gc.set_threshold(YOUNG)
    gc.enable()
    try:
        yield
    finally:
        gc.set_threshold(*thresholds)
        gc.unfreeze()
        if not was_enabled:
            gc.disable()


class _Desk:
    """Tickets for stretches of items, from which any process may draw."""

    def __init__(self, stretches: Iterable[range]) -> None:
        self.pipes = [(_tickets(stretch), stretch) for stretch in stretches if stretch]

    def drawn(self, from_behind: bool = False) -> Iterator[int]:
        """The places of the items that this process draws, those of the last stretch first if it begins there."""
        for pipe, stretch in reversed(self.pipes) if from_behind else self.pipes:
            while ticket := os.read(pipe, TICKET):
                first = int.from_bytes(ticket, "big")
                yield from range(first, min(first + _step(stretch), stretch.stop))

    def left(self) -> int:
        """How many items nobody has drawn yet, or a few more."""
        # Imported here: Windows has none of it, and no fork either.
        from fcntl import ioctl
        from termios import FIONREAD

        left, counted = 0, array("i", [0])
        for pipe, stretch in self.pipes:
            ioctl(pipe, FIONREAD, counted)
            left += counted[0] // TICKET * _step(stretch)
        return left

    def close(self) -> None:
        for pipe, _ in self.pipes:
            os.close(pipe)


def _tickets(stretch: range) -> int:
    """A pipe full of tickets, each the place of the first of some items."""
    read_end, write_end = os.pipe()
    for first in stretch[:: _step(stretch)]:
        os.write(write_end, first.to_bytes(TICKET, "big"))
    os.close(write_end)
    return read_end


def _step(stretch: range) -> int:
    return -(-len(stretch) // TICKETS)


def _start(function: Callable[[T], str], items: Sequence[T], desk: _Desk, file: IO[str]) -> int:
    """The new process. It writes its results into the file: places and results, a JSON text a line."""
    process = os.fork()
    if process:
        return process
    # A fork that returned from here would go on as a second program.
    try:
        with file:
            for place in desk.drawn(from_behind=True):
                # Said before it is tried, for the parent to know at which item the process ended.
                file.write(f"{place}\n")
                file.write(json.dumps(function(items[place])) + "\n")
    finally:
        os._exit(0)


def _told(function: Callable[[T], str], items: Sequence[T], file: IO[str]) -> dict[int, str]:
    """The results of a process by place; an item that it failed at is tried here, to raise what it raised there."""
    file.seek(0)
    told = [line for line in file if line.endswith("\n")]
    if len(told) % 2:
        function(items[int(told[-1])])
        raise WorkerDied("a process that made pages ended before it had made them all")
    return {int(place): json.loads(result) for place, result in zip(told[::2], told[1::2], strict=True)}

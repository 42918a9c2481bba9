"""A function over many items, shared out among processes."""

import json
import os
import signal
from collections.abc import Callable, Sequence
from typing import IO, TypeVar

T = TypeVar("T")
# Below this many items a process more costs longer than it helps.
FEWEST = 200


class WorkerDied(Exception):
    """A process ended before it had done its share, with how it ended."""


def shared_out(function: Callable[[T], str], items: Sequence[T], jobs: int) -> list[str]:
    """function(item) for every item, in order, by at most `jobs` processes.

    The processes are forks, so that function and items need not be sent to them; only the results come back. Where
    there is no fork, or too little to do, everything happens here. What raises in a process raises here as well.
    """
    jobs = min(jobs, len(items) // FEWEST)
    if jobs < 2 or not hasattr(os, "fork"):
        return [function(item) for item in items]
    shares = [items[number::jobs] for number in range(jobs)]
    workers = [_start(function, share) for share in shares[1:]]
    try:
        results = [[function(item) for item in shares[0]]]
        results += [_finish(function, share, pipe) for share, (_, pipe) in zip(shares[1:], workers, strict=True)]
    except BaseException:
        # One that is still at work would go on writing where nobody expects it any more.
        for process, _ in workers:
            os.kill(process, signal.SIGTERM)
            os.waitpid(process, 0)
        raise
    for process, _ in workers:
        os.waitpid(process, 0)
    return [results[place % jobs][place // jobs] for place in range(len(items))]


def _start(function: Callable[[T], str], share: Sequence[T]) -> tuple[int, IO[str]]:
    """The new process, and the end of the pipe that its results come from, a JSON text a line."""
    read_end, write_end = os.pipe()
    process = os.fork()
    if process:
        os.close(write_end)
        return process, os.fdopen(read_end)
    # A fork that returned from here would go on as a second program.
    code = 1
    try:
        os.close(read_end)
        with os.fdopen(write_end, "w") as pipe:
            for item in share:
                pipe.write(json.dumps(function(item)) + "\n")
        code = 0
    finally:
        os._exit(code)


def _finish(function: Callable[[T], str], share: Sequence[T], pipe: IO[str]) -> list[str]:
    """The results of a process; an item that it failed at is tried here, to raise what it raised there."""
    with pipe:
        results = [json.loads(line) for line in pipe if line.endswith("\n")]
    if len(results) < len(share):
        function(share[len(results)])
        raise WorkerDied("a process that made pages ended before it had made them all")
    return results

"""A function over many items, shared out among processes."""

import json
import os
import signal
from collections.abc import Callable, Sequence
from typing import TypeVar

T = TypeVar("T")
# Below this many items a process more costs longer than it helps.
FEWEST = 200


class WorkerDied(Exception):
    """A process ended before it had done its share, with how it ended."""


def shared_out(function: Callable[[T], str], items: Sequence[T], jobs: int) -> list[str]:
    """function(item) for every item, in order, by at most `jobs` processes.

    The processes are forks, so that function and items need not be sent to them; only the results come back. Where
    there is no fork, or too little to do, everything happens here. An exception in a process is raised as WorkerDied.
    """
    jobs = min(jobs, len(items) // FEWEST)
    if jobs < 2 or not hasattr(os, "fork"):
        return [function(item) for item in items]
    shares = [items[number::jobs] for number in range(jobs)]
    workers = [_start(function, share) for share in shares[1:]]
    try:
        results = [[function(item) for item in shares[0]]]
    except BaseException:
        for process, _ in workers:
            os.kill(process, signal.SIGKILL)
            os.waitpid(process, 0)
        raise
    results += [_finish(*worker) for worker in workers]
    return [results[place % jobs][place // jobs] for place in range(len(items))]


def _start(function: Callable[[T], str], share: Sequence[T]) -> tuple[int, int]:
    """The new process and the end of the pipe its results come from."""
    read_end, write_end = os.pipe()
    process = os.fork()
    if process:
        os.close(write_end)
        return process, read_end
    # A fork that returned from here would go on as a second program.
    code = 1
    try:
        os.close(read_end)
        with os.fdopen(write_end, "w") as pipe:
            try:
                json.dump({"results": [function(item) for item in share]}, pipe)
            except Exception as error:  # whatever it is, the parent tells it
                json.dump({"error": f"{type(error).__name__}: {error}"}, pipe)
        code = 0
    finally:
        os._exit(code)


def _finish(process: int, read_end: int) -> list[str]:
    with os.fdopen(read_end) as pipe:
        told = pipe.read()
    _, status = os.waitpid(process, 0)
    if os.waitstatus_to_exitcode(status) != 0:
        raise WorkerDied(f"a process that made pages ended with {_ending(os.waitstatus_to_exitcode(status))}")
    answer = json.loads(told)
    if "error" in answer:
        raise WorkerDied(answer["error"])
    results: list[str] = answer["results"]
    return results


def _ending(code: int) -> str:
    return f"signal {signal.Signals(-code).name}" if code < 0 else f"exit code {code}"

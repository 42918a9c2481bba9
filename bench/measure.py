"""One run of a command: how long it takes, how much of the processors, and how much memory."""

import os
import subprocess
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

# Seconds between two looks at the memory, if looking is quick; else so many times as long as a look takes.
PAUSE, REST = 0.02, 50


class Failed(Exception):
    """A command that is measured did not end well; says how, with its last words."""


@dataclass(frozen=True, slots=True)
class Run:
    """Seconds from start to end, seconds of processor time of all its processes, and bytes of memory at its peak.

    The peak is None where the system does not tell.
    """

    wall: float
    cpu: float
    peak: int | None


def run(command: Sequence[str], folder: Path, log: Path) -> Run:
    """Runs the command in the folder; what it prints goes into the log. Raises Failed."""
    samples: list[int] = []
    ended = threading.Event()
    with log.open("wb") as output:
        started = time.perf_counter()
        process = subprocess.Popen(
            command, cwd=folder, stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT
        )
        watch = threading.Thread(target=_watch, args=(process.pid, samples, ended))
        watch.start()
        try:
            _, status, usage = os.wait4(process.pid, 0)
            wall = time.perf_counter() - started
        finally:
            ended.set()
            watch.join()
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        last = log.read_bytes()[-2000:].decode("utf-8", "replace")
        raise Failed(f"{' '.join(command)} ended with {process.returncode}:\n{last}")
    return Run(wall, usage.ru_utime + usage.ru_stime, max(samples, default=0) or None)


def writing(site: Path, copy: Path) -> Run:
    """What it takes to write a copy of the site's files, and nothing else: they are read while the clocks stand."""
    wall = cpu = 0.0
    for folder, _, names in os.walk(site):
        contents = [(name, Path(folder, name).read_bytes()) for name in names]
        target = str(copy / Path(folder).relative_to(site))
        wall, cpu = wall - time.perf_counter(), cpu - time.process_time()
        os.makedirs(target)
        for name, content in contents:
            with open(f"{target}/{name}", "wb", buffering=0) as file:
                file.write(content)
        wall, cpu = wall + time.perf_counter(), cpu + time.process_time()
    return Run(wall, cpu, None)


def memory(process: int) -> int:
    """Bytes that a process and those it started use now, what they share counted once; 0 if that cannot be known."""
    used = 0
    for each in _family(process):
        # A process may end at any moment, and with it its files.
        with suppress(OSError), open(f"/proc/{each}/smaps_rollup", "rb") as lines:
            used += next((int(line.split()[1]) * 1024 for line in lines if line.startswith(b"Pss:")), 0)
    return used


def _watch(process: int, samples: list[int], ended: threading.Event) -> None:
    pause = 0.0
    while not ended.wait(pause):
        started = time.perf_counter()
        samples.append(memory(process))
        # So that looking takes little of the time that is measured, however long it takes.
        pause = max(PAUSE, REST * (time.perf_counter() - started))


def _family(process: int) -> Iterator[int]:
    yield process
    for children in Path(f"/proc/{process}/task").glob("*/children"):
        with suppress(OSError):
            for child in children.read_text().split():
                yield from _family(int(child))

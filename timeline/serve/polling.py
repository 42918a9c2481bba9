"""Saves, where the file system tells of none: how the files lie is looked at now and then."""

import os
import threading
import time
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

# Seconds between two looks; and as many times longer than one takes, so that it leaves the machine to others.
PAUSE, SHARE = 0.3, 10


def of_polling(
    roots: tuple[Path, ...],
    stopped: threading.Event,
    ready: threading.Event,
    saved: Callable[[Iterable[str]], None],
) -> None:
    """Call saved with the files that changed, until stopped; ready is set once none is missed."""
    start = time.monotonic()
    known = _lying(roots)
    ready.set()
    while not stopped.wait(max(PAUSE, SHARE * (time.monotonic() - start))):
        start = time.monotonic()
        now = _lying(roots)
        if now != known:
            saved({path for path, _ in now.items() ^ known.items()})
            known = now


def _lying(roots: Iterable[Path]) -> Mapping[str, tuple[int, ...]]:
    """Size, inode and times of all files and folders, but for hidden ones."""
    found: dict[str, tuple[int, ...]] = {}
    waiting = [str(root) for root in roots]
    while waiting:
        folder = waiting.pop()
        try:
            with os.scandir(folder) as entries:
                for entry in entries:
                    if entry.name.startswith("."):
                        continue
                    if entry.is_dir(follow_symlinks=False):
                        # Its times change with each file in it, which tells of itself.
                        found[entry.path] = ()
                        waiting.append(entry.path)
                    else:
                        about = entry.stat(follow_symlinks=False)
                        found[entry.path] = (about.st_size, about.st_ino, about.st_mtime_ns, about.st_ctime_ns)
        except OSError as error:
            # Gone, or not for us to read; when that changes, this differs.
            found[folder] = (error.errno or 0,)
    return found

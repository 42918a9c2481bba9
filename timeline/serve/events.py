"""Saves as the file system tells of them, by watchfiles."""

import os
import threading
from collections.abc import Callable, Iterable
from pathlib import Path

from timeline.serve.polling import of_polling

# Milliseconds: so long it must be quiet for saves to count as one batch, and so long a batch is at most. An editor's
# save is several events within a few of them.
QUIET, MOST = 20, 100
# Milliseconds after which it is looked whether the folders themselves are still the same.
LOOK = 100
# File systems that tell nothing of what another machine, or the host of a container, writes.
SILENT = ("9p", "virtiofs", "fuse", "vboxsf", "prl_fs", "vmhgfs", "nfs", "cifs", "smb3", "smbfs", "afs", "ceph")
MOUNTS = Path("/proc/self/mounts")
FORCED = "WATCHFILES_FORCE_POLLING"


def gives_events(folder: Path, mounts: Path = MOUNTS) -> bool:
    """Whether the file system that a folder lies in tells of saves; nobody need have made the folder yet."""
    if os.environ.get(FORCED, "").lower() not in ("", "0", "false", "disable", "disabled"):
        return False
    try:
        lines = [line.split(" ") for line in mounts.read_text("utf-8", "surrogateescape").splitlines()]
    except OSError:
        return True
    # Spaces in a mount's place are written \040. Of those on one place the last counts.
    places = [(Path(line[1].replace("\\040", " ")), line[2]) for line in lines if len(line) > 2]
    over = [(len(place.parts), kind) for place, kind in places if folder.is_relative_to(place)]
    deepest = max((depth for depth, _ in over), default=0)
    kinds = [kind for depth, kind in over if depth == deepest]
    return not kinds or not kinds[-1].startswith(SILENT)


def of_events(
    roots: tuple[Path, ...],
    stopped: threading.Event,
    ready: threading.Event,
    saved: Callable[[Iterable[str]], None],
) -> None:
    """Call saved with the files that changed, until stopped; ready is set once none is missed.

    Where the system has no watches left for so many folders, it is looked now and then instead.
    """
    try:
        while not stopped.is_set():
            _until_replaced(roots, stopped, ready, saved)
    except OSError:
        of_polling(roots, stopped, ready, saved)


def _until_replaced(
    roots: tuple[Path, ...],
    stopped: threading.Event,
    ready: threading.Event,
    saved: Callable[[Iterable[str]], None],
) -> None:
    """The same until one of the folders is gone or there again: what watched it before sees nothing of the new one."""
    # Imported here: it may not be installed.
    from watchfiles import watch

    standing = _standing(roots)
    there = [root for root, inode in zip(roots, standing, strict=True) if inode]
    is_first = not ready.is_set()
    if not there:
        if not is_first:
            # They went without a word.
            saved(map(str, roots))
        ready.set()
        while not stopped.wait(LOOK / 1000) and _standing(roots) == standing:
            pass
        return
    try:
        for changes in watch(
            *there,
            watch_filter=None,
            debounce=MOST,
            step=QUIET,
            stop_event=stopped,
            rust_timeout=LOOK,
            yield_on_timeout=True,
            raise_interrupt=False,
            force_polling=False,
            ignore_permission_denied=True,
        ):
            ready.set()
            paths = {path for _, path in changes if not _is_hidden(path, there)}
            if not is_first:
                # Nobody watched while the folder came.
                is_first = True
                paths.update(map(str, roots))
            if paths:
                saved(paths)
            # One that was moved away may be back already, without a word of it.
            if _standing(roots) != standing or any(Path(path) in there for _, path in changes):
                return
    except FileNotFoundError:
        # Gone since it was looked for.
        return


def _standing(roots: Iterable[Path]) -> tuple[int, ...]:
    """The inode of each folder; 0 where there is none."""
    return tuple(os.stat(root).st_ino if os.path.isdir(root) else 0 for root in roots)


def _is_hidden(path: str, roots: Iterable[Path]) -> bool:
    below = next((Path(path).relative_to(root) for root in roots if Path(path).is_relative_to(root)), Path())
    return any(part.startswith(".") for part in below.parts)

"""Which files were saved: one thread looks for them, another draws what has come together."""

import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path

from timeline.serve.events import gives_events, of_events
from timeline.serve.polling import of_polling

# Seconds: a thread that waits without an end hears of no signal on some systems.
PATIENCE = 1.0


@dataclass(frozen=True, slots=True)
class Saves:
    """The files that were saved and that nobody has built from yet. is_polled says that they are looked for now and
    then, since no events of the file system tell of them.
    """

    is_polled: bool
    _paths: set[str] = field(default_factory=set)
    _changed: threading.Condition = field(default_factory=threading.Condition)

    def drawn(self) -> tuple[str, ...]:
        """Those since the last time, sorted; waits until there is one."""
        with self._changed:
            while not self._paths:
                self._changed.wait(PATIENCE)
            paths = tuple(sorted(self._paths))
            self._paths.clear()
            return paths

    def add(self, paths: Iterable[str]) -> None:
        with self._changed:
            self._paths.update(paths)
            self._changed.notify_all()


@contextmanager
def watched(folders: Iterable[Path], poll: bool) -> Iterator[Saves]:
    """The saves below these folders, which may be gone for a while, from now on; poll asks for looking now and then.

    Hidden files are none of the site's. It is looked now and then, too, where events are not to be had: the file system
    gives none, as those that containers mount, or watchfiles is not installed.
    """
    roots = tuple(folder.resolve() for folder in folders)
    is_polled = poll or find_spec("watchfiles") is None or not all(map(gives_events, roots))
    saves = Saves(is_polled)
    stopped, ready = threading.Event(), threading.Event()
    look = of_polling if is_polled else of_events
    thread = threading.Thread(target=look, args=(roots, stopped, ready, saves.add), name="saves", daemon=True)
    thread.start()
    # What is saved while the first build reads must not be missed.
    ready.wait()
    try:
        yield saves
    finally:
        stopped.set()
        thread.join()

"""What browsers are to see: the folder of the site, what came of the last build, and who waits for the next."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from timeline.serve.outcome import Outcome


@dataclass(frozen=True, slots=True)
class Shown:
    """What there was to see after so many builds; is_built says that there is a site at all, be it an earlier one."""

    builds: int = 0
    is_built: bool = False
    outcome: Outcome | None = None


class Showing:
    """What is to be seen in a folder, now. Each build changes it, and wakes who waits for that."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._shown = Shown()
        self._is_changing = False
        self._is_closed = False
        self._changed = threading.Condition()

    @contextmanager
    def changing(self) -> Iterator[None]:
        """While files are put in place, nobody is told of the site as it lies there."""
        with self._changed:
            self._is_changing = True
        yield

    def show(self, outcome: Outcome) -> None:
        with self._changed:
            is_built = self._shown.is_built or outcome.is_built
            self._shown = Shown(self._shown.builds + 1, is_built, outcome)
            self._is_changing = False
            self._changed.notify_all()

    def close(self) -> None:
        """Let go whoever waits."""
        with self._changed:
            self._is_closed = True
            self._changed.notify_all()

    @property
    def is_closed(self) -> bool:
        return self._is_closed

    def now(self) -> Shown:
        return self._shown

    def after(self, builds: int, seconds: float) -> Shown | None:
        """What there is to see once there were more builds than these, and no build is on; None if that takes longer,
        and at the end.
        """
        with self._changed:
            self._changed.wait_for(lambda: self._is_closed or self._is_news(builds), seconds)
            return self._shown if self._is_news(builds) and not self._is_closed else None

    def _is_news(self, builds: int) -> bool:
        return self._shown.builds > builds and not self._is_changing

"""How far a long command is: a bar on the terminal, from its second second on."""

import sys
import time
from typing import Any

import click

# Seconds: what takes no longer needs no bar.
SOON = 1.0


class Progress:
    """A bar on standard error, one for each stage; none where that is no terminal."""

    def __init__(self) -> None:
        self._begun = time.monotonic()
        self._stage = ("", 0)
        self._bar: Any = None
        self._is_seen = sys.stderr.isatty()

    def __call__(self, stage: str, done: int, of: int) -> None:
        """So many steps of a stage, of how many, are done."""
        if not self._is_seen or time.monotonic() - self._begun < SOON:
            return
        # A stage may be gone through several times, as the folders are read one after another.
        if (stage, of) != self._stage:
            self.end()
            self._stage = (stage, of)
            self._bar = click.progressbar(length=of, label=stage, file=sys.stderr)
            self._bar.__enter__()
        self._bar.update(done - self._bar.pos)

    def end(self) -> None:
        """Leave the line to others."""
        if self._bar:
            self._bar.__exit__(None, None, None)
            self._bar, self._stage = None, ("", 0)

"""A preview as its author has it: the command, running, and what it prints."""

import os
import queue
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.conftest import EVENT, EXCERPT, Files, write_content

ROOT = Path(__file__).parents[2]
# Seconds: nothing takes as long but what never comes.
DEADLINE = 30
GOOD = EVENT + EXCERPT
BROKEN = GOOD.replace("2025-03-11", "soon")


class Preview:
    """`timeline serve`, on a port of its own."""

    def __init__(self, content: Path, *arguments: str, **environment: str) -> None:
        self.content = content
        command = [sys.executable, "-m", "timeline", "serve", "--content", content.name, *arguments]
        self.process = subprocess.Popen(
            command,
            cwd=content.parent,
            env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1", **environment},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self._lines: queue.Queue[str] = queue.Queue()
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def until(self, said: str) -> str:
        """All that it prints up to the next line that says this."""
        heard: list[str] = []
        while not heard or said not in heard[-1]:
            try:
                heard.append(self._lines.get(timeout=DEADLINE))
            except queue.Empty:
                raise AssertionError(f"nothing said {said!r}, but: {''.join(heard)}") from None
        return "".join(heard)

    def address(self) -> str:
        """The preview's address, once it has built for the first time."""
        return next(word for word in self.until(" s\n").split() if word.startswith("http://"))

    def write(self, name: str, text: str) -> None:
        file = self.content / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")

    def end(self, number: int = signal.SIGINT) -> tuple[int, str]:
        """Its exit code, and what it had printed that nobody has heard yet; 0 sends no signal, and only waits."""
        if self.process.poll() is None:
            self.process.send_signal(number)
        code = self.process.wait(DEADLINE)
        self._reader.join(DEADLINE)
        return code, "".join(self._lines.queue)

    def _read(self) -> None:
        assert self.process.stdout
        for line in self.process.stdout:
            self._lines.put(line)


@contextmanager
def preview_of(folder: Path, files: Files, *arguments: str, **environment: str) -> Iterator[Preview]:
    """The preview of a small content with these files, in a folder."""
    content = write_content(folder / "content", files)
    preview = Preview(content, *(arguments or ("--port", "0")), **environment)
    try:
        yield preview
    finally:
        preview.process.kill()
        preview.process.wait()


def eventually(is_so: Callable[[], bool]) -> bool:
    """Waits for what another thread or process does."""
    end = time.monotonic() + DEADLINE
    while not is_so():
        if time.monotonic() > end:
            return False
        threading.Event().wait(0.01)
    return True

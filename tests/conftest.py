"""Small content folders for any test: what a test does not give has a default."""

import os
import signal
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

import pytest
from hypothesis import settings

# A busy machine is no fault of what is tested.
settings.register_profile("timeline", deadline=None)
settings.load_profile("timeline")

# In a workflow, where tests run too, commands speak to its runner; and colours would be asked for by some terminals.
for name in [name for name in os.environ if name.startswith("GITHUB_") or name in ("NO_COLOR", "FORCE_COLOR")]:
    del os.environ[name]

# A shell that starts the tests in the background has them ignore Ctrl-C, and so would all that they start.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

Files = Mapping[str, str | bytes]
Write = Callable[[Files], Path]

DEFAULTS: Files = {
    # Cards take time.
    "site.yaml": "title: Case\noutputs: {cards: false}\n",
    "threads.yaml": "war: {name: War}\n",
    "articles/report.md": "---\ntitle: A report\npublisher: A paper\npublished: 2025-03-12\n---\n",
}
EVENT = "title: An event\ndate: 2025-03-11\nthread: war\nsummary: It happened.\n"
# What an event needs besides to give no warning.
EXCERPT = "excerpts: [{article: report, quote: it happened}]\n"


def write_content(root: Path, files: Files) -> Path:
    """The folder, with these files in it and those of DEFAULTS that are not among them."""
    for name, content in {**DEFAULTS, **files}.items():
        file = root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return root


@pytest.fixture
def content(tmp_path: Path) -> Write:
    """Writes files into a content folder, and gives the folder: `root = content({"events/a.yaml": EVENT})`."""
    return lambda files: write_content(tmp_path / "content", files)


@contextmanager
def at_most(seconds: float) -> Iterator[None]:
    """Fails where more processor time is used: for work that must not grow with the square of its input.

    The bound is to be many times what the work needs, and far from what the square would need.
    """

    def stop(number: int, frame: FrameType | None) -> None:
        raise TimeoutError(f"more than {seconds} seconds of processor time")

    before = signal.signal(signal.SIGVTALRM, stop)
    # Again and again, for what stops the work may come where C code passes over it.
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds, 0.05)
    try:
        yield
    except TimeoutError as error:
        pytest.fail(str(error), pytrace=False)
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)

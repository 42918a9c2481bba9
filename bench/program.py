"""What is measured: a program, the corpus as its files, and the command that builds them."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from bench.corpus import Corpus, Event

HUGO, LEAN, FULL, WRITING = "Hugo", "timeline", "timeline, every output", "writing alone"


@dataclass(frozen=True, slots=True)
class Program:
    """All paths are inside of the folder that `write` is given, and commands run in it."""

    name: str
    write: Callable[[Corpus, Path], None]
    write_event: Callable[[Event, Path], None]
    prepare: tuple[str, ...]
    build: tuple[str, ...]
    site: str
    # What a build leaves for the next one, besides the site.
    kept: tuple[str, ...]


def write_text(file: Path, text: str) -> None:
    """Writes a file, and the folders it lies in."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8", newline="\n")

"""What an import is asked for, and what it would do."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from timeline.importers.found import Loss
from timeline.problems import Problem


class CannotPlace(Exception):
    """Why nothing can be imported into a content folder; problems are what an import would have caused there."""

    def __init__(self, message: str, problems: tuple[Problem, ...] = ()) -> None:
        super().__init__(message)
        self.problems = problems


@dataclass(frozen=True, slots=True)
class Asked:
    """What is imported, into which thread where nothing says so (empty: see placed), and the ISO 8601 day it is."""

    source: Path
    thread: str
    today: str


@dataclass(frozen=True, slots=True)
class NewFile:
    """A file that is to be written: its path from the content folder, and its text, or else the file to be copied."""

    path: str
    text: str = ""
    copy_of: Path | None = None


@dataclass(frozen=True, slots=True)
class Addition:
    """A register that gets more entries: its path from the content folder, its text before (None: new) and after."""

    path: str
    before: str | None
    after: str


@dataclass(frozen=True, slots=True)
class Adoption:
    """What an import does, nothing of which is done yet.

    written says how many entries of each kind there will be more, there how many events are there already. lost and
    notes are in the order of the source.
    """

    files: tuple[NewFile, ...]
    registers: tuple[Addition, ...]
    written: Mapping[str, int]
    there: int
    lost: tuple[Loss, ...]
    notes: tuple[Loss, ...]

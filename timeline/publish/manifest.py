"""What the last build left: for each file of the site its SHA-256, and how it lay there."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from timeline.address import stays_inside
from timeline.fingerprint import mark
from timeline.kept import read_table, write_table

# Of path, mark, SHA-256, size and time.
TABLE = "timeline manifest 2"


class CannotPublish(Exception):
    """The output folder is not ours, or cannot be written."""


@dataclass(frozen=True, slots=True)
class Update:
    """What was done to each file: path -> why for the written ones, and counts of the others; bytes of the whole.

    doubt says in a few words why the manifest of the last build could not be used.
    """

    written: Mapping[str, str]
    kept: int
    removed: tuple[str, ...]
    size: int = 0
    doubt: str = ""


class Written(NamedTuple):
    """A file as a build left it: its SHA-256, size, modification time; of one that takes long a mark of its data."""

    mark: str
    sha256: str
    size: int
    mtime_ns: int

    def lies_unchanged(self, file: str) -> bool:
        try:
            now = os.lstat(file)
        except OSError:
            return False
        return now.st_size == self.size and now.st_mtime_ns == self.mtime_ns


Manifest = Mapping[str, Written]


def name_of(folder: Path) -> str:
    """A short name for a folder, the same for every build from or into it."""
    return mark(os.path.realpath(folder))


def manifest_file(cache: Path, folder: Path) -> Path:
    """The manifest of an output folder: one cache may serve several of them, previews, a portable copy."""
    return cache / f"{name_of(folder)}.manifest"


def read_manifest(file: Path) -> tuple[Manifest, str]:
    """The manifest, empty where there is none that can be used, and in a few words why it could not be.

    Who removes or replaces what it names asks is_inside() before.
    """
    rows, doubt = read_table(file, TABLE, 5)
    return {path: Written(mark, digest, int(size), int(time)) for path, mark, digest, size, time in rows}, doubt


def is_inside(manifest: Manifest) -> bool:
    """Does it name no files outside the site?"""
    return all(map(stays_inside, manifest))


def write_manifest(file: Path, manifest: Manifest) -> None:
    """Put the manifest in place whole."""
    rows = ((path, one.mark, one.sha256, str(one.size), str(one.mtime_ns)) for path, one in sorted(manifest.items()))
    write_table(file, TABLE, rows)

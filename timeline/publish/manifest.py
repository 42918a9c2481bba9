"""What the last build left: for each file of the site the marks of what it was made from, and how it lay there."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from timeline.publish.output import stays_inside

VERSION = 1


@dataclass(frozen=True, slots=True)
class Written:
    """A file as a build left it: marks of the parts of its page, its SHA-256, its size and modification time."""

    marks: Mapping[str, str]
    sha256: str
    size: int
    mtime_ns: int

    def lies_unchanged(self, file: Path) -> bool:
        try:
            now = file.lstat()
        except OSError:
            return False
        return now.st_size == self.size and now.st_mtime_ns == self.mtime_ns


Manifest = Mapping[str, Written]


def read_manifest(file: Path) -> tuple[Manifest, str]:
    """The manifest, empty where there is none that can be trusted, and in a few words why it could not be."""
    try:
        stored = json.loads(file.read_text("utf-8"))
        if stored["version"] != VERSION:
            return {}, "it is from another version"
        return {path: _written(path, entry) for path, entry in stored["files"].items()}, ""
    except FileNotFoundError:
        return {}, ""
    # The file may hold anything: cut short by a full disk, restored from elsewhere. Any doubt is a miss.
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return {}, "it is damaged"


def write_manifest(file: Path, manifest: Manifest) -> None:
    """Put the manifest in place whole."""
    file.parent.mkdir(parents=True, exist_ok=True)
    files = {path: [one.marks, one.sha256, one.size, one.mtime_ns] for path, one in sorted(manifest.items())}
    staged = file.with_name(f"{file.name}.new")
    staged.write_text(json.dumps({"version": VERSION, "files": files}, separators=(",", ":")), "utf-8")
    staged.replace(file)


def _written(path: str, entry: list[Any]) -> Written:
    marks, sha256, size, mtime_ns = entry
    texts = [sha256, *marks.keys(), *marks.values()]
    if not stays_inside(path) or not all(isinstance(text, str) for text in texts):
        raise ValueError(path)
    return Written(marks, sha256, int(size), int(mtime_ns))

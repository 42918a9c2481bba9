"""What the last build left: for each file of the site the marks of what it was made from, and how it lay there."""

import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

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
        return {path: Written(**entry) for path, entry in stored["files"].items()}, ""
    except FileNotFoundError:
        return {}, ""
    # The file may hold anything: cut short by a full disk, restored from elsewhere. Any doubt is a miss.
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return {}, "it is damaged"


def write_manifest(file: Path, manifest: Manifest) -> None:
    """Put the manifest in place whole."""
    file.parent.mkdir(parents=True, exist_ok=True)
    stored = {"version": VERSION, "files": {path: asdict(written) for path, written in sorted(manifest.items())}}
    staged = file.with_name(f"{file.name}.{os.getpid()}.new")
    staged.write_text(json.dumps(stored, separators=(",", ":")), "utf-8")
    staged.replace(file)

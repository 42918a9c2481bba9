"""Files of the content folder changed together: all of them, or none."""

import os
import shutil
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Change:
    """What a file holds before (None: it is new) and after, in how many places that differs, and its new path."""

    file: Path
    before: bytes | None
    after: bytes
    places: int
    moved: Path | None = None

    def __str__(self) -> str:
        to = f" -> {self.moved}" if self.moved else ""
        return f"{self.file}{to}: {self.places:,} place{'' if self.places == 1 else 's'}"


def put_in_place(changes: Sequence[Change]) -> None:
    """Write the new files beside the old ones, then replace them; what is moved comes last.

    Raises OSError, and has then put back what was replaced, as far as the disk allows.
    """
    staged = {change.file: change.file.with_name(f".{change.file.name}.{os.getpid()}.new") for change in changes}
    replaced = []
    try:
        for change in changes:
            staged[change.file].write_bytes(change.after)
            if change.before is not None:
                # A file that may not be written could still be replaced.
                change.file.open("r+b").close()
                shutil.copymode(change.file, staged[change.file])
        for change in changes:
            staged[change.file].replace(change.file)
            replaced.append(change)
        for change in changes:
            if change.moved:
                change.file.rename(change.moved)
    except OSError:
        _put_back(replaced)
        raise
    finally:
        for file in staged.values():
            with suppress(OSError):
                file.unlink(missing_ok=True)


def _put_back(replaced: Sequence[Change]) -> None:
    for change in replaced:
        with suppress(OSError):
            if change.before is None:
                change.file.unlink()
            else:
                change.file.write_bytes(change.before)

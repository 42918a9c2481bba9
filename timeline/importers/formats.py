"""The formats that can be imported; each has a file of its name here, which is imported when it is asked for."""

from collections.abc import Callable
from importlib import import_module
from pathlib import Path

from timeline.importers.found import Found

FORMATS = ("csv", "timelinejs", "markwhen", "simile")
# The format that may say by a file of its own what its columns mean.
WITH_MAPPING = "csv"


def found_in(form: str, source: Path, mapping: Path | None) -> Found:
    """What a file of the format holds. Raises CannotRead."""
    read: Callable[..., Found] = import_module(f"timeline.importers.{form}").read
    return read(source, mapping) if form == WITH_MAPPING else read(source)

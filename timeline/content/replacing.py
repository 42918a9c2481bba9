"""A file of the content folder replaced whole, or not at all."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def replacing(file: Path, text: str) -> Iterator[None]:
    """Stage the text beside the file, so that what keeps it from being written is met before anything else is done;
    put it in place when all is done. A file that has this text already is left alone. Raises OSError.
    """
    if text == (file.read_text("utf-8", "replace") if file.is_file() else ""):
        yield
        return
    staged = file.with_name(f".{file.name}.{os.getpid()}.new")
    try:
        staged.write_text(text, "utf-8", newline="\n")
        yield
        staged.replace(file)
    finally:
        staged.unlink(missing_ok=True)

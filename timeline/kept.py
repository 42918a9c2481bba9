"""Tables that are kept in the cache: lines of text whose fields stand between tabs, behind a checksum of them all.

What lies in a cache may be anything: cut short by a full disk, from another version, restored from elsewhere. Any doubt
makes it as if there were nothing.
"""

import os
import shutil
from collections.abc import Iterable, Sequence
from pathlib import Path

from timeline.fingerprint import sha256


def read_table(file: Path, name: str, width: int) -> tuple[list[list[str]], str]:
    """The rows of a table, none where it cannot be trusted, and in a few words why it could not be.

    name says what the table is, and of which version; width is the number of fields in a row.
    """
    try:
        head, _, body = file.read_bytes().partition(b"\n")
    except FileNotFoundError:
        return [], ""
    except OSError:
        return [], "it cannot be read"
    if not head.startswith(f"{name} ".encode()):
        return [], "it is from another version, or damaged"
    if head != f"{name} {sha256(body)}".encode():
        return [], "it is damaged"
    rows = [line.split("\t") for line in body.decode("utf-8", "surrogateescape").split("\n")[:-1]]
    return (rows, "") if all(len(row) == width for row in rows) else ([], "it is damaged")


def write_table(file: Path, name: str, rows: Iterable[Sequence[str]]) -> None:
    """Put a table in place whole; no field holds a tab or ends a line."""
    body = "".join(["\t".join(row) + "\n" for row in rows]).encode("utf-8", "surrogateescape")
    file.parent.mkdir(parents=True, exist_ok=True)
    staged = file.with_name(f"{file.name}.{os.getpid()}.new")
    staged.write_bytes(f"{name} {sha256(body)}\n".encode() + body)
    if file.is_dir():
        shutil.rmtree(file)
    staged.replace(file)

"""Timelines written for markwhen: a text in which dates begin events, and headings or groups hold them together."""

from pathlib import Path

from timeline.importers.found import CannotRead, Found
from timeline.importers.markwhen.document import Document
from timeline.importers.reading import text_of
from timeline.problems import printable

MOST_LINES = 500_000


def read(path: Path) -> Found:
    """The timeline of a file of markwhen; raises CannotRead."""
    text = text_of(path)
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if len(lines) > MOST_LINES:
        raise CannotRead(f"{printable(str(path))} has more than {MOST_LINES:,} lines; import it in parts")
    document = Document(lines)
    try:
        return document.read()
    except CannotRead as error:
        raise CannotRead(f"{printable(str(path))}:{error}") from error


__all__ = ["read"]

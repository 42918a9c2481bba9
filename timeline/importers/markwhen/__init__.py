"""Timelines written for markwhen: a text in which dates begin events, and headings or groups hold them together."""

from pathlib import Path

from timeline.importers.found import CannotRead, Found
from timeline.importers.kinds import refuse_others
from timeline.importers.markwhen.document import Document
from timeline.importers.reading import text_of
from timeline.problems import printable

MOST_LINES = 500_000
EXAMPLE = "2012-05: What happened"


def read(path: Path) -> Found:
    """The timeline of a file of markwhen; raises CannotRead."""
    text, name = text_of(path), printable(str(path))
    if text.lstrip().startswith("<"):
        refuse_others(text, name, "markwhen")
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if len(lines) > MOST_LINES:
        raise CannotRead(f"{name} has more than {MOST_LINES:,} lines; import it in parts")
    document = Document(lines)
    try:
        found = document.read()
    except CannotRead as error:
        raise CannotRead(f"{name}:{error}") from error
    if not document.begun:
        # What else it could be is asked here only: signs of other formats may stand in a text of markwhen, too.
        refuse_others(text, name, "markwhen")
        raise CannotRead(f'{name}: no event of markwhen is in it; one begins with a line such as "{EXAMPLE}"')
    return found


__all__ = ["read"]

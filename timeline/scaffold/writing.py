"""What a new entry needs to be written: an id that nothing has, texts that deceive nobody, a file that is not there."""

import re
from contextlib import suppress
from pathlib import Path

from timeline import address
from timeline.content.load import Content, Kind
from timeline.content.references import aliases
from timeline.content.sources import PUBLISHED
from timeline.dates import DateError, Edtf, parse
from timeline.problems import printable, quoted
from timeline.text import FORBIDDEN, id_fault, squeeze

# A day, a month or a year, or what lasted from then on.
BEGINNING = re.compile(r"(\d{4}(?:-(?:0\d|1[0-2])(?:-\d\d)?)?)(?:[T~?%/].*)?", re.ASCII)


class CannotAdd(Exception):
    """Why there cannot be such an entry, in one line."""


def line(text: str, what: str) -> str:
    """A text as it can stand on a line of a file. Raises CannotAdd."""
    squeezed = squeeze(text)
    if not squeezed:
        raise CannotAdd(f"{what} is empty")
    if found := FORBIDDEN.search(squeezed):
        raise CannotAdd(f"{what} holds {quoted(found[0])}, a character that cannot be seen")
    return squeezed


def date_of(typed: str) -> Edtf:
    """Raises CannotAdd with what would be right."""
    try:
        return parse(typed.strip())
    except DateError as error:
        message = str(error) if quoted(typed) in str(error) else f"{quoted(typed)} is not a date: {error}"
        raise CannotAdd(message) from error


def beginning(date: Edtf) -> str:
    """What of a date can begin an id: 2025-03 of 2025-03~, nothing of what may be one day or another."""
    found = BEGINNING.fullmatch(date.text)
    return found[1] if found else ""


def new_id(content: Content, kind: Kind, name: str) -> str:
    """The id, if an entry of the kind can have it. Raises CannotAdd."""
    if fault := id_fault(name):
        raise CannotAdd(f"{quoted(name)} cannot be an id: {fault}; give one with --id")
    another = "give another id with --id"
    entries = content.of_kind(kind)
    if there := entries.get(name):
        raise CannotAdd(f"the id {quoted(name)} is taken by {printable(there.file)}; {another}")
    for entry in entries.values():
        if name in aliases(entry):
            raise CannotAdd(f"the id {quoted(name)} is taken: it is an alias in {printable(entry.file)}; {another}")
    if f"{address.FOLDERS[kind]}{name}" in {**content.lock, **content.published}:
        file = printable(str(content.root / PUBLISHED))
        raise CannotAdd(f"the id {quoted(name)} is taken: another {kind} was published under it, see {file}; {another}")
    return name


def write_new(file: Path, text: str) -> None:
    """Write a file that is not there yet, whole or not at all. Raises OSError, and CannotAdd where there is one."""
    above = [each for each in file.parents if not each.exists()]
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        opened = file.open("x", encoding="utf-8", newline="\n")
    except FileExistsError as error:
        raise CannotAdd(f"{printable(str(error.filename))} is already there") from error
    try:
        with opened:
            opened.write(text)
    except BaseException:
        file.unlink(missing_ok=True)
        for made in above:
            with suppress(OSError):
                made.rmdir()
        raise

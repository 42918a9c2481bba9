"""The text of a file that somebody else made: its encoding known for certain, its size within bounds."""

import codecs
from pathlib import Path

from timeline.importers.found import CannotRead
from timeline.problems import printable

MOST_BYTES = 50_000_000
# What programs take for text by its name alone: archives (a spreadsheet is one), compressed and office files, PDF.
BINARY = {
    b"PK\x03\x04": "a zip archive, as spreadsheets are; export the sheet as CSV",
    b"\x1f\x8b": "compressed with gzip; unpack it first",
    b"\xd0\xcf\x11\xe0": "an old office document; export the sheet as CSV",
    b"%PDF": "a PDF",
}
# The longest first, for one begins like another.
MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def text_of(path: Path) -> str:
    """The text of a file in UTF-8, or in what its byte order mark says. Raises CannotRead.

    Line ends are left as they are. No other encoding is guessed: a wrong one would change words.
    """
    content = bytes_of(path, MOST_BYTES)
    for start, what in BINARY.items():
        if content.startswith(start):
            raise CannotRead(f"{printable(str(path))} is {what}")
    encoding = next((name for mark, name in MARKS if content.startswith(mark)), "utf-8")
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise CannotRead(
            f"{printable(str(path))}:{line}: a byte here is not {encoding.removesuffix('-sig').upper()}; "
            "save the file as UTF-8"
        ) from error
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise CannotRead(f"{printable(str(path))}:{line}: a NUL is here; this is no text")
    return text


def bytes_of(path: Path, most: int) -> bytes:
    """What a file holds, which may be so many bytes. Raises CannotRead."""
    name = printable(str(path))
    try:
        if path.exists() and not path.is_file() and not path.is_dir():
            # Of a pipe nobody knows whether anything will ever come.
            raise CannotRead(f"{name} is no file on a disk; save what is to be imported as one")
        with path.open("rb") as opened:
            # One byte more than there may be: what is no file on a disk has no size before it is read.
            content = opened.read(most + 1)
    except OSError as error:
        raise CannotRead(f"{name}: {error.strerror or error}") from error
    if len(content) > most:
        largest = f"{most // 1_000_000} MB" if most >= 1_000_000 else f"{most // 1024} kB"
        raise CannotRead(f"{name} has more than {largest}")
    return content

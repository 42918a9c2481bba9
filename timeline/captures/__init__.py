"""Captured texts of articles: `<article id>.txt`, `.md` or `.html` in a folder that is no part of the project."""

import os
import re
import stat
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from timeline import markdown
from timeline.captures.encoding import decoded
from timeline.captures.error import BadCapture
from timeline.fingerprint import sha256
from timeline.problems import Place, Problem

# Of several captures of one article, the first of these counts.
SUFFIXES = (".txt", ".md", ".html", ".htm")
MOST_BYTES = 16 * 1024 * 1024
FRONT_MATTER = re.compile(r"---\n.*?\n---(?:\n|\Z)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Capture:
    """A captured text and its file; sha256 is that of the file's bytes."""

    file: str
    sha256: str
    text: str


@dataclass(frozen=True, slots=True)
class Found:
    """The files of a folder by the article they belong to, the best first; and those that belong to none."""

    of_article: Mapping[str, tuple[Path, ...]]
    strays: tuple[str, ...]


def files(folder: Path, names: Mapping[str, Sequence[str]]) -> Found:
    """The captures below a folder; names are the articles' ids, each with the other names its capture may bear.

    Raises OSError where the folder cannot be read.
    """
    owner = {name: (place, article) for article, all_names in names.items() for place, name in enumerate(all_names)}
    of_article: dict[str, list[tuple[int, int, Path]]] = {}
    strays = []
    for path in _files(folder):
        if path.suffix.lower() not in SUFFIXES:
            continue
        if path.stem in owner:
            place, article = owner[path.stem]
            of_article.setdefault(article, []).append((place, SUFFIXES.index(path.suffix.lower()), path))
        else:
            strays.append(path.relative_to(folder).as_posix())
    return Found({name: tuple(path for _, _, path in sorted(all_)) for name, all_ in of_article.items()}, tuple(strays))


def read(path: Path) -> Capture | Problem:
    """The text of a captured file, or what keeps it from being read."""
    try:
        content = file_bytes(path)
        return Capture(str(path), sha256(content), _text(path.suffix.lower(), content))
    except BadCapture as error:
        return Problem(Place(str(path)), "unreadable-capture", str(error))


def file_bytes(path: Path) -> bytes:
    """What a captured file holds. Raises BadCapture."""
    try:
        # A pipe would be waited for, for ever.
        with open(path, "rb", opener=lambda name, flags: os.open(name, flags | getattr(os, "O_NONBLOCK", 0))) as file:
            about = os.fstat(file.fileno())
            if not stat.S_ISREG(about.st_mode):
                raise BadCapture("this is not a regular file")
            if about.st_size > MOST_BYTES:
                raise BadCapture(f"the file has {about.st_size:,} bytes; at most {MOST_BYTES:,} are read")
            return file.read(MOST_BYTES + 1)
    except OSError as error:
        raise BadCapture(f"the file cannot be read: {error.strerror}") from error


def _files(folder: Path) -> Iterator[Path]:
    def refuse(error: OSError) -> None:
        raise error

    for parent, folders, names in os.walk(folder, onerror=refuse):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(parent, name) for name in sorted(names) if not name.startswith("."))


def _text(suffix: str, content: bytes) -> str:
    if suffix in (".html", ".htm"):
        text = _text_of_html(content)
    else:
        text = decoded(content).replace("\r\n", "\n").replace("\r", "\n")
        text = _text_of_markdown(text) if suffix == ".md" else text
    if not text.strip():
        raise BadCapture("there are no words in this capture")
    return text


def _text_of_html(content: bytes) -> str:
    # lxml takes long to import, and only who verifies needs it: builds know of captures by their lock.
    from timeline.captures.html import text_of_html

    return text_of_html(content)


def _text_of_markdown(text: str) -> str:
    written = FRONT_MATTER.sub("", text, count=1) if text.startswith("---\n") else text
    if why := markdown.too_costly(written):
        raise BadCapture(why)
    return _text_of_html(markdown.to_html(written).encode())

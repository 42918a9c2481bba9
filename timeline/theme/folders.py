"""The folders of a theme and what is read of them."""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

import jinja2
import yaml

from timeline.fingerprint import THEMES

DEFAULT = "default"
# What a mistake in a template or in the words can raise.
MISTAKES = (
    jinja2.TemplateError,
    yaml.YAMLError,
    ArithmeticError,
    AttributeError,
    LookupError,
    OSError,
    RuntimeError,  # RecursionError is one
    SyntaxError,
    TypeError,
    ValueError,
)


class ThemeError(Exception):
    """A theme that is not there or cannot be used, with the file that tells why, and the line where that is known."""


def theme_folders(name: str, project: Path) -> tuple[Path, ...]:
    """The folders a theme is looked for in, file by file: the site's own theme of that name, then the default one."""
    shipped = next((folder for folder in THEMES if (folder / DEFAULT).is_dir()), None)
    if shipped is None:
        raise ThemeError("the default theme is missing; install the program again")
    candidates = (project / "themes" / name, shipped / name)
    own = next((folder for folder in candidates if folder.is_dir()), None)
    if own is None:
        raise ThemeError(f"there is no theme {name!r}: no folder {candidates[0]}")
    return (own,) if own == shipped / DEFAULT else (own, shipped / DEFAULT)


def files(folder: Path) -> Sequence[Path]:
    """All files below a folder, in order, but for hidden ones; none where there is no such folder."""
    found: list[Path] = []
    if os.path.lexists(folder):
        for inside, folders, names in os.walk(folder, onerror=_refused):
            folders[:] = [name for name in folders if not is_hidden(name)]
            found += [Path(inside, name) for name in names if not is_hidden(name)]
    return sorted(file for file in found if os.path.isfile(file))


def _refused(error: OSError) -> NoReturn:
    raise ThemeError(f"{error.filename}: {error.strerror}") from error


def is_hidden(name: str) -> bool:
    # Editors and systems make such files; they are no part of a theme.
    return name.startswith(".")


def read_bytes(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise ThemeError(f"{file}: {error.strerror}") from error


def read_text(file: Path) -> str:
    try:
        return read_bytes(file).decode().replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        raise ThemeError(f"{file}: this is not UTF-8: {error.reason} at byte {error.start + 1}") from error

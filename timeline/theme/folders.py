"""The folders of a theme and what is read of them."""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

from timeline.fingerprint import THEMES
from timeline.problems import Problem, did_you_mean, quoted
from timeline.theme.mistakes import NoTheme, ThemeError, place

DEFAULT = "default"


def theme_folders(name: str, project: Path) -> tuple[Path, ...]:
    """The folders a theme is looked for in, file by file: the site's own theme of that name, then the default one.

    Raises NoTheme.
    """
    shipped = next((folder for folder in THEMES if (folder / DEFAULT).is_dir()), None)
    if shipped is None:
        raise NoTheme("the default theme is missing; install the program again")
    candidates = (project / "themes" / name, shipped / name)
    own = next((folder for folder in candidates if folder.is_dir()), None)
    if own is None:
        known = {DEFAULT, *_names_in(project / "themes"), *_names_in(shipped)}
        raise NoTheme(f"there is no theme {quoted(name)}: no folder {candidates[0]}{did_you_mean(name, sorted(known))}")
    return (own,) if own == shipped / DEFAULT else (own, shipped / DEFAULT)


def _names_in(folder: Path) -> Sequence[str]:
    return [one.name for one in folder.iterdir() if one.is_dir()] if folder.is_dir() else []


def files(folder: Path) -> Sequence[Path]:
    """All files below a folder, in order, but for hidden ones; none where there is no such folder."""
    found: list[Path] = []
    if os.path.lexists(folder):
        for inside, folders, names in os.walk(folder, onerror=_refused):
            folders[:] = [name for name in folders if not is_hidden(name)]
            found += [Path(inside, name) for name in names if not is_hidden(name)]
    return sorted(file for file in found if os.path.isfile(file))


def template_names(folders: tuple[Path, ...]) -> Sequence[str]:
    """The names of all templates of a theme."""
    tops = [folder / "templates" for folder in folders]
    return sorted({file.relative_to(top).as_posix() for top in tops for file in files(top)})


def template_file(template: str, folders: tuple[Path, ...]) -> Path | None:
    """Where a template lies; None where there is none of that name.

    `default/x.html` is that of the default theme, for a theme's own x.html to extend or include.
    """
    if template.startswith("/") or any(is_hidden(step) for step in template.split("/")):
        return None
    if template.startswith(f"{DEFAULT}/"):
        template, folders = template.removeprefix(f"{DEFAULT}/"), folders[-1:]
    files = [folder / "templates" / template for folder in folders]
    return next((file for file in files if os.path.isfile(file)), None)


def source_of(template: str, folders: tuple[Path, ...]) -> tuple[str, str, None] | None:
    """A template's text and its file, as jinja2.FunctionLoader wants them; None if there is no such template."""
    file = template_file(template, folders)
    return (read_text(file), str(file), None) if file else None


def _refused(error: OSError) -> NoReturn:
    raise ThemeError(_unreadable(error, error.filename)) from error


def _unreadable(error: OSError, file: str | Path) -> Problem:
    return Problem(place(file), "unreadable-file", f"this cannot be read: {error.strerror}")


def is_hidden(name: str) -> bool:
    # Editors and systems make such files; they are no part of a theme.
    return name.startswith(".")


def read_bytes(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise ThemeError(_unreadable(error, file)) from error


def read_text(file: Path) -> str:
    content = read_bytes(file)
    try:
        return content.decode().replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        message = f"byte 0x{content[error.start]:02x} is not UTF-8; save the file as UTF-8"
        raise ThemeError(Problem(place(file, line), "not-utf-8", message)) from error

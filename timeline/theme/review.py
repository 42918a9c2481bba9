"""What is wrong with a site's own theme, as far as that shows before any page is filled."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from timeline.problems import Problem, did_you_mean
from timeline.theme.about import FILE, about_problems
from timeline.theme.assets import assets_of
from timeline.theme.folders import files, is_hidden
from timeline.theme.mistakes import ThemeError, place
from timeline.theme.uses import Reader
from timeline.theme.wording import word_problems
from timeline.theme.words import read_words

FOLDERS = ("static", "strings", "templates")


def review(folders: tuple[Path, ...]) -> Iterator[Problem]:
    """The problems of the first of a theme's folders."""
    try:
        yield from _strays(folders[0])
        yield from about_problems(folders[0])
        yield from _parts(folders)
    except ThemeError as error:
        yield from error.problems
    except OSError as error:
        yield Problem(place(folders[0]), "unreadable-file", f"the theme cannot be read: {error.strerror}")


def _parts(folders: tuple[Path, ...]) -> Iterator[Problem]:
    try:
        assets = set(assets_of(folders))
    except ThemeError as error:
        yield from error.problems
        assets = {file.relative_to(folder / "static").as_posix() for folder in folders for file in _static(folder)}
    words = {"direction"} | {
        key for folder in folders for file in files(folder / "strings") for key in read_words(file)[0]
    }
    reader = Reader(folders)
    yield from reader.problems(assets, words)
    yield from word_problems(folders, reader.uses())


def _static(folder: Path) -> Sequence[Path]:
    return files(folder / "static")


def _strays(folder: Path) -> Iterator[Problem]:
    """Folders that nothing reads, for their names are misspelt, and settings of that kind."""
    for item in sorted(folder.iterdir()):
        known = FOLDERS if item.is_dir() else (FILE,)
        is_ours = item.is_dir() or item.suffix in (".yaml", ".yml")
        if item.name not in known and is_ours and not is_hidden(item.name):
            message = f"this is not read: a theme has {', '.join((FILE, *FOLDERS))}{did_you_mean(item.name, known)}"
            yield Problem(place(item), "stray-file", message, "warning")

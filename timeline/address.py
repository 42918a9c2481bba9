"""Where everything lies in the site: paths from its root, without a leading slash; a folder ends in one."""

import re
from collections.abc import Mapping

FOLDERS: Mapping[str, str] = {
    "event": "events/",
    "article": "articles/",
    "actor": "actors/",
    "place": "places/",
    "tag": "tags/",
    "thread": "threads/",
    "page": "",
}
# What the site keeps for itself at its top; a free page cannot have one of these names.
RESERVED = frozenset(
    {*(folder.rstrip("/") for folder in FOLDERS.values() if folder)}
    | {"undated", "map", "search", "corrections", "data", "assets", "media", "schema", "page", "404", "index"}
)
YEAR = re.compile(r"\d{4,}")


def of_entry(kind: str, name: str) -> str:
    """The folder of an entry: `events/2025-03-11-jeddah-talks/`."""
    return f"{FOLDERS[kind]}{name}/"


def of_year(year: int) -> str:
    """`2025/`, `0079/`, `-0043/`: astronomical years, four digits or more."""
    return f"-{-year:04}/" if year < 0 else f"{year:04}/"


def of_month(year: int, month: int) -> str:
    return f"{of_year(year)}{month:02}/"


def is_reserved(slug: str) -> bool:
    return slug in RESERVED or bool(YEAR.fullmatch(slug))


def relative(page: str, target: str, portable: bool = False) -> str:
    """The link from a page to another, both from the site's root; a portable one names the file and opens from a disk.

    >>> relative("events/x/", "actors/russia/")
    '../../actors/russia/'
    """
    path, sharp, fragment = target.partition("#")
    if portable and (not path or path.endswith("/")):
        path += "index.html"
    up = "../" * page.count("/")
    return (up + path or "./") + sharp + fragment


def stays_inside(path: str) -> bool:
    """Is this a path below the output folder, as plan() gives them?"""
    return path.isprintable() and not {"", ".", ".."} & {*path.split("/")} and not {"\\", ":"} & {*path}

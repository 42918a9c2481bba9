"""theme.yaml: what a theme says of itself."""

from collections.abc import Iterator
from pathlib import Path

from packaging.specifiers import InvalidSpecifier, SpecifierSet

from timeline.content.schema import fit
from timeline.content.source import Unreadable, parse_yaml
from timeline.model import Record
from timeline.problems import Problem, quoted
from timeline.theme.folders import read_bytes
from timeline.theme.mistakes import ThemeError, place, place_in
from timeline.version import VERSION

FILE = "theme.yaml"


class About(Record):
    """theme.yaml: the theme's name and version, the versions of the program it is made for (PEP 440), who made it."""

    name: str
    version: str = ""
    requires: str = ""
    description: str = ""
    author: str = ""
    licence: str = ""


def about_problems(folder: Path) -> Iterator[Problem]:
    """What is wrong with theme.yaml. A theme may do without the file."""
    file = folder / FILE
    if not file.exists():
        return
    try:
        source = parse_yaml(read_bytes(file))
    except Unreadable as error:
        yield Problem(place(file)._replace(line=error.line, column=error.column), error.code, error.message)
        return
    except ThemeError as error:
        yield from error.problems
        return
    for line, column, key in source.repeated:
        message = f"the key {quoted(key)} stands here for the second time"
        yield Problem(place(file)._replace(line=line, column=column), "repeated-key", message)
    about, misfits = fit(About, source.written)
    for misfit in misfits:
        yield Problem(place_in(file, *misfit.route, at_key=misfit.at_key), misfit.code, misfit.message)
    if about:
        yield from _unmet(about.requires, file)


def _unmet(requires: str, file: Path) -> Iterator[Problem]:
    """Whether this program is one of those that the theme is made for."""
    try:
        versions = SpecifierSet(requires)
    except InvalidSpecifier:
        message = f"{quoted(requires)} names no versions; write them as in >=1.0,<2"
        yield Problem(place_in(file, "requires"), "bad-requires", message)
        return
    if not versions.contains(VERSION, prereleases=True):
        message = f"this theme is made for the versions {requires} of timeline; this is {VERSION}"
        yield Problem(place_in(file, "requires"), "unmet-requires", message)

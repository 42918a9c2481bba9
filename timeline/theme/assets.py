"""A theme's static files, under names that change with their content, or under their own."""

import hashlib
import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from timeline.problems import Problem, did_you_mean, quoted
from timeline.theme.folders import files, read_bytes, read_text
from timeline.theme.mistakes import ThemeError, place

CSS_STRING = r""""(?:\\.|[^"\\])*+"|'(?:\\.|[^'\\])*+'"""
# Comments and strings match too, so that what looks like a url() in them is passed over.
CSS_URL = re.compile(rf"/\*.*?\*/|{CSS_STRING}|\burl\(\s*+({CSS_STRING}|[^\s\"'()]++)\s*+\)", re.DOTALL | re.IGNORECASE)
CSS_ADDRESS = re.compile(r"(?![a-z][a-z0-9+.-]*:|/)([^?#]+)(.*)", re.DOTALL | re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Asset:
    """A static file: its path in the site, and its content."""

    path: str
    content: bytes


def assets_of(folders: tuple[Path, ...], lasting_names: bool = False) -> Mapping[str, Asset]:
    """The static files by their path below static/; style sheets name those that they use as the site does.

    A name has a fingerprint of the file's content in it, unless names are to last. Links are left out, for they may
    lead anywhere. Raises ThemeError with all files that style sheets miss.
    """
    found = {
        file.relative_to(folder / "static").as_posix(): file
        for folder in reversed(folders)
        for file in files(folder / "static")
        if not file.is_symlink()
    }
    made = _lasting if lasting_names else _fingerprinted
    assets = {name: made(name, read_bytes(file)) for name, file in found.items() if not name.endswith(".css")}
    missed: list[Problem] = []
    for name in sorted(name for name in found if name.endswith(".css")):
        assets[name] = made(name, _with_asset_urls(name, found[name], assets, missed))
    if missed:
        raise ThemeError(*missed)
    return assets


def _lasting(name: str, content: bytes) -> Asset:
    return Asset(f"assets/{name}", content)


def _fingerprinted(name: str, content: bytes) -> Asset:
    stem, dot, ending = name.rpartition(".")
    return Asset(f"assets/{stem}.{hashlib.sha256(content).hexdigest()[:10]}{dot}{ending}", content)


def _with_asset_urls(name: str, file: Path, assets: Mapping[str, Asset], missed: list[Problem]) -> bytes:
    """A style sheet with the names that files have in the site; what is not there is added to what is missed."""
    folder, text = posixpath.dirname(name), read_text(file)

    def fingerprinted(match: re.Match[str]) -> str:
        written = match[1] or ""
        quote = written[:1] if written.startswith(('"', "'")) else ""
        address = CSS_ADDRESS.fullmatch(written.strip(quote or None))
        if address is None:
            return match[0]
        used = posixpath.normpath(posixpath.join(folder, address[1]))
        if used not in assets:
            message = f"there is no file {quoted(used)} in static/{did_you_mean(used, assets)}"
            line = text.count("\n", 0, match.start(1)) + 1
            missed.append(Problem(place(file, line, address[1]), "unknown-asset", message))
            return match[0]
        path = posixpath.relpath(assets[used].path, posixpath.join("assets", folder))
        return f"url({quote}{path}{address[2]}{quote})"

    return CSS_URL.sub(fingerprinted, text).encode()

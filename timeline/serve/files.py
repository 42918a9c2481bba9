"""From the address that a browser asks for to a file of the site, and to nothing else of this machine."""

import os
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import unquote_to_bytes

from timeline.address import stays_inside

INDEX = "index.html"
HTML = "text/html; charset=utf-8"
# The system's own table differs from machine to machine.
TYPES: Mapping[str, str] = {
    ".atom": "application/atom+xml; charset=utf-8",
    ".avif": "image/avif",
    ".css": "text/css; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
    ".gif": "image/gif",
    ".html": HTML,
    ".ico": "image/vnd.microsoft.icon",
    ".ics": "text/calendar; charset=utf-8",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".mjs": "text/javascript; charset=utf-8",
    ".otf": "font/otf",
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".ttf": "font/ttf",
    ".txt": "text/plain; charset=utf-8",
    ".wasm": "application/wasm",
    ".webmanifest": "application/manifest+json",
    ".webp": "image/webp",
    ".woff": "font/woff",
    ".woff2": "font/woff2",
    ".xml": "application/xml",
}


def lying_at(site: Path, path: str) -> Path | None:
    """The file or folder of the site that an address's path names, from its first slash on; None where there is none.

    >>> lying_at(Path("/site"), "/%2e%2e/passwords")
    """
    try:
        below = unquote_to_bytes(path).decode().removeprefix("/").removesuffix("/")
    except UnicodeDecodeError:
        return None
    if below and not stays_inside(below):
        return None
    found = site / below
    try:
        return _inside(site, found, path)
    except OSError:
        # A name that is longer than names may be.
        return None


def _inside(site: Path, found: Path, path: str) -> Path | None:
    # A link may lead anywhere; the build makes none.
    if found != site and not os.path.realpath(found).startswith(os.path.join(os.path.realpath(site), "")):
        return None
    return found if found.is_dir() or (found.is_file() and not path.endswith("/")) else None


def type_of(file: Path) -> str:
    return TYPES.get(file.suffix.lower(), "application/octet-stream")

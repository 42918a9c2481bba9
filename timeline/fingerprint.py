"""Short marks of values and of this program: equal marks mean equal output."""

import hashlib
import json
import sys
from dataclasses import dataclass, field, fields, is_dataclass
from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

PROGRAM = Path(__file__).parent
# In the project's own folder, and in an installed package.
THEMES = (PROGRAM.parent / "themes", PROGRAM / "_themes")
LIBRARIES = (
    "markdown",
    "jinja2",
    "markupsafe",
    "nh3",
    "pydantic",
    "pyyaml",
    "python_slugify",
    "python_dateutil",
    "pillow",
    "fonttools",
    "resvg_py",
    # What is left out where it is not installed.
    "brotli",
    "pagefind_bin",
)


@dataclass(frozen=True, slots=True)
class Source:
    """A file that pages are made from: the SHA-256 of its bytes. Where it lies is no part of what it is."""

    sha256: str
    file: str = field(compare=False)


def mark(value: Any) -> str:
    """A mark of plain data: text, numbers, tuples, lists, dicts with text keys, and frozen dataclasses of them.

    Fields that do not count when two dataclasses are compared (`compare=False`) do not count here.
    A set or an object of another kind is refused with TypeError, for its order or its content could not be trusted.
    """
    return hashlib.blake2b(_as_json(value).encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()


def sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


@cache
def program_mark() -> str:
    """A mark of all that makes other bytes of the same data: this program, Python, the libraries it writes with."""
    digest = hashlib.blake2b(digest_size=12)
    digest.update(repr((sys.version_info[:2], _library_versions())).encode())
    for file in sorted(PROGRAM.rglob("*.py")):
        digest.update(file.relative_to(PROGRAM).as_posix().encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()


def _plain(value: Any) -> Any:
    if not is_dataclass(type(value)):
        raise TypeError(f"{type(value).__name__} cannot be fingerprinted")
    try:
        return _mark_of_record(value)
    except TypeError:
        # One that holds a dict has no hash to be remembered by.
        return _as_list(value)


@lru_cache(maxsize=200_000)
def _mark_of_record(value: Any) -> str:
    # The same event stands in a dozen lists.
    return mark(_as_list(value))


# Made once: json.dumps would make an encoder for each value.
_as_json = json.JSONEncoder(default=_plain, ensure_ascii=False, separators=(",", ":")).encode


def _as_list(value: Any) -> list[Any]:
    return [type(value).__name__, *(getattr(value, one.name) for one in fields(value) if one.compare)]


def _library_versions() -> list[str]:
    # Read from folder names: importlib.metadata takes longer to import than many a build does its work.
    template_library = find_spec("jinja2")
    assert template_library and template_library.origin
    installed = Path(template_library.origin).parent.parent
    return sorted(
        folder.name
        for folder in installed.glob("*.dist-info")
        if folder.name.partition("-")[0].lower().replace("-", "_") in LIBRARIES
    )

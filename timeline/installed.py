"""The optional parts of the installation: which there are, whether they are there, and how to install them.

A part has the name of the output or the command that needs it, which is also that of the extra that installs it.
"""

from collections.abc import Mapping
from importlib.util import find_spec

# The modules of each part.
PARTS: Mapping[str, tuple[str, ...]] = {
    "cards": ("resvg_py", "fontTools", "brotli"),
    "search": ("pagefind_bin",),
    "serve": ("watchfiles",),
}


def missing(part: str) -> bool:
    """Is a module of the part not installed?"""
    return any(find_spec(module) is None for module in PARTS[part])


def install_line(part: str) -> str:
    return f'pip install "timeline-ssg[{part}]"'

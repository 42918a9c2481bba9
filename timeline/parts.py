"""The optional parts of the installation: which there are, whether they are there, and how to install them.

A part has the name of the output that needs it, which is also that of the extra that installs it.
"""

from collections.abc import Mapping
from dataclasses import replace
from importlib.util import find_spec

from timeline.content.load import SITE, Content
from timeline.content.source import locate
from timeline.problems import printable

# The modules of each part.
PARTS: Mapping[str, tuple[str, ...]] = {"cards": ("resvg_py", "fontTools", "brotli"), "search": ("pagefind_bin",)}


class MissingPart(Exception):
    """site.yaml asks by name for what this installation cannot make."""


def missing(part: str) -> bool:
    """Is a module of the part not installed?"""
    return any(find_spec(module) is None for module in PARTS[part])


def install_line(part: str) -> str:
    return f'pip install "timeline-ssg[{part}]"'


def without_missing(content: Content, part: str) -> tuple[Content, str]:
    """The content with the output switched off if its part is missing, and then a sentence that says so.

    Raises MissingPart where site.yaml asks for the output by name.
    """
    settings = content.settings
    if not getattr(settings.outputs, part) or not missing(part):
        return content, ""
    if part in settings.outputs.model_fields_set:
        place = locate(content.root / SITE, ("outputs", part), at_key=True)
        where = f"{printable(place.file)}:{place.line}:{place.column}"
        raise MissingPart(f"{where}: outputs: {part}: a part is missing for this: {install_line(part)}")
    outputs = settings.outputs.model_copy(update={part: False})
    left_out = replace(content, settings=settings.model_copy(update={"outputs": outputs}))
    return left_out, f"{part} left out, for which a part is missing: {install_line(part)}"

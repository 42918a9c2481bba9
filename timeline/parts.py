"""Optional parts of the installation that are missing: what is left out without them."""

from dataclasses import replace

from timeline.content.load import SITE, Content
from timeline.content.source import locate
from timeline.installed import install_line, missing
from timeline.problems import printable


class MissingPart(Exception):
    """site.yaml asks by name for what this installation cannot make."""


def without(content: Content, part: str) -> Content:
    """The content with the output switched off."""
    outputs = content.settings.outputs.model_copy(update={part: False})
    return replace(content, settings=content.settings.model_copy(update={"outputs": outputs}))


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
    return without(content, part), f"{part} left out, for which a part is missing: {install_line(part)}"

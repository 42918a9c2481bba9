"""Whether a file is a sound image of the kind that its name says."""

from pathlib import Path

from timeline.images.containers import is_whole
from timeline.images.facts import BadImage, Facts, facts, read
from timeline.images.kinds import ENDINGS, PUBLISHED, kind_by_content, kind_by_name
from timeline.problems import quoted


def examined(file: Path) -> Facts:
    """The facts of a file that is named like an image. Raises BadImage where it is none that can be published, and
    OSError where it cannot be read.

    It is not decoded, so its data may still prove to be damaged when it is copied.
    """
    content = read(file)
    named, kind = kind_by_name(file.name), kind_by_content(content)
    if kind is None or kind != named:
        raise BadImage(file, _lie(file, str(named), kind))
    if not is_whole(kind, content):
        raise BadImage(file, f"the {kind} image is cut short or damaged; copy it here again")
    found = facts(file, content)
    if kind == "AVIF" and found.animated:
        raise BadImage(file, "an AVIF image that moves is not published; save it as WebP")
    return found


def _lie(file: Path, named: str, kind: str | None) -> str:
    if kind is None:
        return f"this is no image, and its name says {named}"
    ending = next((ending for ending, of in ENDINGS.items() if of == kind), None)
    right = f"rename it to {quoted(file.stem + ending)}" if ending else f"save it as {PUBLISHED}"
    return f"this is {kind}, and its name says {named}; {right}"

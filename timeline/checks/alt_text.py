"""Descriptions of images that describe nothing."""

import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from timeline.content.load import Content
from timeline.content.references import values
from timeline.problems import Problem, quoted


def alt_is_file_name(content: Content) -> Iterator[Problem]:
    """`alt-is-file-name` (warning): the `alt` text of an image is the name of its file. Who cannot see the image hears
    this instead, and learns nothing. Say in a sentence what is to be seen.
    """
    for event in content.events.values():
        sources = dict(values(event.written, ("media", "*", "src")))
        for route, alt in values(event.written, ("media", "*", "alt")):
            if source := sources.get((*route[:-1], "src")):
                path = PurePosixPath(source)
                if _words(alt) in {_words(source), _words(path.name), _words(path.stem)}:
                    message = f"{quoted(alt)} is the file's name; say what is to be seen"
                    yield content.problem(event, "alt-is-file-name", message, *route, severity="warning")


def _words(name: str) -> str:
    return " ".join(re.findall(r"[^\W_]+", name.casefold()))

"""What the manual says of codes, for pages and terminals that docs/ does not lie beside."""

import re
from collections.abc import Iterable, Mapping

from timeline.problems import Problem

LINK = re.compile(r"(?<!`)\[([^\]`]+)\]\(([^)]+)\)")
CODE = re.compile(r"(`+)(.+?)\1")
SENTENCE = re.compile(r"(?<=[.!?]) (?=[A-Z`\[])")


def texts(problems: Iterable[Problem]) -> Mapping[str, str]:
    """What the manual says of the codes of the problems, in the order of the alphabet, as Markdown without links."""
    # Imported here: to print problems as text nobody needs the manual.
    from timeline.checks import MANUAL

    return {code: unlinked(MANUAL[code].text) for code in sorted({one.code for one in problems}) if code in MANUAL}


def unlinked(markdown: str) -> str:
    """The text with the path of another page of docs/ instead of a link to it."""
    return LINK.sub(r"docs/\2", markdown)


def plain(markdown: str) -> str:
    """The text without links and backticks."""
    return CODE.sub(r"\2", unlinked(markdown))


def first_sentence(text: str) -> str:
    return SENTENCE.split(text, maxsplit=1)[0]

"""What is wrong with what an author wrote: a place, a code, a sentence."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from operator import attrgetter
from typing import Literal, NamedTuple


class Place(NamedTuple):
    """A point in an author's file: its path from the content folder's parent, line and column counted from 1."""

    file: str
    line: int = 1
    column: int = 1


@dataclass(frozen=True, slots=True)
class Problem:
    """A mistake an author can mend; an error closes the gate, a warning does not.

    entry is the kind and id of what it is a problem of, where that is one entry: its author may allow a warning.

    >>> str(Problem(Place("content/events/x.yaml", 7, 3), "unknown-actor", 'no actor "ukrane"'))
    'content/events/x.yaml:7:3: error[unknown-actor]: no actor "ukrane"'
    """

    place: Place
    code: str
    message: str
    severity: Literal["error", "warning"] = "error"
    entry: tuple[str, str] = field(default=("", ""), compare=False)

    def __str__(self) -> str:
        place = self.place
        return f"{printable(place.file)}:{place.line}:{place.column}: {self.severity}[{self.code}]: {self.message}"


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """By file, line and column; of one place by what is wrong there."""
    return tuple(sorted(problems, key=attrgetter("place", "code", "message", "severity")))


def has_errors(problems: Iterable[Problem]) -> bool:
    return any(problem.severity == "error" for problem in problems)


def quoted(text: str, limit: int = 80) -> str:
    """What an author typed, safe to print: neither a terminal nor a workflow log can take a command from it."""
    shown = text if len(text) <= limit else text[: limit - 1] + "…"
    return f'"{printable(shown)}"'


def printable(text: str) -> str:
    """The text with escapes for what is not printable."""
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() else c.encode("unicode_escape", "replace").decode() for c in text)


def did_you_mean(typed: str, known: Iterable[str]) -> str:
    """The end of a message: the nearest of what would be right, or nothing where nothing is near."""
    near = _nearest(typed[:100], tuple(known))
    return f"; did you mean {quoted(near)}?" if near else ""


@lru_cache(maxsize=1_000)
def _nearest(typed: str, known: tuple[str, ...]) -> str:
    # Imported here: most builds have nobody to correct.
    from difflib import get_close_matches

    # Comparing takes long, and one misspelt name may stand in thousands of files.
    return next(iter(get_close_matches(typed, known, n=1, cutoff=0.6)), "")

"""What a page is: one file of the site, as a path, a function, and plain data; and what a plan of all of them is."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from timeline.theme import Theme

Data = Mapping[str, Any]
Writer = Callable[[Theme, Data], bytes]
# The kind of some pages, and what of that kind they are of: ("actor", "russia").
Step = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Page:
    """One file of the site, or a piece of one.

    write is a function of a module, given the theme and the data and nothing else: so path, function, data, theme and
    program say all that the file's bytes depend on. data holds text, numbers, tuples, dicts and frozen dataclasses.
    One that is not themed makes no use of the theme, or has a mark of what it uses in its data. effort says as how many
    common pages it takes long; what takes longer than one is made again only if its data changed. Crawlers are led to
    one that is listed. Pieces of one path make one file, in the order of the plan.
    """

    path: str
    write: Writer
    data: Data
    themed: bool = True
    effort: int = 1
    listed: bool = False
    piece: bool = False


@dataclass(frozen=True, slots=True)
class Plan:
    """All files of a site, step by step, so that processes can share the steps out among them.

    pages gives those of a step; last gives those that need to know all others, from the paths of those that are listed
    and the sizes, in bytes, of the files that are made of pieces.
    effort is that of all steps together, as a number of common pages; akin says how many of the first steps are best
    made by one process, for they show the same.
    """

    steps: Sequence[Step]
    pages: Callable[[Step], Iterable[Page]]
    last: Callable[[Sequence[str], Mapping[str, int]], Iterable[Page]]
    effort: int = 0
    akin: int = 0

"""What a page is: one file of the site, as a path, a function, and plain data."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from timeline.theme import Theme

Data = Mapping[str, Any]
Writer = Callable[[Theme, Data], bytes]


@dataclass(frozen=True, slots=True)
class Page:
    """One file of the site.

    write is a function of a module, given the theme and the data and nothing else: so path, function, data, theme and
    program say all that the file's bytes depend on. data holds text, numbers, tuples, dicts and frozen dataclasses.
    One that is not themed makes no use of the theme, or has a mark of what it uses in its data. effort says as how many
    common pages it takes long.
    """

    path: str
    write: Writer
    data: Data
    themed: bool = True
    effort: int = 1

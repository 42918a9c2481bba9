"""A kind of page: what there is a page of, and how the pages of each are planned."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from timeline.page import Page
from timeline.pages.subject import Subject


@dataclass(frozen=True, slots=True)
class Kind:
    """pages gives the pages of one of the names; effort says as how many common pages they take long.

    shown_on gives the names whose pages may show the title or the texts of an event. Where it is missing, any may.
    """

    pages: Callable[[Subject, str], Iterable[Page]]
    names: Callable[[Subject], Iterable[str]]
    effort: int = 1
    shown_on: Callable[[Subject, str], Iterable[str]] | None = None


def whole(pages: Callable[[Subject], Iterable[Page]]) -> Kind:
    """A kind whose pages are planned all at once."""
    return Kind(lambda subject, name: pages(subject), lambda subject: ("",))


def every_event(subject: Subject) -> Iterable[str]:
    return subject.timeline.events


def itself(subject: Subject, event: str) -> Iterable[str]:
    return (event,)

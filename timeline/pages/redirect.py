"""Earlier addresses of entries, each leading to the present one."""

from collections.abc import Iterator

from timeline import address
from timeline.page import Data, Page
from timeline.pages.subject import Subject
from timeline.theme import Theme


def redirect_pages(subject: Subject) -> Iterator[Page]:
    """A page at every alias. It leads to the entry itself and never to another of them, however often that moved."""
    for kind in address.FOLDERS:
        for name, entry in subject.timeline.of_kind(kind).items():
            title = entry.title if kind in ("event", "article", "page") else entry.name
            for alias in entry.aliases:
                path = address.of_entry(kind, alias)
                target = address.of_entry(kind, name)
                yield subject.html(path, write_redirect, title, listed=False, apart=(path.rstrip("/"),), target=target)


def write_redirect(theme: Theme, data: Data) -> bytes:
    return theme.html("redirect.html", data)

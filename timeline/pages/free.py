"""Free pages: what an editor wrote under content/pages/."""

from collections.abc import Iterator

from timeline import address
from timeline.page import Data, Page
from timeline.pages.subject import Subject
from timeline.theme import Theme


def free_pages(subject: Subject) -> Iterator[Page]:
    for slug, page in subject.timeline.pages.items():
        path = address.of_entry("page", slug)
        yield subject.html(path, write_free, page.title, description=page.description, body=page.body)


def write_free(theme: Theme, data: Data) -> bytes:
    return theme.html("free.html", data)

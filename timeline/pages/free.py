"""Free pages: what an editor wrote under content/pages/."""

from collections.abc import Iterator

from timeline import address
from timeline.page import Data, Page
from timeline.pages.repository import repository_view
from timeline.pages.subject import Subject
from timeline.theme import Theme


def free_pages(subject: Subject) -> Iterator[Page]:
    timeline = subject.timeline
    for slug, page in timeline.pages.items():
        path = address.of_entry("page", slug)
        yield subject.html(
            path,
            write_free,
            page.title,
            apart=subject.told_apart.get(path),
            description=page.description,
            body=page.body,
            repository=repository_view(timeline, "page", slug),
        )


def write_free(theme: Theme, data: Data) -> bytes:
    return theme.html("free.html", data)

"""Free pages: what an editor wrote under content/pages/."""

from collections import Counter
from collections.abc import Iterator

from timeline import address
from timeline.page import Data, Page
from timeline.pages.subject import Subject
from timeline.theme import Theme


def free_pages(subject: Subject) -> Iterator[Page]:
    timeline = subject.timeline
    titles = Counter(page.title.casefold() for page in timeline.pages.values())
    titles.update(event.title.casefold() for event in timeline.events.values())
    for slug, page in timeline.pages.items():
        yield subject.html(
            address.of_entry("page", slug),
            write_free,
            page.title,
            titled_alike=titles[page.title.casefold()] > 1,
            description=page.description,
            body=page.body,
        )


def write_free(theme: Theme, data: Data) -> bytes:
    return theme.html("free.html", data)

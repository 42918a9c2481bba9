"""What a reader sees at an address that leads nowhere."""

from collections.abc import Iterator
from urllib.parse import urlsplit

from timeline.page import Data, Page
from timeline.pages.subject import Subject
from timeline.theme import Theme


def not_found_pages(subject: Subject) -> Iterator[Page]:
    """404.html is served at any depth, so its links begin at the root of the site's address."""
    root = urlsplit(subject.site.base_url).path.rstrip("/") + "/"
    yield Page("404.html", write_not_found, {"site": subject.site, "path": "404.html", "title": "", "root": root})


def write_not_found(theme: Theme, data: Data) -> bytes:
    return theme.html("not_found.html", data)

"""Articles of which little more is known than their address."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from timeline.checks.article_addresses import FIELDS
from timeline.content.load import Content, Entry
from timeline.content.references import values
from timeline.problems import Problem, quoted
from timeline.text import url_fault


def placeholder(content: Content) -> Iterator[Problem]:
    """`placeholder` (warning): an article's title is a web address, or its publisher nothing but the host of one of its
    addresses, as `timeline import` writes them where a file says no more. Readers see neither what the source is nor
    who answers for it. Look at the article, and write down its title, its publisher and when it was published; the day
    of the import is only the latest that this can have been. If the publisher does call itself by its host's name, say
    so under `allow`.
    """
    for article in content.articles.values():
        for _, title in values(article.written, ("title",)):
            if url_fault(title.strip()) is None:
                message = f"{quoted(title)} is an address, not a title; the article is still to be described"
                yield content.problem(article, "placeholder", message, "title", severity="warning")
                # Who wrote no title has looked at nothing else.
                break
        else:
            yield from _of_publisher(content, article)


def _of_publisher(content: Content, article: Entry[Any]) -> Iterator[Problem]:
    hosts = {host_of(url) for field in FIELDS for _, url in values(article.written, (field,)) if not url_fault(url)}
    for _, publisher in values(article.written, ("publisher",)):
        if publisher.strip().casefold().removeprefix("www.") in hosts:
            message = f"{quoted(publisher)} is the host of the address; who published the article?"
            yield content.problem(article, "placeholder", message, "publisher", severity="warning")


def host_of(url: str) -> str:
    """The host of a web address, as it may stand for a publisher that is not known."""
    return (urlsplit(url).hostname or "").removeprefix("www.")

"""Web addresses of articles that are another article's, or nobody's."""

import re
from collections.abc import Iterator
from urllib.parse import parse_qsl, urlencode, urlsplit

from timeline.content.load import Content
from timeline.content.references import values
from timeline.content.source import locate
from timeline.problems import Problem, quoted
from timeline.text import url_fault

FIELDS = ("url", "archive_url")
# What says where a reader came from, and not what the page is.
TRACKING = re.compile(r"utm_\w+|fbclid|gclid|dclid|msclkid|yclid|twclid|igshid|mc_[ce]id|at_\w+|cmpid|ref_src|smid")
HOME = re.compile(r"(?:[a-z]{2}(?:[-_][a-z]{2,4})?)?/?(?:(?:index|default|home)\.\w{2,5})?", re.IGNORECASE)


def repeated_url(content: Content) -> Iterator[Problem]:
    """`repeated-url` (warning): two articles have one address, apart from what does not change the page: `http` or
    `https`, `www.`, a slash at the end, what follows `#`, and marks of campaigns such as `utm_source`. If they are one
    article, its excerpts are shared out between two pages, and one source looks like two. Make one entry of them, with
    the other's id among its `aliases`; or mend the address that was copied from the wrong page.
    """
    first: dict[str, tuple[str, str]] = {}
    for article in content.articles.values():
        for field in FIELDS:
            for _, url in values(article.written, (field,)):
                if url_fault(url):
                    continue
                other, its_field = first.setdefault(page_of(url), (article.id, field))
                if other != article.id:
                    place = locate(content.articles[other].file, (its_field,))
                    message = f"this is the address of {quoted(other)}, too ({place.file}:{place.line})"
                    yield content.problem(article, "repeated-url", message, field, severity="warning")


def home_page_url(content: Content) -> Iterator[Problem]:
    """`home-page-url` (warning): an article's address is that of a whole site, such as `https://example.org/en/`, where
    readers find other news by the time they look. Copy the address of the article itself; if it has none any more,
    leave the field out, and give an `archive_url`.
    """
    for article in content.articles.values():
        for field in FIELDS:
            for _, url in values(article.written, (field,)):
                if not url_fault(url) and is_home(url):
                    message = f"{quoted(url)} is the home page of a site; copy the address of the article itself"
                    yield content.problem(article, "home-page-url", message, field, severity="warning")


def is_home(url: str) -> bool:
    """Is this the address of a whole site?"""
    parts = urlsplit(url)
    # Some sites keep the whole address of an article behind "?".
    return bool(HOME.fullmatch(parts.path.lstrip("/")) and not _query(parts.query) and not _inner(parts.fragment))


def page_of(url: str) -> str:
    """The address without what does not change the page."""
    parts = urlsplit(url)
    host = (parts.hostname or "").removeprefix("www.")
    port = "" if parts.port in (None, 80, 443) else f":{parts.port}"
    return f"{host}{port}{parts.path.rstrip('/')}?{_query(parts.query)}#{_inner(parts.fragment)}"


def _inner(fragment: str) -> str:
    """The address of a page inside the page, which begins with "#!" or "#/"."""
    return fragment if fragment[:1] in ("!", "/") else ""


def _query(query: str) -> str:
    asked = parse_qsl(query, keep_blank_values=True)
    return urlencode(sorted((name, value) for name, value in asked if not TRACKING.fullmatch(name.lower())))

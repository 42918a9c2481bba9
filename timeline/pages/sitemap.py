"""For crawlers and hosts: sitemap.xml (sitemaps.org 0.9), robots.txt, .nojekyll."""

from collections.abc import Iterator, Sequence
from html import escape

from timeline import address
from timeline.page import Data, Page
from timeline.pages.recent import last_changed
from timeline.pages.subject import Subject
from timeline.theme import Theme

HEAD = """<?xml version='1.0' encoding='utf-8'?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
"""


def sitemap_pages(subject: Subject, listed: Sequence[str]) -> Iterator[Page]:
    """A sitemap needs full addresses, so there is none for a site without base_url.

    listed are the paths of pages that readers may come to from a search, those of retracted events among them, which
    say so themselves.
    """
    base_url = subject.site.base_url
    if base_url:
        updated = {address.of_entry("event", row.id): last_changed(subject, row.id) for row in subject.timeline.rows}
        folders = sorted(path.removesuffix("index.html") for path in listed)
        addresses = tuple((base_url + folder, updated.get(folder, "")) for folder in folders)
        yield Page("sitemap.xml", write_sitemap, {"addresses": addresses})
    yield Page("robots.txt", write_robots, {"base_url": base_url})
    yield Page(".nojekyll", write_nothing, {})


def write_sitemap(theme: Theme, data: Data) -> bytes:
    """Line by line, for it has one for each page of the site, and an XML writer would hold all of them as elements."""
    lines = [HEAD]
    for location, updated in data["addresses"]:
        changed = f"\n    <lastmod>{updated}</lastmod>" if updated else ""
        lines.append(f"  <url>\n    <loc>{escape(location, quote=False)}</loc>{changed}\n  </url>\n")
    return "".join((*lines, "</urlset>\n")).encode()


def write_robots(theme: Theme, data: Data) -> bytes:
    sitemap = f"Sitemap: {data['base_url']}sitemap.xml\n" if data["base_url"] else ""
    return f"User-agent: *\nAllow: /\n{sitemap}".encode()


def write_nothing(theme: Theme, data: Data) -> bytes:
    """GitHub Pages leaves a site with this file as it is."""
    return b""

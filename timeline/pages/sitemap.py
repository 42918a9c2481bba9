"""For crawlers and hosts: sitemap.xml (sitemaps.org 0.9), robots.txt, .nojekyll."""

from collections.abc import Iterator, Sequence
from xml.etree import ElementTree as etree

from timeline import address
from timeline.page import Data, Page
from timeline.pages.embed import write_embed
from timeline.pages.recent import change_of
from timeline.pages.redirect import write_redirect
from timeline.pages.subject import Subject
from timeline.theme import Theme

NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
INDEX = "index.html"


def sitemap_pages(subject: Subject, pages: Sequence[Page]) -> Iterator[Page]:
    """A sitemap needs full addresses, so there is none for a site without base_url."""
    base_url = subject.site.base_url
    if base_url:
        updated = {
            address.of_entry("event", row.id): change_of(subject, row.id).updated for row in subject.timeline.rows
        }
        folders = [page.path.removesuffix(INDEX) for page in pages if _is_for_readers(page)]
        listed = tuple((base_url + folder, updated.get(folder, "")) for folder in sorted(folders))
        yield Page("sitemap.xml", write_sitemap, {"addresses": listed})
    yield Page("robots.txt", write_robots, {"base_url": base_url})
    yield Page(".nojekyll", write_nothing, {})


def write_sitemap(theme: Theme, data: Data) -> bytes:
    root = etree.Element("urlset", xmlns=NAMESPACE)
    for location, updated in data["addresses"]:
        url = etree.SubElement(root, "url")
        etree.SubElement(url, "loc").text = location
        if updated:
            etree.SubElement(url, "lastmod").text = updated
    etree.indent(root)
    return bytes(etree.tostring(root, encoding="utf-8", xml_declaration=True)) + b"\n"


def write_robots(theme: Theme, data: Data) -> bytes:
    sitemap = f"Sitemap: {data['base_url']}sitemap.xml\n" if data["base_url"] else ""
    return f"User-agent: *\nAllow: /\n{sitemap}".encode()


def write_nothing(theme: Theme, data: Data) -> bytes:
    """GitHub Pages leaves a site with this file as it is."""
    return b""


def _is_for_readers(page: Page) -> bool:
    """Pages a reader may come to from a search: redirects only lead on, embeds are made for other pages, and retracted
    events say so themselves.
    """
    return page.path == INDEX or (page.path.endswith("/" + INDEX) and page.write not in (write_redirect, write_embed))

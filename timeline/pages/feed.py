"""The Atom feed (RFC 4287): the newest additions and corrections."""

from collections.abc import Iterator
from urllib.parse import urlsplit
from xml.etree import ElementTree as etree

from timeline import address, markdown
from timeline.page import Data, Page
from timeline.pages.recent import changes
from timeline.pages.subject import Subject
from timeline.text import slug
from timeline.theme import Theme

ATOM = "http://www.w3.org/2005/Atom"
LONGEST = 50


def feed_pages(subject: Subject) -> Iterator[Page]:
    timeline, site = subject.timeline, subject.site
    entries = tuple(
        {
            "address": address.of_entry("event", change.event),
            "title": timeline.events[change.event].title,
            "summary": timeline.events[change.event].summary,
            "words": timeline.links[change.event].words,
            "thread": timeline.threads[timeline.events[change.event].thread].name,
            "published": change.published,
            "updated": change.updated,
        }
        for change in changes(subject)[:LONGEST]
    )
    head = {"title": site.title, "description": site.description, "base_url": site.base_url, "language": site.language}
    author = timeline.settings.author or timeline.settings.publisher or site.title
    # A feed without entries is as new as the build; one with entries is as new as the first of them.
    updated = entries[0]["updated"] if entries else subject.today
    data = head | {"author": author, "tag": tag_uri(subject), "updated": updated, "entries": entries}
    yield Page("feed.atom", write_feed, data)


def tag_uri(subject: Subject) -> str:
    """The beginning of the feed's ids (RFC 4151), which stay when the site's address changes."""
    settings = subject.timeline.settings
    if settings.id:
        return f"tag:{settings.id}:"
    # Without an id of its own, a site is told from others by its address, and by its title where it has none.
    host = urlsplit(subject.timeline.settings.base_url).hostname
    return f"tag:{host},2025:" if host else f"tag:timeline.invalid,2025:{slug(settings.title)}/"


def write_feed(theme: Theme, data: Data) -> bytes:
    feed = etree.Element("feed", {"xmlns": ATOM, "xml:lang": data["language"]})
    _put(feed, "id", data["tag"] + "feed")
    _put(feed, "title", data["title"])
    if data["description"]:
        _put(feed, "subtitle", data["description"])
    _put(feed, "updated", _instant(data["updated"]))
    _put(etree.SubElement(feed, "author"), "name", data["author"])
    if base := data["base_url"]:
        etree.SubElement(feed, "link", rel="self", type="application/atom+xml", href=base + "feed.atom")
    etree.SubElement(feed, "link", rel="alternate", type="text/html", href=base or "./")
    for entry in data["entries"]:
        _entry(feed, data, entry)
    etree.indent(feed)
    return bytes(etree.tostring(feed, encoding="utf-8", xml_declaration=True)) + b"\n"


def _entry(feed: etree.Element, data: Data, entry: Data) -> None:
    element = etree.SubElement(feed, "entry")
    _put(element, "id", data["tag"] + entry["address"].rstrip("/"))
    _put(element, "title", entry["title"])
    etree.SubElement(element, "link", rel="alternate", type="text/html", href=data["base_url"] + entry["address"])
    _put(element, "published", _instant(entry["published"]))
    _put(element, "updated", _instant(entry["updated"]))
    etree.SubElement(element, "category", term=entry["thread"])
    _put(element, "summary", f"{entry['words'][:1].upper()}{entry['words'][1:]}. {markdown.plain(entry['summary'])}")


def _put(parent: etree.Element, name: str, text: str) -> None:
    etree.SubElement(parent, name).text = text


def _instant(day: str) -> str:
    return f"{day}T00:00:00Z"

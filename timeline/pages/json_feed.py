"""feed.json: what is in the Atom feed of the whole site, as JSON Feed 1.1 (jsonfeed.org)."""

import json
from collections.abc import Iterator
from typing import Any

from timeline.page import Data, Page
from timeline.pages.feed import FeedEntry, instant, newest, tag_uri
from timeline.pages.subject import Subject
from timeline.theme import Theme

VERSION = "https://jsonfeed.org/version/1.1"
PATH = "feed.json"


def json_feed_pages(subject: Subject) -> Iterator[Page]:
    if not subject.timeline.settings.outputs.json_feed:
        return
    site = subject.site
    data = {
        "title": site.title,
        "description": site.description,
        "language": site.language,
        "author": site.author,
        "base_url": site.base_url,
        "tag": tag_uri(subject),
        "entries": newest(subject),
    }
    yield Page(PATH, write_json_feed, data, themed=False)


def write_json_feed(theme: Theme, data: Data) -> bytes:
    """Where the site has no address, addresses are left out: a reader cannot tell what they would belong to."""
    base_url: str = data["base_url"]
    feed = {
        "version": VERSION,
        "title": data["title"],
        "home_page_url": base_url,
        "feed_url": base_url + PATH if base_url else "",
        "description": data["description"],
        "authors": [{"name": data["author"]}],
        "language": data["language"],
    }
    items = [_item(entry, data["tag"], base_url) for entry in data["entries"]]
    return (json.dumps(_filled(feed) | {"items": items}, ensure_ascii=False, indent=1) + "\n").encode()


def _item(entry: FeedEntry, tag: str, base_url: str) -> dict[str, Any]:
    _, thread = entry.category
    item = {
        "id": tag + entry.name,
        "url": base_url + entry.address if base_url else "",
        "title": entry.title,
        "content_text": entry.text,
        "date_published": instant(entry.published),
        "date_modified": instant(entry.updated),
        "tags": list(dict.fromkeys((thread, *entry.tags))),
        # What JSON Feed has no word for stands under a name of one's own.
        "_timeline": {"path": entry.address},
    }
    return _filled(item)


def _filled(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value}

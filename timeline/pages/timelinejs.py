"""timelinejs.json: the timeline as TimelineJS 3 shows it, a slide for each event."""

import json
import re
from collections.abc import Iterator, Mapping
from html import escape
from typing import Any

from timeline import address, markdown
from timeline.dates import parse
from timeline.page import Data, Page
from timeline.pages.event_data import JSON
from timeline.pages.export import Export
from timeline.pages.media import ImageView, image_views
from timeline.pages.slide_dates import needs_cosmology, placed
from timeline.pages.subject import Subject
from timeline.theme import Theme

PATH = "timelinejs.json"
# No event has such an id.
TITLE_ID = "_title"
TO_ENTRY = re.compile(
    rf'<a(?: [\w-]+="[^"]*")*? href="(?:{"|".join(markdown.ENTRY_SCHEMES)}):[^>]*>(.*?)</a>', re.DOTALL
)


def begin(subject: Subject) -> Iterator[Page]:
    site = subject.site
    far = any(needs_cosmology(row.first_day, row.last_day) for row in subject.timeline.rows)
    data = {"title": site.title, "description": site.description, "scale": "cosmological" if far else "human"}
    yield Page(PATH, write_begin, data, piece=True)


def of_event(subject: Subject, name: str, data: Mapping[str, Any]) -> Iterator[Page]:
    timeline = subject.timeline
    images = image_views(timeline, name) if timeline.events[name].media else ()
    row = timeline.all_rows[name]
    is_open = row.first_day is None and row.last_day is None
    slide = {key: data[key] for key in ("id", "url", "title", "date", "status", "weight", "summary", "body")}
    slide |= {
        "thread": timeline.threads[data["thread"]].name,
        "image": images[0] if images else None,
        "base_url": subject.site.base_url,
        # Where nothing else is known of a date.
        "published": subject.first_published(address.of_entry("event", name)) if is_open else "",
        "is_first": name == timeline.rows[0].id,
    }
    yield Page(PATH, write_slide, slide, piece=True)


def end(subject: Subject) -> Iterator[Page]:
    yield Page(PATH, write_end, {}, themed=False, piece=True)


EXPORT = Export(PATH, begin, of_event, end, output="timelinejs")


def write_begin(theme: Theme, data: Data) -> bytes:
    about = f"<p>{_escaped(data['description'])}</p>" if data["description"] else ""
    text = {"headline": _escaped(data["title"]), "text": about}
    head = {"scale": data["scale"], "title": {"text": text, "unique_id": TITLE_ID}}
    return f'{json.dumps(head, ensure_ascii=False)[:-1]}, "events": ['.encode()


def write_slide(theme: Theme, data: Data) -> bytes:
    before = "\n" if data["is_first"] else ",\n"
    words = (theme.say(f"status-{data['status']}"), theme.say("open-sources"))
    return (before + JSON.encode(slide(data, *words))).encode()


def write_end(theme: Theme, data: Data) -> bytes:
    return b"\n]}\n"


def slide(data: Data, status: str, sources: str) -> dict[str, Any]:
    """An event as a slide; status and sources are the words for how it stands, and for the way to what shows that.

    TimelineJS passes edtf, status and weight over; who reads the file again has them.
    """
    at = placed(parse(data["date"]), data["published"])
    image: ImageView | None = data["image"]
    base_url = data["base_url"]
    return {
        "start_date": at.start,
        **({"end_date": at.end} if at.end else {}),
        **({"display_date": at.words} if at.words else {}),
        "text": {
            "headline": _escaped(data["title"]),
            "text": _standing(data["url"] if base_url else "", status, sources)
            + _html(data["summary"], base_url)
            + _html(data["body"], base_url),
        },
        **({"media": _media(image, base_url)} if image else {}),
        # This one is taken out of HTML, and put into HTML as it is.
        "group": _escaped(data["thread"]).replace("&lt;", "&amp;lt;"),
        "unique_id": data["id"],
        "autolink": False,
        "edtf": data["date"],
        "status": data["status"],
        "weight": data["weight"],
    }


def _standing(url: str, status: str, sources: str) -> str:
    """A slide's first paragraph: what is only claimed is not to look certain."""
    link = f' <a href="{escape(url)}">{_escaped(sources)}</a>' if url else ""
    return f'<p class="status"><b>{_escaped(status)}.</b>{link}</p>'


def _media(image: ImageView, base_url: str) -> dict[str, str]:
    held = {
        "url": base_url + image.src,
        "alt": image.alt,
        "caption": markdown.inline(_html(image.caption, base_url)),
        "credit": _escaped(", ".join(filter(None, (image.credit, image.licence)))),
    }
    return {key: value for key, value in held.items() if value}


def _html(text: str, base_url: str) -> str:
    """Markdown as HTML for other sites: links to entries are whole, or only words where the address is not known."""
    if not text:
        return ""
    html = markdown.to_html(text)
    if not base_url:
        html = TO_ENTRY.sub(r"\1", html)
    return markdown.resolve(html, lambda kind, name: base_url + address.of_entry(kind, name))


def _escaped(text: str) -> str:
    return escape(text, quote=False)

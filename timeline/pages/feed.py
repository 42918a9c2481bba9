"""Atom feeds (RFC 4287): of the whole site, of every actor, place, tag and thread, and of the corrections."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit
from xml.etree import ElementTree as etree

from timeline import address, markdown
from timeline.compile import GATHERING
from timeline.page import Data, Page
from timeline.pages.group import group_names
from timeline.pages.recent import change_of, day_of, newest_first
from timeline.pages.subject import Subject, shared
from timeline.text import slug
from timeline.theme import Theme

ATOM = "http://www.w3.org/2005/Atom"
FEED = "feed.atom"
LONGEST = 50
# RFC 4151 has no others.
HOST = re.compile(r"[a-z0-9]+(-+[a-z0-9]+)*(\.[a-z0-9]+(-+[a-z0-9]+)*)*")


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """One entry of a feed, the same in every feed that has it.

    name is the end of its id; lead a sentence without its stop that stands before the summary, which is Markdown;
    category is a term and its label, which may be empty; tags are names; published and updated are ISO 8601 days. One
    of an event that was retracted says so in its title.
    """

    name: str
    address: str
    title: str
    lead: str
    summary: str
    category: tuple[str, str]
    published: str
    updated: str
    tags: tuple[str, ...] = ()
    retracted: bool = False

    @property
    def text(self) -> str:
        """What it says, as plain text."""
        summary = markdown.plain(self.summary)
        return f"{self.lead}. {summary}" if self.lead else summary


def feed_pages(subject: Subject) -> Iterator[Page]:
    timeline = subject.timeline
    # A list that is still empty is as old as what it belongs to: the day of the build must not show.
    begun = min(timeline.published.values(), default=subject.today)
    yield _feed(subject, "", newest(subject), begun, subtitle=subject.site.description)
    yield _feed(subject, "corrections/", _corrections(subject), begun, words="corrections")


def group_feed_names(subject: Subject) -> Iterable[str]:
    return group_names(subject) if subject.timeline.settings.outputs.facet_feeds else ()


def group_feed_pages(subject: Subject, named: str) -> Iterator[Page]:
    """The feed of a group, at its earlier addresses too, for those who subscribed to it there."""
    kind, _, name = named.partition("/")
    group, folder = subject.timeline.of_kind(kind)[name], address.of_entry(kind, name)
    begun, origin = subject.first_published(folder), origin_of(subject, kind, name)
    feed = _feed(subject, folder, _of_groups(subject)[named], begun, name=group.name, origin=origin)
    yield feed
    for alias in group.aliases:
        yield Page(address.of_entry(kind, alias) + FEED, feed.write, feed.data)


def write_feed(theme: Theme, data: Data) -> bytes:
    feed = etree.Element("feed", {"xmlns": ATOM, "xml:lang": data["language"]})
    name = theme.say(data["words"]) if data["words"] else data["name"]
    _put(feed, "id", f"{data['tag']}{data['origin']}feed")
    _put(feed, "title", f"{name} | {data['title']}" if name else data["title"])
    if data["subtitle"]:
        _put(feed, "subtitle", data["subtitle"])
    _put(feed, "updated", instant(data["updated"]))
    _put(etree.SubElement(feed, "author"), "name", data["author"])
    own = data["folder"] + FEED
    etree.SubElement(feed, "link", rel="self", type="application/atom+xml", href=_link(data, own))
    etree.SubElement(feed, "link", rel="alternate", type="text/html", href=_link(data, data["folder"]))
    for entry in data["entries"]:
        _entry(etree.SubElement(feed, "entry"), theme, data, entry)
    etree.indent(feed)
    return bytes(etree.tostring(feed, encoding="utf-8", xml_declaration=True)) + b"\n"


@shared
def newest(subject: Subject) -> tuple[FeedEntry, ...]:
    """The entries of the feed of the whole site."""
    return tuple(_event(subject, name) for name in newest_first(subject)[:LONGEST])


def tag_uri(subject: Subject) -> str:
    """The beginning of the feeds' ids (RFC 4151), which stay when the site's address changes."""
    settings = subject.timeline.settings
    if settings.id:
        return f"tag:{settings.id}:"
    # Without an id of its own, a site is told from others by its address, and by its title where it has none.
    host = urlsplit(settings.base_url).hostname
    if not host:
        return f"tag:timeline.invalid,2025:{slug(settings.title)}/"
    return f"tag:{host if HOST.fullmatch(host) else slug(host) + '.invalid'},2025:"


def instant(day: str) -> str:
    """The beginning of an ISO 8601 day, as feeds write it (RFC 3339)."""
    return f"{day}T00:00:00Z"


@shared
def _of_groups(subject: Subject) -> Mapping[str, tuple[FeedEntry, ...]]:
    """The newest entries of each group, by its kind and id."""
    entries: dict[str, list[FeedEntry]] = {named: [] for named in group_names(subject)}
    for event in newest_first(subject):
        row = subject.timeline.all_rows[event]
        feeds = [entries[f"{kind}/{name}"] for kind in GATHERING for name in subject.timeline.named(kind, row)]
        if short := [feed for feed in feeds if len(feed) < LONGEST]:
            entry = _event(subject, event)
            for feed in short:
                feed.append(entry)
    return {named: tuple(held[:LONGEST]) for named, held in entries.items()}


@shared
def _event(subject: Subject, name: str) -> FeedEntry:
    timeline, change = subject.timeline, change_of(subject, name)
    event, words = timeline.events[name], timeline.links[name].words
    return FeedEntry(
        name=origin_of(subject, "event", name).rstrip("/"),
        address=address.of_entry("event", name),
        title=event.title,
        lead=words[:1].upper() + words[1:],
        summary=event.summary,
        category=(event.thread, timeline.threads[event.thread].name),
        published=change.published,
        updated=change.updated,
        tags=tuple(timeline.tags[tag].name for tag in timeline.tagged[name]),
    )


def _corrections(subject: Subject) -> tuple[FeedEntry, ...]:
    """The newest corrections, those of retracted events among them; each keeps its id when others are added.

    Its id ends in the correction's day, and in its place among those of the day in the event's file.
    """
    found = []
    corrected = ((name, event) for name, event in subject.timeline.events.items() if event.corrections)
    for name, event in corrected:
        origin, of_day = origin_of(subject, "event", name), Counter[str]()
        folder, gone = address.of_entry("event", name), event.status == "retracted"
        for correction in event.corrections:
            day = day_of(correction)
            of_day[day] += 1
            ending = f"{origin}corrections/{day}/{of_day[day]}"
            kind = (correction.kind, "")
            entry = FeedEntry(ending, folder, event.title, "", correction.note, kind, day, day, retracted=gone)
            found.append(((day, name, of_day[day]), entry))
    found.sort(key=lambda placed: placed[0], reverse=True)
    return tuple(entry for _, entry in found[:LONGEST])


def _feed(
    subject: Subject,
    folder: str,
    entries: Sequence[FeedEntry],
    begun: str,
    *,
    name: str = "",
    words: str = "",
    subtitle: str = "",
    origin: str = "",
) -> Page:
    """The feed of the page at a folder, called after a name or words of the interface; begun is a day, ISO 8601.

    origin is the folder the page was first at, where it has moved since.
    """
    site = subject.site
    data = {
        "folder": folder,
        "origin": origin or folder,
        "title": site.title,
        "name": name,
        "words": words,
        "subtitle": subtitle,
        "base_url": site.base_url,
        "portable": site.portable,
        "language": site.language,
        "author": site.author,
        "tag": tag_uri(subject),
        "updated": entries[0].updated if entries else begun,
        "entries": entries,
    }
    return Page(folder + FEED, write_feed, data)


def origin_of(subject: Subject, kind: str, name: str) -> str:
    """The folder an entry was first published at: what ids are made from, so that they stay when it is renamed."""
    folder = address.of_entry(kind, name)
    return address.of_entry(kind, subject.timeline.origins.get(folder.rstrip("/"), name))


def _entry(element: etree.Element, theme: Theme, data: Data, entry: FeedEntry) -> None:
    term, label = entry.category
    _put(element, "id", data["tag"] + entry.name)
    _put(element, "title", theme.say("retracted-title", title=entry.title) if entry.retracted else entry.title)
    etree.SubElement(element, "link", rel="alternate", type="text/html", href=_link(data, entry.address))
    _put(element, "published", instant(entry.published))
    _put(element, "updated", instant(entry.updated))
    etree.SubElement(element, "category", {"term": term} | ({"label": label} if label else {}))
    _put(element, "summary", entry.text)


def _link(data: Data, target: str) -> str:
    """A full address, or where the site has none, one that is resolved from the feed's own."""
    base, own = data["base_url"], data["folder"] + FEED
    return base + target if base else address.relative(own, target, data["portable"])


def _put(parent: etree.Element, name: str, text: str) -> None:
    etree.SubElement(parent, name).text = text

"""The plan of a site: every kind of page, and what there is a page of; or only what an edit of words changes."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial

from timeline import address
from timeline.page import Page, Plan, Step
from timeline.pages.archive import archive_names, archive_pages, archived_under
from timeline.pages.article import article_list, article_names, article_pages, articles_of
from timeline.pages.assets import asset_pages
from timeline.pages.card import EFFORT as CARD
from timeline.pages.card import card_names, card_pages
from timeline.pages.corrections import corrections_pages
from timeline.pages.csv_metadata import csv_metadata_pages
from timeline.pages.data import data_pages
from timeline.pages.data_schema import schema_pages
from timeline.pages.embed import embed_names, embed_pages
from timeline.pages.event import event_pages
from timeline.pages.exports import begin_exports, end_exports
from timeline.pages.feed import feed_pages, group_feed_names, group_feed_pages
from timeline.pages.free import free_pages
from timeline.pages.group import group_list, group_names, group_pages, groups_of, kinds_of_groups
from timeline.pages.home import home_pages
from timeline.pages.json_feed import json_feed_pages
from timeline.pages.kin import with_kin
from timeline.pages.kind import Kind, every_event, itself, whole
from timeline.pages.map import locator_names, locator_pages, map_pages
from timeline.pages.media import EFFORT as IMAGE
from timeline.pages.media import media_names, media_pages
from timeline.pages.not_found import not_found_pages
from timeline.pages.redirect import redirect_pages
from timeline.pages.search import search_pages
from timeline.pages.sitemap import sitemap_pages
from timeline.pages.subject import Subject
from timeline.pages.year_strip import strip_of, year_strip_names, year_strip_pages


class OtherFiles(Exception):
    """An edit of words has led to other files."""


# What takes longest comes first, so that processes end together; exports begin, have their events, and end.
KINDS: Mapping[str, Kind] = {
    "home": whole(home_pages),
    "archive": Kind(archive_pages, archive_names, shown_on=archived_under),
    "groups": Kind(group_list, kinds_of_groups),
    "group": Kind(group_pages, group_names, shown_on=groups_of),
    "map": whole(map_pages),
    "search": whole(search_pages),
    "year-strip": Kind(year_strip_pages, year_strip_names, shown_on=strip_of),
    "export": whole(begin_exports),
    "event": Kind(event_pages, every_event, shown_on=with_kin),
    "export-end": whole(end_exports),
    "embed": Kind(embed_pages, embed_names, shown_on=itself),
    "card": Kind(card_pages, card_names, CARD, shown_on=itself),
    "articles": whole(article_list),
    "article": Kind(article_pages, article_names, shown_on=articles_of),
    "locator": Kind(locator_pages, locator_names),
    "free": whole(free_pages),
    "corrections": whole(corrections_pages),
    "not-found": whole(not_found_pages),
    "redirect": whole(redirect_pages),
    "feed": whole(feed_pages),
    "json-feed": whole(json_feed_pages),
    "group-feed": Kind(group_feed_pages, group_feed_names, shown_on=groups_of),
    "schema": whole(schema_pages),
    "csv-metadata": whole(csv_metadata_pages),
    "asset": whole(asset_pages),
    "media": Kind(media_pages, media_names, IMAGE),
}
# They come first, and show the same rows.
LISTS = ("home", "archive", "groups", "group", "map", "search")
# To look through so many events for what changed takes as long as to make a common page.
EVENTS_AS_A_PAGE = 10


def plan(subject: Subject) -> Plan:
    """Every file of the site."""
    steps = [(name, one) for name, kind in KINDS.items() for one in kind.names(subject)]
    effort, akin = sum(KINDS[name].effort for name, _ in steps), sum(name in LISTS for name, _ in steps)
    return Plan(steps, partial(pages_of, subject), partial(last_pages, subject), effort, akin)


def pages_of(subject: Subject, step: Step) -> Iterator[Page]:
    kind, name = step
    return iter(KINDS[kind].pages(subject, name))


def last_pages(subject: Subject, listed: Sequence[str], sizes: Mapping[str, int]) -> Iterator[Page]:
    """What tells of the others comes last; sizes are those of the exports, in bytes, by their paths."""
    data = tuple(data_pages(subject, sizes))
    yield from data
    yield from sitemap_pages(subject, (*listed, *(page.path for page in data)))


def plan_of_changes(before: Subject, now: Subject, events: Sequence[str]) -> Plan:
    """The files that change where some events are worded differently and nothing else is, but for the exports and
    what is said of them.

    Making them raises OtherFiles where other files would be made as well, or fewer.
    """
    steps = [(name, one) for name, kind in KINDS.items() for one in _shown_on(kind, before, now, events)]
    due = {address.of_entry("event", event) for kind, event in steps if kind == "event"}
    names = before.told_apart.items() ^ now.told_apart.items()
    if not {one for one, _ in names} <= due:
        raise OtherFiles
    effort = sum(KINDS[name].effort for name, _ in steps) + len(now.timeline.rows) // EVENTS_AS_A_PAGE
    return Plan(steps, partial(_changed, before, now), lambda listed, sizes: (), effort)


def _shown_on(kind: Kind, before: Subject, now: Subject, events: Iterable[str]) -> Iterable[str]:
    names = dict.fromkeys(kind.names(now))
    if kind.shown_on is None:
        return names
    shown = {one for event in events for subject in (before, now) for one in kind.shown_on(subject, event)}
    return [one for one in names if one in shown]


def _changed(before: Subject, now: Subject, step: Step) -> Iterator[Page]:
    were, are = ({page.path: page for page in pages_of(subject, step) if not page.piece} for subject in (before, now))
    if were.keys() != are.keys():
        raise OtherFiles
    return (page for path, page in are.items() if page != were[path])

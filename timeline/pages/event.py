"""One event: what happened, when, how that is known, who says so, and what it is tied to."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from timeline import address, markdown
from timeline.compile import Link, Timeline
from timeline.dates import in_words
from timeline.model import Excerpt
from timeline.page import Data, Page
from timeline.pages.annotations import anchors
from timeline.pages.card import card_view
from timeline.pages.citation import citation, cited
from timeline.pages.date_words import basis_data, basis_view
from timeline.pages.embed import embed_code
from timeline.pages.event_data import event_data, with_words
from timeline.pages.events_json import VERSION
from timeline.pages.evidence import ArticleView, Comparison, actor_named, capture_data
from timeline.pages.exports import event_pieces
from timeline.pages.geography import position_in_words, seen_apart
from timeline.pages.linked_data import event_page, with_doubt
from timeline.pages.media import image_views, media_data
from timeline.pages.recent import change_of, corrections_view, retraction
from timeline.pages.related import related_pages, related_parts
from timeline.pages.repository import repository_view
from timeline.pages.subject import Subject, shared
from timeline.pages.year_strip import place_in_year
from timeline.theme import Theme

# What comes before an event, and what after it.
Around = tuple[Link | None, Link | None]
ALONE: Around = (None, None)


@dataclass(frozen=True, slots=True)
class ExcerptView:
    """An excerpt with its number on the page, and the anchor that is always its own; referred says whether a note leads
    to it.
    """

    number: int
    anchor: str
    key: str
    quote: str
    original: str
    speaker: tuple[str, str]
    locator: str
    stance: str
    supports: tuple[str, ...]
    note: str
    article: ArticleView
    comparison: Comparison
    referred: bool


@dataclass(frozen=True, slots=True)
class AccountView:
    """One side's account: by is (actor id or "", name); excerpts are numbers of excerpts on the page."""

    by: tuple[str, str]
    says: str
    date: str
    excerpts: tuple[int, ...]


def event_pages(subject: Subject, name: str) -> Iterator[Page]:
    """The page of an event, the rest of its relations, its own data, and its pieces of the exports."""
    timeline = subject.timeline
    in_time, in_thread = _neighbours(subject)
    (_, related), *further = related_parts(subject, name)
    yield _event_page(subject, name, in_time.get(name, ALONE), in_thread.get(name, ALONE), related)
    yield from related_pages(subject, name, further)
    data = event_data(subject, name)
    yield from event_pieces(subject, name, data)
    if timeline.settings.outputs.event_json:
        folder, more = address.of_entry("event", name), {"event": data, "evidence": _evidence(subject, name)}
        for path in (folder, *(address.of_entry("event", alias) for alias in timeline.events[name].aliases)):
            yield Page(path + "index.json", write_event_json, more)


def write_event(theme: Theme, data: Data) -> bytes:
    event, entry = data["event"], data["cited"]
    linked_data = data["linked_data"]
    if event.status in ("claimed", "disputed"):
        status = theme.say(f"status-{event.status}")
        linked_data = with_doubt(linked_data, f"{status}. {markdown.plain(event.summary)}")
    shown = {
        "citation": citation(entry) if entry else None,
        "linked_data": linked_data,
        "mapped": seen_apart(data["located"]),
    }
    return theme.html("event.html", {**data, **shown})


def write_event_json(theme: Theme, data: Data) -> bytes:
    event, evidence = with_words(data["event"]), data["evidence"]
    excerpts = [short | more for short, more in zip(event["excerpts"], evidence["excerpts"], strict=True)]
    accounts = [account | {"says": markdown.plain(account["says"])} for account in evidence["accounts"]]
    whole = (
        {"version": VERSION}
        | event
        | {
            "date_words": evidence["date_words"],
            "date_basis": evidence["date_basis"],
            "excerpts": excerpts,
            "accounts": accounts,
            "media": [image | {"caption": markdown.plain(image["caption"])} for image in evidence["media"]],
        }
    )
    return (json.dumps(whole, ensure_ascii=False, indent=1) + "\n").encode()


def _evidence(subject: Subject, name: str) -> dict[str, Any]:
    """What an event's own data tells beyond that of the list: how its date is known, and who says what."""
    event = subject.timeline.events[name]
    return {
        "date_words": subject.timeline.links[name].words,
        "date_basis": basis_data(subject.timeline, name),
        "excerpts": tuple(
            {
                "key": one.key,
                "locator": one.locator,
                "original": one.original,
                "supports": one.supports,
                "capture": capture_data(subject.comparison(name, position)),
            }
            for position, one in enumerate(event.excerpts)
        ),
        "accounts": tuple(
            {
                "by": account.by,
                "says": account.says,
                "date": account.date.text if account.date else None,
                "excerpts": account.excerpts,
            }
            for account in event.accounts
        ),
        "media": tuple(media_data(view, subject.site.base_url) for view in image_views(subject.timeline, name)),
    }


@shared
def _neighbours(subject: Subject) -> tuple[Mapping[str, Around], Mapping[str, Around]]:
    """What comes before and after each event in time, and in its thread."""
    rows = subject.timeline.rows
    # Those of which only an end is known come last in lists, and not in time.
    dated, undated = ([row.id for row in rows if bool(row.filed) is known] for known in (True, False))
    in_threads = ([row.id for row in of_thread] for of_thread in subject.grouped["thread"].values())
    in_thread: dict[str, Around] = {}
    for names in in_threads:
        in_thread |= _around(subject.timeline, names)
    return _around(subject.timeline, dated) | _around(subject.timeline, undated), in_thread


def _around(timeline: Timeline, names: list[str]) -> dict[str, Around]:
    around = [None, *(timeline.links[name] for name in names), None]
    return {name: (around[place], around[place + 2]) for place, name in enumerate(names)}


def _event_page(
    subject: Subject,
    name: str,
    in_time: Around,
    in_thread: Around,
    related: Mapping[str, Any],
) -> Page:
    timeline, event = subject.timeline, subject.timeline.events[name]
    order, referred = _reading_order(event.excerpts, [event.summary, *(one.says for one in event.accounts), event.body])
    excerpts = tuple(_excerpt(subject, name, place, number, place in referred) for number, place in enumerate(order, 1))
    numbers = {excerpt.key: excerpt.number for excerpt in excerpts if excerpt.key}
    path, change, images = address.of_entry("event", name), change_of(subject, name), image_views(timeline, name)
    card = card_view(subject, name)
    return subject.html(
        path,
        write_event,
        event.title,
        event_page(
            subject.nodes,
            name,
            event,
            change.published,
            change.updated,
            tuple(image.src for image in images),
            card.src if card else "",
        ),
        apart=subject.told_apart.get(path),
        # A draft has no day yet but today's.
        change=None if event.draft else change,
        cited=None if event.draft else cited(subject, name, change.updated),
        event=timeline.all_rows[name],
        basis=basis_view(timeline, name),
        body=event.body,
        images=images,
        tags=tuple((tag, timeline.tags[tag].name) for tag in timeline.tagged[name]),
        positions=tuple(
            (place, timeline.places[place].name, position_in_words(timeline.places[place])) for place in event.places
        ),
        drawing=place_in_year(timeline.all_rows[name]),
        located=_located(timeline, event.places) if timeline.settings.outputs.map else (),
        excerpts=excerpts,
        notes=numbers,
        accounts=tuple(
            AccountView(
                by=actor_named(timeline, account.by),
                says=account.says,
                date=in_words(account.date) if account.date else "",
                excerpts=tuple(numbers[key] for key in account.excerpts),
            )
            for account in event.accounts
        ),
        **related,
        in_time=in_time,
        in_thread=in_thread,
        corrections=corrections_view(event),
        retraction=retraction(event),
        has_json=timeline.settings.outputs.event_json,
        card=card,
        embed_code=embed_code(subject, name),
        repository=repository_view(timeline, "event", name),
    )


def _located(timeline: Timeline, places: tuple[str, ...]) -> tuple[tuple[str, float, float], ...]:
    """Those with coordinates, with longitude and latitude."""
    entries = ((name, timeline.places[name]) for name in places)
    return tuple(
        (name, entry.lon, entry.lat) for name, entry in entries if entry.lon is not None and entry.lat is not None
    )


def _reading_order(excerpts: tuple[Excerpt, ...], texts: list[str]) -> tuple[list[int], set[int]]:
    """The excerpts' positions in the order in which notes lead to them, the others behind; and those notes lead to."""
    positions = {excerpt.key: place for place, excerpt in enumerate(excerpts) if excerpt.key}
    noted = dict.fromkeys(positions[key] for text in texts for key in markdown.note_keys(text))
    return [*noted, *(place for place in range(len(excerpts)) if place not in noted)], set(noted)


def _excerpt(subject: Subject, event: str, position: int, number: int, referred: bool) -> ExcerptView:
    timeline = subject.timeline
    excerpt = timeline.events[event].excerpts[position]
    return ExcerptView(
        number=number,
        anchor=anchors(subject, event)[position],
        key=excerpt.key,
        quote=excerpt.quote,
        original=excerpt.original,
        speaker=actor_named(timeline, excerpt.speaker),
        locator=excerpt.locator,
        stance=excerpt.stance,
        supports=excerpt.supports,
        note=excerpt.note,
        article=subject.articles[excerpt.article],
        comparison=subject.comparison(event, position),
        referred=referred,
    )

"""Behind the gate: what authors wrote becomes one timeline, everything joined, nothing missing."""

import os
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from timeline import address
from timeline.content.load import Content, Entry, Kind
from timeline.content.published import Lock
from timeline.content.quotations import Judged, verdicts
from timeline.dates import Edtf, civil, filed, iso, order_key, precision_in_words, short_words, weekday_words
from timeline.images import Image, image
from timeline.model import Actor, Article, Event, FreePage, Place, Settings, Tag, Thread
from timeline.text import slug

INVERSE: Mapping[str, str] = {
    "responds-to": "answered-by",
    "follows": "followed-by",
    "causes": "caused-by",
    "contradicts": "contradicts",
    "part-of": "has-part",
    "see-also": "see-also",
}
# The actors and the places of an event, each as (id, name).
Named = tuple[tuple[tuple[str, str], ...], tuple[tuple[str, str], ...]]
# What events are gathered under.
GATHERING: tuple[Kind, ...] = ("thread", "actor", "place", "tag")


@dataclass(frozen=True, slots=True)
class Row:
    """An event as lists show it: plain values only, so that a list changes exactly when something in it does.

    actors and places are (id, name) pairs, tags ids; filed is (year, month, day) as far as known, None for undated
    events; first_day and last_day are its bounds as day numbers (0001-01-01 is day 1), begun the last day on which it
    can have begun, each None where open. exact says that it is known to the day without doubt, and machine is then the
    day or moment as HTML's <time> reads it, or empty.
    """

    id: str
    title: str
    summary: str
    thread: str
    status: str
    weight: str
    date: str
    words: str
    short: str
    precision: str
    exact: bool
    machine: str
    draft: bool
    precision_words: str
    contested: bool
    basis: str
    filed: tuple[int, int | None, int | None] | None
    first_day: int | None
    last_day: int | None
    begun: int | None
    actors: tuple[tuple[str, str], ...]
    places: tuple[tuple[str, str], ...]
    tags: tuple[str, ...]
    excerpts: int
    sources: int
    quote: str
    speaker: str

    def __hash__(self) -> int:
        # What is remembered of a row is looked up for each list it stands in; no other row has its id.
        return hash(self.id)


@dataclass(frozen=True, slots=True)
class Link:
    """An event as another one's page names it."""

    id: str
    title: str
    words: str
    thread: str
    status: str


@dataclass(frozen=True, slots=True)
class Citation:
    """One excerpt of an article, and the event that rests on it."""

    event: Link
    position: int


@dataclass(frozen=True, slots=True)
class Timeline:
    """The compiled whole: ids lead to records, and nothing points back.

    rows are the listed events in order; all_rows hold retracted ones too. verdicts has for each event what quotes.lock
    says of its excerpts, in their order, and then of its date's words, if it has any. published has the day on which
    each address first was, origins the first id of entries that were renamed; both name addresses without their last
    slash. files are those of the entries by address, as seen from the project folder: `actors/russia/` leads to
    `content/actors.yaml`.
    """

    settings: Settings
    rows: tuple[Row, ...]
    all_rows: Mapping[str, Row]
    events: Mapping[str, Event]
    articles: Mapping[str, Article]
    threads: Mapping[str, Thread]
    actors: Mapping[str, Actor]
    places: Mapping[str, Place]
    tags: Mapping[str, Tag]
    pages: Mapping[str, FreePage]
    links: Mapping[str, Link]
    tagged: Mapping[str, tuple[str, ...]]
    relations: Mapping[str, tuple[tuple[str, Link], ...]]
    citations: Mapping[str, tuple[Citation, ...]]
    verdicts: Mapping[str, tuple[Judged, ...]]
    published: Mapping[str, str]
    origins: Mapping[str, str]
    files: Mapping[str, str]
    images: Mapping[str, Image]

    def of_kind(self, kind: str) -> Mapping[str, Any]:
        """The records of a kind, by id."""
        records: Mapping[str, Any] = getattr(self, f"{kind}s")
        return records

    def rows_by(self, kind: str) -> dict[str, tuple[Row, ...]]:
        """The rows of each actor, place, tag or thread, in list order."""
        found: dict[str, list[Row]] = defaultdict(list)
        for row in self.rows:
            for name in self.named(kind, row):
                found[name].append(row)
        return {name: tuple(rows) for name, rows in found.items()}

    def named(self, kind: str, row: Row) -> Sequence[str]:
        if kind == "thread":
            return (row.thread,)
        if kind == "tag":
            return self.tagged[row.id]
        return [name for name, _ in (row.actors if kind == "actor" else row.places)]


def compile_timeline(content: Content, lock: Lock, before: tuple[Content, Timeline] | None = None) -> Timeline:
    """One timeline of content that has no errors.

    It may be like another one that was compiled before: what equals something of that is that very thing then, so that
    both compare at once, and is not made again where the entries are the very same.
    """
    timeline = _compiled(content, lock, before)
    return _settled(before[1], timeline) if before else timeline


def _compiled(content: Content, lock: Lock, before: tuple[Content, Timeline] | None) -> Timeline:
    events: dict[str, Event] = _records(content.events)
    ordered = sorted(events, key=lambda name: _place_in_time(name, events[name], content.settings))
    actors, places, tags = _records(content.actors), _records(content.places), _all_tags(content, events)
    site_zone = content.settings.time_zone
    compared = verdicts(content, (before[0], before[1].verdicts) if before else None)
    told = {name: _told(event, compared[name], actors) for name, event in events.items()}
    # Made once each: thousands of rows hold them.
    called_actors, called_places = _called(actors), _called(places)
    known, rows = _rows_of_the_same(content, before) if before else {}, []
    for name in ordered:
        event, called = events[name], _named(events[name], called_actors, called_places)
        row = known.get(name)
        if row is None or (row.actors, row.places, row.quote, row.speaker) != (*called, *told[name]):
            row = _row(name, event, event.time_zone or site_zone, told[name], called)
        rows.append(row)
    all_links = {row.id: _link(row) for row in rows}
    return Timeline(
        settings=content.settings,
        rows=tuple(row for row in rows if row.status != "retracted"),
        all_rows={row.id: row for row in rows},
        events={name: events[name] for name in ordered},
        articles=_records(content.articles),
        threads=_records(content.threads),
        actors=actors,
        places=places,
        tags=tags,
        pages=_records(content.pages),
        links=all_links,
        tagged={row.id: row.tags for row in rows},
        relations=_relations(events, ordered, all_links),
        citations=_citations(events, ordered, all_links),
        verdicts=compared,
        published={name: line.day for name, line in lock.items()},
        origins={name: line.origin for name, line in lock.items() if line.origin},
        files=_files(content),
        images=_images(content, events),
    )


def reworded(timeline: Timeline, events: Mapping[str, Event]) -> Timeline:
    """The same timeline with other titles, summaries and bodies of some events; all else about them is the same."""
    rows = {
        name: replace(timeline.all_rows[name], title=event.title, summary=event.summary)
        for name, event in events.items()
    }
    links = {name: _link(row) for name, row in rows.items()}
    all_rows = {**timeline.all_rows, **rows}
    return replace(
        timeline,
        rows=tuple([all_rows[row.id] for row in timeline.rows]),
        all_rows=all_rows,
        events={**timeline.events, **events},
        links={**timeline.links, **links},
        relations={
            name: tuple((kind, links.get(link.id, link)) for kind, link in pairs)
            for name, pairs in timeline.relations.items()
        },
        citations={
            article: tuple([replace(one, event=links.get(one.event.id, one.event)) for one in citations])
            for article, citations in timeline.citations.items()
        },
    )


def _settled(before: Timeline, now: Timeline) -> Timeline:
    held = {one.name: _as_before(getattr(before, one.name), getattr(now, one.name)) for one in fields(Timeline)}
    rows = tuple([held["all_rows"][row.id] for row in now.rows])
    return Timeline(**held | {"rows": before.rows if rows == before.rows else rows})


def _as_before(before: Any, now: Any) -> Any:
    if not isinstance(now, dict):
        return before if before == now else now
    found = {key: before[key] if key in before and before[key] == value else value for key, value in now.items()}
    is_same = len(found) == len(before) and all(
        one is other for one, other in zip((*found, *found.values()), (*before, *before.values()), strict=True)
    )
    return before if is_same else found


def _link(row: Row) -> Link:
    return Link(row.id, row.title, row.words, row.thread, row.status)


def _record(entry: Entry[Any]) -> Any:
    assert entry.record is not None
    return entry.record


def _records(entries: Mapping[str, Entry[Any]]) -> dict[str, Any]:
    return {name: _record(entry) for name, entry in entries.items()}


def _files(content: Content) -> dict[str, str]:
    # The content folder has the same name wherever the project lies, and however it was called on the command line.
    folder = os.path.basename(os.path.abspath(content.root))
    top = os.path.join(content.root, "")
    return {
        address.of_entry(kind, name): f"{folder}/{entry.file.removeprefix(top).replace(os.sep, '/')}"
        for kind in address.FOLDERS
        for name, entry in content.of_kind(kind).items()  # type: ignore[arg-type]
    }


def _place_in_time(name: str, event: Event, settings: Settings) -> tuple[Any, ...]:
    zone = ZoneInfo(event.time_zone or settings.time_zone)
    return (*order_key(event.date, _offset(event.date, zone)), event.seq, name)


def _offset(date: Edtf, zone: ZoneInfo) -> int:
    """Minutes east of UTC at a moment that is written without offset."""
    if date.precision != "moment" or date.earliest is None:
        return 0
    year, month, day = civil(date.earliest)
    if not 1 < year < 9999 or date.time is None:
        return 0
    offset = datetime(year, month, day, date.time.hour, date.time.minute, tzinfo=zone).utcoffset()
    return round(offset.total_seconds() / 60) if offset else 0


def _is_exact(date: Edtf) -> bool:
    return date.precision in ("day", "moment") and not date.qualifier


def _begun(date: Edtf) -> int | None:
    if date.precision == "interval":
        return date.start.latest if date.start else None
    return date.latest


def _for_machines(date: Edtf) -> str:
    """`2025-03-11`, `2025-03-11T14:00+03:00`; HTML knows no days before the year 1, nor after 9999."""
    if date.earliest is None or not 1 <= civil(date.earliest)[0] <= 9999:
        return ""
    if date.time is None:
        return iso(date.earliest)
    clock = f"{date.time.hour:02}:{date.time.minute:02}"
    if date.time.offset is None:
        return f"{iso(date.earliest)}T{clock}"
    hours, minutes = divmod(abs(date.time.offset), 60)
    return f"{iso(date.earliest)}T{clock}{'-' if date.time.offset < 0 else '+'}{hours:02}:{minutes:02}"


def _precision(event: Event, zone: str) -> str:
    """The precision in words; a time that is written without offset is one of the event's zone."""
    words = precision_in_words(event.date)
    return f"{words}, {zone}" if event.date.time and event.date.time.offset is None else words


def _row(
    name: str,
    event: Event,
    zone: str,
    told: tuple[str, str],
    called: Named,
) -> Row:
    date = event.date
    quote, speaker = told
    actors, places = called
    return Row(
        id=name,
        title=event.title,
        summary=event.summary,
        thread=event.thread,
        status=event.status,
        weight=event.weight,
        date=date.text,
        words=weekday_words(date),
        short=short_words(date),
        precision=date.precision,
        exact=_is_exact(date),
        machine=_for_machines(date) if _is_exact(date) else "",
        draft=event.draft,
        precision_words=_precision(event, zone),
        contested=any(account.date and account.date.text != date.text for account in event.accounts),
        basis=event.date_basis.words if event.date_basis else "",
        filed=filed(date),
        first_day=date.earliest,
        last_day=date.latest,
        begun=_begun(date),
        actors=actors,
        places=places,
        tags=tuple(dict.fromkeys(map(slug, event.tags))),
        excerpts=len(event.excerpts),
        sources=len({excerpt.article for excerpt in event.excerpts}),
        quote=quote,
        speaker=speaker,
    )


def _rows_of_the_same(content: Content, before: tuple[Content, Timeline]) -> dict[str, Row]:
    """The rows of events that are the very same as before; those that they name may be called otherwise."""
    held, timeline = before
    if content.settings.time_zone != timeline.settings.time_zone:
        return {}
    return {name: row for name, row in timeline.all_rows.items() if held.events[name] is content.events.get(name)}


def _named(event: Event, actors: Mapping[str, tuple[str, str]], places: Mapping[str, tuple[str, str]]) -> Named:
    return tuple([actors[actor] for actor in event.actors]), tuple([places[place] for place in event.places])


def _called(records: Mapping[str, Actor | Place]) -> dict[str, tuple[str, str]]:
    """Id and name of each, by id."""
    return {name: (name, record.name) for name, record in records.items()}


def _told(event: Event, compared: Sequence[Judged], actors: Mapping[str, Actor]) -> tuple[str, str]:
    """What a named person says in a major event, for the lists to show: the first passage that is not in doubt."""
    for excerpt, judged in zip(event.excerpts if event.weight == "major" else (), compared, strict=False):
        sound = judged.verdict in ("verified", "not-captured")
        if excerpt.speaker and excerpt.stance == "supports" and sound:
            return excerpt.quote, actors[excerpt.speaker].name if excerpt.speaker in actors else excerpt.speaker
    return "", ""


def _all_tags(content: Content, events: Mapping[str, Event]) -> dict[str, Tag]:
    """The tags that are listed, then those that are only used, under the name they are used by."""
    listed: dict[str, Tag] = _records(content.tags)
    free = {slug(tag): tag for name in sorted(events) for tag in events[name].tags if slug(tag) not in listed}
    return listed | {name: Tag(name=free[name]) for name in sorted(free)}


def _images(content: Content, events: Mapping[str, Event]) -> dict[str, Image]:
    """The images that the events use, by their paths below media/."""
    used = sorted({media.src for event in events.values() for media in event.media})
    return {path: image(content.root / "media" / path) for path in used}


def _relations(
    events: Mapping[str, Event], ordered: Sequence[str], all_links: Mapping[str, Link]
) -> dict[str, tuple[tuple[str, Link], ...]]:
    """Each event's relations, those that others have to it among them, without doubles."""
    found: dict[str, dict[tuple[str, str], None]] = defaultdict(dict)
    for name in ordered:
        for relation in events[name].relations:
            found[name][(relation.type, relation.event)] = None
            found[relation.event][(INVERSE[relation.type], name)] = None
    return {name: tuple((kind, all_links[other]) for kind, other in pairs) for name, pairs in found.items()}


def _citations(
    events: Mapping[str, Event], ordered: Sequence[str], all_links: Mapping[str, Link]
) -> dict[str, tuple[Citation, ...]]:
    found: dict[str, list[Citation]] = defaultdict(list)
    for name in ordered:
        for position, excerpt in enumerate(events[name].excerpts):
            found[excerpt.article].append(Citation(all_links[name], position))
    return {article: tuple(citations) for article, citations in found.items()}

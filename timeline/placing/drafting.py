"""Events as they would be written: their fields in order, and what they name found or added."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

from timeline.content.load import Content, Entry
from timeline.content.schema import fit
from timeline.content.source import ENTRY_BYTES, Unreadable, parse_yaml
from timeline.dates import parse
from timeline.importers.found import Event, Found, Place
from timeline.markdown import plain, too_costly
from timeline.model import Event as Record
from timeline.placing.adoption import Asked
from timeline.placing.articles import Articles, articles
from timeline.placing.pictures import Pictures, pictures
from timeline.placing.registers import Register, Tags, register, tags
from timeline.placing.shaping import cleaned
from timeline.placing.telling import Told
from timeline.placing.writing import event_text
from timeline.problems import quoted
from timeline.scaffold.event import folder_of
from timeline.text import slug, squeeze

# In degrees: what is nearer is one place to a map.
NEAR = 0.05
# Of a picture that does not come in so much is told.
LONGEST_WORDS = 300


@dataclass(frozen=True, slots=True)
class Why:
    """What keeps something of an event from coming in, with the code of the problem it would be."""

    code: str
    message: str


@dataclass(frozen=True, slots=True)
class Draft:
    """An event as it would be written, and as it would be read."""

    event: Event
    path: str
    text: str
    entry: Entry[Record]


@dataclass(frozen=True, slots=True)
class Work:
    """All that grows while events are placed; it begins anew where some of them prove to cause errors."""

    content: Content
    told: Told
    threads: Register
    actors: Register
    places: Register
    tags: Tags
    articles: Articles
    pictures: Pictures
    default: str

    @property
    def registers(self) -> tuple[Register, ...]:
        return self.threads, self.actors, self.places


def work_on(content: Content, found: Found, asked: Asked, new: Sequence[Event], default: str) -> Work:
    """The beginning of the work on new events; default is the thread of those that name none."""
    threads = register(content, "thread")
    work = Work(
        content=content,
        told=Told(),
        threads=threads,
        actors=register(content, "actor"),
        places=register(content, "place"),
        tags=tags(content),
        articles=articles(content, chain.from_iterable(event.sources for event in new), asked.today),
        pictures=pictures(content.root, content.media, asked.source),
        default=default,
    )
    named = dict.fromkeys(event.thread or work.default for event in new)
    # Lanes come in the order in which the source has them, as far as events of theirs come in.
    in_turn = (squeeze(cleaned(name, "", "", Told())) for name in found.threads)
    for name in (*(name for name in in_turn if name in named), *named):
        _thread(work, name)
    return work


def _thread(work: Work, name: str) -> str:
    # A thread that was renamed in the meantime still has the id that was made of its name.
    made = slug(name)
    return made if made in work.content.threads and not work.threads.named(name) else work.threads.id_of(name)


def drafts_of(work: Work, events: Sequence[Event]) -> tuple[list[Draft], dict[str, Why]]:
    """The events as they would be written, and why some cannot be."""
    drafts, unfit = [], {}
    for event in events:
        written = _written(work, event)
        path = f"events/{folder_of(parse(event.date))}/{event.id}.yaml"
        text = event_text(written)
        record, misfits = fit(Record, written)
        for misfit in misfits:
            unfit[event.id] = Why(misfit.code, misfit.message)
        if len(text) > ENTRY_BYTES // 4 and len(text.encode()) > ENTRY_BYTES:
            unfit[event.id] = Why("too-large", f"its file would have more than {ENTRY_BYTES:,} bytes")
        elif not misfits and (why := _misread(text, written)):
            unfit[event.id] = why
        file = str(work.content.root / path)
        drafts.append(Draft(event, path, text, Entry("event", event.id, file, (), written, record)))
    return drafts, unfit


def _misread(text: str, written: Mapping[str, Any]) -> Why | None:
    """What is wrong with a file that is not read as it was meant."""
    try:
        return None if parse_yaml(text.encode()).written == written else Why("wrong-shape", "it would be misread")
    except Unreadable as error:
        return Why(error.code, error.message)


def _written(work: Work, event: Event) -> dict[str, Any]:
    """The fields in the order in which `timeline new` has them."""
    line, lost = work.articles.sources_line(event.sources, event.body)
    for what in lost:
        work.told.lose(event.where, what)
    body = "\n\n".join(filter(None, (event.body, line)))
    fields = {
        "title": event.title,
        "date": event.date,
        "thread": _thread(work, event.thread or work.default),
        "status": event.status,
        "weight": event.weight if event.weight != "normal" else "",
        "summary": event.summary,
        "body": f"{body}\n" if body else "",
        "actors": list(dict.fromkeys(work.actors.id_of(name) for name in event.actors)),
        "places": list(dict.fromkeys(_place(work, event, place) for place in event.places)),
        "tags": _tags(work, event),
        "media": _media(work, event),
    }
    return {name: value for name, value in fields.items() if value}


def _place(work: Work, event: Event, place: Place) -> str:
    position = {"lat": _degrees(place.lat), "lon": _degrees(place.lon)} if place.lat is not None else {}
    name = work.places.id_of(place.name, position)
    has = work.places.added[name] if name in work.places.added else work.content.places[name].written
    if (
        position
        and any(str(has.get(side)) != degrees for side, degrees in position.items())
        and not _is_near(has, place)
    ):
        said = f"the position {position['lat']}, {position['lon']} of {quoted(place.name)}"
        there = f"{has['lat']}, {has['lon']}" if "lat" in has and "lon" in has else "none"
        work.told.lose(event.where, f"{said}; the place {name} has {there}")
    return name


def _is_near(has: Mapping[str, Any], place: Place) -> bool:
    """Is it the same place, as exactly as a map shows it?"""
    try:
        return abs(float(has["lat"]) - (place.lat or 0)) < NEAR and abs(float(has["lon"]) - (place.lon or 0)) < NEAR
    except (KeyError, TypeError, ValueError):
        return False


def _degrees(number: float | None) -> str:
    return f"{number or 0:.6f}".rstrip("0").rstrip(".")


def _tags(work: Work, event: Event) -> list[str]:
    written: dict[str, None] = {}
    for name in event.tags:
        tag, lost = work.tags.tag_of(name)
        if lost:
            work.told.lose(event.where, lost)
        written[tag] = None
    return [tag for tag in written if tag]


def _media(work: Work, event: Event) -> list[dict[str, str]]:
    media = []
    for image in event.images:
        source, why = work.pictures.source_of(image.path)
        if why:
            said = (("alt text", image.alt), ("caption", image.caption), ("credit", image.credit))
            lost = "".join(f"; its {name} was {quoted(words, LONGEST_WORDS)}" for name, words in said if words)
            work.told.lose(event.where, f"the image {quoted(image.path)}: {why}{lost}")
            continue
        alt = image.alt or ("" if too_costly(image.caption) else squeeze(plain(image.caption)))
        if not alt:
            work.told.note(event.where, f"the image {quoted(image.path)} is described by the title; say what it shows")
        fields = {"src": source, "alt": alt or event.title, "caption": image.caption, "credit": image.credit}
        media.append({name: value for name, value in fields.items() if value})
    return media

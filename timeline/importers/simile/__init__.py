"""SIMILE Timeline's event sources, in XML or JSON."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote

from timeline.dates import DateError, Edtf
from timeline.importers.found import CannotRead, Event, Found, Image, Loss, Source
from timeline.importers.kinds import refuse_others
from timeline.importers.markup import is_web, line_of, linked, markdown_of, plain_of
from timeline.importers.reading import text_of
from timeline.importers.simile.dates import Dating, lasting, one_time, written
from timeline.importers.simile.files import Written, events_of
from timeline.problems import printable, quoted

DATES = ("start", "latestStart", "earliestEnd", "end")
DURATIONS = ("isDuration", "durationEvent")
READ = {*DATES, "title", "description", "image", "link"}
# What is about looks, or for the programs of the page that the timeline stood on; it is told once.
LOOKS = {
    "icon", "color", "textColor", "classname", "tapeImage", "tapeRepeat", "track", "trackNum", "id", "eventID",
    "wikiID",
}  # fmt: skip
ENDING = (
    "SIMILE draws up to where an end begins, and ends are carried over as they are written; the last year or day may "
    "not be meant"
)
ROUND_DAY = "a date on the first of a month; where only the month or the year is known, write that"


@dataclass(slots=True)
class Telling:
    """What is told of a file while it is read; dropped has the places of fields that are told once."""

    lost: list[Loss] = field(default_factory=list)
    notes: list[Loss] = field(default_factory=list)
    dropped: dict[str, list[str]] = field(default_factory=dict)

    def lose(self, where: str, what: str) -> None:
        self.lost.append(Loss(where, what))


def read(path: Path) -> Found:
    """The events of a file; raises CannotRead."""
    telling = Telling()
    text, name = text_of(path), printable(str(path))
    refuse_others(text, name, "simile")
    events = [_event(each, telling) for each in events_of(text, name, telling.lose)]
    if not events:
        raise CannotRead(f"{name}: there is no event in it")
    lost = (*telling.lost, *_dropped(telling))
    return Found(tuple(filter(None, events)), lost=lost, notes=tuple(telling.notes))


def _event(found: Written, telling: Telling) -> Event | None:
    where, fields = found.where, found.fields
    line = line_of(fields.get("title", ""))
    title = line.text
    if not title:
        telling.lose(where, "an event without a title: left out")
        return None
    dates = dict(_dates(found, telling))
    dating = _dating(dates, found.lasted)
    if dating is None:
        telling.lose(where, f"{quoted(title)} has no date: left out")
        return None
    _tell_of_dating(found, dates, dating, telling)
    markup = markdown_of(fields.get("description", ""))
    for what in (*line.dropped, *markup.dropped):
        telling.lose(where, what)
    telling.notes += [Loss(where, f"{what} is a link now") for what in markup.linked]
    images, picture = _image(where, fields.get("image", "").strip(), telling)
    sources = _sources(where, fields.get("link", "").strip(), telling)
    _tell_of_others(where, fields, title, telling)
    links = (linked(words, url) for words, url in line.links)
    body = "\n\n".join(filter(None, (markup.text, *links, picture)))
    return Event(where, title, dating.date, body=body, sources=sources, images=images)


def _dates(found: Written, telling: Telling) -> Iterator[tuple[str, Edtf]]:
    for name in DATES:
        if text := found.fields.get(name, "").strip():
            try:
                yield name, written(text)
            except DateError as error:
                telling.lose(found.where, f"{name}: {error}: not carried over")


def _dating(dates: Mapping[str, Edtf], lasted: bool) -> Dating | None:
    """When it was; what would end before it begins is known by its beginning alone."""
    start, latest_start, earliest_end, end = (dates.get(name) for name in DATES)
    last = end or earliest_end
    try:
        if lasted and last:
            return lasting(start, latest_start, earliest_end if end else None, last)
        return one_time(start, [date for date in (latest_start, earliest_end, end) if date])
    except DateError as error:
        return Dating(start.text, f"{error}; the event is dated {start.text} alone") if start else None


def _tell_of_dating(found: Written, dates: Mapping[str, Edtf], dating: Dating, telling: Telling) -> None:
    if dating.lost:
        telling.lose(found.where, dating.lost)
    if found.doubt and len(dates) > 1:
        telling.notes.append(Loss(found.where, found.doubt))
    if "start" in dates and "end" in dates and dates["end"].time is None and dates["end"] != dates["start"]:
        telling.notes.append(Loss(found.where, ENDING))
    if any(date.precision == "day" and date.text.endswith("-01") for date in dates.values()):
        telling.notes.append(Loss(found.where, ROUND_DAY))


def _image(where: str, address: str, telling: Telling) -> tuple[tuple[Image, ...], str]:
    """The image where it lies beside the file, else a link to it."""
    if is_web(address):
        telling.notes.append(Loss(where, "an image elsewhere is a link now"))
        return (), linked("Image", address)
    path = unquote(address)
    if ":" in path or path.startswith(("/", "\\")):
        telling.lose(where, f"an image, {quoted(address)}, that does not lie beside the file")
        return (), ""
    return (Image(path),) if path else (), ""


def _sources(where: str, link: str, telling: Telling) -> tuple[Source, ...]:
    if link and not is_web(link):
        telling.lose(where, f"a link to {quoted(link)}, which is no address of the web")
        return ()
    return (Source(link),) if link else ()


def _tell_of_others(where: str, fields: Mapping[str, str], title: str, telling: Telling) -> None:
    """What events of ours do not have; a tooltip that repeats the title is no loss."""
    for key, value in fields.items():
        if key in DURATIONS:
            if value.strip().lower() not in ("true", "false", ""):
                telling.lose(where, f"{key}, {quoted(value)}: neither true nor false")
        elif key in LOOKS:
            telling.dropped.setdefault(key, []).append(where)
        elif key not in READ and value.strip() and (key not in ("caption", "hoverText") or plain_of(value) != title):
            telling.lose(where, f"{printable(key)}, {quoted(value)}: not carried over")


def _dropped(telling: Telling) -> Iterator[Loss]:
    for key, places in telling.dropped.items():
        times = f", {len(places)} times from here on" if len(places) > 1 else ""
        yield Loss(places[0], f"{key}{times}: not carried over")

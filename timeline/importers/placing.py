"""Where what was found belongs in a content folder: new files, additions to registers, and what is there already."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path
from typing import Any

from timeline.checks import check_content
from timeline.content.edits import Original, edited, fields_edit, original
from timeline.content.load import REGISTERS, SITE, Content, Entry
from timeline.content.references import aliases
from timeline.content.schema import fit
from timeline.content.source import ENTRY_BYTES, Unreadable, parse_yaml
from timeline.dates import DateError, overlaps, parse
from timeline.importers.articles import Articles, articles
from timeline.importers.found import Event, Found, Loss, Place
from timeline.importers.markup import escaped
from timeline.importers.pictures import Pictures, pictures
from timeline.importers.registers import Register, Tags, register, tags, taken_ids
from timeline.importers.shaping import cleaned, shaped
from timeline.importers.telling import Told, in_order
from timeline.importers.writing import event_text, register_field, settings_text
from timeline.markdown import plain, too_costly
from timeline.model import Event as Record
from timeline.problems import Problem, printable, quoted
from timeline.scaffold.event import folder_of
from timeline.scaffold.project import title_of
from timeline.text import slug, squeeze

# How much of an event's texts comes in: all, their words alone, none, and not even the event.
WHOLE, WORDS, NO_TEXTS, NOTHING = range(4)


LESS = {
    WORDS: "links and formatting of {title}: {why}",
    NO_TEXTS: "the texts of {title}: {why}",
    NOTHING: "{title} is left out: {why}",
}
# In degrees: what is nearer is one place to a map.
NEAR = 0.05


class CannotPlace(Exception):
    """Why nothing can be imported into a content folder; problems are what an import would have caused there."""

    def __init__(self, message: str, problems: tuple[Problem, ...] = ()) -> None:
        super().__init__(message)
        self.problems = problems


@dataclass(frozen=True, slots=True)
class Why:
    """What keeps something of an event from coming in, with the code of the problem it would be."""

    code: str
    message: str


@dataclass(frozen=True, slots=True)
class Asked:
    """What is imported, into which thread where nothing says so (empty: see placed), and the ISO 8601 day it is."""

    source: Path
    thread: str
    today: str


@dataclass(frozen=True, slots=True)
class NewFile:
    """A file that is to be written: its path from the content folder, and its text, or else the file to be copied."""

    path: str
    text: str = ""
    copy_of: Path | None = None


@dataclass(frozen=True, slots=True)
class Addition:
    """A register that gets more entries: its path from the content folder, its text before (None: new) and after."""

    path: str
    before: str | None
    after: str


@dataclass(frozen=True, slots=True)
class Adoption:
    """What an import does, nothing of which is done yet.

    written says how many entries of each kind there will be more, there how many events are there already. lost and
    notes are in the order of the source.
    """

    files: tuple[NewFile, ...]
    registers: tuple[Addition, ...]
    written: Mapping[str, int]
    there: int
    lost: tuple[Loss, ...]
    notes: tuple[Loss, ...]


@dataclass(frozen=True, slots=True)
class _Draft:
    """An event as it would be written, and as it would be read."""

    event: Event
    path: str
    text: str
    entry: Entry[Record]


@dataclass(frozen=True, slots=True)
class _Work:
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


def placed(content: Content, found: Found, asked: Asked, is_new: bool) -> Adoption:
    """Nothing that is there is changed, but for entries at the end of registers. Raises CannotPlace and OSError.

    An event that names no thread gets the one that is asked for, else the only one there is, else one that is called
    like the timeline that was found, or like its file. is_new says that the content has no settings yet.
    """
    told = Told(list(found.lost), list(found.notes))
    new, there = _new(content, shaped(found.events, told), told)
    levels, reasons = dict.fromkeys((event.id for event in new), WHOLE), dict[str, str]()
    while True:
        kept = [event for event in new if levels[event.id] < NOTHING]
        work = _work(content, found, asked, kept)
        drafts, unfit = _drafts(work, [_reduced(event, levels[event.id]) for event in kept])
        if not (why := unfit or _errors(work, drafts)):
            break
        for name, each in why.items():
            levels[name] = _less(levels[name], each)
            reasons[name] = each.message
    for event in new:
        if event.id in reasons:
            told.lose(event.where, LESS[levels[event.id]].format(title=quoted(event.title), why=reasons[event.id]))
    told.lost.extend(work.told.lost)
    told.notes.extend(work.told.notes)
    files = [] if not is_new or not drafts else [NewFile(SITE, settings_text(*_title_and_description(found, asked)))]
    if not is_new:
        _tell_of_settings(content, found, told)
    files += [NewFile(f"media/{name}", copy_of=file) for name, file in work.pictures.added.items()]
    files += [NewFile(path, text) for path, text in work.articles.files().items()]
    files += [NewFile(draft.path, draft.text) for draft in drafts]
    counts: dict[str, int] = {
        "event": len(drafts),
        "article": len(work.articles.added),
        **{register.kind: len(register.added) for register in work.registers},
        "image": len(work.pictures.added),
    }
    additions = tuple(_addition(content, register) for register in work.registers if register.added)
    return Adoption(tuple(files), additions, counts, there, in_order(told.lost), in_order(told.notes))


def _new(content: Content, events: Iterable[Event], told: Told) -> tuple[list[Event], int]:
    """The events that are not there yet, and how many are."""
    by_alias = {name: entry for entry in content.events.values() for name in aliases(entry)}
    taken = taken_ids(content, "event")
    new, there = [], 0
    for event in events:
        entry = content.events.get(event.id) or by_alias.get(event.id)
        if entry and _is_the_same(event, entry):
            there += 1
        elif entry:
            told.lose(event.where, f"{quoted(event.title)}: its id {event.id} is taken by {printable(entry.file)}")
        elif event.id in taken:
            told.lose(event.where, f"{quoted(event.title)}: another event was published under its id, {event.id}")
        else:
            new.append(event)
    return new, there


def _is_the_same(event: Event, entry: Entry[Record]) -> bool:
    title, date = entry.written.get("title"), entry.written.get("date")
    if isinstance(title, str) and squeeze(title).casefold() == event.title.casefold():
        return True
    try:
        return isinstance(date, str) and overlaps(parse(date.strip()), parse(event.date))
    except DateError:
        return False


def _work(content: Content, found: Found, asked: Asked, new: Sequence[Event]) -> _Work:
    threads = register(content, "thread")
    work = _Work(
        content=content,
        told=Told(),
        threads=threads,
        actors=register(content, "actor"),
        places=register(content, "place"),
        tags=tags(content),
        articles=articles(content, chain.from_iterable(event.sources for event in new), asked.today),
        pictures=pictures(content.root, content.media, asked.source),
        default=_default_thread(content, found, asked),
    )
    named = dict.fromkeys(event.thread or work.default for event in new)
    # Lanes come in the order in which the source has them, as far as events of theirs come in.
    in_turn = (squeeze(cleaned(name, "", "", Told())) for name in found.threads)
    for name in (*(name for name in in_turn if name in named), *named):
        _thread(work, name)
    return work


def _thread(work: _Work, name: str) -> str:
    # A thread that was renamed in the meantime still has the id that was made of its name.
    made = slug(name)
    return made if made in work.content.threads and not work.threads.named(name) else work.threads.id_of(name)


def _default_thread(content: Content, found: Found, asked: Asked) -> str:
    if asked.thread:
        return asked.thread
    return next(iter(content.threads)) if len(content.threads) == 1 else _title_and_description(found, asked)[0]


def _title_and_description(found: Found, asked: Asked) -> tuple[str, str]:
    title = squeeze(cleaned(found.title, "", "", Told())) or title_of(asked.source.with_suffix(""))
    description = cleaned(found.description, "", "", Told())
    return title, "" if too_costly(description) else squeeze(plain(description))


def _tell_of_settings(content: Content, found: Found, told: Told) -> None:
    """What the source says of itself has no other place than site.yaml, which is there already."""
    title, description = squeeze(found.title), squeeze(plain(found.description))
    settings = content.settings
    if title and title != settings.title:
        told.note(
            "", f"the timeline's title, {quoted(title)}, stands nowhere; the site is called {quoted(settings.title)}"
        )
    if description and description != settings.description:
        told.lose("", f"the timeline's description, {quoted(description)}; site.yaml is there already")


def _drafts(work: _Work, events: Sequence[Event]) -> tuple[list[_Draft], dict[str, Why]]:
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
        drafts.append(_Draft(event, path, text, Entry("event", event.id, file, (), written, record)))
    return drafts, unfit


def _misread(text: str, written: Mapping[str, Any]) -> Why | None:
    """What is wrong with a file that is not read as it was meant."""
    try:
        return None if parse_yaml(text.encode()).written == written else Why("wrong-shape", "it would be misread")
    except Unreadable as error:
        return Why(error.code, error.message)


def _written(work: _Work, event: Event) -> dict[str, Any]:
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


def _place(work: _Work, event: Event, place: Place) -> str:
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


def _tags(work: _Work, event: Event) -> list[str]:
    written: dict[str, None] = {}
    for name in event.tags:
        tag, lost = work.tags.tag_of(name)
        if lost:
            work.told.lose(event.where, lost)
        written[tag] = None
    return [tag for tag in written if tag]


def _media(work: _Work, event: Event) -> list[dict[str, str]]:
    media = []
    for image in event.images:
        source, why = work.pictures.source_of(image.path)
        if why:
            work.told.lose(event.where, f"the image {quoted(image.path)}: {why}")
            continue
        alt = image.alt or ("" if too_costly(image.caption) else squeeze(plain(image.caption)))
        if not alt:
            work.told.note(event.where, f"the image {quoted(image.path)} is described by the title; say what it shows")
        fields = {"src": source, "alt": alt or event.title, "caption": image.caption, "credit": image.credit}
        media.append({name: value for name, value in fields.items() if value})
    return media


def _reduced(event: Event, level: int) -> Event:
    if level == WHOLE:
        return event
    if level == NO_TEXTS:
        return replace(event, summary=escaped(event.title), body="")
    return replace(event, summary=escaped(squeeze(plain(event.summary))), body=escaped(plain(event.body)))


def _less(level: int, why: Why) -> int:
    """How much less of an event is to come in, as something is wrong with it."""
    # To find the words of such texts takes as long as to convert them.
    if why.code == "too-many-values":
        return NOTHING
    return NO_TEXTS if level == WHOLE and why.code in ("costly-markdown", "too-large") else level + 1


def _errors(work: _Work, drafts: Sequence[_Draft]) -> dict[str, Why]:
    """Which new events cause errors. Raises CannotPlace where something else would, that is not to be."""
    after = check_content(_with(work, drafts))
    new = {draft.event.id for draft in drafts}
    errors = [problem for problem in after if problem.severity == "error"]
    caused = {
        problem.entry[1]: Why(problem.code, problem.message)
        for problem in errors
        if problem.entry[0] == "event" and problem.entry[1] in new
    }
    others = [problem for problem in errors if problem.entry[0] != "event" or problem.entry[1] not in new]
    if others and not caused:
        before = set(check_content(work.content))
        if worse := tuple(problem for problem in others if problem not in before):
            raise CannotPlace("the import would cause errors", worse)
    return caused


def _with(work: _Work, drafts: Iterable[_Draft]) -> Content:
    """The content as it would be read, but without the new images: these were looked at where they lie."""
    content = work.content
    events = {draft.event.id: _without_media(draft.entry) for draft in drafts}
    return replace(
        content,
        events={**content.events, **events},
        articles={**content.articles, **work.articles.entries()},
        threads={**content.threads, **work.threads.entries(content)},
        actors={**content.actors, **work.actors.entries(content)},
        places={**content.places, **work.places.entries(content)},
        unread=frozenset(),
        problems=tuple(problem for problem in content.problems if problem.code != "missing-file"),
    )


def _without_media(entry: Entry[Record]) -> Entry[Record]:
    return replace(entry, written={name: value for name, value in entry.written.items() if name != "media"})


def _addition(content: Content, register: Register) -> Addition:
    name, _ = REGISTERS[register.kind]
    file = content.root / name
    whole = original(file) if file.exists() else None
    fields = [register_field(key, written) for key, written in register.added.items()]
    edit = fields_edit(whole or Original("", 0, 0, {}), (), fields)
    return Addition(name, whole.text if whole else None, edited(whole.text if whole else "", (edit,)))

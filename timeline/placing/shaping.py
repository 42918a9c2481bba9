"""What is found, shaped so that our records can hold it; what is already there plays no part in this."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from pydantic import TypeAdapter, ValidationError

from timeline.dates import DateError, parse
from timeline.importers.found import Event, Image, Place, Source
from timeline.importers.markup import escaped
from timeline.model import Paragraph
from timeline.placing.telling import Told
from timeline.problems import quoted
from timeline.scaffold.writing import beginning
from timeline.text import FORBIDDEN, LONGEST_ID, id_fault, normal, slug, squeeze

# Line ends and spaces of other times and systems.
LINE_ENDS = re.compile("[\r\x85\u2028\u2029]")
SPACES = re.compile("[\x0b\x0c\x1c-\x1f]")
EMPTY_LINE = re.compile(r"\n(?:[^\S\n]*\n)+")
# Two spaces or a backslash before it are a line break in Markdown.
UNSEEN_BREAK = re.compile(r"(?<!  )(?<![ \\]) ?\n[ ]*")
LONE_LINK = re.compile(r"\[[^\]\n]*\]\([^)\s]*\)\W*")
SUMMARY: TypeAdapter[str] = TypeAdapter(Paragraph)

Clean = Callable[[str, str], str]


def shaped(events: Sequence[Event], told: Told) -> list[Event]:
    """The events that can come in, each with an id of its own, which is the same whenever the source is read.

    Titles and names are on one line, dates in EDTF, summaries are paragraphs.
    """
    fitting = [fit for event in events if (fit := _shaped(event, told))]
    return [replace(event, id=name) for event, name in zip(fitting, _ids(fitting, told), strict=True)]


def cleaned(text: str, where: str, what: str, told: Told) -> str:
    """A text without what no file of ours may hold."""
    text = SPACES.sub(" ", LINE_ENDS.sub("\n", normal(text)))
    if not (found := FORBIDDEN.findall(text)):
        return text
    names = ", ".join(sorted({f"U+{ord(sign):04X}" for sign in found})[:5])
    told.lose(where, f"{what}: {len(found):,} invisible character{'' if len(found) == 1 else 's'} ({names}) taken out")
    # What they kept apart may compose now.
    return normal(FORBIDDEN.sub("", text))


def _shaped(event: Event, told: Told) -> Event | None:
    def clean(text: str, what: str) -> str:
        return cleaned(text, event.where, what, told)

    title = squeeze(clean(event.title, "title"))
    if not title:
        told.lose(event.where, "an event without a title is left out")
        return None
    try:
        date = parse(event.date.strip())
    except DateError as error:
        told.lose(event.where, f"{quoted(title)} is left out: {quoted(event.date)} is not a date: {error}")
        return None
    if event.status == "retracted":
        told.lose(event.where, f"{quoted(title)} is left out: it is retracted, and nothing says when and why")
        return None
    status = event.status
    if status == "disputed":
        told.lose(event.where, "the status disputed, for nothing says who differs from whom; it is claimed now")
        status = "claimed"
    summary, body = _texts(replace(event, title=title), clean, told)
    return replace(
        event,
        title=title,
        date=date.text,
        status=status,
        summary=summary,
        body=body,
        thread=squeeze(clean(event.thread, "thread")),
        tags=_names(event.tags, "tag", clean),
        actors=_names(event.actors, "actor", clean),
        places=tuple(fit for place in event.places if (fit := _place(place, event.where, clean, told)).name),
        sources=tuple(_source(source, clean) for source in event.sources),
        images=tuple(_image(image, clean) for image in event.images),
    )


def _texts(event: Event, clean: Clean, told: Told) -> tuple[str, str]:
    """Summary and body: a summary that is none begins the body, whose first paragraph may then be one."""
    summary, body = clean(event.summary, "summary").strip(), clean(event.body, "text").strip("\n").rstrip()
    if summary and is_paragraph(summary):
        return _on_one_line(summary), body
    body = f"{summary}\n\n{body}".strip("\n") if summary else body
    first, *rest = EMPTY_LINE.split(body, maxsplit=1)
    if is_paragraph(first) and not LONE_LINK.fullmatch(first):
        return _on_one_line(first.strip()), "".join(rest).strip("\n")
    told.note(event.where, "the title stands for a summary, too; say in a sentence what happened")
    return escaped(event.title), body


def _on_one_line(paragraph: str) -> str:
    """The paragraph without line ends that nobody sees; those that break a line stay."""
    return UNSEEN_BREAK.sub(" ", paragraph)


def is_paragraph(text: str) -> bool:
    """Can the Markdown text be a summary?"""
    try:
        SUMMARY.validate_python(text)
    except ValidationError:
        return False
    return not EMPTY_LINE.search(text.strip())


def _names(names: Sequence[str], what: str, clean: Clean) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for each in names if (name := squeeze(clean(each, what)))))


def _place(place: Place, where: str, clean: Clean, told: Told) -> Place:
    name = squeeze(clean(place.name, "place"))
    if place.lat is None and place.lon is None:
        return Place(name)
    if place.lat is not None and place.lon is not None and -90 <= place.lat <= 90 and -180 <= place.lon <= 180:
        return Place(name, place.lat, place.lon)
    told.lose(where, f"the position {place.lat}, {place.lon} of {quoted(name)}, which is none on Earth")
    return Place(name)


def _source(source: Source, clean: Clean) -> Source:
    title, publisher = (squeeze(clean(text, "source")) for text in (source.title, source.publisher))
    return Source(source.url.strip(), title, publisher)


def _image(image: Image, clean: Clean) -> Image:
    alt, credit = (squeeze(clean(text, "image")) for text in (image.alt, image.credit))
    return Image(image.path, alt, clean(image.caption, "image").strip(), credit)


def _ids(events: Sequence[Event], told: Told) -> list[str]:
    """Two events of one id are told apart by their order, whatever the content holds: the next run must find both."""
    given: dict[str, None] = {}
    last: dict[str, int] = {}
    for event in events:
        first = name = _id(event, told)
        while name in given:
            last[first] = last.get(first, 1) + 1
            name = numbered(first, last[first])
        given[name] = None
    return list(given)


def _id(event: Event, told: Told) -> str:
    """The one it has, if we can have it, or one as `timeline new` makes it."""
    name = event.id.strip()
    fault = id_fault(name) if name else None
    if name and not fault:
        return name
    made = slug(f"{beginning(parse(event.date))} {event.title}")
    made = f"event-{made}" if id_fault(made) else made
    if fault:
        told.lose(event.where, f"the id {quoted(name)}; it is {made} now, for {fault}")
    return made


def numbered(name: str, number: int) -> str:
    """Another id for one of a name that is taken."""
    end = f"-{number}"
    return name[: LONGEST_ID - len(end)].rstrip("-") + end

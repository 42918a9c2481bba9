"""Each excerpt as a W3C Web Annotation of its article, beside the article's page: a program that shows the article can
lay over it what this site says of its passages.

The terms are those of the Web Annotation Data Model and its vocabulary alone. A passage that is known not to be the
article's, or no longer known to be, is not annotated; nor is anything for an event that was retracted.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date as calendar_date
from datetime import datetime, timedelta
from typing import Any

from timeline import address, markdown
from timeline.content.quotations import Judged
from timeline.dates import Edtf, iso
from timeline.page import Data, Page
from timeline.pages.event_data import JSON
from timeline.pages.feed import instant
from timeline.pages.recent import change_of
from timeline.pages.subject import Subject, shared
from timeline.quotation import Selector, parts
from timeline.theme import Theme

FILE = "annotations.jsonld"
CONTEXT = "http://www.w3.org/ns/anno.jsonld"
COLLECTION = "#collection"
ARTICLE = "#article"
# Those of years that xsd:dateTime and this machine's calendar know.
DAYS = range(calendar_date(2, 1, 1).toordinal(), calendar_date(9999, 1, 1).toordinal())


@dataclass(frozen=True, slots=True)
class Annotation:
    """An excerpt of an event; anchor is its place on the event's page, note Markdown.

    published and updated are ISO 8601 days, empty for a draft. There is a selector for each piece of the passage, with
    prefix and suffix where the words were found and these are known; none where it is not known what its words are.
    """

    event: str
    title: str
    anchor: str
    stance: str
    note: str
    published: str
    updated: str
    selectors: tuple[Selector, ...]
    is_verified: bool


@shared
def anchors(subject: Subject, event: str) -> tuple[str, ...]:
    """Where each excerpt of an event stands on its page, by its words, so that it stays when others come or go."""
    judged = subject.timeline.verdicts[event][: len(subject.timeline.events[event].excerpts)]
    of_words = Counter[str]()
    found = []
    for mark in (one.quotation.mark for one in judged):
        of_words[mark] += 1
        found.append(f"q-{mark}-{of_words[mark]}" if of_words[mark] > 1 else f"q-{mark}")
    return tuple(found)


def annotation(subject: Subject, event: str, position: int) -> Annotation | None:
    """An excerpt as an annotation, if it is to be one."""
    record, judged = subject.timeline.events[event], subject.timeline.verdicts[event][position]
    if record.status == "retracted" or judged.verdict not in ("verified", "not-captured"):
        return None
    excerpt, change = record.excerpts[position], change_of(subject, event)
    return Annotation(
        event=event,
        title=record.title,
        anchor=anchors(subject, event)[position],
        stance=excerpt.stance,
        note=excerpt.note,
        # A draft has no day yet but today's.
        published="" if record.draft else change.published,
        updated="" if record.draft else change.updated,
        selectors=judged.selectors or _of_own_words(judged),
        is_verified=judged.verdict == "verified",
    )


def are_any(subject: Subject) -> bool:
    """Whether any excerpt of any article is annotated."""
    if not subject.timeline.settings.outputs.event_json:
        return False
    events = subject.timeline.events.items()
    return any(annotation(subject, name, place) for name, event in events for place in range(len(event.excerpts)))


def annotation_pages(
    subject: Subject, name: str, of_parts: Sequence[tuple[str, Sequence[Annotation]]]
) -> Iterator[Page]:
    """The annotations of an article: a page of them beside each part of its own page that has any.

    of_parts are the addresses of these parts with what stands on each. The first stands at the article's earlier
    addresses, too.
    """
    article, site = subject.timeline.articles[name], subject.site
    paths = [path + FILE for path, _ in of_parts]
    folder = address.of_entry("article", name)
    whole = {
        "base_url": site.base_url,
        "language": site.language,
        "publisher": site.publisher,
        "title": article.title,
        "total": sum(len(held) for _, held in of_parts),
        "first": paths[0] if paths else "",
        "last": paths[-1] if paths else "",
        # An article without an address is a thing of its own beside our page about it.
        "source": article.url or article.archive_url,
        "article": folder + ARTICLE,
        "archive_url": article.archive_url if article.url else "",
        "captured": _interval(article.captured) if article.captured else (),
    }
    before = 0
    for number, (path, (_, held)) in enumerate(zip(paths, of_parts, strict=True)):
        way = {
            "path": path,
            "start": before,
            "prev": paths[number - 1] if number else "",
            "next": paths[number + 1] if path != paths[-1] else "",
        }
        before += len(held)
        copies = () if number else tuple(address.of_entry("article", alias) + FILE for alias in article.aliases)
        for own in (path, *copies):
            yield Page(own, write_annotations, {**whole, **way, "own": own, "annotations": tuple(held)}, themed=False)


def write_annotations(theme: Theme, data: Data) -> bytes:
    """An annotation a line, so that a change shows as a change of its lines."""
    links = {name: _iri(data, data[name]) for name in ("prev", "next") if data[name]}
    page = {"@context": CONTEXT, "id": _iri(data, data["path"]), "type": "AnnotationPage", "partOf": _collection(data)}
    head = JSON.encode({**page, **links, "startIndex": data["start"]})[:-1]
    of_article = {"source": data["source"] or _iri(data, data["article"])}
    state = _state(data["archive_url"], data["captured"])
    items = ",\n".join(JSON.encode(_annotation(data, one, of_article, state)) for one in data["annotations"])
    return f'{head}, "items": [\n{items}\n]}}\n'.encode()


def _collection(data: Data) -> dict[str, Any]:
    publisher = {"creator": {"type": "Organization", "name": data["publisher"]}} if data["publisher"] else {}
    return {
        "id": _iri(data, data["first"] + COLLECTION),
        "type": "AnnotationCollection",
        "label": data["title"],
        **publisher,
        "total": data["total"],
        "first": _iri(data, data["first"]),
        "last": _iri(data, data["last"]),
    }


def _annotation(data: Data, one: Annotation, of_article: Mapping[str, str], state: Mapping[str, Any]) -> dict[str, Any]:
    page = _iri(data, address.of_entry("event", one.event))
    dated = {"created": instant(one.published), "modified": instant(one.updated)} if one.published else {}
    texts = [("classifying", one.stance, {"format": "text/plain"})]
    if one.note:
        texts.append(("commenting", markdown.plain(one.note), {"format": "text/plain", "language": data["language"]}))
    # What has been verified has been so in the copy of that day, and is claimed of no other.
    place = {"type": "SpecificResource", **of_article, **({"state": state} if state and one.is_verified else {})}
    targets = [{**place, "selector": _selector(piece)} for piece in one.selectors] or [place]
    return {
        "id": f"{page}#{one.anchor}",
        "type": "Annotation",
        "motivation": "linking",
        **dated,
        "body": [
            {"id": page, "type": "Text", "label": one.title, "format": "text/html", "language": data["language"]},
            *({"type": "TextualBody", "purpose": why, "value": text, **more} for why, text, more in texts),
        ],
        "target": targets[0] if len(targets) == 1 else targets,
    }


def _selector(piece: Selector) -> dict[str, str]:
    # Of a passage that was not found nobody knows what stands around it.
    around = {"prefix": piece.prefix, "suffix": piece.suffix} if piece.prefix or piece.suffix else {}
    return {"type": "TextQuoteSelector", "exact": piece.exact, **around}


def _state(archive_url: str, captured: Sequence[str]) -> dict[str, Any]:
    """Which copy of the article the words were found in, as far as that is known."""
    names = ("sourceDate",) if len(captured) == 1 else ("sourceDateStart", "sourceDateEnd")
    known = ({"cached": archive_url} if archive_url else {}) | dict(zip(names, captured, strict=False))
    return {"type": "TimeState", **known} if known else {}


def _of_own_words(judged: Judged) -> tuple[Selector, ...]:
    """The pieces of a passage by its own words, if none stands for others."""
    pieces = parts(judged.quotation.text)
    return () if any({*"[]"} & {*piece} for piece in pieces) else tuple(Selector(one, "", "") for one in pieces)


def _interval(date: Edtf) -> tuple[str, ...]:
    """The moment in UTC, or the first and the last second that the date can mean; nothing where it is open."""
    if date.earliest is None or date.earliest not in DAYS or date.latest not in DAYS:
        return ()
    time = date.start.time if date.start else None
    if date.precision == "moment" and time and time.offset is not None:
        of_day = timedelta(hours=time.hour, minutes=time.minute - time.offset, seconds=time.second or 0)
        return (f"{(datetime.fromordinal(date.earliest) + of_day).isoformat()}Z",)
    return f"{iso(date.earliest)}T00:00:00Z", f"{iso(date.latest)}T23:59:59Z"


def _iri(data: Data, target: str) -> str:
    """A full address, or where the site has none, one that is resolved from the file's own."""
    base: str = data["base_url"]
    return base + target if base else address.relative(data["own"], target)

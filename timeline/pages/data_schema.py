"""JSON Schema (2020-12) of events.json and of the events' index.json: every field, what it holds, what it means."""

import json
from collections.abc import Iterator, Mapping
from typing import Any, get_args

from timeline import model
from timeline.compile import INVERSE
from timeline.content.quotes import Verdict
from timeline.dates.component import Unit
from timeline.page import Data, Page
from timeline.pages.events_json import VERSION
from timeline.pages.subject import Subject
from timeline.theme import Theme

DIALECT = "https://json-schema.org/draft/2020-12/schema"
FOLDER = "schema/"
Json = dict[str, Any]
# What each field of an object holds, in words, and its shape.
Fields = Mapping[str, tuple[str, Json]]


def schema_pages(subject: Subject) -> Iterator[Page]:
    """One for each form that the site has; a full address makes it known everywhere under its own name."""
    base_url = subject.site.base_url
    for name in SCHEMAS:
        if name == "events" or subject.timeline.settings.outputs.event_json:
            path = f"{FOLDER}{name}.json"
            data = {"name": name, "address": base_url + path if base_url else ""}
            yield Page(path, write_schema, data, themed=False)


def write_schema(theme: Theme, data: Data) -> bytes:
    head = {"$schema": DIALECT} | ({"$id": data["address"]} if data["address"] else {})
    return (json.dumps(head | SCHEMAS[data["name"]], ensure_ascii=False, indent=1) + "\n").encode()


def _object(fields: Fields) -> Json:
    """Every field is always there, and others may come: what reads an older form reads the newer one."""
    properties = {name: {"description": text, **shape} for name, (text, shape) in fields.items()}
    return {"type": "object", "required": list(fields), "properties": properties}


def _list(of: Json) -> Json:
    return {"type": "array", "items": of}


def _one_of(words: tuple[str, ...]) -> Json:
    """One of some words, to which others may be added."""
    return {"anyOf": [{"enum": list(words)}, {"type": "string"}]}


def _or_null(shape: Json) -> Json:
    return {**shape, "type": [shape["type"], "null"]}


TEXT: Json = {"type": "string"}
NUMBER: Json = {"type": "integer", "minimum": 0}
IDS = _list(TEXT)
DEGREES: Json = {"type": ["number", "null"]}
# In full, or from the root of a site that has no address of its own; an address may hold letters of any alphabet.
LINK: Json = {"type": "string", "format": "iri-reference"}
DAY: Json = {"type": "string", "pattern": r"^([-+]\d{4,}|\d{4})-\d\d-\d\d$"}
SHA256: Json = {"type": "string", "pattern": "^[0-9a-f]{64}$"}
PRECISIONS = (*get_args(Unit), "interval", "range", "no-later-than", "no-earlier-than", "set")
RELATIONS = tuple(dict.fromkeys((*get_args(model.RelationType), *INVERSE.values())))
CORRECTIONS = get_args(model.Correction.model_fields["kind"].annotation)
ARTICLES = get_args(model.Article.model_fields["kind"].annotation)
VERSIONED: Fields = {"version": ("The version of this form", {"const": VERSION})}

SITE: Fields = {
    "title": ("The name of the record", TEXT),
    "description": ("One sentence about it; may be empty", TEXT),
    "language": ("The language it is written in, a BCP 47 tag", TEXT),
    "licence": ("The terms of its texts, in words or as an address; may be empty", TEXT),
    "base_url": ("Where the site is; empty where that is not known, and all addresses count from its root", LINK),
}
EXCERPT: Fields = {
    "article": ("The id of the article", TEXT),
    "quote": ("The words; […] stands for words left out, [word] for one of the record's own", TEXT),
    "stance": (
        "Whether it bears the event out: supports, contradicts, or context",
        _one_of(get_args(model.Stance)),
    ),
    "speaker": ("Who says it, an actor's id or a name; null where the words are the article's own", _or_null(TEXT)),
    "verdict": (
        "What came of comparing it with the article's text: verified, altered, not-captured, or changed-since-verified",
        _one_of(get_args(Verdict)),
    ),
}
RELATION: Fields = {
    "type": (
        "What this event is to the other: responds-to, follows, causes, contradicts, part-of, see-also, or, where the "
        "other names it, answered-by, followed-by, caused-by, has-part",
        _one_of(RELATIONS),
    ),
    "event": ("The id of the other event", TEXT),
}
CORRECTION: Fields = {
    "date": ("The day on which it was changed, in EDTF", TEXT),
    "kind": ("Whether it is a correction, an update, or a clarification", _one_of(CORRECTIONS)),
    "note": ("What was changed, and why, as plain text", TEXT),
}
EVENT: Fields = {
    "id": ("What it is known by; the last step of its address", {"type": "string", "pattern": "^[a-z0-9-]+$"}),
    "url": ("The address of its page", LINK),
    "title": ("Its title", TEXT),
    "date": ("When it happened, in EDTF, as its editor wrote it", TEXT),
    "earliest": ("The first day that the date can mean, ISO 8601; null where open or not known", _or_null(DAY)),
    "latest": ("The last day that the date can mean, ISO 8601; null where open or not known", _or_null(DAY)),
    "precision": (
        "How the two are to be read: moment, day, month, season, year, decade, century, millennium; interval (it "
        "lasted from one to the other); range, no-later-than, no-earlier-than (one day among these); set (all of "
        "them); unknown",
        _one_of(PRECISIONS),
    ),
    "status": (
        "How sure it is: confirmed, reported, claimed, or disputed; in its own record also retracted",
        _one_of(get_args(model.Status)),
    ),
    "weight": ("How much it stands out: major, normal, or minor", _one_of(get_args(model.Weight))),
    "thread": ("The id of the thread it belongs to", TEXT),
    "summary": ("What happened in one paragraph, as plain text without links and notes", TEXT),
    "body": ("The rest of the account, as plain text without links and notes; may be empty", TEXT),
    "actors": ("The ids of who took part", IDS),
    "places": ("The ids of where it happened", IDS),
    "tags": ("The ids of its tags", IDS),
    "excerpts": ("What articles say of it, word for word", _list(_object(EXCERPT))),
    "relations": (
        "The events it is tied to, those that name it among them, with what it is to each",
        _list(_object(RELATION)),
    ),
    "corrections": ("What was changed after its publication", _list(_object(CORRECTION))),
}
THREAD: Fields = {
    "id": ("What events call it", TEXT),
    "name": ("Its name", TEXT),
    "description": ("What it is about, as plain text; may be empty", TEXT),
}
ACTOR: Fields = {
    "id": ("What events call them", TEXT),
    "name": ("Their name", TEXT),
    "kind": ("What they are, such as person, organisation or state; may be empty", TEXT),
    "role": ("What they do; may be empty", TEXT),
    "description": ("Who they are, as plain text; may be empty", TEXT),
    "same_as": ("Addresses of the same in other records, such as Wikidata", IDS),
}
PLACE: Fields = {
    "id": ("What events call it", TEXT),
    "name": ("Its name", TEXT),
    "country": ("The country it lies in; may be empty", TEXT),
    "lat": ("Its latitude in degrees, WGS 84; null where it is not given", DEGREES),
    "lon": ("Its longitude in degrees, WGS 84; null where it is not given", DEGREES),
    "same_as": ("Addresses of the same in other records, such as Wikidata", IDS),
}
TAG: Fields = {
    "id": ("What events call it", TEXT),
    "name": ("Its name", TEXT),
    "description": ("What it stands for, as plain text; may be empty", TEXT),
}
ARTICLE: Fields = {
    "id": ("What excerpts call it", TEXT),
    "title": ("Its headline", TEXT),
    "publisher": ("Who published it", TEXT),
    "authors": ("Who wrote it", IDS),
    "published": ("When it was published, in EDTF", TEXT),
    "updated": ("When it was changed last, in EDTF; null where it does not say", _or_null(TEXT)),
    "url": ("Its address; may be empty", LINK),
    "archive_url": ("The address of a copy in an archive; may be empty", LINK),
    "language": ("Its language, a BCP 47 tag; may be empty", TEXT),
    "licence": ("The terms it is published under; may be empty", TEXT),
    "kind": ("Whether it is a report, a wire story, an opinion, or a primary source", _one_of(ARTICLES)),
}
EVENTS: Fields = {
    **VERSIONED,
    "site": ("The record as a whole", _object(SITE)),
    "events": ("All listed events, in the order of the timeline", _list(_object(EVENT))),
    "retracted": ("The ids of events that were taken back; their pages stay", IDS),
    "threads": ("The lanes of the story, in their order", _list(_object(THREAD))),
    "actors": ("The people, organisations and states that events can name", _list(_object(ACTOR))),
    "places": ("The places that events can name", _list(_object(PLACE))),
    "tags": ("The tags of events", _list(_object(TAG))),
    "articles": ("The articles that excerpts can quote", _list(_object(ARTICLE))),
}

DATE_BASIS: Fields = {
    "words": ("What the article says of the time, word for word", TEXT),
    "article": ("The id of the article", TEXT),
    "reading": ("What the words give, in EDTF; null where no rule covers them", _or_null(TEXT)),
    "how": ("How they give it, in a sentence; null where no rule covers them", _or_null(TEXT)),
    "note": ("What the curator says of it; null where there is nothing to say", _or_null(TEXT)),
}
CAPTURE: Fields = {
    "sha256": ("The SHA-256 of the captured file, in hexadecimal", SHA256),
    "start": (
        "Where in its text the excerpt begins, in characters from 0; null where it is not there",
        _or_null(NUMBER),
    ),
    "end": ("Where it ends, the first character behind it; null where it is not there", _or_null(NUMBER)),
    "paragraph": ("The number of its paragraph, from 1; null where it is not there", _or_null(NUMBER)),
}
OWN_EXCERPT: Fields = {
    "key": ("What accounts call it; may be empty", TEXT),
    "locator": ("Where in the article it stands; may be empty", TEXT),
    "original": ("The words in the article's language, where quote translates them; else empty", TEXT),
    "supports": ("Which fields of the event it bears on", _list(_one_of(get_args(model.Supported)))),
    "capture": ("What it was compared with; null where nothing was", _or_null(_object(CAPTURE))),
}
ACCOUNT: Fields = {
    "by": ("Whose account it is, an actor's id or a name", TEXT),
    "says": ("What it says, as plain text", TEXT),
    "date": ("When it happened by this account, in EDTF; null where it says no other", _or_null(TEXT)),
    "excerpts": ("The keys of the excerpts that it rests on", IDS),
}
MEDIA: Fields = {
    "src": ("The address of the image", LINK),
    "width": ("Its width in pixels", NUMBER),
    "height": ("Its height in pixels", NUMBER),
    "alt": ("What it shows, for those who do not see it", TEXT),
    "caption": ("What stands below it, as plain text; may be empty", TEXT),
    "credit": ("Whose image it is; may be empty", TEXT),
    "licence": ("The terms under which it is shown; may be empty", TEXT),
}
INDEX: Fields = {
    **VERSIONED,
    **EVENT,
    "excerpts": (EVENT["excerpts"][0], _list(_object({**EXCERPT, **OWN_EXCERPT}))),
    "date_words": ("The date in words", TEXT),
    "date_basis": ("How the date is known; null where nothing is said of it", _or_null(_object(DATE_BASIS))),
    "accounts": ("What each side says, where accounts differ", _list(_object(ACCOUNT))),
    "media": ("Its images", _list(_object(MEDIA))),
}
SCHEMAS: Mapping[str, Json] = {
    "events": {"title": "All events", "description": "events.json: all events of a timeline.", **_object(EVENTS)},
    "index": {"title": "An event", "description": "index.json beside an event's page: its record.", **_object(INDEX)},
}

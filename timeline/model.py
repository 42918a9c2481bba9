"""The records: what authors write. A field here is a field of their files."""

import re
from collections.abc import Callable
from typing import Annotated, Any, Literal, Self
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from timeline.dates import DateError, Edtf, parse
from timeline.forge import repository_fault
from timeline.problems import quoted
from timeline.text import id_fault, squeeze, url_fault

# What begins another block than a paragraph in Markdown.
BLOCK = re.compile(
    r"\s*(?:#|[-*+]\s|\d+\.\s|>|[*_-]{3}|\*?\[[^\]\n]*\]:|.*+\n\s*(?:=+|-+|[|: -]+)\s*(?:\n|$)|.*+\n: )| {4}|\t"
)


class Record(BaseModel):
    """What all records share: they never change, and know no field that is not theirs."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True, defer_build=True)


def _refused(code: str, message: str, at_field: str = "") -> PydanticCustomError:
    """What refuses a value, or a record for one of its fields: at_field is where it says so."""
    return PydanticCustomError(code, message, {"at_field": at_field} if at_field else None)


def _must(code: str, fault: Callable[[str], str | None]) -> AfterValidator:
    """A rule on a text: its fault, if it has one, becomes the problem's message."""

    def rule(text: str) -> str:
        if said := fault(text):
            raise _refused(code, f"{quoted(text)}: {said}")
        return text

    return AfterValidator(rule)


def _plain_number(written: Any) -> Any:
    """Digits, with a sign and a point where they are wanted: pydantic would read `0-5` as -5."""
    if isinstance(written, str) and not re.fullmatch(r"\s*[+-]?[0-9]+(\.[0-9]+)?\s*", written):
        raise _refused("bad-number", f"{quoted(written)}: this is not a number")
    return written


def _filled(text: str) -> str:
    if not text or text.isspace():
        raise _refused("empty-text", "there is nothing between the quotes")
    return text


def _on_one_line(text: str) -> str:
    return squeeze(text) or _filled(text)


def _date(written: Any) -> Edtf:
    if isinstance(written, Edtf):
        return written
    if not isinstance(written, str):
        example = '"[2025-03-03..2025-03-09]"' if isinstance(written, list) else '"{2014,2015}"'
        raise _refused("bad-date", f"a date that begins with a bracket or a brace needs quotes, as in {example}")
    try:
        return parse(written.strip())
    except DateError as error:
        message = str(error) if quoted(written) in str(error) else f"{quoted(written)} is not a date: {error}"
        raise _refused("bad-date", message) from error


def _known_day(date: Edtf) -> Edtf:
    if date.precision != "day" or date.qualifier:
        raise _refused("bad-date", f"{quoted(date.text)}: a correction is made on a day, as in 2025-03-14")
    return date


def _switch(written: Any) -> Any:
    if isinstance(written, bool) or written in ("true", "false"):
        return written in (True, "true")
    raise _refused("wrong-shape", "this is true or false")


def _one_or_more(written: Any) -> Any:
    return [written] if isinstance(written, str) else written


def _time_zone_fault(name: str) -> str | None:
    try:
        ZoneInfo(name)
    except (ValueError, OSError, LookupError):
        return 'this is not a time zone of the IANA database, such as "Europe/Kyiv"'
    return None


def _language_fault(tag: str) -> str | None:
    words = tag.split("-")
    fits = words[0].isalpha() and 2 <= len(words[0]) <= 3 and all(w.isalnum() and w.isascii() for w in words)
    return None if fits else 'a language is a BCP 47 tag, such as "en" or "pt-BR"'


def _paragraph_fault(text: str) -> str | None:
    if "\n\n" in text.strip():
        return "a summary is one paragraph, without empty lines"
    return "a summary is a paragraph, not a heading, a list or a quotation" if BLOCK.match(text) else None


def _article_url_fault(url: str) -> str | None:
    # What most often stands there and is no address says who published the article.
    if not set("/:") & set(url) and (" " in url or "." not in url):
        return "this is a name, and belongs in publisher; a web address begins with https:// or http://"
    return url_fault(url)


def _base_url_fault(url: str) -> str | None:
    if not url:
        return None
    return url_fault(url) or ("the site's address has no ? or #" if "?" in url or "#" in url else None)


def _feed_id_fault(name: str) -> str | None:
    authority, comma, day = name.partition(",")
    fits = (
        comma
        and "." in authority
        and authority.replace(".", "").replace("-", "").isalnum()
        and authority.isascii()
        and re.fullmatch(r"\d{4}(-\d\d){0,2}", day, re.ASCII)
    )
    return None if fits else 'an id is a domain you own and a year in which you owned it, as in "example.org,2025"'


def _media_fault(path: str) -> str | None:
    steps = path.split("/")
    fits = all(step and step not in (".", "..") and "\\" not in step for step in steps)
    return None if fits else "this is a path below media/, with forward slashes"


Date = Annotated[Edtf, BeforeValidator(_date)]
Day = Annotated[Date, AfterValidator(_known_day)]
Line = Annotated[str, AfterValidator(_on_one_line)]
Prose = Annotated[str, AfterValidator(_filled)]
Paragraph = Annotated[Prose, _must("not-a-paragraph", _paragraph_fault)]
Id = Annotated[str, _must("bad-id", id_fault)]
Url = Annotated[str, _must("bad-url", url_fault)]
ArticleUrl = Annotated[str, _must("bad-url", _article_url_fault)]
BaseUrl = Annotated[str, _must("bad-url", _base_url_fault)]
Repository = Annotated[Url, _must("bad-url", repository_fault)]
FeedId = Annotated[str, _must("bad-feed-id", _feed_id_fault)]
MediaPath = Annotated[Line, _must("bad-path", _media_fault)]
TimeZone = Annotated[str, _must("bad-time-zone", _time_zone_fault)]
Language = Annotated[str, _must("bad-language", _language_fault)]
Switch = Annotated[bool, BeforeValidator(_switch)]
PLAIN = BeforeValidator(_plain_number)
# The id of another entry. Whether there is one is for the checks to say, and whether it could be one with it.
Reference = Line
Urls = Annotated[tuple[Url, ...], BeforeValidator(_one_or_more)]
Lines = Annotated[tuple[Line, ...], BeforeValidator(_one_or_more)]

Status = Literal["confirmed", "reported", "claimed", "disputed", "retracted"]
Weight = Literal["major", "normal", "minor"]
Stance = Literal["supports", "contradicts", "context"]
RelationType = Literal["responds-to", "follows", "causes", "contradicts", "part-of", "see-also"]
Supported = Literal[
    "title", "date", "status", "summary", "body", "thread", "actors", "places", "tags", "accounts", "relations"
]


class DateBasis(Record):
    """How a date is known: the article's own words for it, and what they do not say by themselves."""

    words: Line
    article: Reference
    note: Line = ""


class Excerpt(Record):
    """A short verbatim passage of an article, and what it bears out."""

    article: Reference
    quote: Line
    key: Id = ""
    speaker: Line = ""
    locator: Line = ""
    original: Line = ""
    stance: Stance = "supports"
    supports: tuple[Supported, ...] = ()
    note: Prose = ""


class Account(Record):
    """What one side says of a disputed event."""

    by: Line
    says: Prose
    date: Date | None = None
    excerpts: tuple[Reference, ...] = ()


class Relation(Record):
    """A link from this event to another; the other page shows the inverse by itself."""

    type: RelationType
    event: Reference


class Media(Record):
    """An image below content/media/."""

    src: MediaPath
    alt: Line
    caption: Prose = ""
    credit: Line = ""
    licence: Line = ""


class Correction(Record):
    """What was changed after publication, and why."""

    date: Day
    note: Prose
    kind: Literal["correction", "update", "clarification"] = "correction"


class Event(Record):
    """content/events/**/<id>.yaml: one thing that happened, or is said to have."""

    title: Line
    date: Date
    thread: Reference
    summary: Paragraph
    date_basis: DateBasis | None = None
    time_zone: TimeZone = ""
    status: Status = "reported"
    weight: Weight = "normal"
    body: Prose = ""
    actors: tuple[Reference, ...] = ()
    places: tuple[Reference, ...] = ()
    tags: tuple[Line, ...] = ()
    excerpts: tuple[Excerpt, ...] = ()
    accounts: tuple[Account, ...] = ()
    relations: tuple[Relation, ...] = ()
    media: tuple[Media, ...] = ()
    aliases: tuple[Id, ...] = ()
    corrections: tuple[Correction, ...] = ()
    allow: dict[str, Line] = Field(default_factory=dict)
    draft: Switch = False
    seq: Annotated[int, PLAIN] = 0


class Article(Record):
    """content/articles/<id>.md: one source article; the body holds the curator's own notes."""

    title: Line
    publisher: Line
    published: Date
    authors: Lines = ()
    updated: Date | None = None
    url: ArticleUrl = ""
    archive_url: ArticleUrl = ""
    language: Language = ""
    licence: Line = ""
    kind: Literal["report", "wire", "opinion", "primary"] = "report"
    captured: Date | None = None
    aliases: tuple[Id, ...] = ()
    allow: dict[str, Line] = Field(default_factory=dict)
    body: str = ""


class Thread(Record):
    """An entry of content/threads.yaml: one lane of the story."""

    name: Line
    description: Prose = ""
    aliases: tuple[Id, ...] = ()


class Actor(Record):
    """An entry of content/actors.yaml: a person, an organisation, a state."""

    name: Line
    kind: Line = ""
    role: Line = ""
    description: Prose = ""
    same_as: Urls = ()
    aliases: tuple[Id, ...] = ()
    allow: dict[str, Line] = Field(default_factory=dict)


class Place(Record):
    """An entry of content/places.yaml; latitude and longitude in degrees, WGS 84."""

    name: Line
    country: Line = ""
    lat: Annotated[float | None, Field(ge=-90, le=90, allow_inf_nan=False), PLAIN] = None
    lon: Annotated[float | None, Field(ge=-180, le=180, allow_inf_nan=False), PLAIN] = None
    same_as: Urls = ()
    aliases: tuple[Id, ...] = ()

    @model_validator(mode="after")
    def _both_or_neither(self) -> Self:
        if (self.lat is None) != (self.lon is None):
            missing, there = ("lat", "lon") if self.lat is None else ("lon", "lat")
            raise _refused("missing-field", f"{missing} is missing; {there} says nothing without it", there)
        return self


class Tag(Record):
    """An entry of content/tags.yaml; a tag that is not listed is its own name."""

    name: Line
    description: Prose = ""
    aliases: tuple[Id, ...] = ()


class FreePage(Record):
    """content/pages/<slug>.md: a page that is not about an event."""

    title: Line
    description: Line = ""
    aliases: tuple[Id, ...] = ()
    body: str = ""


class Outputs(Record):
    """Which of the optional outputs are made."""

    event_json: Switch = True
    embed: Switch = True
    cards: Switch = True
    facet_feeds: Switch = True
    json_feed: Switch = True
    csv: Switch = True
    calendar: Switch = True
    timelinejs: Switch = True
    search: Switch = True
    map: Switch = True


class Settings(Record):
    """content/site.yaml: what holds for the whole site."""

    title: Line
    description: Line = ""
    id: FeedId = ""
    base_url: BaseUrl = ""
    language: Language = "en"
    time_zone: TimeZone = "UTC"
    theme: Id = "default"
    licence: Line = ""
    author: Line = ""
    publisher: Line = ""
    repository: Repository = ""
    page_size: Annotated[int, Field(ge=1, le=10_000), PLAIN] = 200
    max_quote_words: Annotated[int, Field(ge=1), PLAIN] = 60
    max_quote_share: Annotated[float, Field(gt=0, le=1), PLAIN] = 0.25
    outputs: Outputs = Outputs()

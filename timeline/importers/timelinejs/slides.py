"""What a slide of TimelineJS is in our terms, whether it comes from JSON or from a row of a sheet."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from timeline.dates import DateError, parse
from timeline.importers.found import Event, Image, Loss
from timeline.importers.markup import Markup, escaped, is_web, line_of, linked, markdown_of, plain_of
from timeline.importers.timelinejs.slide_dates import Reading, SlideDate, reading, says_the_same
from timeline.markdown import inline, plain, to_html
from timeline.problems import quoted
from timeline.text import squeeze

SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
PICTURE = re.compile(r"\.(?:jpe?g|png|gif|webp|avif|svg|bmp|tiff?)$", re.IGNORECASE)
# What a file of the web is called by the ending of its path, where nobody gave it words.
CALLED = {
    "Image": PICTURE,
    "Video": re.compile(r"\.(?:mp4|m4v|webm|ogv|mov)$", re.IGNORECASE),
    "Sound": re.compile(r"\.(?:mp3|m4a|oga|ogg|opus|wav|flac)$", re.IGNORECASE),
}
LONGEST_TITLE = 80
# An address that is told is to be copied whole.
LONGEST_ADDRESS = 300


@dataclass(frozen=True, slots=True)
class SlideMedia:
    """What a slide shows beside its text. url is an address, a path, or HTML; caption and credit are HTML."""

    url: str = ""
    caption: str = ""
    credit: str = ""
    alt: str = ""
    title: str = ""
    thumbnail: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True)
class Slide:
    """A slide as it stands in a file; headline, text and group are HTML.

    background is a colour or the address of a picture. edtf is what start, end and display_date were made of, where the
    file itself says so. looks names what else it has that is for the eye alone, and
    unknown what else holds anything: neither is carried over.
    """

    start: SlideDate = field(default_factory=SlideDate)
    end: SlideDate = field(default_factory=SlideDate)
    display_date: str = ""
    headline: str = ""
    text: str = ""
    media: SlideMedia = field(default_factory=SlideMedia)
    group: str = ""
    background: str = ""
    id: str = ""
    edtf: str = ""
    looks: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()


def slide_event(slide: Slide, where: str) -> tuple[Event | None, tuple[Loss, ...], tuple[Loss, ...]]:
    """The event of a slide, what of it is lost, and what should be looked at. None: it has no date, or no title."""
    lost: list[str] = []
    notes: list[str] = []
    title = _title(slide, notes)
    try:
        date = Reading(slide.edtf) if slide.edtf else reading(slide.start, slide.end)
    except DateError as error:
        return None, (Loss(where, f"event left out{title and f', {quoted(title)}'}: {error}"),), ()
    if not title:
        return None, (Loss(where, "event left out: it has neither headline nor text"),), ()
    lost += date.lost
    notes += [*date.notes, *(() if slide.edtf else _other_words(slide, date.edtf))]
    text = markdown_of(slide.text)
    notes += [f"{what} is a link now" for what in text.linked]
    notes += _unshown_words(slide, date.edtf)
    links = [linked(words, url) for words, url in line_of(slide.headline).links]
    media, images = _media(slide.media, lost)
    event = Event(
        where=where,
        title=title,
        date=date.edtf,
        body=_paragraphs(_without_dropped(text, lost), *links, media),
        id=slide.id,
        thread=plain_of(slide.group),
        images=images,
    )
    lost += [*_unsaid(slide.media, media, images), *_unheld(slide)]
    return event, tuple(Loss(where, one) for one in lost), tuple(Loss(where, one) for one in notes)


def lost_looks(slides: Iterable[Slide]) -> tuple[Loss, ...]:
    """What many slides have that is for the eye alone, told once each, with how often it was there."""
    found = Counter(look for slide in slides for look in (*slide.looks, *_colour(slide)))
    return tuple(
        Loss("slides", f"{look}, {count} time{'s' if count > 1 else ''}: not carried over")
        for look, count in sorted(found.items())
    )


def _title(slide: Slide, notes: list[str]) -> str:
    """The headline; without one, what else the slide says, cut to a line."""
    if headline := plain_of(slide.headline):
        return headline
    for text in (slide.text, slide.media.caption, slide.media.alt):
        if words := plain_of(text):
            notes.append("it has no headline; its title is made of its text")
            return _cut(words)
    return ""


def _cut(words: str) -> str:
    if len(words) <= LONGEST_TITLE:
        return words
    return words[:LONGEST_TITLE].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"


def _other_words(slide: Slide, date: str) -> list[str]:
    """Words that are shown in the date's place, where they say anything else."""
    ends = [end for end in (slide.start, slide.end) if end]
    whole = plain_of(slide.display_date)
    shown = [whole] if whole else [plain_of(end.display) for end in ends]
    if not any(shown):
        return []
    if not whole and len(ends) == 2:
        sides = date.split("/") if "/" in date else [date, date]
        alike = [says_the_same(words, parse(side)) for words, side in zip(shown, sides, strict=True) if side]
    else:
        alike = [says_the_same(shown[0], parse(date))]
    words = " / ".join(filter(None, shown))
    return [] if all(alike) else [f"it is shown as {quoted(words)}, and dated {date}"]


def _unshown_words(slide: Slide, date: str) -> list[str]:
    """Words for one end of a date that TimelineJS does not show, as others stand for both, or the end has no date."""
    whole = plain_of(slide.display_date)
    known = [parse(part) for part in {date, *date.split("/")} if part not in ("", "..")]
    return [
        f"its {name} has the words {quoted(words, LONGEST_ADDRESS)}, which TimelineJS does not show"
        for name, end in (("start", slide.start), ("end", slide.end))
        if (words := plain_of(end.display)) and (whole or not end) and words != whole
        if not any(says_the_same(words, one) for one in known)
    ]


def _without_dropped(markup: Markup, lost: list[str]) -> str:
    lost += [f"dropped: {what}" for what in markup.dropped]
    return markup.text.strip("\n")


def _media(media: SlideMedia, lost: list[str]) -> tuple[str, tuple[Image, ...]]:
    """The text that stands for a slide's media, and its picture where that is a file beside the source."""
    url = media.url.strip()
    caption, credit = _one_line(media.caption, lost), _one_line(media.credit, lost)
    if _is_local(url):
        if "](" in credit:
            lost += _dropped_links(media.credit)
        return _more(media), (Image(url, squeeze(media.alt) or squeeze(media.title), caption, plain_of(media.credit)),)
    if url.startswith("<"):
        before, shown = _without_dropped(markdown_of(url), lost), ""
    else:
        before, shown = "", _link(f"https:{url}" if url.startswith("//") else url, media, lost)
    beside = f"{shown}: {caption}" if shown and caption else shown or caption
    line = f"{beside} ({credit})".strip() if credit else beside
    return _paragraphs(before, line, _more(media)), ()


def _paragraphs(*parts: str) -> str:
    return "\n\n".join(part for part in parts if part)


def _is_local(url: str) -> bool:
    """Is it a path from the file's own folder to a picture?"""
    return bool(PICTURE.search(url)) and not SCHEME.match(url) and not url.startswith(("/", "\\", "<"))


def _one_line(html: str, lost: list[str]) -> str:
    """The HTML as Markdown that can stand among other words; what cannot has its words alone."""
    text = _without_dropped(markdown_of(html), lost)
    if inline(to_html(text)) != to_html(text).strip() and "\n" not in text:
        return text
    lost += _dropped_links(html)
    return escaped(plain_of(html))


def _dropped_links(html: str) -> list[str]:
    return [f"dropped: a link to {url} (its words are kept)" for _, url in line_of(html).links]


def _link(url: str, media: SlideMedia, lost: list[str]) -> str:
    """A link to what is elsewhere, in the words there are for it; else by what it is and its host."""
    label = squeeze(media.alt) or squeeze(media.title)
    if not url:
        return escaped(label)
    if is_web(url):
        path = urlsplit(url).path
        kind = next((f"{kind} at " for kind, ending in CALLED.items() if ending.search(path)), "")
        return linked(label or f"{kind}{_host(url)}", url)
    told = quoted(url, LONGEST_ADDRESS)
    lost.append(f"the media {told} is neither a web address nor a picture beside the file; it is left out")
    return escaped(label)


def _more(media: SlideMedia) -> str:
    """Where a click on the media leads."""
    url = media.link.strip()
    return linked(_host(url), url) if is_web(url) else ""


def _host(url: str) -> str:
    return urlsplit(url).hostname or ""


def _unsaid(media: SlideMedia, text: str, images: tuple[Image, ...]) -> list[str]:
    """What the media are called, where neither the text that stands for them nor the picture says so."""
    names = {"alt": squeeze(media.alt), "title": squeeze(media.title)}
    said = squeeze(plain(text)) if any(names.values()) else ""
    told = {*(image.alt for image in images)}
    return [
        f"the media's {name} {quoted(words, LONGEST_ADDRESS)} is not carried over"
        for name, words in names.items()
        if words and words not in said and words not in told
    ]


def _unheld(slide: Slide) -> list[str]:
    lines = [line_of(html) for html in (slide.group, slide.display_date, slide.start.display, slide.end.display)]
    lost = [f"dropped: {what}" for line in (line_of(slide.headline), *lines) for what in line.dropped]
    lost += [f"dropped: a link to {url} (its words are kept)" for line in lines for _, url in line.links]
    lost += [f"{name} is not carried over" for name in slide.unknown]
    if slide.media.thumbnail.strip():
        lost.append(f"the thumbnail {quoted(slide.media.thumbnail.strip())} is not carried over")
    if slide.background.strip() and not _colour(slide):
        lost.append(f"the background {quoted(slide.background.strip(), LONGEST_ADDRESS)} is not carried over")
    if slide.media.link.strip() and not _more(slide.media):
        lost.append(f"the link {quoted(slide.media.link.strip())} is no web address; it is left out")
    return lost


def _colour(slide: Slide) -> tuple[str, ...]:
    background = slide.background.strip()
    return ("background colour",) if background and "/" not in background and "." not in background else ()

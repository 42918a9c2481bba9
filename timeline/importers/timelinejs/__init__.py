"""TimelineJS's JSON: that of version 3, and the older form, whose events stand in `timeline.date`."""

import json
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from html import unescape
from pathlib import Path
from typing import Any, get_args

from timeline.dates import DateError, parse
from timeline.importers.found import MOST_EVENTS, CannotRead, Event, Found, Loss
from timeline.importers.json_text import Number, loaded, whole
from timeline.importers.kinds import refuse_others
from timeline.importers.reading import text_of
from timeline.importers.timelinejs.slide_dates import SlideDate, written_date
from timeline.importers.timelinejs.slides import LONGEST_ADDRESS, Slide, SlideMedia
from timeline.importers.timelinejs.story import Story
from timeline.model import Status, Weight
from timeline.pages.slide_dates import placed
from timeline.problems import printable, quoted

# What nobody says any more is in no export.
STATUSES: Mapping[str, Status] = {one: one for one in get_args(Status) if one != "retracted"}
WEIGHTS: Mapping[str, Weight] = {one: one for one in get_args(Weight)}
# How our own export begins a slide's text.
STANDING = re.compile(r'\A<p class="status"><b>[^<]*</b>(?: <a href="[^"<>]*">[^<]*</a>)?</p>')
# How pages have it that take JSON by running it.
SCRIPT = re.compile(r"\s*(?:(?:var|let|const)\s+)?[\w$.]+\s*[=(](?=\s*\{)")
PARTS_OF_DAY = ("hour", "minute", "second", "millisecond")
DATE = {"year", "month", "day", *PARTS_OF_DAY, "display_date", "format"}
MEDIA = {"url", "caption", "credit", "alt", "title", "thumbnail", "link", "link_target"}
# What says how a file of this kind is to be shown, and holds nothing by itself.
SHOWING: Mapping[str, tuple[Any, ...]] = {
    "scale": ("human", "cosmological"),
    "autolink": (True,),
    "type": ("default",),
}
# The id of the title slide in our own export, which no event has.
TITLE_ID = "_title"
OURS = {"edtf", "status", "weight"}
SLIDE_OBJECTS = {"start_date", "end_date", "text", "media", "background"}
SLIDE_TEXTS = {"display_date", "group", "unique_id"}
MAY_BE_TEXT = {"start_date", "end_date", "media", "background"}
OLD_SLIDE = {"startDate", "endDate", "headline", "text", "tag", "classname"}


Object = Mapping[str, Any]


def read(path: Path) -> Found:
    """The timeline that a file holds. Raises CannotRead."""
    text = text_of(path)
    name = printable(str(path))
    refuse_others(text, name, "timelinejs")
    story = Story()
    data = _parsed(text, name)
    old = data.get("timeline")
    if any(len(_list(held.get(each))) > MOST_EVENTS for held in (data, _object(old)) for each in ("events", "date")):
        raise CannotRead(f"{name} has more than {MOST_EVENTS:,} events; import it in parts")
    if isinstance(data.get("events"), list):
        _read_new(data, story, name)
    elif isinstance(old, dict) and isinstance(old.get("date"), list):
        _read_old(old, story, name)
        story.lose("JSON", _others(_mended(_without(data, {"timeline"}), "JSON", story, name), (), ()))
    else:
        raise CannotRead(
            f'{name} has neither a list "events", as TimelineJS 3 has it, nor "timeline" with a list "date"'
        )
    if not any(held.get(members) for held in (data, _object(old)) for members in ("events", "eras", "date", "era")):
        raise CannotRead(f"{name}: there is no event in it")
    return story.found()


def _parsed(text: str, name: str) -> Object:
    """The JSON of a file, which a script may have around it."""
    begun = SCRIPT.match(text)
    if begun:
        # Lines and columns stay as they are.
        text = re.sub(r"[^\n]", " ", begun[0]) + text[begun.end() :].rstrip().removesuffix(";").rstrip().removesuffix(
            ")"
        )
    data = loaded(text, name)
    if not isinstance(data, dict):
        raise CannotRead(f"{name} holds no object, as a timeline is one")
    return data


def _read_new(data: Object, story: Story, name: str) -> None:
    if isinstance(data.get("title"), dict):
        title = _slide(_mended(data["title"], "title", story, name))
        story.add_title(replace(title, id="") if title.id == TITLE_ID else title, "title")
    for where, one in _objects(data["events"], "slide", story, name):
        ours = _ours(one)
        slide = _exported(_slide(one, ours), one)
        if "edtf" in ours and not slide.edtf:
            story.notes.append(Loss(where, f"edtf {_told(one['edtf'])} does not count: another date is shown"))
        if event := story.add(slide, where):
            story.events.append(_as_exported(event, one))
    for where, era in _objects(_list(data.get("eras")), "era", story, name):
        story.add_era(_slide(era), where)
    read = {"events", *(key for key, kind in (("title", dict), ("eras", list)) if isinstance(data.get(key), kind))}
    story.lose("JSON", _others(_mended(_without(data, read), "JSON", story, name), (), ()))


def _read_old(data: Object, story: Story, name: str) -> None:
    # Its own dates are those of its events, and it stands for them.
    title = {key: data[key] for key in ("headline", "text", "tag", "classname", "asset") if key in data}
    story.add_title(_old_slide(_mended(title, "title", story, name)), "title")
    for where, one in _objects(data["date"], "date", story, name):
        if event := story.add(_old_slide(one), where):
            story.events.append(event)
    for where, era in _objects(_list(data.get("era")), "era", story, name):
        story.add_era(_old_slide(era), where)
    dates = {key for key in ("startDate", "endDate") if written_date(_text(data.get(key)))}
    read = {"date", *title, *dates, *(["era"] if isinstance(data.get("era"), list) else [])}
    story.lose("JSON", _others(_mended(_without(data, read), "JSON", story, name), (), ()))


def _objects(values: list[Any], kind: str, story: Story, name: str) -> Iterator[tuple[str, Object]]:
    """Each object of a list, and where it is."""
    for number, value in enumerate(values, 1):
        where = f"{kind} {number}"
        one = _mended(value, where, story, name)
        if isinstance(one, dict):
            yield where, one
        else:
            said = f", {_told(one)}" if one else ""
            story.lost.append(Loss(where, f"event left out{said}: it is no object"))


def _mended(value: Any, where: str, story: Story, name: str) -> Any:
    one, is_mended = whole(value, name)
    if is_mended:
        story.lost.append(Loss(where, "halves of characters, which are U+FFFD now"))
    return one


def _without(held: Object, keys: Collection[str]) -> Object:
    return {key: value for key, value in held.items() if key not in keys}


def _ours(one: Object) -> set[str]:
    """The members of our own export that say something of a slide."""
    if not _text(one.get("edtf")):
        return set()
    known = {"status": STATUSES, "weight": WEIGHTS}
    return {"edtf", *(key for key, values in known.items() if _text(one.get(key)) in values)}


def _exported(slide: Slide, written: Object) -> Slide:
    """The slide as our own export meant it, if it comes from there: edtf says what its date was made of.

    That counts while what is shown is what the export made of it: else somebody changed the date since.
    """
    date = _text(written.get("edtf"))
    if not date:
        return slide
    # The group was put into HTML twice.
    text, group = STANDING.sub("", slide.text, count=1), unescape(slide.group)
    return replace(slide, edtf=date if _is_shown_for(date, slide) else "", text=text, group=group)


def _as_exported(event: Event, written: Object) -> Event:
    """The event with what our own export says beside TimelineJS's members."""
    if not _text(written.get("edtf")):
        return event
    status = STATUSES.get(_text(written.get("status")), event.status)
    return replace(event, status=status, weight=WEIGHTS.get(_text(written.get("weight")), event.weight))


def _is_shown_for(date: str, slide: Slide) -> bool:
    try:
        known = parse(date)
    except DateError:
        return False
    start = slide.start
    published = f"{start.year.zfill(4)}-{start.month.zfill(2)}-{start.day.zfill(2)}"
    try:
        made = placed(known, published)
    except DateError:
        # Where nothing is known of a date, a whole day stands in its place.
        return False
    shown = (SlideDate(**made.start), SlideDate(**made.end or {}), made.words)
    return shown == (slide.start, slide.end, slide.display_date)


def _slide(one: Object, ours: Collection[str] = ()) -> Slide:
    text, media, background = _object(one.get("text")), one.get("media"), one.get("background")
    behind = _object(background)
    return Slide(
        start=_date(one.get("start_date")),
        end=_date(one.get("end_date")),
        display_date=_text(one.get("display_date")),
        headline=_text(text.get("headline")),
        text=_text(text.get("text")),
        media=_media(_object(media)) if not isinstance(media, str) else SlideMedia(url=media),
        group=_text(one.get("group")),
        background=_text(background) or _text(behind.get("url")),
        id=_text(one.get("unique_id")),
        looks=tuple(_looks(one, behind)),
        unknown=(
            *_others(one, SLIDE_OBJECTS, {*SLIDE_TEXTS, *ours}),
            *_others(text, (), {"headline", "text"}, "text."),
            *_others(_object(media), (), MEDIA, "media."),
            *_others(behind, (), {"url", "color"}, "background."),
            *_others(_object(one.get("start_date")), (), DATE, "start_date."),
            *_others(_object(one.get("end_date")), (), DATE, "end_date."),
        ),
    )


def _looks(one: Object, background: Object) -> Iterable[str]:
    if _text(background.get("color")):
        yield "background colour"
    if _text(_object(one.get("media")).get("link_target")):
        yield "link target"
    for end in ("start_date", "end_date"):
        if _text(_object(one.get(end)).get("format")):
            yield "date format"


def _media(media: Object) -> SlideMedia:
    return SlideMedia(**{name: _text(media.get(name)) for name in MEDIA - {"link_target"}})


def _date(value: Any) -> SlideDate:
    """A date's parts. One of the day that is the number 0 is not said: TimelineJS shows none there."""
    if not isinstance(value, dict):
        return SlideDate(year=_text(value))
    parts = {name: _text(value.get(name)) for name in ("year", "month", "day", *PARTS_OF_DAY)}
    unsaid = {name: "" for name in PARTS_OF_DAY if isinstance(value.get(name), Number) and not parts[name].strip("0")}
    return SlideDate(**parts | unsaid, display=_text(value.get("display_date")))


def _old_slide(one: Object) -> Slide:
    asset = _object(one.get("asset"))
    return Slide(
        start=_old_date(one.get("startDate")),
        end=_old_date(one.get("endDate")),
        headline=_text(one.get("headline")),
        text=_text(one.get("text")),
        media=SlideMedia(
            url=_text(asset.get("media")),
            caption=_text(asset.get("caption")),
            credit=_text(asset.get("credit")),
            thumbnail=_text(asset.get("thumbnail")),
        ),
        group=_text(one.get("tag")),
        looks=("class name",) if _text(one.get("classname")) else (),
        unknown=(
            *_others(one, {"asset"}, OLD_SLIDE),
            *_others(asset, (), {"media", "caption", "credit", "thumbnail"}, "asset."),
        ),
    )


def _old_date(value: Any) -> SlideDate:
    text = _text(value)
    return written_date(text) or SlideDate(year=text)


def _text(value: Any) -> str:
    """The text of a value, that of a number as JavaScript shows it; empty for everything that has none."""
    if isinstance(value, Number):
        return re.sub(r"\.0+$", "", value)
    return value if isinstance(value, str) else ""


def _object(value: Any) -> Object:
    return value if isinstance(value, dict) else {}


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _others(held: Object, objects: Iterable[str], texts: Iterable[str], before: str = "") -> list[str]:
    """What else an object has that holds anything: what is not known, and what is no object, or no text, but should."""
    return [
        f"{before}{printable(key)} {_told(value)}"
        for key, value in held.items()
        if value not in ("", None, [], {}, False)
        and not (key in texts and isinstance(value, str))
        and not (key in objects and isinstance(value, dict))
        and not (key in MAY_BE_TEXT and key in objects and isinstance(value, str))
        and value not in SHOWING.get(key, ())
    ]


def _told(value: Any) -> str:
    if isinstance(value, str):
        return quoted(value, LONGEST_ADDRESS)
    return quoted(json.dumps(value, ensure_ascii=False), LONGEST_ADDRESS)[1:-1]

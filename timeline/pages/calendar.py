"""events.ics: the events as a calendar (iCalendar, RFC 5545, with what RFC 7986 adds for whole calendars)."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from timeline import markdown
from timeline.compile import Timeline
from timeline.model import Place
from timeline.page import Data, Page
from timeline.pages.calendar_lines import escaped, folded
from timeline.pages.calendar_times import Times, can_be_said, times
from timeline.pages.export import Export
from timeline.pages.feed import origin_of, tag_uri
from timeline.pages.recent import change_of
from timeline.pages.subject import Subject
from timeline.theme import Theme

PATH = "events.ics"
# Those of whom nobody says for certain that they took place at all.
DOUBTED = ("claimed", "disputed")


def begin(subject: Subject) -> Iterator[Page]:
    site = subject.site
    head = {"title": site.title, "description": site.description, "base_url": site.base_url}
    yield Page(PATH, write_begin, {**head, "uid": tag_uri(subject) + PATH}, themed=False, piece=True)


def of_event(subject: Subject, name: str, data: Mapping[str, Any]) -> Iterator[Page]:
    timeline, event = subject.timeline, subject.timeline.events[name]
    row, change = timeline.all_rows[name], change_of(subject, name)
    when = times(event.date, event.time_zone or timeline.settings.time_zone)
    if when is None:
        return
    tags = tuple([timeline.tags[tag].name for tag in timeline.tagged[name]])
    entry = {
        "uid": tag_uri(subject) + origin_of(subject, "event", name).rstrip("/"),
        "url": data["url"] if subject.site.base_url else "",
        "title": event.title,
        "summary": event.summary,
        "status": event.status,
        "when": when,
        "words": row.words,
        "precision": row.precision_words,
        "categories": (timeline.threads[event.thread].name, *tags),
        "places": tuple([place for _, place in row.places]),
        "position": _position([timeline.places[place] for place in event.places]),
        "published": change.published,
        "updated": change.updated,
        "corrections": len(event.corrections),
    }
    yield Page(PATH, write_event, entry, piece=True)


def end(subject: Subject) -> Iterator[Page]:
    yield Page(PATH, write_end, {}, themed=False, piece=True)


def left_out(timeline: Timeline) -> int:
    """How many of the listed events iCalendar cannot say."""
    return sum(not can_be_said(timeline.events[row.id].date) for row in timeline.rows)


EXPORT = Export(PATH, begin, of_event, end, output="calendar", media_type="text/calendar", left_out=left_out)


def left_out_of_calendar(timeline: Timeline) -> str:
    """A sentence on these, or nothing."""
    count = left_out(timeline) if timeline.settings.outputs.calendar else 0
    events = "1 event" if count == 1 else f"{count} events"
    why = "a calendar has no years before 1 or after 9999, and nothing whose beginning is not known"
    return f"{PATH} leaves out {events}: {why}" if count else ""


def write_begin(theme: Theme, data: Data) -> bytes:
    title, description, base_url = escaped(data["title"]), escaped(data["description"]), data["base_url"]
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//timeline//events.ics//EN", f"UID:{escaped(data['uid'])}"]
    # The second of each two is for readers from before RFC 7986.
    lines += [f"NAME:{title}", f"X-WR-CALNAME:{title}"]
    lines += [f"DESCRIPTION:{description}", f"X-WR-CALDESC:{description}"] if description else []
    lines += [f"URL:{base_url}", f"SOURCE;VALUE=URI:{base_url}{PATH}"] if base_url else []
    return folded([*lines, "REFRESH-INTERVAL;VALUE=DURATION:P1D", "X-PUBLISHED-TTL:P1D"])


def write_event(theme: Theme, data: Data) -> bytes:
    status, when, words = data["status"], data["when"], data["words"]
    title = data["title"] if when.certain else f"{data['title']} [{words}]"
    if status in DOUBTED:
        title = f"{theme.say(f'status-{status}')}: {title}"
    told = f"{words[:1].upper()}{words[1:]} ({data['precision']}). {markdown.plain(data['summary'])}"
    updated = _instant(data["updated"])
    return folded(
        [
            "BEGIN:VEVENT",
            f"UID:{escaped(data['uid'])}",
            f"DTSTAMP:{updated}",
            f"CREATED:{_instant(data['published'])}",
            f"LAST-MODIFIED:{updated}",
            f"SEQUENCE:{data['corrections']}",
            *_times(when),
            f"SUMMARY:{escaped(title)}",
            f"DESCRIPTION:{escaped(told)}",
            f"CATEGORIES:{','.join(map(escaped, data['categories']))}",
            *([f"LOCATION:{escaped('; '.join(data['places']))}"] if data["places"] else []),
            *([f"GEO:{data['position']}"] if data["position"] else []),
            *([f"URL:{data['url']}"] if data["url"] else []),
            *_standing(status, when),
            # Nobody is kept from anything by what is recorded here.
            "TRANSP:TRANSPARENT",
            "END:VEVENT",
        ]
    )


def write_end(theme: Theme, data: Data) -> bytes:
    return b"END:VCALENDAR\r\n"


def _times(when: Times) -> Iterable[str]:
    kind = "" if "T" in when.start else ";VALUE=DATE"
    yield f"DTSTART{kind}:{when.start}"
    if when.end:
        yield f"DTEND{kind}:{when.end}"
    if when.others:
        yield f"RDATE{kind}:{','.join(when.others)}"


def _standing(status: str, when: Times) -> Iterable[str]:
    """How sure it is. What is merely reported says nothing of that."""
    if status in DOUBTED or not when.certain:
        return ("STATUS:TENTATIVE",)
    return ("STATUS:CONFIRMED",) if status == "confirmed" else ()


def _position(places: list[Place]) -> str:
    """Latitude and longitude, where there is one place and it has them."""
    if len(places) != 1 or places[0].lat is None or places[0].lon is None:
        return ""
    return f"{places[0].lat:.6f};{places[0].lon:.6f}"


def _instant(day: str) -> str:
    """The beginning of an ISO 8601 day."""
    return f"{day.replace('-', '')}T000000Z"

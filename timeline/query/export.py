"""Events as JSON: the records of events.json, of those that are asked for."""

from collections.abc import Iterable, Iterator

from timeline.compile import Row, Timeline
from timeline.pages.event_data import JSON, event_data, with_words
from timeline.pages.events_json import VERSION
from timeline.pages.site import site_view
from timeline.pages.subject import Subject


def export(timeline: Timeline, rows: Iterable[Row]) -> Iterator[str]:
    """The lines of a JSON object that has the `version` of events.json and `events`, one a line."""
    base_url = timeline.settings.base_url.rstrip("/")
    subject = Subject(timeline, site_view(timeline, f"{base_url}/" if base_url else "", False), (), "")
    line = f'{{"version": {VERSION}, "events": ['
    between = ""
    for row in rows:
        yield line + between
        line, between = JSON.encode(with_words(event_data(subject, row.id))), ","
    yield line
    yield "]}"

"""Every correction of every event, the newest first."""

from collections.abc import Iterator

from timeline.page import Data, Page
from timeline.pages.recent import corrections_view
from timeline.pages.subject import Subject
from timeline.theme import Theme


def corrections_pages(subject: Subject) -> Iterator[Page]:
    """Retracted events are among them: their corrections say why they left the timeline."""
    timeline = subject.timeline
    found = [
        (*correction, timeline.links[name])
        for name, event in timeline.events.items()
        for correction in corrections_view(event)
    ]
    found.sort(key=lambda correction: (correction[0], correction[4].id), reverse=True)
    for path, corrections, way in subject.in_parts("corrections/", found):
        yield subject.html(path, write_corrections, "", corrections=corrections, **way)


def write_corrections(theme: Theme, data: Data) -> bytes:
    return theme.html("corrections.html", data)

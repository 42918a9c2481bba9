"""Every correction of every event, the newest first."""

from collections.abc import Iterator

from timeline.page import Data, Page
from timeline.pages.listing import part_path, parts
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
    pieces = parts(found, timeline.settings.page_size)
    for number, corrections in enumerate(pieces, 1):
        yield subject.html(
            part_path("corrections/", number),
            write_corrections,
            "",
            part=number,
            parts=len(pieces),
            folder="corrections/",
            corrections=tuple(corrections),
        )


def write_corrections(theme: Theme, data: Data) -> bytes:
    return theme.html("corrections.html", data)

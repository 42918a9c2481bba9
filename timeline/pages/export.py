"""What an export is: one file with something of every listed event, in the order of the timeline."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from timeline.compile import Timeline
from timeline.page import Page
from timeline.pages.subject import Subject


@dataclass(frozen=True, slots=True)
class Export:
    """A file made of pieces: how it begins, what it has of an event, how it ends.

    output is the switch in site.yaml; an export without one is always made. of_event gets what event_data() gives;
    left_out says how many listed events cannot be in it.
    """

    path: str
    begin: Callable[[Subject], Iterable[Page]]
    of_event: Callable[[Subject, str, Mapping[str, Any]], Iterable[Page]]
    end: Callable[[Subject], Iterable[Page]] = lambda subject: ()
    output: str = ""
    media_type: str = "application/json"
    left_out: Callable[[Timeline], int] = lambda timeline: 0

"""An event of any date, as cards draw it."""

from dataclasses import fields
from typing import Any

from timeline.compile import Row
from timeline.dates import parse, weekday_words
from timeline.drawing.event import Drawn
from timeline.model import Event
from timeline.pages.strips import drawn


def dated(date: str, *others: str, slot: int = 1, **changed: Any) -> Drawn:
    """The event of that date, which accounts give otherwise if there are others; changed are its title, status …"""
    told = {"title": "A title", "thread": "war", "status": "reported", "weight": "normal"} | changed
    accounts = tuple({"by": "A paper", "says": "So it was", "date": other} for other in others)
    event = Event.model_validate({"date": date, "summary": "It happened.", "accounts": accounts} | told)
    row = dict.fromkeys((one.name for one in fields(Row)), None) | told
    return drawn(event, Row(**row | {"id": "a", "words": weekday_words(parse(date))}), slot)  # type: ignore[arg-type]

"""Events to draw, made up: of every kind, in every crowd, anywhere in time."""

import random
from collections.abc import Sequence
from typing import get_args

from hypothesis import strategies as st

from timeline.dates import day_number
from timeline.drawing.event import Drawn, Kind

THREADS = ("talks", "front", "words", "money", "past", "else")
_TITLES = (
    "A ship sinks", "The council meets in the old town to vote on the bridge", "Переговори в Джидді тривають цілу ніч",
    "W" * 60, "Minutes", "محادثات", "An unbrokenwordthatgoesonandonandonandonandon",
)  # fmt: skip


def event(
    name: str, begin: float | None, end: float | None, kind: Kind = "exact", thread: str = "talks", **more: object
) -> Drawn:
    """An event as it is drawn, with what the test does not care for filled in."""
    grain = "day" if None in (begin, end) or (end or 0) - (begin or 0) < 21 else "year"
    fields = {
        "title": "A ship sinks", "words": "some day", "slot": THREADS.index(thread) + 1, "status": "reported",
        "weight": "normal", "grain": grain,
    } | more  # fmt: skip
    return Drawn(id=name, thread=thread, kind=kind, begin=begin, end=end, **fields)  # type: ignore[arg-type]


def on(name: str, year: int, month: int, day: int, **more: object) -> Drawn:
    number = day_number(year, month, day)
    return event(name, float(number), number + 1.0, **more)  # type: ignore[arg-type]


def burst(seed: int = 1, events: int = 130, busy: int = 99) -> list[Drawn]:
    """So many events in seventeen years, most of them within three days."""
    chance = random.Random(seed)
    first = [on(f"b{number}", 1963, 11, chance.choice((22, 22, 23, 24))) for number in range(busy)]
    years = [1954 + number * 16 // (events - busy - 1) for number in range(events - busy)]
    return first + [
        on(f"y{number}", year, chance.randint(1, 12), chance.randint(1, 28)) for number, year in enumerate(years)
    ]


def crowd(count: int, seed: int = 1) -> list[Drawn]:
    """So many events of all kinds over seventeen years, more of them in some months than in others."""
    chance = random.Random(seed)
    return [any_event(chance, f"e{number}", _some_day(chance)) for number in range(count)]


def _some_day(chance: random.Random) -> int:
    if chance.random() < 0.4:
        return day_number(2025, 3, chance.randint(1, 16))
    return day_number(chance.randint(2009, 2025), chance.randint(1, 12), chance.randint(1, 28))


def any_event(chance: random.Random, name: str, day: int) -> Drawn:
    kind: Kind = chance.choices(get_args(Kind), (70, 12, 6, 4, 8))[0]
    length = chance.choice((1, 3, 7, 30, 365)) if kind != "exact" else 1
    begin: float | None = float(day)
    end: float | None = float(day + length)
    more: dict[str, object] = {}
    if kind == "exact" and chance.random() < 0.3:
        # A moment, midnight among them.
        begin = end = day + chance.choice((0, 0, 0.25, 0.5, 23.5 / 24))
        more["grain"] = "hour"
    if kind == "latest" and chance.random() < 0.7:
        begin = None
    if kind == "earliest" or (kind == "lasted" and chance.random() < 0.3):
        end, more["ongoing"] = None, chance.random() < 0.5
    if kind == "lasted" and length > 3:
        more |= {"begun": day + 2.0, "over": day + length - 1.0, "grain": "month"}
    if chance.random() < 0.04:
        more |= {"points": ((day, day + 1.0), (day + chance.choice((-40, 3)), day + 4.0)), "contested": True}
    return event(
        name, begin, end, kind, chance.choice(THREADS),
        title=chance.choice(_TITLES), status=chance.choice(("confirmed", "reported", "claimed", "disputed")),
        weight=chance.choices(("major", "normal", "minor"), (1, 6, 3))[0], **more,
    )  # fmt: skip


@st.composite
def records(draw: st.DrawFn, most: int = 2000) -> Sequence[Drawn]:
    """A record, more often small than large.

    It has dense days or single years, years before the first, open sides, and now and then an event far away.
    """
    base = day_number(draw(st.sampled_from((-3000, -44, 0, 1, 33, 1066, 1963, 2025, 9990))), 1, 1)
    spread = draw(st.sampled_from((1, 3, 30, 400, 7000, 400_000)))
    chance = random.Random(draw(st.integers(0, 2**32)))
    count = draw(st.one_of(*[st.integers(1, 60)] * 7, st.integers(61, most)))
    days = [base + chance.randrange(spread) for _ in range(count)]
    if draw(st.booleans()):
        days[0] = base + draw(st.sampled_from((-900, 900))) * 365
    return [any_event(chance, f"e{number}", day) for number, day in enumerate(days)]

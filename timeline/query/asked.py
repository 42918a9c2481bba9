"""What events are asked for: the keys of docs/reading.md, from an address or from options."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import get_args
from urllib.parse import parse_qsl

from timeline.compile import GATHERING, Timeline
from timeline.dates import DateError, Edtf, parse
from timeline.model import Status
from timeline.problems import did_you_mean, quoted
from timeline.query.folding import folded
from timeline.text import slug

# In the order in which the page has them.
KEYS = ("q", "thread", "status", "actor", "place", "tag", "from", "to")
# Of these an address has one value, as the page's form has.
OF_ONE = frozenset(KEYS) - {"thread", "status"}


class CannotAsk(ValueError):
    """What is asked for cannot be meant; key is where it is asked for, empty for a whole query."""

    def __init__(self, message: str, key: str = "") -> None:
        super().__init__(message)
        self.key = key


@dataclass(frozen=True, slots=True)
class Asked:
    """What an event must have to fit: each of the words, one of the ids of each key that has any, a day in the span.

    named has ids by kind; words are folded. first and last are day numbers, both included; None is open.
    """

    words: tuple[str, ...]
    status: tuple[str, ...]
    named: Mapping[str, tuple[str, ...]]
    first: int | None = None
    last: int | None = None


def in_query(address: str) -> dict[str, tuple[str, ...]]:
    """The values that an address, or its query alone, has for each of the keys; other keys are passed over.

    Raises CannotAsk where it is neither.
    """
    _, mark, query = address.partition("#")[0].partition("?")
    if not mark and "://" not in address:
        query = address
        if "=" not in address:
            what = f"{quoted(address)} is neither an address nor a query such as ?actor=russia"
            raise CannotAsk(f"{what}; words are looked for with --q")
    pairs = parse_qsl(query.strip())
    found = {key: tuple(value for name, value in pairs if name == key and value.strip()) for key in KEYS}
    return {key: values[:1] if key in OF_ONE else values for key, values in found.items() if values}


def asked(timeline: Timeline, values: Mapping[str, Sequence[str]]) -> Asked:
    """What these values of the keys ask for. Raises CannotAsk for a date that is none, and for what there is not."""
    first, last = _span(_date(values, "from"), _date(values, "to"))
    return Asked(
        tuple(word for text in values.get("q", ()) for word in folded(text).split()),
        tuple(_known(name, "status", get_args(Status)) for name in values.get("status", ())),
        {
            kind: tuple(_entry(timeline, kind, slug(name) if kind == "tag" else name) for name in values[kind])
            for kind in GATHERING
            if values.get(kind)
        },
        first,
        last,
    )


def _entry(timeline: Timeline, kind: str, name: str) -> str:
    entries = timeline.of_kind(kind)
    if name not in entries:
        for other, entry in entries.items():
            if name in entry.aliases:
                raise CannotAsk(f"no {kind} {quoted(name)}; that was the id of {quoted(other)}", kind)
    return _known(name, kind, entries)


def _known(name: str, key: str, known: Iterable[str]) -> str:
    if name not in known:
        raise CannotAsk(f"no {key} {quoted(name)}{did_you_mean(name, known)}", key)
    return name


def _date(values: Mapping[str, Sequence[str]], key: str) -> Edtf | None:
    for text in values.get(key, ()):
        try:
            return parse(text.strip())
        except DateError as error:
            raise CannotAsk(f"{quoted(text)} is not a date: {error}", key) from error
    return None


def _span(one: Edtf | None, other: Edtf | None) -> tuple[int | None, int | None]:
    """The first and last day of what lies between two dates, in whichever order they are given."""
    first = one.earliest if one else None
    last = other.latest if other else None
    if one and other and first is not None and last is not None and first > last:
        return other.earliest, one.latest
    return first, last

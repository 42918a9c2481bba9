"""How dates are known: an article's words for them, what these give, and which events rest on them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any

from timeline.compile import Link, Timeline
from timeline.dates import Edtf, resolve, weekday_words
from timeline.model import DateBasis
from timeline.pages.evidence import ArticleView, article_view


@dataclass(frozen=True, slots=True)
class BasisView:
    """How an event's date is known; reading and how are empty where no rule covers the words."""

    words: str
    article: ArticleView
    reading: str
    how: str
    note: str


@dataclass(frozen=True, slots=True)
class DateWords:
    """Words of an article and the events that they date; without a reading, it is the note that says how."""

    words: str
    reading: str
    why: str
    note: str
    events: tuple[Link, ...]


def basis_view(timeline: Timeline, name: str) -> BasisView | None:
    basis = timeline.events[name].date_basis
    if basis is None:
        return None
    reading = resolve(basis.words, timeline.articles[basis.article].published)
    return BasisView(
        words=basis.words,
        article=article_view(timeline, basis.article),
        reading=weekday_words(reading.date) if reading else "",
        how=reading.how if reading else "",
        note=basis.note,
    )


def basis_data(timeline: Timeline, name: str) -> dict[str, Any] | None:
    """The same for machines: the reading as EDTF, null with how where no rule covers the words."""
    basis = timeline.events[name].date_basis
    if basis is None:
        return None
    reading = resolve(basis.words, timeline.articles[basis.article].published)
    return {
        "words": basis.words,
        "article": basis.article,
        "reading": reading.date.text if reading else None,
        "how": reading.how if reading else None,
        "note": basis.note or None,
    }


def dated_by(timeline: Timeline) -> Mapping[str, Sequence[str]]:
    """The ids of the events whose dates rest on each article's words, in list order."""
    found: dict[str, list[str]] = defaultdict(list)
    for name, event in timeline.events.items():
        if event.date_basis:
            found[event.date_basis.article].append(name)
    return found


def date_words(timeline: Timeline, article: str, names: Iterable[str]) -> list[DateWords]:
    """The words of an article in the order of the events they date; the same words with the same note stand once."""
    alike: dict[tuple[str, str], list[tuple[DateBasis, Link]]] = defaultdict(list)
    for name in names:
        basis = timeline.events[name].date_basis
        assert basis is not None
        alike[basis.words.casefold(), basis.note].append((basis, timeline.links[name]))
    published = timeline.articles[article].published
    return [_one(pairs[0][0], published, tuple(link for _, link in pairs)) for pairs in alike.values()]


def _one(basis: DateBasis, published: Edtf, events: tuple[Link, ...]) -> DateWords:
    reading = resolve(basis.words, published)
    said, why = (weekday_words(reading.date), reading.why) if reading else ("", "")
    return DateWords(basis.words, said, why, basis.note, events)


def beside_events(resting: Iterable[tuple[DateWords, Link]]) -> Iterator[DateWords]:
    """The words with those of their events that stand beside them on one part of a page."""
    for words, pairs in groupby(resting, key=lambda pair: pair[0]):
        yield replace(words, events=tuple(event for _, event in pairs))

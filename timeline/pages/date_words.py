"""How dates are known: an article's words for them, what these give, and which events rest on them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any

from timeline.compile import Link, Timeline
from timeline.dates import Edtf, resolve, weekday_words
from timeline.pages.evidence import ArticleView, article_view


@dataclass(frozen=True, slots=True)
class BasisView:
    """How an event's date is known; how is empty where no rule covers the words. verdict is that on the words."""

    words: str
    article: ArticleView
    how: str
    note: str
    verdict: str


@dataclass(frozen=True, slots=True)
class DateWords:
    """Words of an article and the events that they date; what the curator read out of them is the events' date."""

    words: str
    reading: str
    by_curator: bool
    why: str
    note: str
    verdict: str
    events: tuple[Link, ...]


def basis_view(timeline: Timeline, name: str) -> BasisView | None:
    basis = timeline.events[name].date_basis
    if basis is None:
        return None
    reading = resolve(basis.words, timeline.articles[basis.article].published)
    return BasisView(
        words=basis.words,
        article=article_view(timeline, basis.article),
        how=reading.how if reading else "",
        note=basis.note,
        verdict=_verdict(timeline, name),
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
    """The words of an article in the order of the events they date; words that say the same stand once."""
    published = timeline.articles[article].published
    alike: dict[tuple[str, DateWords], DateWords] = {}
    for name in names:
        one = _of_event(timeline, name, published)
        key = (one.words.casefold(), replace(one, words=""))
        before = alike.setdefault(key, one)
        alike[key] = replace(before, events=(*before.events, timeline.links[name]))
    return list(alike.values())


def _of_event(timeline: Timeline, name: str, published: Edtf) -> DateWords:
    basis = timeline.events[name].date_basis
    assert basis is not None
    reading = resolve(basis.words, published)
    said, why = (weekday_words(reading.date), reading.why) if reading else (timeline.links[name].words, "")
    return DateWords(basis.words, said, reading is None, why, basis.note, _verdict(timeline, name), ())


def _verdict(timeline: Timeline, name: str) -> str:
    """What comparing the words with the captured text gave: the last of what the event quotes."""
    return timeline.verdicts[name][-1].verdict


def beside_events(resting: Iterable[tuple[DateWords, Link]]) -> Iterator[DateWords]:
    """The words with those of their events that stand beside them on one part of a page."""
    for words, pairs in groupby(resting, key=lambda pair: pair[0]):
        yield replace(words, events=tuple(event for _, event in pairs))

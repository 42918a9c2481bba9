"""No word of a draft, nor of what only drafts mention, is in any byte that is published."""

import re
from pathlib import Path

import pytest

from tests.build.reading import files
from tests.conftest import write_content
from tests.media.drawing import encoded, picture
from timeline import model
from timeline.build import Options, build
from timeline.content.sources import PUBLISHED

CANARY = re.compile(rb"canary[-_a-z0-9]*", re.IGNORECASE)
# A draft with a word of its own in every field, and an entry of its own wherever a field names one.
DRAFT = """\
title: Canary-title
date: 1987-06-05
date_basis: {words: canary-words, article: canary-article, note: Canary-note.}
time_zone: Pacific/Chatham
thread: canary-thread
status: disputed
weight: major
summary: Canary-summary leads to [a place](place:canary-linked-place).[^canary-key]
body: |
  Canary-body leads to [a page of its own](tag:canary-linked-tag) and [an actor](actor:canary-linked-actor).
actors: [canary-actor]
places: [canary-place]
tags: [canary-tag, Canary free tag]
excerpts:
  - key: canary-key
    article: canary-article
    quote: canary-quote
    original: canary-original
    speaker: canary-speaker
    locator: canary-locator
    stance: contradicts
    supports: [date]
    note: Canary-excerpt-note.
accounts:
  - {by: canary-side, says: Canary-says., date: 1987-06-06, excerpts: [canary-key]}
  - {by: Canary-free-side, says: Canary-says-other.}
relations:
  - {type: see-also, event: canary-other-draft}
media:
  - {src: canary.png, alt: Canary-alt, caption: Canary-caption, credit: Canary-credit, licence: Canary-licence}
aliases: [canary-alias]
corrections:
  - {date: 1987-07-07, kind: clarification, note: Canary-correction.}
allow: {round-date: Canary-reason.}
draft: true
seq: 987
"""
PUBLIC = """\
title: Public
date: 2025-03-11
thread: public
summary: It happened.
actors: [public]
excerpts: [{article: public, quote: it happened}]
"""
FILES = {
    "site.yaml": "title: Record\nbase_url: https://example.org/\nid: 'example.org,2025'\n",
    "threads.yaml": "public: {name: Public}\ncanary-thread: {name: Canary-thread-name, aliases: [canary-lane]}\n",
    "actors.yaml": "public: {name: Public}\n"
    + "".join(
        f"canary-{name}: {{name: Canary-{name}-name, description: '[x](place:canary-second-place)'}}\n"
        for name in ("actor", "speaker", "side", "linked-actor")
    ),
    "places.yaml": "".join(
        f"canary-{name}: {{name: Canary-{name}-name, aliases: [canary-{name}-before]}}\n"
        for name in ("place", "linked-place", "second-place")
    ),
    "tags.yaml": "canary-tag: {name: Canary-tag-name}\ncanary-linked-tag: {name: Canary-linked-tag-name}\n",
    "articles/public.md": "---\ntitle: Public\npublisher: Public\npublished: 2025-03-12\n---\n",
    "articles/canary-article.md": """\
---
title: Canary-article-title
publisher: Canary-publisher
published: 1987-06-07
authors: [Canary-author]
url: https://canary.example/report
aliases: [canary-article-before]
---

Canary-notes.
""",
    "events/public.yaml": PUBLIC,
    "events/canary-draft.yaml": DRAFT,
    "events/canary-other-draft.yaml": PUBLIC.replace("Public", "Canary-other") + "draft: true\n",
}


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("project")
    write_content(root / "content", FILES)
    (root / "content/media").mkdir()
    (root / "content/media/canary.png").write_bytes(encoded(picture(), "PNG"))
    return root


def test_the_draft_has_every_field_that_an_event_has() -> None:
    written = {line.partition(":")[0] for line in DRAFT.splitlines() if re.match(r"\w", line)}
    assert written == set(model.Event.model_fields)


def test_no_byte_of_the_site_or_of_the_lock_knows_a_word_of_it(project: Path) -> None:
    report = build(Options(project / "content", project / "site", "2025-04-01"))
    assert report.update, report.problems
    site = files(project / "site")
    found = {path: CANARY.findall(content) + CANARY.findall(path.encode()) for path, content in site.items()}
    assert {path: words for path, words in found.items() if words} == {}
    assert not [path for path, content in site.items() if b"1987" in content or "1987" in path]
    assert CANARY.findall((project / "content" / PUBLISHED).read_bytes()) == []


def test_with_drafts_nearly_every_word_of_it_is_shown(project: Path) -> None:
    """The canaries are alive: the words would be found where they were let out."""
    build(Options(project / "content", project / "with-drafts", "2025-04-01", drafts=True))
    shown = b"".join(files(project / "with-drafts").values()).lower()
    hidden = {word for word in CANARY.findall(DRAFT.lower().encode()) if word not in shown}
    assert hidden <= {b"canary-reason", b"canary"}
    assert CANARY.findall((project / "content" / PUBLISHED).read_bytes()) == []

"""What can be found: everything that is listed, as the words it is read in, and nothing else."""

import json
from pathlib import Path

import pytest

from tests.build.conftest import EXAMPLE
from tests.conftest import Write
from tests.search.compiled import compiled, large
from timeline.pages.search import PAGEFIND
from timeline.search.documents import Document, documents_of, fit_in_one_file, one_file

RICH = """\
title: Talks at the quay
date: 2025-03-11
thread: war
summary: "**Both sides** met at [the quay](place:quay).[^said]"
body: |
  ## What was said

  - They *agreed* on `nothing` & left.
actors: [envoy]
places: [quay]
tags: [Harbour talks]
excerpts: [{key: said, article: report, quote: "it happened  at the quay", speaker: envoy}]
"""
REGISTERS = {
    "threads.yaml": 'war: {name: War, description: "*All* of it"}\n',
    "actors.yaml": "envoy: {name: Ana Envoy, role: Special envoy, description: From **afar**.}\n"
    "clerk: {name: Bo Clerk, role: Clerk}\n",
    "articles/report.md": "---\ntitle: A report\npublisher: A paper\nauthors: [Ana Sá]\npublished: 2025-03-12\n---\n",
    "places.yaml": "quay: {name: The quay, country: Northland}\n",
    "pages/about.md": "---\ntitle: About\ndescription: What *this* is\n---\n# A *record*\n\nof [talks](event:talks).\n",
}
FOUND = [
    Document("events/talks/", "Talks at the quay", "Tuesday 11 March 2025"),
    Document("articles/report/", "A report", "12 March 2025"),
    Document("threads/war/", "War"),
    Document("actors/envoy/", "Ana Envoy"),
    Document("actors/clerk/", "Bo Clerk"),
    Document("places/quay/", "The quay"),
    Document("tags/harbour-talks/", "Harbour talks"),
    Document("about/", "About"),
]
# What is shown of each, first and further on, and what each is found by alone.
TEXTS = [
    (
        "Both sides met at the quay.",
        "What was said They agreed on nothing & left.",
        "it happened at the quay War Ana Envoy The quay Harbour talks 2025-03-11",
    ),
    ("A paper, Ana Sá", "", ""),
    ("All of it", "", ""),
    ("From afar.", "", "Special envoy"),
    ("Clerk", "", ""),
    ("Northland", "", ""),
    ("", "", ""),
    ("What *this* is", "A record of talks.", ""),
]


@pytest.fixture
def rich(content: Write) -> list[Document]:
    return list(documents_of(compiled(content({**REGISTERS, "events/talks.yaml": RICH}))))


def test_every_page_that_is_about_something_can_be_found(rich: list[Document]) -> None:
    heads = [Document(one.address, one.title, one.date) for one in rich]
    assert heads == FOUND


def test_what_is_shown_are_sentences_and_names_and_quotations_stand_apart(rich: list[Document]) -> None:
    assert [one.texts for one in rich] == TEXTS


def test_one_file_holds_every_document_on_a_line(rich: list[Document]) -> None:
    rows = json.loads(one_file(rich))
    assert [tuple(row) for row in rows] == [("id", "title", "date", "summary", "content", "words")] * len(rich)
    assert [tuple(row.values()) for row in rows] == [(one.address, one.title, one.date, *one.texts) for one in rich]
    assert one_file(rich).count(b"\n") == len(rows) + 2
    assert json.loads(one_file([])) == []


@pytest.mark.parametrize("hidden", ["secret", "2025-03-16-withdrawn"])
def test_neither_drafts_nor_retracted_events_can_be_found(hidden: str) -> None:
    timeline = compiled(EXAMPLE)
    assert hidden not in one_file(documents_of(timeline)).decode()
    assert f"events/{hidden}/" not in {one.address for one in documents_of(timeline)}


def test_what_fits_is_known_without_converting_the_texts_and_never_too_late(tmp_path: Path) -> None:
    """The sum of the texts as they are written is the size of the file or a little more."""
    for folder in (EXAMPLE, large(tmp_path)):
        found = list(documents_of(compiled(folder)))
        size = len(one_file(found))
        assert not fit_in_one_file(found, size)
        assert fit_in_one_file(found, size + size // 5)


def test_every_address_is_a_page_of_the_site_and_none_is_the_search_itself(rich: list[Document]) -> None:
    assert all(one.address.endswith("/") and not PAGEFIND.startswith(one.address) for one in rich)

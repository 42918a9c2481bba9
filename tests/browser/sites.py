"""The sites that a browser is shown, and of each the pages that stand for all of their kind."""

from pathlib import Path

from tests.browser.hard import write_hard_cases
from tests.build.conftest import example_in
from tests.conftest import write_content
from timeline.build import Options

EXAMPLE = "the example"
HARD = "hard cases"
EMPTY = "an empty site"
# By site and by what the page is.
PAGES = {
    EXAMPLE: {
        "the timeline": "",
        "its second part": "page/2/",
        "a disputed event": "events/2025-03-11-storm/",
        "a retracted event": "events/2025-03-16-withdrawn/",
        "a plain event": "events/decade/",
        "an embed": "events/2025-03-11-storm/embed/",
        "the embed of a retracted event": "events/2025-03-16-withdrawn/embed/",
        "the sources": "articles/",
        "an article": "articles/gazette-2025-03-12/",
        "an article without an address": "articles/courier/",
        "the actors": "actors/",
        "an actor": "actors/ana-sa/",
        "an actor without events": "actors/nobody-yet/",
        "the places": "places/",
        "a place": "places/quay/",
        "the map": "map/",
        "the tags": "tags/",
        "a tag": "tags/stone/",
        "the threads": "threads/",
        "a thread": "threads/works/",
        "a year": "2025/",
        "a month": "2025/03/",
        "the undated": "undated/",
        "the corrections": "corrections/",
        "the search": "search/",
        "the data": "data/",
        "a free page": "about/",
        "a redirect": "events/storm/",
        "a missing page": "404.html",
    },
    HARD: {
        "the timeline": "",
        "its second part": "page/2/",
        "an event with everything": "events/hard/",
        "an embed": "events/hard/embed/",
        "an event with many actors": "events/e0/",
        "an event with an unbroken title": "events/e2/",
        "an event in Arabic": "events/e4/",
        "further relations of an event": "events/hard/page/2/",
        "a retracted event": "events/gone/",
        "the sources": "articles/",
        "an article with everything": "articles/long/",
        "an article in Arabic": "articles/arabic/",
        "the actors": "actors/",
        "an actor": "actors/long/",
        "a place": "places/long/",
        "the map": "map/",
        "a tag": "tags/long/",
        "the threads": "threads/",
        "a twelfth thread": "threads/t11/",
        "a year": "2025/",
        "a month": "2025/03/",
        "a far year": "170000002/",
        "the corrections": "corrections/",
        "the search": "search/",
        "a free page": "long/",
        "a redirect": "events/hard-before/",
    },
    EMPTY: {"the timeline": "", "a thread": "threads/war/", "the corrections": "corrections/", "the search": "search/"},
}
# (site, page) for parametrize.
ALL = tuple((site, page) for site, pages in PAGES.items() for page in pages)


def options_of(site: str, folder: Path) -> Options:
    """Options that build one of the sites; its content is written into the folder."""
    if site == EXAMPLE:
        return example_in(folder)
    root = folder / "content"
    write_hard_cases(root) if site == HARD else write_content(root, {})
    return Options(content=root, output=folder / "site", today="2025-04-01")

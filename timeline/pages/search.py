"""The search over the whole site: its page, and what a reader's browser searches in."""

from collections.abc import Iterator

from timeline import search
from timeline.page import Data, Page
from timeline.pages.subject import Subject
from timeline.search.documents import documents_of, one_file
from timeline.theme import Theme

FOLDER = "search/"
ONE_FILE = f"{FOLDER}index.json"
PAGEFIND = f"{FOLDER}pagefind/"
# How many years there is room for below the field; the timeline leads to all of them.
MOST_YEARS = 240


def search_pages(subject: Subject) -> Iterator[Page]:
    """A portable site has the page alone: a browser fetches nothing from a disk."""
    timeline, index = subject.timeline, subject.search_index
    if not timeline.settings.outputs.search:
        return
    engine = "" if subject.site.portable else "pagefind" if index else "minisearch"
    where = {"": "", "pagefind": f"{PAGEFIND}pagefind.js", "minisearch": ONE_FILE}[engine]
    years = tuple(dict.fromkeys(row.filed[0] if row.filed else None for row in timeline.rows))
    shown = years if len(years) <= MOST_YEARS else ()
    yield subject.html(FOLDER, write_search, "", engine=engine, index=where, years=shown)
    if engine == "minisearch":
        yield Page(ONE_FILE, write_one_file, {"documents": tuple(documents_of(timeline))}, themed=False)
    if engine == "pagefind":
        for path, source in index:
            yield Page(PAGEFIND + path, write_copy, {"source": source}, themed=False)


def write_search(theme: Theme, data: Data) -> bytes:
    return theme.html("search.html", data)


def write_one_file(theme: Theme, data: Data) -> bytes:
    return one_file(data["documents"])


def write_copy(theme: Theme, data: Data) -> bytes:
    return search.content_of(data["source"])

"""events.csv: all events as a table, one event a row (RFC 4180), which no spreadsheet takes for formulas."""

import html
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from timeline.markdown import plain, to_html
from timeline.page import Data, Page
from timeline.pages.export import Export
from timeline.pages.subject import Subject
from timeline.text import FORBIDDEN, squeeze
from timeline.theme import Theme

PATH = "events.csv"
COLUMNS = (
    *("id", "url", "title", "date", "earliest", "latest", "precision", "status", "weight", "thread"),
    *("summary", "body", "actors", "places", "tags", "articles"),
)
BETWEEN = "; "
# A cell that begins so is run by a spreadsheet, whatever its quotes; an apostrophe before it says that it is text.
RUN = re.compile("'*[=+\\-@\t\r\n＝＋－＠]")
TO_QUOTE = re.compile('[",\r\n]|^ | $')
# A tag of HTML that was cleaned, where all attributes are in double quotes.
TAG = re.compile(r'<[^>"]*(?:"[^"]*"[^>"]*)*>')
EMPTY_LINES = re.compile(r"\n{3,}")
# Behind a paragraph in a text that is rendered, and nowhere else in it.
END = "</p>\n"


def begin(subject: Subject) -> Iterator[Page]:
    yield Page(PATH, write_header, {}, themed=False, piece=True)


def of_event(subject: Subject, name: str, data: Mapping[str, Any]) -> Iterator[Page]:
    yield Page(PATH, write_row, {"event": data}, themed=False, piece=True)


EXPORT = Export(PATH, begin, of_event, output="csv", media_type="text/csv")


def write_header(theme: Theme, data: Data) -> bytes:
    return line(COLUMNS).encode()


def write_row(theme: Theme, data: Data) -> bytes:
    return row(data["event"]).encode()


def row(event: Mapping[str, Any]) -> str:
    """The row of an event as event_data() gives it, with its line end."""
    cells = {
        **event,
        "earliest": event["earliest"] or "",
        "latest": event["latest"] or "",
        "summary": squeeze(plain(event["summary"])),
        "body": paragraphs(event["body"]),
        "actors": BETWEEN.join(event["actors"]),
        "places": BETWEEN.join(event["places"]),
        "tags": BETWEEN.join(event["tags"]),
        "articles": BETWEEN.join(dict.fromkeys([excerpt["article"] for excerpt in event["excerpts"]])),
    }
    return line([cells[column] for column in COLUMNS])


def line(cells: Iterable[str]) -> str:
    """A row of such cells, with its line end."""
    return ",".join(map(_cell, cells)) + "\r\n"


def unguarded(cell: str) -> str:
    """What was written in a cell, without the apostrophe that keeps it from being run."""
    return cell[1:] if cell.startswith("'") and RUN.match(cell) else cell


def paragraphs(text: str) -> str:
    """The words of a Markdown text, with an empty line between two paragraphs."""
    if "\n\n" not in text:
        return plain(text)
    bare = html.unescape(TAG.sub("", to_html(text).replace(END, f"{END}\n")))
    return FORBIDDEN.sub("", EMPTY_LINES.sub("\n\n", bare)).strip()


def _cell(text: str) -> str:
    if text.isalnum():
        return text
    safe = f"'{text}" if RUN.match(text) else text
    return '"' + safe.replace('"', '""') + '"' if TO_QUOTE.search(safe) else safe

"""events.csv-metadata.json: what the columns of events.csv hold, as CSV on the Web (Tabular Metadata, 5) has it."""

import json
from collections.abc import Iterator

from timeline.page import Data, Page
from timeline.pages import events_csv
from timeline.pages.subject import Subject
from timeline.theme import Theme

PATH = f"{events_csv.PATH}-metadata.json"
# Whoever follows that name from the table finds the file by itself.
ABOUT = (
    "All listed events, in the order of the timeline. A cell that a spreadsheet would run as a formula begins with an "
    "apostrophe, which is no part of it."
)
LISTS = ("actors", "places", "tags", "articles")
# In the words of docs/data.md.
MEANT = {
    "id": "What the event is known by; the last step of its address",
    "url": "The address of its page",
    "title": "Its title",
    "date": "When it happened, in EDTF",
    "earliest": "The first day that the date can mean, ISO 8601; empty where open or not known",
    "latest": "The last day that the date can mean, ISO 8601; empty where open or not known",
    "precision": "How the two are to be read, as in events.json",
    "status": "How sure it is",
    "weight": "How much it stands out",
    "thread": "The id of its thread",
    "summary": "What happened, as plain text on one line",
    "body": "The rest of the account, as plain text with empty lines between paragraphs; may be empty",
    "actors": "The ids of who took part, with ;  between them",
    "places": "The ids of where it happened, with ;  between them",
    "tags": "The ids of its tags, with ;  between them",
    "articles": "The ids of the articles it quotes, with ;  between them; the words are in events.json alone",
}


def csv_metadata_pages(subject: Subject) -> Iterator[Page]:
    if subject.timeline.settings.outputs.csv:
        yield Page(PATH, write_csv_metadata, {"language": subject.site.language}, themed=False)


def write_csv_metadata(theme: Theme, data: Data) -> bytes:
    columns = [
        {"name": name, "titles": name, "dc:description": {"@value": MEANT[name], "@language": "en"}}
        | ({"separator": events_csv.BETWEEN} if name in LISTS else {})
        for name in events_csv.COLUMNS
    ]
    metadata = {
        "@context": "http://www.w3.org/ns/csvw",
        "url": events_csv.PATH,
        "dc:description": {"@value": ABOUT, "@language": "en"},
        "dc:language": data["language"],
        "tableSchema": {"columns": columns, "primaryKey": "id"},
    }
    return (json.dumps(metadata, ensure_ascii=False, indent=1) + "\n").encode()

"""events.json: all events and what they name as data, one a line, so that a change shows as a change of its lines."""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from timeline.page import Data, Page
from timeline.pages.event_data import JSON, with_words
from timeline.pages.export import Export
from timeline.pages.register_data import in_words, register_data
from timeline.pages.subject import Subject
from timeline.theme import Theme

VERSION = 1
PATH = "events.json"


def begin(subject: Subject) -> Iterator[Page]:
    site = subject.site
    head = {"title": site.title, "description": site.description, "language": site.language, "licence": site.licence}
    yield Page(PATH, write_begin, {"site": head | {"base_url": site.base_url}}, piece=True)


def of_event(subject: Subject, name: str, data: Mapping[str, Any]) -> Iterator[Page]:
    yield Page(PATH, write_line, {"event": data, "is_first": name == subject.timeline.rows[0].id}, piece=True)


def end(subject: Subject) -> Iterator[Page]:
    retracted = tuple(name for name, row in subject.timeline.all_rows.items() if row.status == "retracted")
    yield Page(PATH, write_end, {"retracted": retracted, "registers": register_data(subject.timeline)}, piece=True)


EXPORT = Export(PATH, begin, of_event, end)


def write_begin(theme: Theme, data: Data) -> bytes:
    head = json.dumps({"version": VERSION, "site": data["site"]}, ensure_ascii=False)[:-1]
    return f'{head}, "events": ['.encode()


def write_line(theme: Theme, data: Data) -> bytes:
    before = "\n" if data["is_first"] else ",\n"
    return (before + JSON.encode(with_words(data["event"]))).encode()


def write_end(theme: Theme, data: Data) -> bytes:
    registers = in_words(data["registers"]).items()
    listed = ",\n".join(f'"{kind}": [{_lines(entries)}]' for kind, entries in registers)
    return f'\n], "retracted": {JSON.encode(data["retracted"])},\n{listed}}}\n'.encode()


def _lines(entries: Iterable[Mapping[str, Any]]) -> str:
    return "".join(["\n", ",\n".join(map(JSON.encode, entries)), "\n"])

"""What events.csv says comes back: every field that docs/importing.md says a table can hold."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.test_docs import sections
from timeline.importers import Event
from timeline.importers.csv import read
from timeline.markdown import plain
from timeline.model import Event as Record
from timeline.pages.events_csv import paragraphs, row, write_header
from timeline.text import squeeze

COLUMN = "CSV"


def held() -> dict[str, str]:
    """What the documentation says of each field."""
    lines = [line for line in sections("importing.md")["There and back"].splitlines() if line.startswith("| ")]
    names, *others = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    return {cells[0].strip("`"): cells[names.index(COLUMN)] for cells in others if cells[0].startswith("`")}


HELD = held()
SIGNS = "abcé=+-@'\"*_[](){}<>&;:,.!|#`~\\ \n1漢"
TEXTS = st.text(alphabet=st.sampled_from(SIGNS), max_size=40)
IDS = st.lists(st.from_regex(r"[a-z][a-z0-9]{0,3}(-[a-z0-9]{1,3}){0,2}", fullmatch=True), unique=True, max_size=3).map(
    tuple
)
DATES = st.sampled_from(
    [
        *(
            "2020",
            "2020-03",
            "2020-03-04",
            "-0043-03-15",
            "2020-03-04T10:00Z",
            "2020~",
            "19XX",
            "2020-21",
            "Y170000002",
        ),
        *("2020/2021", "2020/..", "/2020", "-0100/0100", "[2020-01-01..2020-02-01]", "[..2020]", "{2020,2021}"),
    ]
)
EVENTS = st.fixed_dictionaries(
    {
        "id": st.just(""),
        "url": TEXTS.map(squeeze),
        "title": TEXTS.map(squeeze).filter(bool),
        "date": DATES,
        "earliest": st.sampled_from([None, "2020-01-01", "-0043-03-15"]),
        "latest": st.none(),
        "precision": st.just("day"),
        "status": st.sampled_from(["confirmed", "reported", "claimed", "disputed"]),
        "weight": st.sampled_from(["major", "normal", "minor"]),
        "thread": st.just("main"),
        "summary": TEXTS,
        "body": TEXTS,
        "actors": IDS,
        "places": IDS,
        "tags": IDS,
        "excerpts": st.just(()),
    }
)


def back(path: Path, events: list[dict[str, Any]]) -> tuple[Event, ...]:
    content = write_header(None, {}) + b"".join(row(event).encode() for event in events)  # type: ignore[arg-type]
    path.write_bytes(content)
    found = read(path)
    assert found.lost == ()
    return found.events


def words(text: str) -> str:
    return squeeze(plain(text))


def same(field: str, event: Event, was: Mapping[str, Any]) -> bool:
    value: Any = getattr(event, field)
    if HELD[field] == "the words":
        parted = [len(paragraphs(text).split("\n\n")) for text in (value, was[field])]
        return words(value) == words(was[field]) and (field == "summary" or parted[0] == parted[1])
    if field == "places":
        return bool(was[field] == tuple(place.name for place in value))
    return bool(value == was[field])


@pytest.mark.parametrize("field", [name for name, how in HELD.items() if how != "no"])
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(events=st.lists(EVENTS, min_size=1, max_size=4))
def test_what_a_table_can_hold_comes_back(field: str, tmp_path: Path, events: list[dict[str, Any]]) -> None:
    numbered = [{**event, "id": f"event-{number}"} for number, event in enumerate(events)]
    found = back(tmp_path / "events.csv", numbered)
    assert len(found) == len(numbered)
    for event, was in zip(found, numbered, strict=True):
        assert same(field, event, was), (getattr(event, field), was[field])


@pytest.mark.parametrize("field", [name for name, how in HELD.items() if how == "no"])
def test_what_a_table_cannot_hold_is_no_field_of_what_comes_back(field: str) -> None:
    assert field in Record.model_fields
    assert field not in Event.__dataclass_fields__ or field == "media"


def test_quotations_that_a_table_cannot_hold_are_told(tmp_path: Path) -> None:
    event = dict.fromkeys(("url", "earliest", "latest", "precision", "summary", "body"), "")
    event |= {"id": "a", "title": "A", "date": "2020", "status": "reported", "weight": "normal", "thread": "x"}
    written = row({**event, "actors": (), "places": (), "tags": (), "excerpts": ({"article": "post"},)})
    (tmp_path / "events.csv").write_bytes(write_header(None, {}) + written.encode())  # type: ignore[arg-type]
    assert [loss.what for loss in read(tmp_path / "events.csv").lost] == [
        "what it quotes of post: no table holds the words"
    ]

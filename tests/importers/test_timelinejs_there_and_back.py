"""Events that leave as slides of TimelineJS come back as they were, in all that docs/importing.md says they hold."""

import json
import re
from pathlib import Path
from typing import Any, get_args

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tests.dates.strategies import TEXTS
from timeline.dates import DateError, parse
from timeline.importers import Event
from timeline.importers.markup import escaped
from timeline.importers.timelinejs import read
from timeline.markdown import inline, to_html
from timeline.model import Weight
from timeline.pages.slide_dates import placed
from timeline.pages.timelinejs import slide
from timeline.text import FORBIDDEN, squeeze

IMPORTING = Path(__file__).parents[2] / "docs" / "importing.md"


def is_date(text: str) -> bool:
    try:
        return bool(parse(text))
    except DateError:
        return False


WORDS = st.text("Mühle & <b>x</b> *_[]()#!1.-\\`:|", min_size=1, max_size=12).map(squeeze).filter(str.strip)
LINES = st.text(max_size=30).map(lambda text: squeeze(FORBIDDEN.sub("", text))).filter(bool)
INLINE = st.one_of(
    WORDS.map(escaped),
    st.sampled_from(["*it*", "**so**", "[a site](https://example.com/?a=1&b=2)", "`code`", "1 < 2"]),
)
PARAGRAPHS = st.lists(INLINE, min_size=1, max_size=4).map(lambda pieces: "So " + " and ".join(pieces))
BLOCKS = st.one_of(
    PARAGRAPHS, st.sampled_from(["- one\n- *two*", "1. one\n2. two", "> So it is said.", "### A heading"])
)
# Between lists stands something else, or they would be one.
BODIES = st.lists(BLOCKS, max_size=3).map("\n\nThen this.\n\n".join)
EVENTS = st.fixed_dictionaries(
    {
        "title": LINES,
        "date": TEXTS.filter(is_date),
        "status": st.sampled_from(["confirmed", "reported", "claimed", "disputed"]),
        "weight": st.sampled_from(get_args(Weight)),
        "summary": PARAGRAPHS,
        "body": BODIES,
        "thread": LINES,
    }
)


def fields() -> dict[str, str]:
    """By field, what docs/importing.md says of its way there and back."""
    section = IMPORTING.read_text("utf-8").split("\n## There and back\n")[1].split("\n## ")[0]
    head, _, *rows = [
        [cell.strip() for cell in line.strip("|").split(" | ")] for line in section.splitlines() if line.startswith("|")
    ]
    column = [cell.strip("| ") for cell in head].index("TimelineJS")
    return {row[0].strip("|` "): row[column].strip("| ") for row in rows}


def exported(events: list[dict[str, Any]], base_url: str = "https://example.org/") -> str:
    slides = [
        slide(
            {
                "image": None,
                "base_url": base_url,
                "published": "2025-04-01",
                "id": f"event-{number}",
                "url": f"{base_url}events/event-{number}/",
                **event,
            },
            "Claimed & so",
            "See the sources",
        )
        for number, event in enumerate(events)
    ]
    return json.dumps({"scale": "human", "events": slides})


def imported(folder: Path, events: list[dict[str, Any]]) -> tuple[Event, ...]:
    file = folder / "timelinejs.json"
    file.write_text(exported(events), "utf-8")
    found = read(file)
    assert (found.lost, found.notes) == ((), ())
    return found.events


def shown(*texts: str) -> str:
    """The HTML of Markdown texts, without the white space that HTML does not count."""
    return re.sub(r"\s*(</?(?:p|ul|ol|li|blockquote|h\d)>)\s*", r"\1", squeeze("".join(map(to_html, texts))))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30, deadline=None)
@given(st.lists(EVENTS, min_size=1, max_size=4))
def test_events_come_back_in_all_that_a_slide_holds(tmp_path: Path, events: list[dict[str, Any]]) -> None:
    held = {field for field, how in fields().items() if how.startswith("yes")}
    came = imported(tmp_path, events)
    for number, (event, back) in enumerate(zip(events, came, strict=True)):
        again = {name: getattr(back, name) for name in held - {"summary", "body"}}
        assert again == {name: event.get(name, f"event-{number}") for name in again}
        assert shown(back.body) == shown(event["summary"], event["body"])


def test_what_a_slide_does_not_hold_is_not_said_to_come_back() -> None:
    known = {"id", "title", "date", "thread", "status", "weight", "summary", "body"}
    assert {field for field, how in fields().items() if how.startswith("yes")} == known
    assert {field for field, how in fields().items() if how == "no"} == {"tags", "actors", "places", "excerpts"}


@given(TEXTS)
@example("XXXX")
@example("2014-04-02/2014")
def test_every_date_has_its_place(text: str) -> None:
    try:
        date = parse(text)
    except DateError:
        return
    at = placed(date, "2025-04-01")
    assert int(at.start["year"])
    assert at.end is None or int(at.end["year"]) >= int(at.start["year"])


@pytest.mark.parametrize(
    "changed",
    [
        {"start_date": {"year": "2014"}},
        {"display_date": "March 2014"},
        {"end_date": {"year": "2016"}},
        {"edtf": "2015-XX"},
        {"edtf": "spring"},
    ],
)
def test_a_date_that_was_changed_in_the_file_counts_as_changed(tmp_path: Path, changed: dict[str, Any]) -> None:
    event = {"title": "A", "date": "2015~", "status": "reported", "weight": "normal", "summary": "B.", "body": ""}
    data = json.loads(exported([event | {"thread": "C"}]))
    data["events"][0] |= changed
    file = tmp_path / "timelinejs.json"
    file.write_text(json.dumps(data), "utf-8")
    (back,) = read(file).events
    assert "~" not in back.date
    assert back.body == "B."


def test_a_summary_is_one_paragraph_of_its_slide() -> None:
    assert inline(to_html("So *it* is.")) == "So <em>it</em> is."

"""A file that is of another format than was said is refused, and the line says which it is."""

import json
from pathlib import Path

import pytest

from timeline.importers import CannotRead
from timeline.importers.formats import found_in

SLIDE = {"start_date": {"year": "1901"}, "text": {"headline": "The mill"}}
# Of each: the format that reads it, the text, and what other readers say.
FILES = {
    "TimelineJS": ("timelinejs", json.dumps({"events": [SLIDE]}), "JSON of TimelineJS; its FORMAT is timelinejs"),
    "TimelineJS of old": (
        "timelinejs",
        json.dumps({"timeline": {"headline": "Mills", "date": [{"startDate": "1901", "headline": "The mill"}]}}),
        "JSON of TimelineJS; its FORMAT is timelinejs",
    ),
    "TimelineJS in a script": (
        "timelinejs",
        f'data = {{"a": 1, "b": 2,\n"c": 3, "events": {json.dumps([{"unique_id": "a", **SLIDE}])}}}',
        "",
    ),
    "SIMILE in XML": (
        "simile",
        '<?xml version="1.0"?>\n<data><event title="The mill" start="1901"/></data>\n',
        "XML of SIMILE Timeline; its FORMAT is simile",
    ),
    "SIMILE in JSON": (
        "simile",
        json.dumps({"events": [{"title": "The mill", "start": 1901}]}),
        "JSON of SIMILE Timeline; its FORMAT is simile",
    ),
    "a table": (
        "csv",
        'id,title,date,status,thread\nmill,The mill,1901,reported,"works, and\nmore"\n',
        "a table, as it looks; its FORMAT is csv",
    ),
    "a sheet": ("csv", "Year\tHeadline\n1901\tThe mill\n", "a table, as it looks; its FORMAT is csv"),
    "our events.json": (
        "",
        json.dumps({"version": 1, "site": {}, "events": [{"id": "mill", "date": "1901", "summary": "It burnt."}]}),
        "events.json of a site; import its timelinejs.json or events.csv",
    ),
    "a page": ("", "<!doctype html>\n<p>A page</p>", ""),
    "other JSON": ("", '{"a": 1}', ""),
}


@pytest.mark.parametrize("form", ["csv", "timelinejs", "simile"])
@pytest.mark.parametrize(("right", "text", "said"), FILES.values(), ids=FILES)
def test_a_file_of_another_format_is_refused_by_what_it_is(
    tmp_path: Path, form: str, right: str, text: str, said: str
) -> None:
    file = tmp_path / "source"
    file.write_text(text, "utf-8")
    if form == right:
        [event] = found_in(form, file, None).events
        assert (event.title, event.date) == ("The mill", "1901")
        return
    with pytest.raises(CannotRead) as refused:
        found_in(form, file, None)
    assert str(refused.value).startswith(str(file)) and "\n" not in str(refused.value)
    if said:
        assert str(refused.value) == f"{file}: this is {said}"


def test_a_table_with_a_mapping_that_is_none_is_refused_by_what_it_is(tmp_path: Path) -> None:
    (tmp_path / "mapping.yaml").write_text("fields: {title: T, date: D}", "utf-8")
    for name in ("TimelineJS", "SIMILE in XML", "a page", "other JSON"):
        (tmp_path / "source").write_text(FILES[name][1], "utf-8")
        with pytest.raises(CannotRead, match=r"this is (JSON|XML)"):
            found_in("csv", tmp_path / "source", tmp_path / "mapping.yaml")


EMPTY = {
    "a header": ("csv", "id,title,date,status,thread\n"),
    "rows without words": ("csv", "Year,Headline\n,\n ,\n"),
    "no slides": ("timelinejs", '{"title": {"text": {"headline": "Mills"}}, "events": []}'),
    "no slides of old": ("timelinejs", '{"timeline": {"headline": "Mills", "date": []}}'),
    "no events in XML": ("simile", "<data><a/></data>"),
    "no events in JSON": ("simile", '{"events": []}'),
}


@pytest.mark.parametrize(("form", "text"), EMPTY.values(), ids=EMPTY)
def test_a_file_without_any_event_is_refused(tmp_path: Path, form: str, text: str) -> None:
    file = tmp_path / "source"
    file.write_text(text, "utf-8")
    with pytest.raises(CannotRead) as refused:
        found_in(form, file, None)
    assert str(refused.value) == f"{file}: there is no event in it"


def test_a_table_of_nothing_but_eras_has_events(tmp_path: Path) -> None:
    era = {"start_date": {"year": "1901"}, "end_date": {"year": "1910"}, "text": {"headline": "The boom"}}
    (tmp_path / "source").write_text(json.dumps({"events": [], "eras": [era]}), "utf-8")
    assert len(found_in("timelinejs", tmp_path / "source", None).events) == 1

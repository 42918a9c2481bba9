"""Tables are read as what they are known to be: our own, TimelineJS's sheet, or what a mapping says."""

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.test_docs import PAGES, blocks, coded, rows, sections
from timeline.dates import parse
from timeline.importers import CannotRead, Event, Found, Loss, Place, Source
from timeline.importers.csv import read
from timeline.importers.csv.date_formats import PARTS
from timeline.importers.csv.mapping import FIELDS, KEYS, WAYS

OWN = "id,title,date,status,thread\r\n"


def found(folder: Path, table: str | bytes, mapping: str | None = None) -> Found:
    (folder / "table.csv").write_bytes(table if isinstance(table, bytes) else table.encode())
    if mapping is None:
        return read(folder / "table.csv")
    (folder / "mapping.yaml").write_text(mapping, "utf-8")
    return read(folder / "table.csv", folder / "mapping.yaml")


def told(losses: tuple[Loss, ...]) -> list[str]:
    return [f"{loss.where}: {loss.what}" for loss in losses]


def test_our_own_table_comes_back_without_what_kept_it_from_being_run(tmp_path: Path) -> None:
    table = (
        "id,title,date,status,thread,summary,body,tags,places,articles\r\n"
        "ides,'=1+1,'-0043-03-15,claimed,rome,''-1 and *all*,\"One\n\nTwo\",a; b,curia; forum,livy\r\n"
    )
    [event] = found(tmp_path, table).events
    assert event == Event(
        where="row 2",
        id="ides",
        title="=1+1",
        date="-0043-03-15",
        status="claimed",
        thread="rome",
        summary="'-1 and \\*all\\*",
        body="One\n\nTwo",
        tags=("a", "b"),
        places=(Place("curia"), Place("forum")),
    )


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_the_header_of_a_known_table_shows_its_delimiter(tmp_path: Path, delimiter: str) -> None:
    cells = [
        [f'"{cell}"' for cell in line.split(",")] for line in ("id,title,date,status,thread", "a,A,2020,reported,x")
    ]
    [event] = found(tmp_path, "\n".join(delimiter.join(line) for line in cells)).events
    assert (event.id, event.title, event.date) == ("a", "A", "2020")


ROWS = {
    "no date": ("a,A,,reported,x", 'row 2: event left out, "A": it has no date'),
    "no title": ("a,,2020,reported,x", "row 2: event left out: it has no title"),
    "a date of a spreadsheet": ("a,A,3/4/2020,reported,x", 'row 2: event left out, "A": column "date", "3/4/2020": '),
    "another status": (
        "a,A,2020,reportd,x",
        'row 2: column "status", "reportd": no status; did you mean "reported"?; the event comes in as reported',
    ),
    "a cell too many": ("a,A,2020,reported,x,y", 'row 2: the cell "y" behind the last column of the header'),
}


@pytest.mark.parametrize(("row", "loss"), ROWS.values(), ids=ROWS)
def test_what_our_own_table_lost_in_a_spreadsheet_is_told(tmp_path: Path, row: str, loss: str) -> None:
    [one] = told(found(tmp_path, OWN + row).lost)
    assert one.startswith(loss)


SLIDES = """\
year, Month ,Day,Time,End Year,End Month,End Day,End Time,Display Date,Headline,Text,Media,Media Credit,Media Caption,\
Media Thumbnail,Alt Text,Type,Group,Background,Notes
2020,,,,,,,,,The story,<p>What it is</p>,,,,,,title,,,
2020,1,2,14:05,2020.0,1.0,3.0,,,A <i>thing</i>,<p>Hello <b>you</b></p>,https://example.org/p.jpg,AP,Cap,,A cat,,Law,,q
-44,3,15,,,,,,,Caesar,Et tu,,,,,,,,,
1990,,,,1995,,,,,A decade,,,,,,,era,,,
2021,,,25 o'clock,,,,,,Late,,,,,,,slide,,,q
"""


def test_a_sheet_for_timelinejs_is_its_slides(tmp_path: Path) -> None:
    story = found(tmp_path, SLIDES)
    assert (story.title, story.description, story.threads) == ("The story", "What it is", ("Law", "Eras"))
    dates = [(event.title, event.date, event.weight) for event in story.events]
    assert dates == [
        ("A thing", "2020-01-02T14:05/2020-01-03", "normal"),
        ("Caesar", "-0043-03-15", "normal"),
        ("A decade", "1990/1995", "minor"),
        ("Late", "2021", "normal"),
    ]
    assert story.events[0].body == "Hello **you**\n\n[A cat](https://example.org/p.jpg): Cap (AP)"
    assert [one for one in told(story.lost) if "title's date" not in one] == [
        'row 6: column "Time", "25 o\'clock": this is no time; it is left out',
        'row 6: column "Type", "slide": no type; it is an event here',
        'header: column "Notes", 2 times: not carried over',
    ]


def test_the_worked_mapping_of_the_documentation_reads_its_table(tmp_path: Path) -> None:
    page = PAGES["importing.md"].split("### A mapping")[1].split("### Formats")[0]
    story = found(tmp_path, blocks(page, "csv"), blocks(page, "yaml").partition("title: Erste")[0])
    assert story.events == (
        Event(
            where="row 2",
            title="Erste Sitzung",
            date="2021-02-03",
            thread="Council",
            status="confirmed",
            actors=("Amt für Bau", "Stadtrat"),
            sources=(Source("https://example.org/a"),),
        ),
        Event(where="row 3", title="Bericht", date="2021-05", thread="Council", status="claimed"),
    )
    assert (story.lost, story.notes) == ((), ())


def mapping(**fields: str) -> str:
    return "fields:\n" + "".join(
        f"  {name}: {value}\n" for name, value in {"title": "T", "date": "D", **fields}.items()
    )


DATES = {
    "a day": ("{column: D, formats: DD/MM/YYYY}", "03/04/2020", "2020-04-03"),
    "the American way": ("{column: D, formats: MM/DD/YYYY}", "03/04/2020", "2020-03-04"),
    "a name": ("{column: D, formats: D MMMM YYYY}", "3  sept. 2020", "2020-09-03"),
    "a month": ("{column: D, formats: MMM YYYY}", "May 2020", "2020-05"),
    "a year": ("{column: D, formats: Y}", "476", "0476"),
    "a year before Christ": ("{column: D, formats: Y BCE}", "44 BC", "-0043"),
    "the year 1 before Christ": ("{column: D, formats: Y BCE}", "1 BCE", "0000"),
    "a long year": ("{column: D, formats: Y}", "170000002", "Y170000002"),
    "a moment": ('{column: D, formats: "YYYY-MM-DDThh:mm"}', "2020-04-03T7:05", "2020-04-03T07:05"),
    "ISO": ("{column: D, formats: ISO}", "2020-04-03 07:05:09", "2020-04-03T07:05:09"),
    "EDTF, which needs not be said": ("D", "2020-04~/..", "2020-04~/.."),
    "one of several": ("{column: D, formats: [YYYY, MM/YYYY]}", "04/2020", "2020-04"),
    "two that agree": ("{column: D, formats: [DD/MM/YYYY, MM/DD/YYYY]}", "05/05/2020", "2020-05-05"),
}


@pytest.mark.parametrize(("date", "cell", "edtf"), DATES.values(), ids=DATES)
def test_a_date_is_read_in_the_format_that_the_mapping_names(tmp_path: Path, date: str, cell: str, edtf: str) -> None:
    [event] = found(tmp_path, f"T,D\nA,{cell}\n", mapping(date=date)).events
    assert event.date == edtf


NO_DATES = {
    "two readings": (
        "{column: D, formats: [DD/MM/YYYY, MM/DD/YYYY]}",
        "03/04/2021",
        '"03/04/2021" can be read as 2021-04-03 (DD/MM/YYYY) and 2021-03-04 (MM/DD/YYYY)',
    ),
    "no such day": ("{column: D, formats: DD/MM/YYYY}", "31/02/2021", '"31/02/2021" fits no format (DD/MM/YYYY)'),
    "a season for a month": ("{column: D, formats: YYYY-MM}", "2021-21", '"2021-21" fits no format (YYYY-MM)'),
    "no year 0": ("{column: D, formats: Y}", "0", '"0" fits no format (Y)'),
    "words": ("D", "soon", '"soon" fits no format (EDTF)'),
}


@pytest.mark.parametrize(("date", "cell", "why"), NO_DATES.values(), ids=NO_DATES)
def test_a_date_that_is_not_certain_leaves_its_event_out(tmp_path: Path, date: str, cell: str, why: str) -> None:
    story = found(tmp_path, f"T,D\nA,{cell}\n", mapping(date=date))
    assert story.events == ()
    assert told(story.lost) == [f'row 2: event left out: column "D", {why}']


def test_start_and_end_are_one_date(tmp_path: Path) -> None:
    table = "T,S,E\nA,2020,2021\nB,2020,\nC,2020,2019\nD,,2021\nE,,\nF,2020,2020\n"
    story = found(tmp_path, table, "fields: {title: T, start: S, end: E}")
    assert [(event.title, event.date) for event in story.events] == [
        ("A", "2020/2021"),
        ("B", "2020"),
        ("C", "2020"),
        ("D", "/2021"),
        ("F", "2020"),
    ]
    assert [one.split(":")[0] for one in told(story.lost)] == ["row 4", "row 6"]


def test_every_field_of_a_mapping_is_read(tmp_path: Path) -> None:
    table = (
        "T,D,I,S,B,W,G,P,La,Lo\nA <b>b</b>,2020,a-1,*Sum*,<p>Bo<i>dy</i><script>x</script>,top,x|y,Kyiv,50.45,30.52\n"
    )
    fields = {
        "title": "{column: T, html: true}",
        "id": "I",
        "summary": "S",
        "body": "{column: B, html: true}",
        "weight": "{column: W, values: {top: major}}",
        "tags": '{column: G, separator: "|"}',
        "places": "P",
        "lat": "La",
        "lon": "Lo",
        "thread": "{value: War}",
    }
    story = found(tmp_path, table, mapping(**fields))
    assert story.events == (
        Event(
            where="row 2",
            title="A b",
            date="2020",
            id="a-1",
            summary=r"\*Sum\*",
            body="Bo*dy*",
            weight="major",
            tags=("x", "y"),
            places=(Place("Kyiv", 50.45, 30.52),),
            thread="War",
        ),
    )
    assert told(story.lost) == ['row 2: column "B", dropped: a script: x']


def test_an_image_elsewhere_becomes_a_link(tmp_path: Path) -> None:
    table = 'T,D,B\nA,2020,"<img src=""https://example.org/a.png"" alt=""A cat"">"\n'
    story = found(tmp_path, table, mapping(body="{column: B, html: true}"))
    assert [event.body for event in story.events] == ["[A cat](https://example.org/a.png)"]
    assert (told(story.lost), told(story.notes)) == ([], ["row 2: an image elsewhere is a link now"])


FAULTS = {
    "a misspelt field": ("fields:\n  titel: T\n  date: D", '2:3: no field "titel"; did you mean "title"?'),
    "a misspelt key": ("feilds: {}", '1:1: no key "feilds"; did you mean "fields"?'),
    "no fields": ("delimiter: tab", '1:1: a mapping has a key "fields" that says which column is which field'),
    "another delimiter": (
        "delimiter: bar\nfields: {title: T, date: D}",
        "1:12: a delimiter is comma, semicolon or tab",
    ),
    "date and start": (
        "fields: {title: T, date: D, start: S}",
        "1:29: there is a date already; an event has either date, or start and end, not start too",
    ),
    "neither date nor start": ("fields: {title: T}", "1:1: date, or start, is missing: no event is without one"),
    "half a place": (
        "fields: {title: T, date: D, places: P, lat: L}",
        "1:40: lon is missing; lat says nothing without it",
    ),
    "column and value": (
        "fields: {title: {column: T, value: U}, date: D}",
        "1:10: title has either a column or a value",
    ),
    "a way of others": (
        "fields: {title: {column: T, separator: x}, date: D}",
        "1:29: separator is for tags, actors, places, url alone",
    ),
    "a format without a year": (
        "fields: {title: T, date: {column: D, formats: [DD/MM]}}",
        "1:48: a format has a year, YYYY or Y",
    ),
    "a guess at a century": (
        "fields: {title: T, date: {column: D, formats: DD/MM/YY}}",
        '1:47: "YY" is no part of a date; the parts are ',
    ),
    "another status": (
        "fields: {title: T, date: D, status: {column: S, values: {yes: confirmd}}}",
        '1:63: a status is one of confirmed, reported, claimed, disputed, retracted; did you mean "confirmed"?',
    ),
    "another month": (
        "months: {Janvier: 13}\nfields: {title: T, date: D}",
        '1:19: the month "Janvier" has a number from 1 to 12',
    ),
    "one month by two numbers": (
        "months:\n  Mai: 5\n  mai: 6\nfields: {title: T, date: D}",
        '3:3: "mai" is the same name as "Mai", and another month',
    ),
    "one month with and without a point": (
        "months: {Jan.: 1, jan: 6}\nfields: {title: T, date: D}",
        '1:19: "jan" is the same name as "Jan.", and another month',
    ),
    "a month without a name": (
        'months: {"": 1}\nfields: {title: T, date: D}',
        '1:10: "" is no word, as the name of a month is',
    ),
    "formats that are no list": (
        "fields: {title: T, date: {column: D, formats: {YYYY: foo}}}",
        "1:47: formats are a text, or a list of texts, as in [DD/MM/YYYY]",
    ),
    "no YAML": ("fields: {title: T", "1:"),
    "another sign before parts of a degree": ("decimal: dot\nfields: {title: T, date: D}", "1:10: before the parts of"),
    "something else than names": ("ignore: T\nfields: {title: T, date: D}", "1:9: ignore has the names of columns"),
    "a missing column": ("fields: {title: T, date: Day}", '1:26: no column "Day"; the header has "T", "D"'),
    "a missing column with its way": (
        "fields: {title: T, date: {column: Day, formats: ISO}}",
        '1:35: no column "Day"; the header has "T", "D"',
    ),
    "a missing column that is not wanted": (
        "ignore: [T, Day]\nfields: {title: T, date: D}",
        '1:13: no column "Day"; the header has "T", "D"',
    ),
    "a key twice": ("fields: {title: T, title: U, date: D}", '1:20: the key "title" stands here for the second time'),
}


@pytest.mark.parametrize(("text", "fault"), FAULTS.values(), ids=FAULTS)
def test_a_mistake_in_a_mapping_is_told_with_its_place(tmp_path: Path, text: str, fault: str) -> None:
    with pytest.raises(CannotRead) as refused:
        found(tmp_path, "T,D\nA,2020\n", text)
    assert str(refused.value).startswith(f"{tmp_path / 'mapping.yaml'}:{fault}")


SEVERAL = {
    "of keys and ways": (
        "delimitr: tab\nfields:\n  titel: T\n  date: {column: D, formats: DD/MM}\n  weight: {value: heavy}",
        ["1:1", "3:3", "4:30", "5:19", "2:1"],
    ),
    "of columns": ("ignore: [X]\nfields: {title: T, date: Date, body: B}", ["2:26", "2:38", "1:10"]),
    "of keys that stand twice": ("fields: {title: T, title: U, date: D, date: D}", ["1:20", "1:39"]),
}


@pytest.mark.parametrize(("text", "places"), SEVERAL.values(), ids=SEVERAL)
def test_all_mistakes_in_a_mapping_are_told_each_on_its_line(tmp_path: Path, text: str, places: list[str]) -> None:
    with pytest.raises(CannotRead) as refused:
        found(tmp_path, "T,D\nA,2020\n", text)
    file = f"{tmp_path / 'mapping.yaml'}:"
    assert [line.removeprefix(file).split(": ")[0] for line in str(refused.value).splitlines()] == places


def test_a_mapping_of_nothing_but_mistakes_is_told_with_the_first_of_them(tmp_path: Path) -> None:
    text = "".join(f"key-{number}: {number}\n" for number in range(2_000))
    with pytest.raises(CannotRead) as refused:
        found(tmp_path, "T,D\nA,2020\n", text)
    lines = str(refused.value).splitlines()
    assert (len(lines), lines[-1]) == (21, "there are more mistakes")


@pytest.mark.parametrize(
    ("said", "table"), [("", "T;D\nA;2020"), ("delimiter: tab\n", "T;D\nA;2020"), ("", '"T";"D"\n"A";"2020"')]
)
def test_a_delimiter_that_is_not_that_of_the_table_is_told_once(tmp_path: Path, said: str, table: str) -> None:
    with pytest.raises(CannotRead, match=r'no column "T": is "delimiter: semicolon" missing\?$') as refused:
        found(tmp_path, table, f"{said}{mapping(body='B')}")
    assert "\n" not in str(refused.value)


def test_two_columns_of_a_name_that_a_field_is_made_of_are_refused(tmp_path: Path) -> None:
    with pytest.raises(CannotRead, match=r'1:17: 2 columns are named "T"; give them names of their own$'):
        found(tmp_path, "T,D,T\nA,2020,B\n", "fields: {title: T, date: D}")


def test_columns_that_are_not_wanted_are_not_told(tmp_path: Path) -> None:
    story = found(tmp_path, "T,D,Nr,Notes,Nr\nA,2020,1,x,1\n", f"ignore: [Nr, ' Notes']\n{mapping()}")
    assert (len(story.events), story.lost, story.notes) == (1, (), ())


@pytest.mark.parametrize(
    ("decimal", "cells", "place"),
    [
        ("comma", '"50,45","-30,5"', Place("Kyiv", 50.45, -30.5)),
        ("comma", '50,"30,5"', Place("Kyiv", 50, 30.5)),
        ("comma", "50.45,30.5", Place("Kyiv")),
        ("point", "50.45,-30.5", Place("Kyiv", 50.45, -30.5)),
        ("point", '"50,45","30,5"', Place("Kyiv")),
    ],
)
def test_degrees_are_read_with_the_sign_that_the_mapping_says(
    tmp_path: Path, decimal: str, cells: str, place: Place
) -> None:
    said = f"decimal: {decimal}\n{mapping(places='P', lat='La', lon='Lo')}"
    story = found(tmp_path, f"T,D,P,La,Lo\nA,2020,Kyiv,{cells}\n", said)
    assert story.events[0].places == (place,)
    assert all(one.endswith("; the place comes in without a position") for one in told(story.lost))
    assert bool(story.lost) == (place.lat is None)


BECAME = {
    "status": ("S", "unbekannt", 'column "S", "unbekannt": no status of ours; the event comes in as reported'),
    "weight": ("S", "heavy", 'column "S", "heavy": no weight of ours; the event comes in as normal'),
    "url": ("S", "www.example.org/x", 'column "S", "www.example.org/x": this is no web address; it is left out'),
}


@pytest.mark.parametrize("field", BECAME)
def test_what_a_cell_does_not_say_in_our_words_is_told_with_what_became_of_it(tmp_path: Path, field: str) -> None:
    column, cell, said = BECAME[field]
    story = found(tmp_path, f"T,D,{column}\nA,2020,{cell}\n", mapping(**{field: column}))
    assert (len(story.events), told(story.lost)) == (1, [f"row 2: {said}"])


def test_our_own_table_may_have_other_columns(tmp_path: Path) -> None:
    story = found(tmp_path, "mine,id,title,date,status,thread\nx,a,A,2020,reported,b\n")
    assert [event.id for event in story.events] == ["a"]
    assert told(story.lost) == ['header: column "mine", 1 time: not carried over']


UNREADABLE = {
    "no known header": (b"a,b\n1,2\n", None, '1: "a,b" is the header neither of our events.csv'),
    "nothing": (b"\n\n", None, " is empty"),
    "nothing for a mapping": (b"", "fields: {title: T, date: D}", " is empty"),
    "two columns of one name": (
        b"id,title,date,status,thread,id\na,A,2020,reported,b,a\n",
        None,
        ' columns 1 and 6 are both named "id"; give one another name',
    ),
    "open quotes": (
        OWN.encode() + b'a,"A,2020\nb,B\n',
        None,
        "2: quotes that open in the row that begins here are never closed",
    ),
    "quotes within": (OWN.encode() + b'a,"A" b,2020\n', None, "2: behind the closing quotes of a cell of this row"),
    "another encoding": (OWN.encode() + b"a,\xe4,2020\n", None, "2: a byte here is not UTF-8; save the file as UTF-8"),
    "a spreadsheet": (b"PK\x03\x04", None, " is a zip archive, as spreadsheets are; export the sheet as CSV"),
    "a NUL": (OWN.encode() + b"a,\0,2020\n", None, "2: a NUL is here; this is no text"),
    "10,000 columns": (
        b"T,D" + b",x" * 10_000 + b"\nA,2020\n",
        "fields: {title: T, date: D}",
        "1: the header has 10,002 columns",
    ),
    "too many cells": (
        b"T,D" + b"," * 900 + b"\n" + b"a\n" * 12_000,
        "fields: {title: T, date: D}",
        " has more than 10,000,000 cells",
    ),
}


@pytest.mark.parametrize(("table", "mapping", "why"), UNREADABLE.values(), ids=UNREADABLE)
def test_what_cannot_be_read_is_told_in_one_line(tmp_path: Path, table: bytes, mapping: str | None, why: str) -> None:
    with pytest.raises(CannotRead) as refused:
        found(tmp_path, table, mapping)
    assert str(refused.value).removeprefix(str(tmp_path / "table.csv")).removeprefix(":").startswith(why)


def test_columns_without_a_place_are_told_once_with_a_count(tmp_path: Path) -> None:
    table = "T,D,Colour,,Empty\n" + "A,2020,red,x,\n" * 3 + "B,2021,,,\n"
    assert told(found(tmp_path, table, mapping()).lost) == [
        'header: column "Colour", 3 times: not carried over',
        "header: column 4, which has no name, 3 times: not carried over",
    ]


def test_a_large_table_comes_in_whole(tmp_path: Path) -> None:
    table = "T,D,S\n" + "".join(f"Event {n},{n % 28 + 1:02d}.03.2020,What *happened*\n" for n in range(10_000))
    fields = {"date": "{column: D, formats: [DD.MM.YYYY, YYYY]}", "summary": "S"}
    assert len(found(tmp_path, table, mapping(**fields)).events) == 10_000


TABLES = {"Key": KEYS, "Field": FIELDS, "Way": WAYS, "Part": tuple(PARTS)}


@pytest.mark.parametrize("heading", TABLES)
def test_the_documentation_tells_all_that_a_mapping_can_say(heading: str) -> None:
    page = sections("importing.md")
    text = page["A mapping"] + page["Formats of dates"]
    [table] = [part for part in text.split("\n\n") if part.startswith(f"| {heading} |")]
    assert [coded(one[0])[0] for one in rows(table)] == sorted(
        TABLES[heading], key=[coded(one[0])[0] for one in rows(table)].index
    )
    assert len(rows(table)) == len(TABLES[heading])


NAMES = st.sampled_from([*FIELDS, *KEYS, *WAYS, "T", "D", "EDTF", "DD/MM/YYYY", "confirmed", "true", "tab", ""])
VALUES = st.recursive(
    NAMES, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=4), max_leaves=12
)
PIECES = (b"T", b"D", b",", b";", b'"', b"\n", b"\r", b"\0", b"\xff", b"2020", b"<p>", b"\xe2\x80\xae", b"Year")
BYTES = st.lists(st.sampled_from(PIECES)).map(b"".join)


@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(table=BYTES, said=VALUES, is_mapped=st.booleans())
def test_whatever_stands_in_the_files_is_read_or_refused(
    tmp_path: Path, table: bytes, said: object, is_mapped: bool
) -> None:
    # JSON is YAML.
    drawn = json.dumps({"fields": said} if is_mapped else said)
    headers = {drawn: b"T,D\n", mapping(): b"T,D\n", None: b"Year,Headline\n"}
    for text, header in headers.items():
        try:
            story = found(tmp_path, header + table, text)
        except CannotRead:
            continue
        assert all(parse(event.date) and event.title for event in story.events)

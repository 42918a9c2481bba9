"""SIMILE Timeline's event sources: what their events become, and what files of strangers are refused for."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from timeline.dates import DateError, parse
from timeline.importers.found import CannotRead, Event, Found, Image, Source
from timeline.importers.simile import ENDING, ROUND_DAY, read
from timeline.importers.simile.dates import written

Read = Callable[[str | bytes], Found]

WRITTEN = {
    "1845": "1845",
    "845": "0845",
    "44 BC": "-0043",
    "44 BCE": "-0043",
    "1 bc": "0000",
    "44 AD": "0044",
    # A number alone is an astronomical year, in which 0 is 1 BCE.
    "-44": "-0044",
    "-65000": "Y-65000",
    "May 1945": "1945-05",
    "Jun 28 1861": "1861-06-28",
    "June 28, 1861": "1861-06-28",
    "28 June 1861": "1861-06-28",
    "Mar 15 44 BC": "-0043-03-15",
    "Nov 14 1840 00:00:00 GMT": "1840-11-14",
    "May 20 1961 00:00:00 GMT-0600": "1961-05-20",
    "Fri Nov 22 1963 12:30:00 GMT-0600": "1963-11-22T12:30-06:00",
    "Fri, 22 Nov 1963 12:30:05 GMT": "1963-11-22T12:30:05Z",
    "Nov 22 1963 12:30:00 CST": "1963-11-22T12:30-06:00",
    "Nov 22 1963 12:30:00 GMT-0600 (CST)": "1963-11-22T12:30-06:00",
    "November 22, 1963 1:30 PM": "1963-11-22T13:30",
    "11/22/1963": "1963-11-22",
    "1963-11-22": "1963-11-22",
    "1963-11": "1963-11",
    "-0044-03-15": "-0044-03-15",
    "19631122": "1963-11-22",
    "1963-11-22T12:30:00Z": "1963-11-22T12:30Z",
    "1963-11-22T00:00:00Z": "1963-11-22",
}
NOT_DATES = [
    "",
    "soon",
    "Nov 31 1840",
    "Foo 3 1840",
    "Nov 14 40",
    "31/12/1999",
    "0 BC",
    "Jun 3 170002",
    "1840-13-01",
    "1" * 500,
]

INSTANTS = {
    'start="1845"': "1845",
    'start="1845" end="1845"': "1845",
    'start="1845" end="1846"': "[1845..1846]",
    'start="1845" end="1846" isDuration="false"': "[1845..1846]",
    'start="Apr 01 1883" latestStart="Apr 09 1883"': "[1883-04-01..1883-04-09]",
    'start="44 BC" end="40 BC"': "[-0043..-0039]",
    'start="1963-11-22T12:30:00Z" end="1963-11-22T12:40:00Z"': "1963-11-22",
    'end="1846"': "[..1846]",
}
DURATIONS = {
    'start="1883" end="1909"': "1883/1909",
    'start="Jun 3 1861" end="Jul 9 1861"': "1861-06-03/1861-07-09",
    'start="44 BC" end="14"': "-0043/0014",
    'start="1883"': "1883",
    'end="1909"': "/1909",
    # What lies within one month or year is that month or year.
    'start="Jun 3 1861" latestStart="Jun 20 1861" end="1863"': "1861-06/1863",
    'start="1861-02" latestStart="1861-11" end="1863"': "1861/1863",
    # What does not is the outermost one, about.
    'start="Jun 01 1861" latestStart="Jul 01 1861" earliestEnd="Jun 01 1863" end="Jul 01 1863"': "1861-06~/1863-07~",
    'start="Dec 20 1861" latestStart="Jan 3 1862" end="1863"': "1861-12~/1863",
    'start="1871" latestStart="1872" earliestEnd="1878" end="1879"': "1871~/1879~",
    'start="1871" earliestEnd="1878" end="1879"': "1871/1879~",
}


@pytest.fixture
def read_text(tmp_path: Path) -> Read:
    """What is found in a file that holds this."""

    def reading(content: str | bytes) -> Found:
        file = tmp_path / "source.xml"
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
        return read(file)

    return reading


def xml(event: str, text: str = "") -> str:
    return f"<data>\n<event {event}>{text}</event>\n</data>"


def titled(event: str, text: str = "") -> str:
    return xml(f'title="Birth" {event}', text)


def in_json(*events: Any, **top: Any) -> str:
    return json.dumps({**top, "events": events})


def only(found: Found) -> Event:
    (event,) = found.events
    return event


def lost(found: Found) -> list[str]:
    return [f"{loss.where}: {loss.what}" for loss in found.lost]


@pytest.mark.parametrize(("text", "date"), WRITTEN.items())
def test_a_date_is_as_precise_as_it_is_written(text: str, date: str) -> None:
    assert written(text).text == date


@pytest.mark.parametrize("text", NOT_DATES)
def test_what_is_no_date_is_not_guessed(text: str) -> None:
    with pytest.raises(DateError):
        written(text)


@given(st.one_of(st.text(max_size=40), st.from_regex(r"[A-Z][a-z]{2} [0-9]{1,2} [0-9]{1,4}( [0-9:]+ [A-Z+0-9-]+)?")))
def test_any_text_is_a_date_or_none(text: str) -> None:
    try:
        date = written(text)
    except DateError:
        return
    assert parse(date.text) == date


@pytest.mark.parametrize(("dates", "date"), INSTANTS.items())
def test_an_event_without_duration_happened_once(read_text: Read, dates: str, date: str) -> None:
    assert only(read_text(titled(dates))).date == date


@pytest.mark.parametrize(("dates", "date"), DURATIONS.items())
def test_an_event_with_duration_lasted(read_text: Read, dates: str, date: str) -> None:
    found = read_text(titled(f'{dates} isDuration="true"'))
    assert only(found).date == date
    # What EDTF cannot say of the ends is told.
    widened = "latestStart" in dates or "earliestEnd" in dates
    assert any("EDTF has one date for each" in loss for loss in lost(found)) == widened


@pytest.mark.parametrize(
    ("fields", "date"),
    [
        ({"end": "1846"}, "1845/1846"),
        ({"end": "1846", "durationEvent": True}, "1845/1846"),
        ({"end": "1846", "durationEvent": False}, "[1845..1846]"),
        ({"end": "1846", "isDuration": True}, "[1845..1846]"),
        ({"end": "1846", "isDuration": False}, "1845/1846"),
        ({"latestStart": "1846"}, "[1845..1846]"),
        ({}, "1845"),
    ],
)
def test_an_event_in_json_lasted_unless_it_says_otherwise(read_text: Read, fields: dict[str, Any], date: str) -> None:
    found = read_text(in_json({"title": "Birth", "start": 1845, **fields}))
    assert only(found).date == date
    assert any("its contrary" in note.what for note in found.notes) == (fields.get("isDuration") is True)


def test_json_may_abbreviate(read_text: Read) -> None:
    short = {"t": "Birth", "s": "1845", "ls": "1846", "ee": "1850", "e": "1851", "d": "At <i>home</i>", "de": True}
    assert only(read_text(in_json(short))) == Event("event 1", "Birth", "1845~/1851~", body="At *home*")


@pytest.mark.parametrize(
    "text",
    [
        "One &lt;b&gt;strong&lt;/b&gt; word, 1 &lt; 2",
        "<![CDATA[One <b>strong</b> word, 1 &lt; 2]]>",
        "One <b>strong</b> word, 1 &amp;lt; 2",
        "One <!-- aside --><b>strong</b> word, 1 &amp;lt; 2",
    ],
)
def test_html_in_an_event_becomes_markdown_however_it_is_written(read_text: Read, text: str) -> None:
    assert only(read_text(titled('start="1845"', text))).body.replace("&lt;", "<") == "One **strong** word, 1 < 2"


def test_nothing_of_html_is_passed_through(read_text: Read) -> None:
    found = read_text(
        titled('start="1845"', "&lt;script&gt;alert(1)&lt;/script&gt;Born&lt;iframe src='https://e.org'&gt;")
    )
    assert only(found).body == "Born[https://e.org](https://e.org)"
    assert lost(found) == ["line 2: a script: alert(1)"]
    assert [note.what for note in found.notes] == ["an iframe elsewhere is a link now"]


def test_a_title_is_a_line_of_text(read_text: Read) -> None:
    assert only(read_text(xml('title="The &lt;i&gt;great&lt;/i&gt;&#10; war" start="1914"'))).title == "The great war"


def test_a_link_is_a_source_and_an_image_beside_the_file_an_image(read_text: Read) -> None:
    event = only(read_text(titled('start="1845" link="https://e.org/a?b=c" image="some%20pictures/a.png"')))
    assert event.sources == (Source("https://e.org/a?b=c"),)
    assert event.images == (Image("some pictures/a.png"),)


def test_an_image_elsewhere_becomes_a_link(read_text: Read) -> None:
    found = read_text(titled('start="1845" image="https://e.org/a.png"', "Text."))
    assert only(found).body == "Text.\n\n[Image](https://e.org/a.png)" and only(found).images == ()
    assert [note.what for note in found.notes] == ["an image elsewhere is a link now"]
    assert lost(found) == []


@pytest.mark.parametrize("address", ["javascript:alert(1)", "/etc/passwd", "file:///etc/passwd", "\\\\host\\a.png"])
def test_addresses_that_lead_elsewhere_are_left_out(read_text: Read, address: str) -> None:
    found = read_text(titled(f'start="1845" image="{address}" link="{address}"'))
    assert only(found) == Event("line 2", "Birth", "1845")
    assert len(lost(found)) == 2


def test_what_is_about_looks_is_told_once_and_all_else_each_time(read_text: Read) -> None:
    look = '<event title="a" start="1845" color="red" icon="a.png" caption="a" region="north"/>'
    found = read_text(f'<data wiki-url="http://w.org/" wiki-section="S" other="1">{look}\n{look}\n</data>')
    assert len(found.events) == 2
    assert lost(found) == [
        'line 1: the address of a wiki, "S" and "http://w.org/": events no longer lead to its pages',
        'line 1: "other", "1": not carried over',
        'line 1: region, "north": not carried over',
        'line 2: region, "north": not carried over',
        "line 1: color, 2 times from here on: not carried over",
        "line 1: icon, 2 times from here on: not carried over",
    ]


MARKED = {
    "an attribute beside a text": xml('title="a" start="1845" description="ONE"', "TWO"),
    "text around events": '<data>ONE<event title="a" start="1845"/>TWO<b/>THREE</data>',
    "an element of another name": xml(
        'title="a" start="1845"', "</event><foo bar='ONE'>TWO<b bar='THREE'>FOUR</b>FIVE</foo><event>"
    ),
    "attributes of the root": "<data one='ONE' wiki-url='TWO' wiki-section='THREE'><event/></data>",
    "a format of dates": "<data date-time-format='ONE'><event/></data>",
    "a duration that is none": titled('start="1845" isDuration="ONE" durationEvent="TWO"'),
    "a linked title": xml(
        'title="&lt;a href=\'https://e.org/ONE\'&gt;TWO&lt;/a&gt;&lt;b hidden&gt;THREE" start="1845"'
    ),
    "names whole and short": in_json({"start": 1845, "t": "ONE", "title": "TWO", "d": "THREE", "description": "FOUR"}),
    "a duration in JSON": in_json({"start": 1845, "title": "ONE", "durationEvent": "TWO", "isDuration": "THREE"}),
    "other members": in_json({"start": 1845, "title": "ONE", "caption": "TWO", "THREE": ["x"]}, dateTimeFormat="FOUR"),
    "no object": in_json({"title": "a", "start": 1845}, "ONE"),
}


@pytest.mark.parametrize("content", MARKED.values(), ids=MARKED)
def test_every_word_is_carried_over_or_told(read_text: Read, content: str) -> None:
    found = read_text(content)
    for word in ("ONE", "TWO", "THREE", "FOUR", "FIVE"):
        assert word in str(found) or word not in content


def test_halves_of_characters_are_told(read_text: Read) -> None:
    found = read_text(in_json({"title": "a\ud800", "start": "1845", "x\udfff": "b"}))
    assert only(found).title == "a\ufffd"
    assert lost(found)[0] == "event 1: halves of characters, which are U+FFFD now"
    str(found).encode()


def test_a_tooltip_that_says_something_is_told(read_text: Read) -> None:
    assert lost(read_text(titled('start="1845" caption="In Paris"'))) == [
        'line 2: caption, "In Paris": not carried over'
    ]


@pytest.mark.parametrize(
    ("event", "said"),
    [
        ('start="1845"', "line 2: an event without a title: left out"),
        ('title="Birth"', 'line 2: "Birth" has no date: left out'),
    ],
)
def test_an_event_is_left_out_where_it_must_be(read_text: Read, event: str, said: str) -> None:
    found = read_text(xml(event))
    assert found.events == () and lost(found) == [said]


def test_a_date_that_is_none_is_told_and_the_others_count(read_text: Read) -> None:
    found = read_text(titled('start="1845" end="some day" isDuration="true"'))
    assert only(found).date == "1845"
    assert lost(found) == ['line 2: end: "some day" is in no form that SIMILE has for dates: not carried over']


def test_what_ends_before_it_begins_is_dated_by_its_beginning(read_text: Read) -> None:
    found = read_text(titled('start="1845" end="1840" isDuration="true"'))
    assert only(found).date == "1845"
    assert lost(found) == ["line 2: 1845 is later than 1840; the earlier comes first; the event is dated 1845 alone"]


def test_what_a_person_should_look_at_is_noted_in_the_same_words_of_each(read_text: Read) -> None:
    events = [
        'title="a" start="1845" end="1846"',
        'title="b" start="Jan 1 1845"',
        'title="c" start="Jan 2 1845" end="1846"',
    ]
    found = read_text("<data>\n" + "\n".join(f"<event {event}/>" for event in events) + "</data>")
    assert [(note.where, note.what) for note in found.notes] == [
        ("line 2", ENDING),
        ("line 3", ROUND_DAY),
        ("line 4", ENDING),
    ]
    assert found.lost == ()


def test_long_files_know_their_lines(read_text: Read) -> None:
    found = read_text("<data>" + "\n" * 70_000 + '<event title="a" start="1845"/></data>')
    assert only(found).where == "line 70001"


REFUSED = {
    "": "neither XML nor JSON",
    "title,start\n": "neither XML nor JSON",
    "<html><body/></html>": "source.xml:1: <html> is no event source",
    "<data>\n<event>\n</data>": "source.xml:3: this is not XML",
    "<data>&nbsp;</data>": "write &#160; for &nbsp;",
    "<!DOCTYPE data>\n<data/>": "source.xml:1: a document type",
    "<?xml version='1.0'?>\n<!-- - -->\n<!DOCTYPE data [<!ENTITY a SYSTEM 'file:///a'>]><data/>": "3: a document type",
    "<data>" + "<b>" * 5_000: "source.xml:1: elements are nested too deep here",
    "<data><event start='"
    + "1" * 11_000_000
    + "'/></data>": "source.xml:1: a text or a value here has more than 10 MB",
    "<data><event>" + "1" * 11_000_000 + "</event></data>": "1: a text or a value here has more than 10 MB",
    "<data>\n<event>" + "<b/>" * 500_000 + "</event></data>": "an element with more than 10000 others in it",
    '{"events": [{"title": "a", "title": "b"}]}': '"title" stands twice in one object, with different values',
    "<data><event " + " ".join(f"a{number}='1'" for number in range(30_000)) + "/></data>": "more than 1000 attributes",
    "{'events': []}": "source.xml:1:2: this is no JSON",
    '{"events": [\n{"start": new Date(2000, 1, 1)}]}': "source.xml:2:11: this is no JSON",
    '{"events": {}}': 'no list of "events"',
    '{"a": ' + "[" * 100_000 + "}": "nested too deep",
}


@pytest.mark.parametrize(("content", "said"), REFUSED.items(), ids=[said[:30] for said in REFUSED.values()])
def test_what_is_no_event_source_is_refused_in_one_line(read_text: Read, content: str, said: str) -> None:
    with pytest.raises(CannotRead) as refused:
        read_text(content)
    assert said in str(refused.value) and str(refused.value).isprintable() and len(str(refused.value)) < 400


def test_entities_that_grow_are_refused_before_they_do(read_text: Read) -> None:
    laughs = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    with pytest.raises(CannotRead, match="a document type"):
        read_text(f'<!DOCTYPE data [<!ENTITY a0 "ha">{laughs}]><data><event title="&a11;" start="1"/></data>')


def test_numbers_stay_as_they_are_written(read_text: Read) -> None:
    [event] = read_text('{"events": [{"start": 1845, "title": 1.10, "description": ' + "9" * 5_000 + "}]}").events
    assert (event.date, event.title, event.body) == ("1845", "1.10", "9" * 5_000)


def test_a_file_of_too_many_events_is_refused(read_text: Read) -> None:
    with pytest.raises(CannotRead, match="more than 100,000 events"):
        read_text("<data>" + "<a/>" * 100_001 + "</data>")


def test_an_event_source_of_another_encoding_than_it_says_is_read_by_its_bytes(read_text: Read) -> None:
    said = '<?xml version="1.0" encoding="iso-8859-1"?><data><event title="Hoschedé" start="1892"/></data>'
    assert only(read_text(said)).title == "Hoschedé"
    with pytest.raises(CannotRead, match="is not UTF-8"):
        read_text(said.encode("latin-1"))


NUMBERS = st.integers() | st.floats(allow_nan=False, allow_infinity=False)
ODD = st.one_of(st.none(), st.booleans(), NUMBERS, st.text(), st.lists(st.text(), max_size=2))
KEYS = st.sampled_from(
    ["start", "end", "latestStart", "earliestEnd", "title", "description", "image", "link", "d", "x"]
)


@given(st.lists(st.one_of(ODD, st.dictionaries(KEYS, ODD)), max_size=4))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_json_holds_is_read_or_told(read_text: Read, events: list[Any]) -> None:
    found = read_text(in_json(*events, {"title": "Birth", "start": "1845"}))
    for event in found.events:
        assert event.title and parse(event.date)
    left = [loss for loss in found.lost if loss.what.endswith("left out")]
    assert len(found.events) + len(left) > len(events)

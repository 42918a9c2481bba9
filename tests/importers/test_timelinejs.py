"""TimelineJS's JSON, as people write it and as they should not: what comes in, what is told, what is refused."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from timeline.importers import CannotRead, Event, Found
from timeline.importers.timelinejs import read

MILL = {"start_date": {"year": "1901"}, "text": {"headline": "The mill", "text": "<p>It <b>burnt</b>.</p>"}}
BODIES: dict[str, tuple[dict[str, str], str]] = {
    "a picture elsewhere": (
        {"url": "https://example.org/a.jpg", "caption": "The <i>mill</i>", "credit": "Ana", "alt": "A mill"},
        "[A mill](https://example.org/a.jpg): The *mill* (Ana)",
    ),
    "a picture without words": (
        {"url": "https://example.org/wiki/A.JPG?width=300", "caption": "The mill"},
        "[Image at example.org](https://example.org/wiki/A.JPG?width=300): The mill",
    ),
    "a film": ({"url": "https://example.org/a.webm"}, "[Video at example.org](https://example.org/a.webm)"),
    "a sound": ({"url": "https://example.org/a.mp3"}, "[Sound at example.org](https://example.org/a.mp3)"),
    "a film without words": ({"url": "https://video.example.org/w?v=1"}, "[video.example.org](https://video.example.org/w?v=1)"),
    "an address without its scheme": ({"url": "//example.org/a"}, "[example.org](https://example.org/a)"),
    "a quotation": ({"url": "<blockquote>It <u>was</u> so.</blockquote>", "credit": "Ana"}, "> It was so.\n\n(Ana)"),
    "words alone": ({"caption": "# 1 in the row", "credit": "*Ana*"}, "\\# 1 in the row (\\*Ana\\*)"),
    "a caption in blocks": ({"caption": "<ul><li>one</li><li>two</li></ul>"}, "one two"),
    "a link": ({"url": "https://example.org/a", "link": "https://b.org/"}, "[example.org](https://example.org/a)\n\n[b.org](https://b.org/)"),
}  # fmt: skip
LOST: dict[str, tuple[dict[str, Any], str]] = {
    "a script": ({"text": {"headline": "A", "text": "<script>x()</script>B"}}, "slide 1: dropped: a script"),
    "a thumbnail": ({"media": {"url": "", "thumbnail": "t.png"}}, 'slide 1: the thumbnail "t.png" is not carried over'),
    "a picture behind": (
        {"background": {"url": "https://e.org/b.png"}},
        'slide 1: the background "https://e.org/b.png"',
    ),
    "a colour": ({"background": {"color": "#fff"}}, "slides: background colour, 1 time: not carried over"),
    "a format": ({"start_date": {"year": "1901", "format": "yyyy"}}, "slides: date format, 1 time"),
    "no web address": ({"media": {"url": "javascript:x()"}}, 'slide 1: the media "javascript:x()" is neither'),
    "a path from a site's root": ({"media": {"url": "/a.png"}}, 'slide 1: the media "/a.png" is neither'),
    "what is not known": ({"location": {"lat": 1}}, "slide 1: location is not carried over"),
    "what is not known of a date": (
        {"start_date": {"year": 1901, "era": "AD"}},
        "slide 1: start_date.era is not carried",
    ),
    "a text in a list": ({"text": {"headline": "A", "text": ["b"]}}, "slide 1: text.text is not carried over"),
    "an end before the start": ({"end_date": {"year": 1900}}, "slide 1: the end is left out: 1900 is before 1901"),
}
REFUSED = {
    "nothing": ("", ":1:1: this is no JSON: Expecting value"),
    "an object of JavaScript": ("{\n  events: []}", ":2:3: this is no JSON"),
    "a list": ("[]", "holds no object"),
    "another file": ('{"a": 1}', 'has neither a list "events"'),
    "a number that is none": ('{"events": [{"start_date": {"year": NaN}}]}', "NaN stands in it"),
    "nested too deep": ('{"events": ' + "[" * 200_000, "nested too deep"),
    "an archive": ("PK\x03\x04", "is a zip archive"),
}


def found(folder: Path, data: Any, **dumps: Any) -> Found:
    file = folder / "timeline.json"
    file.write_text(data if isinstance(data, str) else json.dumps(data, **dumps), "utf-8")
    return read(file)


def only(folder: Path, **more: Any) -> Event:
    (event,) = found(folder, {"events": [MILL | more]}).events
    return event


def test_a_slide_is_an_event(tmp_path: Path) -> None:
    event = only(tmp_path, group=" Works &amp; days ", unique_id="mill", end_date={"year": 1902, "month": 3.0})
    assert event == Event("slide 1", "The mill", "1901/1902-03", body="It **burnt**.", id="mill", thread="Works & days")


def test_a_time_that_is_the_number_0_is_not_said(tmp_path: Path) -> None:
    day = {"year": 1901, "month": 2, "day": 3}
    assert only(tmp_path, start_date=day | {"hour": 0, "minute": 0}).date == "1901-02-03"
    assert only(tmp_path, start_date=day | {"hour": "0", "minute": "00"}).date == "1901-02-03T00:00"
    assert only(tmp_path, start_date=day | {"hour": 0, "minute": 5}).date == "1901-02-03T00:05"


@pytest.mark.parametrize(("media", "body"), BODIES.values(), ids=BODIES)
def test_media_become_words_and_links(tmp_path: Path, media: dict[str, str], body: str) -> None:
    event = only(tmp_path, media=media)
    assert (event.body, event.images) == (f"It **burnt**.\n\n{body}", ())


def test_only_what_a_text_showed_is_said_to_be_a_link_now(tmp_path: Path) -> None:
    picture = '<img src="https://example.org/a.jpg" alt="A mill">'
    given = found(
        tmp_path, {"events": [MILL | {"text": {"headline": "A", "text": picture}, "media": {"url": picture}}]}
    )
    assert given.events[0].body == "[A mill](https://example.org/a.jpg)\n\n[A mill](https://example.org/a.jpg)"
    assert [(one.where, one.what) for one in given.notes] == [("slide 1", "an image elsewhere is a link now")]
    assert not given.lost


def test_a_picture_beside_the_file_is_one_of_the_event(tmp_path: Path) -> None:
    media = {"url": "pictures/mill.png", "caption": "The <i>mill</i>", "credit": "<b>Ana</b>", "alt": "A mill"}
    (image,) = only(tmp_path, media=media).images
    assert (image.path, image.alt, image.caption, image.credit) == ("pictures/mill.png", "A mill", "The *mill*", "Ana")


@pytest.mark.parametrize(("slide", "told"), LOST.values(), ids=LOST)
def test_what_is_not_carried_over_is_told(tmp_path: Path, slide: dict[str, Any], told: str) -> None:
    lost = found(tmp_path, {"events": [MILL | slide]}).lost
    assert len(lost) == 1
    assert f"{lost[0].where}: {lost[0].what}".startswith(told)


def test_an_event_without_a_date_is_left_out_and_told(tmp_path: Path) -> None:
    given = found(tmp_path, {"events": [{"text": {"headline": "A"}}, MILL, 5, {"start_date": {"year": "1"}}]})
    assert [event.title for event in given.events] == ["The mill"]
    assert [(one.where, one.what) for one in given.lost] == [
        ("slide 1", 'event left out, "A": it has no date'),
        ("slide 3", "event left out: it is no object"),
        ("slide 4", "event left out: it has neither headline nor text"),
    ]


def test_words_for_a_date_that_say_something_else_are_told(tmp_path: Path) -> None:
    given = found(tmp_path, {"events": [MILL | {"display_date": "Spring <b>1901</b>"}]})
    assert [one.what for one in given.notes] == ['it is shown as "Spring 1901", and dated 1901']
    assert not found(tmp_path, {"events": [MILL | {"display_date": "1901"}]}).notes


def test_a_slide_without_a_headline_is_called_after_its_text(tmp_path: Path) -> None:
    given = found(tmp_path, {"events": [MILL | {"text": {"text": "<p>It burnt. " + "And on. " * 20}}]})
    assert given.events[0].title == "It burnt. " + "And on. " * 8 + "And…"
    assert given.notes


def test_the_title_slide_is_the_timelines(tmp_path: Path) -> None:
    title = {"text": {"headline": "Mills", "text": "<p>Of <b>all</b>.</p>"}, "media": {"url": "https://e.org/a.png"}}
    given = found(tmp_path, {"title": title, "events": [MILL], "scale": "human"})
    assert (given.title, given.description) == ("Mills", "Of all.")
    assert [(one.where, one.what) for one in given.lost] == [
        ("title", 'the title\'s media "https://e.org/a.png" is not carried over')
    ]


def test_an_era_is_a_minor_event_in_a_thread_of_its_own(tmp_path: Path) -> None:
    era = {"start_date": {"year": "1900"}, "end_date": {"year": "1910"}, "text": {"headline": "The boom"}}
    given = found(tmp_path, {"events": [MILL | {"group": "Works"}], "eras": [era]})
    assert given.events[1] == Event("era 1", "The boom", "1900/1910", thread="Eras", weight="minor")
    assert given.threads == ("Works", "Eras")
    assert [one.where for one in given.notes] == ["era 1"]


def test_the_older_form_is_read(tmp_path: Path) -> None:
    date = {
        "startDate": "2011,12,10,07,02",
        "endDate": "12/11/2011",
        "headline": "A <b>b</b>",
        "text": "<p>Text</p>",
        "tag": "Works",
        "asset": {"media": "https://example.org/a", "credit": "Ana", "caption": "B"},
    }
    era = {"startDate": "2011", "endDate": "2012", "headline": "The boom", "tag": "Times"}
    old = {"headline": "Mills", "type": "default", "text": "Of all.", "startDate": "2011", "date": [date], "era": [era]}
    given = found(tmp_path, {"timeline": old})
    assert (given.title, given.description, given.threads) == ("Mills", "Of all.", ("Works", "Times"))
    assert given.events[0] == Event(
        "date 1",
        "A b",
        "2011-12-10T07:02/2011-12-11",
        body="Text\n\n[example.org](https://example.org/a): B (Ana)",
        thread="Works",
    )
    assert not given.lost


@pytest.mark.parametrize("around", ["storyjs_jsonp_data = {};", "var data={}", "callback({});\n", "\n {} "])
def test_a_script_around_the_json_is_passed_over(tmp_path: Path, around: str) -> None:
    assert found(tmp_path, around.replace("{}", json.dumps({"events": [MILL]}))).events


def test_a_mistake_below_a_script_keeps_its_line(tmp_path: Path) -> None:
    with pytest.raises(CannotRead, match=r"timeline\.json:3:4: this is no JSON"):
        found(tmp_path, "data =\n {\n   ]")


def test_a_member_that_stands_twice_is_told(tmp_path: Path) -> None:
    given = found(tmp_path, '{"events": [], "events": [' + json.dumps(MILL) + "]}")
    assert len(given.events) == 1
    assert [one.what for one in given.lost] == ['"events" stands twice in one object; only the last counts']


@pytest.mark.parametrize(("text", "why"), REFUSED.values(), ids=REFUSED)
def test_what_is_no_timeline_is_refused_in_one_line(tmp_path: Path, text: str, why: str) -> None:
    with pytest.raises(CannotRead) as refused:
        found(tmp_path, text)
    assert why in str(refused.value)
    assert "\n" not in str(refused.value)


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=2)
        | st.dictionaries(
            st.sampled_from(
                ["events", "title", "text", "headline", "start_date", "year", "month", "media", "url", "eras"]
            ),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(st.lists(VALUES, min_size=1, max_size=3), VALUES, VALUES)
def test_whatever_stands_where_there_is_an_answer(tmp_path: Path, events: Any, title: Any, eras: Any) -> None:
    given = found(tmp_path, {"events": events, "title": title, "eras": eras})
    assert len(given.events) + len(given.lost) >= len(events)

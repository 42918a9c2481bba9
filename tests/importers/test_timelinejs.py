"""TimelineJS's JSON, as people write it and as they should not: what comes in, what is told, what is refused."""

import json
from collections.abc import Callable, Iterator, Mapping
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from timeline.importers import CannotRead, Event, Found, Loss
from timeline.importers.timelinejs import DATE, MEDIA, OLD_SLIDE, OURS, SLIDE_OBJECTS, SLIDE_TEXTS, read

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
    "what is not known": ({"location": {"lat": 1}}, 'slide 1: location {"lat": "1"} is not carried over'),
    "what is not known of a date": (
        {"start_date": {"year": 1901, "era": "AD"}},
        'slide 1: start_date.era "AD" is not carried over',
    ),
    "a text in a list": ({"text": {"headline": "A", "text": ["b"]}}, 'slide 1: text.text ["b"] is not carried over'),
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
        ("slide 3", 'event left out, "5": it is no object'),
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


def test_of_a_member_that_stands_twice_nothing_is_lost(tmp_path: Path) -> None:
    mills = f"[{json.dumps(MILL)}]"
    assert len(found(tmp_path, f'{{"events": [], "events": {mills}}}').events) == 1
    assert len(found(tmp_path, f'{{"events": {mills}, "events": []}}').events) == 1
    with pytest.raises(CannotRead, match=r'"headline" stands twice in one object, with different values'):
        found(tmp_path, json.dumps({"events": [MILL]}).replace('"headline": ', '"headline": "A mill", "headline": '))


def test_halves_of_characters_are_told_at_their_slide(tmp_path: Path) -> None:
    media = {"url": "https://e.org/", "caption": "a\ud800", "\udfff": "b"}
    given = found(tmp_path, {"events": [MILL, MILL | {"media": media}]})
    assert "a\ufffd" in given.events[1].body
    assert Loss("slide 2", "halves of characters, which are U+FFFD now") in given.lost
    str(given).encode()


def test_a_link_of_a_headline_stands_in_the_text(tmp_path: Path) -> None:
    text = {"headline": 'The <a href="https://e.org/">mill</a>', "text": "It burnt."}
    event = only(tmp_path, text=text, media={"caption": "By night"})
    assert (event.title, event.body) == ("The mill", "It burnt.\n\n[mill](https://e.org/)\n\nBy night")


Members = Mapping[str, "Members | None"]


def texts(*names: str) -> Members:
    return dict.fromkeys((*names, "other"))


OBJECTS = {"start_date": DATE, "end_date": DATE, "text": ("headline", "text"), "media": MEDIA}
SLIDE: Members = {
    **texts(*SLIDE_TEXTS, *OURS, "autolink", "scale"),
    **{name: texts(*OBJECTS.get(name, ("url", "color"))) for name in SLIDE_OBJECTS},
}
OLD: Members = {**texts(*OLD_SLIDE), "asset": texts("media", "caption", "credit", "thumbnail")}
# What is for the eye alone is told with a count.
FOR_THE_EYE = {"color", "link_target", "format", "classname"}
LINK = '<a href="https://e.org/{}">a link</a>'
FORMS: Mapping[str, Callable[[str], Any]] = {
    "a text": str,
    "a link": LINK.format,
    "a list with a link": lambda word: f"<ul><li>one</li><li>{LINK.format(word)}</li></ul>",
    "hidden words": lambda word: f"<b hidden>{word}</b>A mill",
    "a list": lambda word: [word],
    "an object": lambda word: {"a": [{word: True}]},
}
OURS_SAID = {"start_date": {"year": "1901"}, "edtf": "1901", "text": MILL["text"]}
BESIDE: Mapping[str, tuple[Members, Mapping[str, Any]]] = {
    "nothing else": (SLIDE, MILL),
    "a picture": (SLIDE, MILL | {"media": {"url": "a.png", "alt": "A mill"}, "display_date": "Around then"}),
    "media elsewhere": (SLIDE, MILL | {"media": {"url": "https://e.org/", "alt": "A mill", "caption": "By night"}}),
    "HTML for media": (SLIDE, MILL | {"media": {"url": "<blockquote>So it was.</blockquote>"}}),
    "an end": (SLIDE, MILL | {"end_date": {"year": "1902", "display_date": "then"}}),
    "what our export says": (SLIDE, OURS_SAID),
    "the older form": (OLD, {"startDate": "1901", "headline": "The mill"}),
}


def marked(members: Members, held: Mapping[str, Any], form: Callable[[str], Any]) -> Iterator[tuple[str, Any]]:
    """The object with each of its members in turn, and of theirs, holding a word that stands nowhere else."""
    for name, inner in members.items():
        # With a point it is no colour.
        word = f"word{next(NUMBERS)}.x"
        if not isinstance(form(word), str) or name not in FOR_THE_EYE:
            yield word, {**held, name: form(word)}
        for word, one in marked(inner or {}, held[name] if isinstance(held.get(name), dict) else {}, form):
            yield word, {**held, name: one}


NUMBERS = count()


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
@pytest.mark.parametrize(("members", "held"), BESIDE.values(), ids=BESIDE)
def test_every_word_of_a_slide_is_carried_over_or_told(
    tmp_path: Path, members: Members, held: Mapping[str, Any], form: Callable[[str], Any]
) -> None:
    slides = dict(marked(members, held, form))
    is_old = members is OLD
    for name in ("date", "era") if is_old else ("events", "eras"):
        data: dict[str, Any] = {"date" if is_old else "events": [held], name: [*slides.values()]}
        given = found(tmp_path, {"timeline": data} if is_old else data)
        said, left_out = str(given), {one.where for one in given.lost if one.what.startswith("event left out")}
        places = (
            f"{name.removesuffix('s').replace('event', 'slide')} {number}" for number in range(1, len(slides) + 1)
        )
        lost = [
            one
            for (word, one), where in zip(slides.items(), places, strict=True)
            if where not in left_out and word not in said
        ]
        assert lost == []
    for word, one in slides.items():
        titled = {"timeline": {**one, "date": [held]}} if is_old else {"title": one, "events": [held]}
        assert word in str(found(tmp_path, titled)), one


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_every_word_beside_the_slides_is_carried_over_or_told(tmp_path: Path, form: Callable[[str], Any]) -> None:
    for word, data in marked(texts("title", "eras", "scale", "autolink", "timeline"), {"events": [MILL]}, form):
        assert word in str(found(tmp_path, data)), data
    old = {"date": [{"startDate": "1901", "headline": "The mill"}]}
    members = {"timeline": texts("headline", "text", "type", "startDate", "era", "asset"), "other": None}
    for word, data in marked(members, {"timeline": old}, form):
        if isinstance(data["timeline"], dict) and "date" in data["timeline"]:
            assert word in str(found(tmp_path, data)), data


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

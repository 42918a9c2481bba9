"""What is carried over from markwhen beside dates, what is told, and files that nobody wrote in good faith."""

import random
import re
from contextlib import suppress
from pathlib import Path
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.dates import parse
from timeline.importers.found import CannotRead, Found, Image, Place
from timeline.importers.markwhen import MOST_LINES, read
from timeline.markdown import to_html

BODIES = {
    "Markdown stays": ("with *words* and `<b>code</b>`", "with *words* and `<b>code</b>`"),
    "links stay": ("see [this](https://example.org/a_(b))", "see [this](https://example.org/a_(b))"),
    "a link without a scheme gets one": ("[this](www.example.org/x)", "[this](http://www.example.org/x)"),
    "a link to entries of ours is words": ("[this](event:x) [that](<event:x>)", r"this [that]\(&lt;event:x>)"),
    "a script is no link": ("[this](javascript:alert)", "this"),
    "an image elsewhere is a link": ("![alt](https://example.org/a.png)", "[alt](https://example.org/a.png)"),
    "HTML becomes Markdown": ("a <b>bold</b> word<br>next", "a **bold** word  \nnext"),
    "scripts are dropped": ("a <script>alert(1)</script>word", "a word"),
    "signs that are no HTML stay": ("3 < 4, x <5", "3 < 4, x &lt;5"),
    "notes are words": ("a word[^1]", r"a word\[^1]"),
    "references are words": ("[ref]: https://example.org", r"\[ref]: https://example.org"),
    "a line that begins with a number sign is no heading": ("#1 of all", r"\#1 of all"),
    "indentation is no code": ("        deep\n    less", "deep\nless"),
    "lists stay lists": ("  - one\n    - two\n  - [x] three", "- one\n  - two\n- [x] three"),
    "paragraphs stay apart": ("one\n\ntwo\n\n\n", "one\n\ntwo"),
    "tags behind the words go": ("some words #a #b\n#c", "some words"),
    "tags among the words are words": ("the #war ended", "the war ended"),
    "a number is no tag": ("on page #5 of it", "on page #5 of it"),
    "names of people stay": ("with @karl", "with @karl"),
    "comments go": ("one\n// two\nthree", "one\nthree"),
}

LOSSES = {
    "colours": ("#Travel: blue\n2012: a", "line 1", "how the tag #Travel looks is not carried over"),
    "other keys of the header": ("author: me\n2012: a", "line 1", '"author" of the header is not carried over: "me"'),
    "rules for dates": ("dateFormat:\n  - a: b\n2012: a", "lines 1–2", "dateFormat has rules of its own"),
    "zones that are none": ("timezone: Mars/Base\n2012: a", "line 1", 'there is no time zone "Mars/Base"'),
    "text before all events": ("some text\n2012: a", "line 1", 'text before the first event: "some text"'),
    "text of a section": ("# A\nsome text\nmore\n2012: a", "lines 2–3", 'text that belongs to no event: "some text"'),
    "text and empty lines of no event": (
        "# B\n438 BCE / 109 BCE: one\ntwo\n\nthree\n\n# C\n2012: a",
        "lines 2–5",
        'text that belongs to no event: "438 BCE / 109 BCE: one"',
    ),
    "text of what is left out": ("now: a\n\nb\n\n2012: c", "lines 1–3", 'event left out, "a"'),
    "keys that stand twice": (
        "title: a\ntitle: b\n  c\n2012: d",
        "lines 2–3",
        '"title" of the header is not carried over, for it is there already: "b c"',
    ),
    "properties that stand twice": (
        "2012: a\nid: b\nid: c",
        "line 3",
        'id is not carried over, for it is there already: "c"',
    ),
    "words behind a rule": ("--- a\n---\n2012: b", "line 1", 'text before the first event: "--- a"'),
    "descriptions of pages": (
        "2012: a\n_-_-_break_-_-_\ntitle: b\ndescription: c\n2013: d",
        "lines 3–4",
        'the description of the page "b" is not carried over: "c"',
    ),
    "links of a section": (
        "# A [b](https://example.org)\n2012: c",
        "line 1",
        'links of the section "A b" are not carried over: "A [b](https://example.org)"',
    ),
    "images of a section": ("# A ![](b.png)\n2012: c", "line 1", 'the image "b.png" of the section "A" is not'),
    "ids of a section": ("# A !b\n2012: c", "line 1", 'the id "b" of the section "A" is not carried over'),
    "labels of links": ('2012: a\n[b](https://example.org "c")', "line 1", 'dropped: the label of a link, "c"'),
    "centuries": (
        "1500s: a",
        "line 1",
        'event left out, "a": markwhen takes "1500s" for a number of seconds; write "1500 - 1599" for the years',
    ),
    "decades": (
        "1985 - 1990s: a",
        "line 1",
        'markwhen takes "1990s" for a number of seconds; write "1990 - 1999" for the years',
    ),
    "tags of a section": ("# A #b\n2012: a", "line 1", 'the tag #b of the section "A" is not carried over'),
    "properties": ("2012: a\nfee: 4 dollars\n", "line 2", 'fee of "a" is not carried over: "4 dollars"'),
    "how it looks": ("2012: a\ncolor: red", "line 2", "color: not carried over"),
    "boxes": ("2012: [x] a", "line 1", "its checkbox, done, is not carried over"),
    "links": ("2012: a\n[b](javascript:c)", "line 1", "dropped: a link to javascript:c; its words stay"),
    "images that are neither of the web nor here": ("2012: a ![b](/c.png)", "line 1", "dropped: an image, /c.png"),
    "HTML": ("2012: a\n<script>b</script>", "line 1", "dropped: a script: b"),
    "relative dates": ("2 days: a", "line 1", 'event left out, "a": "2 days" depends on another event'),
    "today": ("now: a", "line 1", 'event left out, "a": "now" is another day each time'),
    "no year": ("May 5: a", "line 1", 'event left out, "a": "May 5" names no year'),
    "days before months": (
        "30/1/2020: a",
        "line 1",
        'there is no month 30; days before months need "dateFormat: d/M/y"',
    ),
    "repetitions": ("2012-01-01 every day: a", "line 1", 'its repetition, "every day", is not carried over'),
    "lengths": (
        "2018/6 months: a",
        "line 1",
        'its end is not carried over: "6 months" cannot be counted exactly from 2018',
    ),
    "no title": ("2012:", "line 1", 'event left out, "2012": it has no title'),
    "depth": (
        "# A\n## B\n### C\n#### D\n##### E\n2012: a",
        "line 5",
        '"E" is too deep: its events are in the thread "A / B / C / D"',
    ),
}

NOTES = {
    "a week": ("2025-W11: a", "2025-W11 is read as one day of that week; write start/end if it lasted the week"),
    "an open end": ("2020 - now: a", '"now" is read as an end that is open'),
    "years of two digits": ("12/25/01: a", "the year of 12/25/01 is 1, as it is written"),
    "eras": ("50 BCE - 50: a", 'the end of "50 BCE - 50" is read as CE'),
    "titles": ("2012:\nsome text", 'its first line of text became its title: "some text"'),
    "dates of EDTF that markwhen has not": (
        "2012: a\n2014~: b",
        '"2014~" begins no event in markwhen; the line is text of the one before',
    ),
    **{
        f'"{head}", which is no date of markwhen': (
            f"2012: a\n\n{head}: b",
            f'"{head}" begins no event in markwhen; the line is text of the one before',
        )
        for head in ("~1400", "about 1500", "[x] 1919", "- 2013", "3rd century BC", "438 BCE / 109 BCE", "2014-03-XX")
    },
    "sections without events": ("2012: a\n# B", 'no event is in "B"; no thread is made of it'),
    "tags that are cut": ("2012: a #kyiv-1917", 'the tag "#kyiv-1917" is #kyiv, as markwhen reads it'),
    "images of the web": ("2012: a ![b](https://example.org/c.png)", "an image elsewhere is a link now"),
    "images of the web in HTML": ('2012: a\n<img src="https://example.org/c.png">', "an image elsewhere is a link now"),
    "images of the web in properties": (
        "2012: a\nimage: https://example.org/c.png",
        "an image elsewhere is a link now",
    ),
    "ids that are none": ("2012: a\nid: page", '"page" is not the id here: the site needs this name for itself'),
    "two ids": ("2012: a !b\nid: c", '"b" is not the id here'),
    "days with a dash between": (
        "2012: a\n2014-03-01 - 2014-03-02: b",
        '"2014-03-01 - 2014-03-02" begins no event in markwhen; the line is text of the one before',
    ),
    "a time that is cut": (
        "2014-03-01 14:00 - 15:00: b",
        'the date is "2014-03-01 14", as markwhen reads it; the title begins with what follows',
    ),
    "fractions": ("2025-03-11T14:00:00.5Z: a", "the seconds of 2025-03-11T14:00:00.5Z are whole now"),
}

LINK = "https://example.org/a"
TITLES = {
    f"Caesar is killed #war [source]({LINK})": ("Caesar is killed", f"Caesar is killed [source]({LINK})", ("war",)),
    "Third Universal #politics #kyiv-1917": ("Third Universal", "", ("politics", "kyiv")),
    "the #kyiv-1917 council": ("the kyiv-1917 council", "", ("kyiv",)),
    "Dnipro #war, #peace.": ("Dnipro", "", ("war", "peace")),
    "C# and #dotnet": ("C# and dotnet", "", ("dotnet",)),
    "C# is made #dotnet": ("C# is made", "", ("dotnet",)),
    f"Treaty of [Versailles]({LINK}) #peace": ("Treaty of Versailles", f"Treaty of [Versailles]({LINK})", ("peace",)),
    f"Caesar sees [Gaul]({LINK})": ("Caesar sees Gaul", f"Caesar sees [Gaul]({LINK})", ()),
    f"Caesar sees [Gaul]({LINK}) ([1]({LINK}))": ("Caesar sees Gaul", f"Caesar sees [Gaul]({LINK}) ([1]({LINK}))", ()),
    f"Peace [One]({LINK}) [Two]({LINK})": ("Peace", f"Peace [One]({LINK}) [Two]({LINK})", ()),
    f"Peace {LINK} #war": ("Peace", f"Peace {LINK}", ("war",)),
    f"Peace #war ![a](b.png) ![c]({LINK})": ("Peace", f"Peace  [c]({LINK})", ("war",)),
    f"#war [Peace]({LINK}) #x": ("Peace", f"[Peace]({LINK})", ("war", "x")),
    LINK: (LINK, "", ()),
}

LONG = 100_000
HOSTILE = {
    "brackets": "2012: a\n" + "[" * LONG,
    "links that do not end": "2012: a\n" + "[a](x" * (LONG // 5),
    "brackets in links": "2012: a\n[a](" + "()" * (LONG // 2),
    "tags of HTML": "2012: a\n" + "<b>" * (LONG // 3),
    "tags that do not end": "2012: a\n" + "<b " * (LONG // 3),
    "comments that do not end": "2012: a\n" + "<!--" * (LONG // 4),
    "stars": "2012: " + "**a" * (LONG // 3),
    "tags": "2012: " + "#a " * (LONG // 3),
    "spaces": "2012" + " " * LONG,
    "digits": "1" * LONG,
    "colons": "1:2:3:4:5:6:7:8:9\n" * (LONG // 18),
    "amounts": ("5 days " * 28 + "x:\n") * (LONG // 200),
    "groups": "group a\n" * 20_000 + "2012: a",
    "ends of groups": "endgroup\n" * (LONG // 9),
    "pages": "_-_-_break_-_-_\n" * (LONG // 16),
}


@pytest.mark.parametrize("case", BODIES)
def test_a_text_is_markdown_of_ours(tmp_path: Path, case: str) -> None:
    text, body = BODIES[case]
    assert found_in(f"2012: title\n\n{text}", tmp_path).events[0].body == body


@pytest.mark.parametrize("line", TITLES)
def test_tags_and_links_behind_a_title_are_no_words_of_it(tmp_path: Path, line: str) -> None:
    (event,) = found_in(f"2012: {line}", tmp_path).events
    assert (event.title, event.body, event.tags) == TITLES[line]


@pytest.mark.parametrize("case", LOSSES)
def test_what_is_not_carried_over_is_told(tmp_path: Path, case: str) -> None:
    text, where, what = LOSSES[case]
    assert [loss.where for loss in found_in(text, tmp_path).lost if what in loss.what] == [where]


@pytest.mark.parametrize("case", NOTES)
def test_what_should_be_looked_at_is_told(tmp_path: Path, case: str) -> None:
    text, what = NOTES[case]
    found = found_in(text, tmp_path)
    assert [note.what for note in found.notes] == [what]
    assert (len(found.events), found.lost) == (1, ())


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("c. 1400:\n2012: a", '"c. 1400" begins no event in markwhen; the line is read as a part of the header'),
        (
            "2012: a\n2014-XX: b",
            '"2014-XX" begins no event in markwhen; the line is read as a property of the one before',
        ),
        ("# A\n~1400: b\n2012: a", '"~1400" begins no event in markwhen; the line is text of no event'),
    ],
)
def test_what_is_lost_with_a_date_is_named(tmp_path: Path, text: str, what: str) -> None:
    found = found_in(text, tmp_path)
    assert [note.what for note in found.notes] == [what]
    assert len(found.lost) == 1


def test_nothing_is_told_where_all_is_carried_over(tmp_path: Path) -> None:
    found = found_in("title: A\ndescription: B\n# C\n2012: d #e\nid: f\nlocation: G\n\nMore.", tmp_path)
    (event,) = found.events
    assert (found.title, found.description, found.threads, found.lost, found.notes) == ("A", "B", ("C",), (), ())
    assert (event.where, event.title, event.date, event.id, event.thread) == ("line 4", "d", "2012", "f", "C")
    assert (event.tags, event.places, event.body) == (("e",), (Place("G"),), "More.")


def test_a_title_with_links_stands_in_the_text_too(tmp_path: Path) -> None:
    (event,) = found_in("2012: [Here](https://example.org) and **there**\nMore.", tmp_path).events
    assert event.title == "Here and there"
    assert event.body == "[Here](https://example.org) and **there**\n\nMore."


def test_places_are_of_properties_and_of_the_older_links(tmp_path: Path) -> None:
    (event,) = found_in(
        "2012: In [Rome](location) [Oslo](map)\nlocations: Kyiv, [no\nlocation: Sam's, bar", tmp_path
    ).events
    assert (event.title, event.places) == (
        "In Rome",
        (Place("Rome"), Place("Oslo"), Place("Sam's, bar"), Place("Kyiv"), Place("[no")),
    )


def test_images_beside_the_file_are_images(tmp_path: Path) -> None:
    (event,) = found_in("2012: a ![one](pics/1.png)\n![](2.jpg)\n![no](/etc/passwd) ![no](file:x)", tmp_path).events
    assert (event.images, event.body) == ((Image("pics/1.png", alt="one"), Image("2.jpg")), "no no")


def test_an_image_of_a_property_is_an_image_or_a_link(tmp_path: Path) -> None:
    found = found_in(f"2012: a\nimage: b.png\n2013: c\nimage: {LINK}\n\nMore.", tmp_path)
    assert [(event.body, event.images) for event in found.events] == [
        ("", (Image("b.png"),)),
        (f"More.\n\n[Image]({LINK})", ()),
    ]
    assert found.lost == ()


def test_only_a_name_that_can_be_an_id_is_one(tmp_path: Path) -> None:
    events = found_in("2012: a !Phase1\n2013: b !phase-1\n2014: c\nid: page\n2015: d\nid: x", tmp_path).events
    assert [event.id for event in events] == ["", "phase-1", "", "x"]


def test_threads_are_sections_that_hold_events_in_their_order(tmp_path: Path) -> None:
    found = found_in("2010: z\n# A\n## B\n2012: a\n## Empty\n# C\n2013: b\n# A\n2014: c", tmp_path)
    assert [event.thread for event in found.events] == ["", "A / B", "C", "A"]
    assert found.threads == ("A", "A / B", "C")


def test_a_word_of_a_text_begins_no_group_where_there_are_headings(tmp_path: Path) -> None:
    found = found_in("# A\n2012: a\ngroup of people\n2013: b", tmp_path)
    assert [(event.thread, event.body) for event in found.events] == [("A", "group of people"), ("A", "")]


def test_a_page_after_the_first_is_a_thread_with_its_own_dates(tmp_path: Path) -> None:
    text = "title: One\n2/1/2012: a\n_-_-_break_-_-_\ntitle: Two\ndateFormat: d/M/y\n2/1/2012: b\n# S\n2013: c"
    found = found_in(text, tmp_path)
    assert found.title == "One"
    assert [(event.thread, event.date) for event in found.events] == [
        ("", "2012-02-01"),
        ("Two", "2012-01-02"),
        ("Two / S", "2013"),
    ]


NO_EVENT = ': no event of markwhen is in it; one begins with a line such as "2012-05: What happened"'


@pytest.mark.parametrize("text", ["2012: a, b\n2013: c, d", "[a]\n2012: [b]", "{a}\n2012: {b}"])
def test_what_looks_like_another_format_is_read_where_events_are_in_it(tmp_path: Path, text: str) -> None:
    assert found_in(text, tmp_path).events


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_mark_of_the_encoding_is_no_part_of_the_first_line(tmp_path: Path, encoding: str) -> None:
    file = tmp_path / "timeline.mw"
    file.write_bytes("title: Ä\r\n2012: b\r\n".encode(encoding))
    assert (read(file).title, len(read(file).events)) == ("Ä", 1)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("title: a\n---\nmore: b\n2012: c", ":2: the header that begins here with --- does not end with one"),
        ("\n" * MOST_LINES, " has more than 500,000 lines; import it in parts"),
        ("# a\n" * 100_001, ":100001: here are more than 100,000 events and sections; import it in parts"),
        ("title: a\n\nText.", NO_EVENT),
        ("", NO_EVENT),
        ("<data><event start='1' title='a'/></data>", ": this is XML of SIMILE Timeline; its FORMAT is simile"),
        (
            "<html>\n2012: a\n</html>",
            ": this is XML or HTML, but no event source of SIMILE Timeline",
        ),
        ('{"events": [\n{"start_date": {}}]}', ": this is JSON of TimelineJS; its FORMAT is timelinejs"),
        ("[1,\n2]", ": this is JSON, but neither of TimelineJS nor of SIMILE Timeline"),
        ("date,title\n2012,a", ": this is a table, as it looks; its FORMAT is csv"),
        ("2012: a\n\0", ":2: a NUL is here; this is no text"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(tmp_path: Path, text: str, says: str) -> None:
    with pytest.raises(CannotRead) as error:
        found_in(text, tmp_path)
    assert str(error.value) == f"{tmp_path / 'timeline.mw'}{says}"


@pytest.mark.parametrize("case", HOSTILE)
def test_no_text_takes_long(tmp_path: Path, case: str) -> None:
    begin = process_time()
    with suppress(CannotRead):
        found_in(HOSTILE[case], tmp_path)
    # Time that grows with the square of the length would be minutes.
    assert process_time() - begin < 10


@pytest.mark.parametrize("seed", range(100))
def test_no_word_is_lost_in_silence(tmp_path: Path, seed: int) -> None:
    text = generated(random.Random(seed))
    found = found_in(text, tmp_path)
    told = [loss.where for loss in found.lost] + [note.where for note in found.notes]
    lines = {n for where in told for n in range(*(int(n) + at for at, n in enumerate(ends(where))))}
    kept = repr((found.title, found.description, found.threads, found.events))
    kept += "".join(loss.what for loss in (*found.lost, *found.notes))
    for number, line in enumerate(text.split("\n"), 1):
        assert number in lines or all(word in kept for word in re.findall("w[0-9]+x", line)), f"{number}: {line}"


def ends(where: str) -> tuple[str, str]:
    first, *last = re.findall("[0-9]+", where)
    return first, *(last or [first])


def generated(chance: random.Random) -> str:
    """A text in which each word is another."""
    words = (f"w{number}x" for number in range(10_000))
    lines = chance.choices(GENERATED_BEGINNINGS, k=3) + chance.choices(GENERATED, k=25) + ["2012: W"]
    return "\n".join(re.sub("W", lambda _: next(words), line) for line in lines)


GENERATED_BEGINNINGS = ["title: W W", "description: W", "author: W", "W W", "#W: W", "  W", "- W", "--- W\n---", ""]
GENERATED = [
    *(
        "# W",
        "## W #W [W](https://W.org) !W",
        "### W ![W](W.png)",
        "group W",
        "endGroup",
        "#### W",
        "##### W",
        "a\nb: W",
    ),
    *(
        "2012: W",
        "2013: W #W [W](https://W.org) [W](location)",
        "2014 - now: W\nid: W\nid: W\nfee: W",
        "2015:\nW",
        "2016:",
    ),
    *("now: W", "1500s: W", "~1400: W", "438 BCE / 109 BCE: W", "2012: ![W](W.png) !W [x] W", "2013: W\nimage: W.png"),
    *("W", "W W", "- W", "W: W", "", "", "<b>W</b>", "<script>W</script>", '[W](https://W.org "W")', "#W W #W-W"),
    *(
        "![W](https://W.org/W.png)",
        "_-_-_break_-_-_\ntitle: W\ndescription: W",
        "location: W",
        "---\nid: W\n---",
    ),
]

PIECES = st.sampled_from(
    [
        *(
            "2012",
            "-",
            "/",
            ":",
            ": ",
            " ",
            "\n",
            "\n\n",
            "#",
            "# ",
            "!",
            "[",
            "]",
            "(",
            ")",
            "](",
            "<",
            ">",
            "`",
            "**",
        ),
        *(
            "\t",
            "\r",
            "now",
            "May",
            "5",
            "days",
            "every",
            "BCE",
            "---",
            "title",
            "id",
            "event:x",
            "https://a.b",
            "[^1]",
        ),
        *(
            "<b>",
            "</b>",
            "<!--",
            "-->",
            "//",
            "group",
            "end",
            "_-_-_break_-_-_",
            "13:45",
            "pm",
            "W11",
            "\u202e",
            "é",
            "0",
        ),
    ]
)


@given(st.lists(PIECES | st.text(max_size=3), max_size=40).map("".join))
def test_whatever_a_file_holds_it_is_read_or_refused(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    file = tmp_path_factory.getbasetemp() / "any.mw"
    file.write_bytes(text.encode("utf-8", "replace"))
    try:
        found = read(file)
    except CannotRead:
        return
    for event in found.events:
        assert event.title.strip()
        parse(event.date)
        assert 'href="event:' not in to_html(event.body)


def found_in(text: str, folder: Path) -> Found:
    file = folder / "timeline.mw"
    file.write_bytes(text.encode())
    return read(file)

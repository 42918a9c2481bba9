"""What is found in other tools' files finds its place in a content folder; nothing is lost or overwritten."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import EVENT, Files, Write
from tests.media.drawing import encoded, picture
from timeline.checks import check
from timeline.content.load import Content, begun, load
from timeline.importers import Event, Found, Image, Loss, Place, Source
from timeline.model import Settings
from timeline.placing.adoption import Adoption, Asked
from timeline.placing.placed import placed
from timeline.placing.putting import put_in_place

TODAY = "2026-11-22"
TALKS = Event("row 2", "Talks in Jeddah", "2025-03-11", "They met.")
CAPTION = "A *table*"


def png(width: int, height: int) -> bytes:
    return encoded(picture(width, height), "PNG")


def bring_in(root: Path, found: Found, thread: str = "", source: Path = Path("table.csv")) -> Adoption:
    is_new = not (root / "site.yaml").exists()
    content = begun(root, Settings(title="New")) if is_new else load(root)
    adoption = placed(content, found, Asked(source, thread, TODAY), is_new)
    put_in_place(root, adoption)
    return adoption


def files(root: Path) -> dict[str, tuple[bytes, int]]:
    """Each file with its bytes and when they were written."""
    found = (path for path in sorted(root.rglob("*")) if path.is_file())
    return {str(path.relative_to(root)): (path.read_bytes(), path.stat().st_mtime_ns) for path in found}


def errors(content: Content) -> list[str]:
    return [str(problem) for problem in check(content) if problem.severity == "error"]


def written(root: Path, name: str) -> dict[str, object]:
    return load(root).events[name].written


def lost(adoption: Adoption) -> list[tuple[str, str]]:
    return [(loss.where, loss.what) for loss in adoption.lost]


FULL = Found(
    title="The war",
    description="What *happened*.",
    threads=("Second lane", "First lane"),
    events=(
        Event(
            "row 2",
            "Talks: a start",
            "2025-03",
            body="They met.\n\nAnd *parted*.",
            thread="First lane",
            status="confirmed",
            weight="major",
            tags=("Peace talks",),
            actors=("Ukraine", "The U.S."),
            places=(Place("Jeddah", 21.5, 39.17), Place("Riyadh")),
            sources=(
                Source("https://www.example.org/talks?utm_source=x"),
                Source("https://example.org/talks/", "Talks"),
            ),
        ),
        Event("row 3", "A drone", "[2025-03-03..2025-03-09]", "It fell.", thread="Second lane"),
    ),
)


def test_a_folder_that_is_not_there_becomes_content_that_builds(tmp_path: Path) -> None:
    root = tmp_path / "new" / "content"
    adoption = bring_in(root, FULL)
    assert adoption.lost == ()
    assert [note.what for note in adoption.notes] == [
        "site.yaml begins with no language, which means English; say so if it is another"
    ]
    content = load(root)
    assert errors(content) == []
    assert (content.settings.title, content.settings.description) == ("The war", "What happened.")
    assert list(content.threads) == ["second-lane", "first-lane"]
    assert written(root, "2025-03-talks-a-start") == {
        "title": "Talks: a start",
        "date": "2025-03",
        "thread": "first-lane",
        "status": "confirmed",
        "weight": "major",
        "summary": "They met.",
        "body": "And *parted*.\n\nSources: [Talks](article:example-org-talks)\n",
        "actors": ["ukraine", "the-u-s"],
        "places": ["jeddah", "riyadh"],
        "tags": ["Peace talks"],
    }
    assert (root / "events/2025/03/a-drone.yaml").is_file()
    assert (root / "places.yaml").read_text() == (
        "jeddah: {name: Jeddah, lat: 21.5, lon: 39.17}\nriyadh: {name: Riyadh}\n"
    )
    article = content.articles["example-org-talks"].written
    assert (article["publisher"], article["published"]) == ("example.org", f"[..{TODAY}]")
    assert "placeholder" in {problem.code for problem in check(content)}


def test_a_second_run_changes_no_byte_and_no_time(content: Write) -> None:
    root = content({"actors.yaml": "kyiv: {name: Ukraine}\n"})
    bring_in(root, FULL)
    before = files(root)
    again = bring_in(root, FULL)
    assert (again.there, set(again.written.values()), again.files, again.registers) == (2, {0}, (), ())
    assert files(root) == before


def test_what_is_there_is_found_by_id_name_or_earlier_id(content: Write) -> None:
    root = content(
        {
            "threads.yaml": "war: {name: The war}\ntalks: {name: Talks, aliases: [peace]}\n",
            "actors.yaml": "kyiv: {name: Ukraine}\nus: {name: United States, aliases: [usa]}\n",
            "tags.yaml": "kursk: {name: Kursk region}\n",
            "articles/talks.md": "---\ntitle: A\npublisher: B\npublished: 2025\nurl: http://example.org/a/\n---\n",
        }
    )
    event = Event(
        "1",
        "A",
        "2025",
        "B.",
        thread="Peace",
        tags=("kursk Region", "Kursk", "new"),
        actors=("UKRAINE", "USA", "us", "Kyiv"),
        sources=(Source("https://www.example.org/a#part"), Source("talks"), Source("report")),
    )
    bring_in(root, Found((event,)))
    there = written(root, "2025-a")
    assert (there["thread"], there["actors"], there["tags"]) == ("talks", ["kyiv", "us"], ["kursk", "new"])
    assert there["body"] == "Sources: [A](article:talks), [A report](article:report)\n"
    assert len(load(root).articles) == 2


REGISTERS = {
    "with comments": "# The lanes.\nwar: {name: War} # old\n\n# The end.\n",
    "without a line break": "war: {name: War}",
    "in braces": "{war: {name: War}}\n",
    "indented": "  war:\n    name: War\n    description: |\n      Long.\n",
    "ending in a block": "war:\n  name: War\n  description: |\n    Long.",
    "with other line ends": "war: {name: War}\r\n",
    "empty": "# Nothing yet.\n",
}


@pytest.mark.parametrize("case", REGISTERS)
def test_a_register_keeps_every_character_that_it_had(content: Write, case: str) -> None:
    before = REGISTERS[case]
    root = content({"threads.yaml": before.encode()})
    bring_in(root, Found((TALKS,), threads=("B", "A")), thread="C, D: {e}")
    bring_in(root, Found((Event("1", "A", "2024", "B.", thread="E"), Event("2", "B", "2024", "B.", thread="A"))))
    after = (root / "threads.yaml").read_bytes().decode()
    rest = iter(after)
    assert all(letter in rest for letter in before)
    assert ("\r\n" in before) == ("\r\n" in after)
    content_now = load(root)
    names = [thread.record.name for thread in content_now.threads.values() if thread.record]
    assert sorted(names) == sorted([*(["War"] if "war" in before else []), "C, D: {e}", "E", "A"])
    assert errors(content_now) == []


@pytest.mark.parametrize(
    ("threads", "asked", "title", "expected"),
    [
        ("war: {name: War}\n", "", "A title", "war"),
        ("war: {name: War}\nb: {name: B}\n", "", "A title", "a-title"),
        ("war: {name: War}\nb: {name: B}\n", "", "", "my-table"),
        ("war: {name: War}\nb: {name: B}\n", "b", "", "b"),
        ("war: {name: War}\n", "New lane", "", "new-lane"),
    ],
)
def test_an_event_without_a_thread_gets_one(
    content: Write, threads: str, asked: str, title: str, expected: str
) -> None:
    root = content({"threads.yaml": threads})
    bring_in(root, Found((TALKS,), title=title), asked, Path("x/my-table.csv"))
    assert written(root, "2025-03-11-talks-in-jeddah")["thread"] == expected


def test_two_events_of_one_id_are_told_apart_by_their_order_again_and_again(content: Write) -> None:
    root = content({})
    same = tuple(Event(f"row {number}", "Talks", "2025-03-11", f"Number {number}.") for number in range(3))
    bring_in(root, Found(same))
    names = ["2025-03-11-talks", "2025-03-11-talks-2", "2025-03-11-talks-3"]
    assert sorted(load(root).events) == names
    assert [written(root, name)["summary"] for name in names] == ["Number 0.", "Number 1.", "Number 2."]
    assert bring_in(root, Found(same)).there == 3


TAKEN: dict[str, tuple[Files, int]] = {
    "one title, another date": (
        {"events/a.yaml": EVENT.replace("An event", "talks in Jeddah").replace("2025", "1999")},
        1,
    ),
    "another title, a common day": ({"events/x/a.yaml": EVENT.replace("2025-03-11", "2025-03")}, 1),
    "another title and date": ({"events/a.yaml": EVENT.replace("2025", "1999")}, 0),
    "an earlier id": ({"events/b.yaml": f"{EVENT}aliases: [a]\n"}, 1),
    "an earlier id of another": ({"events/b.yaml": f"{EVENT}aliases: [a]\n".replace("2025", "1999")}, 0),
    "published": ({"published.lock": "events/a 2025-03-14 5f0c9a1e77b2 0\n"}, 0),
    "broken": ({"events/a.yaml": "title: ["}, 0),
}


@pytest.mark.parametrize("case", TAKEN)
def test_an_id_that_is_taken_is_left_to_who_has_it(content: Write, case: str) -> None:
    before, there = TAKEN[case]
    root = content(before)
    lying = files(root)
    adoption = bring_in(root, Found((Event("row 2", "Talks in Jeddah", "2025-03-11", "They met.", id="a"),)))
    assert (adoption.there, len(adoption.lost)) == (there, 1 - there)
    assert files(root) == lying


# What is wrong with an event, and what is said of it; where it comes in nevertheless, what comes in.
AWKWARD: dict[str, tuple[Event, str, dict[str, object] | None]] = {
    "no title": (Event("1", " ", "2025"), "an event without a title is left out", None),
    "no date": (Event("1", "A", "soon"), '"A" is left out: "soon" is not a date', None),
    "retracted": (Event("1", "A", "2025", status="retracted"), "it is retracted", None),
    "disputed": (Event("1", "A", "2025", "B.", status="disputed"), "who differs from whom", {"status": "claimed"}),
    "an id that cannot be": (Event("1", "A", "2025", "B.", id="A b"), 'the id "A b"; it is 2025-a now', {}),
    "what cannot be seen": (Event("1", "A\u202eb\ud800", "2025", "B."), "(U+202E, U+D800)", {"title": "Ab"}),
    "a control character": (Event("1", "A", "2025", "B\x07\u202e."), "summary: 2 invisible", {"summary": "B."}),
    "a link that leads nowhere": (
        Event("1", "A", "2025", r"See [it](event:none)\*.\*"),
        'links and formatting of "A": no event "none"',
        {"summary": r"See it\*.\*"},
    ),
    "costly texts": (Event("1", "A", "2025", body="[" * 2_000), 'the texts of "A"', {"summary": "A"}),
    "endless texts": (Event("1", "A", "2025", "B.", body="word " * 60_000), 'the texts of "A"', {"summary": "A"}),
    "endless tags": (Event("1", "A", "2025", "B.", tags=tuple(f"t{n}" for n in range(6_000))), "is left out", None),
    "an image in the text": (Event("1", "A", "2025", "B ![c](d.png)."), "links and formatting", {}),
    "no place on Earth": (
        Event("1", "A", "2025", "B.", places=(Place("C", 99, 0),)),
        "none on Earth",
        {"places": ["c"]},
    ),
    "a tag of a kept name": (Event("1", "A", "2025", "B.", tags=("CON", "d")), 'the tag "CON"', {"tags": ["d"]}),
    "two tags of one address": (Event("1", "A", "2025", "B.", tags=("c", "C++")), 'the tag "C++"', {"tags": ["c"]}),
    "a source that is none": (Event("1", "A", "2025", "B.", sources=(Source("javascript:x"),)), "javascript:x", {}),
    "an article that is not there": (Event("1", "A", "2025", "B.", sources=(Source("c"),)), 'no article "c"', {}),
    "an image elsewhere": (Event("1", "A", "2025", "B.", images=(Image("../a.png"),)), "leads out of the folder", {}),
    "no image": (Event("1", "A", "2025", "B.", images=(Image("a.svg"),)), "is not published", {}),
    "an image that is missing": (Event("1", "A", "2025", "B.", images=(Image("a.png"),)), "does not lie beside", {}),
    "the words of a missing image": (
        Event("1", "A", "2025", "B.", images=(Image("a.png", "C", "D *e*", "F"),)),
        'source; its alt text was "C"; its caption was "D *e*"; its credit was "F"',
        {},
    ),
}


@pytest.mark.parametrize("case", AWKWARD)
def test_of_an_event_that_does_not_fit_the_rest_comes_in_and_the_loss_is_told(content: Write, case: str) -> None:
    event, said, expected = AWKWARD[case]
    root = content({})
    adoption = bring_in(root, Found((event, TALKS)))
    told = lost(adoption)
    assert [where for where, _ in told] == ["1"]
    assert said in told[0][1]
    after = load(root)
    assert errors(after) == []
    assert "2025-03-11-talks-in-jeddah" in after.events
    others = [entry.written for entry in after.events.values() if entry.written["title"] != TALKS.title]
    assert len(others) == (expected is not None)
    assert all((expected or {}).items() <= other.items() for other in others)


SUMMARIES = {
    "given": (("One.", "Two."), ("One.", "Two.\n")),
    "the first paragraph": (("", "One\nline.\n\n  \n\nTwo.\n\nThree.\n"), ("One line.", "Two.\n\nThree.\n")),
    "of several paragraphs": (("One.\n\nTwo.", "Three."), ("One.", "Two.\n\nThree.\n")),
    "of broken lines": (
        ("", "One\n  line,  \nanother\\\nand  \n a last"),
        ("One line,  \nanother\\\nand  \n a last", None),
    ),
    "a list": (("", "- One\n- Two"), ("Talks: 1\\. a", "- One\n- Two\n")),
    "nothing but a link": (("", "[a](https://example.org)"), ("Talks: 1\\. a", "[a](https://example.org)\n")),
    "nothing": (("", ""), ("Talks: 1\\. a", None)),
}


@pytest.mark.parametrize("case", SUMMARIES)
def test_a_summary_is_the_first_paragraph_or_the_title(content: Write, case: str) -> None:
    (summary, body), expected = SUMMARIES[case]
    root = content({})
    adoption = bring_in(root, Found((Event("1", "Talks: 1. a", "2025", summary, body),)))
    there = written(root, "2025-talks-1-a")
    assert (str(there["summary"]).replace("1. a", "1\\. a"), there.get("body")) == expected
    assert [note.where for note in adoption.notes if note.where] == (["1"] if expected[0].startswith("Talks") else [])
    assert errors(load(root)) == []


def test_images_beside_the_source_are_copied_once(content: Write, tmp_path: Path) -> None:
    root = content({"media/photo.png": png(3, 3)})
    beside = tmp_path / "from"
    (beside / "in").mkdir(parents=True)
    (beside / "in" / "Photo.PNG").write_bytes(png(2, 2))
    (beside / "photo.png").write_bytes(png(3, 3))
    (beside / "a-480w.png").write_bytes(png(4, 4))
    (beside / "link.png").symlink_to(beside / "photo.png")
    images = (Image("in/Photo.PNG", "Alt", CAPTION, "Me"), Image("photo.png", caption=CAPTION), Image("a-480w.png"))
    found = Found((Event("1", "A", "2025", "B.", images=(*images, Image("link.png"))),))
    adoption = bring_in(root, found, source=beside / "a.csv")
    assert written(root, "2025-a")["media"] == [
        {"src": "photo-2.png", "alt": "Alt", "caption": CAPTION, "credit": "Me"},
        {"src": "photo.png", "alt": "A table", "caption": CAPTION},
        {"src": "a-480w-image.png", "alt": "A"},
    ]
    assert [what for _, what in lost(adoption)] == ['the image "link.png": links are not followed']
    assert [note.what for note in adoption.notes if note.where] == [
        'the image "a-480w.png" is described by the title; say what it shows'
    ]
    assert (root / "media/photo-2.png").read_bytes() == png(2, 2)
    assert errors(load(root)) == []
    assert (
        len(bring_in(root, Found((Event("2", "C", "2025", "B.", images=images),)), source=beside / "a.csv").files) == 1
    )


def test_the_position_of_a_place_that_is_there_stays_as_it_is(content: Write) -> None:
    root = content({"places.yaml": "a: {name: A}\nb: {name: B, lat: 50, lon: 3}\n"})
    places = (Place("A", 1, 2), Place("B", 50.01, 3), Place("B", 51, 3))
    adoption = bring_in(root, Found((Event("1", "C", "2025", "D.", places=places),)))
    assert [what for _, what in lost(adoption)] == [
        'the position 1, 2 of "A"; the place a has none',
        'the position 51, 3 of "B"; the place b has 50, 3',
    ]
    assert (root / "places.yaml").read_text() == "a: {name: A}\nb: {name: B, lat: 50, lon: 3}\n"


def test_what_the_timeline_says_of_itself_is_told_where_there_are_settings(content: Write) -> None:
    adoption = bring_in(content({}), Found((TALKS,), title="T", description="D", lost=(Loss("row 9", "x"),)))
    assert [(loss.where, loss.what[:27]) for loss in adoption.lost] == [
        ("", "the timeline's description,"),
        ("row 9", "x"),
    ]
    assert [note.what for note in adoption.notes] == [
        'the timeline\'s title, "T", stands nowhere; the site is "Case"',
        "1 event without a thread: into war; --thread names another",
    ]


def test_losses_stand_in_the_order_of_the_source(content: Write) -> None:
    found = Found((Event("row 3", "", ""), Event("row 20", "", "")), lost=(Loss("row 100", "a"), Loss("row 4", "b")))
    assert [where for where, _ in lost(bring_in(content({}), found))] == ["row 3", "row 4", "row 20", "row 100"]


def test_errors_that_are_there_are_not_in_the_way(content: Write) -> None:
    root = content({"events/a.yaml": "title: [", "events/b.yaml": EVENT.replace("war", "wra")})
    before = errors(load(root))
    assert before
    bring_in(root, Found((TALKS,)))
    assert errors(load(root)) == before


def test_a_tag_that_has_another_id_now_gets_that(content: Write) -> None:
    lock = "tags/peace-talks 2025-03-14 5f0c9a1e77b2 0\n"
    used = EVENT + "tags: [Peace talks]\n"
    root = content({"tags.yaml": "a: {name: A, aliases: [b]}\n", "events/x.yaml": used, "published.lock": lock})
    adoption = bring_in(root, Found((Event("1", "A", "2025", "C.", tags=("b", "B", "peace talks")),)))
    assert (written(root, "2025-a")["tags"], adoption.lost) == (["a", "Peace talks"], ())


BLOCKED = ["threads.yaml", "events/2025/03/2025-03-11-talks-in-jeddah.yaml", "events/2025", "articles"]


@pytest.mark.parametrize("path", BLOCKED)
def test_what_cannot_be_written_leaves_everything_as_it_was(content: Write, path: str, tmp_path: Path) -> None:
    root = content({"threads.yaml": "war: {name: War}\n"})
    sources = (Source("https://example.org/a"),)
    found = Found((TALKS, Event("3", "Talks in Jeddah", "2025-03-11", "B.", thread="New", sources=sources)))
    adoption = placed(load(root), found, Asked(Path("a.csv"), "", TODAY), is_new=False)
    blocked = root / path
    if path == "threads.yaml":
        blocked.write_text("war: {name: War}\nother: {name: Other}\n")
    elif path == "articles":
        blocked.rename(tmp_path / "articles")
        blocked.symlink_to(tmp_path / "articles")
    else:
        blocked.parent.mkdir(parents=True)
        blocked.write_text("in the way")
    before = files(root), sorted(root.rglob("*"))
    with pytest.raises(OSError, match=r".") as refused:
        put_in_place(root, adoption)
    assert refused.value.strerror
    assert (files(root), sorted(root.rglob("*"))) == before


TEXTS = st.text(st.characters(codec="utf-8") | st.sampled_from("\u202e\x00\r[]()*_#>-\n\n `:<&"), max_size=30)


@settings(max_examples=60)
@given(
    st.lists(
        st.builds(
            Event,
            st.sampled_from(["row 1", "row 2"]),
            TEXTS,
            st.sampled_from(["2025", "2025-03-11", "[..2025]", "-0043", "2025-03/.."]),
            TEXTS,
            TEXTS,
            TEXTS,
            TEXTS,
            st.sampled_from(["reported", "claimed", "disputed"]),
            tags=st.lists(TEXTS, max_size=2).map(tuple),
            actors=st.lists(TEXTS, max_size=2).map(tuple),
            places=st.lists(st.builds(Place, TEXTS), max_size=2).map(tuple),
            sources=st.lists(st.builds(Source, TEXTS | st.just("https://example.org/a"), TEXTS, TEXTS), max_size=2).map(
                tuple
            ),
            images=st.lists(st.builds(Image, TEXTS, TEXTS, TEXTS), max_size=1).map(tuple),
        ),
        max_size=3,
    ),
    TEXTS,
    TEXTS,
)
def test_whatever_is_found_comes_in_without_an_error_and_once(
    tmp_path_factory: pytest.TempPathFactory, events: list[Event], title: str, description: str
) -> None:
    root = tmp_path_factory.mktemp("any") / "content"
    found = Found(tuple(events), title, description)
    first = bring_in(root, found)
    if not first.files:
        assert first.written["event"] == 0
        return
    assert errors(load(root)) == []
    assert first.written["event"] == len(load(root).events)
    before = files(root)
    assert bring_in(root, found).there == first.written["event"]
    assert files(root) == before

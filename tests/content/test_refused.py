"""What the reader refuses, each with its code and its place, and nothing of it with an exception."""

import os
from pathlib import Path

import pytest

from tests.conftest import Write, at_most
from tests.content.reading import EVENT, article_problems, codes, event_problems
from timeline.content.load import NoContent, load
from timeline.content.source import DEEPEST, ENTRY_BYTES, ENTRY_NODES

FRONT = "---\ntitle: T\npublisher: P\npublished: 2025\n---\n"
# What is not allowed anywhere in a file, by its name.
DECEIVING = {
    "\0": "U+0000",
    "\x07": "U+0007",
    "\x0b": "U+000B",
    "\x0c": "U+000C",
    "\r": "U+000D",
    "\x1b": "U+001B",
    "\x7f": "U+007F",
    "\x85": "U+0085",
    "\x9b": "U+009B",
    "\u2028": "U+2028",
    "\u2029": "U+2029",
    "\u202a": "U+202A",
    "\u202e": "U+202E",
    "\u2066": "U+2066",
    "\u2069": "U+2069",
    "\ufeff": "U+FEFF",
    "\ufffe": "U+FFFE",
}
SYNTAX = {
    "a text with a colon": ("title: Talks: day two\n", "yaml-syntax 1:13"),
    "a quote that is not closed": ('title: "An event\n', "yaml-syntax 1:8"),
    "a list that is not closed": ("tags: [a, b\n", "yaml-syntax 1:7"),
    "a line that is no field": (f"{EVENT}word\n", "yaml-syntax 5:1"),
    "wrong indentation": ("title: T\n  date: 2025\n", "yaml-syntax 2:7"),
    "two documents": (f"{EVENT}---\n{EVENT}", "yaml-syntax 5:1"),
    "two documents, the first one empty": (f"---\n---\n{EVENT}", "yaml-syntax 2:1"),
    "an alias without an anchor": ("title: *stars\n", "yaml-syntax 1:8"),
    "an anchor": ("title: &a T\n", "yaml-anchor 1:8"),
    "an anchor in a list": ("tags: [a, &b b]\n", "yaml-anchor 1:11"),
    "an anchor on a key": ("&a title: T\n", "yaml-anchor 1:1"),
    "an anchor with an alias": ("title: &a T\nsummary: *a\n", "yaml-anchor 1:8"),
    "an anchor on a mapping": ("date_basis: &a\n  words: x\n", "yaml-anchor 1:13"),
    "a merge key": ("title: T\n<<: {date: 2025}\n", "yaml-anchor 2:1"),
    "a merge key inside": ("date_basis: {<<: {words: x}}\n", "yaml-anchor 1:14"),
    "a tag": ("title: !!str T\n", "yaml-tag 1:8"),
    "an own tag": ("title: !mine T\n", "yaml-tag 1:8"),
    "a bare tag": ("title: ! T\n", "yaml-tag 1:8"),
    "a tag on a list": ("tags: !!set [a]\n", "yaml-tag 1:7"),
    "a tag that runs code": ('title: !!python/object/apply:os.system ["true"]\n', "yaml-tag 1:8"),
    "a repeated key": (f"{EVENT}date: 2026\n", "repeated-key 5:1"),
    "a repeated key inside": (f"{EVENT}date_basis: {{words: x, article: report, words: y}}\n", "repeated-key 5:41"),
    "a repeated key in other quotes": (f'{EVENT}"date": 2026\n', "repeated-key 5:1"),
    "a tab as indentation": (f"{EVENT}date_basis:\n\twords: x\n", "tab 6:1"),
    "a tab in a text": ("title: An\tevent\n", "tab 1:10"),
    "a list as a key": ("? [a, b]\n: c\n", "wrong-shape 1:3"),
    "deep nesting in flow style": ("title: " + "[" * 10_000 + "]" * 10_000 + "\n", f"too-deep 1:{8 + DEEPEST - 1}"),
    "deep nesting in flow style, not closed": ("title: " + "[" * 10_000, f"too-deep 1:{8 + DEEPEST - 1}"),
    "deep nesting of mappings": ("title: " + "{a: " * 10_000, f"too-deep 1:{8 + 4 * (DEEPEST - 1)}"),
    "deep nesting in block style": ("title:\n  " + "- " * 10_000 + "x\n", f"too-deep 2:{3 + 2 * (DEEPEST - 1)}"),
    "deep nesting of keys": ("title:\n  " + "? " * 10_000 + "x\n", f"too-deep 2:{3 + 2 * (DEEPEST - 1)}"),
    "deep nesting by indentation": ("".join(f"{' ' * n}a:\n" for n in range(700)), "too-deep"),
    "too many values": ("".join("- a\n" for _ in range(ENTRY_NODES)), f"too-many-values {ENTRY_NODES}:3"),
    "too many values in flow style": ("[" + "a," * ENTRY_NODES + "]", f"too-many-values 1:{2 * ENTRY_NODES}"),
    "a NUL through an escape": (r'title: "a\0b"', "forbidden-character 1:8"),
    "an override through an escape": (r'title: "a\u202eb"', "forbidden-character 1:8"),
    "a lone surrogate through an escape": (r'title: "a\ud800b"', "yaml-syntax 1:"),
    "an escape that is none": (r'title: "a\qb"', "yaml-syntax 1:10"),
    "an escape beyond Unicode": (r'title: "a\UFFFFFFFFb"', "yaml-syntax"),
}


@pytest.mark.parametrize("what", SYNTAX)
def test_each_is_one_problem_at_its_place(content: Write, what: str) -> None:
    text, expected = SYNTAX[what]
    found = [one for one in codes(event_problems(content, text)) if not one.startswith("missing-field")]
    assert [one[: len(expected)] for one in found] == [expected]


@pytest.mark.parametrize("character", DECEIVING)
def test_deceiving_characters_are_refused_in_yaml_and_in_bodies(content: Write, character: str) -> None:
    for problems in (
        event_problems(content, EVENT.replace("It happened", f"It {character}x")),
        article_problems(content, f"{FRONT[:-4]}archive_url: a\n---\n{character}")[:1],
    ):
        assert [problem.code for problem in problems] == ["forbidden-character"]
        assert DECEIVING[character] in problems[0].message


@pytest.mark.parametrize("character", DECEIVING)
def test_deceiving_characters_are_refused_behind_escapes(content: Write, character: str) -> None:
    problems = event_problems(content, EVENT.replace("It happened.", f'"It \\u{ord(character):04x}"'))
    assert codes(problems) == ["forbidden-character 4:10"]


def test_joiners_and_marks_that_real_words_need_are_allowed(content: Write) -> None:
    words = "می\u200cخواهم 👩\u200d🚒 a\u200eb\u200f"
    assert event_problems(content, EVENT.replace("It happened", words)) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "no-front-matter 1:1"),
        ("# A report\n", "no-front-matter 1:1"),
        ("\n" + FRONT, "no-front-matter 1:1"),
        (" " + FRONT, "no-front-matter 1:1"),
        (FRONT[:-4], "no-front-matter 1:1"),
        ("---\n", "no-front-matter 1:1"),
        ("---", "no-front-matter 1:1"),
        ("----\ntitle: T\n---\n", "no-front-matter 1:1"),
        (FRONT.replace("\n---\n", "\n----\n"), "no-front-matter 1:1"),
        (FRONT.replace("title", "titel"), "unknown-field 2:1"),
        (FRONT.replace("title: T", "title: T: t"), "yaml-syntax 2:9"),
        (FRONT.replace("T", "\t"), "tab 2:8"),
    ],
)
def test_front_matter_that_is_none(content: Write, text: str, expected: str) -> None:
    assert codes(article_problems(content, text)) == [expected]
    assert codes(article_problems(content, text.replace("\n", "\r\n"))) == [expected]


@pytest.mark.parametrize("text", ["---\n---\n", "---\n---", "---\n\n---\n", "---\n# nothing\n---\nbody\n"])
def test_front_matter_without_fields_lacks_them(content: Write, text: str) -> None:
    assert [problem.code for problem in article_problems(content, text)] == ["wrong-shape"]


@pytest.mark.parametrize(
    ("after", "body"),
    [
        ("", ""),
        ("One.\n\n---\n\nTwo.\n", "One.\n\n---\n\nTwo.\n"),
        ("---\n", "---\n"),
        ("\tcode\n", "\tcode\n"),
        ("{{ title }} {% raw %}\n", "{{ title }} {% raw %}\n"),
        ("title: no field\n", "title: no field\n"),
    ],
)
def test_what_stands_behind_the_front_matter_is_the_body(content: Write, after: str, body: str) -> None:
    read = load(content({"articles/a.md": FRONT + after}))
    assert read.problems == ()
    assert read.articles["a"].record
    assert read.articles["a"].record.body == body


def test_a_file_without_a_line_end_behind_its_front_matter_is_read(content: Write) -> None:
    assert article_problems(content, FRONT.rstrip("\n")) == []


def test_three_hyphens_inside_a_block_do_not_end_the_front_matter(content: Write) -> None:
    assert article_problems(content, FRONT.replace("title: T", "title: |\n  ---\n  T")) == []


def test_an_entry_may_be_so_large_and_no_larger(content: Write) -> None:
    fits = EVENT + "#" * (ENTRY_BYTES - len(EVENT))
    assert event_problems(content, fits) == []
    assert codes(event_problems(content, fits + "#")) == ["too-large 1:1"]


def test_a_register_may_be_larger_than_an_entry(content: Write) -> None:
    actors = "".join(f"actor-{n}: {{name: Actor {n}}}\n" for n in range(12_000))
    assert len(actors) > ENTRY_BYTES
    assert load(content({"actors.yaml": actors})).problems == ()


def test_links_are_not_followed(content: Write, tmp_path: Path) -> None:
    (tmp_path / "outside.yaml").write_text(EVENT)
    root = content({"events/b.yaml": EVENT})
    (root / "events/a.yaml").symlink_to(tmp_path / "outside.yaml")
    (root / "events/folder").symlink_to(tmp_path, target_is_directory=True)
    read = load(root)
    assert [problem.code for problem in read.problems] == ["not-a-file", "not-a-file"]
    assert read.events.keys() == {"b"}


def test_a_link_in_the_place_of_the_settings_is_not_followed(content: Write, tmp_path: Path) -> None:
    root = content({})
    (root / "site.yaml").rename(tmp_path / "site.yaml")
    (root / "site.yaml").symlink_to(tmp_path / "site.yaml")
    with pytest.raises(NoContent, match="links are not followed"):
        load(root)


def test_a_pipe_does_not_hold_the_reader_for_ever(content: Write) -> None:
    root = content({"events/b.yaml": EVENT})
    os.mkfifo(root / "events/a.yaml")
    assert [problem.code for problem in load(root).problems] == ["not-a-file"]


def test_a_folder_may_have_the_name_of_a_file(content: Write) -> None:
    read = load(content({"events/a.yaml/b.yaml": EVENT}))
    assert read.problems == ()
    assert read.events.keys() == {"b"}


def test_a_file_in_the_place_of_a_folder_is_not_lost_in_silence(content: Write) -> None:
    assert load(content({"events": EVENT})).problems != ()


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_is_a_problem(content: Write) -> None:
    root = content({"events/a.yaml": EVENT})
    (root / "events/a.yaml").chmod(0)
    assert [problem.code for problem in load(root).problems] == ["unreadable-file"]


def test_a_missing_content_folder_is_said(tmp_path: Path) -> None:
    with pytest.raises(NoContent, match="there is no content folder"):
        load(tmp_path / "content")


@pytest.mark.parametrize("text", ["title: [", "\tx", "title: &a x"])
def test_settings_that_cannot_be_read_are_said_with_their_place(content: Write, text: str) -> None:
    with pytest.raises(NoContent, match=r"site\.yaml:\d:\d"):
        load(content({"site.yaml": text}))


def test_a_nested_mistake_has_the_place_of_its_value(content: Write) -> None:
    text = f"""{EVENT}excerpts:
  - article: report
    quote: it happened
  - article: report
    quote: it happened
    supports:
      - date
      - weather
  - {{article: report, quote: it happened, stance: against}}
  - article: report
    quote:
"""
    assert codes(event_problems(content, text)) == ["unknown-value 12:9", "unknown-value 13:51", "missing-field 14:5"]


@pytest.mark.parametrize(("field", "missing"), [("lat", "lon"), ("lon", "lat")])
def test_a_place_that_has_half_a_position_is_told_the_other_half(content: Write, field: str, missing: str) -> None:
    (problem,) = load(content({"places.yaml": f"kyiv: {{name: Kyiv, {field}: 50.45}}\n"})).problems
    assert problem.message == f'place "kyiv": {missing} is missing; {field} says nothing without it'


def test_the_same_mistake_in_many_places_is_found_in_one_walk(content: Write) -> None:
    """A file that is parsed again for each of its mistakes takes a minute and a half for 2,000 of them."""
    actors = "".join(f"actor-{n}: {{name: Actor {n}, colour: red}}\n" for n in range(700))
    with at_most(3):
        problems = load(content({"actors.yaml": actors})).problems
    assert [problem.place.line for problem in problems] == list(range(1, 701))

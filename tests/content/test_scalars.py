"""Every scalar is the text that was typed."""

import unicodedata

import pytest

from tests.conftest import Write
from tests.content.reading import EVENT, article_problems, codes, event_problems, written
from timeline.content.load import load

AS_TYPED = (
    "no", "on", "Yes", "true", "12:30", "010", "0x1F", "0o17", "1.10", "1e3", ".inf", ".nan", "1_000", "2025-03-11",
    "2025-03-11T12:00:00+03:00", "~", "null", "Null", "=", "-1", "+1", "0", "a: b"[:1], "https://example.org/#x", "x#y",
    "a & b", "a * b", "a ! b", "3 < 4", "100%", "“quoted”", "Суджа", "👩\u200d🚒",
)  # fmt: skip
# What YAML writes in other ways, and the text that is meant.
MEANT = {
    "'no'": "no",
    '"12:30"': "12:30",
    "'it''s'": "it's",
    r'"a\nb\x41\u00e9"': "a\nbAé",
    "two\n  lines": "two lines",
    "|\n  two\n  lines": "two\nlines\n",
    "|-\n  two\n  lines": "two\nlines",
    ">-\n  two\n  lines": "two lines",
    ">\n  a\n\n  b": "a\nb\n",
    "text # and a remark": "text",
    '"# no remark"': "# no remark",
}


@pytest.mark.parametrize("typed", AS_TYPED)
def test_a_scalar_is_the_text_that_was_typed(typed: str) -> None:
    assert written(f"title: {typed}\n")["title"] == typed


@pytest.mark.parametrize("typed", ["no", "010", "1.10", "2025-03-11", "~", "null"])
def test_an_item_of_a_list_is_the_text_that_was_typed(typed: str) -> None:
    assert written(f"tags: [{typed}, x]\n")["tags"] == [typed, "x"]


@pytest.mark.parametrize("typed", ["no", "010", "1.10", "2025-03-11", "~", "null"])
def test_a_key_is_the_text_that_was_typed(typed: str) -> None:
    assert written(f"allow: {{{typed}: x}}\n")["allow"] == {typed: "x"}


@pytest.mark.parametrize("typed", MEANT)
def test_quotes_and_blocks_mean_what_yaml_says(typed: str) -> None:
    assert written(f"title: {typed}\n")["title"] == MEANT[typed]


@pytest.mark.parametrize("field", ["body:", "body: ", "actors:", "date_basis:", "seq:", "draft:", "excerpts: # none"])
def test_a_field_with_nothing_behind_it_counts_as_not_written(content: Write, field: str) -> None:
    assert event_problems(content, f"{EVENT}{field}\n") == []


def test_a_required_field_with_nothing_behind_it_is_missing(content: Write) -> None:
    problems = event_problems(content, EVENT.replace("title: An event", "title:"))
    assert [(problem.code, problem.message) for problem in problems] == [("missing-field", "title is missing")]


def test_an_empty_text_in_quotes_is_a_text(content: Write) -> None:
    assert codes(event_problems(content, EVENT.replace("An event", '""'))) == ["empty-text 1:8"]


@pytest.mark.parametrize(
    "text",
    [
        b"\xef\xbb\xbf" + EVENT.encode(),
        EVENT.replace("\n", "\r\n").encode(),
        b"\xef\xbb\xbf" + EVENT.replace("\n", "\r\n").encode(),
        EVENT.rstrip("\n").encode(),
        f"---\n{EVENT}".encode(),
        f"# a remark\n\n{EVENT}...\n".encode(),
    ],
)
def test_byte_order_mark_line_ends_and_document_marks_change_nothing(content: Write, text: bytes) -> None:
    read = load(content({"events/a.yaml": text}))
    plain = load(content({"events/a.yaml": EVENT}))
    assert read.problems == ()
    assert read.events == plain.events


def test_a_second_byte_order_mark_is_refused(content: Write) -> None:
    assert codes(event_problems(content, b"\xef\xbb\xbf\xef\xbb\xbf" + EVENT.encode())) == ["forbidden-character 1:1"]


def test_line_ends_of_blocks_are_line_feeds() -> None:
    assert written(b"body: |\r\n  one\r\n  two\r\n")["body"] == "one\ntwo\n"


def test_letters_are_composed(content: Write) -> None:
    apart = unicodedata.normalize("NFD", "Côte d’Ivoire")
    read = load(content({"events/a.yaml": EVENT.replace("An event", apart)}))
    assert read.events["a"].record
    assert read.events["a"].record.title == "Côte d’Ivoire"


def test_places_count_composed_letters(content: Write) -> None:
    line = unicodedata.normalize("NFD", "date_basis: {words: ééé, artikel: report}")
    assert codes(event_problems(content, f"{EVENT}{line}\n")) == ["unknown-field 5:26"]


def test_latin_1_is_refused_at_its_first_byte(content: Write) -> None:
    text = EVENT.replace("It happened", "Déjà vu").encode("latin-1")
    assert codes(event_problems(content, text)) == ["not-utf-8 4:11"]


def test_the_place_of_a_bad_byte_does_not_count_the_byte_order_mark(content: Write) -> None:
    problems = event_problems(content, b"\xef\xbb\xbftitle: \xff\n")
    assert codes(problems) == ["not-utf-8 1:8"]
    assert "byte 0xff" in problems[0].message


def test_the_column_of_a_bad_byte_counts_letters(content: Write) -> None:
    assert codes(event_problems(content, "title: Ελλάδα ".encode() + b"\xff\n")) == ["not-utf-8 1:15"]


def test_a_body_with_crlf_is_read_like_one_with_lf(content: Write) -> None:
    text = "---\ntitle: T\npublisher: P\npublished: 2025\n---\n\nOne.\n\nTwo.\n"
    assert article_problems(content, text.replace("\n", "\r\n")) == []
    read = load(content({"articles/a.md": text.replace("\n", "\r\n").encode()})).articles["a"].record
    assert read
    assert read.body.strip() == "One.\n\nTwo."

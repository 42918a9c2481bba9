"""Links to entries, and notes: what they become on a page, and what is found before."""

import html

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.markdown.page import elements, notes, on_page, words
from timeline.markdown import ENTRY_SCHEMES, TARGET, likely_targets, note_keys, resolve, targets, to_html

NUMBERS = {"taken": 1, "maps": 2, "a&b": 3, "<i>": 4}
NOTE_PIECES = (
    "[^a]", "[^b", "]", "[", "^", "a", "`", "``", "\\", "\n", "\n\n", "    ", "<a href='note:a'>", "</a>", "[](note:b)",
    "<b>", '<a href="note:c"></a>', "<A HREF=note:d></A>", "[x]: note:e\n", "[x]", "&#110;ote:f", "](", ")", "*", "> ",
    "```\n", '"', "&",
)  # fmt: skip
LINK_PIECES = (
    "[x](", "](", "event:a", "https://example.org/?a=1&amp;b=2", ")", " ", "\n", "<", ">", "[x]: ", "]:", "href=",
    "src='a'", "HREF = b", "\u017frc=c", "=", "src", "<a:b>", "a",
)  # fmt: skip
LINK_LIKE = st.lists(st.sampled_from(LINK_PIECES), max_size=8).map("".join)
NOTE_LIKE = st.lists(st.sampled_from(NOTE_PIECES), max_size=15).map("".join)


@pytest.mark.parametrize("kind", ENTRY_SCHEMES)
def test_a_link_to_an_entry_is_relative_to_the_page(kind: str) -> None:
    folder = "" if kind == "page" else f"{kind}s/"
    assert on_page(f"[x]({kind}:some-id)") == f'<p><a href="../../{folder}some-id/">x</a></p>'


def test_the_part_of_an_entry_is_kept() -> None:
    assert 'href="../../events/a/#x2"' in on_page("[x](event:a#x2)")


@pytest.mark.parametrize(
    "text",
    [
        "<a href='event:a'>x</a>",
        "<A HREF=event:a>x</A>",
        '<a title="t > u" href="event:a">x</a>',
        "[x]\n\n[x]: event:a",
        "[x](&#101;vent:a)",
        "> [x]: event:a\n>\n> [x]",
        "| [x](event:a) |\n| - |",
        "- [x](event:a)",
    ],
)
def test_a_link_is_found_and_resolved_however_it_is_written(text: str) -> None:
    assert targets(text) == ["event:a"]
    assert [attributes["href"] for name, attributes in elements(on_page(text)) if name == "a"] == ["../../events/a/"]


@pytest.mark.parametrize(
    "text",
    [
        "`[x](event:a)`",
        "    [x](event:a)",
        r"\[x](event:a)",
        r"[x\](event:a)",
        '`<a href="event:a">`',
        'the attribute href="event:a" in words',
        "``<a href='event:a'>x</a>``",
    ],
)
def test_what_only_looks_like_a_link_stays_as_it_is(text: str) -> None:
    assert targets(text) == []
    assert "event:a" in words(on_page(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("no links", []),
        ("[x](https://example.org/)", ["https://example.org/"]),
        ("[x](event:a) [y](../b) [z](#c)", ["event:a", "../b", "#c"]),
        ("<https://example.org/>", ["https://example.org/"]),
        ("![x](a.png)", ["a.png"]),
        ("[x](event:a 'title')", ["event:a"]),
        ("[x](<event:a>)", ["event:a"]),
        ("[x](javascript:alert)", ["javascript:alert"]),
        ("Words.[^1]\n\n[^1]: [x](event:a)", ["event:a"]),
    ],
)
def test_targets_are_as_they_were_written(text: str, expected: list[str]) -> None:
    assert targets(text) == expected


def test_notes_have_the_numbers_they_are_given_and_lead_to_the_excerpts() -> None:
    found = [attributes for name, attributes in elements(on_page("A.[^maps] B.[^taken]", NUMBERS)) if name == "a"]
    assert [(note["href"], note["id"]) for note in found] == [("#x2", "r2"), ("#x1", "r1")]


def test_a_repeated_note_has_an_id_of_its_own_each_time() -> None:
    page_notes = notes(NUMBERS)
    markup = "".join(
        resolve(to_html(text), lambda kind, name: "", page_notes) for text in ("A.[^taken] B.[^taken]", "C.[^taken]")
    )
    assert [attributes["id"] for name, attributes in elements(markup) if name == "a"] == ["r1", "r1-2", "r1-3"]


def test_a_note_says_in_words_where_it_leads() -> None:
    assert 'aria-label="Excerpt 1"' in on_page("A.[^taken]", NUMBERS)


def test_lists_leave_notes_out() -> None:
    assert on_page("A.[^taken] B.[^unknown]") == "<p>A. B.</p>"


@pytest.mark.parametrize("key", ["a&b", "<i>"])
def test_a_key_may_hold_signs_of_html(key: str) -> None:
    assert note_keys(f"A.[^{key}]") == [key]
    assert f'href="#x{NUMBERS[key]}"' in on_page(f"A.[^{key}]", NUMBERS)


@pytest.mark.parametrize("text", ["`[^taken]`", "    [^taken]", r"\[^taken]", "`` ` [^taken] ``", "<!-- [^taken] -->"])
def test_in_code_and_behind_a_backslash_a_note_is_text(text: str) -> None:
    assert note_keys(text) == []
    assert 'class="ref"' not in on_page(text, NUMBERS)


def test_keys_are_found_in_reading_order() -> None:
    assert note_keys("A.[^b] B.[^a] `[^c]` C.[^b]") == ["b", "a", "b"]
    assert note_keys("A.[^b] B.[^a] C.[^b]") == ["b", "a", "b"]


@settings(max_examples=300)
@given(NOTE_LIKE)
def test_every_note_of_a_page_was_found_before_or_is_a_link_that_was(text: str) -> None:
    """A page is made of texts whose keys and targets were all found good; no other note may turn up in it."""
    if not any(target.startswith("note:") for target in targets(text)):
        on_page(text, {key: number for number, key in enumerate(note_keys(text), 1)})


@pytest.mark.parametrize(
    "text",
    [
        "[x](note:k)",
        "[](note:k)",
        "<a href='note:k'></a>",
        "<A HREF=note:k></A>",
        "[](&#110;ote:k)",
        "[][x]\n\n[x]: note:k",
    ],
)
def test_a_link_that_pretends_to_be_a_note_is_found_as_a_link(text: str) -> None:
    assert "note:k" in targets(text)


@settings(max_examples=300)
@given(LINK_LIKE)
def test_no_likely_target_is_missed_where_links_of_one_kind_alone_are_looked_for(text: str) -> None:
    found = [html.unescape(next(filter(None, match.groups()), "")) for match in TARGET.finditer(text)]
    assert likely_targets(text) == tuple(found)

"""Plain text: squeezed, slugged, and which names and addresses are fit for use."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.text import FORBIDDEN, LONGEST_ID, by_name, id_fault, normal, slug, squeeze, url_fault

SLUGS = {
    "Prisoner swap": "prisoner-swap",
    "  Kursk  ": "kursk",
    "Côte d’Ivoire": "cote-divoire",
    "Ålesund": "alesund",
    "Київ": "kiiv",
    "C++ & C#": "c-c",
    "2025": "2025",
    "ﬁne": "fine",
}
IDS = ("a", "7", "2025-03-11-jeddah-talks", "a1-b2", "x" * LONGEST_ID, "pages", "com", "com10", "conn")
NO_IDS = (
    "", "A", "a b", "a_b", "a.b", "a/b", "../a", "-a", "a-", "a--b", "é", "٣", "a\n", "a\0", "x" * (LONGEST_ID + 1),
    "con", "prn", "aux", "nul", "com1", "lpt9", "page",
)  # fmt: skip
URLS = (
    "https://example.org",
    "http://example.org/",
    "HTTPS://EXAMPLE.ORG/A?b=c&d=e#f",
    "https://example.org:8080/a(b)_c,d;e",
    "https://[::1]/",
    "https://пример.example/шлях",
    "https://web.archive.org/web/2025/https://example.org/",
)
NO_URLS = (
    "", "example.org", "//example.org/", "/path", "../path", "javascript:alert(1)", "data:text/html,x",
    "ftp://example.org/", "mailto:a@example.org", "https:example.org", "https://", "https:///path", "https://?q",
    "https://user@example.org/", "https://user:secret@example.org/", "https://@example.org/", "https://exa mple.org/",
    "https://example.org/a b", "https://example.org/\n", "https://example.org/\0", "https://example.org/\u202e",
    "https://example.org/\u200b", "https://[::1", 'https://example.org/"', "https://example.org/'",
    "https://example.org/<b>", "https://example.org\\@evil.example/", "https://example.org/`",
    "https://example.org/{x}", " https://example.org/", "https://example.org/ ", "java\tscript:x",
    "https://example.org:port/", "https://example.org:99999/",
)  # fmt: skip
TEXTS = st.text(st.characters(exclude_categories=["Cs"]))


@pytest.mark.parametrize("name", SLUGS)
def test_a_slug_is_made_of_letters_digits_and_hyphens(name: str) -> None:
    assert slug(name) == SLUGS[name]


def test_a_name_without_letters_gets_a_slug_of_its_own() -> None:
    assert slug("!!!") != slug("???")
    assert id_fault(slug("!!!")) is None


@given(TEXTS)
def test_the_slug_of_any_name_can_be_an_id_unless_the_name_is_kept_for_others(name: str) -> None:
    assert id_fault(slug(name)) in (None, "Windows keeps this name for a device", "the site needs this name for itself")


@given(TEXTS)
def test_a_slug_is_its_own_slug(name: str) -> None:
    assert slug(slug(name)) == slug(name)


@pytest.mark.parametrize("name", IDS)
def test_a_name_can_be_an_id(name: str) -> None:
    assert id_fault(name) is None


@pytest.mark.parametrize("name", NO_IDS)
def test_a_name_cannot_be_an_id(name: str) -> None:
    assert id_fault(name)


@pytest.mark.parametrize("url", URLS)
def test_an_address_may_be_linked(url: str) -> None:
    assert url_fault(url) is None


@pytest.mark.parametrize("url", NO_URLS)
def test_an_address_may_not_be_linked(url: str) -> None:
    assert url_fault(url)


@given(st.text())
def test_any_text_is_an_address_or_is_not(text: str) -> None:
    assert url_fault(text) is None or isinstance(url_fault(text), str)


@pytest.mark.parametrize(
    ("text", "expected"),
    [("  a  b ", "a b"), ("a\n\n b\t c", "a b c"), ("", ""), (" \n ", ""), ("a\u00a0b", "a b"), ("a\u2003b", "a b")],
)
def test_squeezed_text_stands_on_one_line_with_single_spaces(text: str, expected: str) -> None:
    assert squeeze(text) == expected


@given(st.text())
def test_squeezing_again_changes_nothing(text: str) -> None:
    assert squeeze(squeeze(text)) == squeeze(text)


def test_names_are_sorted_with_little_regard_for_capitals_and_accents() -> None:
    ordered = ["Angel", "angel", "Ángel", "Angela", "Ann", "Oman", "Ôman", "Ｏman", "Želje", "Zoe", "Zoë", "Яна"]
    assert sorted(set(ordered), key=by_name) == ordered


@given(TEXTS)
def test_normal_text_is_composed_and_ends_its_lines_with_line_feeds(text: str) -> None:
    assert unicodedata.is_normalized("NFC", normal(text))
    assert "\r\n" not in normal(text.replace("\r", ""))


@pytest.mark.parametrize(
    "allowed", ["\t", "\n", " ", "\u00a0", "\u00ad", "\u200c", "\u200d", "\u200e", "\u200f", "é", "👩"]
)
def test_what_real_words_need_is_not_forbidden(allowed: str) -> None:
    assert not FORBIDDEN.search(allowed)

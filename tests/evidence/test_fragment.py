"""Text directives, read back as WICG's text fragments say that a browser reads them."""

import re
from urllib.parse import unquote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from timeline.pages.evidence import passage_url
from timeline.quotation import find, of_match, of_words, prepared

TEXT = """Accord on aid

On Tuesday, envoys reached an accord on aid, intelligence & more - and agreed to a 30-day ceasefire.

On Tuesday, envoys reached an accord on aid, said a spokesman, who spoke of it at length and in some detail to all
who asked, on Tuesday and again on the day after, before the envoys left for home.

“We don’t know,” they said of it at length. On Tuesday."""
WORDS = ("a", "b", "c", "on-and,", "off", "–", "“yes”", "&", "U.S.", "don’t")
DIRECTIVE = re.compile(r"(?:([^,]+)-,)?([^,]+)(?:,([^,-][^,]*))?(?:,-([^,]+))?")


def read(directives: str, text: str) -> list[tuple[int, str]]:
    """What a browser would mark, and where: of each directive the first passage that fits; spaces are single."""
    return [_first_that_fits(one.removeprefix("text="), " ".join(text.split())) for one in directives.split("&")]


def _first_that_fits(directive: str, text: str) -> tuple[int, str]:
    match = DIRECTIVE.fullmatch(directive)
    assert match, directive
    prefix, start, end, suffix = (unquote(one) if one else "" for one in match.groups())
    lowered = text.lower()
    # A passage may begin within one that did not fit.
    for found in re.finditer(rf"(?<!\w)(?={re.escape(start.lower())}(?!\w))", lowered):
        if prefix and not lowered[: found.start()].rstrip().endswith(prefix.lower()):
            continue
        stop = found.start() + len(start)
        if end:
            last = re.compile(rf"(?<!\w){re.escape(end.lower())}(?!\w)").search(lowered, stop)
            if not last:
                continue
            stop = last.end()
        if lowered[stop:].lstrip().startswith(suffix.lower()):
            return found.start(), text[found.start() : stop]
    return -1, ""


@pytest.mark.parametrize(
    ("quote", "directive"),
    [
        ("agreed to a 30-day ceasefire", "text=agreed%20to%20a%2030%2Dday%20ceasefire"),
        ("accord on aid, intelligence & more", "text=accord%20on%20aid%2C%20intelligence%20%26%20more"),
        ("We don't know", "text=We%20don%E2%80%99t%20know"),
        ("agreed […] spokesman", "text=agreed&text=spokesman"),
        ("agreed to [their] ceasefire", "text=agreed%20to%20a%2030%2Dday%20ceasefire"),
        ("envoys left", "text=envoys%20left"),
        ("know", "text=know"),
    ],
)
def test_a_directive_holds_the_words_of_the_text_with_its_own_signs_encoded(quote: str, directive: str) -> None:
    text = prepared(TEXT)
    match = find(quote, text)
    assert match
    assert of_match(match, text) == directive


@pytest.mark.parametrize(
    "quote",
    [
        "On Tuesday",
        "on aid",
        "at length",
        "envoys reached an accord on aid, said",
        "spoke of it at length and in some detail to all who asked, on Tuesday and again on the day after",
        "who spoke of it at length and in some detail to all who asked, on Tuesday and again on the day after, before "
        "the envoys left for home. “We don’t know,” they said of it at length",
        "ceasefire. On Tuesday",
        "On Tuesday and again",
        "Accord […] ceasefire […] home",
        " ".join(TEXT.split()[3:24]),
    ],
)
def test_a_directive_leads_to_the_very_passage(quote: str) -> None:
    text = prepared(TEXT)
    match = find(quote, text)
    assert match
    marked = read(of_match(match, text), TEXT)
    assert marked == [
        (len(" ".join(f"{text.text[:start]}|".split())) - 1, " ".join(text.text[start:end].split()))
        for start, end in match.spans
    ]


def test_what_stands_around_a_passage_is_at_most_32_characters_of_it() -> None:
    text = prepared(TEXT)
    for quote in ("On Tuesday", "on aid", "at length"):
        match = find(quote, text)
        assert match
        parts = DIRECTIVE.fullmatch(of_match(match, text).removeprefix("text="))
        assert parts
        assert all(len(unquote(part or "")) <= 32 for part in (parts[1], parts[4]))


LISTED = """The demands are these, said the envoy of Russia

— We will not accept this

— We will not accept that, nor will we ever sign

- Russia

- Russia’s envoy … of the delegation"""


@pytest.mark.parametrize(
    ("quote", "directive"),
    [
        ("— We will not accept this", "text=We%20will%20not%20accept%20this"),
        ("- Russia - Russia", "text=sign%20%2D-,Russia,Russia%E2%80%99s"),
        ("— We will not accept that", "text=We%20will%20not%20accept%20that"),
        ("envoy of Russia — We will not accept this", "text=envoy%20of%20Russia,not%20accept%20this"),
    ],
)
def test_a_directive_begins_with_a_word(quote: str, directive: str) -> None:
    text = prepared(LISTED)
    match = find(quote, text)
    assert match
    assert of_match(match, text) == directive


SIGNS = ("ß", "a", "a b", "—", "- ", "…", "...", "«\u00a0", "“", "\u00ad", "\u200b", "’s", "İ", "5", ",", "&", "\n\n")


@settings(max_examples=400)
@given(st.lists(st.sampled_from(SIGNS), min_size=1, max_size=60).map("".join), st.data())
def test_every_directive_is_well_formed_and_its_parts_stand_in_the_text_in_this_order(
    words: str, data: st.DataObject
) -> None:
    text = prepared(words)
    start = data.draw(st.integers(0, len(words) - 1))
    match = find(words[start : data.draw(st.integers(start + 1, len(words)))], text)
    for directive in of_match(match, text).split("&") if match else ():
        parts = DIRECTIVE.fullmatch(directive.removeprefix("text="))
        assert parts, directive
        shown, place = " ".join(text.text.split()), 0
        for part in (unquote(one) for one in parts.groups() if one is not None):
            assert part.strip()
            assert part in shown[place:]
            place = shown.index(part, place) + len(part)


@given(st.lists(st.sampled_from(WORDS), min_size=4, max_size=60), st.data())
def test_a_directive_leads_to_words_equal_to_the_passage(words: list[str], data: st.DataObject) -> None:
    text = prepared(" ".join(words))
    start = data.draw(st.integers(0, len(words) - 1))
    end = data.draw(st.integers(start + 1, len(words)))
    match = find(" ".join(words[start:end]), text)
    if match:
        [(_, marked)] = read(of_match(match, text), text.text)
        quoted = prepared(" ".join(words[start:end])).lowered
        assert prepared(marked).lowered.strip("' -") == quoted.strip("' -")


@pytest.mark.parametrize(
    ("quote", "directive"),
    [
        ("agreed to a 30-day ceasefire", "text=agreed%20to%20a%2030%2Dday%20ceasefire"),
        (" ".join("abcdefghijkl"), "text=a%20b%20c%20d,i%20j%20k%20l"),
        ("agreed […] spokesman", ""),
        ("[T]he spokesman", ""),
        ("", ""),
    ],
)
def test_words_alone_make_a_directive_if_they_are_verbatim(quote: str, directive: str) -> None:
    assert of_words(quote) == directive


@pytest.mark.parametrize(
    ("url", "directive", "whole"),
    [
        ("https://example.org/a", "text=b", "https://example.org/a#:~:text=b"),
        ("https://example.org/a?c=d#part", "text=b", "https://example.org/a?c=d#part:~:text=b"),
        ("https://example.org/a#:~:text=x", "text=b", "https://example.org/a#:~:text=b"),
        ("https://example.org/a", "", "https://example.org/a"),
        ("", "text=b", ""),
    ],
)
def test_the_address_of_a_passage_keeps_that_of_the_page(url: str, directive: str, whole: str) -> None:
    assert passage_url(url, directive) == whole

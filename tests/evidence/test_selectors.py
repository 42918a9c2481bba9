"""What is kept of the words around a passage: where it begins and ends, and how little it is."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.evidence.test_verify import Project
from timeline.content.load import load
from timeline.content.quotations import verdicts
from timeline.quotation import REACHES, find, prepared, selectors, surroundings

TEXT = """A headline of some words

The offer came on Tuesday – “at last,” she said – as the armies
advanced along the front. The offer was refused.

The offer came. 停火协议已经达成双方同意 now."""


def around(quote: str, reach: int = REACHES[0], text: str = TEXT) -> list[tuple[str, str, str]]:
    """Prefix, exact and suffix of each piece."""
    ready = prepared(text)
    match = find(quote, ready)
    assert match
    found = selectors(match, ready, surroundings(match, ready, reach))
    return [(one.prefix, one.exact, one.suffix) for one in found]


@pytest.mark.parametrize(
    ("quote", "reach", "expected"),
    [
        (
            "along the front",
            32,
            [("she said – as the armies advanced ", "along the front", ". The offer was refused.")],
        ),
        ("along the front", 16, [("armies advanced ", "along the front", ". The offer was")]),
        ("along the front", 0, [("advanced ", "along the front", ".")]),
        ("'At last,' she", 16, [("came on Tuesday – ", "“at last,” she", " said – as the")]),
        ("at last", 16, [("on Tuesday – “", "at last", ",” she said – as")]),
        ("a headline", 16, [("", "A headline", " of some words")]),
        ("some words", 16, [("A headline of ", "some words", "")]),
        (
            "on Tuesday […] the [army] advanced",
            0,
            [("came ", "on Tuesday", " – “at"), ("said – as ", "the armies advanced", " along")],
        ),
        ("达成双方", 0, [("经", "达成双方", "同")]),
        # Three of them begin with the same words, and two stand at the head of a paragraph.
        ("The offer", 0, [("", "The offer", " came on")]),
        ("offer was", 0, [("The ", "offer was", " refused.")]),
    ],
)
def test_what_stands_around_is_whole_words_of_the_paragraph(
    quote: str, reach: int, expected: list[tuple[str, str, str]]
) -> None:
    assert around(quote, reach)[: len(expected)] == expected


@given(
    text=st.text(alphabet="ab é’-–“”.,\n\t\u00a0\u00ad停火ßİ1", min_size=1, max_size=120),
    start=st.integers(0, 100),
    length=st.integers(1, 30),
    reach=st.sampled_from(REACHES),
)
def test_the_words_stand_in_the_text_between_those_around_them(text: str, start: int, length: int, reach: int) -> None:
    ready = prepared(text)
    match = find(ready.text[start : start + length], ready)
    if match:
        [one] = selectors(match, ready, surroundings(match, ready, reach))
        assert one.prefix + one.exact + one.suffix in re.sub(r"\s+", " ", ready.text)
        assert max(len(one.prefix), len(one.suffix)) <= 2 * REACHES[0]


@pytest.mark.parametrize(("share", "prefix"), [("1", "was said. They went home, and "), ("0.25", "and ")])
def test_less_is_kept_where_much_is_quoted(tmp_path: Path, share: str, prefix: str) -> None:
    project = Project(tmp_path)
    with (project.content / "site.yaml").open("a") as settings:
        settings.write(f"max_quote_share: {share}\n")
    project.verify()
    [judged] = verdicts(load(project.content))["b"]
    assert [one.prefix for one in judged.selectors] == [prefix]

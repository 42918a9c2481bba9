"""The short way of plain texts: the same HTML and words as the long one, and taken by what authors mostly write."""

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import at_most
from tests.markdown.compare import differences, generated, written
from tests.markdown.plain_texts import any_text
from timeline import plain_markdown
from timeline.content.source import ENTRY_BYTES
from timeline.markdown import ENTRY_SCHEMES, parsed_html, parsed_words, plain, to_html

ROOT = Path(__file__).parents[2]
PLAIN = (
    "Words.",
    "Two lines\nof words, “quoted” — and so on…",
    "one\n\ntwo\n\nthree",
    "\nafter a block in YAML\n",
    "*one* and **two**, *over\nlines*",
    "R&D, AT&T, 4 < 5 > 3",
    "слово, 中文, שלום, 🙂, a\u00a0b",
    "[words](https://en.example.org/wiki/A_(b)".replace("(b", "b")
    + " and [more\nwords](http://example.org?a=1&b=2#top)",
    "Words.[^taken][^maps] More.[^a_b]",
    "- one\n- *two*\n- [three](event:a)[^k]\n  goes on\nand on",
    "a line\n  and an indented one",
    "1. one\n2. two",
    "3. one\n4. two",
    "# A\n\n## B\n\nwords\n\n###### C",
    "###### F\n\n##### E\n\n#### D\n\n### C\n\n## B\n\n# A",
    "says\n\n- a\n- b\n\n1. c\n2. d\n\nends",
    *(f"[x]({kind}:some-id#x2)" for kind in ENTRY_SCHEMES),
)
# Each is one step away from a plain text, and there the long way knows more.
NOT_PLAIN = (
    "`code`", r"\.", "<b>x</b>", "a <b", "&amp;", "&#38;", "a\tb", "a_b", "_a_", "a | b", "two  \nlines", "a ", " a",
    "***a***", "**a*", "*a **b** c*", "a * b", "*a *", "* *", "*[a](event:a)*", "[*a*](event:a)", "[a]", "[a][b]",
    "[a] [b]", "[a]: b", "*[A]: b", "[^a]: b", "![a](event:a)", "[a](b)", "[a](event:a 'b')", "[^a b](event:a)",
    "[^a!](event:a)", "[a](https://example.org:8080/)", "[a](https://1.2.3.4/)", "[a](https://xn--a.org/)",
    "[a](javascript:b)", "[a](note:b)", "# a #", "# C#", "# a \u2003", "#a", "# a\nb", "a\n# b", "a\n=", "a\n---",
    "- a\n\n- b", "1. a\n\n2. b", "- a\n\n  b", "- a\n    - b", "- # a", "- - a", "- a\n1. b", "1. a\n- b", "> a",
    "a\n> b", "a\n: b", "a\n\n: b", "    a", "a\n\n\nb", "a\n \nb", "\u00a0a", "a\u2028b", "a\x02b", "a\rb", "a\ufeffb",
    "٣. a",
)  # fmt: skip

LONG = ("& ", "a\n", "a *b* [c](event:a)\n", "- a [b](event:a)\n", "1. a\n", "a\n\n", "a *b", "[a ", "[^a]", "a-", "a.")


@pytest.mark.parametrize("text", PLAIN)
def test_what_authors_mostly_write_takes_the_short_way(text: str) -> None:
    markup = plain_markdown.to_html(text)
    assert markup is not None
    assert markup == parsed_html(text, False) == to_html(text)
    assert plain_markdown.words(markup) == parsed_words(text) == plain(text)


@pytest.mark.parametrize("text", NOT_PLAIN)
def test_what_could_mean_more_than_words_is_left_to_the_long_way(text: str) -> None:
    assert plain_markdown.to_html(text) is None
    assert to_html(text) == parsed_html(text, False)


@pytest.mark.parametrize("piece", LONG)
def test_a_long_text_is_known_at_once_not_to_be_plain(piece: str) -> None:
    with at_most(1):
        assert plain_markdown.to_html(piece * (ENTRY_BYTES // len(piece)) + "`") is None
        assert plain_markdown.to_html(f"[a](https://{piece * (ENTRY_BYTES // len(piece))})") is None


@pytest.mark.parametrize("text", ["", "\n", " ", "\n \n", "\u2028"])
def test_nothing_becomes_nothing_either_way(text: str) -> None:
    assert plain_markdown.to_html(text) == parsed_html(text, False) == ""


def test_a_text_that_may_have_footnotes_takes_the_long_way() -> None:
    text = "Words.[^1]\n\n- [^1] again"
    assert to_html(text, footnotes=True) == parsed_html(text, True) != to_html(text)
    assert to_html("Words.", footnotes=True) == parsed_html("Words.", True)


@settings(max_examples=600, deadline=None)
@given(st.randoms(use_true_random=False).map(any_text))
def test_both_ways_make_the_same_of_any_text(text: str) -> None:
    assert not differences(text)


def test_most_of_the_texts_that_are_compared_take_the_short_way() -> None:
    seen: Counter[bool] = Counter()
    generated(1_000, seen)
    assert seen[True] > 550
    assert seen[False] > 250


@pytest.mark.parametrize("folder", ["content", "tests/example/content"])
def test_both_ways_make_the_same_of_what_was_really_written(folder: str) -> None:
    texts = list(written(ROOT / folder))
    assert not [difference for text in texts for difference in differences(text)]
    assert sum(plain_markdown.to_html(text) is not None for text in texts) > 0.9 * len(texts)

"""Texts that would take long are refused before; what is not refused is converted in reasonable time."""

import pytest

from tests.conftest import at_most
from timeline.content.source import ENTRY_BYTES
from timeline.markdown import likely_targets, to_html, too_costly

LONG = ENTRY_BYTES
COSTLY = {
    "brackets": "[" * 8_000,
    "links in links": "[x][" * 4_000,
    "images": "![" * 8_000,
    "angle brackets": "<![CDATA[" * 2_000,
    "quotations in quotations": ">" * 500 + " x",
    "lists in lists": "".join("  " * depth + "- a\n" for depth in range(500)),
    "lists on one line": "- " * 500 + "x",
    "headings": "# a\n" * 60_000,
    "underlined headings": "a\n=\n" * 40_000,
    "numbered lists on one line": "1. " * 500 + "x",
}
# Each is near a limit, or large in what no limit counts.
HARD = {
    "brackets": "[" * 1_000,
    "a long text behind brackets": "[" * 1_000 + "x" * (LONG - 1_000),
    "lines with brackets": "[a\n" * 999 + "x" * (LONG - 3_000),
    "links that are not closed": "[a](b " * 999 + "x" * (LONG - 6_000),
    "links": ("[some words](https://example.org/page) and more " * 9 + "\n\n") * 100,
    "images": "![" * 999,
    "tags that are not closed": "<a " * 500 + "x" * (LONG - 1_500),
    "comments that are not closed": "<!--" * 500,
    "cdata": "<![CDATA[" * 500,
    "elements": "<div>" * 500,
    "stars": "*a " * (LONG // 3),
    "underscores": "__a_b" * (LONG // 5),
    "both": "*_" * (LONG // 2),
    "backticks": "`a" * (LONG // 2),
    "backslashes": "\\" * LONG,
    "quotation marks": '"' * LONG,
    "entities": "&#" * (LONG // 2),
    "colons": "a\n: b\n\n" * 5_000,
    "headings": "a\n=\n\n" * 1_000,
    "rows": "|a|b|\n|-|-|\n" + "|a|b|\n" * 15_000,
    "cells": "|a" * 20_000 + "\n" + "|-" * 20_000 + "\n",
    "abbreviations": "*[A]: b\n" * 900 + "A " * 20_000,
    "spaces": "a" + " " * (LONG - 2) + "b",
    "line ends": "a\n" * (LONG // 2),
    "empty lines": "\n" * LONG,
    "words": "some words " * (LONG // 11),
    "quotations": "> " * 20 + "x",
    "lists": "".join("    " * depth + "- a\n" for depth in range(20)),
}
# The most that is converted, and one more.
LIMITS = {
    "brackets": ("[" * 1_000, "[" * 1_001),
    "angle brackets": ("<" * 500, "<" * 501),
    "spaces": (f"a\n{' ' * 80}b", f"a\n{' ' * 81}b"),
    "tabs": ("\t" * 20 + "a", "\t" * 21 + "a"),
    "quotations": (">" * 80 + "a", ">" * 81 + "a"),
    "lists": ("- " * 40 + "a", "- " * 41 + "a"),
    "numbers": ("٣. " * 26 + "a", "٣. " * 27 + "a"),
    "abbreviations": ("\n".join(["   *[A]: b"] * 200), "\n".join(["   *[A]: b"] * 201)),
    "headings": ("\n".join(["   # a"] * 1_000), "\n".join(["   # a"] * 1_001)),
    "underlined headings": ("a\n-\n" * 1_000, "a\n-\n" * 1_001),
}


@pytest.mark.parametrize("what", LIMITS)
def test_a_limit_is_where_it_is(what: str) -> None:
    most, more = LIMITS[what]
    assert too_costly(most) is None
    assert too_costly(more)


@pytest.mark.parametrize("what", COSTLY)
def test_a_costly_text_is_refused_with_a_reason(what: str) -> None:
    assert too_costly(COSTLY[what])


@pytest.mark.parametrize("what", ["links", "words", "line ends", "rows", "quotations", "lists", "brackets"])
def test_what_authors_may_well_write_is_not_refused(what: str) -> None:
    assert too_costly(HARD[what]) is None


@pytest.mark.parametrize("what", HARD)
def test_what_is_not_refused_is_converted_in_reasonable_time(what: str) -> None:
    if too_costly(HARD[what]):
        return
    with at_most(4):
        to_html(HARD[what])
        likely_targets(HARD[what])

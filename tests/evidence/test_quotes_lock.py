"""quotes.lock as text, and what it says of an event's quotations."""

from pathlib import Path
from typing import Any

import pytest

from timeline.content.quotations import judged, quotations
from timeline.content.quotes import QUOTES, Finding, Quotes, Verdict, mark_of, quotes_text, read_quotes

SHA = "0123456789abcdef" * 4
FOUND = Finding(
    "a", "report", "quote", mark_of("some words"), "verified", SHA, 900, ((3, 13), (20, 30)), (1, 2), "text=a"
)
LINES = (
    FOUND,
    Finding("a", "report", "quote", "0123456789ab", "altered", SHA, 900),
    Finding("a", "report", "words", "0123456789ab", "not-captured"),
)


def test_what_is_written_is_read_back(tmp_path: Path) -> None:
    (tmp_path / QUOTES).write_text(quotes_text(LINES))
    quotes, problems = read_quotes(tmp_path)
    assert (set(quotes.findings), problems) == (set(LINES), ())


def test_lines_are_sorted_and_hold_all_that_is_known() -> None:
    lines = quotes_text(reversed(LINES)).splitlines()
    assert lines == sorted(lines)
    assert f"events/a report quote {FOUND.mark} verified {SHA} 900 3-13+20-30 1+2 text=a" in lines
    assert "events/a report words 0123456789ab not-captured - - - - -" in lines


def test_both_sides_of_a_conflict_count_and_verified_wins(tmp_path: Path) -> None:
    ours, theirs = str(FOUND), str(Finding("a", "report", "quote", FOUND.mark, "not-captured"))
    for one, other in ((ours, theirs), (theirs, ours)):
        (tmp_path / QUOTES).write_text(f"<<<<<<< HEAD\n{one}\n||||||| base\n=======\n{one}\n{other}\n>>>>>>> theirs\n")
        quotes, problems = read_quotes(tmp_path)
        assert (quotes.findings, problems) == ((FOUND,), ())


@pytest.mark.parametrize(
    "line", ["events/a", f"{FOUND} more", str(FOUND).replace("verified", "fine"), str(FOUND).replace("3-13", "3")]
)
def test_a_line_that_is_none_is_a_problem_and_the_others_count(line: str, tmp_path: Path) -> None:
    (tmp_path / QUOTES).write_text(f"{FOUND}\n\n{line}\n")
    quotes, [problem] = read_quotes(tmp_path)
    assert (problem.code, problem.place.line, quotes.findings) == ("bad-lock-line", 3, (FOUND,))


def test_of_a_translation_the_original_is_the_quotation_and_what_is_broken_is_passed_over() -> None:
    written: dict[str, Any] = {
        "date_basis": {"words": "on  Tuesday", "article": "report"},
        "excerpts": [
            {"article": "report", "quote": "some\n words"},
            {"article": "report", "quote": "translated", "original": "перекладено"},
            {"article": "report", "quote": ["a", "list"]},
            {"quote": "of no article"},
            "a text",
            None,
        ],
    }
    assert [(one.kind, one.text, one.route) for one in quotations("a", written)] == [
        ("quote", "some words", ("excerpts", 0, "quote")),
        ("original", "перекладено", ("excerpts", 1, "original")),
        ("words", "on Tuesday", ("date_basis", "words")),
    ]


@pytest.mark.parametrize(
    ("lines", "names", "article_names", "verdict"),
    [
        ([], ["a"], ["report"], "not-captured"),
        ([FOUND], ["a"], ["report"], "verified"),
        ([FOUND], ["renamed"], ["report"], "verified"),
        ([FOUND], ["a"], ["renamed", "report"], "verified"),
        ([FOUND], ["a"], ["another"], "not-captured"),
        ([Finding("a", "report", "quote", FOUND.mark, "altered")], ["a"], ["report"], "altered"),
        ([Finding("a", "report", "quote", "0" * 12, "verified")], ["a"], ["report"], "changed-since-verified"),
        ([Finding("a", "report", "quote", "0" * 12, "verified")], ["new", "a"], ["report"], "changed-since-verified"),
        ([Finding("a", "report", "quote", "0" * 12, "verified")], ["b"], ["report"], "not-captured"),
        ([Finding("a", "report", "words", "0" * 12, "verified")], ["a"], ["report"], "not-captured"),
        ([Finding("a", "report", "quote", "0" * 12, "altered")], ["a"], ["report"], "not-captured"),
        (
            [
                Finding("a", "report", "quote", "0" * 12, "verified"),
                Finding("a", "report", "quote", FOUND.mark, "not-captured"),
            ],
            ["a"],
            ["report"],
            "changed-since-verified",
        ),
    ],
)
def test_a_verdict_is_found_by_the_words_whatever_the_entries_are_called_now(
    lines: list[Finding], names: list[str], article_names: list[str], verdict: Verdict
) -> None:
    asked = quotations(names[0], {"excerpts": [{"article": article_names[0], "quote": "some words"}]})
    [found] = judged(Quotes(tuple(lines)), asked, names, {article_names[0]: article_names})
    assert found.verdict == verdict

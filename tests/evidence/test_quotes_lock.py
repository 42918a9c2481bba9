"""quotes.lock as text, and what it says of an event's quotations."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from timeline.content.quotations import judged, quotations
from timeline.content.quotes import (
    QUOTES,
    Finding,
    Kind,
    Quotes,
    Verdict,
    mark_of,
    quoted_words,
    quotes_text,
    read_quotes,
)
from timeline.quotation import Selector

SHA = "0123456789abcdef" * 4
MARK = mark_of("some words")
FOUND = Finding(
    "a", "report", "quote", MARK, "verified", SHA, 900, ((3, 13), (20, 30)), ((1, 3), (5, 7)), (1, 2), "text=a"
)
AROUND = (Selector("", "He said, ", " – 50%+"), Selector("“some words”", "", "\u2028 -"))
LINES = (
    FOUND,
    Finding("a", "report", "quote", "0123456789ab", "altered", SHA, 900),
    Finding("a", "report", "words", "0123456789ab", "not-captured"),
    replace(FOUND, event="b", selectors=AROUND),
)


def test_what_is_written_is_read_back(tmp_path: Path) -> None:
    (tmp_path / QUOTES).write_text(quotes_text(LINES))
    quotes, problems = read_quotes(tmp_path)
    assert (set(quotes.findings), problems) == (set(LINES), ())


def test_lines_are_sorted_and_hold_all_that_is_known() -> None:
    lines = quotes_text(reversed(LINES)).splitlines()
    assert lines == sorted(lines)
    assert f"events/a report quote {FOUND.mark} verified {SHA} 900 3-13+20-30 1-3+5-7 1+2 text=a -" in lines
    assert "events/a report words 0123456789ab not-captured - - - - - - -" in lines
    assert any(
        line.endswith(" text=a He%20said%2C%20,,%20%E2%80%93%2050%25%2B+,%E2%80%9Csome%20words%E2%80%9D,%E2%80%A8%20-")
        for line in lines
    )


def test_of_lines_of_earlier_versions_no_words_around_are_known(tmp_path: Path) -> None:
    (tmp_path / QUOTES).write_text("".join(f"{str(line).rpartition(' ')[0]}\n" for line in LINES))
    quotes, problems = read_quotes(tmp_path)
    assert (set(quotes.findings), problems) == ({replace(line, selectors=()) for line in LINES}, ())


@pytest.mark.parametrize(
    ("worse", "better"),
    [
        (FOUND, Finding("a", "report", "quote", MARK, "not-captured")),
        (Finding("a", "report", "quote", MARK, "altered", SHA, 900), FOUND),
        (Finding("a", "report", "quote", MARK, "altered"), Finding("a", "report", "quote", MARK, "verified")),
        (replace(FOUND, selectors=AROUND), FOUND),
    ],
)
def test_both_sides_of_a_conflict_count_what_was_found_altered_is_not_made_good_and_what_is_known_stays(
    worse: Finding, better: Finding, tmp_path: Path
) -> None:
    for one, other in ((worse, better), (better, worse)):
        (tmp_path / QUOTES).write_text(f"<<<<<<< HEAD\n{one}\n||||||| base\n=======\n{one}\n{other}\n>>>>>>> theirs\n")
        quotes, problems = read_quotes(tmp_path)
        assert (quotes.findings, problems) == ((worse,), ())


@pytest.mark.parametrize(
    ("verdict", "kind", "spans", "words"),
    [
        ("verified", "quote", [((0, 4),)], 4),
        ("verified", "original", [((0, 4), (8, 9))], 5),
        ("verified", "quote", [((0, 4),), ((0, 4),)], 4),
        ("verified", "quote", [((2, 6),), ((0, 4), (9, 10)), ((3, 5),)], 7),
        ("verified", "quote", [], 0),
        ("verified", "words", [((0, 4),)], 0),
        ("altered", "quote", [((0, 4),)], 0),
    ],
)
def test_words_that_several_passages_share_are_quoted_once_and_only_verified_ones(
    verdict: Verdict, kind: Kind, spans: list[tuple[tuple[int, int], ...]], words: int
) -> None:
    assert quoted_words(replace(FOUND, verdict=verdict, kind=kind, word_spans=one) for one in spans) == words


@pytest.mark.parametrize(
    "line",
    [
        "events/a",
        f"{FOUND} more",
        str(FOUND).replace("verified", "fine"),
        str(FOUND).replace("3-13", "3"),
        f"{str(FOUND)[:-1]}a,,b",
        f"{str(FOUND)[:-1]}a,b+,,",
    ],
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
        ([FOUND], ["a"], ["another"], "changed-since-verified"),
        ([FOUND], ["b"], ["another"], "not-captured"),
        ([FOUND, replace(FOUND, event="b", verdict="altered")], ["a"], ["report"], "verified"),
        ([FOUND, replace(FOUND, event="b", verdict="altered")], ["b"], ["report"], "altered"),
        ([FOUND, replace(FOUND, event="b", verdict="altered")], ["c"], ["report"], "altered"),
        ([FOUND, replace(FOUND, event="b", verdict="not-captured")], ["b"], ["report"], "verified"),
        ([FOUND, replace(FOUND, event="b", mark="0" * 12, sha256="1" * 64)], ["c"], ["report"], "not-captured"),
        ([FOUND, replace(FOUND, event="b", mark="0" * 12, sha256="1" * 64)], ["a"], ["report"], "verified"),
        ([FOUND, replace(FOUND, event="b", article="earlier", sha256="1" * 64)], ["c"], ["report"], "verified"),
        (
            [FOUND, replace(FOUND, event="b", article="earlier", sha256="1" * 64)],
            ["c"],
            ["report", "earlier"],
            "not-captured",
        ),
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

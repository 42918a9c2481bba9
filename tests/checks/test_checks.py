"""Every code has a case, and every case gives exactly the problems that are marked in it (case.py says how)."""

import ast
import os
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest

import timeline
from tests.checks.case import Case, Marked, problems_of, read_case
from tests.conftest import EVENT, Write
from timeline.checks import check
from timeline.content.load import Kind, load
from timeline.problems import Problem
from timeline.workers import FEWEST

CASES = {file.stem: read_case(file) for file in sorted(Path(__file__).parent.glob("*.txt"))}
PROGRAM = Path(timeline.__file__).parent
# Found by a build, and by nothing that only reads.
BY_BUILDING = {"lock-out-of-date", "unknown-variable", "template-failed", "no-drawing"}
# The events of cases are as short as can be: this is looked at in the cases alone that mark it.
WHERE_MARKED = {"no-excerpt"}
# Where the code stands among the arguments of the functions that make problems.
CODE_AT = {
    "Problem": 1,
    "problem": 1,
    "Misfit": 1,
    "Unreadable": 0,
    "_refused": 0,
    "_must": 0,
    "Mistake": 0,
    "_unknown": 0,
}


@pytest.mark.parametrize("name", CASES)
def test_exactly_the_marked_problems_are_found(name: str, tmp_path: Path) -> None:
    case = CASES[name]
    found, marked = _as_marked(_problems(case, tmp_path), tmp_path, case), [str(mark) for mark in case.marked]
    assert "\n".join(found) == "\n".join(marked)


@pytest.mark.parametrize("name", CASES)
def test_messages_are_in_the_house_style(name: str, tmp_path: Path) -> None:
    for problem in _problems(CASES[name], tmp_path):
        assert problem.message.isprintable()
        assert not problem.message.endswith((".", " "))
        assert "{{" not in problem.message
        assert not problem.message.lower().startswith(("error", "please", "value error"))


def test_several_processes_find_the_problems_that_one_finds(content: Write) -> None:
    unsound = EVENT.replace("war", "wor") + "body: See [it](event:never).\n"
    read = load(content({f"events/event-{number}.yaml": unsound for number in range(2 * FEWEST)}))
    problems = check(read)
    assert len(problems) == 3 * 2 * FEWEST
    assert check(read, jobs=2) == problems


def test_every_code_has_a_case() -> None:
    marked = {mark.code for case in CASES.values() for mark in case.marked}
    assert marked | BY_BUILDING == _codes_of_the_program()


@pytest.mark.parametrize("code", sorted(CASES.keys() & {mark.code for case in CASES.values() for mark in case.marked}))
def test_a_case_that_is_named_for_a_code_shows_it(code: str) -> None:
    assert code in {mark.code for mark in CASES[code].marked}


def test_every_code_that_a_check_can_report_is_explained_in_its_manual() -> None:
    for file in (PROGRAM / "checks").glob("*.py"):
        manual = " ".join(
            ast.get_docstring(node) or ""
            for node in ast.walk(ast.parse(file.read_text("utf-8")))
            if isinstance(node, ast.FunctionDef | ast.Module)
        )
        for code in _codes(file) - {f"unknown-{kind}" for kind in get_args(Kind)}:
            assert f"`{code}`" in manual, f"{file.name} does not explain {code}"


def _problems(case: Case, tmp_path: Path) -> list[Problem]:
    root = tmp_path / "content"
    case.write(root)
    unmarked = WHERE_MARKED - {mark.code for mark in case.marked}
    return [problem for problem in problems_of(root) if problem.code not in unmarked]


def _as_marked(problems: list[Problem], tmp_path: Path, case: Case) -> list[str]:
    """The problems as the case marks them: with columns only where it asks for them."""
    with_column = Counter((mark.file, mark.line, mark.code) for mark in case.marked if mark.column)
    found = []
    for problem in problems:
        file = Path(os.path.relpath(problem.place.file, tmp_path / "content")).as_posix()
        column = problem.place.column if with_column[file, problem.place.line, problem.code] else None
        found.append(str(Marked(file, problem.place.line, column, problem.severity, problem.code)))
    return sorted(found)


def _codes_of_the_program() -> set[str]:
    return {code for file in PROGRAM.rglob("*.py") for code in _codes(file)}


def _codes(file: Path) -> set[str]:
    calls = (node for node in ast.walk(ast.parse(file.read_text("utf-8"))) if isinstance(node, ast.Call))
    return {code for call in calls for code in _codes_in(call)}


def _codes_in(call: ast.Call) -> Iterator[str]:
    function = call.func
    position = CODE_AT.get(function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", ""))
    if position is None or len(call.args) <= position:
        return
    code = call.args[position]
    if isinstance(code, ast.Constant):
        yield str(code.value)
    elif isinstance(code, ast.JoinedStr):
        beginning = "".join(str(part.value) for part in code.values if isinstance(part, ast.Constant))
        yield from (beginning + kind for kind in get_args(Kind) if kind != "site")

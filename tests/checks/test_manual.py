"""The manual is made of docstrings: what a paragraph must look like, and what becomes of it."""

import subprocess
import sys
from collections.abc import Iterator

import pytest

from tests.conftest import EVENT, Write
from timeline.checks import MANUAL
from timeline.checks.manual import Code, codes
from timeline.problems import Problem

FORMS = {
    "an error": ("`a-code`: it is wrong. Mend it.", [Code("a-code", "error", "It is wrong. Mend it.")]),
    "a warning": ("`a-code` (warning): it is odd.", [Code("a-code", "warning", "It is odd.")]),
    "several codes": (
        "`b`, `a`: it is wrong.",
        [Code("a", "error", "It is wrong."), Code("b", "error", "It is wrong.")],
    ),
    "several paragraphs": ("`b`: one.\n\n`a`: other.", [Code("a", "error", "Other."), Code("b", "error", "One.")]),
    "lines of a docstring": ("`a`: it is\n    wrong.", [Code("a", "error", "It is wrong.")]),
    "a field first": ("`a`: `src` is wrong.", [Code("a", "error", "`src` is wrong.")]),
    "no code": ("What the function does.\n\nMore of `this`: and that.", []),
}


@pytest.mark.parametrize("form", FORMS)
def test_a_paragraph_is_read(form: str) -> None:
    def check() -> Iterator[Problem]:
        yield from ()

    check.__doc__, expected = FORMS[form]
    assert list(codes([check]).values()) == expected


def test_what_two_functions_say_of_a_code_stands_one_below_the_other() -> None:
    def one() -> None:
        """`a`: it is wrong."""

    def other() -> None:
        """`a`: so is that."""

    assert codes([one, other]) == {"a": Code("a", "error", "It is wrong.\n\nSo is that.")}


@pytest.mark.parametrize("code", MANUAL)
def test_a_code_is_explained_in_whole_sentences(code: str) -> None:
    for paragraph in MANUAL[code].text.split("\n\n"):
        assert paragraph.endswith(".")
        assert paragraph[0] == "`" or paragraph[0].isupper()
        assert paragraph.count("`") % 2 == 0


def test_python_without_docstrings_refuses_nothing_that_is_allowed(content: Write) -> None:
    root = content({"events/a.yaml": f"{EVENT}allow: {{no-excerpt: Nobody wrote of it.}}\n"})
    command = [sys.executable, "-OO", "-m", "timeline", "check", "--content", str(root)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "1 event: no problems\n")

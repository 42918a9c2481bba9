"""`timeline explain`: what the manual says, to be read on a terminal."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.formats.broken import run
from timeline.checks import MANUAL
from timeline.formats.explained import first_sentence, plain

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("code", MANUAL)
def test_every_code_is_explained_in_plain_words(tmp_path: Path, code: str) -> None:
    done = run("explain", code, folder=tmp_path)
    head, _, text = done.stdout.partition("\n")
    assert head == f"{code} ({MANUAL[code].severity})"
    assert " ".join(text.split()) == " ".join(plain(MANUAL[code].text).split())
    assert not re.search(r"`|\]\(", text)
    assert max(map(len, text.splitlines())) <= 100


def test_without_a_code_all_are_listed_with_a_sentence(tmp_path: Path) -> None:
    listed = run("explain", folder=tmp_path).stdout
    found = re.findall(r"^([a-z0-9-]+)(?: |$)", listed, re.MULTILINE)
    assert found == list(MANUAL)
    words = " ".join(listed.split())
    for code, about in MANUAL.items():
        assert f"{code} {plain(first_sentence(about.text))}" in words
        assert first_sentence(about.text).endswith(".")


def test_several_codes_are_explained_one_after_another(tmp_path: Path) -> None:
    told = run("explain", "tab", "bad-date", "tab", folder=tmp_path).stdout
    assert re.findall(r"^([a-z-]+) \(error\)$", told, re.MULTILINE) == ["tab", "bad-date"]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("unknown-actr", 'no code "unknown-actr"; did you mean "unknown-actor"?'),
        ("xyz", 'no code "xyz"\n'),
        ("\x1b[31m", r'no code "\x1b[31m"'),
    ],
)
def test_a_code_that_there_is_not_ends_with_2(tmp_path: Path, typed: str, said: str) -> None:
    done = run("explain", "bad-date", typed, folder=tmp_path)
    assert (done.exit_code, done.stdout) == (2, "")
    assert said in done.stderr


def test_python_without_docstrings_says_that_it_knows_no_explanations(tmp_path: Path) -> None:
    command = [sys.executable, "-OO", "-m", "timeline", "explain", "bad-date"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "-OO" in done.stderr


@pytest.mark.parametrize("copied", ["error[bad-date]", "error[bad-date]:", "warning[no-excerpt]"])
def test_a_code_may_be_copied_with_what_stands_around_it(tmp_path: Path, copied: str) -> None:
    assert run("explain", copied, folder=tmp_path).stdout.startswith(f"{copied.strip(':').split('[')[1][:-1]} (")

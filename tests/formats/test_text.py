"""Problems as text: colours where a person looks, and nowhere else."""

import contextlib
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import EVENT, EXCERPT, Write
from tests.formats.broken import run

ROOT = Path(__file__).parents[2]
RED, YELLOW, HINT = "\x1b[31m", "\x1b[33m", "timeline explain"


def on_terminal(folder: Path, *arguments: str, **environment: str) -> str:
    """What a command writes when both its streams are a terminal."""
    shown, terminal = os.openpty()
    command = [sys.executable, "-m", "timeline", *arguments]
    env = {**os.environ, "PYTHONPATH": str(ROOT), "TERM": "xterm", **environment}
    with subprocess.Popen(command, cwd=folder, env=env, stdout=terminal, stderr=terminal):
        os.close(terminal)
        told = b""
        # What was written comes piece by piece, and an error behind the last.
        with contextlib.suppress(OSError):
            while piece := os.read(shown, 10_000):
                told += piece
    os.close(shown)
    return told.decode().replace("\r\n", "\n")


@pytest.mark.parametrize("command", ["check", "build"])
def test_on_a_terminal_errors_are_red_warnings_yellow_and_codes_can_be_looked_up(
    content: Write, tmp_path: Path, command: str
) -> None:
    content({"events/a.yaml": EVENT + "actors: [nobody]\n"})
    told = on_terminal(tmp_path, command)
    assert f"\x1b[1mcontent/events/a.yaml:5:10\x1b[0m: {RED}\x1b[1merror[unknown-actor]\x1b[0m: no actor" in told
    assert f"{YELLOW}\x1b[1mwarning[no-excerpt]" in told
    assert f"{HINT} no-excerpt unknown-actor" in told


def test_good_content_gives_no_hint(content: Write, tmp_path: Path) -> None:
    content({"events/a.yaml": EVENT + EXCERPT})
    assert on_terminal(tmp_path, "check") == "1 event: no problems\n"


@pytest.mark.parametrize("environment", [{"NO_COLOR": "1"}, {"TERM": "dumb"}, {"NO_COLOR": "0", "FORCE_COLOR": "1"}])
def test_a_terminal_gets_no_colours_where_they_are_not_wanted(
    content: Write, tmp_path: Path, environment: dict[str, str]
) -> None:
    content({"events/a.yaml": EVENT})
    told = on_terminal(tmp_path, "check", **environment)
    assert "\x1b" not in told
    assert "warning[no-excerpt]" in told


@pytest.mark.parametrize(
    ("environment", "coloured"),
    [({}, False), ({"FORCE_COLOR": "1"}, True), ({"FORCE_COLOR": ""}, False), ({"NO_COLOR": ""}, False)],
)
def test_a_pipe_gets_colours_only_where_they_are_asked_for_and_no_hint(
    content: Write, tmp_path: Path, environment: dict[str, str], coloured: bool
) -> None:
    content({"events/a.yaml": EVENT})
    told = run("check", folder=tmp_path, **environment).stdout
    assert (YELLOW in told, HINT in told) == (coloured, False)


@pytest.mark.parametrize("form", ["json", "sarif", "github"])
def test_no_colour_is_forced_on_a_program(content: Write, tmp_path: Path, form: str) -> None:
    content({"events/a.yaml": EVENT})
    told = run("check", "--format", form, folder=tmp_path, FORCE_COLOR="1").stdout
    assert "\x1b" not in told.partition("::warning")[2 if form == "github" else 0]

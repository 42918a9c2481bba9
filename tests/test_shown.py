"""Every command that the documentation shows is run, in a copy of the demonstration, as it is typed."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.commands import COMMANDS
from tests.terminal import typed
from timeline.content.load import Content, load

ROOT = Path(__file__).parents[1]
DOCS = {file.name: file.read_text("utf-8") for file in [*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")]}
BLOCK = re.compile(r"^```sh\n(.*?)^```$", re.MULTILINE | re.DOTALL)
# What begins so is not run here, and why.
ELSEWHERE = {
    "make test": "that is this",
    "make wheel": "tests/test_tutorial.py does, and begins a project with it",
    ".venv/bin/timeline init ../my-record": "the same",
    "make bench": "tests/setup/test_bench.py runs it",
    "rsync": "wants a host of one's own",
    "pip install": "wants a package registry; tests/setup/test_wheel.py installs the wheel",
}
# A page as a browser saves it, and the text of articles, for the commands that read such.
SAVED_PAGE = """<!doctype html><html lang="en"><head><title>A report</title>
<meta property="og:title" content="A report"><meta property="og:site_name" content="A paper">
<meta property="article:published_time" content="2025-03-12T10:00:00Z"></head><body><p>It happened.</p></body></html>
"""
# The timeline of another tool, as the page on imports shows it, and a table with its mapping.
IMPORTED = re.findall(r"^```json\n(.*?)^```$", DOCS["importing.md"], re.MULTILINE | re.DOTALL)[0]
TABLE, MAPPING = (
    re.findall(rf"^```{kind}\n(.*?)^```$", DOCS["importing.md"].split("### A mapping")[1], re.MULTILINE | re.DOTALL)[0]
    for kind in ("csv", "yaml")
)

pytestmark = pytest.mark.skipif(
    not any(ROOT.glob("content/**/2025-03-11-jeddah-talks.yaml")), reason="content/ does not hold the demonstration"
)


def shown() -> Iterator[tuple[str, str]]:
    """The page and the lines of each block, and of each example that a command has."""
    for page, text in DOCS.items():
        if page not in ("commands.md", "tutorial.md"):  # made from the commands; run by a test of its own
            yield from ((page, block) for block in BLOCK.findall(text))
    for name, command in COMMANDS.items():
        yield from ((name, typed) for typed in command.examples)


def runnable(lines: str) -> str:
    """Without what is not run here, and what only other machines have."""
    missing = tuple(program for program in ("zip",) if shutil.which(program) is None)
    return "\n".join(line for line in lines.splitlines() if not line.startswith((*ELSEWHERE, *missing)))


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demonstration, set up and built, with what lies beside a project when one works on it."""
    folder = tmp_path_factory.mktemp("shown") / "project"
    for name in ("content", "themes", "tools", ".ci"):
        shutil.copytree(ROOT / name, folder / name)
    shutil.copy(ROOT / "Makefile", folder)
    (folder / "tools" / "bootstrap.sh").write_text("")
    (folder / "page.html").write_text(SAVED_PAGE)
    (folder / "timeline.json").write_text(IMPORTED, "utf-8")
    (folder / "table.csv").write_text(TABLE, "utf-8")
    (folder / "mapping.yaml").write_text(MAPPING, "utf-8")
    programs = folder / ".venv" / "bin"
    programs.mkdir(parents=True)
    for name, options in (("python", ""), ("timeline", "-P -m timeline")):
        (programs / name).write_text(f'#!/bin/sh\nexec "{sys.executable}" {options} "$@"\n')
        (programs / name).chmod(0o755)
    settings = folder / "content" / "site.yaml"
    settings.write_text(settings.read_text("utf-8") + "outputs: {cards: false}\n", "utf-8")
    command = [sys.executable, "-m", "timeline", "build", "--quiet"]
    subprocess.run(command, cwd=folder, env={"PYTHONPATH": str(ROOT)}, capture_output=True, check=True)
    write_captures(folder.parent / "captures", load(folder / "content"))
    return folder


def write_captures(folder: Path, content: Content) -> None:
    """Texts that hold all that is quoted; the articles' own are not ours to keep."""
    folder.mkdir()
    events = [entry.record for entry in content.events.values() if entry.record]
    for article in content.articles:
        words = [one.quote for event in events for one in event.excerpts if one.article == article]
        words += [one.date_basis.words for one in events if one.date_basis and one.date_basis.article == article]
        (folder / f"{article}.txt").write_text("\n\n".join(words), "utf-8")


@pytest.fixture
def project(built: Path, tmp_path: Path) -> Path:
    shutil.copytree(built.parent, tmp_path, dirs_exist_ok=True)
    return tmp_path / "project"


@pytest.fixture
def environment(project: Path) -> dict[str, str]:
    """The environment of a shell in which timeline is installed, and git pushes into a folder."""
    remote = project.parent / "remote.git"
    subprocess.run(["git", "init", "--quiet", "--bare", str(remote)], check=True)
    settings = {
        f"url.file://{remote}.insteadOf": "https://github.com/NAME/PROJECT.git",
        "user.name": "A",
        "user.email": "a@example.org",
        "commit.gpgsign": "false",
    }
    given = {f"GIT_CONFIG_KEY_{place}": key for place, key in enumerate(settings)}
    given |= {f"GIT_CONFIG_VALUE_{place}": value for place, value in enumerate(settings.values())}
    path = os.pathsep.join([str(project / ".venv/bin"), os.environ["PATH"]])
    return {"PATH": path, "HOME": str(project.parent), "PYTHONPATH": str(ROOT), "GIT_CONFIG_COUNT": "4", **given}


@pytest.mark.parametrize(("where", "lines"), [each for each in shown() if runnable(each[1])])
def test_what_is_shown_can_be_typed(where: str, lines: str, project: Path, environment: dict[str, str]) -> None:
    ended, told = typed(runnable(lines), project, environment)
    assert ended == 0, told

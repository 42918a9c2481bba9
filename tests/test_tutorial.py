"""The tutorial is followed word for word, in an empty folder."""

import os
import re
import shutil
import signal
import subprocess
import sys
import sysconfig
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.setup.project import REAL_PYTHON, ROOT
from tests.terminal import typed

TEXT = (ROOT / "docs" / "tutorial.md").read_text("utf-8")
BLOCK = re.compile(r"^```(sh fails|sh|yaml|)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
APPENDED, INSTEAD = "# at the end of ", "# instead of "


@dataclass(frozen=True, slots=True)
class Step:
    """A block of the tutorial: what is typed, what a file is to hold, or what was then to be seen."""

    kind: str
    text: str


def steps() -> Iterator[Step]:
    yield from (Step(kind, text) for kind, text in BLOCK.findall(TEXT))


class Follower:
    """Somebody who does what the tutorial says, in a terminal of their own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.told = self.new = ""
        programs = folder / "programs"
        programs.mkdir()
        # Of what the program needs there is no package registry here: it is that which runs the tests.
        (folder / "uv.toml").write_text("[pip]\nno-deps = true\n")
        found = f'echo "{sysconfig.get_path("purelib")}" >"$(echo .venv/lib/*/site-packages)/dependencies.pth"'
        uv = f'"{sysconfig.get_path("scripts")}/uv" "$@" && case $1 in pip) {found};; esac'
        write_program(programs / "uv", uv)
        remote = folder / "remote.git"
        subprocess.run(["git", "init", "--quiet", "--bare", str(remote)], check=True)
        git = {
            f"url.file://{remote}.insteadOf": "https://github.com/NAME/PROJECT.git",
            "user.name": "A",
            "user.email": "a@example.org",
        }
        keys = {f"GIT_CONFIG_KEY_{place}": key for place, key in enumerate(git)}
        values = {f"GIT_CONFIG_VALUE_{place}": value for place, value in enumerate(git.values())}
        self.environment = {
            "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}",
            "HOME": str(folder),
            "PYTHON": str(REAL_PYTHON),
            "UV_CONFIG_FILE": str(folder / "uv.toml"),
            "UV_OFFLINE": "1",
            "GIT_CONFIG_COUNT": str(len(git)),
            **keys,
            **values,
        }

    def type(self, lines: str, fails: bool) -> None:
        """Type lines into the terminal, whose folder stays what it was."""
        ended, self.told = typed(f"{lines}\npwd > {self.folder}/here", self.here, self.environment)
        # Ctrl-C ends make and the shell, too.
        assert ended == -signal.SIGINT if "make serve" in lines else (ended != 0) is fails, self.told

    @property
    def here(self) -> Path:
        last = self.folder / "here"
        return Path(last.read_text().strip()) if last.exists() else self.folder

    def save(self, text: str) -> None:
        """A file as the tutorial has it: at the end of one, instead of one, or below the first line of a new one."""
        head = text.partition("\n")[0]
        if head.startswith(APPENDED):
            with (self.here / head.removeprefix(APPENDED)).open("a", encoding="utf-8") as end:
                end.write(text)
        elif head.startswith(INSTEAD):
            (self.here / head.removeprefix(INSTEAD)).write_text(text, "utf-8")
        else:
            file = self.here / self.new
            file.write_text(file.read_text("utf-8").partition("\n")[0] + "\n" + text, "utf-8")


def write_program(file: Path, script: str) -> None:
    file.write_text(f"#!/bin/sh\n{script}\n")
    file.chmod(0o755)


def write_checkout(folder: Path) -> None:
    """This program as it is cloned, but set up already, with the Python that runs the tests."""
    folder.mkdir()
    for name in ("timeline", "themes"):
        shutil.copytree(ROOT / name, folder / name)
    for name in ("Makefile", "pyproject.toml", "README.md", "LICENSE", "CONTRIBUTING.md"):
        shutil.copy(ROOT / name, folder)
    (folder / "tools").mkdir()
    (folder / "tools" / "bootstrap.sh").touch()
    programs = folder / ".venv" / "bin"
    programs.mkdir(parents=True)
    write_program(programs / "python", f'exec "{sys.executable}" "$@"')
    write_program(programs / "timeline", f'PYTHONPATH="{folder}" exec "{sys.executable}" -P -m timeline "$@"')


def test_whoever_does_what_the_tutorial_says_sees_what_it_says(tmp_path: Path) -> None:
    write_checkout(tmp_path / "timeline")
    follower = Follower(tmp_path)
    for step in steps():
        if step.kind == "yaml":
            follower.save(step.text)
        elif step.kind:
            follower.type(step.text, fails=step.kind == "sh fails")
        else:
            if step.text.startswith("content/events/") and step.text.count("\n") == 1:
                follower.new = step.text.strip()
            assert [line for line in step.text.splitlines() if line not in follower.told] == [], follower.told
    site = tmp_path / "record" / "site"
    page = site / "events" / "zelensky-and-trump-quarrel-in-the-oval-office" / "index.html"
    assert "By 11 March 2025" in page.read_text("utf-8")
    assert (site / "events" / "2025-03-13-putin-sets-conditions-for-a-ceasefire" / "index.html").exists()
    assert (tmp_path / "remote.git" / "refs" / "heads" / "main").exists()

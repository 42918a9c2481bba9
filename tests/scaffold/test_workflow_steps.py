"""What the steps of a new project's workflows run, with the program that is tested here."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner

from tests.conftest import EVENT
from tests.setup.project import ROOT
from timeline.cli import main

EXAMPLE = "content/events/2025/03/2025-03-11-sudzha-recaptured.yaml"
ADDRESS = "https://example.org/record"


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A new project that is committed as it was made, and set up with the Python that runs the tests."""
    if sys.platform != "linux":
        pytest.skip("workflows run on Linux")
    folder = tmp_path / "checkout"
    CliRunner().invoke(main, ["init", str(folder)], catch_exceptions=False)
    settings = folder / "content/site.yaml"
    # Cards take time.
    settings.write_text(settings.read_text("utf-8") + "outputs: {cards: false}\n", "utf-8")
    python = folder / ".venv/bin/python"
    python.parent.mkdir(parents=True)
    python.write_text(f'#!/bin/sh\nPYTHONPATH="{ROOT}" exec "{sys.executable}" "$@"\n')
    python.chmod(0o755)
    (folder / ".venv/.installed").touch()
    commit(folder)
    return folder


def commit(folder: Path) -> None:
    for arguments in (("add", "--all"), ("commit", "--quiet", "--message", "Content")):
        who = ("-c", "user.name=A", "-c", "user.email=a@example.org")
        subprocess.run(["git", *who, *arguments], cwd=folder, capture_output=True, check=True)


def step(folder: Path, workflow: str, name: str) -> tuple[int, str]:
    """The exit code and the output of a step."""
    jobs = yaml.safe_load((folder / f".github/workflows/{workflow}.yml").read_text("utf-8"))["jobs"].values()
    [found] = [step for job in jobs for step in job["steps"] if step["name"] == name]
    environment = {"PATH": os.environ["PATH"], "HOME": str(folder.parent), "BASE_URL": ADDRESS}
    environment["GITHUB_ACTIONS"] = "true"
    command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", found["run"]]
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


def test_a_push_of_what_init_wrote_builds_the_site_for_its_address(checkout: Path) -> None:
    code, said = step(checkout, "pages", "Build")
    assert code == 0, said
    page = (checkout / "site/events/2025-03-11-sudzha-recaptured/index.html").read_text("utf-8")
    assert f'<link rel="canonical" href="{ADDRESS}/events/2025-03-11-sudzha-recaptured/">' in page


def test_a_push_without_its_lines_in_the_lock_is_not_published(checkout: Path) -> None:
    add(checkout)
    code, said = step(checkout, "pages", "Build")
    assert code != 0
    assert "lock-out-of-date" in said


def add(folder: Path) -> None:
    event = EVENT.replace("war", "battlefield") + "excerpts: [{article: just-the-news-2025-03-12, quote: x}]\n"
    (folder / "content/events/a.yaml").write_text(event)


def add_with_its_line(folder: Path) -> None:
    add(folder)
    CliRunner().invoke(main, ["lock", "--content", str(folder / "content")], catch_exceptions=False)


def take_out_with_its_line(folder: Path) -> None:
    (folder / EXAMPLE).unlink()
    lock = folder / "content/published.lock"
    lock.write_text("".join(line for line in lock.read_text().splitlines(True) if "sudzha-recaptured" not in line))


COMPARED: dict[str, tuple[Callable[[Path], None], int, str]] = {
    "an entry without its line": (add, 1, "::error file=content/published.lock,title=published.lock is out of date"),
    "an entry with its line": (add_with_its_line, 0, ""),
    "an entry taken out with its line": (take_out_with_its_line, 1, "title=Published addresses would be lost"),
}


@pytest.mark.parametrize("case", COMPARED)
def test_a_pull_request_keeps_the_lock_up_to_date(checkout: Path, case: str) -> None:
    change, code, message = COMPARED[case]
    change(checkout)
    commit(checkout)
    built, said = step(checkout, "preview", "Build")
    assert built == 0, said
    assert 'href="events/' in (checkout / "site/index.html").read_text("utf-8") or case.startswith("an entry taken")
    compared, said = step(checkout, "preview", "Compare published.lock")
    assert (compared, message in said) == (code, True), said


def test_the_runner_takes_no_command_from_what_a_pull_request_holds(checkout: Path) -> None:
    (checkout / "content/events/b.yaml").write_text("::error title=Obeyed::it was\n")
    code, said = step(checkout, "preview", "Build")
    assert code != 0
    lines = [line.strip() for line in said.splitlines()]
    stop = next(place for place, line in enumerate(lines) if line.startswith("::stop-commands::"))
    again = lines.index(f"::{lines[stop].removeprefix('::stop-commands::')}::")
    assert "::error title=Obeyed::it was" in lines[stop:again]
    assert not any("Obeyed" in line for line in (*lines[:stop], *lines[again:]) if line.startswith("::error title"))


def test_hooks_of_pre_commit_pass_good_content_and_refuse_bad(checkout: Path) -> None:
    [hook] = yaml.safe_load((checkout / ".pre-commit-config.yaml").read_text("utf-8"))["repos"][0]["hooks"]
    assert subprocess.run(hook["entry"].split(), cwd=checkout, capture_output=True, check=False).returncode == 0
    shutil.copy(checkout / EXAMPLE, checkout / "content/events/copy.yaml")
    (checkout / "content/events/copy.yaml").write_text("title: x\n")
    assert subprocess.run(hook["entry"].split(), cwd=checkout, capture_output=True, check=False).returncode != 0

"""The workflows: sound by the judgement of others, and what their steps run does what it should."""

import json
import os
import re
import shutil
import subprocess
import sys
import sysconfig
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.conftest import EVENT, EXCERPT, Files, write_content
from tests.setup.project import ROOT

GITHUB = ROOT / ".github"
WORKFLOWS = {file.stem: file.read_text("utf-8") for file in sorted((GITHUB / "workflows").glob("*.yml"))}
MAKEFILE = (ROOT / "Makefile").read_text("utf-8")
USES = re.compile(r"uses: (\S+)(.*)")
ADDRESS = "https://example.org/record"
GOOD: Files = {"events/a.yaml": EVENT + EXCERPT}
# An error, a warning, and a line that the runner would obey.
BAD: Files = {
    "events/a.yaml": f"{EVENT}actors: [nobody]\nbody: |\n  Text.\n{EXCERPT}",
    "events/b.yaml": f"{EVENT}tilte: x\nsummary: y\n",
    "events/c.txt": "a note",
    "events/d.yaml": "::error title=Obeyed::it was\n",
}


def tool(name: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [str(Path(sysconfig.get_path("scripts")) / name), *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def test_an_auditor_finds_nothing() -> None:
    audit = tool("zizmor", "--offline", "--persona", "auditor", "--no-progress", "--color", "never", str(GITHUB))
    assert audit.returncode == 0, audit.stdout


@pytest.mark.parametrize(
    ("schema", "files"),
    [("github-workflows", [*(GITHUB / "workflows").glob("*.yml")]), ("dependabot", [GITHUB / "dependabot.yml"])],
)
def test_files_have_the_form_that_github_wants(schema: str, files: list[Path]) -> None:
    checked = tool("check-jsonschema", "--builtin-schema", f"vendor.{schema}", *map(str, files))
    assert checked.returncode == 0, checked.stdout


def test_actions_are_official_and_pinned_everywhere_to_the_same_commit() -> None:
    pins = {found for text in WORKFLOWS.values() for found in USES.findall(text)}
    assert [
        pin for pin in pins if not re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", "".join(pin))
    ] == []
    assert len({action.partition("@")[0] for action, _ in pins}) == len(pins)


@pytest.mark.parametrize("name", WORKFLOWS)
def test_nobody_elses_code_runs_with_rights(name: str) -> None:
    workflow = yaml.safe_load(WORKFLOWS[name])
    assert workflow["permissions"] == {}
    assert "pull_request_target" not in WORKFLOWS[name]
    if "pull_request:" in WORKFLOWS[name]:
        rights = {right for job in workflow["jobs"].values() for right in job["permissions"].items()}
        assert rights == {("contents", "read")}


def test_a_deployment_is_never_cut_short() -> None:
    assert yaml.safe_load(WORKFLOWS["pages"])["concurrency"] == {"group": "pages", "cancel-in-progress": False}


@pytest.mark.parametrize("name", WORKFLOWS)
def test_steps_run_scripts_that_are_there_with_targets_that_are_there(name: str) -> None:
    for script in (step["run"] for step in steps(name).values() if "run" in step):
        assert "${{" not in script
        program = ROOT / script.split()[0]
        assert os.access(program, os.X_OK), program
        for target in re.findall(r"^\s*make ([a-z]+)", program.read_text("utf-8"), re.MULTILINE):
            assert re.search(rf"^{target}:", MAKEFILE, re.MULTILINE), target


def steps(workflow: str) -> dict[str, dict[str, Any]]:
    jobs = yaml.safe_load(WORKFLOWS[workflow])["jobs"].values()
    return {step["name"]: step for job in jobs for step in job["steps"]}


@dataclass(frozen=True, slots=True)
class Checkout:
    """A copy of this project with content of its own, as a runner has it."""

    folder: Path

    @property
    def summary(self) -> str:
        return (self.folder.parent / "summary.md").read_text("utf-8")

    def step(self, workflow: str, name: str) -> subprocess.CompletedProcess[str]:
        """What a step printed; its environment is the workflow's, with the address that GitHub would tell."""
        step = steps(workflow)[name]
        given = dict.fromkeys(step.get("env", {}), ADDRESS)
        summary = str(self.folder.parent / "summary.md")
        settings = {"PATH": os.environ["PATH"], "HOME": str(self.folder.parent), "GITHUB_STEP_SUMMARY": summary}
        return subprocess.run(
            ["bash", "-e", "-c", step["run"]],
            cwd=self.folder,
            env=settings | given,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )

    def git(self, *arguments: str) -> None:
        who = ("-c", "user.name=A", "-c", "user.email=a@example.org")
        subprocess.run(["git", *who, *arguments], cwd=self.folder, capture_output=True, check=True)

    def commit(self) -> None:
        self.git("add", "--all")
        self.git("commit", "--message", "Content")


@pytest.fixture
def checkout(tmp_path: Path) -> Checkout:
    """Set up already, with the Python that runs the tests."""
    if sys.platform != "linux":
        pytest.skip("workflows run on Linux")
    folder = tmp_path / "checkout"
    (folder / "tools").mkdir(parents=True)
    (folder / "tools" / "bootstrap.sh").touch()
    (folder / ".venv" / "bin").mkdir(parents=True)
    python = folder / ".venv" / "bin" / "python"
    python.write_text(f'#!/bin/sh\nexec "{sys.executable}" "$@"\n')
    python.chmod(0o755)
    for name in ("Makefile", ".gitignore"):
        shutil.copy(ROOT / name, folder)
    for name in (".ci", ".github", "timeline", "themes"):
        shutil.copytree(ROOT / name, folder / name)
    return Checkout(folder)


def published(checkout: Checkout, files: Files) -> None:
    """Content, with the lock that make writes for it."""
    write_content(checkout.folder / "content", files)
    checkout.step("preview", "Build")
    shutil.rmtree(checkout.folder / "site")


def test_a_push_builds_the_site_for_its_address(checkout: Checkout) -> None:
    published(checkout, GOOD)
    done = checkout.step("pages", "Build")
    assert done.returncode == 0, done.stdout
    page = (checkout.folder / "site" / "events" / "a" / "index.html").read_text("utf-8")
    assert f'<link rel="canonical" href="{ADDRESS}/events/a/">' in page
    assert re.search(r"^The site has \d+ files, \d+ MB in all\.$", checkout.summary, re.MULTILINE)
    assert "::warning" not in done.stdout


def test_a_push_whose_lock_is_out_of_date_is_told_what_to_do(checkout: Checkout) -> None:
    write_content(checkout.folder / "content", GOOD)
    done = checkout.step("pages", "Build")
    assert done.returncode == 1
    assert "error[lock-out-of-date]" in done.stdout
    assert "run make, and commit the lock, which lacks the line: articles/report" in checkout.summary


@pytest.mark.parametrize("workflow", ["pages", "preview"])
def test_a_red_build_shows_each_problem_on_its_line_and_in_the_summary(checkout: Checkout, workflow: str) -> None:
    write_content(checkout.folder / "content", BAD)
    done = checkout.step(workflow, "Build")
    assert done.returncode == 1
    assert {(one["file"], one["severity"], one["code"]) for one in matched(done.stdout)} >= {
        ("content/events/a.yaml", "error", "unknown-actor"),
        ("content/events/b.yaml", "error", "unknown-field"),
        ("content/events/c.txt", "warning", "stray-file"),
    }
    assert [one for one in matched(done.stdout) if f"    {one['whole']}" not in checkout.summary] == []


def matched(printed: str) -> list[dict[str, str]]:
    """What the runner makes of printed lines by the problem matcher."""
    [matcher] = json.loads((GITHUB / "problem-matcher.json").read_text("utf-8"))["problemMatcher"]
    [pattern] = matcher["pattern"]
    names = {name: group for name, group in pattern.items() if name != "regexp"}
    found = [re.search(pattern["regexp"], line) for line in printed.splitlines()]
    return [{"whole": one[0], **{name: one[group] for name, group in names.items()}} for one in found if one]


def test_the_matcher_reads_every_problem_and_nothing_else(checkout: Checkout) -> None:
    write_content(checkout.folder / "content", BAD)
    command = [str(checkout.folder / ".venv" / "bin" / "python"), "-m", "timeline", "check"]
    printed = subprocess.run(command, cwd=checkout.folder, capture_output=True, text=True, check=False).stdout
    severities = [one["severity"] for one in matched(printed)]
    assert printed.splitlines()[-1].endswith(f"{severities.count('error')} errors and 1 warning")
    [actor] = [one for one in matched(printed) if one["code"] == "unknown-actor"]
    assert (actor["line"], actor["column"]) == ("5", "10")
    assert actor["message"] == 'error[unknown-actor]: no actor "nobody"'


def test_the_runner_takes_no_command_from_what_authors_wrote(checkout: Checkout) -> None:
    write_content(checkout.folder / "content", BAD)
    lines = [line.strip() for line in checkout.step("preview", "Build").stdout.splitlines()]
    commands = [place for place, line in enumerate(lines) if line.startswith("::")]
    matcher, stop, *quoted, again = (lines[place] for place in commands)
    assert matcher == "::add-matcher::.github/problem-matcher.json"
    assert stop == f"::stop-commands::{again.strip(':')}"
    assert quoted == ["::error title=Obeyed::it was"]


def test_a_site_that_github_will_soon_refuse_gives_a_warning(checkout: Checkout) -> None:
    published(checkout, GOOD)
    checkout.step("pages", "Build")
    with (checkout.folder / "site" / "film.mp4").open("wb") as film:
        film.truncate(700_000_000)  # takes no room on the disk
    done = checkout.step("pages", "Build")
    assert done.returncode == 0
    assert "::warning title=Large site::The site has 700 MB" in done.stdout
    assert "That is a lot" in checkout.summary


def test_the_last_build_is_of_use_on_another_machine(checkout: Checkout) -> None:
    published(checkout, GOOD)
    checkout.step("pages", "Build")
    kept = steps("pages")["Fetch the last build"]["with"]["path"].split()
    # As actions/cache packs and unpacks them.
    subprocess.run(["tar", "--posix", "-cf", "../kept.tar", *kept], cwd=checkout.folder, check=True)
    for folder in kept:
        shutil.rmtree(checkout.folder / folder)
    subprocess.run(["tar", "-xf", "../kept.tar"], cwd=checkout.folder, check=True)
    assert ": 0 files written" in checkout.step("pages", "Build").stdout


def test_a_preview_opens_from_a_disk(checkout: Checkout) -> None:
    write_content(checkout.folder / "content", GOOD)
    assert checkout.step("preview", "Build").returncode == 0
    assert 'href="events/a/index.html"' in (checkout.folder / "site" / "index.html").read_text("utf-8")


@pytest.mark.parametrize("before", [{}, {"events/0.yaml": EVENT.replace("An event", "Another")}])
def test_a_pull_request_without_its_lines_in_the_lock_is_told_which(checkout: Checkout, before: Files) -> None:
    checkout.git("init", "--quiet")
    if before:
        published(checkout, before)
    checkout.commit()
    write_content(checkout.folder / "content", GOOD)
    checkout.commit()
    checkout.step("preview", "Build")
    compared = checkout.step("preview", "Compare published.lock")
    assert compared.returncode == 1
    assert "::error file=content/published.lock," in compared.stdout
    added = re.findall(r"^    \+(.*)$", checkout.summary, re.MULTILINE)
    assert any(line.startswith("events/a ") for line in added)
    assert set(added) <= set((checkout.folder / "content" / "published.lock").read_text("utf-8").splitlines())
    assert not any(line.startswith("events/0 ") for line in added)


def test_a_pull_request_that_takes_an_address_out_with_its_line_is_told_so(checkout: Checkout) -> None:
    checkout.git("init", "--quiet")
    published(checkout, {**GOOD, "events/gone.yaml": EVENT.replace("An event", "Another")})
    checkout.commit()
    lock = checkout.folder / "content" / "published.lock"
    (checkout.folder / "content" / "events" / "gone.yaml").unlink()
    lock.write_text("".join(line for line in lock.read_text().splitlines(True) if "events/gone" not in line))
    checkout.commit()
    assert checkout.step("preview", "Build").returncode == 0
    compared = checkout.step("preview", "Compare published.lock")
    assert compared.returncode == 1
    assert "\n    events/gone\n" in checkout.summary
    assert "::error file=content/published.lock,title=Published addresses would be lost::" in compared.stdout


def test_a_pull_request_whose_lock_is_up_to_date_passes(checkout: Checkout) -> None:
    checkout.git("init", "--quiet")
    published(checkout, GOOD)
    checkout.commit()
    checkout.step("preview", "Build")
    compared = checkout.step("preview", "Compare published.lock")
    assert (compared.returncode, compared.stdout) == (0, "")

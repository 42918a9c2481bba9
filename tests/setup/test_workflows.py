"""The workflows: sound by the judgement of others, and what their steps run does what it should."""

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
ACTION = (ROOT / "action.yml").read_text("utf-8")
PUBLISHING = (ROOT / "docs" / "publishing.md").read_text("utf-8")
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
    assert audited(GITHUB, ROOT / "action.yml") == ""


def audited(*paths: Path) -> str:
    """What zizmor finds."""
    quiet = ("--offline", "--persona", "auditor", "--no-progress", "--color", "never")
    audit = tool("zizmor", *quiet, *map(str, paths))
    return audit.stdout if audit.returncode else ""


@pytest.mark.parametrize(
    ("schema", "files"),
    [
        ("github-workflows", [*(GITHUB / "workflows").glob("*.yml")]),
        ("github-actions", [ROOT / "action.yml"]),
        ("dependabot", [GITHUB / "dependabot.yml"]),
    ],
)
def test_files_have_the_form_that_github_wants(schema: str, files: list[Path]) -> None:
    checked = tool("check-jsonschema", "--builtin-schema", f"vendor.{schema}", *map(str, files))
    assert checked.returncode == 0, checked.stdout


def test_actions_are_official_and_pinned_everywhere_to_the_same_commit() -> None:
    pins = {found for text in (*WORKFLOWS.values(), ACTION) for found in USES.findall(text)}
    # This repository's own action, of the commit that the workflow is of.
    pins.discard(("$/", ""))
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


@pytest.mark.parametrize("workflow", re.findall(r"^```yaml\n(name: .+?)^```$", PUBLISHING, re.MULTILINE | re.DOTALL))
def test_a_workflow_that_uses_the_action_is_sound(workflow: str, tmp_path: Path) -> None:
    file = tmp_path / ".github" / "workflows" / "workflow.yml"
    file.parent.mkdir(parents=True)
    file.write_text(workflow.replace("OWNER/timeline@COMMIT", f"owner/timeline@{'0' * 40}"))
    assert audited(file) == ""
    checked = tool("check-jsonschema", "--builtin-schema", "vendor.github-workflows", str(file))
    assert checked.returncode == 0, checked.stdout
    given = {
        name
        for job in yaml.safe_load(workflow)["jobs"].values()
        for step in job["steps"]
        for name in step.get("with", {})
    }
    assert given <= {"persist-credentials", "fetch-depth", *yaml.safe_load(ACTION)["inputs"]}


def steps() -> dict[str, dict[str, Any]]:
    """The steps of the action, by their names."""
    return {step["name"]: step for step in yaml.safe_load(ACTION)["runs"]["steps"]}


def scripts() -> list[str]:
    jobs = [job for text in WORKFLOWS.values() for job in yaml.safe_load(text)["jobs"].values()]
    every = [*(step for job in jobs for step in job["steps"]), *steps().values()]
    return [step["run"] for step in every if "run" in step]


@pytest.mark.parametrize("script", scripts())
def test_steps_run_scripts_that_are_there_with_targets_that_are_there(script: str) -> None:
    assert "${{" not in script
    program = ROOT / script.split()[0].strip('"').removeprefix("$GITHUB_ACTION_PATH/")
    assert os.access(program, os.X_OK), program
    for target in re.findall(r"^\s*make .*?([a-z-]+)(?: \|\||$)", program.read_text("utf-8"), re.MULTILINE):
        assert re.search(rf"^{target}:", MAKEFILE, re.MULTILINE), target


@dataclass(frozen=True, slots=True)
class Checkout:
    """A repository with content of its own on a runner, and the action beside it, of this program."""

    folder: Path

    @property
    def action(self) -> Path:
        return self.folder.parent / "action"

    @property
    def summary(self) -> str:
        return (self.folder.parent / "summary.md").read_text("utf-8")

    def step(self, name: str, event: str, project: str = ".", options: str = "") -> subprocess.CompletedProcess[str]:
        """What a step of the action did for an event: `push` or `pull_request`."""
        step = steps()[name]
        if condition := step.get("if"):
            assert (condition == "github.event_name == 'pull_request'") is (event == "pull_request")
        given = {
            "inputs.project": project,
            "inputs.options": options,
            "steps.pages.outputs.base_url": ADDRESS if event == "push" else "",
        }
        environment = {name: given[value.strip("${} ")] for name, value in step["env"].items()}
        runner = {
            "PATH": os.environ["PATH"],
            "HOME": str(self.folder.parent),
            "GITHUB_ACTIONS": "true",
            "GITHUB_ACTION_PATH": str(self.action),
            "GITHUB_EVENT_NAME": event,
            "GITHUB_OUTPUT": str(self.folder.parent / "output.txt"),
            "GITHUB_STEP_SUMMARY": str(self.folder.parent / "summary.md"),
            "GITHUB_WORKSPACE": str(self.folder),
        }
        return subprocess.run(
            ["bash", "-e", "-c", step["run"]],
            cwd=self.folder,
            env=runner | environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )

    def build(self, event: str, project: str = ".", options: str = "") -> subprocess.CompletedProcess[str]:
        return self.step("Build", event, project, options)

    def compare(self) -> subprocess.CompletedProcess[str]:
        return self.step("Compare published.lock", "pull_request")

    def git(self, *arguments: str) -> None:
        who = ("-c", "user.name=A", "-c", "user.email=a@example.org")
        subprocess.run(["git", *who, *arguments], cwd=self.folder, capture_output=True, check=True)

    def commit(self) -> None:
        self.git("add", "--all")
        self.git("commit", "--allow-empty", "--message", "Content")


@pytest.fixture
def checkout(tmp_path: Path) -> Checkout:
    """With a program that is set up already, with the Python that runs the tests."""
    if sys.platform != "linux":
        pytest.skip("workflows run on Linux")
    checkout = Checkout(tmp_path / "checkout")
    checkout.folder.mkdir()
    (checkout.action / "tools").mkdir(parents=True)
    (checkout.action / "tools" / "bootstrap.sh").touch()
    programs = checkout.action / ".venv" / "bin"
    programs.mkdir(parents=True)
    command = f'exec env PYTHONPATH="{checkout.action}" "{sys.executable}" -P'
    for name, options in (("python", ""), ("timeline", "-m timeline")):
        (programs / name).write_text(f'#!/bin/sh\n{command} {options} "$@"\n')
        (programs / name).chmod(0o755)
    shutil.copy(ROOT / "Makefile", checkout.action)
    for name in (".ci", "timeline", "themes"):
        shutil.copytree(ROOT / name, checkout.action / name)
    return checkout


def published(checkout: Checkout, files: Files) -> None:
    """Content, with the lock that make writes for it."""
    write_content(checkout.folder / "content", files)
    checkout.build("pull_request")
    shutil.rmtree(checkout.folder / "site")


def test_a_push_builds_the_site_for_its_address(checkout: Checkout) -> None:
    published(checkout, GOOD)
    done = checkout.build("push")
    assert done.returncode == 0, done.stdout
    page = (checkout.folder / "site" / "events" / "a" / "index.html").read_text("utf-8")
    assert f'<link rel="canonical" href="{ADDRESS}/events/a/">' in page
    assert re.search(r"^The site has \d+ files, \d+ MB in all\.$", checkout.summary, re.MULTILINE)
    assert "::warning" not in done.stdout


def test_a_push_whose_lock_is_out_of_date_is_told_what_to_do(checkout: Checkout) -> None:
    write_content(checkout.folder / "content", GOOD)
    done = checkout.build("push")
    assert done.returncode == 1
    assert "error[lock-out-of-date]" in done.stdout
    assert "articles/report" in checkout.summary


@pytest.mark.parametrize("event", ["push", "pull_request"])
def test_a_red_build_shows_each_problem_on_its_line_and_in_the_summary(checkout: Checkout, event: str) -> None:
    write_content(checkout.folder / "content", BAD)
    done = checkout.build(event)
    assert done.returncode == 1
    shown = re.findall(r"^::(error|warning) file=(.+?),line=(\d+),col=(\d+),title=(.+?)::", done.stdout, re.MULTILINE)
    assert set(shown) >= {
        ("error", "content/events/a.yaml", "5", "10", "unknown-actor"),
        ("error", "content/events/b.yaml", "5", "1", "unknown-field"),
        ("warning", "content/events/c.txt", "1", "1", "stray-file"),
    }
    for severity, file, line, column, code in shown:
        assert f"- {severity} `{code}` `{file}:{line}:{column}` " in checkout.summary


def test_the_runner_takes_no_command_from_what_authors_wrote(checkout: Checkout) -> None:
    write_content(checkout.folder / "content", BAD)
    lines = [line.strip() for line in checkout.build("pull_request").stdout.splitlines()]
    stop = next(place for place, line in enumerate(lines) if line.startswith("::stop-commands::"))
    again = lines.index(f"::{lines[stop].removeprefix('::stop-commands::')}::")
    assert "::error title=Obeyed::it was" in lines[stop:again]
    outside = [line for line in lines[:stop] + lines[again + 1 :] if line.startswith("::")]
    assert outside
    assert all(re.match("::(error|warning) file=content/events/", line) for line in outside)


def test_a_site_that_github_will_soon_refuse_gives_a_warning(checkout: Checkout) -> None:
    published(checkout, GOOD)
    checkout.build("push")
    with (checkout.folder / "site" / "film.mp4").open("wb") as film:
        film.truncate(700_000_000)  # takes no room on the disk
    done = checkout.build("push")
    assert done.returncode == 0
    assert "::warning title=Large site::The site has 700 MB" in done.stdout


def test_the_last_build_is_of_use_on_another_machine(checkout: Checkout) -> None:
    published(checkout, GOOD)
    checkout.build("push")
    paths = steps()["Fetch the last build"]["with"]["path"]
    kept = [path.replace("${{ inputs.project }}/", "") for path in paths.splitlines()]
    # As actions/cache packs and unpacks them.
    subprocess.run(["tar", "--posix", "-cf", "../kept.tar", *kept], cwd=checkout.folder, check=True)
    for folder in kept:
        shutil.rmtree(checkout.folder / folder)
    subprocess.run(["tar", "-xf", "../kept.tar"], cwd=checkout.folder, check=True)
    assert ": 0 files written" in checkout.build("push").stdout


def test_a_preview_opens_from_a_disk(checkout: Checkout) -> None:
    write_content(checkout.folder / "content", GOOD)
    assert checkout.build("pull_request").returncode == 0
    assert 'href="events/a/index.html"' in (checkout.folder / "site" / "index.html").read_text("utf-8")


@pytest.mark.parametrize("before", [{}, {"events/0.yaml": EVENT.replace("An event", "Another")}])
def test_a_pull_request_without_its_lines_in_the_lock_is_told_which(checkout: Checkout, before: Files) -> None:
    checkout.git("init", "--quiet")
    if before:
        published(checkout, before)
    checkout.commit()
    write_content(checkout.folder / "content", GOOD)
    checkout.commit()
    checkout.build("pull_request")
    compared = checkout.compare()
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
    assert checkout.build("pull_request").returncode == 0
    compared = checkout.compare()
    assert compared.returncode == 1
    assert "\n    events/gone\n" in checkout.summary
    assert "::error file=content/published.lock,title=Published addresses would be lost::" in compared.stdout


def test_a_pull_request_whose_lock_is_up_to_date_passes(checkout: Checkout) -> None:
    checkout.git("init", "--quiet")
    published(checkout, GOOD)
    checkout.commit()
    checkout.commit()
    checkout.build("pull_request")
    compared = checkout.compare()
    assert (compared.returncode, compared.stdout) == (0, "")


def test_a_project_may_lie_in_a_folder_of_its_repository(checkout: Checkout) -> None:
    checkout.git("init", "--quiet")
    checkout.commit()
    write_content(checkout.folder / "our record" / "content", BAD)
    done = checkout.build("pull_request", project="our record")
    assert "::error file=our record/content/events/a.yaml," in done.stdout
    shutil.rmtree(checkout.folder / "our record")
    write_content(checkout.folder / "our record" / "content", GOOD)
    checkout.commit()
    assert checkout.build("pull_request", project="our record").returncode == 0
    assert (checkout.folder.parent / "output.txt").read_text().endswith("site=our record/site\n")
    compared = checkout.step("Compare published.lock", "pull_request", project="our record")
    assert "published.lock is out of date" in compared.stdout


def test_further_options_reach_the_build(checkout: Checkout) -> None:
    write_content(checkout.folder / "content", {"events/a.yaml": EVENT})
    assert checkout.build("pull_request").returncode == 0
    assert checkout.build("pull_request", options="--strict").returncode == 1


def test_a_pull_request_whose_target_is_not_there_cannot_pass(checkout: Checkout) -> None:
    checkout.git("init", "--quiet")
    published(checkout, GOOD)
    checkout.commit()
    compared = checkout.compare()
    assert compared.returncode == 1
    assert "fetch-depth: 2" in compared.stdout


def test_no_attribute_of_git_hides_that_the_lock_is_out_of_date(checkout: Checkout) -> None:
    checkout.git("init", "--quiet")
    checkout.commit()
    write_content(checkout.folder / "content", GOOD)
    (checkout.folder / ".gitattributes").write_text("content/published.lock binary\n")
    checkout.commit()
    checkout.build("pull_request")
    assert "published.lock is out of date" in checkout.compare().stdout

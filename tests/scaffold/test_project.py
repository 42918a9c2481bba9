"""What `timeline init` writes, and where it does not."""

import json
import os
import re
import shlex
import shutil
import subprocess
import sysconfig
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result

from tests.commands import COMMANDS
from tests.setup.project import ROOT
from timeline.cli import main
from timeline.content.load import load
from timeline.scaffold.project import CannotBegin, requirement, title_of
from timeline.version import VERSION

DONE, USAGE, NOT_WRITTEN = 0, 2, 3
ACTION = re.compile(r"uses: (\S+@[0-9a-f]{40} # v\d+\.\d+\.\d+)$", re.MULTILINE)
TITLES = {
    "my-timeline": "My timeline",
    "the_ceasefire-record": "The ceasefire record",
    "The Record": "The Record",
    "a b-c": "A b-c",
    'it\'s: a "test" #1 {x}': 'It\'s: a "test" #1 {x}',
    "- no": "- no",
    "2025": "2025",
    "перемирие-2025": "Перемирие 2025",
    "zero\u202ewidth": "Zerowidth",
    "--": "Timeline",
    "null": "Null",
    "__TITLE__": "TITLE",
}


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments], catch_exceptions=False)


def names(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*"))


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("made") / "my-timeline"
    assert run("init", folder).exit_code == DONE
    return folder


def test_a_new_project_has_no_problems_and_its_lock_is_up_to_date(project: Path, tmp_path: Path) -> None:
    checked = run("check", "--strict", "--content", project / "content")
    assert (checked.exit_code, checked.output) == (DONE, "1 event: no problems\n")
    options = ("--strict", "--frozen", "--no-cache", "--jobs", "1", "--output", tmp_path / "site")
    built = run("build", *options, "--content", project / "content")
    assert built.exit_code == DONE, built.output
    assert (tmp_path / "site/events/2025-03-11-sudzha-recaptured/index.html").exists()


def test_nothing_in_a_new_project_is_left_to_fill_in(project: Path) -> None:
    for file in project.rglob("*"):
        if file.is_file():
            assert not re.search(r"__[A-Z]+__", file.read_text("utf-8")), file
    assert f"timeline-ssg[cards,search,serve]=={VERSION}" in (project / "requirements.txt").read_text().splitlines()


def test_the_excerpts_of_the_example_are_those_of_the_demonstration(project: Path) -> None:
    quotes = [line.strip() for line in lines_of_events(project / "content") if line.strip().startswith("quote:")]
    demonstration = {line.strip() for line in lines_of_events(ROOT / "content")}
    if any((ROOT / "content").rglob("2025-03-11-sudzha-recaptured.yaml")):
        assert quotes and set(quotes) <= demonstration


def lines_of_events(root: Path) -> list[str]:
    return [line for file in root.rglob("events/**/*.yaml") for line in file.read_text("utf-8").splitlines()]


@pytest.mark.parametrize("name", TITLES)
def test_a_title_is_made_from_the_folders_name(tmp_path: Path, name: str) -> None:
    assert run("init", "--content-only", tmp_path / name).exit_code == DONE
    content = load(tmp_path / name / "content")
    assert (content.settings.title, content.problems) == (TITLES[name], ())
    assert title_of(tmp_path / name) == TITLES[name]


def test_the_folder_may_be_the_present_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a-record").mkdir()
    monkeypatch.chdir(tmp_path / "a-record")
    made = run("init", ".")
    assert made.exit_code == DONE
    assert "cd " not in made.output
    assert load(Path("content")).settings.title == "A record"


def test_a_title_of_ones_own_is_taken(tmp_path: Path) -> None:
    assert run("init", tmp_path / "x", "--title", " War: a  *record* ").exit_code == DONE
    assert load(tmp_path / "x/content").settings.title == "War: a *record*"
    assert (tmp_path / "x/README.md").read_text("utf-8").startswith("# War: a \\*record\\*\n")


@pytest.mark.parametrize("title", ["", " ", "a\u202eb"])
def test_a_title_that_cannot_be_seen_is_refused(tmp_path: Path, title: str) -> None:
    assert run("init", tmp_path / "x", "--title", title).exit_code == USAGE
    assert names(tmp_path) == []


def test_content_alone_is_written_where_that_is_asked_for(tmp_path: Path) -> None:
    assert run("init", "--content-only", tmp_path / "x").exit_code == DONE
    assert {name.split("/")[0] for name in names(tmp_path / "x")} == {"content"}
    assert not any("yaml-language-server" in line for line in lines_of_events(tmp_path / "x"))


def test_a_new_project_is_a_repository_in_which_nothing_counts_as_published(tmp_path: Path) -> None:
    assert run("init", tmp_path / "x").exit_code == DONE
    assert (tmp_path / "x/.git/HEAD").read_text() == "ref: refs/heads/main\n"
    (tmp_path / "x/content/events/2025/03/2025-03-11-sudzha-recaptured.yaml").unlink()
    assert run("check", "--content", tmp_path / "x/content").exit_code == DONE


def test_a_project_inside_a_repository_is_part_of_it(tmp_path: Path) -> None:
    subprocess.run(["git", "init", "--quiet", str(tmp_path)], check=True)
    assert run("init", tmp_path / "x").exit_code == DONE
    assert not (tmp_path / "x/.git").exists()


def test_a_machine_without_git_does_as_well(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert run("init", tmp_path / "x").exit_code == DONE
    assert not (tmp_path / "x/.git").exists()


def test_a_folder_with_a_repository_in_it_counts_as_empty(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git/HEAD").write_text("ref: refs/heads/main\n")
    assert run("init", tmp_path).exit_code == DONE
    assert (tmp_path / ".git/HEAD").read_text() == "ref: refs/heads/main\n"


@pytest.mark.parametrize("options", [[], ["--content-only"]])
def test_a_folder_that_holds_files_is_refused_and_they_are_named(tmp_path: Path, options: list[str]) -> None:
    folder = tmp_path / "content" if options else tmp_path
    folder.mkdir(exist_ok=True)
    for name in ("README.md", ".hidden", "a", "b", "c", "d", "events"):
        (folder / name).write_text("mine")
    refused = run("init", tmp_path, *options)
    assert refused.exit_code == USAGE
    assert '".hidden", "README.md", "a", "b", "c" and 2 more' in refused.output
    assert len(names(folder)) == 7


def test_content_alone_is_written_into_a_project_that_has_all_else(tmp_path: Path) -> None:
    (tmp_path / "Makefile").write_text("mine")
    assert run("init", tmp_path, "--content-only").exit_code == DONE
    assert sorted(path.name for path in tmp_path.iterdir()) == ["Makefile", "content"]


def test_a_project_within_a_repository_is_told_where_its_workflows_belong(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    assert f"is in the repository {tmp_path}" in run("init", tmp_path / "record").stderr
    assert not (tmp_path / "record" / ".git").exists()


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "x").write_text("mine")
    assert "is no folder" in run("init", tmp_path / "x").output
    assert run("init", tmp_path / "x" / "y").exit_code == NOT_WRITTEN
    assert (tmp_path / "x").read_text() == "mine"


def test_where_nothing_can_be_written_nothing_is_left(tmp_path: Path) -> None:
    # A name as long as a file system allows leaves no room for what lies in the folder.
    folder = tmp_path / "new" / ("x" * 256)
    assert run("init", folder).exit_code == NOT_WRITTEN
    assert names(tmp_path) == []


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_may_not_be_written_ends_with_3(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    assert run("init", tmp_path / "x").exit_code == NOT_WRITTEN


@pytest.mark.parametrize(
    ("source", "line"),
    [
        ("0.2.0", "timeline-ssg[cards,search,serve]==0.2.0"),
        ("1.0rc1", "timeline-ssg[cards,search,serve]==1.0rc1"),
        (
            "git+https://github.com/OWNER/REPOSITORY@3d3c42e",
            "timeline-ssg[cards,search,serve] @ git+https://github.com/OWNER/REPOSITORY@3d3c42e",
        ),
        (
            "git+ssh://git@example.org/x.git",
            "timeline-ssg[cards,search,serve] @ git+ssh://git@example.org/x.git",
        ),
    ],
)
def test_what_the_project_installs_is_one_line_of_one_file(tmp_path: Path, source: str, line: str) -> None:
    assert run("init", tmp_path / "x", "--source", source).exit_code == DONE
    written = (tmp_path / "x/requirements.txt").read_text().splitlines()
    assert [each for each in written if not each.startswith("#")] == [line]
    elsewhere = (file for file in (tmp_path / "x").rglob("*") if file.is_file() and file.name != "requirements.txt")
    assert not [file for file in elsewhere if source in file.read_text("utf-8")]


def test_a_wheel_goes_with_the_project(tmp_path: Path) -> None:
    wheel = tmp_path / "timeline_ssg-0.1.0-py3-none-any.whl"
    wheel.write_bytes(b"a wheel")
    assert run("init", tmp_path / "x", "--source", wheel).exit_code == DONE
    assert (tmp_path / "x/wheels" / wheel.name).read_bytes() == b"a wheel"
    assert f"./wheels/{wheel.name}[cards,search,serve]" in (tmp_path / "x/requirements.txt").read_text().splitlines()


@pytest.mark.parametrize(
    ("source", "why"),
    [
        ("", "is nothing to install from"),
        ("latest", "is nothing to install from"),
        ("0.1.0; rm -rf /", "is nothing to install from"),
        ("https://example.org/x", "is nothing to install from"),
        ("git+", "is no address for git"),
        ("git+https://example.org/a b", "is no address for git"),
        ("git+https://example.org/x\n--index-url x", "is no address for git"),
        ("nowhere.whl", "there is no wheel"),
        (f"{__file__}/x.whl", "there is no wheel"),
    ],
)
def test_a_source_that_is_none_is_refused(source: str, why: str) -> None:
    with pytest.raises(CannotBegin, match=why):
        requirement(source)


def test_a_wheel_of_another_package_is_refused(tmp_path: Path) -> None:
    (tmp_path / "other-1.0-py3-none-any.whl").touch()
    refused = run("init", tmp_path / "x", "--source", tmp_path / "other-1.0-py3-none-any.whl")
    assert (refused.exit_code, (tmp_path / "x").exists()) == (USAGE, False)


def tool(name: str, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [str(Path(sysconfig.get_path("scripts")) / name), *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_an_auditor_finds_nothing_in_the_workflows(project: Path) -> None:
    options = ("--offline", "--persona", "auditor", "--no-progress", "--color", "never")
    audit = tool("zizmor", *options, project / ".github")
    assert audit.returncode == 0, audit.stdout


@pytest.mark.parametrize(
    ("schema", "pattern"), [("github-workflows", "workflows/*.yml"), ("dependabot", "dependabot.yml")]
)
def test_files_have_the_form_that_github_wants(project: Path, schema: str, pattern: str) -> None:
    files = list((project / ".github").glob(pattern))
    checked = tool("check-jsonschema", "--builtin-schema", f"vendor.{schema}", *files)
    assert checked.returncode == 0, checked.stdout


def test_the_actions_are_those_that_this_project_uses(project: Path) -> None:
    files = [ROOT / "action.yml", *(ROOT / ".github/workflows").glob("*.yml")]
    ours = {pin for file in files for pin in ACTION.findall(file.read_text("utf-8"))}
    for file in (project / ".github/workflows").glob("*.yml"):
        text = file.read_text("utf-8")
        assert len(ACTION.findall(text)) == text.count("uses:")
        assert set(ACTION.findall(text)) <= ours


def test_workflows_have_no_rights_but_those_that_a_job_asks_for(project: Path) -> None:
    for name in ("pages", "preview"):
        workflow = yaml.safe_load((project / f".github/workflows/{name}.yml").read_text("utf-8"))
        assert workflow["permissions"] == {}
        rights = {right for job in workflow["jobs"].values() for right in job["permissions"].items()}
        assert name == "pages" or rights == {("contents", "read")}


def test_settings_for_editors_can_be_read(project: Path) -> None:
    for file in (project / ".vscode").glob("*.json"):
        assert json.loads(file.read_text("utf-8"))
    hooks = yaml.safe_load((project / ".pre-commit-config.yaml").read_text("utf-8"))
    assert [hook["entry"] for repository in hooks["repos"] for hook in repository["hooks"]] == ["make check"]


def test_the_commands_in_its_readme_can_be_run(project: Path) -> None:
    readme = _readme(project)
    typed = [shlex.split(line) for line in re.findall(r"`\.venv/bin/timeline ([^`]+)`", readme)]
    assert len(typed) >= 4
    for words in typed:
        name = next(" ".join(words[:n]) for n in (2, 1) if " ".join(words[:n]) in COMMANDS)
        COMMANDS[name].make_context(name, words[len(name.split()) :])
    targets = re.findall(r"^make ?([a-z]*)", readme, re.MULTILINE)
    makefile = (project / "Makefile").read_text("utf-8")
    assert targets
    assert all(re.search(rf"^{target or 'site'}:", makefile, re.MULTILINE) for target in targets)


def test_the_example_can_be_taken_out_as_the_readme_says(project: Path, tmp_path: Path) -> None:
    shutil.copytree(project / "content", tmp_path / "content")
    [removed] = re.findall(r"^rm (content/events\S+) (content/articles\S+)$", _readme(project), re.MULTILINE)
    for name in (*removed, "content/published.lock"):
        (tmp_path / name).unlink()
    assert run("lock", "--content", tmp_path / "content").exit_code == DONE
    assert "events/" not in (tmp_path / "content/published.lock").read_text()


def _readme(project: Path) -> str:
    return (project / "README.md").read_text("utf-8")


def test_git_keeps_what_was_written_and_not_what_is_made(project: Path) -> None:
    def ignored(*paths: str) -> list[str]:
        command = ["git", "-c", "core.excludesFile=/dev/null", "check-ignore", "--no-index", *paths]
        done = subprocess.run(command, cwd=project, capture_output=True, text=True, check=False)
        return done.stdout.splitlines()

    written = [name for name in names(project) if not name.startswith(".git/")]
    subprocess.run(["git", "init", "--quiet"], cwd=project, check=True)
    assert ignored(*written) == []
    made = ["site/index.html", ".venv/bin/python", ".cache/timeline/x", ".vscode/schema/event.json", "captures/x.html"]
    assert ignored(*made) == made

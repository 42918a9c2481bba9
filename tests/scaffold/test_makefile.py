"""What the Makefile of a new project does. Its program here is one that says what it was told."""

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.setup.project import Project, bare_project
from timeline.cli import main
from timeline.scaffold.project import SKELETON

MAKEFILE = (SKELETON / "Makefile").read_text("utf-8")
TARGETS = re.findall(r"^([a-z]+):", MAKEFILE, re.MULTILINE)
SET_UP = "Setting up .venv from requirements.txt."
# As the real one does, it makes a folder for schemas without a word.
SAYS = """import os, sys
if "sample" in sys.argv:
    import sample
if "schema" in sys.argv:
    os.makedirs(sys.argv[-1], exist_ok=True)
    open("schemas", "a").write(" ".join(sys.argv[1:]) + "\\n")
else:
    print("timeline", *sys.argv[1:])
"""


@pytest.fixture
def project(tmp_path: Path) -> Project:
    folder = tmp_path / "a folder, with 'spaces'"
    CliRunner().invoke(main, ["init", str(folder)], catch_exceptions=False)
    project = bare_project(tmp_path, folder)
    (folder / "requirements.txt").write_text("sample\n")
    (folder / "timeline").mkdir()
    (folder / "timeline" / "__main__.py").write_text(SAYS)
    project.python()
    project.uv()
    return project


@pytest.mark.parametrize("uv", [True, False])
def test_the_first_make_sets_up_and_every_later_one_only_builds(project: Project, uv: bool) -> None:
    if not uv:
        (project.programs / "uv").unlink()
    made = project.make("ARGS=--strict sample")
    assert (made.returncode, made.stdout) == (0, f"{SET_UP}\ntimeline build --strict sample\n"), made.stderr
    project.program("uv", "echo uv was started")
    project.program("python3", "echo python3 was started")
    assert project.make().stdout == "timeline build\n"


def test_there_is_a_folder_for_schemas_in_which_the_program_keeps_them_up_to_date(project: Project) -> None:
    project.make()
    assert (project.folder / ".vscode" / "schema").is_dir()


def test_a_set_up_that_was_cut_short_is_done_again(project: Project) -> None:
    project.uv(after='[ "$1" != pip ] || kill -9 "$PPID"')
    assert project.make().returncode != 0
    project.uv()
    assert project.make().stdout == f"{SET_UP}\ntimeline build\n"
    assert project.make().stdout == "timeline build\n"


def test_what_is_asked_for_anew_is_installed_anew(project: Project) -> None:
    project.make()
    (project.folder / "requirements.txt").write_text("# a change\nsample\n")
    assert project.make("check").stdout == f"{SET_UP}\ntimeline check\n"


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        ("import sys; sys.version_info = (3, 9, 2)", "timeline needs Python 3.11 or newer: "),
        ('import sys; sys.modules["ensurepip"] = None', "python3 cannot make virtual environments: "),
    ],
)
def test_a_python_that_will_not_do_gets_one_sentence(project: Project, told: str, sentence: str) -> None:
    (project.programs / "uv").unlink()
    project.python(told)
    made = project.make()
    assert made.returncode == 2
    assert made.stderr.startswith(sentence)
    assert made.stderr.count("\n") == 2
    assert not (project.folder / ".venv").exists()


def test_what_cannot_be_installed_is_told_and_tried_again(project: Project) -> None:
    (project.folder / "requirements.txt").write_text("another\n")
    made = project.make()
    assert made.returncode == 2
    assert "What requirements.txt asks for could not be installed" in made.stderr
    (project.folder / "requirements.txt").write_text("sample\n")
    assert project.make().stdout == f"{SET_UP}\ntimeline build\n"


@pytest.mark.parametrize("target", ["site", "serve", "check", "verify", "clean", "distclean", "help"])
def test_help_tells_what_each_target_does(project: Project, target: str) -> None:
    assert sorted(TARGETS) == sorted(["site", "serve", "check", "verify", "clean", "distclean", "help"])
    assert re.search(rf"^  make {target} +\w", project.make("help").stdout, re.MULTILINE)


def test_every_target_is_made_even_if_a_file_has_its_name() -> None:
    [phony] = re.findall(r"^\.PHONY: (.*)", MAKEFILE, re.MULTILINE)
    assert sorted(phony.split()) == sorted(TARGETS)


@pytest.mark.parametrize("newer", [".ONESHELL", "&:", "!=", "$(file ", "::=", ".EXTRA_PREREQS"])
def test_make_3_81_understands_it(newer: str) -> None:
    assert newer not in MAKEFILE


def test_clean_removes_what_was_built_and_keeps_the_set_up(project: Project) -> None:
    project.make()
    for folder in ("site", ".site.staging", ".cache/timeline"):
        (project.folder / folder).mkdir(parents=True)
    project.make("clean")
    assert not {"site", ".site.staging"} & {path.name for path in project.folder.iterdir()}
    assert project.make().stdout == "timeline build\n"

"""What make does to .venv before it builds."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.setup.project import Project

OLD = "import sys; sys.version_info = (3, 9, 2)"
WITHOUT_VENV = 'import sys; sys.modules["ensurepip"] = None'


def test_the_first_make_sets_up_and_builds(project: Project) -> None:
    made = project.make()
    assert (made.returncode, made.stderr) == (0, "")
    assert made.stdout.splitlines() == ["Setting up .venv (only once).", "built build"]


def test_pip_sets_up_where_uv_is_not_with_a_python_that_suits(project: Project) -> None:
    (project.programs / "uv").unlink()
    (project.programs / "python3").rename(project.programs / "python3.13")
    project.python(OLD)
    made = project.make()
    assert (made.returncode, made.stderr) == (0, "")
    assert made.stdout.splitlines() == ["Setting up .venv (only once).", "built build"]


def test_a_later_make_only_builds(project: Project) -> None:
    project.make()
    project.program("uv", "echo uv was started")
    project.program("python3", "echo python3 was started")
    made = project.make()
    assert (made.stdout, made.stderr) == ("built build\n", "")


def test_the_set_up_for_tests_holds_that_for_building(project: Project) -> None:
    project.make("dev")
    assert project.make().stdout == "built build\n"


def _truncate(file: Path) -> None:
    file.write_text(file.read_text()[:-5])


def _dangle(link: Path) -> None:
    link.unlink()
    link.symlink_to("/nowhere/python3")


def _remove_all(folder: Path, pattern: str) -> None:
    for found in folder.glob(pattern):
        shutil.rmtree(found)


DAMAGES: dict[str, Callable[[Project], None]] = {
    "no Python": lambda project: (project.folder / ".venv/bin/python").unlink(),
    "a Python that is gone": lambda project: _dangle(project.folder / ".venv/bin/python"),
    "no settings": lambda project: (project.folder / ".venv/pyvenv.cfg").unlink(),
    "no stamp": lambda project: (project.folder / ".venv/.installed").unlink(),
    "half a stamp": lambda project: _truncate(project.folder / ".venv/.installed"),
    "half a file": lambda project: _truncate(project.packages / "sample/__init__.py"),
    "no files of a package": lambda project: shutil.rmtree(project.packages / "sample"),
    "no trace of a package": lambda project: _remove_all(project.packages, "sample*"),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_set_up_is_mended(project: Project, damage: str) -> None:
    project.make()
    DAMAGES[damage](project)
    made = project.make()
    assert (made.returncode, made.stderr) == (0, "")
    assert made.stdout.splitlines() == ["Making .venv anew: it is damaged or was left half made.", "built build"]
    assert project.make().stdout == "built build\n"


def test_a_set_up_killed_while_it_installs_is_mended(project: Project) -> None:
    project.uv(after='[ "$1" != pip ] || kill -9 "$PPID"')
    assert project.make().returncode != 0
    project.uv()
    made = project.make()
    assert made.stdout.splitlines() == ["Making .venv anew: it is damaged or was left half made.", "built build"]


def test_a_changed_lock_is_installed_beside_what_is_there(project: Project) -> None:
    project.make()
    (project.packages / "mine.py").touch()
    with (project.folder / "requirements.lock").open("a") as lock:
        lock.write("# a change\n")
    assert project.make().stdout.splitlines() == ["Installing into .venv what requirements.lock lists.", "built build"]
    assert (project.packages / "mine.py").exists()


def test_newer_times_alone_install_nothing(project: Project) -> None:
    project.make()
    for name in ("requirements.lock", "Makefile", "tools/bootstrap.sh"):
        (project.folder / name).touch()
    assert project.make().stdout == "built build\n"


def test_a_project_works_where_it_is_moved_to(project: Project, tmp_path: Path) -> None:
    project.make()
    moved = Project(project.folder.rename(tmp_path / "elsewhere, too"), project.programs, project.wheels)
    assert moved.make().stdout == "built build\n"


def test_settings_of_the_shell_do_no_harm(project: Project) -> None:
    settings = {"PYTHONPATH": "/nowhere", "VIRTUAL_ENV": "/nowhere", "PYTHONSAFEPATH": "1", "PIP_USER": "1"}
    made = project.make(**settings, PYTHONHOME="/nowhere", PIP_TARGET="/nowhere", UV_PYTHON="2.7", UV_SYSTEM_PYTHON="1")
    assert made.stdout.splitlines() == ["Setting up .venv (only once).", "built build"]


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        (
            OLD,
            "timeline needs Python 3.11 or newer, and python3 here is 3.9.2: install a newer one, or uv,"
            " which brings its own, or name one with make PYTHON=/path/to/python3.",
        ),
        (
            WITHOUT_VENV,
            "python3 cannot make virtual environments: install the Debian package python3-venv"
            " (sudo apt install python3-venv) and run make again.",
        ),
    ],
)
def test_a_python_that_will_not_do_gets_one_sentence(project: Project, told: str, sentence: str) -> None:
    (project.programs / "uv").unlink()
    project.python(told)
    made = project.make()
    assert made.returncode == 2
    assert (made.stdout, made.stderr.splitlines()[:-1]) == ("", [sentence])
    assert not (project.folder / ".venv").exists()


def test_a_refusal_leaves_an_old_set_up_alone(project: Project) -> None:
    project.make()
    _truncate(project.folder / ".venv/.installed")
    (project.programs / "uv").unlink()
    project.python(OLD)
    assert project.make().returncode == 2
    assert (project.folder / ".venv/bin/python").exists()


@pytest.mark.parametrize("uv", [True, False])
def test_a_package_that_cannot_be_had_gets_one_sentence(project: Project, uv: bool) -> None:
    (project.wheels / "sample-1.0-py3-none-any.whl").unlink()
    made = project.make(**({} if uv else {"TIMELINE_NO_UV": "1"}))
    assert made.returncode == 2
    said, _make = made.stderr.splitlines()
    assert said.startswith("The packages that timeline needs could not be installed (")
    assert said.endswith("; more in .venv/install.log): mend that (is the network there?) and run make again.")

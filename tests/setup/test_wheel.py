"""What is published: the archive is enough to make the wheel, the wheel is enough to build a site."""

import shutil
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

from tests.setup.project import REAL_PYTHON, ROOT, bare_project


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, made from the source archive alone."""
    folder = tmp_path_factory.mktemp("dist")
    build = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    subprocess.run(build, check=True, capture_output=True)
    [wheel] = folder.glob("*.whl")
    return wheel


def test_the_wheel_holds_the_package_and_the_default_theme(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    package = {str(path.relative_to(ROOT)) for path in (ROOT / "timeline").rglob("*.py")}
    theme = {f"timeline/_{path.relative_to(ROOT)}" for path in (ROOT / "themes").rglob("*") if path.is_file()}
    coast = {f"timeline/drawing/map/natural_earth/{name}" for name in ("land-110m.json", "LICENSE")}
    begun = {str(path.relative_to(ROOT)) for path in (ROOT / "timeline/scaffold").rglob("*.*") if path.is_file()}
    licence = {"timeline/search/PAGEFIND-LICENSE.txt"}
    assert theme and any("/.github/" in path for path in begun)
    assert package | theme | coast | licence | begun - {path for path in begun if "__pycache__" in path} <= names


def test_a_new_project_is_made_with_the_wheel_it_was_begun_with(wheel: Path, tmp_path: Path) -> None:
    folder = tmp_path / "a folder, with spaces" / "my-timeline"
    init = [sys.executable, "-m", "timeline", "init", str(folder), "--source", str(wheel)]
    subprocess.run(init, cwd=ROOT, check=True, capture_output=True)
    project = bare_project(tmp_path, folder)
    # Of what the program needs there is no package registry here: it is that which runs the tests.
    (tmp_path / "uv.toml").write_text("[pip]\nno-deps = true\n")
    packages = sysconfig.get_path("purelib")
    project.uv(after=f'[ "$1" != pip ] || echo "{packages}" >"$(echo .venv/lib/*/site-packages)/dependencies.pth"')

    def make(*arguments: str) -> str:
        made = project.make(*arguments, UV_CONFIG_FILE=str(tmp_path / "uv.toml"), PYTHON=str(REAL_PYTHON))
        assert made.returncode == 0, made.stdout + made.stderr
        return made.stdout

    assert make().startswith("Setting up .venv from requirements.txt.\n1 event: ")
    assert next(folder.glob(".venv/lib/*/site-packages/timeline/_themes")).is_dir()
    assert make("check", "ARGS=--strict") == "1 event: no problems\n"
    assert (folder / "site/events/2025-03-11-sudzha-recaptured/index.html").exists()
    # As it is when it is pushed and built with --frozen.
    assert ": 0 files written" in make("ARGS=--strict --frozen")


def test_the_installed_command_builds_a_site(wheel: Path, tmp_path: Path) -> None:
    venv.create(tmp_path / "venv", symlinks=True)
    python = tmp_path / "venv/bin/python"
    install = [sys.executable, "-m", "uv", "pip", "install", "--offline", "--no-deps", "--python", str(python)]
    subprocess.run([*install, str(wheel)], check=True, capture_output=True)
    [packages] = (tmp_path / "venv").glob("lib/python3*/site-packages")
    (packages / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n")

    def timeline(*arguments: str) -> str:
        command = [str(tmp_path / "venv/bin/timeline"), *arguments]
        done = subprocess.run(command, cwd=tmp_path, env={}, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    assert wheel.name.split("-")[1] in timeline("--version")
    shutil.copytree(ROOT / "content", tmp_path / "content")
    timeline("build")
    assert (tmp_path / "site/index.html").exists()

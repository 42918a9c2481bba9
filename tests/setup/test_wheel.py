"""What is published: the archive is enough to make the wheel, the wheel is enough to build a site."""

import shutil
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

from tests.setup.project import ROOT


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
    licence = {"timeline/search/PAGEFIND-LICENSE.txt"}
    assert theme
    assert package | theme | coast | licence <= names


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

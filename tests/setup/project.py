"""A small project with this one's set-up: its one dependency is a wheel on the disk, its build says one word."""

import hashlib
import shutil
import subprocess
import sys
import sysconfig
import zipfile
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
# Not that of a virtual environment, of which no other should be made.
REAL_PYTHON = Path(sys.base_prefix) / "bin" / Path(sys.executable).resolve().name
WHEEL = "sample-1.0-py3-none-any.whl"
LOCKS = ("requirements.lock", "requirements-dev.lock")
# What a machine has that has nothing but make, git and Python.
TOOLS = ("make", "sh", "cat", "chmod", "dirname", "find", "grep", "mkdir", "rm", "sed", "tail", "touch")


@dataclass(frozen=True, slots=True)
class Project:
    folder: Path
    programs: Path
    wheels: Path

    def make(self, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
        """What make did, with the project's programs on the PATH and no package registry."""
        settings = {
            "PATH": str(self.programs),
            "HOME": str(self.programs.parent),
            "PIP_FIND_LINKS": str(self.wheels),
            "PIP_NO_INDEX": "1",
            "UV_FIND_LINKS": str(self.wheels),
            "UV_NO_INDEX": "1",
            "UV_OFFLINE": "1",
            **environment,
        }
        command = ["make", *arguments]
        return subprocess.run(command, cwd=self.folder, env=settings, capture_output=True, text=True, check=False)

    def program(self, name: str, script: str) -> None:
        """Puts a shell script of that name first and only on the PATH."""
        file = self.programs / name
        file.unlink(missing_ok=True)
        file.write_text(f"#!/bin/sh\n{script}\n")
        file.chmod(0o755)

    def python(self, before: str = "") -> None:
        """Puts python3 on the PATH: the real one, told something before it runs the code it is given."""
        told = f"-c '{before}; exec(sys.argv[-1])'" if before else ""
        self.program("python3", f'exec "{REAL_PYTHON}" {told} "$@"')

    def uv(self, after: str = "") -> None:
        """Puts uv on the PATH, and something that happens after each of its runs."""
        self.program("uv", f'"{sysconfig.get_path("scripts")}/uv" "$@" || exit\n{after}')

    @property
    def packages(self) -> Path:
        return next((self.folder / ".venv").glob("lib/python3*/site-packages"))


def bare_project(root: Path, folder: Path) -> Project:
    """A folder, a machine that has little for it, and one package that it can install."""
    project = Project(folder, root / "programs", root / "wheels")
    for made in (project.programs, project.wheels):
        made.mkdir(parents=True)
    for tool in TOOLS:
        (project.programs / tool).symlink_to(shutil.which(tool) or tool)
    _sample_wheel(project.wheels / WHEEL)
    return project


def new_project(root: Path) -> Project:
    project = bare_project(root, root / "a folder, with spaces")
    (project.folder / "timeline").mkdir(parents=True)
    for copied in ("Makefile", "tools"):
        copy = shutil.copytree if (ROOT / copied).is_dir() else shutil.copy
        copy(ROOT / copied, project.folder / copied)
    mark = hashlib.sha256((project.wheels / WHEEL).read_bytes()).hexdigest()
    for lock in LOCKS:
        (project.folder / lock).write_text(f"sample==1.0 --hash=sha256:{mark}\n")
    (project.folder / "timeline" / "__init__.py").touch()
    (project.folder / "timeline" / "__main__.py").write_text("import sample, sys\nprint(sample.WORD, *sys.argv[1:])\n")
    return project


def _sample_wheel(file: Path) -> None:
    with zipfile.ZipFile(file, "w") as wheel:
        wheel.writestr("sample/__init__.py", "WORD = 'built'\n")
        wheel.writestr("sample-1.0.dist-info/METADATA", "Metadata-Version: 2.1\nName: sample\nVersion: 1.0\n")
        wheel.writestr("sample-1.0.dist-info/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        wheel.writestr("sample-1.0.dist-info/RECORD", "")

import subprocess
import sys
import sysconfig
from pathlib import Path

from tests.setup.project import ROOT


def test_every_module_has_a_floor_and_imports_only_from_below() -> None:
    command = [sys.executable, str(Path(sysconfig.get_path("scripts")) / "lint-imports"), "--no-logo"]
    lint = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert lint.returncode == 0, lint.stdout + lint.stderr

"""What some tests need beside Python; without it they are skipped with a plain reason, but never where CI is set."""

import os
import shutil
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
VNU = ROOT / ".cache" / "tools" / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"


def html_checker() -> list[str]:
    """The command of the Nu Html Checker."""
    java = shutil.which("java")
    if java is None or not VNU.exists():
        _without("the Nu Html Checker is not installed: it needs Java, and npm's vnu-jar in .cache/tools")
    return [str(java), "-Xss8m", "-jar", str(VNU)]


def chromium() -> str:
    """The path of the system's Chromium."""
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if found is None:
        _without("there is no Chromium on this system")
    return str(found)


def _without(reason: str) -> None:
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)

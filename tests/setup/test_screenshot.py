"""The pictures that README and docs show, and the tool that takes them."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

from tests.setup.project import ROOT

PICTURES = sorted(ROOT.glob("docs/images/*"))
PAGES = (ROOT / "README.md", ROOT / "docs" / "drawing.md")
SHOWN = {
    (page.parent / found).resolve()
    for page in PAGES
    for found in re.findall(r'(?:src|srcset)="([^"]+)"', page.read_text("utf-8"))
}


def test_every_picture_is_shown_and_every_one_that_is_shown_is_there() -> None:
    assert set(PICTURES) == SHOWN


@pytest.mark.parametrize("file", PICTURES, ids=lambda file: file.name)
def test_a_picture_is_as_wide_as_its_name_says_and_loads_quickly(file: Path) -> None:
    with Image.open(file) as picture:
        assert f"-{picture.width}-" in file.name
    assert file.stat().st_size < 200_000


def test_without_a_browser_one_sentence_says_so() -> None:
    command = [sys.executable, str(ROOT / "tools" / "screenshot.py")]
    taken = subprocess.run(command, env={"PATH": ""}, capture_output=True, text=True, check=False)
    assert taken.returncode == 1
    assert taken.stderr == "There is no Chromium on this system: install it, and run make screenshot again.\n"

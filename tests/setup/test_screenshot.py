"""The pictures that the README shows, and the tool that takes them."""

import re
import subprocess
import sys

import pytest
from PIL import Image

from tests.setup.project import ROOT

SHOWN = re.findall(r'(?:src|srcset)="([^"]+)"', (ROOT / "README.md").read_text("utf-8"))


def test_the_readme_shows_every_picture_that_there_is() -> None:
    assert sorted(SHOWN) == sorted(str(file.relative_to(ROOT)) for file in ROOT.glob("docs/images/*"))


@pytest.mark.parametrize("name", SHOWN)
def test_a_picture_is_as_wide_as_it_should_be_and_loads_quickly(name: str) -> None:
    with Image.open(ROOT / name) as picture:
        assert picture.width == 1440
    assert (ROOT / name).stat().st_size < 200_000


def test_without_a_browser_one_sentence_says_so() -> None:
    command = [sys.executable, str(ROOT / "tools" / "screenshot.py")]
    taken = subprocess.run(command, env={"PATH": ""}, capture_output=True, text=True, check=False)
    assert taken.returncode == 1
    assert taken.stderr == "There is no Chromium on this system: install it, and run make screenshot again.\n"

"""The pages as the Nu Html Checker sees them."""

import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from tests.build.needed import ROOT, html_checker
from timeline.build import Options, build


@pytest.mark.parametrize("content", ["the example", "the real content"])
def test_the_html_checker_finds_no_error_on_any_page(example: Options, tmp_path: Path, content: str) -> None:
    checker = html_checker()
    options = example
    if content == "the real content":
        # Built from a copy: a test writes nothing into the repository.
        subprocess.run(["cp", "-R", str(ROOT / "content"), str(tmp_path / "real")], check=True)
        options = replace(example, content=tmp_path / "real", base_url="https://example.org/sub/")
    build(options)
    command = [*checker, "--errors-only", "--skip-non-html", "--format", "gnu", str(options.output)]
    checked = subprocess.run(command, capture_output=True, text=True, check=False)
    assert checked.stderr.splitlines() == []

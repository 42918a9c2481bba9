"""The pages as the Nu Html Checker sees them."""

import subprocess
from dataclasses import replace
from pathlib import Path

from tests.build.conftest import real_in
from tests.build.needed import html_checker
from timeline.build import Options, build


def test_the_html_checker_finds_no_error_on_any_page(example: Options, tmp_path: Path) -> None:
    checker = html_checker()
    sites = example, replace(real_in(tmp_path), base_url="https://example.org/sub/")
    for site in sites:
        assert build(site).update
    folders = [str(site.output) for site in sites]
    command = [*checker, "--errors-only", "--skip-non-html", "--format", "gnu", *folders]
    checked = subprocess.run(command, capture_output=True, text=True, check=False)
    assert checked.stderr.splitlines() == []

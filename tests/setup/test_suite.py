"""The suite itself."""

import pytest

from tests.setup.project import ROOT


def test_all_files_of_tests_are_run(request: pytest.FixtureRequest) -> None:
    if request.config.args != ["tests"] or request.config.option.keyword:
        pytest.skip("only a part of the suite is run")
    run = {item.path for item in request.session.items}
    assert [file for file in (ROOT / "tests").rglob("test_*.py") if file not in run] == []

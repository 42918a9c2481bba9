from pathlib import Path

import pytest

from tests.setup.project import Project, new_project


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A project that was never set up, with uv and Python at hand."""
    project = new_project(tmp_path)
    project.python()
    project.uv()
    return project

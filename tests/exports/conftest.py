"""The example project, copied to where a test may change it."""

from pathlib import Path

import pytest

from tests.build.conftest import example_in
from timeline.build import Options


@pytest.fixture
def example(tmp_path: Path) -> Options:
    return example_in(tmp_path)

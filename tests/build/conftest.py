"""The example project, copied to where a test may change it, and what its site holds."""

import shutil
from pathlib import Path

import pytest

from timeline.build import Options

EXAMPLE = Path(__file__).parent.parent / "example" / "content"


@pytest.fixture
def example(tmp_path: Path) -> Options:
    return example_in(tmp_path)


def example_in(tmp_path: Path) -> Options:
    """Options that build a copy of tests/example; replace() what a test needs otherwise."""
    shutil.copytree(EXAMPLE, tmp_path / "content")
    return Options(
        content=tmp_path / "content",
        output=tmp_path / "site",
        today="2025-04-01",
        cache=tmp_path / ".cache" / "timeline",
    )


def real_in(tmp_path: Path) -> Options:
    """Options that build a copy of the project's own content, without the cards."""
    content = shutil.copytree(EXAMPLE.parents[2] / "content", tmp_path / "real")
    with (content / "site.yaml").open("a", encoding="utf-8") as settings:
        settings.write("outputs: {cards: false}\n")
    return Options(content=content, output=tmp_path / "real-site", today="2025-04-01")


def with_cards(options: Options) -> Options:
    """The same with a card for each event, which the example leaves out for the sake of the tests' time."""
    settings = options.content / "site.yaml"
    settings.write_text(settings.read_text("utf-8").replace("cards: false", "cards: true"), "utf-8")
    return options

"""Schemas as files of a project, which editors read."""

import pytest
from click.testing import CliRunner

from tests.conftest import EVENT, EXCERPT, Write
from timeline.cli import main


@pytest.mark.parametrize("command", [("check",), ("build", "--no-cache"), ("new", "event", "A", "--date", "2025")])
def test_the_schemas_of_a_project_follow_its_content(content: Write, command: tuple[str, ...]) -> None:
    root = content({"events/a.yaml": EVENT + EXCERPT, "actors.yaml": "zelensky: {name: Zelensky}\n"})
    folder = root.parent / ".vscode" / "schema"
    output = ("--output", str(root.parent / "site")) if command[0] == "build" else ()
    CliRunner().invoke(main, [*command, *output, "--content", str(root)], catch_exceptions=False)
    assert not folder.exists()
    folder.mkdir(parents=True)
    (root / "events/2025/2025-a.yaml").unlink(missing_ok=True)
    CliRunner().invoke(main, [*command, *output, "--content", str(root)], catch_exceptions=False)
    known = (folder / "event.json").read_text("utf-8")
    assert "zelensky" in known
    assert ("2025-a" in known) == (command[0] == "new")

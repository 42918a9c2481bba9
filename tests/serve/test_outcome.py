"""What is told of a build."""

from pathlib import Path

import pytest

from tests.conftest import EVENT, Write
from timeline.options import Options
from timeline.serve.outcome import Builds


@pytest.mark.parametrize("folder", ["content", "linked"])
def test_a_problem_is_shown_with_its_line_as_it_was_saved_last(
    content: Write, folder: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = content({"events/a.yaml": EVENT + "actors: [nobody]\n"}) / "events" / "a.yaml"
    (tmp_path / "linked").symlink_to("content")
    monkeypatch.chdir(tmp_path)
    options = Options(Path(folder), tmp_path / "site", "2025-03-14", preview=True)
    builds = Builds()
    assert builds.built(options, ()).errors[0][1] == "actors: [nobody]"
    file.write_text(EVENT + "actors: [nobody] # whom?\n")
    assert builds.built(options, (str(file),)).errors[0][1] == "actors: [nobody] # whom?"


@pytest.mark.parametrize(
    ("site", "line"),
    [
        ("title: Case\ntheme: papper\n", "theme: papper"),
        ("title: [\n", "title: ["),
        ("title: Case\ntilte: x\n", "tilte: x"),
    ],
)
def test_settings_that_cannot_be_used_are_shown_with_their_line(
    content: Write, tmp_path: Path, site: str, line: str
) -> None:
    root = content({"site.yaml": site, "events/a.yaml": EVENT})
    [(head, shown, _)] = Builds().built(Options(root, tmp_path / "site", "2025-03-14", preview=True), ()).errors
    assert f"{root}/site.yaml:" in head
    assert shown == line

"""An installation without what cards need: real packages, all but one."""

import os
import subprocess
import sys
import sysconfig
import tomllib
from pathlib import Path

import pytest

from tests.build.needed import ROOT
from tests.build.reading import files
from tests.conftest import EVENT, Write
from timeline.installed import PARTS

LINE = 'pip install "timeline-ssg[cards]"'
WITH_CARDS = {"site.yaml": "title: Case\n"}
Run = subprocess.CompletedProcess[str]


def packages_without(module: str, folder: Path) -> Path:
    """A folder with links to all installed packages but one."""
    folder.mkdir()
    for installed in Path(sysconfig.get_path("purelib")).iterdir():
        if installed.name.partition(".")[0] != module:
            (folder / installed.name).symlink_to(installed)
    return folder


def built(root: Path, module: str, *options: str) -> Run:
    packages = packages_without(module, root.parent / "packages")
    # Without -S Python would find the environment's own packages.
    command = [sys.executable, "-S", "-m", "timeline", "build", "--content", str(root), "--output", "site", *options]
    paths = {"PYTHONPATH": os.pathsep.join((str(ROOT), str(packages)))}
    return subprocess.run(command, cwd=root.parent, env=paths, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("module", PARTS["cards"])
def test_cards_that_cannot_be_made_are_left_out_and_the_build_says_so_in_one_line(content: Write, module: str) -> None:
    root = content({"events/a.yaml": EVENT, **WITH_CARDS})
    done = built(root, module, "--base-url", "https://example.org/")
    assert (done.returncode, done.stderr.count("Traceback")) == (0, 0), done.stderr
    assert [line for line in done.stdout.splitlines() if LINE in line] == [
        f"timeline: cards left out, for which a part is missing: {LINE}"
    ]
    site = files(root.parent / "site")
    assert "events/a/embed/index.html" in site
    assert b"card.png" not in b"".join(site.values())


def test_a_quiet_build_leaves_them_out_in_silence(content: Write) -> None:
    done = built(content({"events/a.yaml": EVENT, **WITH_CARDS}), "resvg_py", "--quiet")
    assert (done.returncode, done.stdout) == (0, "")


def test_cards_that_are_asked_for_by_name_stop_the_build_with_the_place_and_the_way_out(content: Write) -> None:
    root = content({"events/a.yaml": EVENT, "site.yaml": "title: Case\noutputs:\n  embed: true\n  cards: true\n"})
    done = built(root, "resvg_py")
    assert (done.returncode, done.stdout) == (2, "")
    assert f"{root}/site.yaml:4:3: outputs: cards: " in done.stderr
    assert LINE in done.stderr
    assert not (root.parent / "site").exists()


def test_what_is_switched_off_is_not_missed(content: Write) -> None:
    root = content({"events/a.yaml": EVENT, "site.yaml": "title: Case\noutputs: {cards: false}\n"})
    done = built(root, "resvg_py")
    assert (done.returncode, LINE in done.stdout) == (0, False)


def test_each_part_is_an_extra_of_the_package() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert set(PARTS) == set(project["optional-dependencies"])

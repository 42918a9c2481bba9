"""The Makefile's own manners."""

import re

import pytest

from tests.setup.project import ROOT, Project

MAKEFILE = (ROOT / "Makefile").read_text()
TARGETS = re.findall(r"^([a-z-]+):", MAKEFILE, re.MULTILINE)


@pytest.mark.parametrize("target", [target for target in TARGETS if target != "run-time"])
def test_help_tells_what_each_target_does(project: Project, target: str) -> None:
    assert re.search(rf"^  make {target} +\w", project.make("help").stdout, re.MULTILINE)


def test_every_target_is_made_even_if_a_file_has_its_name() -> None:
    [phony] = re.findall(r"^\.PHONY: (.*)", MAKEFILE, re.MULTILINE)
    assert sorted(phony.split()) == sorted(TARGETS)


@pytest.mark.parametrize("newer", [".ONESHELL", "&:", "!=", "$(file ", "::=", ".EXTRA_PREREQS"])
def test_make_3_81_understands_it(newer: str) -> None:
    assert newer not in MAKEFILE


def test_options_reach_the_command(project: Project) -> None:
    assert project.make("check", "ARGS=--format json").stdout.splitlines()[-1] == "built check --format json"


def test_clean_removes_what_was_built_and_keeps_the_set_up(project: Project) -> None:
    project.make()
    for folder in ("site", ".site.new", ".cache/timeline", ".cache/tools", "tests"):
        (project.folder / folder).mkdir(parents=True)
    project.make("clean")
    left = {path.name for path in project.folder.iterdir()}
    assert not left & {"site", ".site.new"}
    assert [path.name for path in (project.folder / ".cache").iterdir()] == ["tools"]
    assert project.make().stdout == "built build\n"


def test_distclean_removes_the_set_up_too(project: Project) -> None:
    project.make()
    project.make("distclean")
    assert not (project.folder / ".venv").exists()

"""Builds in a process that stays: after each edit the site is that of a clean build, and little was made for it."""

import gc
import itertools
import shutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any

import pytest
import yaml

from tests.build import edits
from tests.build.edits import EDITS, Edit, Project, write_project
from tests.build.reading import files
from tests.build.test_incremental import Editing, differences, run_some_steps
from timeline.build import Options, Report, build
from timeline.content.load import NoContent
from timeline.content.source import locate
from timeline.problems import Place
from timeline.publish.manifest import CannotPublish
from timeline.resident import Resident
from timeline.theme import ThemeError

# Objects that one edit may leave in what is remembered of texts and rows.
MOST_HELD = 100


def test_after_any_edits_a_build_in_the_same_process_equals_a_clean_one(tmp_path: Path) -> None:
    """The same few steps each time; see the test of incremental builds for more of them."""

    class Staying(Editing):
        folders = (tmp_path / str(number) for number in itertools.count())
        preview = True

        def build_both(self, output: str, way: Mapping[str, Any]) -> None:
            if self.builds == 0:
                self.build = Resident().build
            # Always the same folder: for another one all is forgotten.
            super().build_both("site", way)

    # Each kind of edit has a test of its own below.
    run_some_steps(Staying, fewest=1)


@pytest.fixture
def preview(tmp_path: Path) -> tuple[Project, Options]:
    project = write_project(tmp_path / "project")
    return project, Options(project.content, tmp_path / "site", "2026-11-22", preview=True)


@pytest.mark.parametrize("edit", EDITS, ids=lambda edit: edit.__name__)
def test_each_edit_leads_to_the_site_of_a_clean_build(preview: tuple[Project, Options], edit: Edit) -> None:
    """Also when it is taken back."""
    project, options = preview
    resident = Resident()
    resident.build(options)
    before = project.state()
    edit(project, Random(1))
    same_as_clean(resident, options)
    project.restore(before)
    same_as_clean(resident, options)


def same_as_clean(resident: Resident, options: Options) -> None:
    clean = replace(options, output=options.output.with_name("clean"))
    shutil.rmtree(clean.output, ignore_errors=True)
    done, expected = said(resident.build, options), said(build, clean)
    assert done == expected
    if clean.output.exists():
        found, wanted = files(options.output), files(clean.output)
        assert found == wanted, differences(found, wanted)


def said(how: Callable[[Options], Report], options: Options) -> str:
    try:
        report = how(options)
        return "\n".join([*map(str, report.problems), str(report.update is None)])
    except (NoContent, ThemeError, CannotPublish) as error:
        return f"{type(error).__name__}: {error}"


def test_an_edit_makes_the_pages_that_show_it_and_no_others(preview: tuple[Project, Options]) -> None:
    project, options = preview
    resident = Resident()
    resident.build(options)
    file = project.content / "events/storm.yaml"
    file.write_text(file.read_text("utf-8").replace("says one", "says another"), "utf-8")
    written = resident.build(options).update
    assert written
    own = ["events/gale/index.json", "events/storm/index.html", "events/storm/index.json"]
    assert sorted(written.written) == ["build.json", "events.csv", "events.json", *own, "timelinejs.json"]


def test_an_edited_style_sheet_changes_no_page(preview: tuple[Project, Options]) -> None:
    project, options = preview
    theme = project.root / "themes" / "default" / "static"
    theme.mkdir(parents=True, exist_ok=True)
    resident = Resident()
    (theme / "own.css").write_text("p {color: red}")
    resident.build(options)
    (theme / "own.css").write_text("p {color: blue}")
    update = resident.build(options).update
    assert update
    assert sorted(update.written) == ["assets/own.css", "build.json"]


STYLES = (
    "a {background: url(missing.png)}",
    "a {background: url(dot.svg)}",
    "a {color: red}",
)


@pytest.mark.parametrize("preview_way", [{"preview": True}, {"preview": False, "drafts": True}], ids=str)
def test_style_sheets_may_be_wrong_and_mended(preview: tuple[Project, Options], preview_way: Mapping[str, Any]) -> None:
    """Where their names change with their content, every page changes with them."""
    project, options = preview
    folder = project.root / "themes" / "default" / "static"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "dot.svg").write_text("<svg/>")
    resident = Resident()
    for style in (*STYLES, *STYLES):
        (folder / "style.css").write_text(style)
        same_as_clean(resident, replace(options, **preview_way))


def test_another_theme_or_language_makes_all_anew(preview: tuple[Project, Options]) -> None:
    project, options = preview
    theme, settings = project.root / "themes" / "other", project.content / "site.yaml"
    (theme / "templates").mkdir(parents=True)
    (theme / "templates" / "locator.svg").write_text("<svg>other</svg>")
    resident, record = Resident(), yaml.safe_load(settings.read_text("utf-8"))
    for more in ({}, {"theme": "other"}, {"language": "de"}, {"theme": "other", "language": "de"}, {}):
        project.write(settings, {**record, **more})
        same_as_clean(resident, options)
        assert resident.build(options).update


def test_a_build_after_nothing_was_edited_does_nothing(preview: tuple[Project, Options]) -> None:
    _, options = preview
    resident = Resident()
    first, second = resident.build(options), resident.build(options)
    assert first.update and second.update
    assert (second.update.written, second.update.kept) == ({}, len(files(options.output)))
    assert (second.problems, second.events) == (first.problems, first.events)


def broken_event(project: Project, options: Options) -> None:
    (project.content / "events/storm.yaml").write_text("title: [", "utf-8")


def no_content(project: Project, options: Options) -> None:
    shutil.rmtree(project.content)


def broken_template(project: Project, options: Options) -> None:
    file = project.root / "themes/default/templates/event.html"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("{% if %}", "utf-8")


def no_output(project: Project, options: Options) -> None:
    shutil.rmtree(options.output)


def a_folder_in_the_way(project: Project, options: Options) -> None:
    file = options.output / "events/storm/index.html"
    file.unlink()
    file.mkdir()
    edits.correct_an_event(project, Random(1))


def meddled_with(project: Project, options: Options) -> None:
    (options.output / "index.html").write_text("mine")
    (options.output / "robots.txt").unlink()


@pytest.mark.parametrize(
    "accident", [broken_event, no_content, broken_template, no_output, a_folder_in_the_way, meddled_with]
)
def test_whatever_happens_the_next_build_is_right(
    preview: tuple[Project, Options], accident: Callable[[Project, Options], None]
) -> None:
    project, options = preview
    before = project.state()
    resident = Resident()
    resident.build(options)
    accident(project, options)
    said(resident.build, options)
    shutil.rmtree(project.root)
    project.restore(before)
    if accident is a_folder_in_the_way:
        (options.output / "events/storm/index.html").rmdir()
    same_as_clean(resident, options)


def test_a_preview_never_writes_the_lock_and_calls_what_is_new_published_today(
    preview: tuple[Project, Options],
) -> None:
    project, options = preview
    assert Resident().build(options).update
    assert not (project.content / "published.lock").exists()
    assert b"2026-11-22" in (options.output / "events/storm/index.html").read_bytes()


def test_a_file_that_is_gone_before_its_problem_is_told_has_a_place_all_the_same(tmp_path: Path) -> None:
    for text in (None, "no front matter", "---\ntitle: [\n---\n"):
        file = tmp_path / "gone.md"
        if text is not None:
            file.write_text(text)
        assert locate(file, ("title",), needle="x") == Place(str(file))


def test_a_thousand_builds_would_not_fill_the_memory(preview: tuple[Project, Options]) -> None:
    """What a build leaves behind is freed at its end: no more objects are held than what the edit itself brought."""
    project, options = preview
    resident, file = Resident(), project.content / "events/storm.yaml"
    text = file.read_text("utf-8")
    held = []
    for number in range(12):
        file.write_text(text.replace("says one", f"says {number}"), "utf-8")
        assert resident.build(options).update
        held.append(len(gc.get_objects()))
    assert held[-1] - held[1] < 10 * MOST_HELD


def test_other_options_lead_to_the_site_that_they_ask_for(preview: tuple[Project, Options]) -> None:
    _, options = preview
    resident = Resident()
    ways: Iterator[Mapping[str, Any]] = iter(({}, {"portable": True}, {"base_url": "https://example.net/"}, {}))
    for way in ways:
        same_as_clean(resident, replace(options, **way))
    same_as_clean(resident, replace(options, output=options.output.with_name("other")))

"""docs/theming.md and docs/templates.md against the program: what is there is described, and works as it is shown."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from tests.build.conftest import example_in
from tests.build.reading import files
from tests.test_docs import PAGES, coded, rows, sections
from tests.theme.recorded import given
from tests.theme.test_plain import ASKED_FOR, CLASSES_OF_CODE
from timeline.build import build
from timeline.theme import Theme, theme_folders
from timeline.theme.about import About
from timeline.theme.plurals import forms_in
from tools import theming_page
from tools.theming_page import EVERYWHERE, Described, described

THEME = Theme(theme_folders("default", Path("nowhere")))
TEMPLATES = {one.name: one for one in described()}
# The files that the page shows, with the path above them.
SHOWN = re.findall(r"^`(themes/\S+)`:\n\n```\w+\n(.*?)^```$", PAGES["theming.md"], re.MULTILINE | re.DOTALL)


def named(heading: str) -> dict[str, set[str]]:
    """The names in the first cell of each row, with those in the last."""
    return {coded(row[0])[0]: set(coded(row[-1])) for row in rows(sections("theming.md")[heading])}


def test_the_page_of_templates_is_what_make_docs_makes() -> None:
    assert PAGES["templates.md"] == theming_page.page()


def test_every_template_that_is_asked_for_has_no_underscore_and_no_other_has_none() -> None:
    assert {name for name, one in TEMPLATES.items() if not one.is_part} == ASKED_FOR | {"base.html"}


@pytest.mark.parametrize("one", TEMPLATES.values(), ids=TEMPLATES)
def test_a_template_begins_with_what_it_is_for_and_what_it_is_given(one: Described) -> None:
    assert one.text.endswith(".")
    listed = {variable.name for variable in one.variables}
    if one.name in ASKED_FOR:
        assert listed == {key for data in given()[one.name] for key in data} - EVERYWHERE.keys() | _of_a_card(one)
        assert one.used <= listed
    else:
        assert listed == one.used


def _of_a_card(one: Described) -> set[str]:
    """A picture has no page, and is given a title as all else."""
    return {"title"} if one.name == "card.svg" else set()


def test_every_tool_has_a_row() -> None:
    listed = {re.split(r"[(|]", tool)[-1 if "|" in tool else 0] for tool in named("Tools in templates")}
    own = {name for name, tool in THEME._templates.globals.items() if hasattr(tool, "__self__")}
    assert listed == own | {"unbroken", "capital", "iso"}


def test_every_class_that_the_program_makes_has_a_row() -> None:
    cells = [row[0] for row in rows(sections("theming.md")["Classes that the program makes"])]
    assert sorted(name for cell in cells for name in coded(cell)) == sorted(CLASSES_OF_CODE)


def test_every_field_of_theme_yaml_has_a_row() -> None:
    described_fields = rows(sections("theming.md")["theme.yaml"])
    assert [coded(row[0])[0] for row in described_fields] == list(About.model_fields)
    for name, meaning in described_fields:
        assert meaning.startswith("Required") == About.model_fields[name.strip("`")].is_required()


def test_languages_have_the_forms_that_are_listed() -> None:
    for languages, forms in rows(sections("theming.md")["Words"]):
        for language in coded(languages):
            assert list(forms_in(language)) == coded(forms), language


def test_words_in_the_page_are_those_of_the_theme() -> None:
    for key, said in (("permalink", "Permalink"), ("account-date", "Dates it: {date}")):
        assert THEME.words.forms[key] == said
    assert THEME.words.forms["count-events"] == {"one": "{n} event", "other": "{n} events"}


def test_a_theme_of_the_files_that_are_shown_does_what_is_said(tmp_path: Path) -> None:
    example = replace(example_in(tmp_path), cache=None)
    build(example)
    before = files(example.output)
    [settings] = re.findall(r"```yaml\n(theme: .+\n)```", PAGES["theming.md"])
    site = example.content / "site.yaml"
    site.write_text(site.read_text("utf-8") + settings, "utf-8")
    assert [name.rpartition("/")[2] for name, _ in SHOWN] == ["paper.css", "_files.html", "en.yaml", "not_found.html"]
    for name, text in SHOWN:
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    [about] = re.findall(r"```yaml\n(name: .+?)```", PAGES["theming.md"], re.DOTALL)
    (tmp_path / "themes/paper/theme.yaml").write_text(about, "utf-8")
    report = build(example)
    assert (report.problems, report.update is None) == ((), False)
    after = files(example.output)
    [own] = [path for path in after.keys() - before.keys() if path.startswith("assets/paper.")]
    assert after[own] == dict(SHOWN)["themes/paper/static/paper.css"].encode()
    assert f'<link rel="stylesheet" href="{own}">'.encode() in after["index.html"]
    assert b">Link</a>" in after["index.html"]
    assert b"You came to The Harbour Record" in after["404.html"]
    assert b"404</p>" in after["404.html"]


def test_the_frame_in_the_page_is_what_is_printed(tmp_path: Path) -> None:
    example = replace(example_in(tmp_path), cache=None)
    site, template = example.content / "site.yaml", tmp_path / "themes/paper/templates/home.html"
    site.write_text(site.read_text("utf-8") + "theme: paper\n", "utf-8")
    template.parent.mkdir(parents=True)
    template.write_text("<h1>{{ site.titel }}</h1>\n", "utf-8")
    [problem] = build(example).problems
    assert str(problem).removeprefix(f"{tmp_path}/") in PAGES["theming.md"]

"""docs/themes.md against the program: each template, tool, value and class is named, and no other."""

import re
from pathlib import Path

import pytest

from tests.test_docs import coded, rows, sections
from tests.theme.recorded import given, shapes
from tests.theme.test_plain import ASKED_FOR, CLASSES_OF_CODE
from timeline.theme import Theme, theme_folders

OF_ANY = {"site", "path", "title", "linked_data", "folder", "part", "parts"}
THEME = Theme(theme_folders("default", Path("nowhere")))


def described(heading: str) -> dict[str, set[str]]:
    """The names in the first cell of each row, with those in the last."""
    return {coded(row[0])[0]: set(coded(row[-1])) for row in rows(sections("themes.md")[heading])}


def test_every_template_that_is_asked_for_has_a_row() -> None:
    assert set(described("Templates")) == ASKED_FOR


@pytest.mark.parametrize("template", sorted(ASKED_FOR))
def test_all_that_a_template_gets_is_named(template: str) -> None:
    got = {key for data in given()[template] for key in data}
    assert described("Templates")[template] == got - OF_ANY


def test_what_every_template_gets_is_named() -> None:
    said = re.findall(
        r"^Every template also gets .+?\n\n", sections("themes.md")["Templates"], re.MULTILINE | re.DOTALL
    )
    assert set(coded(said[0])) >= OF_ANY


def test_every_value_and_its_fields_are_named() -> None:
    found = {name: set(fields) for data in given().values() for name, fields in shapes(data)}
    assert {name: fields for name, fields in described("Values").items() if name in found} == found


def test_every_tool_has_a_row() -> None:
    named = {re.split(r"[(|]", tool)[-1 if "|" in tool else 0] for tool in described("Tools in templates")}
    own = {name for name, tool in THEME._templates.globals.items() if hasattr(tool, "__self__")}
    assert named == own | {"unbroken", "capital", "iso"}


def test_every_class_that_the_program_makes_has_a_row() -> None:
    classes = [name for row in rows(sections("themes.md")["Classes that the program makes"]) for name in coded(row[0])]
    assert sorted(classes) == sorted(CLASSES_OF_CODE)


def test_words_in_the_page_are_those_of_the_theme() -> None:
    for key, said in (("permalink", "Permalink"), ("account-date", "Dates it: {date}")):
        assert THEME.words.forms[key] == said
    assert THEME.words.forms["count-events"] == {"one": "{n} event", "other": "{n} events"}

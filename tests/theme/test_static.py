"""The default theme's static files keep to their budgets, and fonts have their licences beside them."""

import re
from pathlib import Path

import pytest

STATIC = Path(__file__).parents[2] / "themes" / "default" / "static"
FONTS = sorted((STATIC / "fonts").glob("*.woff2"))


def test_the_style_sheet_is_under_its_budget() -> None:
    assert (STATIC / "style.css").stat().st_size < 20_000


def test_the_scripts_are_under_their_budget() -> None:
    """What works the reading tools, and the search, but for the engine of the latter, which is not ours."""
    assert sum((STATIC / name).stat().st_size for name in ("site.js", "search.js")) <= 12_000


def test_the_fonts_of_an_english_page_are_under_their_budget() -> None:
    style = (STATIC / "style.css").read_text("utf-8")
    faces = re.findall(r"@font-face\{.*?\}", style)
    always = [re.search(r"url\((.*?)\)", face) for face in faces if "unicode-range" not in face]
    assert len(faces) == len(FONTS)
    assert sum((STATIC / found[1]).stat().st_size for found in always if found) < 100_000


@pytest.mark.parametrize("font", FONTS, ids=lambda font: font.stem)
def test_a_font_has_its_licence_beside_it(font: Path) -> None:
    licences = [file.stem.removeprefix("OFL-") for file in font.parent.glob("OFL-*.txt")]
    assert [licence for licence in licences if font.stem.startswith(licence)] != []

"""A site in a language that is written from right to left is the mirror of one that is not."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import FloatRect, Page

from tests.browser.conftest import Serve
from tests.build.conftest import example_in
from timeline.build import Options

STYLE = Path(__file__).parents[2] / "themes" / "default" / "static" / "style.css"
WORDS = """\
skip: تخط إلى المحتوى
threads: المسارات
published-words: نُشر في {date}
permalink: رابط دائم
"""
# A page, what stands at its start, what at its end, and an element of both.
SIDES = {
    "the date beside its events": ("2025/03/", ".day h4:not(.vh)", ".day .evs"),
    "a thread's dates beside its events": ("threads/works/", ".day .dt", ".day .evs"),
    "the timeline beside its rail": ("", ".cols > .list", ".rail"),
    "an event beside its side column": ("events/2025-03-11-storm/", ".body > div", ".side"),
    "what came before beside what came after": ("2025/03/", ".brand", ".nav"),
    "a mark beside its event": ("", ".ev .node", ".ev .title"),
}
# What names a physical side.
PHYSICAL = re.compile(
    r"[\w-]*\b(?:left|right)\b[\w-]*\s*:[^;}]*|[\w-]+\s*:[^;}]*(?<![\w.-])(?:left|right)\b[^;}]*|translateX|inset:[^;}]*"
)


def in_arabic(folder: Path, words: str) -> Options:
    """The example, in Arabic, with a theme of its own that has some words of that language."""
    options = example_in(folder)
    settings = options.content / "site.yaml"
    text = settings.read_text("utf-8").replace("language: en", "language: ar") + "theme: arabic\n"
    settings.write_text(text, "utf-8")
    strings = folder / "themes" / "arabic" / "strings"
    strings.mkdir(parents=True)
    (strings / "ar.yaml").write_text(words, "utf-8")
    return options


@pytest.fixture(scope="module")
def mirrored(serve: Serve, tmp_path_factory: pytest.TempPathFactory) -> str:
    return serve(in_arabic(tmp_path_factory.mktemp("arabic"), WORDS))


@pytest.fixture(scope="module")
def straight(serve: Serve, tmp_path_factory: pytest.TempPathFactory) -> str:
    return serve(example_in(tmp_path_factory.mktemp("straight")))


Box = Callable[[str], FloatRect]


def boxes(page: Page, first: str, second: str) -> tuple[FloatRect, FloatRect]:
    one, other = page.locator(first).first.bounding_box(), page.locator(second).first.bounding_box()
    assert one is not None
    assert other is not None
    return one, other


@pytest.mark.parametrize("case", SIDES)
def test_columns_change_sides(page: Page, mirrored: str, straight: str, case: str) -> None:
    path, first, second = SIDES[case]
    page.set_viewport_size({"width": 1440, "height": 900})
    page.goto(straight + path)
    one, other = boxes(page, first, second)
    assert one["x"] + one["width"] / 2 < other["x"] + other["width"] / 2
    page.goto(mirrored + path)
    assert page.evaluate("document.documentElement.dir") == "rtl"
    one, other = boxes(page, first, second)
    assert one["x"] + one["width"] / 2 > other["x"] + other["width"] / 2


@pytest.mark.parametrize("width", [320, 768, 1440])
@pytest.mark.parametrize("path", sorted({path for path, _, _ in SIDES.values()} | {"about/", "articles/courier/"}))
def test_a_mirrored_page_does_not_scroll_sideways(page: Page, mirrored: str, path: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(mirrored + path)
    assert page.evaluate("document.documentElement.scrollWidth") == width


def test_an_english_date_reads_from_left_to_right_among_arabic_words(page: Page, mirrored: str) -> None:
    page.goto(mirrored + "threads/works/")
    date = page.locator(".dt time").first
    assert date.evaluate("element => [element.lang, getComputedStyle(element).direction]") == ["en", "ltr"]


@pytest.mark.parametrize("rule", ["margin-left:1px", "float:right", "left:0", "text-align:left", "inset:0 auto 0 0"])
def test_a_physical_side_is_found(rule: str) -> None:
    assert PHYSICAL.search(f"p{{{rule}}}")


def test_the_style_sheet_knows_no_left_and_no_right() -> None:
    # What holds for one direction alone may name its sides.
    rules = re.sub(r"/\*.*?\*/|\[dir=rtl\][^}]*\}", "", STYLE.read_text("utf-8"), flags=re.DOTALL)
    found = [match[0] for match in PHYSICAL.finditer(rules)]
    assert found == []

"""The drawing as a browser shows it."""

import re
from collections.abc import Sequence
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Serve, Served
from tests.browser.sites import EXAMPLE, HARD
from tests.conftest import EVENT, write_content
from timeline.build import Options
from timeline.drawing.lettering import width

PAGES = [(EXAMPLE, "the timeline"), (EXAMPLE, "a year"), (EXAMPLE, "a month"), (HARD, "the timeline"), (HARD, "a year")]
# What is seen of the drawing: the boxes of its marks with their labels, by lane, and of the names of columns, by line.
BOXES = """() => {
  const seen = (each) => each.checkVisibility();
  const plot = [...document.querySelectorAll("svg.plot")].find(seen);
  const box = (each) => {
    const {left, right, top, bottom} = each.getBoundingClientRect();
    return {text: each.textContent, left, right, top, bottom};
  };
  const boxes = (which) => [...plot.querySelectorAll(which)].filter(seen).map(box);
  return {
    plot: box(plot),
    labels: boxes("a.mk > text"),
    shapes: boxes("a.mk > use"),
    columns: boxes(":scope > text, :scope > a:not(.bars):not(.mk) > text"),
  };
}"""


def overlap(one: dict[str, Any], other: dict[str, Any]) -> bool:
    beside = one["right"] <= other["left"] or other["right"] <= one["left"]
    # Glyphs are lower than the boxes of their lines.
    above = one["bottom"] <= other["top"] + 4 or other["bottom"] <= one["top"] + 4
    return not beside and not above


@pytest.mark.parametrize(("site", "name"), PAGES)
@pytest.mark.parametrize("wide", [320, 360, 704, 1100, 1280, 1440])
def test_labels_marks_and_names_keep_apart_and_inside(
    page: Page, served: Served, site: str, name: str, wide: int
) -> None:
    page.set_viewport_size({"width": wide, "height": 900})
    page.goto(served(site, name))
    page.evaluate("document.fonts.ready")
    seen = page.evaluate(BOXES)
    for kind in ("labels", "columns"):
        for one, other in combinations(seen[kind], 2):
            assert not overlap(one, other), (one, other)
    for label in seen["labels"]:
        assert seen["plot"]["left"] - 1 <= label["left"]
        assert label["right"] <= seen["plot"]["right"] + 1
        assert not any(overlap(label, shape) for shape in seen["shapes"])


@pytest.mark.parametrize("site", [EXAMPLE, HARD])
def test_text_is_no_wider_than_the_drawing_takes_it_to_be(page: Page, served: Served, site: str) -> None:
    page.set_viewport_size({"width": 1440, "height": 900})
    page.goto(served(site, "the timeline"))
    page.evaluate("document.fonts.ready")
    measured = page.evaluate(
        """() => [...document.querySelectorAll("svg.wide a.mk > text")].map(
            (each) => [each.textContent, each.getComputedTextLength(), each.parentNode.classList.contains("key")])"""
    )
    assert measured
    for text, length, bold in measured:
        assert length <= width(text, 12, bold)


@pytest.mark.parametrize("wide", [360, 1440])
def test_a_mark_leads_to_its_event(page: Page, served: Served, wide: int) -> None:
    page.set_viewport_size({"width": wide, "height": 900})
    address = served(EXAMPLE, "a month")
    page.goto(address)
    mark = page.locator("svg.plot:visible a.mk[href^='#e-']").first
    target = mark.get_attribute("href") or ""
    mark.locator("use").first.click(force=True)
    assert page.url == address + target
    assert page.locator(target).evaluate("card => card.matches(':target')")


def test_the_name_of_a_lane_is_that_of_its_thread_with_the_number_of_its_events(page: Page, served: Served) -> None:
    page.set_viewport_size({"width": 360, "height": 800})
    page.goto(served(EXAMPLE, "the timeline"))
    lanes = page.locator("svg.compact a.name")
    for place in range(lanes.count()):
        name = lanes.nth(place).locator("text").text_content()
        expect(lanes.nth(place)).to_have_accessible_name(re.compile(rf"^{re.escape(name or '')}, \d+ events?$"))
    assert lanes.count() > 1


def test_an_event_may_have_the_name_of_a_shape(page: Page, serve: Serve, tmp_path: Path) -> None:
    names = ("confirmed", "m1", "h2", "to-left", "fade-both", "hatch")
    write_content(tmp_path / "content", {f"events/{name}.yaml": EVENT for name in names})
    address = serve(Options(tmp_path / "content", tmp_path / "site", "2025-04-01")) + "2025/strip.svg"
    for name in names:
        page.goto(f"{address}#{name}")
        assert page.evaluate("document.querySelectorAll(':target .on').length") == 1


def test_a_name_of_a_column_leads_to_its_period(page: Page, served: Served) -> None:
    page.set_viewport_size({"width": 1440, "height": 900})
    page.goto(served(EXAMPLE, "the timeline"))
    page.locator("svg.wide > a:not(.bars)", has_text="2025").first.click()
    assert page.url.rstrip("/").rpartition("/")[2] in ("2025", "03")


def test_the_strip_of_a_year_shows_the_mark_that_the_fragment_names_and_no_other(page: Page, served: Served) -> None:
    address = served(EXAMPLE, "the timeline") + "2025/strip.svg"
    shown = """() => [...document.querySelectorAll(".on")]
        .filter((each) => getComputedStyle(each).display !== "none").map((each) => each.parentNode.id)"""
    page.goto(address)
    assert page.evaluate(shown) == []
    page.goto(f"{address}#2025-03-11-storm")
    assert page.evaluate(shown) == ["2025-03-11-storm"]


TOUCHING = """() => {
    const boxes = [...document.querySelectorAll("text")].map((text) => [text.textContent, text.getBoundingClientRect()])
        .filter(([, box]) => box.width);
    const touch = (one, other) => one.left < other.right && other.left < one.right
        && one.top < other.bottom - 3 && other.top < one.bottom - 3;
    return boxes.flatMap(([name, box], at) => [
        ...(box.left < -1 || box.right > innerWidth + 1 ? [[name, "outside"]] : []),
        ...boxes.slice(at + 1).filter(([, other]) => touch(box, other)).map(([other]) => [name, other]),
    ]);
}"""


@pytest.mark.parametrize("days", [range(3, 17), range(1, 32), (1, 9, 20, 30)], ids=["two weeks", "a month", "few"])
def test_names_of_columns_do_not_touch_in_the_strip_of_a_year_however_wide_it_is(
    page: Page, serve: Serve, tmp_path: Path, days: Sequence[int]
) -> None:
    events = {
        f"events/e{day}-{number}.yaml": EVENT.replace("03-11", f"03-{day:02}")
        for day in days
        # On the busiest days names are bold.
        for number in range(6 if 10 <= day <= 13 else 1)
    }
    write_content(tmp_path / "content", events)
    page.goto(serve(Options(tmp_path / "content", tmp_path / "site", "2025-04-01")) + "2025/strip.svg")
    for wide in (288, 400, 640, 719, 720, 721, 1007, 1008, 1240):
        page.set_viewport_size({"width": wide, "height": 200})
        assert (wide, page.evaluate(TOUCHING)) == (wide, [])


def test_an_event_page_shows_where_it_lies_in_its_year(page: Page, served: Served) -> None:
    page.goto(served(EXAMPLE, "a disputed event"))
    image = page.locator(".mini img")
    assert (image.get_attribute("src") or "").endswith("/2025/strip.svg#2025-03-11-storm")
    image.evaluate("image => image.decode()")
    assert (image.get_attribute("alt") or "").endswith("2025")


@pytest.mark.parametrize(("media", "wide"), [("print", 720), ("screen", 1440)])
def test_one_drawing_is_shown(page: Page, served: Served, media: Any, wide: int) -> None:
    page.set_viewport_size({"width": wide, "height": 900})
    page.emulate_media(media=media)
    page.goto(served(EXAMPLE, "the timeline"))
    shown = [name for name in ("wide", "compact") if page.locator(f"svg.{name}").first.is_visible()]
    assert shown == (["compact"] if media == "print" else ["wide"])


def test_without_javascript_every_mark_is_a_link(browser: Browser, served: Served) -> None:
    page = browser.new_page(java_script_enabled=False)
    page.goto(served(EXAMPLE, "the timeline"))
    links = page.locator("svg.plot a").evaluate_all("links => links.map((each) => each.getAttribute('href'))")
    page.close()
    assert links
    assert all(links)


def test_dark_pages_have_light_marks(page: Page, served: Served) -> None:
    colours = {}
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        page.goto(served(EXAMPLE, "the timeline"))
        text = page.locator("svg.plot text").first
        colours[scheme] = text.evaluate("text => Number(getComputedStyle(text).fill.split(/[(,]/)[1])")
    assert colours["light"] < 128 < colours["dark"]

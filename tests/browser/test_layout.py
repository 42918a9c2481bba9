"""Pages at every width, with text of twice the size, and with content that is hard on them: nothing is lost."""

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Served, open_to_stay
from tests.browser.sites import ALL

# Width in pixels, size of the text in percent.
VIEWS = ((320, 100), (320, 200), (360, 100), (768, 100), (1440, 100), (1600, 100))
# What does not fit: the page itself; lines of text outside of it, cut off, or upon one another. Of a line's height only
# the middle counts, for the boxes of big letters reach over those of their neighbours. Left out is what is hidden from
# sight for those who listen, what is shortened with an ellipsis, and what scrolls in a box of its own.
MISFITS = """percent => {
    document.documentElement.style.fontSize = `${percent}%`;
    const found = [], lines = [], width = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth > width)
        found.push(`the page is ${document.documentElement.scrollWidth} pixels wide`);
    const leftOut = new Map([[document.documentElement, false]]);
    const isLeftOut = element => {
        if (!leftOut.has(element)) {
            const style = getComputedStyle(element);
            leftOut.set(element, style.clipPath !== "none" || style.textOverflow === "ellipsis"
                || ["auto", "scroll"].includes(style.overflowX) && element.matches("table, pre")
                || element.matches(".skip") || isLeftOut(element.parentElement));
        }
        return leftOut.get(element);
    };
    const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), range = document.createRange();
    while (walk.nextNode()) {
        const text = walk.currentNode, element = text.parentElement;
        if (!text.data.trim() || isLeftOut(element)) continue;
        range.selectNodeContents(text);
        for (const box of range.getClientRects()) {
            if (box.width < 2) continue;
            if (box.left < -1 || box.right > width + 1) found.push(`outside: ${text.data.slice(0, 60)}`);
            for (let around = element; around !== document.body; around = around.parentElement) {
                const outer = around.getBoundingClientRect(), overflow = getComputedStyle(around).overflowX;
                if (overflow !== "visible" && (box.right > outer.right + 1 || box.left < outer.left - 1))
                    found.push(`cut off: ${text.data.slice(0, 60)}`);
            }
            const height = box.height * .25;
            lines.push({left: box.left + 1, right: box.right - 1, top: box.top + height, bottom: box.bottom - height,
                        text: text.data.trim().slice(0, 60), element});
        }
    }
    lines.sort((one, other) => one.top - other.top);
    lines.forEach((one, place) => {
        for (let next = place + 1; next < lines.length && lines[next].top < one.bottom; next++) {
            const other = lines[next];
            if (other.left < one.right && one.left < other.right) found.push(`upon ${one.text}: ${other.text}`);
        }
    });
    return [...new Set(found)];
}"""


@pytest.mark.parametrize(("site", "name"), ALL)
def test_nothing_is_outside_of_the_page_cut_off_or_upon_another(
    page: Page, served: Served, site: str, name: str
) -> None:
    open_to_stay(page, served(site, name))
    found = []
    for width, percent in VIEWS:
        page.set_viewport_size({"width": width, "height": 800})
        found += [f"{width}, {percent} %: {misfit}" for misfit in page.evaluate(MISFITS, percent)]
    assert found == []

"""Links to passages: Chromium goes to the words that a text directive names, among others that are the same."""

from pathlib import Path
from xml.sax.saxutils import escape

import pytest
from playwright.sync_api import Page

from timeline.pages.evidence import passage_url
from timeline.quotation import find, of_match, prepared

PARAGRAPHS = (
    "On Tuesday, envoys reached an accord on aid.",
    "They spoke, at length & “in detail” – for the U.S.-led talks – of a 30-day ceasefire.",
    "On Tuesday, envoys reached an accord on grain, said a spokesman.",
    "He spoke of it at length to all who asked, on Wednesday and again on the day after, before they left for home.",
    "Nothing is known of what the envoys said then, or to whom.",
)
TEXT = prepared("\n\n".join(PARAGRAPHS))


@pytest.mark.parametrize(
    ("quote", "paragraph"),
    [
        ('at length & "in detail" - for the U.S.-led talks - of a 30-day ceasefire', 2),
        ("On Tuesday, envoys reached an accord on grain", 3),
        ("at length to all", 4),
        ("to all who asked, on Wednesday and again on the day after, before they left for home", 4),
        ("all who asked […] left for home", 4),
        ("said then […] to whom", 5),
    ],
)
def test_a_browser_goes_to_the_passage(host: tuple[str, Path], page: Page, quote: str, paragraph: int) -> None:
    address, folder = host
    shown = "".join(f'<p style="margin: 0 0 3000px">{escape(words)}</p>' for words in PARAGRAPHS)
    (folder / "passages.html").write_text(f"<!doctype html><meta charset=utf-8><title>Passages</title>{shown}")
    match = find(quote, TEXT)
    assert match
    page.goto("about:blank")
    page.goto(passage_url(f"{address}/passages.html", of_match(match, TEXT)))
    page.wait_for_function("scrollY > 0")
    tops = page.evaluate("[...document.querySelectorAll('p')].map(one => one.getBoundingClientRect().top)")
    assert [number for number, top in enumerate(tops, 1) if 0 <= top < 720] == [paragraph]

"""timelinejs.json in the real TimelineJS: every event is a slide there, with its title and its date in our words."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import serving
from tests.browser.hard import write_hard_cases
from tests.browser.record import record_in
from tests.build.conftest import real_in
from tests.build.needed import timelinejs
from timeline.build import Options, build
from timeline.dates.days import MONTHS

# TimelineJS itself; its fonts would come from elsewhere.
SHOWING = """\
<!doctype html><html lang="en"><meta charset="utf-8"><title>Shown</title><link rel="icon" href="data:,">
<link rel="stylesheet" href="dist/css/timeline.css"><style>body {margin: 0} #shown {height: 90vh}</style>
<div id="shown"></div><script src="dist/js/timeline.js"></script><script>
new TL.Timeline("shown", location.search.slice(1), {font: null, script_path: location.origin + "/dist/js/"})
</script></html>
"""
UNKNOWN = "title: Nobody <b>knows</b> & so\ndate: XXXX\nthread: law\nsummary: It was.\n"
SLIDES = """() => [...document.querySelectorAll(".tl-slide")].map(slide => ({
    id: slide.id,
    headline: slide.querySelector("h2").textContent,
    date: slide.querySelector(".tl-headline-date").textContent,
    text: slide.querySelector(".tl-text-content")?.textContent || "",
}))"""


def hard_in(folder: Path) -> Options:
    return Options(content=write_hard_cases(folder / "content"), output=folder / "site", today="2025-04-01")


def record_with_an_unknown_date_in(folder: Path) -> Options:
    options = record_in(folder)
    (options.content / "events/unknown.yaml").write_text(UNKNOWN, "utf-8")
    return options


SITES = {"the demonstration": real_in, "hard cases": hard_in, "all kinds of dates": record_with_an_unknown_date_in}


@pytest.fixture(scope="module")
def showing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """The address of a page that shows a file beside it in TimelineJS, and the folder of both."""
    folder = tmp_path_factory.mktemp("timelinejs")
    (folder / "dist").symlink_to(timelinejs())
    (folder / "index.html").write_text(SHOWING, "utf-8")
    with serving(folder) as port:
        yield f"http://127.0.0.1:{port}/", folder


@pytest.mark.parametrize("site", SITES)
def test_every_event_is_a_slide_with_its_title_its_date_and_how_it_stands(
    page: Page, showing: tuple[str, Path], tmp_path: Path, site: str
) -> None:
    address, folder = showing
    options = SITES[site](tmp_path)
    report = build(options)
    assert report.update, report.problems
    shutil.copy(options.output / "timelinejs.json", folder / "shown.json")
    said, asked = watched(page)
    page.goto(f"{address}?shown.json")
    events = json.loads((options.output / "events.json").read_text("utf-8"))["events"]
    page.wait_for_function("count => document.querySelectorAll('.tl-slide').length === count", arg=len(events) + 1)
    page.wait_for_selector(".tl-timemarker", state="attached")
    title, *slides = page.evaluate(SLIDES)
    exported = json.loads((folder / "shown.json").read_text("utf-8"))["events"]
    assert {slide["id"] for slide in slides} == {event["id"] for event in events}
    by_id = {slide["id"]: slide for slide in slides}
    for event, of_event in zip(events, exported, strict=True):
        slide = by_id[event["id"]]
        assert slide["headline"] == event["title"]
        assert slide["date"] == (of_event.get("display_date") or dates_of_timelinejs(of_event))
        assert slide["text"].startswith(f"{event['status'].title()}.")
        assert event["summary"][:40] in " ".join(slide["text"].split())
    assert title["id"] == "_title"
    assert (said, [url for url in asked if not url.startswith((address, "data:"))]) == ([], [])


def watched(page: Page) -> tuple[list[str], list[str]]:
    """What will be said in the console, errors above all, and the addresses that will be asked for."""
    said: list[str] = []
    asked: list[str] = []
    page.on("console", lambda message: said.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda request: asked.append(request.url))
    return said, asked


def dates_of_timelinejs(slide: dict[str, Any]) -> str:
    """The date as TimelineJS itself shows it, which has to be no more than what is known."""
    return " — ".join(_shown(slide[end]) for end in ("start_date", "end_date") if end in slide)


def _shown(parts: dict[str, str]) -> str:
    year = int(parts["year"])
    month = MONTHS[int(parts["month"]) - 1] if "month" in parts else ""
    words = f"{month} {parts['day']}, {abs(year)}" if "day" in parts else f"{month} {abs(year)}".strip()
    if "hour" in parts:
        hour = int(parts["hour"])
        words = f"{hour % 12 or 12}:{parts['minute']} {'AM' if hour < 12 else 'PM'} {words}"
    return words + " BCE" * (year < 0)

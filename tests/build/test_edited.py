"""An edited body: its event's page and its line of events.json are made anew, and nothing else is even planned."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from tests.build.reading import files
from tests.conftest import Write
from timeline.build import Options, Report, build

EVENT = """\
title: {title}
date: 2025-03-{day:02}
thread: war
summary: It happened.
status: disputed
excerpts:
  - {{key: one, article: report, quote: "It happened."}}
  - {{article: report, quote: "It did not.", stance: contradicts}}
body: |
  {body}
"""
ARTICLE = "---\ntitle: A report\npublisher: A paper\npublished: 2025-03-30\n---\n"
EDITS = {
    "other words": "It was *otherwise*.[^one]",
    "a link to what it did not mention": "As [before](event:event-9).[^one]",
    "a link to another article": "As [told](article:other).[^one]",
    "a warning more": "Nobody says so.",
    "several lines, which move all below": "One.[^one]\n\n  Two.[^one]\n\n  Three.",
}
MISTAKES = {
    "a note that leads nowhere": "It was so.[^two]",
    "a link that leads nowhere": "It was [so](event:never).",
    "an image": "![It](storm.png)",
}


def event(number: int, body: str = "It was so.[^one]") -> str:
    return EVENT.format(title=f"Event {number}", day=number, body=body)


@pytest.fixture
def record(content: Write, tmp_path: Path) -> Options:
    events = {f"events/event-{number}.yaml": event(number) for number in range(1, 12)}
    articles = {"articles/report.md": ARTICLE, "articles/other.md": ARTICLE.replace("A report", "Another")}
    root = content({"site.yaml": "title: Case\noutputs: {cards: false, search: false}\n", **events, **articles})
    return Options(root, tmp_path / "site", "2025-04-01", cache=tmp_path / "cache")


def same_as_clean(options: Options, report: Report) -> None:
    clean = replace(options, output=options.output.with_name("clean"), cache=None)
    assert list(report.problems) == list(build(clean).problems)
    assert files(options.output) == files(clean.output)


@pytest.mark.parametrize("edit", EDITS)
def test_a_body_is_edited_without_planning_the_site(record: Options, edit: str) -> None:
    build(record)
    (record.content / "events/event-5.yaml").write_text(event(5, EDITS[edit]), "utf-8")
    report = build(record)
    assert report.update
    assert set(report.update.written) == {"build.json", "events.json", *EVENT_FILES}
    assert "plan" not in report.seconds
    same_as_clean(record, report)
    assert build(record).update == replace(report.update, written={}, kept=len(files(record.output)))


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_in_a_body_stops_the_build_as_ever(record: Options, mistake: str) -> None:
    build(record)
    before = files(record.output)
    (record.content / "events/event-5.yaml").write_text(event(5, MISTAKES[mistake]), "utf-8")
    report = build(record)
    assert report.update is None
    assert list(report.problems) == list(build(replace(record, cache=None)).problems)
    assert files(record.output) == before


EVENT_FILES = ("events/event-5/index.html", "events/event-5/index.json")


def edit_a_title(options: Options) -> None:
    file = options.content / "events/event-5.yaml"
    file.write_text(file.read_text("utf-8").replace("Event 5", "Event five"), "utf-8")


def edit_bodies(options: Options) -> None:
    for number in (4, 5, 6):
        (options.content / f"events/event-{number}.yaml").write_text(event(number, "Other.[^one]"), "utf-8")


def edit_a_body_and_an_article(options: Options) -> None:
    (options.content / "events/event-5.yaml").write_text(event(5, "Other.[^one]"), "utf-8")
    (options.content / "articles/report.md").write_text(ARTICLE.replace("A paper", "A journal"), "utf-8")


def deface(options: Options) -> None:
    (options.content / "events/event-5.yaml").write_text(event(5, "Other.[^one]"), "utf-8")
    (options.output / "events.json").write_text("{}")


@pytest.mark.parametrize(
    ("edit", "is_short"),
    [(edit_a_title, False), (edit_bodies, True), (edit_a_body_and_an_article, False), (deface, False)],
)
def test_whatever_is_edited_the_site_is_that_of_a_clean_build(
    record: Options, edit: Callable[[Options], None], is_short: bool
) -> None:
    build(record)
    edit(record)
    report = build(record)
    assert ("plan" not in report.seconds) is is_short
    same_as_clean(record, report)


@pytest.mark.parametrize("way", [{"drafts": True}, {"portable": True}, {"base_url": "https://example.org/"}], ids=str)
def test_one_cache_serves_several_sites(record: Options, tmp_path: Path, way: dict[str, bool]) -> None:
    other = replace(record, output=tmp_path / "other", **way)  # type: ignore[arg-type]
    for number in range(3):
        (record.content / "events/event-5.yaml").write_text(event(5, f"Version {number}.[^one]"), "utf-8")
        for options in (record, other):
            same_as_clean(options, build(options))

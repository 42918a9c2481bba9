"""Edited words of events: only those pages are planned that may show them, and only those made that do."""

import subprocess
import sys
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
    "a warning more": "Nobody says so.",
    "several lines, which move all below": "One.[^one]\n\n  Two.[^one]\n\n  Three.",
}
MISTAKES = {
    "a note that leads nowhere": "It was so.[^two]",
    "a link that leads nowhere": "It was [so](event:never).",
    "an image": "![It](storm.png)",
}


# Another text in the place of one in the fifth event, and whose pages show it besides its own.
WORDS = {
    "a title": ("Event 5", "What is new", {"event-4", "event-6"}),
    "a title that another event has": ("Event 5", "Event 9", {"event-4", "event-6", "event-9"}),
    "a summary": ("It happened.\nstatus", "It began.\nstatus", set()),
    "a link to what the body did not mention": ("It was so.", "It was [so](event:event-9).", set()),
    "a link to another article": ("It was so.", "It was [so](article:other).", set()),
}


def event(number: int, body: str = "It was so.[^one]") -> str:
    return EVENT.format(title=f"Event {number}", day=number, body=body)


def change(options: Options, number: int, old: str, new: str) -> None:
    file = options.content / f"events/event-{number}.yaml"
    text = file.read_text("utf-8")
    assert text.count(old) == 1
    file.write_text(text.replace(old, new), "utf-8")


def is_whole(report: Report) -> bool:
    return "search" in report.seconds


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
    assert set(report.update.written) == {"build.json", "events.csv", "events.json", "timelinejs.json", *EVENT_FILES}
    assert "plan" not in report.seconds
    same_as_clean(record, report)
    assert build(record).update == replace(report.update, written={}, kept=len(files(record.output)))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("title: Event 5", "title:"),
        ("title: Event 5", "title: {a: mapping}"),
        ("status: disputed\nexcerpts:", "status: disputed\nexcerpts: a text\nallow:"),
        ('quote: "It happened."', "quote: [a, list]"),
        ('- {key: one, article: report, quote: "It happened."}', "- It happened."),
        ("summary: It happened.", "summary: It [happened](event:never)."),
    ],
)
def test_a_mistake_in_words_stops_the_build_as_ever(record: Options, old: str, new: str) -> None:
    build(record)
    before = files(record.output)
    change(record, 5, old, new)
    report = build(record)
    assert report.update is None
    assert list(report.problems) == list(build(replace(record, cache=None)).problems)
    assert files(record.output) == before


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


def test_an_edited_body_loads_no_other_kind_of_page(record: Options) -> None:
    build(record)
    (record.content / "events/event-5.yaml").write_text(event(5, "Otherwise.[^one]"), "utf-8")
    code = f"""
import sys
from pathlib import Path
from timeline.build import Options, build
cache = Path({str(record.cache)!r})
report = build(Options(Path({str(record.content)!r}), Path({str(record.output)!r}), {record.today!r}, cache=cache))
print("events/event-5/index.html" in report.update.written, "timeline.pages.home" in sys.modules)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["True", "False"]


@pytest.mark.parametrize("edit", WORDS)
@pytest.mark.parametrize("has_search", [False, True])
def test_where_words_are_edited_no_other_event_is_planned(record: Options, edit: str, has_search: bool) -> None:
    if has_search:
        (record.content / "site.yaml").write_text("title: Case\noutputs: {cards: false}\n", "utf-8")
    old, new, others = WORDS[edit]
    build(record)
    change(record, 5, old, new)
    report = build(record)
    assert report.update
    assert not is_whole(report)
    written = {path.split("/")[1] for path in report.update.written if path.startswith("events/")}
    assert written == {"event-5", *others}
    same_as_clean(record, report)
    assert build(record).update == replace(report.update, written={}, kept=len(files(record.output)))


def test_a_page_that_only_a_draft_led_to_comes_and_goes_with_a_link_in_a_body(record: Options) -> None:
    (record.content / "actors.yaml").write_text("ghost: {name: A ghost, kind: person}\n", "utf-8")
    draft = event(12, "Said [a ghost](actor:ghost).").replace("status: disputed", "status: disputed\ndraft: true")
    (record.content / "events/event-12.yaml").write_text(draft, "utf-8")
    build(record)
    for old, new in (("so.[^one]", "[so](actor:ghost).[^one]"), ("[so](actor:ghost).[^one]", "so.[^one]")):
        assert (record.output / "actors/ghost/index.html").exists() is ("ghost" in old)
        change(record, 5, old, new)
        same_as_clean(record, build(record))


def test_where_a_list_has_one_part_more_all_is_planned(record: Options) -> None:
    long = f"summary: {'It happened. ' * 1_900}"
    for number in range(1, 12):
        change(record, number, "summary: It happened.", long)
    build(record)
    change(record, 5, "summary: It happened.", long)
    report = build(record)
    assert is_whole(report)
    assert report.update
    assert report.update.written["page/2/index.html"] == "it is new"
    same_as_clean(record, report)


def test_a_search_that_is_not_large_any_more_has_no_index_of_a_large_one(record: Options) -> None:
    (record.content / "site.yaml").write_text("title: Case\noutputs: {cards: false}\n", "utf-8")
    for number in (4, 5, 6):
        (record.content / f"events/event-{number}.yaml").write_text(event(number, "word " * 24_000), "utf-8")
    build(record)
    assert (record.output / "search/pagefind").is_dir()
    (record.content / "events/event-5.yaml").write_text(event(5), "utf-8")
    report = build(record)
    assert not (record.output / "search/pagefind").exists()
    same_as_clean(record, report)


def test_a_file_that_is_saved_while_the_build_reads_counts_as_it_was_read(record: Options) -> None:
    build(record)
    file = record.content / "events/event-5.yaml"
    for number in (4, 5):
        change(record, number, "status: disputed", "status: claimed")
    before = file.read_text("utf-8")

    def save(stage: str, done: int, of: int) -> None:
        # The fourth event has been read, the fifth not yet.
        if (stage, done) == ("reading", 1):
            file.write_text(before.replace("Event 5", "For a moment"), "utf-8")

    build(replace(record, told=save))
    assert "For a moment" in (record.output / "events.json").read_text("utf-8")
    file.write_text(before, "utf-8")
    same_as_clean(record, build(record))


def quote_more(options: Options) -> None:
    """So that the article's own warning tells of more words."""
    change(options, 5, "It did not.", "It did not, and will not.")


def edit_a_title_and_a_date(options: Options) -> None:
    change(options, 5, "title: Event 5\ndate: 2025-03-05", "title: Event five\ndate: 2025-03-09")


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
    [
        (edit_a_title_and_a_date, False),
        (quote_more, False),
        (edit_bodies, True),
        (edit_a_body_and_an_article, False),
        (deface, False),
    ],
)
def test_whatever_is_edited_the_site_is_that_of_a_clean_build(
    record: Options, edit: Callable[[Options], None], is_short: bool
) -> None:
    build(record)
    edit(record)
    report = build(record)
    assert is_whole(report) is not is_short
    same_as_clean(record, report)


@pytest.mark.parametrize("way", [{"drafts": True}, {"portable": True}, {"base_url": "https://example.org/"}], ids=str)
def test_one_cache_serves_several_sites(record: Options, tmp_path: Path, way: dict[str, bool]) -> None:
    other = replace(record, output=tmp_path / "other", **way)  # type: ignore[arg-type]
    for number in range(3):
        (record.content / "events/event-5.yaml").write_text(event(5, f"Version {number}.[^one]"), "utf-8")
        for options in (record, other):
            same_as_clean(options, build(options))

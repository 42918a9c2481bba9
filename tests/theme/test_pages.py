"""What the default theme's pages show, and how they name it."""

from collections.abc import Callable
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest

from tests.build.reading import document
from tests.conftest import EVENT, Files, Write
from timeline.build import Options, build

Pages = Callable[[Files, str], Element]


@pytest.fixture
def page(content: Write, tmp_path: Path) -> Pages:
    """Builds content files and gives one page: `page({"events/a.yaml": EVENT}, "events/a/")`."""

    def built(files: Files, path: str) -> Element:
        report = build(Options(content=content(files), output=tmp_path / "site", today="2025-04-01"))
        assert report.update, report.problems
        return document((tmp_path / "site" / path / "index.html").read_bytes())

    return built


def article(published: str, title: str = "A report", language: str = "uk") -> str:
    return f"---\ntitle: {title}\npublisher: A paper\npublished: {published}\nlanguage: {language}\n---\n"


def text(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())


def title(page: Element) -> str:
    return text(next(page.iter("title")))


def passages(page: Element) -> list[list[tuple[str, str | None]]]:
    """The quotations of each passage, with the language they are marked with."""
    return [
        [(text(quote), quote.get("lang")) for quote in figure.iter("blockquote")]
        for figure in page.iter("figure")
        if figure.get("class") == "x"
    ]


QUOTES = {
    "a quotation": ("quote: слово", [("“слово”", "uk")]),
    "a translation": ("quote: word\n    original: слово", [("“word”", None), ("“слово”", "uk")]),
}


@pytest.mark.parametrize("path", ["articles/report/", "events/a/"])
@pytest.mark.parametrize("case", QUOTES)
def test_only_what_is_in_the_articles_language_is_marked_so(page: Pages, case: str, path: str) -> None:
    written, shown = QUOTES[case]
    event = f"{EVENT}excerpts:\n  - article: report\n    {written}\n"
    built = page({"events/a.yaml": event, "articles/report.md": article("2025-03-12")}, path)
    assert passages(built) == [shown]


def test_a_passage_stands_once_for_each_thing_it_is_to_events(page: Pages) -> None:
    excerpt = "  - {article: report, quote: word, stance: STANCE, original: ORIGINAL}\n"
    kinds = [("supports", "one"), ("supports", "one"), ("contradicts", "one"), ("context", "one"), ("supports", "two")]
    events: dict[str, str | bytes] = {
        f"events/e{number}.yaml": f"{EVENT}seq: {number}\nexcerpts:\n"
        + excerpt.replace("STANCE", stance).replace("ORIGINAL", original)
        for number, (stance, original) in enumerate(kinds)
    }
    built = page({**events, "articles/report.md": article("2025-03-12")}, "articles/report/")
    figures = [figure for figure in built.iter("figure") if figure.get("class") == "x"]
    assert [len([*figure.iter("li")]) for figure in figures] == [2, 1, 1, 1]
    said = [text(next(figure.iter("figcaption"))).removesuffix(" Not compared: no captured text") for figure in figures]
    assert said == ["The article", "The article Contradicts", "The article Context", "The article"]


def test_articles_are_listed_newest_first_and_those_without_a_first_day_last(page: Pages) -> None:
    published = {
        "bce": '"-0043-03"',
        "old": "1999",
        "b-march": "2025-03-12",
        "a-march": "2025-03-12",
        "approximate": "2025-03-13~",
        "later": '"[2025-03-16..]"',
        "far": "Y17000",
        "by": '"[..2025-03-20]"',
    }
    files = {f"articles/{name}.md": article(date, title=name) for name, date in published.items()}
    built = page({**files, "articles/report.md": article("1999-01-01", title="first day")}, "articles/")
    assert [text(heading) for heading in built.iter("h2")] == [
        "far",
        "later",
        "approximate",
        "a-march",
        "b-march",
        "first day",
        "old",
        "bce",
        "by",
    ]


CORRECTIONS = {
    "the newest correction, no later clarification": (
        [("2025-03-13", "correction"), ("2025-03-14", "correction"), ("2025-03-15", "clarification")],
        "2025-03-14",
    ),
    "the newest where none is a correction": (
        [("2025-03-13", "update"), ("2025-03-14", "clarification")],
        "2025-03-14",
    ),
}


@pytest.mark.parametrize("case", CORRECTIONS)
def test_a_retracted_entry_says_why_with(page: Pages, case: str) -> None:
    corrections, shown = CORRECTIONS[case]
    lines = "".join(f"  - {{date: {day}, kind: {kind}, note: On {day}}}\n" for day, kind in corrections)
    event = EVENT + "status: retracted\ncorrections:\n" + lines
    gone = next(
        one for one in page({"events/a.yaml": event}, "events/a/").iter("section") if one.get("class") == "gone"
    )
    assert [time.get("datetime") for time in gone.iter("time")] == [shown]
    assert f"On {shown}" in text(gone)


SIEGE = EVENT.replace("An event", "Siege")
ABOUT = "---\ntitle: TITLE\n---\nText.\n"
# What a site holds, a page of it, and that page's title.
TITLES: dict[str, tuple[Files, str, str]] = {
    "an event": ({"events/a.yaml": SIEGE}, "events/a/", "Siege | Case"),
    "one of two events of one title": (
        {"events/a.yaml": SIEGE, "events/b.yaml": SIEGE.replace("2025-03-11", "2024~").replace("Siege", "SIEGE")},
        "events/b/",
        "SIEGE (event, about 2024) | Case",
    ),
    "a free page": ({"pages/x.md": ABOUT.replace("TITLE", "About")}, "x/", "About | Case"),
    "a free page with an event's title": (
        {"events/a.yaml": SIEGE, "pages/x.md": ABOUT.replace("TITLE", "siege")},
        "x/",
        "siege (page) | Case",
    ),
    "a free page with a section's name": (
        {"pages/x.md": ABOUT.replace("TITLE", "Sources")},
        "x/",
        "Sources (page) | Case",
    ),
    "a free page with another's title": (
        {"pages/x.md": ABOUT.replace("TITLE", "About"), "pages/y.md": ABOUT.replace("TITLE", "About")},
        "x/",
        "About (page, x) | Case",
    ),
}


@pytest.mark.parametrize("case", TITLES)
def test_a_title_tells_apart_what_has_one_name(page: Pages, case: str) -> None:
    files, path, shown = TITLES[case]
    assert title(page(files, path)) == shown


HEADINGS = {
    "2025-03-11": ("Tuesday 11 March 2025", "Tuesday 11"),
    "2011-11-11": ("Friday 11 November 2011", "Friday 11"),
    "2025-03-11T14:00": ("Tuesday 11 March 2025", "Tuesday 11"),
    "1582-10-14": ("14 October 1582", "14"),
    '"-0043-03-15"': ("15 March 44 BCE", "15"),
}


@pytest.mark.parametrize("date", HEADINGS)
def test_a_day_shows_its_weekday_if_it_has_one(page: Pages, date: str) -> None:
    built = page({"events/a.yaml": EVENT.replace("2025-03-11", date)}, "")
    assert [(day.get("aria-label"), text(day)) for day in built.iter("h4")] == [HEADINGS[date]]


@pytest.mark.parametrize(
    ("title", "whole"),
    [("A 30-day ceasefire", ["30-day"]), ("On 2025-03-11", []), ("A & B, 2-0 up <3-4>", ["2-0", "3-4"]), ("None", [])],
)
def test_a_number_and_its_word_stay_on_one_line(page: Pages, title: str, whole: list[str]) -> None:
    event = page({"events/a.yaml": EVENT.replace("An event", f"'{title}'")}, "events/a/")
    heading = next(event.iter("h1"))
    assert text(heading) == title
    assert [text(span) for span in heading.iter("span")] == whole

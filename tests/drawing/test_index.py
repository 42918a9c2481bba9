"""The first page of a very long record: what it weighs, and that nothing is lost on it."""

import random
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.conftest import EVENT, at_most, write_content
from timeline import dates
from timeline.compile import Timeline, compile_timeline
from timeline.content.load import load
from timeline.pages.home import home_pages
from timeline.pages.site import site_view
from timeline.pages.strips import strip_view
from timeline.pages.subject import Subject
from timeline.theme import Theme, theme_folders

THREADS = ("diplomacy", "battlefield", "statements", "sanctions", "background", "aid")
WORDS = ("harbour", "council", "quay", "storm", "minister", "envoy", "ceasefire", "report", "inquiry", "convoy")
EVENTS = 10_000


@pytest.fixture(scope="module")
def timeline(tmp_path_factory: pytest.TempPathFactory) -> Timeline:
    """Ten thousand events of every kind of date; one file is read, and the others are made of it."""
    threads = "".join(f"{name}: {{name: {name.capitalize()}}}\n" for name in THREADS)
    event = EVENT.replace("thread: war", f"thread: {THREADS[0]}")
    content = load(write_content(tmp_path_factory.mktemp("long"), {"threads.yaml": threads, "events/a.yaml": event}))
    one, chance = content.events["a"], random.Random(5)
    assert one.record is not None
    events = {}
    for number, date in enumerate(_dates(chance)):
        title = " ".join(chance.choices(WORDS, k=chance.randint(3, 14))).capitalize()
        weight = chance.choices(("major", "normal", "minor"), (1, 6, 3))[0]
        changed = {"title": title, "date": dates.parse(date), "thread": chance.choice(THREADS), "weight": weight}
        name = f"{number:05}-{title.lower().replace(' ', '-')[:60]}"
        events[name] = replace(one, id=name, record=one.record.model_copy(update=changed))
    return compile_timeline(replace(content, events=events), {})


def _dates(chance: random.Random) -> Iterator[str]:
    """Most of them days, a third within two weeks."""
    for _ in range(EVENTS):
        year, month, day = chance.randint(2009, 2025), chance.randint(1, 12), chance.randint(1, 28)
        if chance.random() < 0.33:
            year, month, day = 2025, 3, chance.randint(1, 16)
        whole = f"{year}-{month:02}-{day:02}"
        forms = (whole, whole[:7], whole[:4], f"[..{whole}]", f"{whole}/..", f"[{whole},{year + 1}-01-05]")
        yield chance.choices(forms, (80, 5, 3, 4, 4, 4))[0]


@pytest.fixture(scope="module")
def subject(timeline: Timeline) -> Subject:
    return Subject(timeline, site_view(timeline, "", False), (), "2025-04-01")


@pytest.fixture(scope="module")
def theme() -> Theme:
    return Theme(theme_folders("default", Path("nowhere")))


def test_its_html_and_its_drawing_are_light(subject: Subject, theme: Theme) -> None:
    first = next(home_pages(subject))
    view = strip_view(theme, first.data["strip"], "", subject.site)
    assert view is not None
    assert sum(len(part.encode()) for part in (view.wide, view.compact, view.names)) < 90_000
    assert len(first.write(theme, first.data)) < 150_000


def test_it_is_drawn_without_comparing_each_event_with_each(subject: Subject, theme: Theme) -> None:
    first = next(home_pages(subject))
    with at_most(seconds=5):
        strip_view(theme, first.data["strip"], "", subject.site)


def test_every_event_is_in_the_list_behind_it(subject: Subject) -> None:
    first, *others = home_pages(subject)
    assert not first.data["years"]
    days = (day for page in others for year in page.data["years"] for month in year.months for day in month.days)
    assert [row.id for day in days for row in day.rows] == [row.id for row in subject.timeline.rows]


def test_every_link_of_its_drawing_leads_to_a_page_of_the_plan(subject: Subject, theme: Theme) -> None:
    first, *others = home_pages(subject)
    html = first.write(theme, first.data).decode()
    drawing = html[html.index('<figure class="over"') : html.index("</figure>")]
    filed = [row.filed for row in subject.timeline.rows if row.filed]
    known = {f"{year}/" for year, _, _ in filed} | {f"{year}/{month:02}/" for year, month, _ in filed if month}
    known |= {page.path.removesuffix("index.html") for page in others} | {"#list"}
    known |= {f"events/{name}/" for name in subject.timeline.events} | {f"threads/{name}/" for name in THREADS}
    links = {link.partition("#")[0] or link for link in re.findall(r'<a [^>]*href="([^"]+)"', drawing)}
    assert links
    assert links <= known


def test_a_column_that_counts_a_year_leads_to_that_year(subject: Subject, theme: Theme) -> None:
    first = next(home_pages(subject))
    counted = re.findall(
        r'<a class="bars" href="([^"]+)"><title>[^<]*, (\d{4})</title>', first.write(theme, first.data).decode()
    )
    assert counted
    assert [(href, year) for href, year in counted if href != f"{year}/"] == []

"""The card of an event as a picture: whole builds, and what each card depends on."""

import subprocess
import sys
from dataclasses import replace
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from tests.browser.hard import write_hard_cases
from tests.build.conftest import example_in, with_cards
from tests.build.needed import ROOT
from tests.build.reading import files
from tests.cards.events import dated
from tests.conftest import EVENT, Write
from timeline.build import Options, Report, build
from timeline.cards import CannotDraw, as_png
from timeline.pages.card import write_card
from timeline.publish.manifest import read_manifest
from timeline.theme import Theme, theme_folders

THEME = Theme(theme_folders("default", Path("nowhere")))
PAPER, RULE, BLUE = (0xFD, 0xFD, 0xFB), (0xA4, 0xA5, 0x9F), (0x1F, 0x68, 0xBD)


def data(
    site_title: str = "The record",
    thread: str = "War",
    draft: bool = False,
    date: str = "2025-03-11",
    others: tuple[str, ...] = (),
    **changed: Any,
) -> dict[str, object]:
    """A card's data; others are dates that accounts give, and changed is what of the event is told otherwise."""
    event = dated(date, *others, **changed)
    return {"site_title": site_title, "event": event, "date": date, "thread": thread, "draft": draft, "look": ""}


def picture(**changed: Any) -> Image.Image:
    return Image.open(BytesIO(write_card(THEME, data(**changed)))).convert("RGB")


def inked(card: Image.Image, top: int, bottom: int) -> int:
    """How many pixels between two heights are not paper."""
    part = card.crop((0, top, card.width, bottom))
    return sum(number for number, colour in part.getcolors(1_000_000) or () if colour != PAPER)


def cards(site: dict[str, bytes]) -> dict[str, bytes]:
    return {path: content for path, content in site.items() if path.endswith("/card.png")}


@pytest.fixture
def record(content: Write, tmp_path: Path) -> Options:
    root = content(
        {"site.yaml": "title: Case\n", "events/a.yaml": EVENT, "events/b.yaml": EVENT.replace("An event", "Another")}
    )
    return Options(content=root, output=tmp_path / "site", today="2025-04-01", cache=tmp_path / "cache")


def made_of(options: Options) -> dict[str, str]:
    """A mark of what each card was made from, as the last build noted it: while it is the same, none is made again."""
    (manifest,) = (options.cache or options.output).glob("*.manifest")
    return {path: one.mark for path, one in read_manifest(manifest)[0].items() if path.endswith("/card.png")}


def built(options: Options) -> Report:
    report = build(options)
    assert report.update, report.problems
    return report


def test_every_event_has_a_card_at_its_earlier_addresses_too(tmp_path: Path) -> None:
    built(replace(with_cards(example_in(tmp_path)), base_url=""))
    site = files(tmp_path / "site")
    pages = {path.removesuffix("index.html") for path in site if path.startswith("events/") and path.count("/") == 2}
    assert {path.removesuffix("card.png") for path in cards(site)} == {
        path for path in pages if not path.endswith((".json", ".png"))
    }
    assert site["events/storm/card.png"] == site["events/2025-03-11-storm/card.png"]


def test_hard_cases_have_cards_of_the_right_size_that_are_not_heavy(tmp_path: Path) -> None:
    root = write_hard_cases(tmp_path / "content")
    built(Options(content=root, output=tmp_path / "site", today="2025-04-01", jobs=2))
    found = cards(files(tmp_path / "site"))
    assert len(found) == 23
    for path, content in found.items():
        card = Image.open(BytesIO(content))
        assert (card.format, card.size) == ("PNG", (1200, 630)), path
        assert len(content) < 40_000, path


def test_the_bytes_are_the_same_wherever_and_however_they_are_made(tmp_path: Path) -> None:
    """From another folder, in another process with another locale, time zone and hash seed, with no fonts installed."""
    script = (
        "import sys; from pathlib import Path; from timeline.pages.card import write_card; "
        "from timeline.drawing.event import Drawn; from timeline.theme import Theme, theme_folders; "
        f"sys.stdout.buffer.write(write_card(Theme(theme_folders('default', Path('nowhere'))), {data()!r}))"
    )
    other = {"PYTHONPATH": str(ROOT), "LC_ALL": "C", "TZ": "Asia/Tokyo", "PYTHONHASHSEED": "7", "HOME": str(tmp_path)}
    for folder in (tmp_path, ROOT):
        made = subprocess.run([sys.executable, "-c", script], cwd=folder, env=other, capture_output=True, check=True)
        assert made.stdout == write_card(THEME, data())


@pytest.mark.parametrize(
    "changed",
    [
        {"title": "Another"},
        {"date": "2025-03"},
        {"date": "2025-03-12"},
        {"others": ("2025-03-10",)},
        {"thread": "Peace"},
        {"slot": 2},
        {"slot": 5},
        {"status": "claimed"},
        {"status": "disputed"},
        {"status": "retracted"},
        {"draft": True},
        {"site_title": "Another record"},
    ],
    ids=str,
)
def test_a_card_shows_all_that_it_is_given(changed: dict[str, object]) -> None:
    assert picture(**changed).tobytes() != picture().tobytes()


def test_a_thread_of_a_later_round_has_its_shape_turned() -> None:
    assert picture(slot=7).tobytes() != picture(slot=2).tobytes()


def test_every_status_is_said() -> None:
    every = ("confirmed", "reported", "claimed", "disputed", "retracted")
    written = {picture(status=status).crop((300, 120, 1120, 180)).tobytes() for status in every}
    assert len(written) == len(every)


@pytest.mark.parametrize("title", ["A title", "Russian forces retake Sudzha", "A title of so many words " * 7])
def test_title_and_date_stand_in_the_middle_between_the_thread_and_the_strip(title: str) -> None:
    card = picture(title=title)
    inky = [top for top in range(176, 490) if inked(card, top, top + 1)]
    above, below = min(inky) - 176, 490 - max(inky)
    assert abs(above - below) < 24
    assert min(above, below) > 12


@pytest.mark.parametrize("slot", range(1, 6))
def test_paper_stays_as_it_is_named(slot: int) -> None:
    assert picture(slot=slot, title="A").getpixel((600, 300)) == PAPER


def test_what_fades_does_so_in_steps_that_are_not_seen() -> None:
    card = picture(date="[..2025-03-12]", slot=3)
    reds = [shade[0] for shade in (card.getpixel((x, 520)) for x in range(320, 440)) if isinstance(shade, tuple)]
    assert len(set(reds)) > 12
    assert max(abs(before - after) for before, after in pairwise(reds)) <= 4


@pytest.mark.parametrize("title", ["Київ заявив про відступ", "Łódź: ćwiczenia", "A fire 🔥"])
def test_a_title_in_letters_of_the_fonts_is_written(title: str) -> None:
    assert picture(title=title).tobytes() != picture(title="محادثات جدة").tobytes()


def test_a_title_in_other_letters_is_left_out_and_the_rest_stays() -> None:
    arabic, chinese = picture(title="محادثات جدة"), picture(title="停火")
    assert arabic.tobytes() == chinese.tobytes()
    assert inked(arabic, 120, 180) == inked(picture(), 120, 180) > 0
    assert inked(arabic, 480, 630) == inked(picture(), 480, 630) > 0


@pytest.mark.parametrize(
    ("status", "filled"), [("reported", {11}), ("claimed", set()), ("disputed", set()), ("retracted", set())]
)
def test_accounts_that_differ_on_the_date_have_a_shape_each_and_the_records_own_is_filled(
    status: str, filled: set[int]
) -> None:
    card = picture(others=("2025-03-05", "2025-03-21"), status=status)
    colours = {day: {card.getpixel((x, 534)) for x in range(*_columns(day))} for day in range(1, 32)}
    assert {day for day, found in colours.items() if BLUE in found} == set(range(5, 22))
    middles = {day: card.getpixel((sum(_columns(day)) // 2, 534)) for day in (5, 11, 21)}
    assert middles == {day: BLUE if day in filled else PAPER for day in middles}


def _columns(day: int) -> tuple[int, int]:
    """From which to which column of pixels a day of a month of 31 lies."""
    return round(80 + 1040 * (day - 1) / 31), round(80 + 1040 * day / 31)


def test_a_disputed_event_whose_date_is_not_has_a_shape_that_is_half_filled() -> None:
    left, right = (picture(status="disputed").getpixel((sum(_columns(11)) // 2 + aside, 534)) for aside in (-6, 6))
    assert (left, right) == (BLUE, PAPER)


@pytest.mark.parametrize("date", ["2025-03-11~", "[2024-12-31,2025-01-01]"])
def test_what_is_known_to_a_short_range_is_seen_not_to_be_certain(date: str) -> None:
    """Its tint is wider than its shape."""
    card = picture(date=date)
    tinted = [x for x in range(80, 1120) if card.getpixel((x, 514)) not in (PAPER, RULE)]
    assert max(tinted) - min(tinted) > 30


def test_what_lasted_is_paler_where_it_only_may_have() -> None:
    card = picture(date="2014-04/2014-08-01")
    perhaps, surely = (card.getpixel((80 + 1040 * days // 365, 548)) for days in (105, 150))
    assert surely == BLUE
    assert perhaps not in (BLUE, PAPER)


def test_a_date_without_a_year_has_a_card_without_a_strip() -> None:
    assert inked(picture(date="XXXX"), 480, 630) == 0


def test_only_the_card_of_the_event_that_was_changed_is_made_again(record: Options) -> None:
    built(record)
    before = made_of(record)
    event = record.content / "events" / "a.yaml"
    event.write_text(event.read_text("utf-8").replace("An event", "A changed event"), "utf-8")
    written = built(record).update
    assert written
    assert written.written["events/a/card.png"] == "its content changed"
    assert {path for path, mark in made_of(record).items() if mark != before[path]} == {"events/a/card.png"}


def test_what_a_card_does_not_show_changes_no_card(record: Options) -> None:
    style = record.content.parent / "themes" / "own" / "static" / "style.css"
    style.parent.mkdir(parents=True)
    style.write_text("h1{color:red}", "utf-8")
    (record.content / "site.yaml").write_text("title: Case\ntheme: own\n", "utf-8")
    built(record)
    before = made_of(record)
    event = record.content / "events" / "a.yaml"
    event.write_text(event.read_text("utf-8").replace("It happened.", "It did happen."), "utf-8")
    with (record.content / "threads.yaml").open("a", encoding="utf-8") as threads:
        threads.write("peace: {name: Peace}\n")
    style.write_text("h1{color:green}", "utf-8")
    update = built(record).update
    assert update
    assert {"events/a/index.html", "events/b/index.html"} <= set(update.written)
    assert len(before) == 2
    assert made_of(record) == before


OWN_CARD = """\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1200 630"><rect width="1200" height="630" fill="#00ff00"/></svg>
"""


def own_theme(record: Options, card: str) -> None:
    templates = record.content.parent / "themes" / "own" / "templates"
    templates.mkdir(parents=True, exist_ok=True)
    (templates / "card.svg").write_text(card, "utf-8")
    (record.content / "site.yaml").write_text("title: Case\ntheme: own\n", "utf-8")


def test_a_theme_of_its_own_draws_cards_of_its_own(record: Options) -> None:
    built(record)
    own_theme(record, OWN_CARD)
    built(record)
    card = Image.open(record.output / "events" / "a" / "card.png").convert("RGB")
    assert card.getcolors() == [(1200 * 630, (0, 255, 0))]


@pytest.mark.parametrize(
    ("card", "said"),
    [
        ("<svg", "card.svg:1:1: error[no-drawing]: "),
        ("", "card.svg:1:1: error[no-drawing]: "),
        ("{{ site.title }}", 'card.svg:1:4: error[unknown-variable]: there is no variable "site" here'),
        (
            "\n{{ lettering(title, ('fonts/none.woff2',), 400, (20,), 100) }}",
            "card.svg:2:23: error[unknown-asset]: there is no file",
        ),
        (
            "{{ lettering(title, ('style.css',), 400, (20,), 100) }}",
            "card.svg:1:1: error[template-failed]: one of these files is no font",
        ),
        ("{{ lettering(title, (), 400, (), 100) }}", "card.svg:1:1: error[template-failed]: "),
    ],
)
def test_a_mistake_in_a_card_stops_the_build_with_its_file(record: Options, card: str, said: str) -> None:
    own_theme(record, card)
    [problem] = build(record).problems
    assert said in str(problem)


def test_what_is_no_drawing_is_refused() -> None:
    with pytest.raises(CannotDraw):
        as_png("<p>")


def test_titles_are_text_and_no_markup() -> None:
    assert inked(picture(title="</svg><b>&amp;"), 190, 420) > 3_000


def test_without_the_output_there_is_no_card_and_none_is_named(record: Options) -> None:
    (record.content / "site.yaml").write_text("title: Case\noutputs: {cards: false}\n", "utf-8")
    built(replace(record, base_url="https://example.org/"))
    site = files(record.output)
    assert not cards(site)
    assert b"card.png" not in b"".join(site.values())

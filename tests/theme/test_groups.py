"""What the pages of actors, places, tags, threads and articles gather."""

from collections.abc import Callable
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest

from tests.build.reading import document
from tests.conftest import EVENT, Files, Write
from timeline.build import Options, build

Pages = Callable[[Files], Callable[[str], Element]]
ACTORS = "anna: {name: Anna, kind: person, role: Engineer}\nbo: {name: Bo}\ncy: {name: Cy}\n"
PLACES = "quay: {name: The Quay, same_as: ['https://example.org/quay']}\n"
QUOTED = "excerpts:\n  - {article: report, quote: it fell, speaker: anna, locator: paragraph 2}\n"
ACCOUNTS = "status: disputed\naccounts:\n  - {by: anna, says: It *fell*.}\n  - {by: Somebody, says: It held.}\n"


@pytest.fixture
def site(content: Write, tmp_path: Path) -> Pages:
    """Builds content files and gives its pages: `site({"events/a.yaml": EVENT})("actors/anna/")`."""

    def built(files: Files) -> Callable[[str], Element]:
        registers: Files = {"actors.yaml": ACTORS, "places.yaml": PLACES}
        report = build(Options(content=content({**registers, **files}), output=tmp_path / "site", today="2025-04-01"))
        assert report.update, report.problems
        return lambda path: document((tmp_path / "site" / path / "index.html").read_bytes())

    return built


def event(day: int, title: str = "An event", more: str = "", actors: str = "anna") -> str:
    written = EVENT.replace("2025-03-11", f"2025-03-{day:02}").replace("An event", title)
    return f"{written}actors: [{actors}]\n{more}"


def text(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())


def of_class(page: Element, name: str) -> list[Element]:
    return [element for element in page.iter() if name in (element.get("class") or "").split()]


def said(page: Element) -> list[str]:
    return [text(item) for listed in of_class(page, "said") for item in listed]


def cards(page: Element) -> list[str]:
    return [text(title) for title in of_class(page, "title")]


def test_an_actors_words_stand_in_the_order_of_the_events(site: Pages) -> None:
    files = {"events/b.yaml": event(12, "Later", QUOTED), "events/a.yaml": event(11, "Earlier", QUOTED)}
    words = said(site(files)("actors/anna/"))
    assert words == [
        "Tuesday 11 March 2025 Exact day “it fell” Reported A paper, paragraph 2 Earlier",
        "Wednesday 12 March 2025 Exact day “it fell” Reported A paper, paragraph 2 Later",
    ]


def test_what_is_reported_of_an_actor_has_no_quotation_marks(site: Pages) -> None:
    words = said(site({"events/a.yaml": event(11, "Siege", ACCOUNTS)})("actors/anna/"))
    assert words == ["Tuesday 11 March 2025 Exact day It fell. Disputed In this record’s own words Siege"]


def test_an_actors_page_lists_every_event_once(site: Pages) -> None:
    files = {"events/a.yaml": event(11, "Speaks", QUOTED), "events/b.yaml": event(12, "Is named")}
    page = site(files)("actors/anna/")
    assert (len(said(page)), cards(page)) == (1, ["Is named"])


@pytest.mark.parametrize("path", ["actors/bo/", "threads/war/", "tags/stone/"])
def test_only_those_who_speak_have_words(site: Pages, path: str) -> None:
    page = site({"events/a.yaml": event(11, "Siege", QUOTED + "tags: [stone]\n", "anna, bo")})(path)
    assert (said(page), cards(page)) == ([], ["Siege"])


def test_an_entry_keeps_company_with_what_its_events_name_most(site: Pages) -> None:
    files = {
        "events/a.yaml": event(11, actors="anna, cy", more="places: [quay]\n"),
        "events/b.yaml": event(12, actors="anna, bo, cy", more="tags: [stone]\n"),
    }
    counted = [[text(item) for item in listed] for listed in of_class(site(files)("actors/anna/"), "counted")]
    assert counted == [["War2"], ["Cy2", "Bo1"], ["The Quay1"], ["stone1"]]


def test_a_place_leads_to_what_else_is_known_of_it(site: Pages) -> None:
    page = site({"events/a.yaml": event(11, more="places: [quay]\n")})("places/quay/")
    assert "https://example.org/quay" in [link.get("href") for link in page.iter("a")]


def test_a_list_names_eight_events_of_an_entry_and_leads_to_the_others(site: Pages) -> None:
    files = {f"events/e{day:02}.yaml": event(day, f"Event {day}") for day in range(1, 11)}
    listed = {text(next(item.iter("h2"))): text(item) for item in next(iter(of_class(site(files)("actors/"), "idx")))}
    assert listed["Anna"].startswith("Anna Engineer Event 1Saturday 1 March 2025 Event 2")
    assert listed["Anna"].endswith("Event 8Saturday 8 March 2025 All 10 events")
    assert listed["Bo"] == "Bo No event names it yet."


def test_an_article_names_those_it_quotes_and_its_neighbours(site: Pages) -> None:
    front = "---\ntitle: {}\npublisher: A paper\npublished: 2025-03-{}\n---\n"
    files = {
        "events/a.yaml": event(11, more=QUOTED + "  - {article: report, quote: it held, speaker: A witness}\n"),
        "articles/newer.md": front.format("Newer", 14),
        "articles/older.md": front.format("Older", 10),
    }
    page = site(files)("articles/report/")
    (counted,) = of_class(page, "counted")
    assert [text(item) for item in counted] == ["A witness1", "Anna1"]
    (side,) = of_class(page, "side")
    hrefs = [link.get("href") for link in side.iter("a")]
    assert [href for href in hrefs if href and "articles" in href] == ["../../articles/newer/", "../../articles/older/"]


def test_an_event_of_forty_actors_names_all_of_them_and_its_card_eight(site: Pages) -> None:
    register = "".join(f"a{n}: {{name: Actor {n}}}\n" for n in range(40))
    named = ", ".join(f"a{n}" for n in range(40))
    built = site({"actors.yaml": register, "events/a.yaml": event(11, actors=named)})
    facts = [text(fact) for listed in of_class(built("events/a/"), "facts") for fact in listed]
    assert facts[-1] == "Actors" + ", ".join(f"Actor {n}" for n in range(40))
    (card,) = of_class(built(""), "ev")
    assert "Actor 7 and 32 more" in text(card)
    assert "Actor 8" not in text(card)


def test_each_part_of_an_actors_page_counts_the_events_of_all(site: Pages) -> None:
    files = {f"events/e{day}.yaml": event(day, f"Event {day}") for day in range(2, 6)}
    built = site({**files, "events/e1.yaml": event(1, "Speaks", QUOTED), "site.yaml": "title: Case\npage_size: 2\n"})
    parts = ["actors/anna/", "actors/anna/page/2/", "actors/anna/page/3/"]
    headings = [text(next(one for one in built(part).iter("h2") if one.get("id") == "h-events")) for part in parts]
    assert headings == ["4 other events"] * 3


@pytest.mark.parametrize("locator", ["12²", "①", "paragraph " + "9" * 5_000, "٣", "007"])
def test_any_locator_has_its_place(site: Pages, locator: str) -> None:
    excerpts = "".join(
        f"  - {{article: report, quote: {word}, locator: '{where}'}}\n"
        for word, where in (("b", "paragraph 11"), ("odd", locator), ("a", "paragraph 3"))
    )
    page = site({"events/a.yaml": event(11, more="excerpts:\n" + excerpts)})("articles/report/")
    quotes = [text(quote) for quote in page.iter("blockquote")]
    assert sorted(quotes) == ["“a”", "“b”", "“odd”"]
    assert quotes.index("“a”") < quotes.index("“b”")


def test_what_has_nothing_beside_it_has_no_empty_side(site: Pages) -> None:
    built = site({"events/a.yaml": event(11), "site.yaml": "title: Case\noutputs: {facet_feeds: false}\n"})
    assert [len([*built(path).iter("aside")]) for path in ("actors/bo/", "actors/anna/", "articles/report/")] == [
        0,
        1,
        0,
    ]


def test_a_month_leads_to_its_days(site: Pages) -> None:
    built = site({"events/a.yaml": event(11), "events/b.yaml": event(13), "events/c.yaml": event(13, "Other")})
    leads = [(a.get("href"), a.get("aria-label"), text(a)) for a in built("2025/03/").iter("a") if a.get("aria-label")]
    assert leads == [("#2025-03-11", "Tuesday 11 March 2025", "11"), ("#2025-03-13", "Thursday 13 March 2025", "13")]
    assert [a for a in built("2025/").iter("a") if a.get("aria-label")] == []

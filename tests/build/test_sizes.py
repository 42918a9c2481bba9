"""However much there is, no page is too heavy to load, and what is listed is listed once, in order, over the parts."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest

from tests.build.heavy import write_heavy
from tests.build.reading import dead_links, document, files
from tests.conftest import EVENT, Write
from timeline.build import Options, build

HEAVIEST = 400_000
PAGES_ALONE = dict.fromkeys(("event_json", "embed", "cards", "facet_feeds", "search", "map"), "false")
BARE = f"outputs: {{{', '.join(f'{name}: false' for name in PAGES_ALONE)}}}\n"
# The heaviest that a reader may meet: characters of several bytes, and signs that HTML writes as several more.
DENSE = "Сражение «за» & 'под' <Суджей> "
Site = dict[str, bytes]


def site_of(root: Path, portable: bool = False) -> Site:
    report = build(Options(content=root, output=root.parent / "site", today="2025-04-01", portable=portable))
    assert report.update, report.problems
    return files(root.parent / "site")


@pytest.fixture(scope="module")
def heavy(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """Long texts, and a page_size that sets no bound: weight alone cuts the lists."""
    root = tmp_path_factory.mktemp("heavy") / "content"
    write_heavy(root, 320, {"page_size": "10000", "outputs": PAGES_ALONE})
    return site_of(root)


def parts(site: Site, folder: str) -> list[bytes]:
    """The pages of a list, in order."""
    found = [site[f"{folder}index.html"]]
    while next_part := site.get(f"{folder}page/{len(found) + 1}/index.html"):
        found.append(next_part)
    return found


def cards(site: Site, folder: str) -> list[str]:
    """The ids of the events that a list shows, over all its parts."""
    return [
        card[1].decode() for page in parts(site, folder) for card in re.finditer(rb'<article [^>]*id="e-([^"]+)"', page)
    ]


def linked(page: Element, place: str) -> Iterator[str]:
    """The ids of the events that the items of lists of a class lead to."""
    for element in page.iter():
        if element.get("class") == place:
            for item in element.iter("li"):
                found = (re.search(r"events/([^/]+)/", link.get("href") or "") for link in item.iter("a"))
                yield next(event[1] for event in found if event)


def shown(site: Site, folder: str, place: str) -> list[str]:
    return [event for page in parts(site, folder) for event in linked(document(page), place)]


def in_order(site: Site) -> list[str]:
    return [event["id"] for event in json.loads(site["events.json"])["events"]]


def too_heavy(site: Site) -> list[tuple[str, int]]:
    return [(path, len(page)) for path, page in site.items() if path.endswith(".html") and len(page) >= HEAVIEST]


def test_no_page_of_a_heavy_record_is_too_heavy(heavy: Site) -> None:
    assert too_heavy(heavy) == []
    assert len(parts(heavy, "")) > 1


def test_every_event_is_on_the_timeline_once_and_in_order(heavy: Site) -> None:
    assert cards(heavy, "") == in_order(heavy)


@pytest.mark.parametrize("kind", ["threads", "places", "tags"])
def test_every_event_of_a_group_is_in_its_list_once_and_in_order(heavy: Site, kind: str) -> None:
    events = json.loads(heavy["events.json"])["events"]
    names = {name for event in events for name in event.get(kind, (event["thread"],))}
    for name in names:
        named = [event["id"] for event in events if name in event.get(kind, (event["thread"],))]
        assert cards(heavy, f"{kind}/{name}/") == named, name


def test_years_list_their_events_once_and_in_order(heavy: Site) -> None:
    years = sorted(path.removesuffix("index.html") for path in heavy if re.fullmatch(r"\d{4}/index\.html", path))
    assert [event for year in years for event in cards(heavy, year)] == in_order(heavy)


def dense(number: int, more: str = "") -> str:
    title, summary = json.dumps(DENSE * 4, ensure_ascii=False), json.dumps(DENSE * 9, ensure_ascii=False)
    return f"title: {title}\ndate: {1200 + 3 * number}-01-05\nthread: war\nsummary: {summary}\n{more}"


def test_no_page_is_too_heavy_where_texts_are_dense_and_every_event_has_a_year_of_its_own(content: Write) -> None:
    events = {f"events/{number:03}-{'long-id-' * 8}x.yaml": dense(number) for number in range(190)}
    site = site_of(content({**events, "site.yaml": "title: Case\n" + BARE}), portable=True)
    assert too_heavy(site) == []
    assert cards(site, "") == in_order(site)
    assert len(parts(site, "")) == 2


SMALL = "title: Case\npage_size: 7\n"
KINDS = ("Answered by", "Has as parts", "See also")
QUOTING = "excerpts: [{article: report, quote: One passage, locator: paragraph 2}]\n"


def numbered(count: int, more: str = "") -> dict[str, str]:
    return {f"events/e{number:02}.yaml": f"{EVENT}seq: {number}\n{more}" for number in range(count)}


def test_a_passage_that_many_events_quote_goes_on_from_part_to_part(content: Write) -> None:
    site = site_of(content({"site.yaml": SMALL, **numbered(20, QUOTING)}))
    pages = parts(site, "articles/report/")
    assert shown(site, "articles/report/", "ilist") == in_order(site)
    assert [page.count(b"One passage") for page in pages] == [1, 1, 1]
    assert [b"Continued from the previous part" in page for page in pages] == [False, True, True]


def test_what_an_event_is_tied_to_goes_on_on_further_pages(content: Write) -> None:
    kinds = ("part-of", "see-also", "responds-to")
    related = {
        f"events/e{number:02}.yaml": f"{EVENT}seq: {number}\nrelations: [{{type: {kinds[number % 3]}, event: hub}}]\n"
        for number in range(20)
    }
    site = site_of(content({"site.yaml": SMALL, **related, "events/hub.yaml": EVENT}))
    pages = [document(page) for page in parts(site, "events/hub/")]
    assert sorted(shown(site, "events/hub/", "ilist")) == [f"e{number:02}" for number in range(20)]
    headings = [[heading.text for heading in page.iter("h3") if heading.text in KINDS] for page in pages]
    assert headings == [["Answered by", "Has as parts"], ["Has as parts", "See also"], ["See also"]]
    assert dead_links(site) == []


def test_an_actors_words_count_for_the_weight_of_its_page(content: Write) -> None:
    excerpt = "  - {article: report, speaker: ana, quote: QUOTE}\n"
    events = {
        f"events/e{number:02}.yaml": f"{EVENT}seq: {number}\nactors: [ana]\nexcerpts:\n"
        + "".join(excerpt.replace("QUOTE", f"{place} {'word ' * 55}".strip()) for place in range(20))
        for number in range(40)
    }
    site = site_of(content({"actors.yaml": "ana: {name: Ana}\n", **events}))
    assert too_heavy(site) == []
    assert list(dict.fromkeys(shown(site, "actors/ana/", "said"))) == in_order(site)


def test_later_parts_say_at_their_top_where_they_stand(content: Write) -> None:
    site = site_of(content({"site.yaml": SMALL, **numbered(20)}))
    for folder in ("", "2025/", "2025/03/", "threads/war/"):
        lines = [p for page in parts(site, folder) for p in document(page).iter("p") if p.get("class") == "row mu"]
        said = [["".join(piece.itertext()) for piece in line] for line in lines]
        assert [line for line in said if line[0].startswith("Part")] == [
            ["Part 2 of 3", "Previous part", "Next part"],
            ["Part 3 of 3", "Previous part"],
        ]


def test_years_to_jump_to_are_gathered_where_they_are_many(content: Write) -> None:
    events = {f"events/y{year}.yaml": EVENT.replace("2025-03-11", str(year)) for year in range(1000, 1245)}
    site = site_of(content({**events, "site.yaml": f"title: Case\npage_size: 100\n{BARE}"}))
    page = document(site["page/2/index.html"])
    (jump,) = [nav for nav in page.iter("nav") if nav.get("aria-label") == "Jump to year"]
    named = {"".join(link.itertext()): link.get("href") for link in jump.iter("a")}
    assert len(named) == 123
    assert [*named][:2] + [*named][-1:] == ["1000 – 1001 (2)", "1002 – 1003 (2)", "1244 (1)"]
    assert (named["1000 – 1001 (2)"], named["1100 – 1101 (2)"]) == ("../../page/2/#y-1000", "../../page/3/#y-1100")
    assert b'id="y-1000"' in site["page/2/index.html"] and b'id="y-1100"' in site["page/3/index.html"]


def test_lists_of_entries_name_only_as_many_events_as_there_is_room_for(content: Write) -> None:
    tags = {f"t{number}": {"name": f"Tag {number}", "description": "word " * 300} for number in range(190)}
    named = [f"tags: [{', '.join(list(tags)[start : start + 95])}]\n" for start in (0, 95)]
    events = {f"events/e{number}.yaml": dense(number, named[number // 2]) for number in range(4)}
    site = site_of(content({**events, "tags.yaml": json.dumps(tags), "site.yaml": "title: Case\n" + BARE}))
    assert len(parts(site, "tags/")) == 2
    assert too_heavy(site) == []

"""The map and the locators in the built site: what they show, what they depend on, where there are none."""

from collections.abc import Iterator
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest
import yaml
from lxml import etree

from tests.build.reading import dead_links, document, files
from tests.conftest import EVENT, Files, write_content
from timeline.build import Options, build
from timeline.drawing.map.panels import MOST_MARKED

PLACES = """\
kyiv: {name: Kyiv, country: Ukraine, lat: 50.45, lon: 30.52}
jeddah: {name: Jeddah, lat: 21.54, lon: 39.17, aliases: [jidda]}
suva: {name: Suva, lat: -18.14, lon: 178.44}
pole: {name: South Pole, lat: -90, lon: 0}
nowhere: {name: Nowhere}
"""
# Nothing but pages: what else a site may have is slow to make, and no part of this.
OFF = ", ".join(f"{name}: false" for name in ("event_json", "embed", "cards", "facet_feeds", "search"))
BARE = f"title: Case\noutputs: {{{OFF}}}\n"
CONTENT: Files = {
    "places.yaml": PLACES,
    "events/a.yaml": f"{EVENT}places: [kyiv, nowhere]\n",
    "events/b.yaml": f"{EVENT}places: [jeddah, suva, kyiv, pole, nowhere]\n",
}
LOCATORS = {f"places/{name}/map.svg" for name in ("kyiv", "jeddah", "jidda", "suva", "pole")}
SVG = "{http://www.w3.org/2000/svg}"
Site = dict[str, bytes]


def site_of(root: Path, content: Files, portable: bool = False) -> Site:
    write_content(root / "content", {"site.yaml": BARE, **content})
    report = build(
        Options(root / "content", root / "site", "2025-04-01", root / "cache", portable=portable, base_url="")
    )
    assert report.update, report.problems
    return files(root / "site")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return site_of(tmp_path_factory.mktemp("map"), CONTENT)


def drawn(page: bytes) -> list[Element]:
    """The panels of a map."""
    return [figure for figure in document(page).iter("figure") if figure.get("class") == "map"]


def links_in(element: Element) -> list[str]:
    return [link.get("href", "") for link in element.iter() if link.get("href")]


def text(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())


def locators(page: bytes) -> Iterator[tuple[str, str]]:
    """Address and words of each small map on a page."""
    images = (image for image in document(page).iter("img") if image.get("src", "").endswith("map.svg"))
    return ((image.get("src", ""), image.get("alt", "")) for image in images)


def test_every_place_with_coordinates_is_marked_and_leads_to_its_page(site: Site) -> None:
    marked = [link for panel in drawn(site["map/index.html"]) for link in links_in(panel) if "places/" in link]
    assert sorted(marked) == [f"../places/{name}/" for name in ("jeddah", "kyiv", "pole", "suva")]


def test_marks_say_the_number_of_events(site: Site) -> None:
    titles = {text(title) for panel in drawn(site["map/index.html"]) for title in panel.iter(f"{SVG}title")}
    assert titles == {"Kyiv: 2 events", "Jeddah: 1 event", "South Pole: 1 event", "Suva: 1 event"}


def test_the_list_has_every_place_and_says_which_are_not_marked(site: Site) -> None:
    page = document(site["map/index.html"])
    entries = [text(entry) for entry in page.iter("li") if entry.find("h2") is not None]
    assert [entry.split(maxsplit=1)[0] for entry in entries] == ["Kyiv", "Jeddah", "South", "Suva", "Nowhere"]
    assert "Ukraine50.45° N 30.52° E" in entries[0]
    assert "no coordinates" in entries[-1]
    assert "4 of 5 places are marked" in text(drawn(site["map/index.html"])[0])


@pytest.mark.parametrize("portable", [False, True])
def test_every_link_of_a_map_leads_somewhere(tmp_path: Path, portable: bool) -> None:
    crowd = {f"p{n}": {"name": f"Town {n}", "lat": str(48 + n / 9), "lon": str(38 + n % 4 / 9)} for n in range(12)}
    far = {"far": {"name": "Far", "lat": "38.9", "lon": "-77"}}
    site = site_of(tmp_path, {"places.yaml": yaml.safe_dump(crowd | far)}, portable)
    overview = drawn(site["map/index.html"])[0]
    assert "#area-A" in links_in(overview)
    assert dead_links({path: page for path, page in site.items() if path != "404.html"}) == []


def test_a_frame_says_what_it_holds_and_counts_an_event_of_two_places_once(tmp_path: Path) -> None:
    crowd = {f"p{n}": {"name": f"Town {n}", "lat": str(48 + n / 9), "lon": str(38 + n % 4 / 9)} for n in range(12)}
    far = {"far": {"name": "Far", "lat": "38.9", "lon": "-77"}}
    events = {"events/a.yaml": f"{EVENT}places: [p1, p2, far]\n", "events/b.yaml": f"{EVENT}places: [p2]\n"}
    site = site_of(tmp_path, {"places.yaml": yaml.safe_dump(crowd | far), **events})
    titles = [text(title) for title in drawn(site["map/index.html"])[0].iter(f"{SVG}title")]
    assert titles == ["Area A: 12 places, 2 events", "Far: 1 event"]


def test_a_locator_is_a_drawing_that_stands_alone(site: Site) -> None:
    assert {path for path in site if path.endswith("/map.svg")} == LOCATORS
    for path in LOCATORS:
        root = etree.fromstring(site[path])
        assert root.get("width") == "300"
        assert b"prefers-color-scheme:dark" in site[path]
        assert b"href" not in site[path]
        assert len(site[path]) < 10_000
    (name,) = etree.fromstring(site["places/kyiv/map.svg"]).iter(f"{SVG}text")
    assert name.text == "Kyiv"


def test_pages_show_where_their_places_lie_and_say_it_in_words(site: Site) -> None:
    assert [*locators(site["places/kyiv/index.html"])] == [
        ("../../places/kyiv/map.svg", "Map of the region: Kyiv, 50.45° N 30.52° E")
    ]
    assert [*locators(site["places/nowhere/index.html"])] == []
    shown = [source for source, _ in locators(site["events/b/index.html"])]
    assert shown == [f"../../places/{name}/map.svg" for name in ("jeddah", "suva", "kyiv")]


def test_an_event_shows_no_locator_of_a_place_that_another_shows_already(tmp_path: Path) -> None:
    near = "sudzha: {name: Sudzha, lat: 51.19, lon: 35.27}\n"
    event = f"{EVENT}places: [nowhere, kyiv, sudzha, jeddah]\n"
    site = site_of(tmp_path, {"places.yaml": PLACES + near, "events/a.yaml": event})
    shown = [source for source, _ in locators(site["events/a/index.html"])]
    assert shown == ["../../places/kyiv/map.svg", "../../places/jeddah/map.svg"]


EDITS: dict[str, Files] = {
    "another event": {"events/c.yaml": f"{EVENT}places: [jeddah]\n"},
    "another place's name": {"places.yaml": PLACES.replace("name: Kyiv", "name: Kiev")},
    "another place moves": {"places.yaml": PLACES.replace("50.45", "10.45")},
    "another place": {"places.yaml": PLACES + "oslo: {name: Oslo, lat: 59.9, lon: 10.7}\n"},
    "another thread": {"threads.yaml": "war: {name: War}\ntalks: {name: Talks}\n"},
}


@pytest.mark.parametrize("edit", EDITS)
def test_a_locator_is_not_written_again_when_something_else_changes(tmp_path: Path, edit: str) -> None:
    site_of(tmp_path, CONTENT)
    file = tmp_path / "site/places/jeddah/map.svg"
    before = file.stat().st_mtime_ns, file.stat().st_ino
    site_of(tmp_path, {**CONTENT, **EDITS[edit]})
    assert (file.stat().st_mtime_ns, file.stat().st_ino) == before


@pytest.mark.parametrize(("words", "others"), [("21.54", "31.54"), ("name: Jeddah", "name: Jidda")])
def test_a_locator_changes_with_its_place(tmp_path: Path, words: str, others: str) -> None:
    before = site_of(tmp_path, CONTENT)
    after = site_of(tmp_path, {**CONTENT, "places.yaml": PLACES.replace(words, others)})
    changed = {path for path in LOCATORS if before[path] != after[path]}
    assert changed == {"places/jeddah/map.svg", "places/jidda/map.svg"}


NO_MAP: dict[str, Files] = {
    "it is switched off": {**CONTENT, "site.yaml": f"title: Case\noutputs: {{map: false, {OFF}}}\n"},
    "no place has coordinates": {"places.yaml": "nowhere: {name: Nowhere}\n", "events/a.yaml": EVENT},
    "there are no places": {"events/a.yaml": EVENT},
}


@pytest.mark.parametrize("case", NO_MAP)
def test_there_is_nothing_of_a_map_where(tmp_path: Path, case: str) -> None:
    site = site_of(tmp_path, NO_MAP[case])
    assert [path for path in site if path.startswith("map/") or path.endswith("map.svg")] == []
    told = [path for path, page in site.items() if b"map.svg" in page or b'map/"' in page]
    assert told == []


def test_a_long_list_goes_on_while_the_drawings_stand_on_its_first_part(tmp_path: Path) -> None:
    places = {f"p{n}": {"name": f"Place {n}", "lat": str(n % 50), "lon": str(n * 7 % 360 - 180)} for n in range(20)}
    settings = f"{BARE}page_size: 8\n"
    site = site_of(tmp_path, {"site.yaml": settings, "places.yaml": yaml.safe_dump(places), "events/a.yaml": EVENT})
    parts = [site["map/index.html"], site["map/page/2/index.html"], site["map/page/3/index.html"]]
    assert [bool(drawn(part)) for part in parts] == [True, False, False]
    listed = [text(heading) for part in parts for heading in document(part).iter("h2")]
    assert sorted(listed) == sorted(place["name"] for place in places.values())


def test_a_map_of_a_great_many_places_is_not_too_heavy(tmp_path: Path) -> None:
    names = [f"p{n:04}-{'x' * 60}" for n in range(MOST_MARKED + 20)]
    places = {
        name: {"name": "«Место» & <место> " * 3 + str(n), "lat": str(n * 37 % 160 - 80), "lon": str(n * 53 % 360 - 180)}
        for n, name in enumerate(names)
    }
    events = {f"events/e{n:02}.yaml": f"{EVENT}places: [{', '.join(names[n * 40 : n * 40 + 40])}]\n" for n in range(13)}
    site = site_of(tmp_path, {**events, "places.yaml": yaml.safe_dump(places, allow_unicode=True)})
    assert max(len(page) for path, page in site.items() if path.startswith("map/")) < 400_000
    assert f"{MOST_MARKED} of {len(places)} places" in site["map/index.html"].decode()

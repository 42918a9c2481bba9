"""Land on maps: the file it is read from, the poles and the date line, and that it is cut off at the window."""

import hashlib
import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.drawing.lettering import width as text_width
from timeline.drawing.map.coast import OVER, clip, clipped_land, coast_path
from timeline.drawing.map.land import FILE, SHA256, land
from timeline.drawing.map.locator import EDGE, RADIUS, SIZE, land_share, locator, region
from timeline.drawing.map.projection import MERCATOR, MILLER, Projection
from timeline.drawing.map.window import Window, window

names = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "Zs")), min_size=1, max_size=60)
shares = st.floats(-3, 3).map(lambda share: round(share, 3))
rings = st.lists(st.tuples(shares, shares), min_size=3, max_size=12).map(tuple)
# Where land and sea are known; degrees east and north.
Known = dict[str, tuple[float, float]]
LAND: Known = {"Moscow": (37.6, 55.8), "Denver": (-105, 39.7), "Chukotka": (-174, 66.5), "the South Pole": (50, -90)}
SEA: Known = {
    "the Atlantic": (-40, 30),
    "the Black Sea": (34, 43.3),
    "the Caspian": (51, 41.5),
    "the North Pole": (0, 90),
}


def is_on_land(longitude: float, latitude: float) -> bool:
    """By the rule that coasts are filled by: a line from the point crosses them an odd number of times."""
    shown = window([(longitude, latitude)], 10)
    x, y = shown.at(longitude, latitude)
    crossed = 0
    for ring in clipped_land(shown):
        for (left, top), (right, bottom) in pairwise((*ring, ring[0])):
            if (top > y) != (bottom > y) and x < left + (y - top) / (bottom - top) * (right - left):
                crossed += 1
    return crossed % 2 == 1


def test_the_file_is_the_one_that_the_program_names() -> None:
    assert hashlib.sha256(FILE.read_bytes()).hexdigest() == SHA256
    assert (FILE.parent / "LICENSE").exists()


@pytest.mark.parametrize(("name", "known"), [*((name, True) for name in LAND), *((name, False) for name in SEA)])
def test_land_is_where_it_is_known_to_be(name: str, known: bool) -> None:
    assert is_on_land(*(LAND | SEA)[name]) == known


@pytest.mark.parametrize("name", LAND | SEA)
def test_land_is_drawn_once_and_the_same_after_each_turn_around_the_world(name: str) -> None:
    longitude, latitude = (LAND | SEA)[name]
    shown = [Window(MILLER, (longitude + turn, MILLER.y(latitude)), 60) for turn in (-360, 0, 360)]
    west, here, east = map(land_share, shown)
    assert -1e-9 <= here <= 1 + 1e-9
    assert west == pytest.approx(here)
    assert east == pytest.approx(here)


def test_no_ring_jumps_across_the_map() -> None:
    for ring in land():
        assert max(abs(before[0] - after[0]) for before, after in pairwise(ring) if abs(after[1]) < 90) < 20


@given(rings)
def test_what_is_clipped_lies_within_the_square(ring: tuple[tuple[float, float], ...]) -> None:
    assert all(-1e-9 <= share <= 1 + 1e-9 for point in clip(ring, (0, 0), (1, 1)) for share in point)


@given(st.lists(st.tuples(st.floats(0, 1), st.floats(0, 1)), min_size=3, max_size=12).map(tuple))
def test_what_lies_within_is_not_changed(ring: tuple[tuple[float, float], ...]) -> None:
    assert clip(ring, (0, 0), (1, 1)) == ring


@given(st.floats(-180, 180), st.floats(-90, 90), st.floats(2, 400), st.sampled_from([MERCATOR, MILLER]))
def test_a_coast_stays_close_to_its_window(
    longitude: float, latitude: float, width: float, projection: Projection
) -> None:
    shown = Window(projection, (longitude, projection.y(latitude)), width)
    for ring in clipped_land(shown):
        assert all(-OVER - 1e-9 <= share <= 1 + OVER + 1e-9 for point in ring for share in point)
    assert re.fullmatch(r"[-\dMlz ]*", coast_path(shown, 1500))


@given(st.floats(-85, 85), st.sampled_from([MERCATOR, MILLER]))
def test_a_projection_can_be_undone(latitude: float, projection: Projection) -> None:
    assert projection.latitude(projection.y(latitude)) == pytest.approx(latitude, abs=1e-9)


@pytest.mark.parametrize(
    ("longitude", "latitude"), [(36.19, 51.73), (-77, 38.9), (-9.14, 38.7), (5, 24), (15.6, 78.2), (18.4, -33.9)]
)
def test_a_locator_shows_both_land_and_sea(longitude: float, latitude: float) -> None:
    assert 0.05 < land_share(region(longitude, latitude)) < 0.95


@given(names, st.floats(-180, 180), st.floats(-90, 90))
def test_a_locators_mark_and_name_are_well_within_it(name: str, longitude: float, latitude: float) -> None:
    drawn = locator(name, longitude, latitude)
    assert 20 <= drawn.x <= drawn.width - 20
    assert 15 <= drawn.y <= drawn.height - 15
    assert len(drawn.coast) < 8_000
    assert name.startswith(drawn.name.removesuffix("…"))
    right, top, bottom = drawn.name_x + text_width(drawn.name, SIZE, bold=True), drawn.name_y - SIZE, drawn.name_y + 4
    assert drawn.name_x >= EDGE
    assert right <= drawn.width - EDGE + 0.1
    assert top >= 0
    assert bottom <= drawn.height
    is_beside = drawn.name_x >= drawn.x + RADIUS or right <= drawn.x - RADIUS
    assert is_beside or bottom <= drawn.y - RADIUS or top >= drawn.y + RADIUS


def test_a_name_that_no_locator_holds_is_cut_short() -> None:
    drawn = locator("The territory of the Far Eastern Republic, as it was proclaimed in 1920", 108, 52)
    assert drawn.name.startswith("The territory of the")
    assert drawn.name.endswith("…")

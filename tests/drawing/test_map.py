"""The map of places: what is marked, named and framed, whatever the places are."""

import re
from collections.abc import Iterator, Sequence
from itertools import combinations, product
from random import Random

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from timeline.drawing.lettering import width as text_width
from timeline.drawing.map.panels import MOST_MARKED, Frame, Mark, Panel, panels
from timeline.drawing.map.room import SIZE, Label
from timeline.drawing.map.spots import Located
from timeline.drawing.map.svg import Target, panel_svg
from timeline.drawing.map.window import ASPECT

# What site's pages show panels at: any width, and from where on labels that are for wide panels alone are shown.
NARROW, OVERVIEW_WIDE, AREA_WIDE = (288, 328, 450, 479), (480, 608, 819, 1012, 1240), (310, 397, 608, 700, 1040)

names = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "Zs")), min_size=1, max_size=24)
anywhere = st.tuples(st.floats(-90, 90), st.floats(-180, 180))
# A crowd around one point: most records tell of one region.
crowd = st.tuples(anywhere, st.lists(st.tuples(st.floats(-4, 4), st.floats(-4, 4)), max_size=25)).map(
    lambda drawn: [
        (max(-90.0, min(90.0, drawn[0][0] + north)), (drawn[0][1] + east + 180) % 360 - 180) for north, east in drawn[1]
    ]
)


@st.composite
def places(draw: st.DrawFn) -> list[Located]:
    positions = [*draw(st.lists(anywhere, min_size=1, max_size=30)), *draw(crowd), *draw(crowd)]
    # Some at one position with another.
    positions += draw(st.lists(st.sampled_from(positions), max_size=3))
    return [
        Located(f"p{number}", draw(names), north, east, draw(st.integers(0, 60)))
        for number, (north, east) in enumerate(positions)
    ]


Rectangle = tuple[float, float, float, float]


def drawn_text(label: Label, x: float, y: float, width: float) -> Rectangle:
    """Left, top, right, bottom of a label's letters on a panel so many pixels wide."""
    long = text_width(label.text, SIZE, bold=True)
    left = x * width + label.dx - {"start": 0, "middle": long / 2, "end": long}[label.anchor]
    baseline = y * width / ASPECT + label.dy
    return left, baseline - 10, left + long, baseline + 2


def drawn_mark(mark: Mark, width: float) -> Rectangle:
    x, y, reach = mark.spot.x * width, mark.spot.y * width / ASPECT, max(mark.spot.radius, 1.8)
    return x - reach, y - reach, x + reach, y + reach


def drawn_frame(frame: Frame, width: float) -> Rectangle:
    left, top = frame.x * width, frame.y * width / ASPECT
    return left, top, left + frame.width * width, top + frame.height * width / ASPECT


def shown_labels(panel: Panel, width: float, is_wide: bool) -> Iterator[Rectangle]:
    named = [
        *((mark.label, mark.spot.x, mark.spot.y) for mark in panel.marks),
        *((frame.label, *frame.at) for frame in panel.frames),
        *((line.label, line.at, 1.0) for line in panel.meridians),
        *((line.label, 0.0, line.at) for line in panel.parallels),
    ]
    return (drawn_text(label, x, y, width) for label, x, y in named if label and (is_wide or not label.wide))


def overlap(one: Rectangle, other: Rectangle) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def within(one: Rectangle, other: Rectangle) -> bool:
    return one[0] > other[0] and one[1] > other[1] and one[2] < other[2] and one[3] < other[3]


def collisions(panel: Panel) -> Iterator[tuple[float, Rectangle, Rectangle]]:
    """What stands upon another at some width, or outside of the panel."""
    wide = AREA_WIDE if panel.area else OVERVIEW_WIDE
    for width in (*NARROW, *wide):
        labels = list(shown_labels(panel, width, is_wide=width in wide))
        solid = [drawn_mark(mark, width) for mark in panel.marks]
        solid += [drawn_frame(frame, width) for frame in panel.frames]
        letters = {drawn_text(frame.label, *frame.at, width): frame for frame in panel.frames if frame.label}
        whole = (0.0, 0.0, float(width), width / ASPECT)
        yield from ((width, one, other) for one, other in combinations(labels, 2) if overlap(one, other))
        for one in labels:
            # A letter may stand in its own frame, but not across it.
            own = drawn_frame(letters[one], width) if one in letters else None
            yield from (
                (width, one, other)
                for other in solid
                if overlap(one, other) and not (other == own and within(one, other))
            )
        for label in labels:
            if label[0] < 0 or label[1] < 0 or label[2] > whole[2] or label[3] > whole[3]:
                yield width, label, whole


def svgs(located: Sequence[Located]) -> list[str]:
    targets = {place.id: Target(f"../places/{place.id}/", place.name) for place in located}
    areas = {letter: Target(f"#area-{letter}", letter) for letter in "ABCDE"}
    return [panel_svg(panel, "Map", targets, areas) for panel in panels(located)]


BESIDE_A_LARGE_CIRCLE = [
    Located(f"p{number}", "0", float(latitude), 0.0, count)
    for number, (latitude, count) in enumerate([(0, 0), (0, 0), (3, 0), (-18, 6), (20, 0), (-85, 0), (87, 0)])
]


@settings(max_examples=60)
@given(places())
@example(BESIDE_A_LARGE_CIRCLE)
def test_no_label_is_upon_another_or_a_mark_or_a_frame_nor_leaves_its_panel(located: list[Located]) -> None:
    for panel in panels(located):
        assert [*collisions(panel)] == []


@settings(max_examples=30)
@given(places())
def test_every_place_is_on_the_overview_and_marked_and_linked_once(located: list[Located]) -> None:
    overview, *_ = panels(located)
    everywhere = sorted(place.id for place in located)
    assert sorted(place.id for place in overview.places) == everywhere
    linked = re.findall(r'href="\.\./places/(\w+)/"', "".join(svgs(located)))
    assert sorted(linked) == everywhere


@settings(max_examples=30)
@given(places())
def test_nothing_is_marked_in_a_frame(located: list[Located]) -> None:
    for panel in panels(located):
        for frame, mark in product(panel.frames, panel.marks):
            x, y = mark.spot.x, mark.spot.y
            assert not (frame.x < x < frame.x + frame.width and frame.y < y < frame.y + frame.height)


@settings(max_examples=30)
@given(places())
def test_every_frame_is_the_area_of_a_panel_and_lies_within_its_own(located: list[Located]) -> None:
    drawn = panels(located)
    framed = [frame for panel in drawn for frame in panel.frames]
    assert [frame.area for frame in framed] == [panel.area for panel in drawn[1:]]
    for frame in framed:
        assert min(frame.x, frame.y, 1 - frame.x - frame.width, 1 - frame.y - frame.height) > -1e-6
        assert frame.width <= 0.5


@settings(max_examples=15)
@given(places(), st.randoms(use_true_random=False))
def test_the_order_of_the_places_changes_no_byte(located: list[Located], chance: Random) -> None:
    shuffled = list(located)
    chance.shuffle(shuffled)
    assert svgs(shuffled) == svgs(located)


@settings(max_examples=30)
@given(places())
def test_positions_are_in_percent_and_no_number_is_endless(located: list[Located]) -> None:
    for svg in svgs(located):
        numbers = re.findall(r' c?[xy]="([^"]+)"', svg)
        assert all(re.fullmatch(r"-?\d+(\.\d{1,2})?%", number) for number in numbers)
        assert not re.search(r'="-?(?:nan|inf)\b', svg)


def at(latitude: float, longitude: float, count: int = 1, name: str = "A place") -> Located:
    return Located(f"{latitude}/{longitude}/{name}".replace(" ", "-"), name, latitude, longitude, count)


# Places, and the degrees of longitude that their overview shows at most.
WINDOWS = {
    "one place": ([at(38.7, -9.1)], 24),
    "Fiji and Samoa": ([at(-18.1, 178.4), at(-13.8, -171.8)], 25),
    "Kamchatka and Alaska": ([at(53, 158.7), at(61.2, -149.9)], 70),
    "both sides of the date line": ([at(0, 180), at(0, -180)], 24),
    "Europe": ([at(38.7, -9.1), at(55.8, 37.6)], 70),
    "around the world": ([at(10, longitude) for longitude in range(-180, 180, 5)], 380),
    "both poles": ([at(90, 0), at(-90, 0)], 520),
}


@pytest.mark.parametrize("case", WINDOWS)
def test_the_overview_shows_no_more_than_it_must(case: str) -> None:
    located, degrees = WINDOWS[case]
    assert panels(located)[0].window.width <= degrees


@pytest.mark.parametrize(
    ("latitudes", "projection"),
    [((10, 50), "mercator"), ((-35, 78), "mercator"), ((-78, 78), "miller"), ((0, 83), "miller"), ((90,), "miller")],
)
def test_mercators_projection_gives_way_where_it_would_show_little_else_than_the_poles(
    latitudes: Sequence[float], projection: str
) -> None:
    overview, *_ = panels([at(latitude, 20) for latitude in latitudes])
    assert overview.window.projection.name == projection


def test_circles_are_as_large_in_area_as_their_number_of_events() -> None:
    overview, *_ = panels([at(0, 0, 1), at(0, 20, 4), at(0, 40, 9)])
    areas = {mark.spot.place.count: mark.spot.radius**2 for mark in overview.marks}
    assert areas[4] == pytest.approx(4 * areas[1])
    assert areas[9] == pytest.approx(9 * areas[1])


CROWD = [at(48 + number / 3, 38 + number % 3 / 2, 2, f"Town number {number}") for number in range(8)]


def test_places_that_crowd_have_a_panel_of_their_own_on_which_more_of_them_are_named() -> None:
    overview, area, *_ = panels([*CROWD, at(38.9, -77), at(21.5, 39.2)])
    assert {mark.spot.place.name for mark in area.marks} >= {place.name for place in CROWD}
    assert {mark.spot.place.name for mark in overview.marks}.isdisjoint(place.name for place in CROWD)
    (frame,) = overview.frames
    assert frame.label
    assert frame.label.text == area.area == "A"
    assert sum(mark.label is not None for mark in area.marks) >= 6


# Places beside a crowd: near its frame, near the panel's edge, and near each other.
BESIDE_A_CROWD = {
    "above it": [at(55.75, 37.62, name="Moscow"), at(24, 45, name="Saudi Arabia"), at(21.5, 39.2, name="Jeddah")],
    "left of it": [at(50.4, 30.5, name="Kyiv"), at(47, 28.9, name="Chisinau")],
    "at the edge": [at(47.2, 62, name="A long name at the edge"), at(30, 62, name="Another long name")],
}


@pytest.mark.parametrize("case", BESIDE_A_CROWD)
def test_a_place_beside_a_crowd_is_named_at_every_width(case: str) -> None:
    overview, *_ = panels([*CROWD, at(38.9, -77.04, 2, "Washington"), *BESIDE_A_CROWD[case]])
    alone = {mark.spot.place.name: mark.label for mark in overview.marks}
    assert [name for name, label in alone.items() if label is None or label.wide] == []
    assert alone.keys() >= {place.name for place in BESIDE_A_CROWD[case]}


def test_what_finds_no_room_at_first_may_choose_before_others() -> None:
    (overview,) = panels([at(-9, -19, 9, "A" * 10), at(-8, -29, 7, "B" * 16)])
    assert [mark.label and mark.label.wide for mark in overview.marks] == [False, False]


def test_a_number_is_set_off_from_the_name_before_it() -> None:
    (svg,) = svgs([at(10, 10, 5, "Kursk Oblast")])
    assert re.search(r">Kursk Oblast <tspan [^>]*font-weight=\"400\">5</tspan></text>", svg)


def test_places_with_room_have_no_other_panel_and_all_are_named() -> None:
    (overview,) = panels([at(38.9, -77), at(21.5, 39.2), at(55.7, 37.6), at(-33.9, 18.4)])
    assert all(mark.label for mark in overview.marks)


def test_two_places_at_one_position_are_both_named() -> None:
    (overview,) = panels([at(10, 10, 3, "One"), at(10, 10, 1, "Other")])
    assert [mark.label.text for mark in overview.marks if mark.label] == ["One 3", "Other 1"]


def test_of_a_great_many_places_those_with_most_events_are_marked() -> None:
    located = [at(number % 60, number / 4 - 100, number, "A") for number in range(MOST_MARKED + 100)]
    overview, *_ = panels(located)
    assert {place.count for place in overview.places} == set(range(100, MOST_MARKED + 100))


def test_names_are_escaped() -> None:
    (svg,) = svgs([at(10, 10, 1, '<b>"&')])
    assert "&lt;b&gt;&quot;&amp; <tspan" in svg
    assert "<b>" not in svg


def test_dots_in_a_row_have_their_names_above_and_below() -> None:
    row = [at(0, number * 4, 0, f"A long name {number}") for number in range(6)]
    overview, *_ = panels(row)
    assert sum(mark.label is not None for mark in overview.marks) >= 4

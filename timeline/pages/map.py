"""The map of all places with coordinates, and beside each place's page a small drawing of where it lies."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from html import escape
from typing import Any

from markupsafe import Markup

from timeline import address
from timeline.drawing.map.locator import locator
from timeline.drawing.map.panels import MOST_MARKED, Panel, panels
from timeline.drawing.map.spots import Located
from timeline.drawing.map.svg import Target, panel_svg
from timeline.page import Data, Page
from timeline.pages.geography import is_mapped, position_in_words
from timeline.pages.group import with_first_events
from timeline.pages.linked_data import web_page
from timeline.pages.subject import Subject
from timeline.pages.weight import weight
from timeline.text import by_name
from timeline.theme import Theme

FOLDER = "map/"
# Bytes: the coasts of all panels, and a mark without its texts.
COASTS, A_MARK = 60_000, 550
# The places that the caption of an area names.
MOST_NAMED = 3


@dataclass(frozen=True, slots=True)
class PanelView:
    """A drawing: `area` is the letter of its frame, empty for the overview.

    names are those of its places that have most events, more says how many others there are.
    """

    area: str
    svg: Markup
    names: tuple[str, ...]
    more: int
    projection: str


def map_pages(subject: Subject) -> Iterator[Page]:
    timeline = subject.timeline
    if not is_mapped(timeline):
        return
    rows = subject.grouped["place"]
    plotted = [
        Located(name, place.name, place.lat, place.lon, len(rows.get(name, ())))
        for name, place in timeline.places.items()
        if place.lat is not None and place.lon is not None
    ]
    yield from _map(subject, tuple(sorted(plotted, key=lambda place: (-place.count, place.id))[:MOST_MARKED]))


def locator_names(subject: Subject) -> Iterable[str]:
    timeline = subject.timeline
    plotted = (name for name, place in timeline.places.items() if position_in_words(place))
    return plotted if timeline.settings.outputs.map else ()


def locator_pages(subject: Subject, name: str) -> Iterator[Page]:
    place = subject.timeline.places[name]
    data = {"name": place.name, "longitude": place.lon, "latitude": place.lat}
    for one in (name, *place.aliases):
        yield Page(address.of_entry("place", one) + "map.svg", write_locator, data)


def write_map(theme: Theme, data: Data) -> bytes:
    plotted: tuple[Located, ...] = data["plotted"]
    drawn = panels(plotted) if plotted else ()
    link = partial(address.relative, data["path"], portable=data["site"].portable)
    places = {
        place.id: Target(
            link(address.of_entry("place", place.id)),
            theme.say("map-mark", name=place.name, events=theme.say("count-events", n=place.count)),
        )
        for place in plotted
    }

    def frame(panel: Panel) -> Target:
        events = {number for place in panel.places for number in data["events_of"][place.id]}
        held = theme.say("count-places", n=len(panel.places)), theme.say("count-events", n=len(events))
        title = theme.say("map-frame", area=panel.area, places=held[0], events=held[1])
        return Target(f"#area-{panel.area}", title)

    areas = {panel.area: frame(panel) for panel in drawn if panel.area}

    def view(panel: Panel) -> PanelView:
        names = tuple(place.name for place in panel.places)
        label = theme.say("map-area", area=panel.area) if panel.area else theme.say("map-overview")
        # All texts in it are escaped by who draws it.
        svg = Markup(panel_svg(panel, label, places, areas))
        return PanelView(panel.area, svg, names[:MOST_NAMED], len(names[MOST_NAMED:]), panel.window.projection.name)

    return theme.html("map.html", {**data, "panels": tuple(map(view, drawn))})


def write_locator(theme: Theme, data: Data) -> bytes:
    drawn = locator(data["name"], data["longitude"], data["latitude"])
    return theme.svg("locator.svg", {"map": drawn}).encode()


def _map(subject: Subject, plotted: tuple[Located, ...]) -> Iterator[Page]:
    """The drawings stand on the first part of the list of places: those that are plotted by the number of events."""
    places, rows = subject.timeline.places, subject.grouped["place"]
    listed = sorted(
        (
            (name, place.name, place.country, position_in_words(place), len(rows.get(name, ())))
            for name, place in places.items()
        ),
        key=lambda place: (not place[3], -place[4], by_name(place[1]), place[0]),
    )
    # Numbers tell what events several places have in common, and only those that have a place count.
    numbers: dict[str, int] = {}
    events_of = {
        place.id: tuple(numbers.setdefault(row.id, len(numbers)) for row in rows.get(place.id, ())) for place in plotted
    }
    drawings = COASTS + sum(A_MARK + 2 * len(escape(place.name).encode()) + len(place.id) for place in plotted)

    def weigh(place: Any) -> int:
        return weight(place) + (drawings if place is listed[0] else 0)

    for path, held, way in subject.in_parts(FOLDER, listed, weigh):
        first = way["part"] == 1
        groups = with_first_events(subject, "place", held, drawings if first else 0)
        yield subject.html(
            path,
            write_map,
            "",
            web_page(subject.site, path, "CollectionPage"),
            plotted=plotted if first else (),
            events_of=events_of if first else {},
            count=len(listed),
            places=groups,
            **way,
        )

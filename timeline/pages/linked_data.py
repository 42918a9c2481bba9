"""What a page is and what it is about, for machines: schema.org as JSON-LD.

A node is its JSON already, so that one that stands on many pages is encoded once. A page's own has its properties
apart: where the page is written, it gets the name and description of the page's head. Nothing is said that is not
known, and nothing without its doubt: an event has a node of its own only where it is known when it began, and none once
it is retracted.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from json.encoder import encode_basestring
from typing import Any

from timeline import address
from timeline.dates import Edtf
from timeline.model import Actor, Article, Event, Place, Thread
from timeline.pages.coverage import coverage, start_and_end
from timeline.pages.site import Site


class Node(str):
    """The JSON of a node."""

    __slots__ = ()


# A page's properties, each with the JSON of its value.
Properties = dict[str, str]

OF_ACTORS = {
    "person": "Person",
    "organisation": "Organization",
    "organization": "Organization",
    "state": "Country",
    "country": "Country",
}
# A primary source may be a law, a letter, a recording.
OF_ARTICLES = {
    "report": "NewsArticle",
    "wire": "NewsArticle",
    "opinion": "OpinionNewsArticle",
    "primary": "CreativeWork",
}


@dataclass(frozen=True, slots=True)
class Nodes:
    """What many pages tell machines of, each made once; ways are the first steps to the events of each thread."""

    site: Site
    articles: Mapping[str, Node]
    actors: Mapping[str, Node]
    places: Mapping[str, Node]
    ways: Mapping[str, tuple[Node, ...]]


def ways(site: Site, threads: Mapping[str, Thread]) -> Mapping[str, tuple[Node, ...]]:
    """The first steps to the events of each thread; their names are the content's own."""
    home = _step(site, 1, site.title, "")
    return {name: (home, _step(site, 2, one.name, address.of_entry("thread", name))) for name, one in threads.items()}


def web_page(site: Site, path: str, kind: str = "WebPage", **facts: Any) -> Properties:
    """A page of the site; kind is schema.org's type, facts are its properties, of which the empty ones are left out."""
    url = site.base_url + path if site.base_url else ""
    website = _website(site.title, site.base_url)
    about_itself = {"@id": url, "url": url, "inLanguage": site.language, "isPartOf": website}
    return _properties({"@context": "https://schema.org", "@type": kind} | about_itself | facts)


def home_page(site: Site) -> Properties:
    publisher = _node("Organization", name=site.publisher) if site.publisher else ""
    return web_page(site, "", "WebSite", isPartOf="", license=site.licence_url, publisher=publisher)


def event_page(
    nodes: Nodes,
    name: str,
    event: Event,
    published: str,
    updated: str,
    images: tuple[str, ...] = (),
    card: str = "",
) -> Properties:
    """The page of an event: ISO 8601 days of its first publication and its last change, images' addresses.

    Its card, where it has one, is a thumbnail of the page, and no image of what it is about.
    """
    site, path = nodes.site, address.of_entry("event", name)
    retracted = event.status == "retracted"
    dated = {} if event.draft else {"datePublished": published, "dateModified": updated}
    # The steps of the way to it need full addresses.
    way = (*nodes.ways[event.thread], _step(site, 3, event.title, path)) if site.base_url else ()
    return web_page(
        site,
        path,
        name=event.title,
        creativeWorkStatus="Draft" if event.draft else "Retracted" if retracted else "",
        **dated,
        breadcrumb=_node("BreadcrumbList", itemListElement=way) if way else "",
        **({} if retracted else _about(nodes, event)),
        image=tuple(site.base_url + image for image in images) if site.base_url else (),
        thumbnailUrl=site.base_url + card if site.base_url and card else "",
        citation=tuple([nodes.articles[one] for one in dict.fromkeys([excerpt.article for excerpt in event.excerpts])]),
    )


def with_doubt(page: Mapping[str, str], description: str) -> Mapping[str, str]:
    """An event's page whose event, if it has a node, says of itself what its status leaves open."""
    if about := page.get("about"):
        return {**page, "about": f'{about[:-1]}, "description": {_json(description)}}}'}
    return page


def thing(site: Site, kind: str, name: str, entry: Any) -> Node:
    """An actor, a place, a thread or a tag."""
    url = site.base_url + address.of_entry(kind, name) if site.base_url else ""
    if isinstance(entry, Actor):
        of = OF_ACTORS.get(entry.kind.lower(), "Thing")
        return _node(of, name=entry.name, url=url, sameAs=entry.same_as)
    if isinstance(entry, Place):
        country = _node("Country", name=entry.country) if entry.country else ""
        return _node("Place", name=entry.name, url=url, containedInPlace=country, geo=_geo(entry), sameAs=entry.same_as)
    return _node("Thing", name=entry.name, url=url)


def article(source: Article) -> Node:
    """A source article, with its own address and no address of ours."""
    return _node(
        OF_ARTICLES[source.kind],
        headline=source.title,
        author=source.authors,
        publisher=_node("Organization", name=source.publisher),
        datePublished=_day(source.published),
        dateModified=_day(source.updated) if source.updated else "",
        inLanguage=source.language,
        url=source.url,
        archivedAt=source.archive_url,
    )


def period(year: int | None, month: int | None) -> str:
    """`2025`, `2025-03`; nothing for no year, and for one that ISO 8601 cannot write."""
    if year is None or not 0 <= year <= 9999:
        return ""
    return f"{year:04}" if month is None else f"{year:04}-{month:02}"


def _about(nodes: Nodes, event: Event) -> dict[str, Any]:
    """What the page is about: the event where its start is known, else nothing but the time its date falls into."""
    actors = tuple([nodes.actors[actor] for actor in event.actors])
    places = tuple([nodes.places[place] for place in event.places])
    start, end = start_and_end(event.date)
    if not start:
        return {"temporalCoverage": coverage(event.date), "mentions": actors + places}
    return {"about": _node("Event", name=event.title, startDate=start, endDate=end, location=places, about=actors)}


def _step(site: Site, position: int, name: str, path: str) -> Node:
    """A step of the way to a page."""
    return _node("ListItem", position=position, name=name, item=Node(f'{{"@id": {_json(site.base_url + path)}}}'))


@lru_cache(maxsize=8)
def _website(title: str, base_url: str) -> Node:
    return _node("WebSite", **{"@id": base_url, "url": base_url}, name=title)


def _geo(place: Place) -> Node | None:
    if place.lat is None or place.lon is None:
        return None
    return _node("GeoCoordinates", latitude=place.lat, longitude=place.lon)


def _day(date: Edtf) -> str:
    """The day of a date that is known to it."""
    day = start_and_end(date)[0]
    return day if date.precision in ("day", "moment") else ""


def _node(kind: str, **facts: Any) -> Node:
    found = _properties({"@type": kind, **facts})
    return Node("{" + ", ".join([f'"{name}": {value}' for name, value in found.items()]) + "}")


def _properties(facts: Mapping[str, Any]) -> Properties:
    """The facts that are known, in JSON; nought is one."""
    return {name: _json(value) for name, value in facts.items() if value or value == 0}


def _json(value: str | float | tuple[Any, ...]) -> str:
    if isinstance(value, str):
        return value if type(value) is Node else encode_basestring(value)
    if isinstance(value, tuple):
        # A list of one is that one.
        return _json(value[0]) if len(value) == 1 else f"[{', '.join(map(_json, value))}]"
    return repr(value)

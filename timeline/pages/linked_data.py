"""What a page is and what it is about, for machines: schema.org as JSON-LD.

A node is a dict that becomes JSON where its page is written; there it gets the name and description of the page's head.
Nothing is said that is not known, and nothing without its doubt: an event has a node of its own only where it is known
when it began, and none once it is retracted.
"""

from typing import Any

from timeline import address
from timeline.compile import Timeline
from timeline.dates import Edtf
from timeline.model import Actor, Article, Event, Place
from timeline.pages.coverage import coverage, start_and_end
from timeline.pages.site import Site

Node = dict[str, Any]

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


def web_page(site: Site, path: str, kind: str = "WebPage", **facts: Any) -> Node:
    """A page of the site; kind is schema.org's type, facts are its properties, of which the empty ones are left out."""
    url = site.base_url + path if site.base_url else ""
    about_itself = {"@id": url, "url": url, "inLanguage": site.language, "isPartOf": _website(site)}
    return {"@context": "https://schema.org"} | _node(kind, **(about_itself | facts))


def home_page(site: Site) -> Node:
    licence = site.licence if site.licence.startswith(("https://", "http://")) else ""
    publisher = _node("Organization", name=site.publisher) if site.publisher else ""
    return web_page(site, "", "WebSite", isPartOf="", license=licence, publisher=publisher)


def event_page(
    timeline: Timeline,
    site: Site,
    name: str,
    published: str,
    updated: str,
    cited: tuple[Node, ...] = (),
    images: tuple[str, ...] = (),
    card: str = "",
) -> Node:
    """The page of an event: ISO 8601 days of its first publication and its last change, articles, images' addresses.

    Its card, where it has one, is a thumbnail of the page, and no image of what it is about.
    """
    event, path = timeline.events[name], address.of_entry("event", name)
    retracted = event.status == "retracted"
    dated = {} if event.draft else {"datePublished": published, "dateModified": updated}
    return web_page(
        site,
        path,
        name=event.title,
        creativeWorkStatus="Draft" if event.draft else "Retracted" if retracted else "",
        **dated,
        breadcrumb=_breadcrumb(timeline, site, name),
        **({} if retracted else _about(timeline, site, event)),
        image=tuple(site.base_url + image for image in images) if site.base_url else (),
        thumbnailUrl=site.base_url + card if site.base_url and card else "",
        citation=cited,
    )


def with_doubt(page: Node, description: str) -> Node:
    """An event's page whose event, if it has a node, says of itself what its status leaves open."""
    about = page.get("about")
    if isinstance(about, dict) and about["@type"] == "Event":
        return page | {"about": about | {"description": description}}
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


def _about(timeline: Timeline, site: Site, event: Event) -> Node:
    """What the page is about: the event where its start is known, else nothing but the time its date falls into."""
    actors = tuple(thing(site, "actor", actor, timeline.actors[actor]) for actor in event.actors)
    places = tuple(thing(site, "place", place, timeline.places[place]) for place in event.places)
    start, end = start_and_end(event.date)
    if not start:
        return {"temporalCoverage": coverage(event.date), "mentions": actors + places}
    return {"about": _node("Event", name=event.title, startDate=start, endDate=end, location=places, about=actors)}


def _breadcrumb(timeline: Timeline, site: Site, name: str) -> Node | None:
    """The way to an event by its thread, whose names are the content's own; its steps need full addresses."""
    if not site.base_url:
        return None
    event = timeline.events[name]
    steps = (
        (site.title, ""),
        (timeline.threads[event.thread].name, address.of_entry("thread", event.thread)),
        (event.title, address.of_entry("event", name)),
    )
    items = (
        _node("ListItem", position=position, name=step, item=site.base_url + path)
        for position, (step, path) in enumerate(steps, 1)
    )
    return _node("BreadcrumbList", itemListElement=tuple(items))


def _website(site: Site) -> Node:
    return _node("WebSite", **{"@id": site.base_url, "url": site.base_url}, name=site.title)


def _geo(place: Place) -> Node | None:
    if place.lat is None or place.lon is None:
        return None
    return _node("GeoCoordinates", latitude=place.lat, longitude=place.lon)


def _day(date: Edtf) -> str:
    """The day of a date that is known to it."""
    day = start_and_end(date)[0]
    return day if date.precision in ("day", "moment") else ""


def _node(kind: str, **facts: Any) -> Node:
    return {"@type": kind} | {name: _alone(value) for name, value in facts.items() if value not in ("", None, (), {})}


def _alone(value: Any) -> Any:
    """A list of one is that one."""
    return value[0] if isinstance(value, tuple) and len(value) == 1 else value

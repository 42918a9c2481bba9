"""What a saved page says of itself: its title, who published it and when, who wrote it, its address and language.

Of what it says in several places the first counts that can be read: JSON-LD, Open Graph and `article:`, `citation_` (as
Google Scholar reads it), Dublin Core, and at last HTML's own elements.
"""

import html
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any

from lxml import etree

from timeline.captures import file_bytes
from timeline.captures.encoding import encoding
from timeline.captures.error import BadCapture
from timeline.checks.article_addresses import is_home
from timeline.dates import DateError, parse
from timeline.text import FORBIDDEN, squeeze, url_fault

HTML = re.compile(r"<(?:!doctype html|html|head|meta|title|script|link|body)\b", re.IGNORECASE)
# What is longer is no title and no name.
LONGEST = 500
MOST_AUTHORS = 20
# Of JSON-LD and of links in it, so many values are looked at.
MOST_VALUES = 20_000
ARTICLE = re.compile(r"(?:\w+:)?\w*(?:Article|BlogPosting|LiveBlogPosting|Report)")
# Names of meta elements, the best first.
PUBLISHED = "article:published_time og:published_time citation_publication_date citation_date citation_online_date "
PUBLISHED += (
    "dcterms.issued dcterms.created dcterms.date dc.date.issued dc.date.created dc.date date pubdate publishdate "
)
PUBLISHED += "publish-date publication_date parsely-pub-date sailthru.date"
UPDATED = "article:modified_time og:updated_time dcterms.modified dc.date.modified last-modified"
AUTHORS = "article:author citation_author dcterms.creator dc.creator author parsely-author byl"
PUBLISHER = "og:site_name citation_publisher citation_journal_title dcterms.publisher dc.publisher application-name"
TITLES = "og:title citation_title dcterms.title dc.title twitter:title"
LANGUAGES = "og:locale citation_language dcterms.language dc.language content-language"
# What stands between a name and what else is said with it.
PARTED = re.compile(r"\s+[|–—·•»:-]\s+|\s*\|\s*")
ISO = re.compile(
    r"(\d{4})([-/]?)(\d\d)\2(\d\d)(?:(?:T|\s+)(\d\d:\d\d)(:\d\d)?(?:[.,]\d+)?\s*(Z|UTC|GMT|[+-]\d\d(?::?\d\d)?)?)?",
    re.ASCII,
)
MONTH = re.compile(r"\d{4}(?:-\d\d)?", re.ASCII)
MAIL = re.compile(
    r"(?:[A-Z][a-z]{2}, )?\d{1,2} [A-Z][a-z]{2} \d{4} \d\d:\d\d(?::\d\d)? (?:[+-]\d{4}|GMT|UTC)", re.ASCII
)
LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*", re.ASCII)
# Where a browser saves a page, it may write down its address.
SAVED_FROM = re.compile(rb"<!-- saved from url=\(\d+\)(\S+) -->")


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is known of an article; empty is what is not. published and updated are dates in EDTF."""

    title: str = ""
    publisher: str = ""
    published: str = ""
    updated: str = ""
    authors: tuple[str, ...] = ()
    url: str = ""
    language: str = ""

    def over(self, other: "Metadata") -> "Metadata":
        """This, and where it says nothing, the other."""
        said = {name: value for name in self.__slots__ if (value := getattr(self, name))}
        return replace(other, **said)


NOTHING = Metadata()
Meta = Mapping[str, Sequence[str]]


def metadata(page: Path) -> Metadata:
    """What a saved page says of itself. Raises BadCapture where it cannot be read."""
    content = file_bytes(page)
    tree = _tree(content)
    meta = _meta(tree)
    canonical = [
        link.get("href", "") for link in tree.iter("link") if "canonical" in link.get("rel", "").lower().split()
    ]
    said = _linked_data(tree, canonical)
    publisher = _publisher(said, meta)
    published = _first_date(
        [*_texts(said.get("datePublished")), *_named(meta, PUBLISHED), *_marked(tree, "datePublished")]
    )
    updated = _first_date([*_texts(said.get("dateModified")), *_named(meta, UPDATED), *_marked(tree, "dateModified")])
    saved = SAVED_FROM.search(content[:4096])
    urls = [*canonical, *_addresses(said), *meta.get("og:url", ()), saved[1].decode("latin-1") if saved else ""]
    return Metadata(
        title=_title(tree, said, meta, publisher),
        publisher=publisher,
        published=published,
        updated=updated if updated[:10] >= published[:10] and updated != published else "",
        authors=_authors(said, meta, publisher),
        url=next((url for each in urls if not url_fault(url := each.strip()) and not is_home(url)), ""),
        language=_language(tree, said, meta),
    )


def _tree(content: bytes) -> etree._Element:
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    page = content.decode(encoding(content), "replace")
    if not HTML.search(page):
        raise BadCapture("this is not HTML")
    try:
        tree = etree.fromstring(page.encode("utf-8", "replace"), parser)
    except (etree.LxmlError, ValueError) as error:
        raise BadCapture(f"this is not HTML: {error}") from error
    if any("xcessive depth" in told.message for told in parser.error_log):
        raise BadCapture("the elements of this page nest too deeply to be read")
    return tree


def _meta(tree: etree._Element) -> Meta:
    """The contents of meta elements by their name or property in lower case, in the order of the page."""
    found: dict[str, list[str]] = {}
    for element in tree.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("http-equiv") or ""
        if text := _clean(element.get("content", "")):
            found.setdefault(name.strip().lower(), []).append(text)
    return found


def _named(meta: Meta, names: str) -> list[str]:
    return [text for name in names.split() for text in meta.get(name, ())]


def _marked(tree: etree._Element, name: str) -> list[str]:
    """What elements hold that microdata names."""
    marked = tree.iterfind(f".//*[@itemprop='{name}']")
    return [element.get("datetime") or element.get("content") or "" for element in marked]


def _linked_data(tree: etree._Element, canonical: Sequence[str]) -> Mapping[str, Any]:
    """The article that the page's JSON-LD tells of: that of the page's own address, else the first. No references."""
    nodes = [node for script in tree.iter("script") if _is_linked_data(script) for node in _nodes(script.text or "")]
    by_id = {name: node for node in nodes if len(node) > 1 and isinstance(name := node.get("@id"), str)}
    articles = [node for node in nodes if any(ARTICLE.fullmatch(kind) for kind in _texts(node.get("@type")))]
    own = (node for node in articles if set(canonical) & {*_addresses(node)})
    article = next(own, articles[0] if articles else {})
    return {name: _resolved(value, by_id) for name, value in article.items()}


def _is_linked_data(script: etree._Element) -> bool:
    kind: str = script.get("type", "")
    return kind.partition(";")[0].strip().lower() == "application/ld+json"


def _nodes(text: str) -> Iterator[dict[str, Any]]:
    """All objects of a JSON text in their order; none where it is no JSON."""
    try:
        waiting = [json.loads(text.strip().removeprefix("<!--").removesuffix("-->"), strict=False)]
    except (ValueError, RecursionError):
        return
    for _ in range(MOST_VALUES):
        if not waiting:
            return
        value = waiting.pop()
        if isinstance(value, dict):
            yield value
        inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
        waiting.extend(reversed(list(inner)))


def _resolved(value: Any, by_id: Mapping[str, dict[str, Any]]) -> Any:
    """A value, with what it names by `@id` in place of the name."""
    if isinstance(value, list):
        return [_resolved(each, by_id) for each in value[:MOST_VALUES] if not isinstance(each, list)]
    if isinstance(value, dict) and "name" not in value and isinstance(value.get("@id"), str):
        return by_id.get(value["@id"], value)
    return value


def _texts(value: Any) -> list[str]:
    """What a value of JSON-LD says: a text, the name of a thing, or several of these."""
    values = value if isinstance(value, list) else [value]
    said = (one.get("name", one.get("@value")) if isinstance(one, dict) else one for one in values)
    return [text for each in said if isinstance(each, str) and (text := _clean(html.unescape(each)))]


def _addresses(node: Mapping[str, Any]) -> list[str]:
    """The addresses that JSON-LD has for a node."""
    values = (node.get("mainEntityOfPage"), node.get("url"), node.get("@id"))
    said = (value.get("@id", value.get("url")) if isinstance(value, dict) else value for value in values)
    return [address.strip() for address in said if isinstance(address, str)]


def _clean(text: str) -> str:
    """The text on one line, without characters that deceive; nothing where it is too long to be what it should be."""
    line = squeeze(FORBIDDEN.sub("", text[: 2 * LONGEST].replace("\r", " ")))
    return line if len(line) <= LONGEST else ""


def _publisher(said: Mapping[str, Any], meta: Meta) -> str:
    """Its name, without what a site says of itself behind it."""
    names = [*_texts(said.get("publisher")), *_named(meta, PUBLISHER)]
    return next((short for name in names if (short := PARTED.split(name)[0].strip()) and "://" not in short), "")


def _is_drawn(element: etree._Element) -> bool:
    """Whether it is of a drawing in the page, which may have a title, too."""
    return any(above.tag == "svg" for above in element.iterancestors())


def _title(tree: etree._Element, said: Mapping[str, Any], meta: Meta, publisher: str) -> str:
    """The headline, without the name of the site behind it."""
    elements = [
        "".join(element.itertext()) for name in ("title", "h1") for element in tree.iter(name) if not _is_drawn(element)
    ]
    titles = [*_texts(said.get("headline")), *_texts(said.get("name")), *_named(meta, TITLES), *map(_clean, elements)]
    site = {name.casefold() for name in (publisher, *meta.get("og:site_name", ())) if name}
    for title in titles:
        parts = list(PARTED.finditer(title))
        while parts and title[parts[-1].end() :].casefold() in site:
            title = title[: parts.pop().start()]
        if title and title.casefold() not in site:
            return title
    return ""


def _authors(said: Mapping[str, Any], meta: Meta, publisher: str) -> tuple[str, ...]:
    """Their names as people have them: `Doe, Jane` only where a library wrote it so."""
    found = _texts(said.get("author"))
    for name in AUTHORS.split() if not found else ():
        if found := [one for one in meta.get(name, ()) if "://" not in one and not one.startswith("@")]:
            break
    names = (re.sub(r"^[Bb]y:?\s+", "", _in_order(name)) for name in found)
    unlike = {publisher.casefold(), ""}
    return tuple(dict.fromkeys(name for name in names if name.casefold() not in unlike))[:MOST_AUTHORS]


def _in_order(name: str) -> str:
    family, comma, own = name.partition(", ")
    return f"{own} {family}" if comma and "," not in own and " " not in family and len(own.split()) <= 2 else name


def _language(tree: etree._Element, said: Mapping[str, Any], meta: Meta) -> str:
    own = [tree.get("lang", ""), *_texts(said.get("inLanguage")), *_named(meta, LANGUAGES)]
    tags = (tag.strip().replace("_", "-") for tag in own)
    return next((tag for tag in tags if LANGUAGE.fullmatch(tag)), "")


def _first_date(texts: Iterable[str]) -> str:
    return next((date for text in texts if (date := _date(text.strip()))), "")


def _date(text: str) -> str:
    """A date of the web in EDTF, or nothing. Midnight is what programs write who know the day alone."""
    if MAIL.fullmatch(text):
        try:
            text = parsedate_to_datetime(text).isoformat()
        except (ValueError, OverflowError):
            return ""
    found = ISO.fullmatch(text)
    if not found:
        return _if_date(text) if MONTH.fullmatch(text) else ""
    year, _, month, day, clock, seconds, zone = found.groups(default="")
    date = f"{year}-{month}-{day}"
    if not clock or (clock, seconds) in (("00:00", ""), ("00:00", ":00")):
        return _if_date(date)
    zone = "Z" if zone in ("UTC", "GMT") else re.sub(r"^([+-]\d\d):?(\d\d)?$", lambda m: f"{m[1]}:{m[2] or '00'}", zone)
    return _if_date(f"{date}T{clock}{'' if seconds == ':00' else seconds}{zone}") or _if_date(date)


def _if_date(text: str) -> str:
    try:
        return parse(text).text
    except DateError:
        return ""

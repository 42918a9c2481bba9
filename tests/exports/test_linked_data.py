"""The JSON-LD of all pages as an RDF library reads it, held against schema.org's own terms."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cache
from typing import Any

import pytest
from rdflib import RDF, BNode, Graph, URIRef, namespace
from rdflib.compare import isomorphic

from tests.build.conftest import example_in, real_in, with_cards
from tests.build.needed import schema_org
from tests.build.test_head import BASE, heads, linked

# The library uses a class of its own that it has deprecated.
pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph:DeprecationWarning")
# Those whose value is an address; schema.org's own context would have to be fetched.
ADDRESSES = ("url", "sameAs", "image", "thumbnailUrl", "archivedAt", "license")
CONTEXT = {"@vocab": str(namespace.SDO), **{name: {"@type": "@id"} for name in ADDRESSES}}
DATES = ("datePublished", "dateModified", "startDate", "endDate")
TEXTS = {"Text", "URL", "Date", "DateTime"}
NUMBERS = {"Number", "Integer", "Float"}
# schema.org takes a text where it expects a thing, if no more is known: whether an author is a person is not.
BY_NAME_ALONE = {"author"}


@dataclass(frozen=True)
class Vocabulary:
    """What schema.org has, as schema-dts puts it: parents of each class, and properties with what they take."""

    parents: Mapping[str, tuple[str, ...]]
    properties: Mapping[str, Mapping[str, frozenset[str]]]

    def above(self, kind: str) -> Iterator[str]:
        """The class, and all that it is a kind of."""
        yield kind
        for parent in self.parents.get(kind, ()):
            yield from self.above(parent)

    def takes(self, kind: str, name: str) -> frozenset[str]:
        """What a property may be, on a class or a parent of it; nothing where it has no such property."""
        return next(
            (held[name] for one in self.above(kind) if name in (held := self.properties.get(one, {}))), frozenset()
        )


@cache
def vocabulary() -> Vocabulary:
    parents: dict[str, tuple[str, ...]] = {}
    properties: dict[str, dict[str, frozenset[str]]] = {}
    text = schema_org().read_text("utf-8")
    declared = re.compile(
        r"^(?:export )?interface (\w+?)(Base|Leaf) extends ([^{]+) \{\n(.*?)^\}", re.MULTILINE | re.DOTALL
    )
    for name, _, above, body in declared.findall(text):
        own = tuple(one.removesuffix("Base") for one in above.split(", ") if one.endswith("Base"))
        parents[name] = (*parents.get(name, ()), *(one for one in own if one != name))
        held = re.findall(r'^    "(\w+)"\?: SchemaValue<(.*), "\w+">;', body, re.MULTILINE)
        properties.setdefault(name, {}).update({one: frozenset(kinds.split(" | ")) for one, kinds in held})
    return Vocabulary(parents, properties)


Pages = Mapping[str, dict[str, Any]]


@pytest.fixture(scope="module", params=["the example", "the real content"])
def pages(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Pages:
    """What each page says, by its address."""
    folder = tmp_path_factory.mktemp("site")
    options = with_cards(example_in(folder)) if request.param == "the example" else real_in(folder)
    return {path: said[0] for path, page in heads(replace(options, base_url=BASE)).items() if (said := linked(page))}


def nodes(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield value
    for one in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from nodes(one)


def graph(said: Mapping[str, Any], place: str = BASE) -> Graph:
    return Graph().parse(data=json.dumps({**said, "@context": CONTEXT}), format="json-ld", publicID=place)


def test_every_term_is_one_of_schema_org_and_every_node_has_a_type(pages: Pages) -> None:
    for path, said in pages.items():
        found = graph(said)
        terms = {*found.objects(None, RDF.type)} | {*found.predicates()} - {RDF.type}
        assert len(terms) > 2, path
        assert [
            one for one in terms if str(one).removeprefix(str(namespace.SDO)) not in namespace.SDO.__annotations__
        ] == [], path
        assert {one for one in found.all_nodes() if isinstance(one, BNode)} <= {*found.subjects(RDF.type)}, path


def test_each_property_stands_on_a_class_that_has_it_and_holds_what_it_takes(pages: Pages) -> None:
    known = vocabulary()
    assert known.takes("CollectionPage", "temporalCoverage")
    assert not known.takes("Thing", "temporalCoverage")
    for path, said in pages.items():
        for node in nodes(said):
            for name, value in node.items():
                if name.startswith("@"):
                    continue
                expected = known.takes(node["@type"], name)
                assert expected, (path, node["@type"], name)
                for one in value if isinstance(value, list) else [value]:
                    fits = name in BY_NAME_ALONE or {*kinds(one, known)} & expected
                    assert fits, (path, node["@type"], name, one)


def kinds(value: Any, known: Vocabulary) -> Iterator[str]:
    """What a value can be taken for."""
    if isinstance(value, dict):
        yield from known.above(value["@type"]) if "@type" in value else ("IdReference",)
    else:
        yield from TEXTS if isinstance(value, str) else NUMBERS


def test_dates_are_days_or_moments_and_addresses_are_whole(pages: Pages) -> None:
    seen = set()
    for path, said in pages.items():
        for name, value in ((name, value) for node in nodes(said) for name, value in node.items()):
            if name in DATES:
                seen.add(name)
                assert (datetime if "T" in value else date).fromisoformat(value), path
        found = graph(said, "relative:")
        iris = [str(one) for one in found.all_nodes() if isinstance(one, URIRef)]
        assert [one for one in iris if not one.startswith(("https://", "http://"))] == [], path
        assert (URIRef(BASE + path), namespace.SDO.url, URIRef(BASE + path)) in found
    assert {"datePublished", "dateModified", "startDate"} <= seen


def test_what_has_an_address_is_told_alike_wherever_it_stands(pages: Pages) -> None:
    told: dict[tuple[str, str], dict[str, Any]] = {}
    for said in pages.values():
        for node in (one for value in said.values() for one in nodes(value) if "url" in one):
            first = told.setdefault((node["@type"], node["url"]), node)
            assert isomorphic(graph(first), graph(node))
    assert len({kind for kind, _ in told}) > 1

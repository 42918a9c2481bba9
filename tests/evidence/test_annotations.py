"""Excerpts as W3C Web Annotations, read as JSON-LD by an RDF library."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from rdflib import RDF, BNode, Graph, Literal, Namespace, URIRef
from rdflib.collection import Collection

from tests.build.reading import document, files
from tests.conftest import EVENT
from tests.evidence.test_verify import ARTICLE, CAPTURE, Project
from timeline.build import Options, build

# The library uses a class of its own that it has deprecated.
pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph:DeprecationWarning")
OA, AS = Namespace("http://www.w3.org/ns/oa#"), Namespace("http://www.w3.org/ns/activitystreams#")
XSD = Namespace("http://www.w3.org/2001/XMLSchema#")
DCTERMS, RDFS = "http://purl.org/dc/terms/", "http://www.w3.org/2000/01/rdf-schema#"
BASE = "https://example.net/"
FILE = "articles/report/annotations.jsonld"
INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
# What terms stand for in the vocabulary, as far as they are used here: its own context would have to be fetched.
CLASSES = ("Annotation", "SpecificResource", "TextQuoteSelector", "TextualBody", "TimeState")
WAYS = {
    "body": "hasBody",
    "target": "hasTarget",
    "source": "hasSource",
    "selector": "hasSelector",
    "state": "hasState",
    "cached": "cachedSource",
}
CONTEXT: dict[str, Any] = {
    "id": "@id",
    "type": "@type",
    **{name: str(OA[name]) for name in (*CLASSES, "exact", "prefix", "suffix", "linking", "classifying", "commenting")},
    **{name: {"@id": str(OA[term]), "@type": "@id"} for name, term in WAYS.items()},
    **{
        name: {"@id": str(OA[term]), "@type": "@vocab"}
        for name, term in (("motivation", "motivatedBy"), ("purpose", "hasPurpose"))
    },
    **{
        name: {"@id": term, "@type": str(XSD.dateTime)}
        for name, term in (
            ("created", f"{DCTERMS}created"),
            ("modified", f"{DCTERMS}modified"),
            *((name, str(OA[name])) for name in ("sourceDate", "sourceDateStart", "sourceDateEnd")),
        )
    },
    "AnnotationPage": str(AS.OrderedCollectionPage),
    "AnnotationCollection": str(AS.OrderedCollection),
    "items": {"@id": str(AS["items"]), "@type": "@id", "@container": "@list"},
    **{name: {"@id": str(AS[name]), "@type": "@id"} for name in ("partOf", "first", "last", "next", "prev")},
    "total": {"@id": str(AS.totalItems), "@type": str(XSD.nonNegativeInteger)},
    "startIndex": {"@id": str(AS.startIndex), "@type": str(XSD.nonNegativeInteger)},
    "creator": {"@id": f"{DCTERMS}creator", "@type": "@id"},
    "Organization": "http://xmlns.com/foaf/0.1/Organization",
    "name": "http://xmlns.com/foaf/0.1/name",
    "Text": "http://purl.org/dc/dcmitype/Text",
    "label": f"{RDFS}label",
    "format": "http://purl.org/dc/elements/1.1/format",
    "language": "http://purl.org/dc/elements/1.1/language",
    "value": str(RDF.value),
}


def built(project: Project, **options: Any) -> dict[str, bytes]:
    site = project.content.parent / "site"
    report = build(Options(content=project.content, output=site, today="2025-04-01", **options))
    assert report.update, report.problems
    return files(site)


def annotations(site: dict[str, bytes], file: str = FILE) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(site[file])["items"]
    return found


def targets(one: dict[str, Any]) -> list[dict[str, Any]]:
    return one["target"] if isinstance(one["target"], list) else [one["target"]]


def graph(content: bytes, place: str) -> Graph:
    page = json.loads(content)
    assert page.pop("@context") == "http://www.w3.org/ns/anno.jsonld"
    return Graph().parse(data=json.dumps({"@context": CONTEXT, **page}), format="json-ld", publicID=place)


@pytest.fixture
def project(tmp_path: Path) -> Project:
    found = Project(tmp_path)
    more = "archive_url: https://archive.example.org/report\ncaptured: 2025-03-13\n---\n"
    (found.content / "articles/report.md").write_text(ARTICLE.removesuffix("---\n") + more)
    return found


@pytest.mark.parametrize("base_url", ["", BASE])
def test_an_rdf_library_finds_each_annotation_with_its_body_and_target(project: Project, base_url: str) -> None:
    project.verify()
    site = built(project, base_url=base_url)
    found = graph(site[FILE], BASE + FILE)
    page = URIRef(BASE + FILE)
    whole = URIRef(BASE + FILE + "#collection")
    assert (page, RDF.type, AS.OrderedCollectionPage) in found
    assert (page, AS.partOf, whole) in found
    assert (whole, RDF.type, AS.OrderedCollection) in found
    assert (whole, AS.totalItems, Literal(3, datatype=XSD.nonNegativeInteger)) in found
    assert (whole, AS.first, page) in found
    assert (whole, AS.last, page) in found
    head = found.value(page, AS["items"])
    assert head
    items = list(Collection(found, head))
    assert {*items} == {*found.subjects(RDF.type, OA.Annotation)}
    for one in items:
        assert isinstance(one, URIRef)
        assert (one, OA.motivatedBy, OA.linking) in found
        event = URIRef(str(one).partition("#")[0])
        assert event in {*found.objects(one, OA.hasBody)}
        assert (event, URIRef(f"{RDFS}label"), Literal("An event")) in found
        for target in found.objects(one, OA.hasTarget):
            assert found.value(target, OA.hasSource) == URIRef("https://example.org/report")
            assert found.value(found.value(target, OA.hasSelector), RDF.type) == OA.TextQuoteSelector
            state = found.value(target, OA.hasState)
            assert found.value(state, OA.cachedSource) == URIRef("https://archive.example.org/report")
            assert found.value(state, OA.sourceDateStart) == Literal("2025-03-13T00:00:00Z", datatype=XSD.dateTime)
            assert found.value(state, OA.sourceDateEnd) == Literal("2025-03-13T23:59:59Z", datatype=XSD.dateTime)
    untyped = {one for one in found.subjects() if isinstance(one, BNode)} - {*found.subjects(RDF.type)}
    assert all((one, RDF.first, None) in found for one in untyped)
    assert all(not term.startswith(base) for term in map(str, found.all_nodes()) for base in ("file:", "../"))


def test_the_words_stand_in_the_capture_between_those_around_them(project: Project) -> None:
    project.verify()
    text = " ".join(CAPTURE.split())
    found = [target["selector"] for one in annotations(built(project)) for target in targets(one)]
    assert [one["exact"] for one in found] == [
        "The offer",
        "at last,",
        "as the armies advanced",
        "nobody has seen them",
    ]
    for one in found:
        assert one["prefix"] + one["exact"] + one["suffix"] in text
        assert one["prefix"] or one["suffix"]


def test_the_id_of_each_leads_to_its_excerpt(project: Project) -> None:
    site = built(project)
    for one in annotations(site):
        path, _, anchor = one["id"].removeprefix("../../").partition("#")
        [place] = [node for node in document(site[f"{path}index.html"]).iter() if node.get("id") == anchor]
        quote = " ".join(" ".join(place.itertext()).split())
        assert all(target["selector"]["exact"] in quote for target in targets(one))


def test_ids_stay_while_the_words_do(project: Project) -> None:
    before = [one["id"] for one in annotations(built(project))]
    project.edit("events/a.yaml", "excerpts:", "excerpts:\n  - {article: report, quote: Nothing else was said}")
    now = [one["id"] for one in annotations(built(project))]
    assert {*before} < {*now}
    assert len(now) == len({*now}) == len(before) + 1


@pytest.mark.parametrize(
    ("quote", "selectors"),
    [
        ("nobody has seen them", [{"exact": "nobody has seen them"}]),
        ("nobody […] seen", [{"exact": "nobody"}, {"exact": "seen"}]),
        ("nobody [at all] seen", [None]),
    ],
)
def test_nothing_is_claimed_of_words_that_were_not_compared(
    project: Project, quote: str, selectors: list[dict[str, str] | None]
) -> None:
    project.edit("events/b.yaml", "nobody has seen them", f"'{quote}'")
    [one] = [one for one in annotations(built(project)) if "events/b/" in one["id"]]
    assert [target.get("selector") for target in targets(one)] == [
        known and {"type": "TextQuoteSelector", **known} for known in selectors
    ]
    assert all("state" not in target for target in targets(one))


def test_words_that_are_not_the_articles_and_retracted_events_are_not_annotated(project: Project) -> None:
    retracted = "status: retracted\ncorrections: [{date: 2025-03-14, kind: correction, note: Wrong.}]\n"
    project.edit("events/b.yaml", EVENT, EVENT + retracted)
    project.edit("events/a.yaml", "as the armies advanced", "as the armies retreated")
    project.verify()
    [one] = annotations(built(project))
    assert [target["selector"]["exact"] for target in targets(one)] == ["The offer", "at last,"]
    project.edit("events/a.yaml", "at last", "at least")
    site = built(project)
    assert FILE not in site
    assert b"annotations.jsonld" not in site["articles/report/index.html"]


def test_what_a_curator_says_of_an_excerpt_is_a_body_with_its_purpose(project: Project) -> None:
    project.edit("events/b.yaml", "quote:", "stance: contradicts, note: 'See *this*.', quote:")
    [one] = [one for one in annotations(built(project)) if "events/b/" in one["id"]]
    said = [(body["purpose"], body["value"]) for body in one["body"] if body["type"] == "TextualBody"]
    assert said == [("classifying", "contradicts"), ("commenting", "See this.")]


@pytest.mark.parametrize(
    ("head", "source", "state"),
    [
        ("", "../../articles/report/#article", None),
        ("archive_url: https://a.example/x\n", "https://a.example/x", None),
        ("url: https://e.example/x\n", "https://e.example/x", None),
        ("captured: 2025-03-13T02:30+03:00\n", None, {"sourceDate": "2025-03-12T23:30:00Z"}),
        (
            "captured: 2025-03\n",
            None,
            {"sourceDateStart": "2025-03-01T00:00:00Z", "sourceDateEnd": "2025-03-31T23:59:59Z"},
        ),
        ("captured: 2025-03-13/..\n", None, None),
        ("captured: -0043-03-13\n", None, None),
    ],
)
def test_the_source_and_its_copy_are_named_as_far_as_they_are_known(
    project: Project, head: str, source: str | None, state: dict[str, str] | None
) -> None:
    report = "---\ntitle: A report\npublisher: A paper\npublished: 2025-03-12\n"
    (project.content / "articles/report.md").write_text(f"{report}{head}---\n")
    project.verify()
    for one in annotations(built(project)):
        for target in targets(one):
            assert target["source"] == source or source is None
            assert target.get("state") == (state and {"type": "TimeState", **state})


def test_annotations_follow_an_article_in_parts_and_its_earlier_ids(project: Project) -> None:
    project.edit("articles/report.md", "title:", "aliases: [earlier]\ntitle:")
    with (project.content / "site.yaml").open("a") as settings:
        settings.write("page_size: 2\npublisher: A record\n")
    project.verify()
    site = built(project, base_url=BASE)
    first, second = (json.loads(site[f"articles/report/{part}annotations.jsonld"]) for part in ("", "page/2/"))
    assert "prev" not in first
    assert "next" not in second
    assert (first["next"], second["prev"]) == (second["id"], first["id"])
    assert [first["startIndex"], second["startIndex"]] == [0, len(first["items"])]
    assert first["partOf"] == second["partOf"]
    assert first["partOf"] | {"id": ""} == {
        "id": "",
        "type": "AnnotationCollection",
        "label": "A report",
        "creator": {"type": "Organization", "name": "A record"},
        "total": 3,
        "first": first["id"],
        "last": second["id"],
    }
    assert site["articles/earlier/annotations.jsonld"] == site[FILE]
    for part in ("", "page/2/"):
        [link] = [
            one
            for one in document(site[f"articles/report/{part}index.html"]).iter("link")
            if "ld+json" in (one.get("type") or "")
        ]
        assert link.get("type") == 'application/ld+json;profile="http://www.w3.org/ns/anno.jsonld"'
        assert link.get("href") == f"{'../' * (2 + part.count('/'))}articles/report/{part}annotations.jsonld"


def test_each_says_when_its_event_was_published_and_last_changed(project: Project) -> None:
    project.edit("events/b.yaml", EVENT, EVENT + "corrections: [{date: 2025-04-02, kind: update, note: More.}]\n")
    days = [(one["created"], one["modified"]) for one in annotations(built(project)) if "events/b/" in one["id"]]
    assert days == [("2025-04-01T00:00:00Z", "2025-04-02T00:00:00Z")]
    assert all(INSTANT.fullmatch(day) for pair in days for day in pair)


def test_they_can_be_switched_off(project: Project) -> None:
    settings = project.content / "site.yaml"
    settings.write_text(settings.read_text().replace("{cards: false}", "{cards: false, event_json: false}"))
    site = built(project)
    assert not [path for path in site if path.endswith(".jsonld")]
    assert b"annotations.jsonld" not in site["articles/report/index.html"]

"""What the heads of pages say to machines: titles, Open Graph, JSON-LD."""

import json
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

import pytest

from tests.build.conftest import example_in, real_in, with_cards
from tests.build.reading import document, files
from tests.conftest import EVENT, Files, Write
from timeline.build import Options, build
from timeline.dates import parse
from timeline.pages.coverage import coverage, start_and_end

BASE = "https://example.org/harbour/"
Site = dict[str, Element]


def heads(options: Options) -> Site:
    report = build(options)
    assert report.update, report.problems
    pages = {path: content for path, content in files(options.output).items() if path.endswith(".html")}
    return {path.removesuffix("index.html"): document(content) for path, content in pages.items()}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return heads(with_cards(example_in(tmp_path_factory.mktemp("site"))))


@pytest.fixture
def made(content: Write, tmp_path: Path) -> Any:
    """Builds content files and gives the site's pages: `made({"events/a.yaml": EVENT})["events/a/"]`."""

    def build_of(written: Files, **options: Any) -> Site:
        return heads(Options(content=content(written), output=tmp_path / "site", today="2025-04-01", **options))

    return build_of


def linked(page: Element) -> list[dict[str, Any]]:
    return [json.loads(one.text or "") for one in page.iter("script") if one.get("type") == "application/ld+json"]


def tags(page: Element) -> dict[str, str]:
    """The Open Graph, article and Twitter tags."""
    metas = [(one.get("property") or one.get("name") or "", one.get("content") or "") for one in page.iter("meta")]
    return {name: content for name, content in metas if name.partition(":")[0] in ("og", "article", "twitter")}


def title(page: Element) -> str:
    return " ".join("".join(next(page.iter("title")).itertext()).split())


def is_for_readers(path: str, page: Element) -> bool:
    leads_on = any(one.get("http-equiv") == "refresh" for one in page.iter("meta"))
    return path != "404.html" and not leads_on and not path.endswith("/embed/")


@pytest.mark.parametrize("base_url", ["", BASE])
@pytest.mark.parametrize("content", ["the example", "the real content"])
def test_every_page_for_readers_has_one_node_and_others_none(tmp_path: Path, content: str, base_url: str) -> None:
    options = example_in(tmp_path) if content == "the example" else real_in(tmp_path)
    for path, page in heads(replace(options, base_url=base_url)).items():
        nodes = linked(page)
        assert len(nodes) == is_for_readers(path, page), path
        for node in nodes:
            assert node["@context"] == "https://schema.org"
            assert node["name"], path
            assert node.get("url", "") == (base_url + path if base_url else "")
            assert node["name"] == tags(page)["og:title"] or "events/" in path


# A page of the example, and what its node says among other things.
FACTS: dict[str, dict[str, Any]] = {
    "": {
        "@type": "WebSite",
        "name": "The Harbour Record",
        "description": "How a harbour was built, disputed & lost",
        "inLanguage": "en",
    },
    "page/2/": {"@type": "CollectionPage"},
    "about/": {"@type": "WebPage"},
    "corrections/": {"@type": "WebPage", "name": "Corrections"},
    "actors/": {"@type": "CollectionPage", "name": "Actors"},
    "2025/03/": {"@type": "CollectionPage", "name": "March 2025", "temporalCoverage": "2025-03"},
    "-0043/": {"@type": "CollectionPage", "temporalCoverage": None},
    "undated/": {"@type": "CollectionPage", "temporalCoverage": None},
    "actors/ana-sa/": {
        "@type": "CollectionPage",
        "about": {"@type": "Person", "name": "Ana Sá", "url": BASE + "actors/ana-sa/"},
    },
    "articles/gazette-2025-03-12/": {
        "@type": "WebPage",
        "about": {
            "@type": "NewsArticle",
            "headline": 'A quay, a "storm" & <two> accounts',
            "author": "Rui Gato",
            "publisher": {"@type": "Organization", "name": "The Gazette"},
            "datePublished": "2025-03-12",
            "inLanguage": "en",
            "url": "https://news.example.com/quay?a=1&b=2",
            "archivedAt": "https://archive.example.com/quay",
        },
    },
    "events/2025-03-16-withdrawn/": {"@type": "WebPage", "creativeWorkStatus": "Retracted", "about": None},
    "events/2025-03-11-storm/": {
        "@type": "WebPage",
        "name": 'A storm breaks "the quay" & <everything>',
        "description": "Tuesday 11 March 2025, disputed. A storm breaks the quay. See the ruling.",
        "isPartOf": {"@type": "WebSite", "@id": BASE, "url": BASE, "name": "The Harbour Record"},
        "datePublished": "2025-04-01",
        "dateModified": "2025-04-01",
        "image": [BASE + "media/storm.jpg", BASE + "media/quay/plan%20of%20the%20quay.png"],
    },
}


@pytest.mark.parametrize("path", FACTS)
def test_a_node_says_what_its_page_is(site: Site, path: str) -> None:
    (node,) = linked(site[path])
    assert {name: node.get(name) for name in FACTS[path]} == FACTS[path]


REGISTERS = {
    "actors.yaml": (
        "ana: {name: Ana, kind: person, same_as: 'https://example.org/ana'}\n"
        "state: {name: A state, kind: State}\ncouncil: {name: A council, kind: organisation}\n"
        "rebels: {name: Rebels, kind: group}\n"
    ),
    "places.yaml": "quay: {name: The quay, country: Portugal, lat: 0, lon: -9.5}\n",
}
WITH_ALL = (
    EVENT.replace("2025-03-11", "2025-03-11/2025-03-12")
    + "actors: [ana, state, council, rebels]\nplaces: [quay]\nexcerpts: [{article: report, quote: word}]\n"
)


def test_an_event_whose_start_is_known_has_a_node_of_its_own(made: Any) -> None:
    (node,) = linked(made({"events/a.yaml": WITH_ALL, **REGISTERS})["events/a/"])
    assert "temporalCoverage" not in node
    assert node["about"] == {
        "@type": "Event",
        "name": "An event",
        "startDate": "2025-03-11",
        "endDate": "2025-03-12",
        "location": {
            "@type": "Place",
            "name": "The quay",
            "containedInPlace": {"@type": "Country", "name": "Portugal"},
            "geo": {"@type": "GeoCoordinates", "latitude": 0.0, "longitude": -9.5},
        },
        "about": [
            {"@type": "Person", "name": "Ana", "sameAs": "https://example.org/ana"},
            {"@type": "Country", "name": "A state"},
            {"@type": "Organization", "name": "A council"},
            {"@type": "Thing", "name": "Rebels"},
        ],
    }
    assert node["citation"]["headline"] == "A report"


def test_an_event_whose_start_is_not_known_is_a_time_and_who_and_where(made: Any) -> None:
    event = WITH_ALL.replace("2025-03-11/2025-03-12", "2025-03")
    (node,) = linked(made({"events/a.yaml": event, **REGISTERS})["events/a/"])
    assert node["temporalCoverage"] == "2025-03"
    assert [thing["@type"] for thing in node["mentions"]] == ["Person", "Country", "Organization", "Thing", "Place"]


def test_a_date_in_doubt_keeps_its_doubt(made: Any) -> None:
    (node,) = linked(made({"events/a.yaml": EVENT.replace("2025-03-11", "2014-09~")})["events/a/"])
    assert (node["temporalCoverage"], node.get("about")) == ("2014-09~", None)


@pytest.mark.parametrize("status", ["claimed", "disputed"])
def test_what_is_not_simply_so_says_it_wherever_it_is_named(made: Any, status: str) -> None:
    event = f"{EVENT}status: {status}\naccounts: [{{by: One, says: So.}}, {{by: Two, says: No.}}]\n"
    page = made({"events/a.yaml": event})["events/a/"]
    (node,) = linked(page)
    assert node["about"]["description"] == f"{status.capitalize()}. It happened."
    assert f"11 March 2025, {status}. It happened." in node["description"]
    assert tags(page)["og:description"] == node["description"]


# A date, when it began and ended as far as that is known for certain, and which time it falls into.
DATES: dict[str, tuple[str, str, tuple[str, ...]]] = {
    "2025-03-11": ("2025-03-11", "", ("2025-03-11",)),
    "2025-03-11T14:00+03:00": ("2025-03-11T14:00+03:00", "", ("2025-03-11",)),
    "2025-03-11T14:00:05Z": ("2025-03-11T14:00:05+00:00", "", ("2025-03-11",)),
    "2025-03-11T14:00": ("2025-03-11T14:00", "", ("2025-03-11",)),
    "0000-03-15": ("0000-03-15", "", ("0000-03-15",)),
    "2025-03": ("", "", ("2025-03",)),
    "2014": ("", "", ("2014",)),
    "2024-02": ("", "", ("2024-02",)),
    "2025-21": ("", "", ("2025-03/2025-05",)),
    "201X": ("", "", ("2010/2019",)),
    "20XX": ("", "", ("2000/2099",)),
    "2025-03-1X": ("", "", ("2025-03-10/2025-03-19",)),
    "2025-XX-11": ("", "", ("2025-01-11/2025-12-11",)),
    "2025-03-11~": ("", "", ("2025-03-11~",)),
    "2025-03-11?": ("", "", ("2025-03-11?",)),
    "2025-03-~11": ("", "", ("2025-03-~11",)),
    "2014%": ("", "", ("2014%",)),
    "2025-03-03/2025-03-09": ("2025-03-03", "2025-03-09", ("2025-03-03/2025-03-09",)),
    "2025-03-03/2025-03": ("2025-03-03", "", ("2025-03-03/2025-03-31",)),
    "2025-03-03/2025-03-09~": ("2025-03-03", "", ("2025-03-03/2025-03-09~",)),
    "2025-03-03~/2025-03-09": ("", "", ("2025-03-03~/2025-03-09",)),
    "2014-04-01/..": ("2014-04-01", "", ("2014-04-01/..",)),
    "2014-04-01/": ("2014-04-01", "", ("2014-04-01/..",)),
    "2014-04/2025-03": ("", "", ("2014-04/2025-03",)),
    "2014/2015": ("", "", ("2014/2015",)),
    "../2025-03-12": ("", "", ("../2025-03-12",)),
    "[2025-03-03..2025-03-09]": ("", "", ("2025-03-03/2025-03-09",)),
    "[..2025-03-12]": ("", "", ("../2025-03-12",)),
    "[2025-03-12..]": ("", "", ("2025-03-12/..",)),
    "[2025-03-03,2025-03-09]": ("", "", ("2025-03-03/2025-03-09",)),
    "{2014,2015-03}": ("", "", ("2014", "2015-03")),
    "{2014..2016}": ("", "", ("2014/2016",)),
    "XXXX": ("", "", ()),
    "-0043-03-15": ("", "", ()),
    "-0043/0014": ("", "", ()),
    "Y17000": ("", "", ()),
}


@pytest.mark.parametrize("date", DATES)
def test_a_date_says_no_more_than_is_known(date: str) -> None:
    known = parse(date)
    assert (*start_and_end(known), coverage(known)) == DATES[date]


AWKWARD = "</script><script>alert(1)</script> <!-- & ' \" \\ | {{ 7 * 7 }}"


@pytest.mark.parametrize("base_url", ["", BASE])
def test_a_title_that_closes_a_script_does_no_harm(made: Any, base_url: str) -> None:
    quoted = "'" + AWKWARD.replace("'", "''") + "'"
    page = made({"events/a.yaml": EVENT.replace("An event", quoted)}, base_url=base_url)["events/a/"]
    scripts = list(page.iter("script"))
    assert [(one.get("type"), bool(one.get("src"))) for one in scripts] == [
        ("application/ld+json", False),
        (None, True),
    ]
    assert linked(page)[0]["about"]["name"] == linked(page)[0]["name"] == AWKWARD
    assert tags(page)["og:title"] == AWKWARD


def test_an_event_shows_its_card_and_its_days(site: Site) -> None:
    assert tags(site["events/2025-03-11-storm/"]) == {
        "og:type": "article",
        "og:site_name": "The Harbour Record",
        "og:title": 'A storm breaks "the quay" & <everything>',
        "og:description": "Tuesday 11 March 2025, disputed. A storm breaks the quay. See the ruling.",
        "og:url": BASE + "events/2025-03-11-storm/",
        "og:image": BASE + "events/2025-03-11-storm/card.png",
        "og:image:width": "1200",
        "og:image:height": "630",
        "og:image:alt": 'Card: A storm breaks "the quay" & <everything>. Tuesday 11 March 2025. Works, disputed.',
        "twitter:card": "summary_large_image",
        "article:published_time": "2025-04-01",
        "article:modified_time": "2025-04-01",
    }


def test_on_a_site_without_cards_an_event_shows_its_first_image(example: Options) -> None:
    shown = tags(heads(example)["events/2025-03-11-storm/"])
    assert {name: content for name, content in shown.items() if "image" in name or name == "twitter:card"} == {
        "og:image": BASE + "media/storm.jpg",
        "og:image:width": "500",
        "og:image:height": "300",
        "og:image:alt": "A wave over the quay",
        "twitter:card": "summary_large_image",
    }


def test_other_pages_are_of_a_website(site: Site) -> None:
    assert tags(site["actors/ana-sa/"]) == {
        "og:type": "website",
        "og:site_name": "The Harbour Record",
        "og:title": "Ana Sá (actor)",
        "og:description": "Actor: Ana Sá. engineer",
        "og:url": BASE + "actors/ana-sa/",
        "twitter:card": "summary",
    }


def test_nothing_is_said_of_addresses_that_are_not_known(example: Options) -> None:
    for path, page in heads(replace(example, base_url="")).items():
        assert tags(page).keys().isdisjoint({"og:url", "og:image"}), path
        assert "https://example.org/harbour" not in json.dumps(linked(page)), path


@pytest.mark.parametrize("path", ["404.html", "events/storm/"])
def test_what_leads_elsewhere_says_nothing_of_itself(site: Site, path: str) -> None:
    assert tags(site[path]) == {}


@pytest.mark.parametrize(
    ("language", "locale"),
    [("pt-BR", "pt_BR"), ("zh-Hant-TW", "zh_TW"), ("DE-at", "de_AT"), ("uk", None), ("sr-Latn", None)],
)
def test_a_language_with_a_country_is_a_locale(made: Any, language: str, locale: str | None) -> None:
    page = made({"site.yaml": f"title: Case\nlanguage: {language}\n", "events/a.yaml": EVENT})[""]
    assert tags(page).get("og:locale") == locale


def test_a_draft_is_not_cited_and_has_no_days(made: Any) -> None:
    page = made({"events/a.yaml": EVENT + "draft: true\n"}, drafts=True)["events/a/"]
    (node,) = linked(page)
    assert (node["creativeWorkStatus"], node.get("datePublished")) == ("Draft", None)
    assert {"article:published_time", "article:modified_time"}.isdisjoint(tags(page))
    assert [one for one in page.iter("section") if one.get("class") == "cite"] == []
    assert [one for one in page.iter("script") if one.get("src")] == []


def event(title: str, date: str = "2025-03-11") -> str:
    return EVENT.replace("An event", json.dumps(title)).replace("2025-03-11", date)


# Titles that other pages of the site have, that the theme gives, or that look as if told apart.
TAKEN = (
    *("Timeline", "ACTORS", "Actors, part 2 of 3", "Sources", "Undated", "There is no page at this address"),
    *("2025", "March 2025", "44 BCE", "March 44 BCE", "12,000 CE", "Case", "Case, part 2 of 2"),
    *("Same (actor)", "Same (event, 11 March 2025)", "Same (page)", "Same (earlier address, events/old)"),
)


def test_no_two_pages_have_one_title(made: Any) -> None:
    """All clashes at once: entries of one name within a kind and across kinds, and names that the theme gives."""
    page = "---\ntitle: {}\n---\nText.\n"
    article = "---\ntitle: Same\npublisher: A paper\npublished: {}\n---\n"
    names = "a: {name: Same, aliases: [c, d]}\nb: {name: same}\n"
    written: dict[str, str | bytes] = {
        "site.yaml": "title: Case\npage_size: 3\n",
        "threads.yaml": "war: {name: War}\n" + names,
        **{f"{register}.yaml": names for register in ("actors", "places", "tags")},
        "events/e1.yaml": event("Same") + "aliases: [old, older]\n",
        "events/e2.yaml": event("Same"),
        "events/e3.yaml": event("SAME", "2024~"),
        "events/e4.yaml": event("Before", "'-0043-03-15'"),
        "events/e5.yaml": event("After", "Y12000"),
        "events/e6.yaml": event("Never", "XXXX"),
        "pages/p1.md": page.format("Same"),
        "pages/p2.md": page.format("same"),
        "articles/a1.md": article.format("2025-03-12"),
        "articles/a2.md": article.format("2025-03-12"),
        "articles/a3.md": article.format("2025-03-13"),
        **{f"events/t{place}.yaml": event(taken) for place, taken in enumerate(TAKEN)},
        **{f"pages/t{place}.md": page.format(json.dumps(taken)) for place, taken in enumerate(TAKEN[::2])},
    }
    pages = made(written).items()
    titles = Counter(title(page).casefold() for path, page in pages if not path.endswith("/embed/"))
    assert [name for name, count in titles.items() if count > 1] == []


def test_the_titles_of_the_example_are_all_different(site: Site) -> None:
    titles = Counter(title(page).casefold() for path, page in site.items() if not path.endswith("/embed/"))
    assert [name for name, count in titles.items() if count > 1] == []


LEFT_ALONE = ("Eventually the ministers agree", "Placebo trial", "Events in Kyiv", "Paget resigns (again)", "Pages")


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_title_that_only_begins_like_ours_stands_alone(made: Any, language: str) -> None:
    events = {f"events/e{place}.yaml": event(taken) for place, taken in enumerate(LEFT_ALONE)}
    site = made({**events, "site.yaml": f"title: Case\nlanguage: {language}\n"})
    titles = [title(site[f"events/e{place}/"]) for place in range(len(LEFT_ALONE))]
    assert titles == [f"{taken} | Case" for taken in LEFT_ALONE]

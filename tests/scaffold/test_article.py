"""What `timeline new article` writes: what is given, what a saved page says of itself, and a mark for the rest."""

import json
import re
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given as whatever
from hypothesis import settings
from hypothesis import strategies as st

from tests.conftest import Files, Write, at_most
from timeline.captures.error import BadCapture
from timeline.checks import check
from timeline.cli import main
from timeline.content.load import load
from timeline.model import Article
from timeline.scaffold.article import given
from timeline.scaffold.page_metadata import Metadata, metadata

DONE, USAGE = 0, 2
GIVEN = ("A headline: more", "--publisher", "The Paper, Ltd", "--published", "2025-03-12T23:00")


def new(root: Path, *arguments: str | Path) -> Result:
    command = ["new", "article", "--content", str(root), *map(str, arguments)]
    return CliRunner().invoke(main, command, catch_exceptions=False)


def ld(**article: object) -> str:
    return f'<script type="application/ld+json">{json.dumps({"@type": "NewsArticle", **article})}</script>'


def meta(**names: str) -> str:
    return "".join(f'<meta property="{name.replace("__", ":")}" content="{text}">' for name, text in names.items())


# A page's head, and what is known by it.
PAGES: dict[str, tuple[str, Metadata]] = {
    "JSON-LD": (
        ld(
            headline="A &amp; B",
            publisher={"@type": "Organization", "name": "The Paper"},
            datePublished="2025-03-12T21:00:05.123Z",
            dateModified="2025-03-13T08:00:00+0300",
            author=[{"@type": "Person", "name": "Ann  Writer"}, "Bo Other"],
            mainEntityOfPage={"@id": "https://example.org/news/a"},
            inLanguage="en-GB",
        ),
        Metadata(
            "A & B",
            "The Paper",
            "2025-03-12T21:00:05Z",
            "2025-03-13T08:00+03:00",
            ("Ann Writer", "Bo Other"),
            "https://example.org/news/a",
            "en-GB",
        ),
    ),
    "JSON-LD as a graph whose things name each other": (
        '<script type="application/ld+json">'
        + json.dumps(
            {
                "@graph": [
                    {"@type": "WebSite", "name": "The site"},
                    {
                        "@type": ["Article", "Thing"],
                        "headline": "A",
                        "author": {"@id": "#ann"},
                        "publisher": {"@id": "#p"},
                    },
                    {"@id": "#ann", "@type": "Person", "name": "Ann"},
                    {"@id": "#p", "@type": "Organization", "name": "The Paper - all the news"},
                ]
            }
        )
        + "</script>",
        Metadata("A", "The Paper", authors=("Ann",)),
    ),
    "of several articles the page's own": (
        '<link rel="canonical" href="https://example.org/news/b">'
        + ld(headline="A", url="https://example.org/news/a")
        + ld(headline="B", url="https://example.org/news/b"),
        Metadata("B", url="https://example.org/news/b"),
    ),
    "Open Graph": (
        meta(
            og__title="A headline | The Paper",
            og__site_name="The Paper | News, sport and more",
            og__url="https://example.org/news/a",
            og__locale="uk_UA",
            article__published_time="2025-03-12",
            article__author="https://example.org/ann",
        )
        + '<meta name="author" content="By Ann Writer">',
        Metadata("A headline", "The Paper", "2025-03-12", "", ("Ann Writer",), "https://example.org/news/a", "uk-UA"),
    ),
    "a journal": (
        '<meta name="citation_title" content="On dates"><meta name="citation_author" content="Writer, Ann">'
        '<meta name="citation_author" content="Other, Bo C.">'
        '<meta name="citation_publication_date" content="2025/03/12">'
        '<meta name="citation_journal_title" content="A Journal">',
        Metadata("On dates", "A Journal", "2025-03-12", "", ("Ann Writer", "Bo C. Other")),
    ),
    "Dublin Core": (
        '<meta name="DC.title" content="On dates"><meta name="DC.creator" content="Ann Writer">'
        '<meta name="DC.date.issued" content="2025-03"><meta name="DC.publisher" content="An Office">',
        Metadata("On dates", "An Office", "2025-03", "", ("Ann Writer",)),
    ),
    "HTML alone": (
        '<title>A headline - The Paper</title><meta name="application-name" content="The Paper">'
        '<meta name="date" content="Wed, 12 Mar 2025 21:00:00 GMT">',
        Metadata("A headline", "The Paper", "2025-03-12T21:00+00:00"),
    ),
    "microdata": (
        '<title>A</title><time itemprop="datePublished" datetime="20250312">',
        Metadata("A", "", "2025-03-12"),
    ),
    "midnight is no time": (
        ld(headline="A", datePublished="2025-03-12T00:00:00.000Z"),
        Metadata("A", "", "2025-03-12"),
    ),
    "JSON-LD before Open Graph": (
        meta(og__title="Another", article__published_time="2024-01-01") + ld(headline="A", datePublished="2025-03-12"),
        Metadata("A", "", "2025-03-12"),
    ),
    "what cannot be read is passed over": (
        ld(headline={"no": "text"}, datePublished="12 March", author=7, publisher=[], url=["x"], inLanguage="English!")
        + '<script type="application/ld+json">{broken</script>'
        + meta(og__title="A", article__published_time="2025-02-30", og__url="javascript:alert(1)", og__locale="??")
        + '<meta name="date" content="2025-03-12">',
        Metadata("A", "", "2025-03-12"),
    ),
    "an update before the publication is none": (
        ld(headline="A", datePublished="2025-03-12", dateModified="2025-03-11"),
        Metadata("A", "", "2025-03-12"),
    ),
    "a home page is no article's address": (
        '<title>A</title><link rel="canonical" href="https://example.org/">' + meta(og__url="https://example.org/a"),
        Metadata("A", url="https://example.org/a"),
    ),
    "characters that deceive are left out": (
        meta(og__title="A\u202ehead\u2066line", og__site_name="\ufeffThe\u2028Paper"),
        Metadata("Aheadline", "ThePaper"),
    ),
    "what is too long is no name": (meta(og__title="x" * 5000) + "<title>A</title>", Metadata("A")),
    "a publisher is no author": (
        ld(headline="A", publisher="The Paper", author={"name": "The Paper"}),
        Metadata("A", "The Paper"),
    ),
    "a saved page's own note": (
        "<!-- saved from url=(0026)https://example.org/news/a --><title>A</title>",
        Metadata("A", url="https://example.org/news/a"),
    ),
}
PROPERTIES = ("author", "publisher", "datePublished", "dateModified", "mainEntityOfPage", "inLanguage")
REFUSED: dict[str, tuple[bytes, str]] = {
    "nothing": (b"", "this is not HTML"),
    "a text": (b"2025-03-12\nA headline", "this is not HTML"),
    "a picture": (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)), "this is not UTF-8"),
    "bytes in no encoding": (b"<title>\xff\xfe\xfa</title>", "this is not UTF-8"),
    "an encoding that nobody knows": (b'<meta charset="x-odd"><title>\xff</title>', "x-odd"),
    "too deep": (b"<title>A</title>" + b"<div>" * 300_000, "nest too deeply"),
    "too large": (b" " * (16 * 1024 * 1024 + 1), "at most"),
}
HOSTILE = {
    "deep JSON": f'<title>A</title><script type="application/ld+json">{"[" * 100_000}</script>',
    "wide JSON": f'<title>A</title><script type="application/ld+json">[{"1," * 500_000}1]</script>',
    "a number without end": f'<title>A</title><script type="application/ld+json">{"1" * 10_000}</script>',
    "things that name each other for ever": '<title>A</title><script type="application/ld+json">'
    '[{"@id": "a", "@type": "Article", "author": {"@id": "b"}}, {"@id": "b", "author": {"@id": "a"}}]</script>',
    "a bomb of entities": '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><title>A</title><p>&b;&b;</p>',
    "many elements": "<title>A</title>" + '<meta name="author" content="x">' * 100_000,
    "a title of many separators": f"<title>A{' | ' * 150}</title>",
    "a date of many digits": f'<title>A</title><meta name="date" content="{"2" * 400}">',
}


@pytest.mark.parametrize("case", PAGES)
def test_a_saved_page_tells_what_is_known_of_the_article(tmp_path: Path, case: str) -> None:
    head, known = PAGES[case]
    page = tmp_path / "page.html"
    page.write_text(f"<!DOCTYPE html><html><head>{head}</head><body><p>Text.</p></body></html>", "utf-8")
    assert metadata(page) == known


def test_the_language_of_the_page_is_its_lang_attribute(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(f'<html lang="pt-br"><head><title>A</title>{ld(inLanguage="en")}</head></html>', "utf-8")
    assert metadata(page).language == "pt-br"


def test_a_page_in_another_encoding_is_read_as_it_says(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_bytes('<meta charset="windows-1251"><title>Перемирие</title>'.encode("cp1251"))
    assert metadata(page).title == "Перемирие"


@pytest.mark.parametrize("case", REFUSED)
def test_what_is_no_page_is_refused_in_a_line(content: Write, tmp_path: Path, case: str) -> None:
    written, why = REFUSED[case]
    page, root = tmp_path / "page.html", content({})
    page.write_bytes(written)
    refused = new(root, "--from", page)
    assert (refused.exit_code, why in refused.output, str(page) in refused.output) == (USAGE, True, True), (
        refused.output
    )
    assert refused.output.count("\n") == 1


@pytest.mark.parametrize("case", HOSTILE)
def test_a_hostile_page_is_read_in_no_time(tmp_path: Path, case: str) -> None:
    page = tmp_path / "page.html"
    page.write_text(HOSTILE[case], "utf-8")
    with at_most(5):
        assert metadata(page).title.startswith("A")


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=30) | st.just("2025-03-12"),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from(["@graph", "@id", "@type", "name", "url", "headline", *PROPERTIES]), inner)
    ),
)


@settings(max_examples=60)
@whatever(written=JSON, cut=st.integers(0, 10), bytes_after=st.binary(max_size=20))
def test_whatever_a_page_says_it_is_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, written: object, cut: int, bytes_after: bytes
) -> None:
    page = tmp_path_factory.getbasetemp() / "any.html"
    article = json.dumps({"@type": "Article", "headline": "A", "author": written, "publisher": written, "x": written})
    text = f'<script type="application/ld+json">[{article}, {json.dumps(written)}]</script>'
    page.write_bytes(text[: len(text) - cut].encode("utf-8", "replace") + bytes_after)
    with suppress(BadCapture):
        known = metadata(page)
        assert known == given_again(known)


def given_again(known: Metadata) -> Metadata:
    """The same, if each part of it could be typed."""
    said = given(
        known.title or None,
        known.publisher or None,
        known.published or None,
        known.authors,
        known.url or None,
        known.language or None,
    )
    return replace(said, updated=known.updated)


@pytest.mark.parametrize("name", [".", "none.html"])
def test_a_page_that_is_not_there_is_refused(content: Write, tmp_path: Path, name: str) -> None:
    with pytest.raises(BadCapture, match=r"cannot be read|not a regular file"):
        metadata(tmp_path / name)
    assert new(content({}), "--from", tmp_path / name).exit_code == USAGE


def test_an_article_of_which_all_is_known_has_no_problem(content: Write) -> None:
    root = content({})
    options = ("--url", "https://example.org/a", "--author", "Writer, Ann", "--author", "Bo", "--language", "en-GB")
    done = new(root, *GIVEN, *options)
    assert done.output == f"{root}/articles/paper-ltd-2025-03-12.md\n"
    loaded = load(root)
    record = loaded.articles["paper-ltd-2025-03-12"].record
    assert record and record.published.text == "2025-03-12T23:00"
    assert (record.title, record.publisher, record.authors) == (
        "A headline: more",
        "The Paper, Ltd",
        ("Writer, Ann", "Bo"),
    )
    assert (record.url, record.language, check(loaded)) == ("https://example.org/a", "en-GB", ())


def test_what_is_given_counts_before_what_the_page_says(content: Write, tmp_path: Path) -> None:
    root, page = content({}), tmp_path / "page.html"
    page.write_text(f"<head>{PAGES['JSON-LD'][0]}</head>", "utf-8")
    done = new(root, "--from", page, "Mine", "--published", "[2025-03-10..]", "--author", "Me")
    assert done.output == f"{root}/articles/paper-mine.md\n"
    record = load(root).articles["paper-mine"].record
    assert record and (record.title, record.published.text, record.authors) == ("Mine", "[2025-03-10..]", ("Me",))
    assert (record.publisher, record.url) == ("The Paper", "https://example.org/news/a")


def test_what_is_not_known_is_marked_and_stops_a_build(content: Write) -> None:
    root = content({})
    assert new(root, "--url", "https://www.example.org/2025/a-story.html").exit_code == DONE
    file = root / "articles/example-org-a-story.md"
    assert re.findall(r"^(\w+): TODO$", file.read_text("utf-8"), re.MULTILINE) == ["title", "publisher", "published"]
    assert [(one.code, one.place.line) for one in check(load(root))] == [
        ("unfinished", 2),
        ("unfinished", 3),
        ("bad-date", 5),
    ]


def test_every_field_of_an_article_is_there_or_shown_in_a_comment(content: Write) -> None:
    root = content({})
    new(root, *GIVEN, "--id", "a")
    file = root / "articles/a.md"
    file.write_text(re.sub(r"^# (?=[a-z_]+:)", "", file.read_text("utf-8"), flags=re.MULTILINE), "utf-8")
    loaded = load(root)
    assert {problem.code for problem in loaded.problems} <= {"bad-url"}
    assert sorted(loaded.articles["a"].written) == sorted(Article.model_fields)


@pytest.mark.parametrize(
    ("files", "where"),
    [
        ({"articles/x/a.md": "---\ntitle: A\npublisher: B\npublished: 2025\n---\n"}, "articles/x/a.md"),
        ({"articles/b.md": "---\ntitle: A\npublisher: B\npublished: 2025\naliases: [a]\n---\n"}, "articles/b.md"),
        ({"published.lock": "articles/a 2025-03-14 5f0c9a1e77b2 0\n"}, "published.lock"),
    ],
)
def test_an_id_that_is_taken_is_refused_and_the_file_named(content: Write, files: Files, where: str) -> None:
    root = content(files)
    refused = new(root, *GIVEN, "--id", "a")
    assert (refused.exit_code, f"{root}/{where}" in refused.output) == (USAGE, True)


def test_an_address_that_another_article_has_is_refused_and_its_file_named(content: Write) -> None:
    there = "---\ntitle: A\npublisher: B\npublished: 2025\nurl: https://example.org/a\n---\n"
    root = content({"articles/b.md": there})
    refused = new(root, *GIVEN, "--url", "http://www.example.org/a/?utm_source=x")
    assert (refused.exit_code, f"{root}/articles/b.md" in refused.output) == (USAGE, True)


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        ((), "nothing is known of the article"),
        (("A", "--published", "12.3.2025"), '"12.3.2025"'),
        (("A", "--url", "Reuters"), "belongs in publisher"),
        (("A", "--url", "javascript:alert(1)"), "https://"),
        (("A", "--language", "English!"), "BCP 47"),
        (("A", "--publisher", " "), "the publisher is empty"),
        (("A", "--author", "a\u202eb"), "a character that cannot be seen"),
        (("A", "--id", "a b"), "an id is lower-case letters"),
    ],
)
def test_what_cannot_be_an_article_is_refused_in_a_line(content: Write, arguments: tuple[str, ...], why: str) -> None:
    root = content({})
    refused = new(root, *arguments)
    assert (refused.exit_code, why in refused.output) == (USAGE, True), refused.output
    assert [file.name for file in (root / "articles").iterdir()] == ["report.md"]

"""What others' programs read in a citation is what was cited."""

import html
import json
import re
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from itertools import product
from string import punctuation
from typing import Any

import mwparserfromhell
import pytest
from bibtexparser import middlewares
from bibtexparser.entrypoint import parse_string
from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON
from hypothesis import given
from pylatexenc import latex2text

from tests.citation.awkward import AUTHORS, ENTRIES, PLAIN, TITLES, URLS
from timeline.pages.citation import LATEX_SIGN, LIGATURE, SIGN, WIKI, Cited, apa, bibtex, cite_web, csl_json

Fields = dict[str, str]
# The macros that every BibTeX style defines.
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
# LaTeX's own names of signs that pylatexenc does not know, or reads as an accent.
SIGNS = {
    "textbraceleft": "{",
    "textbraceright": "}",
    "textless": "<",
    "textgreater": ">",
    "textbar": "|",
    "textasciicircum": "^",
    "textasciitilde": "~",
}


def bibtex_as_read(entry: Cited) -> Fields:
    """The fields of the one entry, the address as it stands, the others through LaTeX."""
    library = parse_string(bibtex(entry), parse_stack=[middlewares.RemoveEnclosingMiddleware()])
    assert not library.failed_blocks
    (read,) = library.entries
    assert (read.entry_type, read.key) == ("misc", entry.id)
    fields = {name: str(field.value) for name, field in read.fields_dict.items()}
    return {name: value if name in ("url", "month") else through_latex(value) for name, value in fields.items()}


def through_latex(value: str) -> str:
    return str(decoder().latex_to_text(value))


@cache
def decoder() -> latex2text.LatexNodes2Text:
    known = latex2text.get_default_latex_context_db()
    macros = [latex2text.MacroTextSpec(name, simplify_repl=sign) for name, sign in SIGNS.items()]
    known.add_context_category("signs", macros=macros, prepend=True)
    return latex2text.LatexNodes2Text(latex_context=known, strict_latex_spaces=True, keep_comments=True)


def wiki_as_read(entry: Cited) -> Fields:
    """The parameters of the one template, as a reader sees them."""
    code = mwparserfromhell.parse(cite_web(entry))
    (template,) = code.nodes
    assert isinstance(template, mwparserfromhell.nodes.Template)
    assert template.name.strip() == "cite web"
    return {str(one.name).strip(): _seen(str(one.name), one.value).strip() for one in template.params}


def _seen(name: str, value: mwparserfromhell.wikicode.Wikicode) -> str:
    nodes = mwparserfromhell.nodes
    allowed = nodes.Text | (nodes.ExternalLink if name == "url" else nodes.HTMLEntity)
    for node in value.nodes:
        # Nothing but text, entities and {{!}}: no link, tag, comment, argument or other template.
        assert isinstance(node, allowed) or node == "{{!}}", node
    # Signatures, behaviour switches, and apostrophes that join those the template puts around a name.
    assert not re.search("~~~|__|''|^'|'$", str(value).strip())
    return html.unescape(str(value).replace("{{!}}", "|"))


def csl_as_read(entry: Cited) -> Any:
    (read,) = CiteProcJSON(json.loads(csl_json(entry))).values()
    return read


def check_bibtex(entry: Cited) -> None:
    read = bibtex_as_read(entry)
    year, month, _ = entry.day.split("-")
    expected = {
        "author": entry.author,
        "title": entry.title,
        "howpublished": entry.site,
        "publisher": entry.publisher,
        "year": str(int(year)),
        "month": MONTHS[int(month) - 1],
        "date": entry.day,
        "url": entry.url,
        "note": "Retracted" if entry.retracted else "",
    }
    assert read == {name: value for name, value in expected.items() if value}


def check_author_is_whole(entry: Cited) -> None:
    """BibTeX splits names at "and" and at commas, but not within braces."""
    stack = [
        middlewares.RemoveEnclosingMiddleware(),
        middlewares.SeparateCoAuthors(),
        middlewares.SplitNameParts(),
    ]
    (read,) = parse_string(bibtex(entry), parse_stack=stack).entries
    (author,) = read["author"]
    assert (author.first, author.von, author.jr, len(author.last)) == ([], [], [], 1)


def check_csl(entry: Cited) -> None:
    read = csl_as_read(entry)
    assert (read.key, str(read.title), read.author[0].literal) == (entry.id, entry.title, entry.author)
    assert str(read.container_title) == entry.site
    assert (read.issued.year, read.issued.month, read.issued.day) == tuple(map(int, entry.day.split("-")))
    for name, value in (("publisher", entry.publisher), ("URL", entry.url), ("language", entry.language)):
        assert str(read.get(name, "")) == value
    assert str(read.get("status", "")) == ("retracted" if entry.retracted else "")


def check_wiki(entry: Cited) -> None:
    expected = {
        "url": entry.url,
        "title": entry.title,
        "author": entry.author,
        "website": entry.site,
        "publisher": entry.publisher,
        "date": entry.day,
        "language": entry.language,
        "type": "Retracted" if entry.retracted else "",
    }
    assert wiki_as_read(entry) == {name: value for name, value in expected.items() if value}


CHECKS = (check_bibtex, check_author_is_whole, check_csl, check_wiki)
Check = Callable[[Cited], None]


@pytest.mark.parametrize("check", CHECKS)
@pytest.mark.parametrize("title", TITLES)
def test_an_awkward_title_is_read_as_it_was_cited(check: Check, title: str) -> None:
    check(replace(PLAIN, title=title))
    check(replace(PLAIN, site=title, publisher=title, retracted=True))


@pytest.mark.parametrize("check", CHECKS)
@pytest.mark.parametrize("author", [*AUTHORS, *TITLES])
def test_an_author_is_one_name(check: Check, author: str) -> None:
    check(replace(PLAIN, author=author))


@pytest.mark.parametrize("check", CHECKS)
@pytest.mark.parametrize("url", URLS)
def test_an_address_is_read_as_it_was_cited(check: Check, url: str) -> None:
    check(replace(PLAIN, url=url))


@pytest.mark.parametrize("check", CHECKS)
@given(entry=ENTRIES)
def test_whatever_content_accepts_is_read_as_it_was_cited(check: Check, entry: Cited) -> None:
    check(entry)


def test_what_is_taken_for_plain_holds_no_markup() -> None:
    texts = [f"{one}a{one}{other}b{other}" for one, other in product(punctuation, repeat=2)]
    plain = [text for text in texts if not SIGN.search(text)]
    assert plain
    assert not [text for text in plain for markup in (LATEX_SIGN, LIGATURE, WIKI) if markup.search(text)]


def test_a_style_of_others_renders_the_entry() -> None:
    style = CitationStylesStyle("harvard-cite-them-right", validate=False)
    bibliography = CitationStylesBibliography(style, CiteProcJSON(json.loads(csl_json(PLAIN))), formatter.plain)
    bibliography.register(Citation([CitationItem(PLAIN.id)]))
    (rendered,) = map(str, bibliography.bibliography())
    for part in (PLAIN.author, "2025", PLAIN.title, PLAIN.site, PLAIN.url):
        assert part in rendered


@given(entry=ENTRIES)
def test_braces_are_balanced_for_readers_that_only_count_them(entry: Cited) -> None:
    depth, written = 0, bibtex(entry)
    for place, sign in enumerate(written):
        depth += {"{": 1, "}": -1}.get(sign, 0)
        assert depth > 0 or place < written.index("{") or place == len(written) - 1
    assert depth == 0


# What is changed of the plain entry, and how APA cites it.
APA = {
    "the plain entry": (
        {},
        "The Ceasefire Record. (2025, March 13). Kyiv accepts a 30-day ceasefire at talks in Jeddah. "
        "In The Record of It. Example Press. https://example.org/events/x/",
    ),
    "no address": (
        {"url": "", "title": "T"},
        "The Ceasefire Record. (2025, March 13). T. In The Record of It. Example Press.",
    ),
    "a site that is its own author": (
        {"site": "The Ceasefire Record", "publisher": "", "title": "T"},
        "The Ceasefire Record. (2025, March 13). T. https://example.org/events/x/",
    ),
    "a retracted entry": (
        {"title": "T?", "retracted": True, "publisher": ""},
        "The Ceasefire Record. (2025, March 13). T? [Retracted]. In The Record of It. https://example.org/events/x/",
    ),
    "a question": (
        {"title": "Who fired first?", "site": "What Is Known?", "publisher": "", "url": ""},
        "The Ceasefire Record. (2025, March 13). Who fired first? In What Is Known?",
    ),
    "a quoted question": (
        {"title": "“Who?”", "publisher": "", "url": ""},
        "The Ceasefire Record. (2025, March 13). “Who?” In The Record of It.",
    ),
    "an author with a full stop": (
        {"author": "Acme Co.", "title": "(T)", "publisher": "", "url": ""},
        "Acme Co. (2025, March 13). (T). In The Record of It.",
    ),
}


@pytest.mark.parametrize("case", APA)
def test_apa_cites_a_page_of_a_reference_work(case: str) -> None:
    changes, cited = APA[case]
    assert apa(replace(PLAIN, **changes)) == cited  # type: ignore[arg-type]

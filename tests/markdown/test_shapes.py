"""What each piece of Markdown becomes."""

import pytest

from tests.markdown.page import elements, names, words
from timeline.markdown import inline, plain, to_html

BECOMES = {
    "plain words": "<p>plain words</p>",
    "*one* and **two**": "<p><em>one</em> and <strong>two</strong></p>",
    "two  \nlines": "<p>two<br>\nlines</p>",
    "- a\n- b": "<ul>\n<li>a</li>\n<li>b</li>\n</ul>",
    "3. a\n4. b": '<ol start="3">\n<li>a</li>\n<li>b</li>\n</ol>',
    "> said": "<blockquote>\n<p>said</p>\n</blockquote>",
    "`a < b`": "<p><code>a &lt; b</code></p>",
    "    code": "<pre><code>code\n</code></pre>",
    "---": "<hr>",
    "a & b < c": "<p>a &amp; b &lt; c</p>",
    "snake_case_name": "<p>snake_case_name</p>",
    "H<sub>2</sub>O": "<p>H<sub>2</sub>O</p>",
    '<span lang="uk" dir="ltr">слово</span>': '<p><span lang="uk" dir="ltr">слово</span></p>',
    "word\n: what it means": "<dl>\n<dt>word</dt>\n<dd>what it means</dd>\n</dl>",
    "*[EU]: European Union\n\nThe EU met.": '<p>The <abbr title="European Union">EU</abbr> met.</p>',
    "[x](https://example.org/?a=1&b=2)": '<p><a href="https://example.org/?a=1&amp;b=2" rel="noopener">x</a></p>',
}
TABLE = "| left | centre | right | none |\n| :-- | :-: | --: | --- |\n| a | b | c | d |\n"


@pytest.mark.parametrize("text", BECOMES)
def test_markdown_becomes(text: str) -> None:
    assert to_html(text) == BECOMES[text]


def test_cells_are_aligned_by_class_and_never_by_style() -> None:
    markup = to_html(TABLE)
    classes = [attributes.get("class") for name, attributes in elements(markup) if name in ("th", "td")]
    assert classes == ["left", "center", "right", None] * 2
    assert "style" not in markup
    assert "align=" not in markup


@pytest.mark.parametrize(
    ("text", "levels"),
    [
        ("# A\n\n## B\n\n### C", ["h2", "h3", "h4"]),
        ("## A\n\n### B", ["h2", "h3"]),
        ("### A", ["h2"]),
        ("### A\n\n# B", ["h3", "h2"]),
        ("# A\n\n###### B", ["h2", "h3"]),
        ("\n\n".join(f"{'#' * n} {n}" for n in range(1, 7)), ["h2", "h3", "h4", "h5", "h6", "h6"]),
        ("A\n=\n\nB\n-", ["h2", "h3"]),
        ("<h1>A</h1>", []),
    ],
)
def test_headings_begin_below_that_of_the_page_and_skip_no_level(text: str, levels: list[str]) -> None:
    assert [name for name, _ in elements(to_html(text)) if name[0] == "h"] == levels


def test_footnotes_are_made_only_where_they_are_asked_for() -> None:
    text = "Words.[^1]\n\n[^1]: A footnote.\n"
    assert 'id="fn:1"' in to_html(text, footnotes=True)
    assert 'class="footnote"' in to_html(text, footnotes=True)
    assert "footnote" not in to_html(text).replace("A footnote", "")


def test_the_links_of_a_footnote_lead_to_it_and_back() -> None:
    markup = to_html("One.[^1] Again.[^1]\n\n[^1]: A footnote.\n", footnotes=True)
    ids = [attributes["id"] for _, attributes in elements(markup) if "id" in attributes]
    targets = {attributes["href"][1:] for _, attributes in elements(markup) if "href" in attributes}
    assert len(ids) == len(set(ids))
    assert targets == set(ids)


def test_one_text_leaves_nothing_for_the_next() -> None:
    to_html("*[EU]: European Union\n\n[x]: https://example.org/\n\n[^1]: note\n\nEU [x]", footnotes=True)
    assert to_html("EU [x] again", footnotes=True) == "<p>EU [x] again</p>"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("one *word*", "one <em>word</em>"),
        ("one\n\ntwo", "<p>one</p>\n<p>two</p>"),
        ("- one", "<ul>\n<li>one</li>\n</ul>"),
        ("", ""),
    ],
)
def test_a_single_paragraph_loses_its_element_inside_another(text: str, expected: str) -> None:
    assert inline(to_html(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("one *word* and [a link](event:a)", "one word and a link"),
        ("Words.[^1] More.[^2]", "Words. More."),
        ("a & b < c", "a & b < c"),
        ("&amp;lt;", "&lt;"),
        ("one\n\n\n\ntwo", "one\ntwo"),
        ("<script>alert(1)</script>", ""),
        ("`<b>`", "<b>"),
        ("{{ x }}", "{{ x }}"),
        ("", ""),
    ],
)
def test_plain_text_is_the_words_alone(text: str, expected: str) -> None:
    assert plain(text) == expected


def test_a_table_can_be_scrolled_by_keys() -> None:
    assert [attributes.get("tabindex") for name, attributes in elements(to_html(TABLE)) if name == "table"] == ["0"]


def test_the_words_of_a_table_stay_apart() -> None:
    assert plain(TABLE).split() == ["left", "centre", "right", "none", "a", "b", "c", "d"]
    assert "table" in names(to_html(TABLE))


def test_the_words_of_refused_html_stay() -> None:
    assert words(to_html("<section><h1>Title</h1></section>")).strip() == "Title"


# What more than a paragraph becomes stays as it is, for a <p> of it alone cannot be taken away.
@pytest.mark.parametrize("text", ["one\n\ntwo", "says\n\n- a", "says\n\n    code", "- a\n\nsays", "> said"])
def test_inline_leaves_more_than_a_paragraph_whole(text: str) -> None:
    assert inline(to_html(text)) == to_html(text)

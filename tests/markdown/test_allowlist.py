"""What HTML comes out of a text, whatever goes in: only what is on these lists."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.markdown.page import elements, names, on_page, words
from timeline.markdown import inline, plain, to_html

# Written down once more, so that an addition to the program's own list is noticed.
ALLOWED = {
    *("p", "br", "hr", "blockquote", "pre", "code", "ul", "ol", "li", "dl", "dt", "dd", "div"),
    *("table", "thead", "tbody", "tr", "th", "td", "h2", "h3", "h4", "h5", "h6"),
    *("a", "abbr", "b", "bdi", "cite", "del", "em", "i", "ins", "kbd", "mark", "q", "s", "small", "span", "strong"),
    *("sub", "sup", "time", "u", "var"),
}
ALLOWED_ATTRIBUTES = {
    *("lang", "dir", "class"),
    *(
        "a href",
        "a title",
        "a id",
        "a rel",
        "a aria-label",
        "abbr title",
        "time datetime",
        "table tabindex",
        "ol start",
        "li id",
        "sup id",
    ),
}
ALLOWED_CLASSES = {"left", "center", "right", "footnote", "footnote-ref", "footnote-backref", "ref"}
ALLOWED_SCHEMES = {"https", "http", "mailto"}

REFUSED = (
    "script", "style", "svg", "math", "iframe", "object", "embed", "form", "input", "button", "textarea", "select",
    "video", "audio", "img", "link", "meta", "base", "title", "template", "noscript", "marquee", "frameset", "x-own",
    "h1", "section",
)  # fmt: skip
ATTACKS = (
    "<script>alert(1)</script>",
    "<scr<script>ipt>alert(1)</script>",
    "<SCRIPT SRC=//evil.example></SCRIPT>",
    "<style>* {display: none}</style>",
    "<svg onload=alert(1)><a xlink:href='javascript:alert(1)'>x</a></svg>",
    "<svg><style><img src=x onerror=alert(1)></style></svg>",
    "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1 onerror=alert(1)&gt;'>",
    "<iframe src='https://evil.example'></iframe>",
    "<img src=x onerror=alert(1)>",
    "<p onclick=alert(1) style='color:red' id=top class=evil data-x=1>x</p>",
    "<a href='https://example.org' onmouseover=alert(1) target=_blank>x</a>",
    "<details ontoggle=alert(1) open>x</details>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'></noscript>",
    "<a href='https://example.org/' title='\"><script>alert(1)</script>'>x</a>",
    "`<script>`<script>alert(1)</script>",
    "| <script>alert(1)</script> |\n| - |\n| <b onclick=x>y</b> |",
    "*[HTML]: \"><script>alert(1)</script>\n\nHTML",
    "[x](https://example.org/ '\"><script>alert(1)</script>')",
    '[x](https://example.org/"onclick="alert(1))',
    "[^\"><script>alert(1)</script>]",
    "![x](x\"onerror=\"alert(1))",
    "<div markdown='1'><script>alert(1)</script></div>",
    "<!-- <script>alert(1)</script> -->",
    "<!--> <script>alert(1)</script> -->",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<?php <script>alert(1)</script> ?>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "<a name=x id=r1 href='#x1'>x</a>",
    "[x]: javascript:alert(1)\n\n[x]",
    "{: onclick=alert(1) }",
)  # fmt: skip
SCRIPTS = (
    "javascript:alert(1)", "JaVaScRiPt:alert(1)", " javascript:alert(1)", "java\nscript:alert(1)",
    "java&#10;script:alert(1)", "&#106;avascript:alert(1)", "&#x6A;avascript&#58;alert(1)", "javascript&colon;alert(1)",
    "java&Tab;script:alert(1)", "&#1;javascript:alert(1)", "data:text/html,<script>alert(1)</script>",
    "DATA:text/html;base64,PHA+", "vbscript:x", "file:///etc/passwd", "blob:x", "about:blank", "ftp://example.org/",
    "tel:1", "view-source:x", "filesystem:x",
)  # fmt: skip

HTML_PIECES = (
    "<", ">", "</", "/>", '"', "'", "=", " ", "\n", "\n\n", "`", "*", "_", "[", "]", "(", ")", "[^k]", "![", "](", "\\",
    "&", "#", ";", "|", "-", "|-|\n", ": ", "> ", "1. ", "    ", "<!--", "-->", "<![CDATA[", "]]>", "a", "p", "script",
    "style", "svg", "math", "h1", "table", "td", "template", "noscript", "href", "src", "onclick", "style=x", "id=",
    "title=", "class=", "javascript:", "data:", "event:a", "note:k", "https://example.org/", "*[A]: ", "A", "&#106;",
    "&lt;", "\x01", "\x02", "\x03",
)  # fmt: skip
HTML_LIKE = st.lists(st.sampled_from(HTML_PIECES), max_size=25).map("".join)


@pytest.mark.parametrize("name", REFUSED)
def test_an_element_that_is_not_on_the_list_is_taken_out(name: str) -> None:
    for text in (
        f"<{name}>x</{name}>",
        f"one <{name} src=x>x</{name}> two",
        f"\n\n<{name.upper()}>\n\nx\n\n</{name}>\n",
    ):
        assert names(to_html(text)) <= ALLOWED


@pytest.mark.parametrize("text", ATTACKS)
def test_an_attack_leaves_only_what_is_allowed(text: str) -> None:
    _assert_allowed(text)


@pytest.mark.parametrize("target", SCRIPTS)
def test_a_link_to_anything_but_the_web_leads_nowhere(target: str) -> None:
    for text in (
        f"[x]({target})",
        f"[x](<{target}>)",
        f'<a href="{target}">x</a>',
        f"[x]: {target}\n\n[x]",
        f"<{target}>",
    ):
        _assert_allowed(text)


@pytest.mark.parametrize(
    "text", ["<!-- a remark -->", "one <!-- a remark --> two", "<!--\n\na remark\n\n-->", "<!-- <!-- -->"]
)
def test_html_comments_are_left_out(text: str) -> None:
    assert "remark" not in to_html(text)
    assert "comment" not in names(to_html(text))


@pytest.mark.parametrize(
    "text", ["{{ 7 * 7 }}", "{% raw %}", "{# remark #}", "{{ config }} {{''.class}}", "${x} <%= 1 %>"]
)
def test_the_signs_of_templates_are_text(text: str) -> None:
    assert words(to_html(text)).strip() == text.replace("’", "'")


def test_no_id_of_the_page_can_be_taken() -> None:
    markup = to_html("<a id='x1'>x</a>\n\n<sup id='r1'>y</sup>\n\n<li id='top'>z</li>\n\n# Heading {#own}")
    assert not any("id" in attributes for _, attributes in elements(markup))


def test_a_web_link_does_not_hand_over_the_window() -> None:
    assert 'rel="noopener"' in to_html("[x](https://example.org/)")


@settings(max_examples=400)
@given(HTML_LIKE | st.text(max_size=40))
def test_any_text_gives_only_what_is_allowed(text: str) -> None:
    _assert_allowed(text)


@settings(max_examples=100)
@given(HTML_LIKE | st.text(max_size=40))
def test_plain_text_of_any_text_has_no_notes_and_no_elements(text: str) -> None:
    assert isinstance(plain(text), str)
    assert names(inline(to_html(text))) <= ALLOWED


def _assert_allowed(text: str) -> None:
    for markup in (to_html(text), to_html(text, footnotes=True), on_page(text)):
        for name, attributes in elements(markup):
            assert name in ALLOWED
            for attribute, value in attributes.items():
                assert attribute in ALLOWED_ATTRIBUTES or f"{name} {attribute}" in ALLOWED_ATTRIBUTES
                assert attribute != "class" or set(value.split()) <= ALLOWED_CLASSES
                assert attribute != "tabindex" or value == "0"
    for _, attributes in elements(on_page(text)):
        assert _scheme(attributes.get("href", "")) in {*ALLOWED_SCHEMES, ""}


def _scheme(target: str) -> str:
    """The scheme of a link as browsers see it, or nothing for one that leads elsewhere on the site."""
    seen = re.sub(r"[\t\n\r]", "", target.strip("".join(map(chr, range(33)))))
    found = re.match(r"([A-Za-z][A-Za-z0-9+.-]*):", seen)
    return found[1].lower() if found else ""


def test_an_entity_brings_in_no_character_that_deceives() -> None:
    text = "It &#12; ha&#x202e;ppened"
    assert to_html(text) == "<p>It  happened</p>"
    assert plain(text) == "It  happened"

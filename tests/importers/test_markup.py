"""HTML of strangers becomes Markdown that says the same, and nothing of it is passed through."""

import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from timeline import markdown
from timeline.importers.markup import ELEMENTS, Line, Markup, escaped, line_of, linked, markdown_of, plain_of
from timeline.text import FORBIDDEN, squeeze

READ_AS = {
    "plain text keeps its lines": ("one\ntwo\n\nthree", "one\ntwo\n\nthree"),
    "words that look like a tag": ("by <john@example.org>, 1 < 2 & 3", "by &lt;john@example.org>, 1 < 2 & 3"),
    "paragraphs": ("<p>One</p>\n<p>two &amp; &lt;b&gt;</p>", "One\n\ntwo & &lt;b>"),
    "a line break": ("one<br>two", "one  \ntwo"),
    "two line breaks": ("one<br><br/>two", "one\n\ntwo"),
    "empty lines beside elements of text": ("one <b>two</b>\n\nthree", "one **two**\n\nthree"),
    "emphasis": ("<b>a </b><i>b</i> <em><strong>c</strong></em>", "**a** *b* ***c***"),
    "emphasis that touches": ("<b>a</b><i>b</i>c", "**a**bc"),
    "a link": ('<a href="https://example.org/a_(b)?c=1&amp;d=2" onclick="x()">see</a>', "[see](<https://example.org/a_(b)?c=1&d=2>)"),
    "a link behind an exclamation mark": ('Oh!<a href="https://example.org/">see</a>', "Oh\\![see](https://example.org/)"),
    "a list": ("<ul><li>a<li>b</ul>", "- a\n- b"),
    "a list in a list": ("<ul><li>a<ol start=3><li>b</ol></ul>", "- a\n\n    3. b"),
    "a quotation and where it is from": (
        '<blockquote cite="https://example.org/">Said</blockquote>',
        "> Said\n>\n> [https://example.org/](https://example.org/)",
    ),
    "a heading": ("<h1>C#</h1>text", "### C\\#\n\ntext"),
    "a table": ("<table><tr><th>A<th>B<tr><td>1|2<td><b>x</b></table>", "| A | B |\n| --- | --- |\n| 1\\|2 | **x** |"),
    "code": ("<code>a`b</code>", "`` a`b ``"),
    "lines of code": ("<pre>a\n  *b*\n</pre>", "    a\n      *b*"),
    "terms": ("<dl><dt>T<dd>D</dl>", "**T**\n\nD"),
    "raised and lowered signs": ("H<sub>2</sub>O, 10<sup>-6</sup>, 5<sup>th</sup>", "H₂O, 10⁻⁶, 5th"),
    "entities": ("caf&eacute; &#8212; &amp;lt;", "café — &amp;lt;"),
    "classes and styles": ('<p class="x" style="color:red" lang="en">a <span onclick="b()">c</span></p>', "a c"),
    "a note of TimelineJS's template": (
        '<p>One.</p><span class="tl-note">A <b>note</b>.</span>two.<span class="x tl-note">Three</span>',
        "One.\n\nA **note**.\n\ntwo.\n\nThree",
    ),
    "a note behind words": ('One.<span class="tl-note">A note.</span> Two', "One.\n\nA note.\n\nTwo"),
    "abbreviations": ('the <abbr title="World Health Organization">WHO</abbr>', "the WHO (World Health Organization)"),
    "an image of two names": ('<img src="https://e.org/i" alt="A cat" title="Felix">', "[A cat (Felix)](https://e.org/i)"),
    "signs of Markdown": ("*a* _b_ `c` [d](e) [^f] ![g](h) | \\", r"\*a\* \_b\_ \`c\` \[d\](e) \[^f\] !\[g\](h) \| \\"),
    "lines that begin like something else": (
        "# a\n- b\n1. c\n> d\n===\n: e\n+ f\n---",
        "\\# a\n\\- b\n1\\. c\n\\> d\n&#61;==\n&#58; e\n\\+ f\n\\---",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("html", "text"), READ_AS.values(), ids=READ_AS)
def test_html_becomes_the_markdown_that_says_the_same(html: str, text: str) -> None:
    assert markdown_of(html).text == text
    assert markdown_of(html).dropped == ()


DROPPED = {
    "a script": ("<script>steal()</script>a", "a", ("a script: steal()",)),
    "an empty style sheet": ("<style> </style>a", "a", ()),
    "a comment": ("<!-- why -->a", "a", ("a comment: why",)),
    "a drawing": ("<svg><text>b</text></svg>a", "a", ("a drawing: <text>b</text>",)),
    "a form": ('<form><input value="1"> Name</form>a', "a", ("a form: 1 Name",)),
    "inputs and choices": (
        '<input value="1" placeholder="2"><select><option value="3" label="4">5</select>a',
        "a",
        ("an input, 1: 2", 'a choice: <option value="3" label="4">5'),
    ),
    "words in what is not on the web": (
        '<object data="a.swf"><param name="b" value="c">d</object>a',
        "a",
        ("an object, a.swf", "the words in an object: c d"),
    ),
    "hidden words": ('<p hidden>b</p><p style="display: none">c</p>a', "a", ("hidden words: b", "hidden words: c")),
    "an image that is not on the web": ('<img src="a.png" alt="A cat">', "A cat", ("an image, a.png",)),
    "a link that runs": ('<a href="javascript:a()">b</a>', "b", ("a link to javascript:a() (its words are kept)",)),
    "struck words": ("a <del>b</del> c", "a b c", ("the line through b (now words like the others)",)),
    "a table in a list": (
        "<ul><li>a<table><tr><td>b<td>c</table></ul>",
        "- a\n\n    b \\| c",
        ("the columns of a table (now a paragraph for each row)",),
    ),
}


@pytest.mark.parametrize(("html", "text", "dropped"), DROPPED.values(), ids=DROPPED)
def test_what_has_no_place_in_a_text_is_dropped_and_told(html: str, text: str, dropped: tuple[str, ...]) -> None:
    markup = markdown_of(html)
    assert (markup.text, markup.dropped) == (text, dropped)


LINKED = {
    "an image": (
        '<img src="https://example.org/a.png" alt="A cat">',
        "[A cat](https://example.org/a.png)",
        ("an image elsewhere",),
    ),
    "several": (
        '<img src="https://example.org/a.png" alt="A cat"> <img src="https://example.org/b.png" alt="A dog">',
        "[A cat](https://example.org/a.png) [A dog](https://example.org/b.png)",
        ("an image elsewhere",),
    ),
    "a linked image": (
        '<a href="https://example.org/"><img src="//example.org/a.png"></a>',
        "[https://example.org/a.png](https://example.org/a.png) [https://example.org/](https://example.org/)",
        ("an image elsewhere",),
    ),
    "an iframe": (
        '<iframe src="https://example.org/v">no frames</iframe>',
        "[https://example.org/v](https://example.org/v)",
        ("an iframe elsewhere", "an iframe, in the place of which “no frames” could stand,"),
    ),
    "a video": (
        '<video><source src="https://example.org/v.mp4">old browser</video>',
        "[https://example.org/v.mp4](https://example.org/v.mp4)",
        ("a video elsewhere", "a video, in the place of which “old browser” could stand,"),
    ),
}


@pytest.mark.parametrize(("html", "text", "linked"), LINKED.values(), ids=LINKED)
def test_what_is_shown_from_elsewhere_becomes_a_link(html: str, text: str, linked: tuple[str, ...]) -> None:
    assert markdown_of(html) == Markup(text, linked=linked)


def test_a_title_is_words_on_one_line() -> None:
    assert plain_of("<b>The</b> day<br>of &amp;\n*all* <script>x</script>") == "The day of & *all*"
    assert plain_of("AT&amp;T\n rises") == "AT&T rises"


def test_what_a_line_of_words_leaves_out_is_known() -> None:
    line = line_of('The <a href="https://example.org/">mill</a> <script>x</script>burnt')
    assert line == Line("The mill burnt", (("mill", "https://example.org/"),), ("a script: x",))


def test_only_addresses_of_the_web_are_linked() -> None:
    assert linked("a [b]", "https://example.org/") == r"[a \[b\]](https://example.org/)"
    assert linked("a [b]", "javascript:alert(1)") == r"a \[b\]"


PIECES = st.lists(
    st.one_of(
        st.text(max_size=8),
        st.sampled_from(
            [*"*_`[](){}<>#+-.!|&:;=~^\\\"'\n\t ", "\n\n", "    ", "[^a]", "[a]: b", "*[A]: b", "event:a", "1. "]
        ),
        st.sampled_from(
            ["---", "===", "https://example.org/", "<b>", "&amp;", "&copy", "](", "<!--", ": ", "***", "~~~", "\\\\"]
        ),
    ),
    max_size=25,
).map("".join)


@settings(max_examples=300)
@given(PIECES)
def test_an_escaped_text_reads_as_the_plain_text(text: str) -> None:
    read = markdown.plain(escaped(text))
    # Characters that no file may hold are for whoever writes the file; but white space among them is white space.
    said = squeeze(FORBIDDEN.sub(lambda m: " " if m[0].isspace() else "", text))
    assert squeeze(read) == squeeze(FORBIDDEN.sub("", said))


NAMES = [
    *("p", "b", "i", "em", "a href=https://example.org/x", "a href=/x", "ul", "ol", "li", "blockquote", "code", "pre"),
    *("h1", "h3", "table", "tr", "td", "th", "br", "hr", "img src=https://example.org/i alt=x", "img src=x", "script"),
    *("style", "svg", "form", "div", "span", "dl", "dt", "dd", "q", "del", "sup", "iframe src=https://example.org/f"),
    *("math", "o:p", "template", "x", "video", "source src=https://example.org/s", "noscript", "title", "body"),
]
TAGS = st.sampled_from(NAMES).flatmap(
    lambda name: st.sampled_from([f"<{name}>", f"<{name} onclick=x() id=y>", f"</{name.split()[0]}>"])
)
HTML = st.lists(st.one_of(TAGS, TAGS, PIECES), max_size=25).map("".join)
MADE_FROM = {
    "a": ("<a", "<img", "<iframe", "<video", "<source"), "br": ("<br", "<pre"), "hr": ("<hr",), "em": ("<i", "<em"),
    "strong": ("<b", "<dt", "<h"), "code": ("<code", "<pre"), "pre": ("<pre",), "ul": ("<ul", "<li"), "ol": ("<ol",),
    "li": ("<li", "<ul", "<ol"), "blockquote": ("<blockquote",), "table": ("<t",), "h2": ("<h",),
}  # fmt: skip


@settings(max_examples=300)
@given(HTML)
def test_nothing_is_rendered_that_was_not_made_from_a_known_element(html: str) -> None:
    rendered = markdown.to_html(markdown_of(html).text)
    found = set(re.findall(r"<(\w+)", rendered))
    assert found <= ELEMENTS
    for name, made_from in MADE_FROM.items():
        assert name not in found or any(begin in html for begin in made_from), name
    attributes = set(re.findall(r" (\w+)=\"", " ".join(re.findall(r"<[^>]*>", rendered))))
    assert attributes <= {"href", "rel", "tabindex", "start"}
    assert all(target.startswith("https://example.org/") for target in re.findall('href="([^"]*)', rendered))


HOSTILE = {
    "deep": "<div>" * 100_000 + "x",
    "deep lists": "<ul><li>" * 100_000 + "x",
    "large": "<p>hello <b>x</b>" * 300_000,
    "an unclosed tag": "<p " * 500_000,
    "unclosed comments": "<!--" * 500_000,
    "unclosed elements of text": "<b>x</p>" * 50_000,
    "many rows": "<table>" + "<tr><td>x<td>y" * 20_000,
    "many columns": "<table><tr>" + "<td>x" * 50_000 + "<tr><td>x" * 10_000,
    "nothing but signs": "<p>" + "x * [ " * 50_000,
    "lone surrogates": "<p>\ud800</p>\0",
}


@pytest.mark.parametrize("html", HOSTILE.values(), ids=HOSTILE)
def test_hostile_html_ends_quickly(html: str) -> None:
    begun = time.process_time()
    markdown_of(html)
    assert time.process_time() - begun < 5

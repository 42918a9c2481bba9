"""A theme: what its author can do, and what is said of what does not work."""

import os
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from types import SimpleNamespace

import pytest

from timeline.theme import NoTheme, Theme, ThemeError, theme_folders

Files = Mapping[str, str | bytes]
Make = Callable[[Files], Theme]
DATA = {"site": SimpleNamespace(portable=False, language="en"), "path": "a/", "gone": None}


@pytest.fixture
def own(tmp_path: Path) -> Make:
    """Writes the site's own theme "paper" into a project, and opens it: `own({"templates/x.html": "Hello"})`."""

    def make(files: Files) -> Theme:
        for name, content in files.items():
            file = tmp_path / "themes" / "paper" / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content if isinstance(content, bytes) else content.encode())
        return Theme(theme_folders("paper", tmp_path))

    return make


def test_a_theme_of_the_sites_own_changes_what_it_has_file_by_file(own: Make) -> None:
    theme = own(
        {
            "templates/_crumbs.html": "{% macro crumbs(steps, here) %}You are at {{ here }}{% endmacro %}",
            "templates/x.html": (
                '{% from "_crumbs.html" import crumbs with context %}'
                '{% from "_links.html" import article_links with context %}'
                '{{ crumbs([], "home") }}. {{ say("skip") }}. {{ say("timeline") }}. {{ article_links("", "")|trim }}'
            ),
            "strings/en.yaml": "skip: To the text\n",
            "static/icon.svg": "<svg/>",
            "static/paper.css": "body{}",
        }
    )
    shipped = Theme(theme_folders("default", Path("nowhere")))
    assert theme.html("x.html", DATA).decode() == (
        'You are at home. To the text. Timeline. <span class="slot">Original and archived copy: none recorded</span>'
    )
    assert theme.assets.keys() == shipped.assets.keys() | {"paper.css"}
    assert theme.assets["icon.svg"].content == b"<svg/>"
    assert theme.assets["fonts/newsreader.woff2"] == shipped.assets["fonts/newsreader.woff2"]
    assert theme.mark != shipped.mark


WITHOUT_END = "error[template-failed]: templates or macros are in each other without end"
TOO_DEEP = "error[bad-template]: brackets, loops or conditions are too deep in each other"
NO_TEMPLATE = "error[unknown-template]: the theme has no template"
# A template, and what is said of it behind the path of the theme's templates.
TEMPLATES: dict[str, tuple[str | bytes, str]] = {
    "a division by zero": ("\n{{ 1/0 }}", "x.html:2:1: error[template-failed]: division by zero"),
    "a place without a name": (
        '{{ "{0}".format() }}',
        "x.html:1:1: error[template-failed]: replacement index 0 out of range",
    ),
    "an open brace": (
        '\n\n{{ "{x".format() }}',
        "x.html:3:1: error[template-failed]: expected '}' before end of string",
    ),
    "a template in itself": ('{% include "x.html" %}', f"x.html:1:1: {WITHOUT_END}"),
    "a template of itself": ('{% extends "x.html" %}', f"x.html:1:1: {WITHOUT_END}"),
    "brackets without end": ("{{ " + "(" * 5000, f"x.html:1:1: {TOO_DEEP}"),
    "too many loops": ("{% for x in y %}" * 30 + "{% endfor %}" * 30, f"x.html:1:1: {TOO_DEEP}"),
    "not UTF-8": (b"\xff", "x.html:1:1: error[not-utf-8]: byte 0xff is not UTF-8"),
    "a lone surrogate": (r'{{ "\ud800" }}', "x.html:1:1: error[template-failed]: 'utf-8' codec can't encode character"),
    "bad syntax": ("\n{% if %}", "x.html:2:1: error[bad-template]: expected an expression"),
    "an unknown tag": ("{% iff %}", 'x.html:1:4: error[bad-template]: there is no tag "iff"; did you mean "if"?'),
    "an unknown value": ("{{ nothing }}", 'x.html:1:4: error[unknown-variable]: there is no variable "nothing" here'),
    "a value that is not there": (
        "\n{{ gone }}",
        "x.html:2:1: error[template-failed]: what is printed here is not there (none)",
    ),
    "a sum of unlike things": ('{{ "a" + 1 }}', "x.html:1:1: error[template-failed]: can only concatenate str"),
    "unknown words": (
        '\n{{ say("nothing") }}',
        'x.html:2:9: error[unknown-words]: there are no words "nothing"; did you mean "nothing-fits"?',
    ),
    "words without their values": (
        '{{ say("quoted") }}',
        'x.html:1:9: error[template-failed]: the words "quoted" want a value for {text}',
    ),
    "an unknown static file": (
        '{{ asset("x.png") }}',
        'x.html:1:11: error[unknown-asset]: there is no file "x.png" in static/',
    ),
    "an unknown template": ('\n{% include "y.html" %}', f'x.html:2:13: {NO_TEMPLATE} "y.html"; did you mean "x.html"?'),
    "a file outside of the theme": ('{% include "/etc/passwd" %}', f'x.html:1:13: {NO_TEMPLATE} "/etc/passwd"'),
    "a hidden template": ('{% include ".y.html" %}', f'x.html:1:13: {NO_TEMPLATE} ".y.html"'),
    "an unknown field": (
        "{{ site.langage }}",
        'x.html:1:9: error[unknown-variable]: SimpleNamespace has no "langage"; did',
    ),
    "a field of nothing": (
        "{{ gone.x }}",
        'x.html:1:9: error[unknown-variable]: what "x" is asked of is not there (none)',
    ),
    "a place in a list that is not there": (
        "{{ [1][5] }}",
        "x.html:1:8: error[unknown-variable]: a list has no element 5",
    ),
    "a misspelt variable": (
        "{{ sites }}",
        'x.html:1:4: error[unknown-variable]: there is no variable "sites" here; did you',
    ),
    "an unknown filter": (
        "{{ path|uper }}",
        'x.html:1:9: error[bad-template]: there is no filter "uper"; did you mean "upper"?',
    ),
    "an unknown test": (
        "{{ 1 is eve }}",
        'x.html:1:9: error[bad-template]: there is no test "eve"; did you mean "even"?',
    ),
    "an unknown filter behind a condition": (
        "{% if path %}{{ path|uper }}{% endif %}",
        'x.html:1:22: error[bad-template]: there is no filter "uper"',
    ),
    "a macro that is not there": (
        '{% from "_dates.html" import mont %}\n{{ mont(1) }}',
        'x.html:2:4: error[unknown-variable]: the template "_dates.html" (imported on line 1 in "x.html") does not',
    ),
    "a loop that is not closed": (
        "{% for x in path %}",
        'x.html:1:1: error[bad-template]: the template ends before "for" does; "endfor" is missing',
    ),
    "an end of nothing": ("{% endif %}", 'x.html:1:4: error[bad-template]: "endif" ends nothing here; nothing is open'),
    "an endless loop": (
        "{% for x in range(10**12) %}{% endfor %}",
        "x.html:1:13: error[template-failed]: a range has at most 100,000 numbers",
    ),
    "more than there is room for": (
        "{{ 'a' * 10**15 }}",
        "x.html:1:1: error[template-failed]: this is more than the mem",
    ),
    "a tool without its values": ("{{ link() }}", "x.html:1:1: error[template-failed]: link() missing 1 required"),
    "a way out of the theme": ('{% include "../x" %}', f'x.html:1:13: {NO_TEMPLATE} "../x"'),
}


@pytest.mark.parametrize("case", TEMPLATES)
def test_a_mistake_in_a_template_is_said_with_its_place(own: Make, tmp_path: Path, case: str) -> None:
    template, said = TEMPLATES[case]
    theme = own({"templates/x.html": template, "templates/.y.html": ""})
    with pytest.raises(ThemeError) as raised:
        theme.html("x.html", DATA)
    assert str(raised.value).startswith(f"{tmp_path}/themes/paper/templates/{said}")


def test_a_mistake_in_an_included_template_has_the_place_of_that_one(own: Make) -> None:
    theme = own({"templates/x.html": '\n{% include "y.html" %}', "templates/y.html": "\n\n{{ 1/0 }}"})
    with pytest.raises(ThemeError, match=r"templates/y\.html:3:1: .+ division by zero"):
        theme.html("x.html", DATA)


@pytest.mark.parametrize(
    ("path", "links"),
    [
        ("", "a/ ./ ./#b [a/ ./]"),
        ("a/", "../a/ ../ ../#b [../a/ ../]"),
        ("a/b/", "../../a/ ../../ ../../#b [../../a/ ../../]"),
    ],
)
def test_a_piece_that_is_filled_once_leads_on_from_every_page(own: Make, path: str, links: str) -> None:
    theme = own(
        {
            "templates/_in.html": '[{{ link("a/") }} {{ link("") }}]',
            "templates/_y.html": '{{ link("a/") }} {{ link("") }} {{ link("#b") }} {{ piece("_in.html") }}',
            "templates/x.html": '{{ piece("_y.html") }}',
        }
    )
    theme.html("x.html", {**DATA, "path": "else/where/"})
    assert theme.html("x.html", {**DATA, "path": path}).decode() == links


def test_pieces_of_other_values_are_others(own: Make) -> None:
    theme = own({"templates/_y.html": "{{ a }}{{ b }} ", "templates/x.html": '{{ piece("_y.html", a=1, b=2) }}'})
    shown = '{{ piece("_y.html", a=1, b=2) }}{{ piece("_y.html", b=1, a=2) }}{{ piece("_y.html", a="<", b="-") }}'
    own({"templates/z.html": shown})
    assert theme.html("z.html", DATA) == b"12 21 &lt;- "


# What a template prints, and how it stands in the page.
PRINTED = {
    """{{ '<a b="&">' }}{{ "'" }}""": "&lt;a b=&#34;&amp;&#34;&gt;&#39;",
    "{{ '<b>'|unbroken }}": "&lt;b&gt;",
    "{{ '<3-4>'|unbroken }}": '&lt;<span class="nb">3-4</span>&gt;',
    "{{ 'ändern <'|capital }}": "Ändern &lt;",
    "{{ 12 }} {{ 1.5 }} {{ true }}": "12 1.5 True",
    "{% autoescape false %}{{ '<' ~ path }}{% endautoescape %}": "&lt;a/",
    "{% macro m(a, b='<') %}{{ a }}{{ b }}{% endmacro %}{{ m('&') }}": "&amp;&lt;",
    "{% macro m(a, b=1, c=2) %}{{ a }}{{ b }}{{ c }}{% endmacro %}{{ m(3, c=4) }} {{ m(a=5) }}": "314 512",
    "{% macro m(a) %}<i>{{ a }}</i>{% endmacro %}{{ m(m('<')) }}": "<i><i>&lt;</i></i>",
    "{% macro m() %}{{ caller() }}{% endmacro %}{% call m() %}<{{ '<' }}{% endcall %}": "<&lt;",
    "{% macro m() %}{{ varargs|length }}{{ kwargs|length }}{% endmacro %}{{ m(1, 2, a=3) }}": "21",
    "{% macro m(class, b) %}{{ class }}{{ b }}{% endmacro %}{{ m(class='<', b=1) }}{{ m(*[1], b=2) }}": "&lt;112",
    "{{ '-'.join([1, 2]|map('string')) }}{{ ('%d' % 3).zfill(2) }}{{ [4, 5].index(5) }}": "1-2031",
    "{% macro m(a='<') %}{{ a }}{{ n() }}{% endmacro %}{% macro n() %}<i>{% endmacro %}{{ m() }}": "&lt;<i>",
    "{% macro m() %}<b>{% endmacro %}{% set a = [m(), '<'] %}{{ a.pop() }}{{ a.pop() }}{{ m()|length }}": "&lt;<b>3",
    "{% macro m(a) %}{{ kwargs }}{{ caller(2) }}{% endmacro %}{% macro n() %}1{{ varargs[0] }}{% endmacro %}"
    "{% call(b) m(1) %}{{ b }}{% endcall %}{{ n('<') }}": "{}21&lt;",
    "{{ path ~ 1 }} {{ '<' ~ path ~ true ~ 1.5 }} {{ '<' ~ ('<' ~ path)|unbroken }}": "a/1 &lt;a/True1.5 &lt;&lt;a/",
    "{{ ' <b> '|trim }}{{ ('<' ~ path)|trim('</') }}{{ ' 3-4 '|unbroken|trim }}{{ 5|trim }}": (
        '&lt;b&gt;a<span class="nb">3-4</span>5'
    ),
    """{{ '<a title=">">b</a>c'|striptags }} {{ '<!-- a > b -->c < d'|striptags }}""": "&#34;&gt;bc c &lt; d",
    "{{ '<i>a &amp; <b>b</b></i>'|striptags }} {{ say('skip')|striptags }}": "a &amp; b Skip to content",
}


@pytest.mark.parametrize("template", PRINTED)
def test_what_is_printed_is_escaped_once(own: Make, template: str) -> None:
    assert own({"templates/x.html": template}).html("x.html", DATA).decode() == PRINTED[template]


# Templates that make one page, of which the first is asked for, and the page.
TOGETHER = {
    "blocks": (
        {
            "x.html": (
                '{% extends "y.html" %}{% set a = 1 %}{% block two %}<{{ super() }}{{ super() }}{{ a }}>{% endblock %}'
                "{% block three %}{{ self.one() }}{{ b }}{% endblock %}not shown"
            ),
            "y.html": (
                "{% set b = 2 %}{% block one %}one{% endblock %} {% block two %}two{% endblock %} "
                "{% block three required %}{% endblock %}{% for c in (3, 4) %} {% block four scoped %}{{ c }}"
                "{% endblock %}{% endfor %}"
            ),
        },
        "one <twotwo1> one2 3 4",
    ),
    "a template that may extend another": (
        {
            "x.html": (
                '{% if gone %}{% extends "y.html" %}{% endif %}a{% block one %}b{% endblock %}c'
                '{% if path %}{% extends "y.html" %}{% endif %}d{% block two %}e{% endblock %}'
            ),
            "y.html": "[{% block one %}{% endblock %}{% block two %}{% endblock %}]",
        },
        "abc[be]",
    ),
    "includes": (
        {
            "x.html": (
                '{% set a = 1 %}{% include "y.html" %} {% include "z.html" without context %} '
                '{% include ["w.html", "y.html"] %}{% include "w.html" ignore missing %}'
            ),
            "y.html": "{{ a }}{{ path }}",
            "z.html": "{{ a is defined }}",
        },
        "1a/ False 1a/",
    ),
    "what is imported": (
        {
            "x.html": (
                '{% set a = 1 %}{% import "y.html" as y %}{% from "y.html" import m as n with context %}'
                '{{ y.m() }}{{ n() }}{{ y.a }}{{ y.b is defined }} {% set z = "y.html" %}{% import z as w %}{{ w.m() }}'
            ),
            "y.html": "{% set a = 2 %}{% macro m() %}<{{ b|default(path)|default(0) }}>{% endmacro %}",
        },
        "<0><a/>2False <0>",
    ),
    "fields and keys": (
        {
            "x.html": (
                "{% set d = {'a': {'b': 1}, 'items': 2} %}{{ d.a.b }}{{ d['items'] }}{{ d.c is defined }}"
                "{{ site.language }}{{ site.none|default('-') }}{{ (d.a.c or d.a.b) if d.a.c is defined else '+' }}"
            )
        },
        "12Falseen-+",
    ),
    "a loop in itself": (
        {
            "x.html": (
                "{% for a in [1, [2, [3]]] recursive %}{% if a is number %}{{ loop.depth }}{{ a }}"
                "{% else %}({{ loop(a) }}){% endif %}{% else %}none{% endfor %}"
            )
        },
        "11(22(33))",
    ),
    "words that a template defines itself": (
        {
            "x.html": '{% extends "y.html" %}{% macro say(a) %}my {{ a }}{% endmacro %}{% block b %}{{ say("skip") }}'
            "{% endblock %}",
            "y.html": '{% block b %}{% endblock %}{% for say in ["-"] %} {{ say }}{% endfor %}',
        },
        "my skip -",
    ),
}


@pytest.mark.parametrize("case", TOGETHER)
def test_templates_work_together_as_jinja_says(own: Make, case: str) -> None:
    templates, page = TOGETHER[case]
    theme = own({f"templates/{name}": text for name, text in templates.items()})
    assert theme.html("x.html", DATA).decode() == page
    assert theme.html("x.html", DATA).decode() == page


def test_a_block_that_is_required_and_two_of_one_name_are_said(own: Make) -> None:
    twice = "{% block a %}{% endblock %}\n{% block a %}{% endblock %}"
    theme = own({"templates/x.html": "\n{% block a required %}{% endblock %}", "templates/y.html": twice})
    with pytest.raises(ThemeError, match=r"x\.html:2:1: error\[template-failed\]: required block 'a' not found"):
        theme.html("x.html", DATA)
    with pytest.raises(ThemeError, match=r"y\.html:2:1: error\[bad-template\]: block 'a' defined twice"):
        theme.html("y.html", DATA)


@pytest.mark.parametrize(
    ("call", "said"),
    [
        ("m(1, 2)", "macro 'm' takes at most 1"),
        ("m(b=2)", "macro 'm' takes no 'b'"),
        ("m()", 'parameter "a" was not provided'),
    ],
)
def test_a_macro_that_is_called_wrongly_is_said(own: Make, call: str, said: str) -> None:
    theme = own({"templates/x.html": f"{{% macro m(a) %}}{{{{ a }}}}{{% endmacro %}}{{{{ {call} }}}}"})
    with pytest.raises(ThemeError, match=re.escape(said)):
        theme.html("x.html", DATA)


def test_a_template_that_is_not_there_is_said() -> None:
    with pytest.raises(ThemeError, match=r'nothing\.html:1:1: .+ the theme has no template "nothing\.html"'):
        Theme(theme_folders("default", Path("nowhere"))).html("nothing.html", DATA)


def test_a_theme_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(NoTheme, match=f'there is no theme "paper": no folder {tmp_path}/themes/paper$'):
        theme_folders("paper", tmp_path)


def test_the_nearest_theme_is_named_where_one_is_not_there(own: Make, tmp_path: Path) -> None:
    own({"theme.yaml": ""})
    with pytest.raises(NoTheme, match=r'did you mean "paper"\?'):
        theme_folders("papr", tmp_path)
    with pytest.raises(NoTheme, match=r'did you mean "default"\?'):
        theme_folders("defualt", tmp_path)


# Words, and what is said of them behind the path of their file.
WORDS: dict[str, tuple[str | bytes, str]] = {
    "nothing": ("", "1:1: error[wrong-shape]: words are a mapping"),
    "a list": ("[skip]", "1:1: error[wrong-shape]: words are a mapping"),
    "a scalar": ("skip", "1:1: error[wrong-shape]: words are a mapping"),
    "no YAML": ("skip: [", "1:7: error[yaml-syntax]: "),
    "a tab": ("\tskip: x", "1:1: error[tab]: "),
    "a tag": ("skip: !!python/name:os.system", "1:7: error[yaml-tag]: "),
    "not UTF-8": (b"a: b\nskip: \xff", "2:7: error[not-utf-8]: "),
    "no value": ("\nskip:", '2:6: error[wrong-shape]: "skip" is empty; expected a text'),
    "a list of words": ("skip: [a]", '1:7: error[wrong-shape]: "skip" is a list; expected a text'),
    "a form too few": ("skip: {one: x}", '1:7: error[missing-field]: "skip": other is missing'),
    "a misspelt form": (
        "skip: {one: x, othr: y}",
        '1:16: error[unknown-field]: no form "othr" here; did you mean "other"?',
    ),
    "a form that is no text": ("skip: {one: [x], other: y}", '1:13: error[wrong-shape]: "one" is no text'),
    "brackets without end": ("[" * 5000, "1:13: error[too-deep]: "),
    "a direction that is none": ("direction: left", "1:12: error[unknown-value]: the direction is ltr or rtl"),
    "a key twice": ("skip: a\nskip: b", '2:1: error[repeated-key]: the key "skip" stands here for the second time'),
}


@pytest.mark.parametrize("case", WORDS)
def test_words_that_cannot_be_used_are_said_with_their_place(own: Make, tmp_path: Path, case: str) -> None:
    words, said = WORDS[case]
    with pytest.raises(ThemeError) as raised:
        own({"strings/en.yaml": words})
    assert str(raised.value).startswith(f"{tmp_path}/themes/paper/strings/en.yaml:{said}")


def test_all_that_is_wrong_with_words_is_said_at_once(own: Make) -> None:
    with pytest.raises(ThemeError) as raised:
        own({"strings/en.yaml": "skip: []\nback: {one: x}\n"})
    assert [problem.place.line for problem in raised.value.problems] == [1, 2]


def test_words_are_the_text_that_was_typed(own: Make) -> None:
    theme = own({"strings/en.yaml": "skip: no\nback: 010\n", "templates/x.html": '{{ say("skip") }} {{ say("back") }}'})
    assert theme.html("x.html", DATA) == b"no 010"


def test_a_folder_in_the_place_of_words_is_said(own: Make) -> None:
    with pytest.raises(ThemeError, match=r"strings/en\.yaml:1:1: error\[unreadable-file\]: .+: Is a directory"):
        own({"strings/en.yaml/x": ""})


@pytest.mark.parametrize("words", ["skip: '{0}'", "skip: '{x'", "skip: '{n.x}'", "skip: '{n:%}'"])
def test_words_that_cannot_be_filled_are_said_with_their_place(own: Make, words: str) -> None:
    theme = own({"strings/en.yaml": f"back: x\n{words}", "templates/x.html": '\n{{ say("skip", n="1") }}'})
    with pytest.raises(
        ThemeError, match=r'strings/en\.yaml:2:7: error\[bad-words\]: the words "skip" cannot be filled'
    ):
        theme.html("x.html", DATA)


# A language, and the words for some numbers.
COUNTED = {
    "en": "1o 0x 2x 21x",
    "uk": "1o 2f 4f 5m 11m 12m 21o 22f 0m",
    "ru-RU": "1o 3f 7m 111m 121o",
    "pl": "1o 2f 5m 21m 22f 12m",
    "cs": "1o 4f 5x",
    "fr": "0o 1o 2x",
    "pt": "0o 1o",
    "pt-PT": "0x 1o",
    "ar": "0z 1o 2t 3f 11m 100x 103f",
    "he": "1o 2t 3x",
    "lt": "1o 11x 21o 2f 10x",
    "lv": "0z 1o 11z 21o 2x",
    "sl": "1o 2t 3f 5x 101o",
    "ja": "1x 2x",
    "nn": "1o 0x",
}


@pytest.mark.parametrize("language", COUNTED)
def test_words_that_count_have_the_forms_of_their_language(own: Make, tmp_path: Path, language: str) -> None:
    forms = "count-events: {zero: z, one: o, two: t, few: f, many: m, other: x}\n"
    own({f"strings/{language}.yaml": f"direction: ltr\n{forms}"})
    say = Theme(theme_folders("paper", tmp_path), language).say
    numbers = [int(re.sub(r"\D", "", one)) for one in COUNTED[language].split()]
    assert " ".join(f"{n}{say('count-events', n=n)}" for n in numbers) == COUNTED[language]


def test_english_words_on_a_page_in_another_language_count_as_english_does(own: Make, tmp_path: Path) -> None:
    own({"strings/uk.yaml": "skip: x\n"})
    say = Theme(theme_folders("paper", tmp_path), "uk").say
    assert [say("count-events", n=n) for n in (1, 21)] == ["1 event", "21 events"]


def test_a_form_that_words_lack_is_the_last(own: Make, tmp_path: Path) -> None:
    own({"strings/uk.yaml": 'count-events: {one: "{n} x", other: "{n} y"}\n'})
    say = Theme(theme_folders("paper", tmp_path), "uk").say
    assert [say("count-events", n=n) for n in (1, 2, "#")] == ["1 x", "2 y", "# y"]


# What a style sheet in static/css/ says, and what becomes of it; X stands for a fingerprint.
URLS = {
    "url(a.svg)": "url(a.X.svg)",
    "url('a.svg')": "url('a.X.svg')",
    'url( "a.svg" )': 'url("a.X.svg")',
    'url("my a.svg")': 'url("my a.X.svg")',
    "URL(../top.svg)": "url(../top.X.svg)",
    "url(a.svg?#iefix)": "url(a.X.svg?#iefix)",
    "url(a.svg#b)": "url(a.X.svg#b)",
    "url(\n a.svg\n)": "url(a.X.svg)",
    "url(#b)": "url(#b)",
    "url()": "url()",
    'url("")': 'url("")',
    "url( data:image/svg+xml,x )": "url( data:image/svg+xml,x )",
    "url(DATA:x)": "url(DATA:x)",
    "url(\"data:image/svg+xml,<svg fill='url(b.svg)'>\")": "url(\"data:image/svg+xml,<svg fill='url(b.svg)'>\")",
    "url(/b.svg)": "url(/b.svg)",
    "url(https://example.org/b.svg)": "url(https://example.org/b.svg)",
    "/* url(b.svg) */": "/* url(b.svg) */",
    "/* it's */ url(a.svg) /* it's */": "/* it's */ url(a.X.svg) /* it's */",
    'content:"url(b.svg)"': 'content:"url(b.svg)"',
    'content:"/*" url(a.svg)': 'content:"/*" url(a.X.svg)',
    'content:"\\"" url(a.svg)': 'content:"\\"" url(a.X.svg)',
}


@pytest.mark.parametrize("written", URLS)
def test_style_sheets_name_files_by_their_content(own: Make, written: str) -> None:
    svg = dict.fromkeys(["static/css/a.svg", "static/css/my a.svg", "static/top.svg"], "<svg/>")
    theme = own({"static/css/x.css": written, **svg})
    fingerprint = theme.assets["top.svg"].path.split(".")[1]
    assert theme.assets["css/x.css"].content.decode() == URLS[written].replace("X", fingerprint)


@pytest.mark.parametrize(
    ("css", "said"),
    [
        (b"\n\xff", "2:1: error[not-utf-8]: byte 0xff is not UTF-8"),
        (b"a\n  url(stile.css?x)", '2:7: error[unknown-asset]: there is no file "stile.css" in static/'),
    ],
)
def test_a_style_sheet_that_cannot_be_used_is_said(own: Make, tmp_path: Path, css: bytes, said: str) -> None:
    with pytest.raises(ThemeError) as raised:
        _ = own({"static/x.css": css}).assets
    assert str(raised.value).startswith(f"{tmp_path}/themes/paper/static/x.css:{said}")


def test_all_files_that_style_sheets_miss_are_said_at_once(own: Make) -> None:
    with pytest.raises(ThemeError) as raised:
        _ = own({"static/x.css": "url(a.png)\nurl(b.png) url(icon.svg)", "static/y.css": "url(c.png)"}).assets
    assert [(problem.code, problem.place.line) for problem in raised.value.problems] == [
        ("unknown-asset", 1),
        ("unknown-asset", 2),
        ("unknown-asset", 1),
    ]


def test_hidden_files_and_links_are_not_published(own: Make, tmp_path: Path) -> None:
    theme = own({"static/.x.swp": "", "static/.git/x": "", "static/a.svg": "", "secret/x": ""})
    static = tmp_path / "themes" / "paper" / "static"
    (static / "b.svg").symlink_to(static / "a.svg")
    (static / "folder").symlink_to(tmp_path / "themes" / "paper" / "secret", target_is_directory=True)
    (static / ".#x").symlink_to("nobody@nowhere")
    shipped = Theme(theme_folders("default", tmp_path))
    assert theme.assets.keys() - shipped.assets.keys() == {"a.svg"}
    assert theme.mark


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
@pytest.mark.parametrize("path", ["static/a/b.svg", "static/a", "static", "strings/en.yaml", "templates/x.html"])
def test_what_may_not_be_read_is_said(own: Make, tmp_path: Path, path: str) -> None:
    files = {"static/a/b.svg": "", "strings/en.yaml": "skip: x", "templates/x.html": ""}
    own(files)
    place = tmp_path / "themes" / "paper" / path
    mode = place.stat().st_mode
    place.chmod(0)
    try:
        with pytest.raises(ThemeError, match=f"^{place}"):
            _ = own({}).mark
    finally:
        place.chmod(mode)

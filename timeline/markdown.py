"""Markdown to safe HTML: Python-Markdown, then an allowlist; links to entries and notes are resolved last.

That takes long (full_markdown.py). For plain texts, which most are, plain_markdown.py knows a short way to the same
HTML.

The HTML of a text is the same wherever it is shown: links to entries leave here as `event:some-id`, notes as empty
links to `note:key`, and resolve() turns them into what the page they stand on needs.
"""

import html
import re
from collections.abc import Callable, Mapping
from functools import cache, lru_cache
from html.parser import HTMLParser
from typing import Literal, get_args

import nh3

from timeline import plain_markdown
from timeline.plain_markdown import EMPTY_LINES, NOTE, NOTE_MARK
from timeline.text import FORBIDDEN

EntryScheme = Literal["event", "article", "actor", "place", "thread", "tag", "page"]
ENTRY_SCHEMES: tuple[EntryScheme, ...] = get_args(EntryScheme)
WEB_SCHEMES = ("http", "https", "mailto")
ALIGNED = {"left", "center", "right"}

TAGS = {
    *("p", "br", "hr", "blockquote", "pre", "code", "ul", "ol", "li", "dl", "dt", "dd", "div"),
    *("table", "thead", "tbody", "tr", "th", "td", "h2", "h3", "h4", "h5", "h6"),
    *("a", "abbr", "b", "bdi", "cite", "del", "em", "i", "ins", "kbd", "mark", "q", "s", "small", "span", "strong"),
    *("sub", "sup", "time", "u", "var"),
}
ATTRIBUTES = {
    "*": {"lang", "dir"},
    "a": {"href", "title", "id"},
    "abbr": {"title"},
    "time": {"datetime"},
    "table": {"tabindex"},
    "ol": {"start"},
    "li": {"id"},
    "sup": {"id"},
}
CLASSES = {"th": ALIGNED, "td": ALIGNED, "div": {"footnote"}, "a": {"footnote-ref", "footnote-backref"}}
# The only ids that survive are those that Python-Markdown gives to footnotes.
FOOTNOTE_ID = re.compile(r"fn(?:ref\d*)?:[^\s\"]+")

# In cleaned HTML "<a " begins an element and nothing else: in texts it is escaped.
ENTRY_LINK = re.compile(
    rf'(<a(?: [\w-]+="[^"]*")*? href=")({"|".join(ENTRY_SCHEMES)}):([^"#]*)(#[^"]*)?"(?: rel="noopener")?'
)
NOTE_LINK = re.compile(rf'<a href="{NOTE}:([^"]*)"[^>]*></a>')
# What stands before the text of a line: indentation, quotation signs, the marks of lists. Four columns make a level.
LEAD = re.compile(r"^(?:[ \t>]|[-*+] |\d+\. )*", re.MULTILINE)
DEEPEST_LEAD = 80
# A lead so deep has more than twenty characters, for none is wider than a tab.
LONG_LEAD = re.compile(r"\n[ \t>*+.\d-]{21}")
HEADING = re.compile(r"^ {0,3}#|^(?:=+|-+) *$", re.MULTILINE)
ABBREVIATION = re.compile(r"^ {0,3}\*\[", re.MULTILINE)
SIGNS = "[(`*_\\<&!"
DEAREST = 10_000_000
LINK_TARGET = re.compile(r"\]\(\s*<?([^)\s>]*)")
TARGET = re.compile(
    rf"""{LINK_TARGET.pattern}|\[[^\]\n]+\]:\s*<?([^\s>]+)|<([a-z]+:[^>\s]*)>|\b(?:href|src)\s*=\s*["']?([^\s"'>]*)""",
    re.IGNORECASE,
)


def to_html(text: str, footnotes: bool = False) -> str:
    """Safe HTML in which links to entries and notes wait for resolve(); footnotes as pages and articles have them."""
    # Where footnotes are asked for, `[^key]` is one of them if the text explains it.
    quick = None if footnotes and "[^" in text else _quick_html(text)
    return parsed_html(text, footnotes) if quick is None else quick


class Notes:
    """The notes of one page: which excerpt each key leads to, its label, and how often it was referred to so far."""

    def __init__(self, numbers: Mapping[str, int], label: Callable[[int], str]) -> None:
        self.numbers, self.label = numbers, label
        self.times: dict[str, int] = {}

    def link(self, key: str) -> str:
        number, time = self.numbers[key], self.times.get(key, 0) + 1
        self.times[key] = time
        label = html.escape(self.label(number))
        name = f"r{number}" if time == 1 else f"r{number}-{time}"
        return f'<a class="ref" href="#x{number}" id="{name}" aria-label="{label}">{number}</a>'


def resolve(markup: str, address: Callable[[str, str], str], notes: Notes | None = None) -> str:
    """The HTML for one page: address(kind, id) is the link from there to an entry; without notes they are left out."""
    if "<a " not in markup:
        return markup
    linked = ENTRY_LINK.sub(lambda m: f'{m[1]}{html.escape(address(m[2], html.unescape(m[3])))}{m[4] or ""}"', markup)
    return NOTE_LINK.sub(lambda m: notes.link(html.unescape(m[1])) if notes else "", linked)


def inline(markup: str) -> str:
    """The HTML of a single paragraph without its <p>, to stand inside another element."""
    whole = markup.strip()
    is_one = whole.startswith("<p>") and whole.endswith("</p>") and whole.count("<p>") == 1
    return whole[3:-4] if is_one else markup


def plain(text: str) -> str:
    """The words of a Markdown text, without marks, links and notes."""
    quick = _quick_html(text)
    return parsed_words(text) if quick is None else plain_markdown.words(quick)


# A summary stands on its event's page, in what machines read of it, and in a dozen lists.
_quick_html = lru_cache(maxsize=32_768)(plain_markdown.to_html)


# Texts are looked through by several checks, and again for what is compiled.
@lru_cache(maxsize=32_768)
def likely_targets(text: str) -> tuple[str, ...]:
    """Where the links and images of a text seem to lead, as written; cheap, but what stands in code is among them."""
    # An attribute can stand without its element here, but not without its name.
    folded = text.casefold() if "=" in text else ""
    if "<" in text or "]:" in text or "href" in folded or "src" in folded:
        return tuple([html.unescape(next(filter(None, match.groups()), "")) for match in TARGET.finditer(text)])
    return tuple([html.unescape(target) for target in LINK_TARGET.findall(text)])


def targets(text: str) -> list[str]:
    """Where the links and images of a text lead, as written; the text is converted to know it."""
    found = _found(text).targets
    return [target for target in found if not target.startswith("#fn")]


def images(text: str) -> list[str]:
    """Where the images of a text come from."""
    return _found(text).images


def note_keys(text: str) -> list[str]:
    """The keys of the notes in an event's text, in reading order."""
    if "[^" not in text:
        return []
    if not any(sign in text for sign in ("`", "\\", "<", "&", "    ", "\t", "]:", "](", "][")):
        return re.findall(NOTE_MARK, text)
    return [html.unescape(key) for key in NOTE_LINK.findall(to_html(text))]


@lru_cache(maxsize=32_768)
def too_costly(text: str) -> str | None:
    """Why converting the text could take very long, or None."""
    for sign, most in (("[", 1_000), ("<", 500)):
        if text.count(sign) > most:
            return f"the text has {text.count(sign):,} signs {sign}; at most {most:,} are converted"
    if LONG_LEAD.search(f"\n{text}") and any(len(lead.expandtabs(4)) > DEEPEST_LEAD for lead in LEAD.findall(text)):
        return "the text nests lists or quotations more than 20 levels deep"
    if text.count("*[") > 200 and len(ABBREVIATION.findall(text)) > 200:
        return "the text explains more than 200 abbreviations"
    if text.count("\n") >= 1_000 and len(HEADING.findall(text)) > 1_000:
        return "the text has more than 1,000 headings"
    # Time grows with the marks of a paragraph times its length: a short text cannot be costly.
    if len(text) ** 2 > DEAREST and any(_price(paragraph) > DEAREST for paragraph in text.split("\n\n")):
        return "a paragraph is so long and holds so many marks that converting it would take minutes"
    return None


def _price(paragraph: str) -> int:
    return len(paragraph) * max(map(paragraph.count, SIGNS))


class _Found(HTMLParser):
    """Where the elements of converted, not yet cleaned HTML lead."""

    def __init__(self) -> None:
        super().__init__()
        self.targets: list[str] = []
        self.images: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name in ("href", "src"):
                self.targets.append(value or "")
            if name == "src" and tag == "img":
                self.images.append(value or "")


def _found(text: str) -> _Found:
    found = _Found()
    found.feed(_converted(text, footnotes=True))
    found.close()
    return found


@lru_cache(maxsize=8_192)
def parsed_html(text: str, footnotes: bool) -> str:
    """What to_html() gives, of any text, by way of Python-Markdown and the allowlist."""
    # An entity can bring in again what no file may hold.
    return FORBIDDEN.sub("", _cleaner().clean(_converted(text, footnotes)))


def parsed_words(text: str) -> str:
    """What plain() gives, of any text, by way of its parsed HTML."""
    bare = nh3.clean(NOTE_LINK.sub("", parsed_html(text, footnotes=False)), tags=set())
    return FORBIDDEN.sub("", EMPTY_LINES.sub("\n\n", html.unescape(bare))).strip()


def _converted(text: str, footnotes: bool) -> str:
    # Imported here: few texts need it.
    from timeline.full_markdown import converted

    return converted(text, footnotes)


@cache
def _cleaner() -> nh3.Cleaner:
    return nh3.Cleaner(
        tags=TAGS,
        attributes=ATTRIBUTES,
        allowed_classes=CLASSES,
        attribute_filter=_attribute,
        url_schemes={*ENTRY_SCHEMES, *WEB_SCHEMES, NOTE},
        link_rel="noopener",
        strip_comments=True,
    )


def _attribute(tag: str, name: str, value: str) -> str | None:
    refused = (name == "id" and not FOOTNOTE_ID.fullmatch(value)) or (name == "tabindex" and value != "0")
    return None if refused else value

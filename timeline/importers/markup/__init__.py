"""HTML of strangers as Markdown of ours, or dropped by rule: nothing of it is passed through.

What a text only says stays as it is: every sign of it that Markdown would take for more is escaped.
"""

import re
from dataclasses import dataclass
from html import unescape

from timeline.importers.markup import elements
from timeline.importers.markup.blocks import (
    Block,
    Break,
    Code,
    Heading,
    Item,
    List,
    Paragraph,
    Quote,
    Rule,
    Run,
    Runs,
    Table,
    leaves,
    runs_of,
)
from timeline.importers.markup.elements import is_web as is_web
from timeline.markdown import plain, to_html, too_costly
from timeline.text import FORBIDDEN, squeeze

# What Markdown gives a meaning wherever it stands. A backslash takes it away from most signs.
SIGNS = re.compile(r"[\\`*_\[\]|]")
TAG_OR_ENTITY = re.compile(r"<(?! )|&(?=#|[\w.-]*;)")
ENTITIES = {"<": "&lt;", "&": "&amp;"}
# What is more than words at the beginning of a line only.
LEADING = re.compile(r"[#>]|[-+](?=[\s-]|$)|[=|: -]+$|:(?=\s)")
NUMBERED = re.compile(r"(\d+)\.(?=\s|$)")
# White space in HTML and at the ends of lines; spaces that do not break are none of it.
SPACES = re.compile("[ \t]+")
LINE_ENDS = re.compile("\r\n?|[\x0b\x0c\x1c-\x1f\x85\u2028\u2029]")
EMPTY_LINES = re.compile(r"\n\s*\n")
LINK_TARGET = re.compile(r'<a href="([^"]*)"')
ELEMENT = re.compile(r"<(\w+)")
ELEMENTS = {
    *("p", "br", "hr", "a", "em", "strong", "code", "pre", "ul", "ol", "li", "blockquote"),
    *("table", "thead", "tbody", "tr", "th", "td", "h2", "h3", "h4", "h5", "h6"),
}


# What is longer is no text of an event, and would be converted for minutes.
LONGEST = 200_000


@dataclass(frozen=True, slots=True)
class Markup:
    """A text of ours, and what was dropped on the way to it: each thing in words, as in `an image, a.png`.

    linked is what is shown there and led to by a link here: each kind of thing in words, as in `an image elsewhere`.
    """

    text: str
    dropped: tuple[str, ...] = ()
    linked: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """Words alone; links have those that led somewhere, with the address, and dropped is as in a text."""

    text: str
    links: tuple[tuple[str, str], ...] = ()
    dropped: tuple[str, ...] = ()


def markdown_of(html: str) -> Markup:
    """The Markdown that says what the HTML says. A text without any HTML keeps its lines and paragraphs."""
    if not elements.is_html(html):
        return Markup(escaped(unescape(html)))
    blocks, dropped, shown = elements.read(html)
    text = _document(blocks) if len(html) <= LONGEST else ""
    if too_costly(text) or not _says(text, blocks):
        return Markup(_without_marks(blocks), (*dropped, "the formatting, which our Markdown cannot hold"), shown)
    return Markup(text, dropped, shown)


def plain_of(html: str) -> str:
    """The words of the HTML on one line, as a title or a name has them."""
    return line_of(html).text


def line_of(html: str) -> Line:
    """The words of the HTML on one line, and what they leave out."""
    if not elements.is_html(html):
        return Line(squeeze(unescape(html)))
    blocks, dropped, _ = elements.read(html)
    lines = [runs_of(block) for block in leaves(blocks)]
    links = ((squeeze(run.text), run.url) for runs in lines for run in runs if isinstance(run, Run) and run.url)
    return Line(squeeze("\n".join(map(_words, lines))), tuple(dict.fromkeys(links)), dropped)


def escaped(text: str) -> str:
    """Markdown that reads as the plain text does: its empty lines part paragraphs, its other line ends are spaces."""
    lines = LINE_ENDS.sub("\n", text)
    return "\n\n".join(filter(None, map(_escaped_paragraph, EMPTY_LINES.split(lines))))


def linked(text: str, url: str) -> str:
    """A link to the address around the plain text, or the text alone if the address is none of the web."""
    words = squeeze(text)
    return _link(_escaped_signs(words or url), url) if is_web(url) else _escaped_paragraph(words)


def _escaped_paragraph(text: str) -> str:
    lines = (SPACES.sub(" ", line).strip() for line in text.split("\n"))
    return "\n".join(_begun(_escaped_signs(line)) for line in lines if line)


def _escaped_signs(text: str) -> str:
    return TAG_OR_ENTITY.sub(lambda m: ENTITIES[m[0]], SIGNS.sub(r"\\\g<0>", text))


def _begun(line: str) -> str:
    """The line, which begins with words whatever they look like."""
    if LEADING.match(line):
        # A backslash does nothing before these two.
        return f"&#{ord(line[0])};{line[1:]}" if line[0] in "=:" else f"\\{line}"
    return NUMBERED.sub(r"\1\\.", line, count=1) if NUMBERED.match(line) else line


def _link(markup: str, url: str) -> str:
    target = TAG_OR_ENTITY.sub(lambda m: ENTITIES[m[0]], url)
    return f"[{markup}](<{target}>)" if set("()[]") & set(target) else f"[{markup}]({target})"


def _document(blocks: list[Block]) -> str:
    return "\n\n".join(filter(None, map(_block, blocks)))


def _block(block: Block) -> str:
    match block:
        case Paragraph(runs):
            return _inline(runs)
        case Heading(runs, level):
            line = _inline([Run(" ") if isinstance(run, Break) else run for run in runs])
            bare = line.rstrip("#")
            return f"{'#' * level} {bare}{line[len(bare) :].replace('#', chr(92) + '#')}" if line else ""
        case Code(text):
            return "\n".join(f"    {line}".rstrip() for line in text.split("\n"))
        case Rule():
            return "* * *"
        case Quote(blocks):
            return "\n".join(
                f"> {line}".rstrip(" ") if not line.endswith("  ") else f"> {line}" for line in _lines(blocks)
            )
        case List(items, start):
            return _list(items, start)
        case Table(rows):
            return _table(rows)


def _lines(blocks: list[Block]) -> list[str]:
    text = _document(blocks)
    return text.split("\n") if text else []


def _list(items: list[Item], start: int | None) -> str:
    texts = [lines for item in items if (lines := _lines(item.blocks))]
    # An item of several blocks has empty lines in it, and then all stand apart.
    between = "\n\n" if any("" in lines for lines in texts) else "\n"
    marks = ["-" if start is None else f"{start + number}." for number in range(len(texts))]
    return between.join(
        "\n".join([f"{mark} {lines[0]}", *(f"    {line}" if line else "" for line in lines[1:])])
        for mark, lines in zip(marks, texts, strict=True)
    )


def _table(rows: list[list[Runs]]) -> str:
    width = max(map(len, rows))
    lines = [
        "| " + " | ".join(_inline([Run(" ") if isinstance(run, Break) else run for run in cell]) for cell in row) + " |"
        for row in ([*row, *([] for _ in range(width - len(row)))] for row in rows)
    ]
    return "\n".join([lines[0], "|" + " --- |" * width, *lines[1:]])


def _inline(runs: Runs) -> str:
    """A paragraph: each stretch of text with its own marks, so that none begins inside another's."""
    pieces: list[str] = []
    marked = False
    for run in runs:
        if isinstance(run, Break):
            pieces.append("  \n")
            marked = False
            continue
        words = run.text.strip(" ")
        if not words:
            pieces.append(run.text)
            marked = False
            continue
        before = run.text[: len(run.text) - len(run.text.lstrip(" "))]
        after = run.text[len(run.text.rstrip(" ")) :]
        # Marks that touch could be read as one.
        markup = _marked(words, run, bare=marked and not before and not run.url)
        if run.url:
            markup = _link(markup, run.url)
            if pieces and not before and pieces[-1].endswith("!"):
                pieces[-1] = f"{pieces[-1][:-1]}\\!"
        pieces.append(f"{before}{markup}{after}")
        marked = (run.strong or run.em or run.code) and not after and not run.url
    return "\n".join(_begun(line.lstrip(" ")) for line in "".join(pieces).split("\n"))


def _marked(words: str, run: Run, bare: bool) -> str:
    if bare:
        return _escaped_signs(words)
    if run.code:
        longest = max(map(len, re.findall("`+", words)), default=0)
        fence = "`" * (longest + 1)
        return f"{fence} {words} {fence}" if longest else f"{fence}{words}{fence}"
    mark = "*" * (2 * run.strong + run.em)
    return f"{mark}{_escaped_signs(words)}{mark}"


def _says(text: str, blocks: list[Block]) -> bool:
    """Whether the Markdown, read, has the words and links of the blocks and nothing that they have not."""
    html = to_html(text)
    targets = [link.replace("&amp;", "&") for link in LINK_TARGET.findall(html)]
    runs = [run for block in leaves(blocks) for run in runs_of(block)]
    wanted = [run.url for run in runs if isinstance(run, Run) and run.url]
    if targets != wanted or not ELEMENTS.issuperset(ELEMENT.findall(html)):
        return False
    said = "".join(run.text for run in runs if isinstance(run, Run))
    return _unspaced(plain(text)) == _unspaced(said)


def _unspaced(text: str) -> str:
    return "".join(FORBIDDEN.sub("", text).split())


def _without_marks(blocks: list[Block]) -> str:
    """Paragraphs of nothing but words; addresses stand behind the words that led to them."""
    return "\n\n".join(filter(None, (escaped(_words(runs_of(block), urls=True)) for block in leaves(blocks))))


def _words(runs: Runs, urls: bool = False) -> str:
    return "".join(
        "\n"
        if isinstance(run, Break)
        else f"{run.text} ({run.url})"
        if urls and run.url not in ("", run.text)
        else run.text
        for run in runs
    )

"""HTML of strangers, read into paragraphs, lists and the like; what has no place among them is told."""

import html as entities
import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

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
    tidied,
)
from timeline.importers.markup.tags import (
    ABBREVIATIONS,
    BLOCKS,
    CODE,
    EM,
    HEADINGS,
    KNOWN,
    LEFT_OUT,
    LISTS,
    RAISED,
    SAYING,
    SHOWN,
    STRONG,
    STRUCK,
)
from timeline.text import squeeze, url_fault

# A tag of HTML, of an XML dialect in it (as word processors write), a comment or a declaration.
TAG = re.compile(
    rf"</?(?:(?:{'|'.join(sorted(KNOWN))})(?=[\s/>])|[a-z]\w*:\w+[\s/>])|<!--|<!doctype\b|<!\[|<\?xml", re.IGNORECASE
)
ON_LINES = re.compile(rf"<(?:{'|'.join(sorted(BLOCKS | {'br', 'tr', 'td', 'hr'}))})(?=[\s/>])", re.IGNORECASE)
EMPTY_LINES = re.compile(r"\r?\n[ \t]*\r?\n\s*")
LONE = re.compile("[\ud800-\udfff]")
NO_TAG = re.compile(rf"(?!{TAG.pattern})<", re.IGNORECASE)
ANY_TAG = re.compile("<[^<>]*>")
SPACE = re.compile("[ \t\n\f\r]+")
# TimelineJS's template of a slide ends in a span of this class, and shows it on lines of its own.
NOTE = re.compile(r"(?:^|\s)tl-note(?:\s|$)")
HIDDEN = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
PIECE = 16_384
LONGEST = 1_000_000
DEEPEST = 500
MOST_COLUMNS = 50
DEEPEST_CONTAINER = 5
MOST_TOLD = 100
LONGEST_TOLD = 80


def is_html(text: str) -> bool:
    """Whether any of the text is HTML: an element that there is, a comment, a declaration."""
    return "<" in text and TAG.search(text) is not None


def read(html: str) -> tuple[list[Block], tuple[str, ...], tuple[str, ...]]:
    """The blocks of the HTML, what was dropped on the way, and what is a link now: each thing in words.

    What looks like a tag but is none, as in `<john@example.org>`, is text.
    """
    known = LONE.sub("\ufffd", html).replace("\0", "\ufffd")
    known = NO_TAG.sub("&lt;", known)
    if not ON_LINES.search(known):
        # Whoever wrote lines but no elements that make them meant these to be seen.
        known = EMPTY_LINES.sub("<br><br>", known)
    if len(known) > LONGEST:
        return _bare(html), (f"the elements of a text of over {LONGEST:,} signs (now words)",), ()
    reader = _Reader()
    # No tree is made, and the reader bounds the depth.
    parser = etree.HTMLParser(target=reader, huge_tree=True, encoding="utf-8")
    content = f"<html><body>{known}".encode()
    try:
        # What the reader raises is heard of at the end of a piece.
        for start in range(0, len(content), PIECE):
            parser.feed(content[start : start + PIECE])
        parser.close()
    except (_TooDeep, etree.LxmlError):
        return _bare(html), (f"elements that nest more than {DEEPEST} deep (now words)",), ()
    return reader.blocks, reader.told(), tuple(dict.fromkeys(reader.linked))


def _bare(html: str) -> list[Block]:
    return [Paragraph([Run(words)])] if (words := squeeze(entities.unescape(ANY_TAG.sub(" ", html)))) else []


class _TooDeep(Exception):
    pass


@dataclass(slots=True)
class _Open:
    """An element that has begun: what it is called, what it opened, and what to do at its end."""

    tag: str
    opened: object = None
    called: str = ""
    url: str = ""
    start: int = 0


class _Reader:
    """The target of the parser: it hears of elements as they begin and end."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.dropped: list[str] = []
        self.linked: list[str] = []
        self.more = 0
        self.open: list[_Open] = []
        self.containers: list[Quote | List | Item] = []
        self.runs: Runs = []
        self.strong = self.em = self.code = 0
        self.urls: list[str] = []
        self.raised: list[str] = []
        # How many elements are open of which nothing is kept, and the words in them.
        self.silent = 0
        self.unkept: list[str] = []
        # What else the abbreviations that are open say.
        self.meant: list[str] = []
        self.verbatim: list[str] | None = None
        self.rows: list[list[Runs]] | None = None
        self.headed = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if len(self.open) >= DEEPEST:
            raise _TooDeep
        element = _Open(tag.lower() if isinstance(tag, str) else "", start=len(self.runs))
        self.open.append(element)
        if self.silent:
            self._inside(element, attributes)
        elif "hidden" in attributes or HIDDEN.search(attributes.get("style") or ""):
            self._silence(element, "hidden words")
        else:
            self._begin(element, attributes)

    def end(self, tag: str) -> None:
        if any(element.tag == tag for element in reversed(self.open)):
            while self._finish(self.open.pop()) != tag:
                pass

    def data(self, text: str) -> None:
        if self.silent:
            self.unkept.append(text)
        elif self.verbatim is not None:
            self.verbatim.append(text)
        else:
            if self.raised and all(ord(sign) in RAISED[self.raised[-1]] for sign in text.strip()):
                text = text.translate(RAISED[self.raised[-1]])
            self._say(text, self.urls[-1] if self.urls else "")

    def comment(self, text: str) -> None:
        if text.strip():
            self._tell(f"a comment: {_short(text)}")

    def close(self) -> None:
        while self.open:
            self._finish(self.open.pop())
        self._end_paragraph()

    def told(self) -> tuple[str, ...]:
        return (*self.dropped, f"{self.more:,} more things of this text") if self.more else tuple(self.dropped)

    def _tell(self, what: str) -> None:
        if len(self.dropped) < MOST_TOLD:
            self.dropped.append(what)
        else:
            self.more += 1

    def _say(self, text: str, url: str = "") -> None:
        self.runs.append(Run(SPACE.sub(" ", text), self.strong > 0, self.em > 0, self.code > 0, url))

    def _begin(self, element: _Open, attributes: dict[str, str]) -> None:
        tag = element.tag
        if tag in LEFT_OUT:
            self._silence(element, LEFT_OUT[tag])
            self._inside(element, attributes)
        elif tag in SHOWN:
            self._silence(element, "")
            element.called = SHOWN[tag]
            self._show(element, attributes)
        elif tag in STRONG or tag in EM or tag in CODE:
            self._style(tag, 1)
        elif tag in RAISED:
            self.raised.append(tag)
        elif tag in ABBREVIATIONS:
            self.meant.append(squeeze(attributes.get("title") or ""))
        elif tag == "a":
            self._begin_link(element, attributes.get("href"))
        elif tag == "q":
            self._say("“")
        elif tag == "rt":
            self._say("(")
        elif tag == "span" and NOTE.search(attributes.get("class") or ""):
            self._end_paragraph()
            element.opened = "note"
        elif tag == "br":
            self._break()
        elif tag == "hr":
            self._end_paragraph()
            if self.rows is None and not self.containers:
                self._here().append(Rule())
        elif tag in ("td", "th"):
            self._begin_cell(tag)
        elif tag == "tr":
            self._end_paragraph()
            if self.rows is not None:
                self.rows.append([])
        elif tag in BLOCKS:
            self._begin_block(element, attributes)

    def _begin_block(self, element: _Open, attributes: dict[str, str]) -> None:
        tag = element.tag
        self._end_paragraph()
        element.start = len(self.runs)
        if self.rows is not None:
            # In a cell there are words only.
            return
        if tag == "pre":
            self.verbatim = []
            element.opened = self.verbatim
        elif tag == "table":
            self.rows, self.headed = [], False
            element.opened = self.rows
        elif tag == "dt" or tag in HEADINGS:
            self.strong += tag == "dt" or bool(self.containers)
            element.opened = tag
        elif tag == "blockquote":
            cite = _absolute(attributes.get("cite"))
            element.url = cite if is_web(cite) else ""
            self._contain(element, Quote())
        elif tag in LISTS:
            self._contain(element, List(start=_first_number(attributes) if tag == "ol" else None))
        elif tag == "li":
            if not self.containers or not isinstance(self.containers[-1], List):
                return
            item = Item()
            self.containers[-1].items.append(item)
            self.containers.append(item)
            element.opened = item

    def _contain(self, element: _Open, container: Quote | List) -> None:
        if sum(not isinstance(one, Item) for one in self.containers) >= DEEPEST_CONTAINER:
            self._tell(f"the levels of lists or quotations below the {DEEPEST_CONTAINER}th")
            return
        self._here().append(container)
        self.containers.append(container)
        element.opened = container

    def _finish(self, element: _Open) -> str:
        tag = element.tag
        if element.opened == "silence":
            self._end_silence(element)
        elif self.silent:
            pass
        elif tag in STRONG or tag in EM or tag in CODE:
            self._style(tag, -1)
        elif tag in RAISED:
            self.raised.pop()
        elif element.opened == "note":
            self._end_paragraph()
        elif tag in ABBREVIATIONS:
            if meant := self.meant.pop():
                self._say(f" ({meant})", self.urls[-1] if self.urls else "")
        elif tag == "a" and element.opened == "link":
            self._end_link(element)
        elif tag == "q":
            self._say("”")
        elif tag == "rt":
            self._say(")")
        elif tag in STRUCK:
            words = squeeze("".join(run.text for run in self.runs[element.start :] if isinstance(run, Run)))
            if words:
                self._tell(f"the line through {_short(words)} (now words like the others)")
        elif tag in ("td", "th"):
            self._end_cell()
        elif tag in BLOCKS:
            self._end_block(element)
        return tag

    def _end_block(self, element: _Open) -> None:
        opened, tag = element.opened, element.tag
        if isinstance(opened, Quote | List | Item):
            self._end_paragraph()
            if element.url:
                self._say(element.url, element.url)
                self._end_paragraph()
            while self.containers and self.containers.pop() is not opened:
                pass
        elif self.verbatim is not None and opened is self.verbatim:
            lines, self.verbatim = "".join(self.verbatim), None
            self._end_verbatim(lines)
        elif self.rows is not None and opened is self.rows:
            rows, self.rows = self.rows, None
            self._end_table([row for row in ([tidied(cell) for cell in row] for row in rows) if any(row)])
        elif opened == "dt":
            self._end_paragraph()
            self.strong -= 1
        elif opened in HEADINGS:
            if self.containers:
                self._end_paragraph()
                self.strong -= 1
            else:
                runs, self.runs = tidied(self.runs), []
                if runs:
                    self._here().append(Heading(runs, max(3, HEADINGS.index(tag) + 1)))
        else:
            self._end_paragraph()

    def _here(self) -> list[Block]:
        """The blocks that the next one joins."""
        if not self.containers:
            return self.blocks
        inner = self.containers[-1]
        if isinstance(inner, List):
            # Between two items; of those who write so most mean the one before.
            if not inner.items:
                inner.items.append(Item())
            return inner.items[-1].blocks
        return inner.blocks

    def _end_paragraph(self) -> None:
        if self.rows is not None:
            self.runs.append(Run(" "))
            return
        for runs in _parted(self.runs):
            self._here().append(Paragraph(runs))
        self.runs = []

    def _break(self) -> None:
        if self.verbatim is not None:
            self.verbatim.append("\n")
        else:
            self.runs.append(Break() if self.rows is None else Run(" "))

    def _style(self, tag: str, more: int) -> None:
        if tag in STRONG:
            self.strong += more
        elif tag in EM:
            self.em += more
        else:
            self.code += more

    def _begin_link(self, element: _Open, href: str | None) -> None:
        target = _absolute(href)
        if href is not None and is_web(target):
            self.urls.append(target)
            element.opened, element.url = "link", target
        elif href is not None and not target.startswith("#") and target:
            self._tell(f"a link to {_short(target)} (its words are kept)")

    def _end_link(self, element: _Open) -> None:
        self.urls.pop()
        inside = [run.url for run in self.runs[element.start :] if isinstance(run, Run) and run.url]
        if inside and element.url not in inside:
            # A link around nothing but an image, which has become a link of its own.
            self.runs.append(Run(" "))
            self._say(element.url, element.url)

    def _show(self, element: _Open, attributes: dict[str, str]) -> None:
        """A link to what an element shows, once it is known where that is."""
        source = next(filter(None, (attributes.get(name) for name in ("src", "data", "href", "srcset"))), "")
        if source and not element.url:
            element.url = source
            address = _absolute(source)
            label, title = (squeeze(attributes.get(name) or "") for name in ("alt", "title"))
            label = f"{label} ({title})" if label and title not in ("", label) else label or title
            if is_web(address):
                self._say(label or address, address)
                self.linked.append(f"{element.called} elsewhere")
            else:
                self._say(label)
                self._tell(f"{element.called}, {_short(source)}")

    def _silence(self, element: _Open, called: str) -> None:
        if not self.silent:
            self.unkept = []
        self.silent += 1
        element.opened, element.called = "silence", called

    def _end_silence(self, element: _Open) -> None:
        self.silent -= 1
        words = squeeze("".join(self.unkept))
        if element.tag in SHOWN:
            if not element.url:
                self._tell(f"{element.called} without an address{f': {_short(words)}' if words else ''}")
            elif words and is_web(_absolute(element.url)):
                self.linked.append(f"{element.called}, in the place of which “{_short(words)}” could stand,")
            elif words:
                self._tell(f"the words in {element.called}: {_short(words)}")
        elif element.called and (words or element.url):
            address = f", {_short(element.url)}" if element.url else ""
            self._tell(f"{element.called}{address}{f': {_short(words)}' if words else ''}")

    def _inside(self, element: _Open, attributes: dict[str, str]) -> None:
        """What an element says of one that is left out, of which it is a part or which it is."""
        outer = next(one for one in self.open if one.opened == "silence")
        said = [said for name in SAYING if (said := attributes.get(name))]
        if outer.tag in SHOWN:
            self._show(outer, attributes)
            said = [one for one in said if one != outer.url]
        elif said and element is outer:
            outer.url = said.pop(0)
        self.unkept += [f" {one} " for one in said]

    def _begin_cell(self, tag: str) -> None:
        self._end_paragraph()
        if self.rows is None:
            return
        if not self.rows:
            self.rows.append([])
        self.headed = self.headed or (tag == "th" and len(self.rows) == 1)
        self.runs = []
        self.rows[-1].append(self.runs)

    def _end_cell(self) -> None:
        if self.rows is None:
            self._end_paragraph()
        else:
            # What stands between two cells belongs to none.
            self.runs = []
            if self.rows and self.rows[-1]:
                self.runs = self.rows[-1][-1]

    def _end_table(self, rows: list[list[Runs]]) -> None:
        self.runs = []
        width = max(map(len, rows), default=0)
        if 1 < width <= MOST_COLUMNS and not self.containers:
            # Markdown has no table without a head.
            self._here().append(Table(rows if self.headed else [[[] for _ in range(width)], *rows]))
            return
        if width > 1:
            self._tell("the columns of a table (now a paragraph for each row)")
        for row in rows:
            joined = [part for cell in filter(None, row) for part in (Run(" | "), *cell)][1:]
            if joined:
                self._here().append(Paragraph(joined))

    def _end_verbatim(self, text: str) -> None:
        lines = [line.rstrip() for line in text.expandtabs(4).replace("\r\n", "\n").split("\n")]
        while lines and not lines[-1]:
            lines.pop()
        while lines and not lines[0]:
            lines.pop(0)
        here = self._here()
        if lines and not self.containers and not (here and isinstance(here[-1], List)):
            here.append(Code("\n".join(lines)))
        elif lines:
            # Behind a list, lines that are set in would be part of it.
            here.append(Paragraph([part for line in lines for part in (Break(), Run(line, code=True))][1:]))


def _parted(runs: Runs) -> Iterator[Runs]:
    """The paragraphs that two breaks in a row make."""
    part: Runs = []
    breaks = 0
    for run in [*runs, Break(), Break()]:
        if isinstance(run, Break):
            breaks += 1
        elif run.text.strip(" "):
            breaks = 0
        part.append(run)
        if breaks == 2:
            if tidy := tidied(part):
                yield tidy
            part = []
            breaks = 0


def _first_number(attributes: dict[str, str]) -> int:
    written = attributes.get("start") or ""
    return int(written) if re.fullmatch("[0-9]{1,4}", written) else 1


def _absolute(address: str | None) -> str:
    """The address without what browsers overlook in it; one that begins with // has the scheme of its page."""
    bare = re.sub("[\t\n\r]", "", address or "").strip()
    return f"https:{bare}" if bare.startswith("//") else bare


def is_web(address: str) -> bool:
    """Whether the address may be linked."""
    return url_fault(address) is None


def _short(text: str) -> str:
    line = squeeze(text)
    return line if len(line) <= LONGEST_TOLD else f"{line[: LONGEST_TOLD - 1]}…"

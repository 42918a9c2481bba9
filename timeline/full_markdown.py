"""Markdown by Python-Markdown, with the project's own notes, headings and tables; it is not safe yet.

Most texts are plain and need none of this, which takes long to import.
"""

import re
import xml.etree.ElementTree as etree
from functools import cache

from markdown import Markdown
from markdown.extensions import Extension
from markdown.extensions.footnotes import FootnoteExtension
from markdown.extensions.tables import TableExtension
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor

from timeline.plain_markdown import BACK, HIGHEST_HEADING, NOTE, NOTE_MARK

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


def converted(text: str, footnotes: bool) -> str:
    """HTML in which links to entries and notes are `event:some-id` and `note:key`."""
    converter = _converter(footnotes)
    return str(converter.reset().convert(text))


@cache
def _converter(footnotes: bool) -> Markdown:
    # Making one takes longer than converting many texts: one of each kind serves the whole process.
    own = _Ours(notes=not footnotes)
    extensions: list[str | Extension] = [
        "abbr",
        "def_list",
        "sane_lists",
        TableExtension(use_align_attribute=True),
        own,
    ]
    if footnotes:
        extensions.append(FootnoteExtension(BACKLINK_TITLE=BACK))
    return Markdown(extensions=extensions, output_format="html")


class _Ours(Extension):
    def __init__(self, notes: bool) -> None:
        super().__init__()
        self.notes = notes

    def extendMarkdown(self, md: Markdown) -> None:
        if self.notes:
            # After escapes and code, before links, which would take the brackets.
            md.inlinePatterns.register(_NoteMark(NOTE_MARK, md), "note", 175)
        md.treeprocessors.register(_Shapes(md), "shapes", 5)


class _NoteMark(InlineProcessor):
    """`[^key]` as an empty link to `note:key`."""

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[etree.Element, int, int]:  # type: ignore[override]
        element = etree.Element("a")
        element.set("href", f"{NOTE}:{m[1]}")
        return element, m.start(0), m.end(0)


class _Shapes(Treeprocessor):
    """Headings begin below the page's own; a table can be scrolled by keys, for a narrow page may have to scroll it.

    The alignment of its cells is a class, for the policy forbids styles.
    """

    def run(self, root: etree.Element) -> None:
        used = sorted({element.tag for element in root.iter() if element.tag in HEADINGS})
        levels = {tag: f"h{min(HIGHEST_HEADING + rank, 6)}" for rank, tag in enumerate(used)}
        for element in root.iter():
            element.tag = levels.get(element.tag, element.tag)
            if element.tag == "table":
                element.set("tabindex", "0")
            if align := element.attrib.pop("align", ""):
                element.set("class", align)

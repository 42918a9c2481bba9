"""The words of a captured page."""

import re

import html_text
from lxml import etree

from timeline.captures.encoding import encoding
from timeline.captures.error import BadCapture

UNSEEN = ("head", "script", "style", "template", "noscript", "textarea", "select", "button", "svg", "math", "object")
HIDDEN = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse))", re.IGNORECASE)
# The tag of what is taken out, which is one that has no words to show.
TAKEN_OUT = "template"
# Elements that stand on lines of their own, and paragraphs, which also have an empty line around them. What any other
# elements part is one word.
LINES = frozenset({"br", "li", "tr", "td", "th", "dt", "dd", "option", "legend", "caption"})
PARAGRAPHS = (html_text.NEWLINE_TAGS | html_text.DOUBLE_NEWLINE_TAGS | {"section", "address", "dialog", "body"}) - LINES


def text_of_html(content: bytes) -> str:
    """The words of a page as a browser shows it, paragraphs between empty lines. Raises BadCapture."""
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    page = content.decode(encoding(content), "replace").encode("utf-8", "replace")
    try:
        tree = etree.fromstring(page or b"<html/>", parser)
    except (etree.LxmlError, ValueError) as error:
        raise BadCapture(f"this is not HTML: {error}") from error
    if any("xcessive depth" in told.message for told in parser.error_log):
        raise BadCapture("the elements of this page nest too deeply to be read")
    if tree is None:
        return ""
    hidden = [one for one in tree.iter(etree.Element) if one is not tree and _is_hidden(one)]
    for element in hidden:
        element.tag = TAKEN_OUT
    etree.strip_elements(tree, TAKEN_OUT, with_tail=False)
    for raised in tree.iter("sup", "sub"):
        if not _is_of_the_word(raised):
            raised.text = f" {raised.text or ''}"
            raised.tail = f" {raised.tail or ''}"
    for line in tree.iter("br"):
        before = line.getprevious()
        if before is not None and before.tag in ("br", "hr") and not (before.tail or "").strip():
            # Two line breaks in a row are what many pages part paragraphs with.
            line.tag = "hr"
    etree.strip_tags(tree, *{one.tag for one in tree.iter(etree.Element)} - LINES - PARAGRAPHS - {tree.tag})
    return html_text.etree_to_text(tree, guess_punct_space=False, newline_tags=LINES, double_newline_tags=PARAGRAPHS)


def _is_hidden(element: etree._Element) -> bool:
    if element.tag in UNSEEN or ("hidden" in element.attrib and element.get("hidden") != "until-found"):
        return True
    if element.tag == "dialog" and "open" not in element.attrib:
        return True
    return bool(HIDDEN.search(element.get("style", "")))


def _is_of_the_word(raised: etree._Element) -> bool:
    """Whether raised or lowered signs belong to the word before, as in 5<sup>th</sup> and CO<sub>2</sub>.

    All others stand alone, or else 10<sup>6</sup> were 106.
    """
    before = raised.getprevious()
    behind = (raised.getparent().text if before is None else before.tail) or ""
    own = next((text.strip() for text in raised.itertext() if text.strip()), "")
    if raised.tag == "sub":
        return behind[-1:].isalpha() and own.isdecimal()
    return behind[-1:].isdecimal() and own.isalpha()

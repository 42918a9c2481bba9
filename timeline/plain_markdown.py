"""Plain Markdown to safe HTML, byte for byte what Python-Markdown and the allowlist make of it, many times as fast.

Plain is a text of paragraphs, headings `# …`, and lists of one level without blank lines between their items. One blank
line stands between any two of these. No line ends in a space, and only one that goes on with a paragraph or an item may
begin with some, three at most. In them stand words, `*…*` and `**…**` around words, `[words](address)` with the address
of an entry or a simple one of the web, and notes `[^key]`. Words are whatever means nothing to Markdown or HTML where
it stands: no backslash, backtick, tab, underscore, `|`, tag, entity, no bracket or asterisk but those of the above, and
no character that a file may not hold.

PLAIN matches such a text as a whole. Behind it nothing is in doubt any more, so that replacing signs is enough.
"""

import html
import re
from collections.abc import Sequence

from timeline.text import FORBIDDEN

NOTE = "note"
NOTE_MARK = r"\[\^([^\]\s]+)\]"
# What the way back from a footnote is called, until a theme puts its own words there.
BACK = "back-from-footnote"
HIGHEST_HEADING = 2
EMPTY_LINES = re.compile(r"\n{2,}")
# What no line of a paragraph or an item begins with, for there it would be more than words.
_START = r"[\s#>:=-]|\+ |\d+\. "
_LETTERS = rf"[^\n\t\\`*_\[\]<&|{FORBIDDEN.pattern[1:-1]}]++"
_SIGNS = r"&(?!#|[\w.-]*;)|<(?= )"
_BREAK = rf"(?<! )\n {{0,3}}+(?!{_START})"
_WORDS = rf"{_LETTERS}|{_BREAK}|{_SIGNS}"
_NAME = r"[a-z0-9]++(?:-[a-z0-9]++)*"
_WEB = rf"https?://(?:{_NAME}\.)+[a-z]{{2,}}+(?:[/?#][\w/.,~%?=+:@&#-]*+)?"
_ENTRY = rf"(?:event|article|actor|place|thread|tag|page):{_NAME}(?:#{_NAME})?"
# No piece begins like another or can be cut in two, so that a text can be read in one way only, and quickly refused.
_PIECES = (
    _WORDS,
    r"\[\^[\w-]++\](?!:)",
    rf"(?<!!)\[(?!\^)(?:{_WORDS})+\]\((?a:{_WEB}|{_ENTRY})\)",
    *(rf"{mark}(?![\s*])(?:{_WORDS})+(?<!\s){mark}(?!\*)" for mark in (r"\*\*", r"\*")),
)
_LINES = rf"(?:{'|'.join(_PIECES)})+(?<!\s)"
_BLOCKS = (
    rf"(?!{_START}){_LINES}",
    rf"\#{{1,6}} (?![\s#])(?=.*+(?:\n\n|\Z)){_LINES}(?<!#)",
    *(rf"(?:{mark} (?!{_START}){_LINES}(?:\n(?={mark} ))?)+(?!\n\n{mark} )" for mark in ("[*+-]", r"[0-9]++\.")),
)
PLAIN = re.compile(rf"(?:(?:{'|'.join(_BLOCKS)})(?:\n\n|\Z))+")

# These find their places in plain texts only.
NOTED = re.compile(r"\[\^([^\]]+)\]")
LINK = re.compile(r"\[([^\]]+)\]\(([^)]+)\)")
STRONG = re.compile(r"\*\*([^*]+)\*\*")
EM = re.compile(r"\*([^\s*][^*]*)\*")
NEXT_BULLET = re.compile(r"\n[*+-] ")
NUMBER = re.compile(r"([0-9]+)\. ")
NEXT_NUMBER = re.compile(r"\n[0-9]+\. ")
NEXT_ITEM = "</li>\n<li>"
TAG = re.compile("<[^>]*>")


def to_html(text: str) -> str | None:
    """The HTML that markdown.parsed_html() makes of the text, or None if the text is not plain."""
    text = text.strip("\n")
    if not PLAIN.fullmatch(text):
        return None if text.strip() else ""
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\xa0", "&nbsp;")
    if "[" in text:
        text = NOTED.sub(lambda m: f'<a href="note:{m[1]}" rel="noopener"></a>', text)
        text = LINK.sub(lambda m: f'<a href="{m[2]}" rel="noopener">{m[1]}</a>', text)
    if "*" in text:
        text = STRONG.sub(lambda m: f"<strong>{m[1]}</strong>", text)
        text = EM.sub(lambda m: f"<em>{m[1]}</em>", text)
    blocks = text.split("\n\n")
    used = sorted({block.partition(" ")[0] for block in blocks if block[0] == "#"})
    return "\n".join([_block(block, used) for block in blocks])


def words(markup: str) -> str:
    """The words that markdown.parsed_words() finds in a text that became this HTML here."""
    bare = html.unescape(TAG.sub("", markup))
    # Most have none; a pattern would look at every sign.
    return (EMPTY_LINES.sub("\n\n", bare) if "\n\n\n" in bare else bare).strip()


def _block(block: str, headings: Sequence[str]) -> str:
    # `*` still begins an item only if a space follows; of an emphasis it has become a tag.
    if block[0] in "*+-" and block[1:2] == " ":
        return f"<ul>\n<li>{NEXT_BULLET.sub(NEXT_ITEM, block[2:])}</li>\n</ul>"
    if block[0] in "0123456789" and (first := NUMBER.match(block)):
        start = "" if first[1] == "1" else f' start="{first[1]}"'
        return f"<ol{start}>\n<li>{NEXT_NUMBER.sub(NEXT_ITEM, block[first.end() :])}</li>\n</ol>"
    if block[0] == "#":
        signs, _, heading = block.partition(" ")
        level = min(HIGHEST_HEADING + headings.index(signs), 6)
        return f"<h{level}>{heading}</h{level}>"
    return f"<p>{block}</p>"

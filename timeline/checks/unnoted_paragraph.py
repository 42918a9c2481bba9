"""Paragraphs of a disputed event that do not say what they rest on."""

import re
from collections.abc import Iterator

from timeline.content.load import Content
from timeline.markdown import note_keys, to_html, too_costly
from timeline.problems import Problem, quoted

HEADING = re.compile(r"<(h\d)>.*?</\1>\s*", re.DOTALL)
# Of a list or a definition the whole counts, for one note may be for all of it.
PROSE = ("<p>", "<ul>", "<ol>", "<dl>")
# In characters: enough to find a paragraph by, and short enough to stand on one line of the file.
SHOWN = 30


def unnoted_paragraph(content: Content) -> Iterator[Problem]:
    """`unnoted-paragraph` (warning): the event is disputed, and a paragraph of its body leads to no excerpt, so that
    readers cannot tell whose word it is. Put a note such as `[^key]` behind what it claims. A list counts as one
    paragraph; headings, tables, quotations and code need no note, nor does a line that ends in a colon.
    """
    for event in content.events.values():
        body = event.record.body if event.record and event.record.status == "disputed" else ""
        # Where nothing is quoted there is nothing to lead to: that is no-excerpt's business.
        if not body or too_costly(body) or not (event.record and event.record.excerpts):
            continue
        for paragraph in _paragraphs(body):
            beginning = paragraph[:SHOWN].partition("\n")[0]
            message = f"the paragraph {quoted(beginning + '…')} has no note, and the event is disputed"
            yield content.problem(event, "unnoted-paragraph", message, "body", needle=beginning, severity="warning")


def _paragraphs(body: str) -> Iterator[str]:
    """What of a text is prose without a note, block by block."""
    for block in re.split(r"\n\s*\n", body.strip("\n")):
        if note_keys(block):
            continue
        # Only the converter knows what a block is.
        markup = HEADING.sub("", to_html(block))
        if markup.startswith(PROSE) and not block.rstrip().endswith(":"):
            lines = block.splitlines()
            prose = ("\n".join(lines[number:]).strip() for number, line in enumerate(lines) if _is_prose(line))
            # An empty list and a line of signs claim nothing.
            if words := next(prose, ""):
                yield words


def _is_prose(line: str) -> bool:
    return not line.startswith("#") and bool(line.strip("=- "))

"""Summaries that say what the title says already."""

from collections.abc import Iterator

from timeline.content.load import Content
from timeline.problems import Problem
from timeline.text import TO_DO


def repeated_title(content: Content) -> Iterator[Problem]:
    """`repeated-title` (warning): an event's summary has the words of its title and no other, so that readers are told
    the same twice, as after an import of an event that had no text. Say in a sentence what happened.
    """
    for event in content.events.values():
        title, summary = event.written.get("title"), event.written.get("summary")
        if not isinstance(title, str) or not isinstance(summary, str) or TO_DO in title:
            continue
        if _letters(title) == _letters(summary) != "":
            message = "the summary says what the title says; say in a sentence what happened"
            yield content.problem(event, "repeated-title", message, "summary", severity="warning")


def _letters(text: str) -> str:
    """Letters and digits alone: signs may be escaped in Markdown."""
    return "".join(filter(str.isalnum, text.casefold()))

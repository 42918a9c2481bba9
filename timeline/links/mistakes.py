"""What is wrong with the links of the content, once their addresses have been asked."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from timeline.content.allowed import allowed
from timeline.content.load import Content
from timeline.content.references import values
from timeline.links.addresses import Use, Uses
from timeline.problems import Problem, quoted
from timeline.text import url_fault

if TYPE_CHECKING:
    # Every check of content imports this file for its manual, and is not to wait for what only asking needs.
    from timeline.links.answer import Answer

# Characters: an address that is to be copied is shown whole.
LONGEST = 2_000


def link_mistakes(content: Content, uses: Uses, answers: Mapping[str, "Answer"]) -> Iterator[Problem]:
    """What the answers say of the places where the addresses stand.

    `broken-link`: an address leads nowhere: the page is gone (404, 410), or its host is. Readers cannot look at the
    source any more. Mend the address, or look for a copy in a web archive and give it as `archive_url`. `timeline
    links` finds this over the network; a build never does.

    `only-archived` (warning): the `url` of an article leads nowhere, and its `archive_url` is what readers have left.
    Mend the address if the article has a new one; else say with `allow` that it is meant to stay, as where the article
    once was.

    `moved-link` (warning): an address has moved for good (301, 308), as its host says. Write the new one: the old one
    may not lead on for ever.
    """
    for url, places in uses.items():
        answer = answers.get(url)
        for use in places if answer else ():
            assert answer
            yield from _mistakes(content, use, answer, answers)


def _mistakes(content: Content, use: Use, answer: "Answer", answers: Mapping[str, "Answer"]) -> Iterator[Problem]:
    shown, entry = quoted(use.written, LONGEST), use.entry
    needle = use.written if use.route[0] not in ("url", "archive_url", "same_as") else ""
    if answer.verdict == "broken" and not _is_archived(use, answers):
        yield content.problem(entry, "broken-link", f"{shown} leads nowhere: {answer.why}", *use.route, needle=needle)
    elif answer.verdict == "broken" and "only-archived" not in allowed(entry):
        message = f"{shown} leads nowhere but to its archived copy: {answer.why}"
        yield content.problem(entry, "only-archived", message, *use.route, severity="warning")
    elif answer.verdict == "moved" and "moved-link" not in allowed(entry):
        message = f"{shown} has moved for good, to {quoted(answer.moved_to, LONGEST)}"
        yield content.problem(entry, "moved-link", message, *use.route, needle=needle, severity="warning")


def _is_archived(use: Use, answers: Mapping[str, "Answer"]) -> bool:
    """Whether an article's own address has a copy beside it of which nothing bad is known."""
    if use.entry.kind != "article" or use.route != ("url",):
        return False
    copies = [url for _, url in values(use.entry.written, ("archive_url",)) if not url_fault(url)]
    return any(url not in answers or answers[url].verdict != "broken" for url in copies)

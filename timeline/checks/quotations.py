"""Quotations by what quotes.lock says of them; the captured texts are not needed."""

from collections.abc import Iterable, Iterator

from timeline.content.load import Content
from timeline.content.quotations import Judged, verdicts
from timeline.content.quotes import Finding, quoted_words
from timeline.problems import Problem

COMPARE = "run: timeline verify --captures DIR"


def quotations(content: Content) -> Iterator[Problem]:
    """`changed-since-verified` (warning): a quotation is no longer the one that was compared with the captured text of
    its article, or is given to another article than before, and the page says so. Change it back, or compare it again:
    `timeline verify --captures DIR`. Of a quotation that `timeline verify` found to be `altered`, this warns too.

    `much-quoted` (warning): all quotations of an article together, in all events, are a larger share of its words than
    `max_quote_share` in site.yaml. Words that several of them share count once, and only what `timeline verify` found
    in the captured text counts. Shorten some, or leave words out with `[…]`.
    """
    if not content.quotes.findings:
        # Where nothing was compared nothing can have changed.
        return
    judged = [one for of_event in verdicts(content).values() for one in of_event]
    for one in judged:
        yield from _unverified(content, one)
    yield from _much_quoted(content, judged)


def _unverified(content: Content, one: Judged) -> Iterator[Problem]:
    event, route = content.events[one.quotation.event], one.quotation.route
    if one.verdict == "changed-since-verified":
        message = f"these are not the words that were compared with the capture; {COMPARE}"
        yield content.problem(event, "changed-since-verified", message, *route, severity="warning")
    elif one.verdict == "altered":
        message = f"these words are not in the captured text of the article; mend them, then {COMPARE}"
        yield content.problem(event, "altered", message, *route, severity="warning")


def _much_quoted(content: Content, judged: Iterable[Judged]) -> Iterator[Problem]:
    of_article: dict[str, list[Finding]] = {}
    for one in judged:
        if one.finding and one.quotation.article in content.articles:
            of_article.setdefault(one.quotation.article, []).append(one.finding)
    most = content.settings.max_quote_share
    for name, findings in of_article.items():
        words, total = quoted_words(findings), max(one.words for one in findings)
        if total and words > most * total:
            message = (
                f"{words:,} of its {total:,} words are quoted, {words / total:.0%}; at most {most:.0%} are "
                "(max_quote_share)"
            )
            yield content.problem(content.articles[name], "much-quoted", message, severity="warning")

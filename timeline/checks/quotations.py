"""Quotations by what quotes.lock says of them; the captured texts are not needed."""

from collections.abc import Iterable, Iterator

from timeline.content.load import Content
from timeline.content.quotations import Judged, verdicts
from timeline.problems import Problem
from timeline.quotation import count_words, parts

COMPARE = "run: timeline verify --captures DIR"


def unverified_quotations(content: Content) -> Iterator[Problem]:
    """`changed-since-verified` (warning): a quotation is no longer the one that was compared with the captured text of
    its article, and the page says so. Change it back, or compare it again: `timeline verify --captures DIR`.

    Of a quotation that `timeline verify` found to be `altered`, this warns too.
    """
    for name, of_event in verdicts(content).items():
        event = content.events[name]
        for one in of_event:
            route = one.quotation.route
            if one.verdict == "changed-since-verified":
                message = f"these are not the words that were compared with the capture; {COMPARE}"
                yield content.problem(event, "changed-since-verified", message, *route, severity="warning")
            elif one.verdict == "altered":
                message = f"these words are not in the captured text of the article; mend them, then {COMPARE}"
                yield content.problem(event, "altered", message, *route, severity="warning")


def much_quoted(content: Content) -> Iterator[Problem]:
    """`much-quoted` (warning): all quotations of an article together, in all events, are a larger share of its words
    than `max_quote_share` in site.yaml. Overlapping passages count once. Only an article whose text was captured can be
    judged. Shorten some, or leave words out with `[…]`.
    """
    of_article: dict[str, list[Judged]] = {}
    for of_event in verdicts(content).values():
        for one in of_event:
            if one.quotation.kind != "words" and one.quotation.article in content.articles:
                of_article.setdefault(one.quotation.article, []).append(one)
    most = content.settings.max_quote_share
    for name, found in of_article.items():
        total = max((one.finding.words for one in found if one.finding), default=0)
        words = _words(found)
        if total and words > most * total:
            message = (
                f"{words:,} of its {total:,} words are quoted, {words / total:.0%}; at most {most:.0%} are "
                "(max_quote_share)"
            )
            yield content.problem(content.articles[name], "much-quoted", message, severity="warning")


def _words(quoted: Iterable[Judged]) -> int:
    """How many words of an article are quoted; where passages overlap in part, their words are shared out by length."""
    distinct = {(one.quotation.kind, one.quotation.mark): one for one in quoted}.values()
    placed = {
        span: count_words(words)
        for one in distinct
        if one.finding and one.finding.spans
        for span, words in zip(one.finding.spans, parts(one.quotation.text), strict=False)
    }
    total = float(sum(count_words(one.quotation.text) for one in distinct if not (one.finding and one.finding.spans)))
    reached = 0
    for (start, end), words in sorted(placed.items()):
        fresh = max(0, end - max(start, reached))
        total += words * fresh / max(1, end - start)
        reached = max(reached, end)
    return round(total)

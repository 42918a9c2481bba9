"""Quotations that are longer than the record allows itself."""

from collections.abc import Iterator

from timeline.content.load import Content
from timeline.content.references import values
from timeline.problems import Problem


def evidence(content: Content) -> Iterator[Problem]:
    """`long-quote`: an excerpt has more words than `max_quote_words` in site.yaml. A record lives of short quotations;
    more of a text may not be its editor's to publish. Quote less, or leave words out with `[…]`.
    """
    most = content.settings.max_quote_words
    for event in content.events.values():
        for route, quote in values(event.written, ("excerpts", "*", "quote")):
            if (words := len(quote.split())) > most:
                message = f"the quotation has {words} words; at most {most} are quoted (max_quote_words)"
                yield content.problem(event, "long-quote", message, *route)

"""Events that rest on no source, or on fewer than it seems."""

from collections.abc import Iterator

from timeline.checks.similar_actors import bare_name
from timeline.content.load import Content
from timeline.problems import Problem, quoted


def no_excerpt(content: Content) -> Iterator[Problem]:
    """`no-excerpt` (warning): an event has no excerpt, so that readers have nothing to check it by. Quote the passage
    of an article that bears it out. A draft may wait for its evidence, and a retracted event has none to give: neither
    is asked for it.
    """
    for event in content.events.values():
        record = event.record
        if record and not record.excerpts and not record.draft and record.status != "retracted":
            message = "nothing is quoted for this event; add an excerpt that bears it out"
            yield content.problem(event, "no-excerpt", message, severity="warning")


def one_publisher(content: Content) -> Iterator[Problem]:
    """`one-publisher` (warning): all excerpts of an event come from one publisher, although it counts as `confirmed`,
    or although they are from two or more articles and so look like several sources. Add an excerpt of another
    publisher, or choose another status. A `reported` event rests on one source by its meaning, and is left alone.
    """
    for event in content.events.values():
        record = event.record
        if not record or not record.excerpts or record.status in ("reported", "retracted"):
            continue
        names = dict.fromkeys(excerpt.article for excerpt in record.excerpts)
        articles = [entry.record if (entry := content.articles.get(name)) else None for name in names]
        publishers = {bare_name(article.publisher) if article else None for article in articles}
        # An article that is not there, or cannot be read, may be of another publisher.
        if len(publishers) > 1 or None in publishers or (record.status != "confirmed" and len(names) < 2):
            continue
        publisher = next(article.publisher for article in articles if article)
        message = f"every excerpt is from {quoted(publisher)}, which makes one source; the event is {record.status}"
        route = ("status",) if record.status == "confirmed" else ("excerpts",)
        yield content.problem(event, "one-publisher", message, *route, at_key=True, severity="warning")

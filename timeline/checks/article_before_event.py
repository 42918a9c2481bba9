"""Articles that appeared before what they are said to support."""

from collections.abc import Iterator

from timeline.content.load import Content
from timeline.dates import Edtf, certainly_before
from timeline.model import Article
from timeline.problems import Problem, quoted

YEAR = 366


def article_before_event(content: Content) -> Iterator[Problem]:
    """`article-before-event` (warning): an excerpt is taken from an article that was published, and last updated,
    before the event can have happened; for an event that lasted, before it began. Either one of the dates is wrong, or
    the article is another one, or it speaks of what was still to come. Mend the date, or write `stance: context` if the
    passage only tells what went before.
    """
    for event in content.events.values():
        seen: set[str] = set()
        for position, excerpt in enumerate(event.record.excerpts if event.record else ()):
            article = content.articles.get(excerpt.article)
            if not event.record or not article or not article.record or excerpt.stance == "context":
                continue
            appeared = _last_day(article.record)
            if excerpt.article not in seen and _too_early(appeared, event.record.date):
                seen.add(excerpt.article)
                before = f"before the event can have happened ({event.record.date.text})"
                message = f"{quoted(excerpt.article)} is dated {appeared.text}, {before}"
                route = ("excerpts", position, "article")
                yield content.problem(event, "article-before-event", message, *route, severity="warning")


def _last_day(article: Article) -> Edtf:
    """When the article got the words that it has now."""
    updated = article.updated
    return updated if updated and certainly_before(article.published, updated) else article.published


def _too_early(appeared: Edtf, happened: Edtf) -> bool:
    if not certainly_before(appeared, happened):
        return False
    if not appeared.qualifier and not happened.qualifier:
        return True
    # "About March 2025" may be February, but it is not 2023.
    assert appeared.latest is not None and happened.earliest is not None, "one is certainly before the other"
    return happened.earliest - appeared.latest > YEAR

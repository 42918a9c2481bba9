"""What an actor said, by what the events quote or report of it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from timeline.compile import Row, Timeline
from timeline.pages.evidence import ArticleView, article_view


@dataclass(frozen=True, slots=True)
class Saying:
    """Words of an actor, and the event they stand in.

    quote is verbatim, from the article, with the original where it is a translation, and the verdict on it; in its
    stead, an account has says: Markdown, in the record's own words, and no article.
    """

    event: Row
    quote: str = ""
    original: str = ""
    says: str = ""
    article: ArticleView | None = None
    locator: str = ""
    verdict: str = ""


def sayings(timeline: Timeline, actor: str, rows: Iterable[Row]) -> tuple[Saying, ...]:
    """What the actor says in these events, in their order; a passage that an event quotes twice counts once."""
    return tuple(dict.fromkeys(saying for row in rows for saying in _in_event(timeline, actor, row)))


def _in_event(timeline: Timeline, actor: str, row: Row) -> Iterator[Saying]:
    event = timeline.events[row.id]
    for excerpt, judged in zip(event.excerpts, timeline.verdicts[row.id], strict=False):
        if excerpt.speaker == actor:
            article = article_view(timeline, excerpt.article)
            locator, verdict = excerpt.locator, judged.verdict
            yield Saying(row, excerpt.quote, excerpt.original, article=article, locator=locator, verdict=verdict)
    for account in event.accounts:
        if account.by == actor:
            yield Saying(row, says=account.says)

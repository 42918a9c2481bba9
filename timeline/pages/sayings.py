"""What actors said, by what the events quote or report of it."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from timeline.compile import Row
from timeline.pages.evidence import ArticleView
from timeline.pages.subject import Subject, shared


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


@shared
def sayings(subject: Subject) -> Mapping[str, Mapping[str, tuple[Saying, ...]]]:
    """By actor and event what the actor says in it; a passage that an event quotes twice counts once."""
    found: dict[str, dict[str, tuple[Saying, ...]]] = {name: {} for name in subject.timeline.actors}
    for row in subject.timeline.rows:
        said: dict[str, dict[Saying, None]] = defaultdict(dict)
        for actor, saying in _in_event(subject, row.id):
            said[actor][saying] = None
        for actor, held in said.items():
            found[actor][row.id] = tuple(held)
    return found


@shared
def _in_event(subject: Subject, name: str) -> tuple[tuple[str, Saying], ...]:
    """Each saying in an event behind its actor's id; those of who has none are left out."""
    return tuple(_said_in(subject, subject.timeline.all_rows[name]))


def _said_in(subject: Subject, row: Row) -> Iterator[tuple[str, Saying]]:
    timeline, event = subject.timeline, subject.timeline.events[row.id]
    for excerpt, judged in zip(event.excerpts, timeline.verdicts[row.id], strict=False):
        if excerpt.speaker in timeline.actors:
            article = subject.articles[excerpt.article]
            locator, verdict = excerpt.locator, judged.verdict
            saying = Saying(row, excerpt.quote, excerpt.original, article=article, locator=locator, verdict=verdict)
            yield excerpt.speaker, saying
    for account in event.accounts:
        if account.by in timeline.actors:
            yield account.by, Saying(row, says=account.says)

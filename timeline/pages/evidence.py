"""What several kinds of page say of sources, and of those who speak in them."""

from dataclasses import dataclass

from timeline.compile import Timeline
from timeline.dates import in_words


@dataclass(frozen=True, slots=True)
class ArticleView:
    """An article as an excerpt names it."""

    id: str
    title: str
    publisher: str
    published: str
    url: str
    archive_url: str
    language: str


def article_view(timeline: Timeline, name: str) -> ArticleView:
    article = timeline.articles[name]
    return ArticleView(
        id=name,
        title=article.title,
        publisher=article.publisher,
        published=in_words(article.published),
        url=article.url,
        archive_url=article.archive_url,
        language=article.language,
    )


def actor_named(timeline: Timeline, named: str) -> tuple[str, str]:
    """An actor's id and name; a name that is no id stands for itself."""
    return (named, timeline.actors[named].name) if named in timeline.actors else ("", named)

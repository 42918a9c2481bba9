"""What several kinds of page say of sources, of those who speak in them, and of how their words were compared."""

from collections import Counter
from dataclasses import dataclass
from typing import Any, get_args

from timeline.compile import Timeline
from timeline.content.quotations import Judged
from timeline.content.quotes import Verdict
from timeline.dates import in_words
from timeline.model import Excerpt
from timeline.quotation import of_words

VERDICTS: tuple[Verdict, ...] = get_args(Verdict)


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


@dataclass(frozen=True, slots=True)
class Comparison:
    """What comparing an excerpt with the captured text of its article gave.

    sha256 is that of the captured file, empty where none was compared. spans are where the excerpt's pieces begin and
    end in its text, in characters, and paragraphs where they begin; both are empty where it was not found. url leads to
    the passage in the original, as far as a browser can find it; it is empty where the article has no address.
    """

    verdict: str
    sha256: str
    spans: tuple[tuple[int, int], ...]
    paragraphs: tuple[int, ...]
    url: str


@dataclass(frozen=True, slots=True)
class CaptureView:
    """The captured text of an article, and how many of its excerpts were found to be what.

    captured is the day in words, sha256 that of the file, words how many its text has; each is empty (0) if unknown.
    verdicts are pairs of a verdict and a number, those that occur.
    """

    captured: str
    sha256: str
    words: int
    verdicts: tuple[tuple[str, int], ...]


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


def capture_view(timeline: Timeline, name: str) -> CaptureView:
    """What is known of an article's captured text; of several that its excerpts were compared with, the most common."""
    captured = timeline.articles[name].captured
    judged = [timeline.verdicts[one.event.id][one.position] for one in timeline.citations.get(name, ())]
    prints = Counter([(one.finding.sha256, one.finding.words) for one in judged if one.finding])
    sha256, words = min(prints, key=lambda one: (-prints[one], one), default=("", 0))
    counts = Counter([one.verdict for one in judged])
    verdicts = tuple([(verdict, counts[verdict]) for verdict in VERDICTS if verdict in counts])
    return CaptureView(in_words(captured) if captured else "", sha256, words, verdicts)


def actor_named(timeline: Timeline, named: str) -> tuple[str, str]:
    """An actor's id and name; a name that is no id stands for itself."""
    return (named, timeline.actors[named].name) if named in timeline.actors else ("", named)


def comparisons(timeline: Timeline, event: str) -> tuple[Comparison, ...]:
    """What is known of an event's excerpts, in their order."""
    excerpts, verdicts = timeline.events[event].excerpts, timeline.verdicts[event]
    # The last verdict may be that on the words of the event's date.
    return tuple([_compared(timeline, one, judged) for one, judged in zip(excerpts, verdicts, strict=False)])


def _compared(timeline: Timeline, excerpt: Excerpt, judged: Judged) -> Comparison:
    url, finding = passage_url(timeline.articles[excerpt.article].url, _directive(excerpt, judged)), judged.finding
    if finding is None:
        return Comparison(judged.verdict, "", (), (), url)
    return Comparison(judged.verdict, finding.sha256, finding.spans, finding.paragraphs, url)


def capture_data(compared: Comparison) -> dict[str, Any] | None:
    """The capture that an excerpt was compared with, and where in it the excerpt stands, for machines."""
    if not compared.sha256:
        return None
    return {
        "sha256": compared.sha256,
        "start": compared.spans[0][0] if compared.spans else None,
        "end": compared.spans[-1][1] if compared.spans else None,
        "paragraph": compared.paragraphs[0] if compared.paragraphs else None,
    }


def passage_url(url: str, directive: str) -> str:
    """The address of a passage of a page: `https://example.org/report#:~:text=…`; the page's own fragment is kept."""
    if not url or not directive:
        return url
    page, _, fragment = url.partition("#")
    return f"{page}#{fragment.partition(':~:')[0]}:~:{directive}"


def _directive(excerpt: Excerpt, judged: Judged) -> str:
    """The text directive that leads to an excerpt; where it was not compared, it is made of its own words.

    Words that were changed since are not known to be the article's.
    """
    if judged.finding:
        return judged.finding.directive
    if judged.verdict == "changed-since-verified":
        return ""
    return of_words(excerpt.original or excerpt.quote)

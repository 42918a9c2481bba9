"""What an import would leave, checked before it is written; and how much less of an event comes in where it fails."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from timeline.checks import check_content
from timeline.content.load import Content, Entry
from timeline.importers.found import Event
from timeline.importers.markup import escaped
from timeline.markdown import plain
from timeline.model import Event as Record
from timeline.placing.adoption import CannotPlace
from timeline.placing.drafting import Draft, Why, Work
from timeline.text import squeeze

# How much of an event's texts comes in: all, their words alone, none, and not even the event.
WHOLE, WORDS, NO_TEXTS, NOTHING = range(4)
LESS = {
    WORDS: "links and formatting of {title}: {why}",
    NO_TEXTS: "the texts of {title}: {why}",
    NOTHING: "{title} is left out: {why}",
}


def reduced(event: Event, level: int) -> Event:
    if level == WHOLE:
        return event
    if level == NO_TEXTS:
        return replace(event, summary=escaped(event.title), body="")
    return replace(event, summary=escaped(squeeze(plain(event.summary))), body=escaped(plain(event.body)))


def less_of(level: int, why: Why) -> int:
    """How much less of an event is to come in, as something is wrong with it."""
    # To find the words of such texts takes as long as to convert them.
    if why.code == "too-many-values":
        return NOTHING
    return NO_TEXTS if level == WHOLE and why.code in ("costly-markdown", "too-large") else level + 1


def errors_of(work: Work, drafts: Sequence[Draft]) -> dict[str, Why]:
    """Which new events cause errors. Raises CannotPlace where something else would, that is not to be."""
    after = check_content(_with(work, drafts))
    new = {draft.event.id for draft in drafts}
    errors = [problem for problem in after if problem.severity == "error"]
    caused = {
        problem.entry[1]: Why(problem.code, problem.message)
        for problem in errors
        if problem.entry[0] == "event" and problem.entry[1] in new
    }
    others = [problem for problem in errors if problem.entry[0] != "event" or problem.entry[1] not in new]
    if others and not caused:
        before = set(check_content(work.content))
        if worse := tuple(problem for problem in others if problem not in before):
            raise CannotPlace("the import would cause errors", worse)
    return caused


def _with(work: Work, drafts: Iterable[Draft]) -> Content:
    """The content as it would be read, but without the new images: these were looked at where they lie."""
    content = work.content
    events = {draft.event.id: _without_media(draft.entry) for draft in drafts}
    return replace(
        content,
        events={**content.events, **events},
        articles={**content.articles, **work.articles.entries()},
        threads={**content.threads, **work.threads.entries(content)},
        actors={**content.actors, **work.actors.entries(content)},
        places={**content.places, **work.places.entries(content)},
        unread=frozenset(),
        problems=tuple(problem for problem in content.problems if problem.code != "missing-file"),
    )


def _without_media(entry: Entry[Record]) -> Entry[Record]:
    return replace(entry, written={name: value for name, value in entry.written.items() if name != "media"})

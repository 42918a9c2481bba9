"""The words of an article for a date, against the date that was made of them."""

from collections.abc import Iterator

from timeline.content.load import Content, Entry
from timeline.dates import Edtf, agreement, resolve
from timeline.model import DateBasis, Event
from timeline.problems import Problem, printable, quoted

DAYS_OF_WEEK = 7


def date_words(content: Content) -> Iterator[Problem]:
    """`unknown-date-words` (warning): the rules for date words, which docs/dates.md lists, do not cover the `words` of
    a `date_basis`, so nothing says how the date follows from them. Words are never guessed at. Quote the article's own
    expression of time if it has one; if not, say in the `note` of the `date_basis` how the date is known.

    `date-against-words`: counted from the day on which the article was published, the words give other days than the
    event's `date`, and no day that both can mean. One of the two is wrong, or the words are not those that date the
    event. The message says how the words were read; correct the date, the words, or the article's `published`.

    `date-partly-as-words` (warning): some of the days that `date` can mean are among those that the words give, and
    others are not. Narrow or widen the date, so that it claims what the words say and no more; if something else in the
    article accounts for the difference, say so in the event's `allow`.

    `date-finer-than-words` (warning): the date is a single day, and the words give more than a week, such as a month or
    a year. Readers take such a day for exact. Write what the words give; or, if the day is known from elsewhere, say so
    in the `note` of the `date_basis`.
    """
    for event in content.events.values():
        if event.record and event.record.date_basis:
            yield from _of_basis(content, event, event.record, event.record.date_basis)


def _of_basis(content: Content, event: Entry[Event], record: Event, basis: DateBasis) -> Iterator[Problem]:
    article = content.articles.get(basis.article)
    if article is None or article.record is None:
        return
    reading = resolve(basis.words, article.record.published)
    route = ("date_basis", "words")
    if reading is None:
        if not basis.note:
            message = f"{quoted(basis.words)} is not known as words for a date; say in a `note` how the date is known"
            yield content.problem(event, "unknown-date-words", message, *route, severity="warning")
        return
    fit, how = agreement(record.date, reading.date), printable(reading.how)
    if fit == "not":
        message = f"the date {record.date} cannot be what the words say: {how}"
        yield content.problem(event, "date-against-words", message, *route)
    elif fit == "partly":
        message = f"the date {record.date} is only partly what the words say: {how}"
        yield content.problem(event, "date-partly-as-words", message, *route, severity="warning")
    elif _is_a_day(record.date) and _is_long(reading.date) and not basis.note:
        message = f"the date {record.date} is a single day, and the words give more: {how}"
        yield content.problem(event, "date-finer-than-words", message, *route, severity="warning")


def _is_a_day(date: Edtf) -> bool:
    return date.precision in ("day", "moment") and not date.qualifier


def _is_long(reading: Edtf) -> bool:
    """One that is open is so because the article's own day is."""
    first, last = reading.earliest, reading.latest
    return first is not None and last is not None and last - first >= DAYS_OF_WEEK

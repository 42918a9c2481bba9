"""The events that fit what is asked for, as the filters of the page decide it."""

from timeline import markdown
from timeline.compile import Row, Timeline
from timeline.query.asked import Asked
from timeline.query.folding import folded


def fitting(timeline: Timeline, asked: Asked) -> tuple[Row, ...]:
    """The rows that fit, in the timeline's order; retracted events only if their status is asked for."""
    listed = timeline.all_rows.values() if "retracted" in asked.status else timeline.rows
    return tuple(row for row in listed if _fits(timeline, row, asked))


def _fits(timeline: Timeline, row: Row, asked: Asked) -> bool:
    if asked.first is not None and row.last_day is not None and row.last_day < asked.first:
        return False
    if asked.last is not None and row.first_day is not None and row.first_day > asked.last:
        return False
    if asked.status and row.status not in asked.status:
        return False
    if not all(set(wanted).intersection(timeline.named(kind, row)) for kind, wanted in asked.named.items()):
        return False
    if not asked.words:
        return True
    text = _text(timeline, row)
    return all(word in text for word in asked.words)


def _text(timeline: Timeline, row: Row) -> str:
    """What the list says of an event: its thread, status, title, summary, quotation, names and date."""
    thread = timeline.threads.get(row.thread)
    names = [name for _, name in (*row.actors, *row.places)]
    said = (
        thread.name if thread else row.thread,
        row.status,
        row.title,
        markdown.plain(row.summary),
        row.quote,
        row.speaker,
        row.words,
        row.precision_words,
        row.basis,
        *names,
    )
    return folded("\n".join(said))

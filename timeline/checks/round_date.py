"""Days that look as if they had been made up from a month or a year."""

import re
from collections.abc import Iterator

from timeline.content.load import Content
from timeline.problems import Problem, quoted

FIRST_DAY = re.compile(r"-?\d{4}-(?:0[1-9]|1[0-2])-01", re.ASCII)


def round_date(content: Content) -> Iterator[Problem]:
    """`round-date` (warning): an event is dated to the first day of a month or a year, and no `date_basis` says how
    that day is known. Such days are often made up where a source names a month or a year alone, and readers take them
    for exact. Write what is known, as in `2025-03` or `2025`; or add the `date_basis`, with the article's own words.
    """
    for event in content.events.values():
        date = event.written.get("date")
        if not isinstance(date, str) or not FIRST_DAY.fullmatch(date.strip()) or event.written.get("date_basis"):
            continue
        known = date.strip()[:-3]
        coarser = f"{known} or {known[:-3]}" if known.endswith("-01") else known
        message = f"{quoted(date)} is a first day, and no date_basis says how it is known; is it {coarser}?"
        yield content.problem(event, "round-date", message, "date", severity="warning")

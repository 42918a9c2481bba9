"""What only a person can say, and nobody has said yet."""

import re
from collections.abc import Iterator, Mapping

from timeline.content.load import Content, Kind
from timeline.content.references import values
from timeline.problems import Problem
from timeline.text import TO_DO

# Where `timeline new` leaves its mark, but for dates, which cannot be read with it.
FIELDS: Mapping[Kind, tuple[str, ...]] = {"event": ("title", "summary"), "article": ("title", "publisher")}
MARKED = re.compile(rf"{TO_DO}(?::|$)")


def unfinished(content: Content) -> Iterator[Problem]:
    """`unfinished`: a title, summary or publisher is still the `TODO` that `timeline new` wrote there. Put in its place
    what only you know. An event may say so for as long as it has `draft: true`.
    """
    for kind, fields in FIELDS.items():
        for entry in content.of_kind(kind).values():
            if entry.written.get("draft") == "true":
                continue
            for field in fields:
                for route, text in values(entry.written, (field,)):
                    if MARKED.match(text):
                        yield content.problem(entry, "unfinished", f"the {field} is still to be written", *route)

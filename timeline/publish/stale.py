"""Which pages must be made again, and why."""

from collections.abc import Mapping
from pathlib import Path

from timeline.fingerprint import mark
from timeline.page import Page
from timeline.publish.manifest import Written

# What a file was made from: the mark of each part by the part's name.
Marks = Mapping[str, str]


def marks_of(page: Page) -> dict[str, str]:
    writer = f"{page.write.__module__}.{page.write.__qualname__}"
    return {"writer": writer, **{name: mark(value) for name, value in page.data.items()}}


def why_stale(file: Path, known: Written | None, marks: Marks) -> str:
    """Why the page must be made again, or nothing if it need not."""
    if known is None:
        return "it is new"
    changed = sorted({name for name, _ in marks.items() ^ known.marks.items()})
    if changed:
        return f"changed: {', '.join(changed)}"
    return "" if known.lies_unchanged(file) else "its file is missing or was changed"

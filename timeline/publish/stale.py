"""Which pages must be made again, and why."""

from collections.abc import Mapping
from pathlib import Path

from timeline.fingerprint import mark
from timeline.page import Page
from timeline.publish.manifest import Written

# What a file was made from: the mark of each part by the part's name.
Marks = Mapping[str, str]


def marks_of(page: Page, shared: Marks) -> dict[str, str]:
    """shared are the marks of what pages have in common, the theme's by the name of `theme`."""
    writer = f"{page.write.__module__}.{page.write.__qualname__}"
    common = {name: of for name, of in shared.items() if page.themed or name != "theme"}
    return {"writer": writer, **{name: mark(value) for name, value in page.data.items()}, **common}


def why_stale(file: Path, known: Written | None, marks: Marks) -> str:
    """Why the page must be made again, or nothing if it need not."""
    if known is None:
        return "it is new"
    changed = sorted({name for name, _ in marks.items() ^ known.marks.items()})
    if changed:
        return f"changed: {', '.join(changed)}"
    return "" if known.lies_unchanged(file) else "its file is missing or was changed"

"""One event file's way through the reader: what was understood, and what was wrong."""

import tempfile
from pathlib import Path
from typing import Any

from tests.conftest import EVENT, Write, write_content
from timeline.content.load import load
from timeline.problems import Problem, in_order

__all__ = ["EVENT", "article_problems", "codes", "event_problems", "written"]


def event_problems(content: Write, text: str | bytes) -> list[Problem]:
    """The problems of reading this as an event file, by place."""
    return list(in_order(load(content({"events/a.yaml": text})).problems))


def article_problems(content: Write, text: str | bytes) -> list[Problem]:
    return list(in_order(load(content({"articles/a.md": text})).problems))


def codes(problems: list[Problem]) -> list[str]:
    """`["yaml-syntax 3:1"]`"""
    return [f"{problem.code} {problem.place.line}:{problem.place.column}" for problem in problems]


def written(text: str | bytes) -> dict[str, Any]:
    """What the reader understands of an event file, whether it fits or not."""
    with tempfile.TemporaryDirectory() as folder:
        return load(write_content(Path(folder), {"events/a.yaml": text})).events["a"].written

"""Problems as a JSON document; docs/formats.md describes it field by field."""

from collections.abc import Sequence
from typing import Any

from timeline.formats.document import document
from timeline.formats.explained import plain, texts
from timeline.formats.repository import readable
from timeline.problems import Problem

VERSION = 1


def as_json(problems: Sequence[Problem], events: int | None = None, stopped: str = "") -> str:
    """events is how many there are, where that is known; stopped says why the command could not do its work."""
    severities = [problem.severity for problem in problems]
    fields = {
        "version": VERSION,
        "events": events,
        "errors": severities.count("error"),
        "warnings": severities.count("warning"),
        "stopped": stopped or None,
        "codes": {code: plain(text) for code, text in texts(problems).items()},
    }
    return document(fields, "problems", map(_problem, problems))


def _problem(problem: Problem) -> dict[str, Any]:
    place = problem.place
    kind, name = problem.entry
    return {
        "file": readable(place.file),
        "line": place.line,
        "column": place.column,
        "severity": problem.severity,
        "code": problem.code,
        "message": problem.message,
        "entry": {"kind": kind, "id": name} if kind else None,
    }

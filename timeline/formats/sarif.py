"""Problems as SARIF 2.1.0 (OASIS), which editors and code scanners read."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import quote

from timeline.checks import MANUAL
from timeline.formats.document import document
from timeline.formats.explained import first_sentence, plain, unlinked
from timeline.formats.repository import Repository
from timeline.problems import Problem
from timeline.version import VERSION

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
ROOT = "%SRCROOT%"


def as_sarif(problems: Sequence[Problem], repository: Repository, stopped: str = "") -> str:
    """Paths begin at the root of the repository; stopped says why the command could not do its work."""
    codes = sorted({*MANUAL, *(problem.code for problem in problems)})
    rules = {code: index for index, code in enumerate(codes)}
    invocation: dict[str, Any] = {"executionSuccessful": not stopped}
    if stopped:
        invocation["toolExecutionNotifications"] = [{"level": "error", "message": _message(stopped)}]
    run = {
        "tool": {"driver": {"name": "timeline", "version": VERSION, "rules": [_rule(code) for code in codes]}},
        "invocations": [invocation],
        "originalUriBaseIds": {ROOT: {"description": {"text": "The root of the repository."}}},
        "columnKind": "unicodeCodePoints",
    }
    results = document(run, "results", _results(problems, repository, rules))
    return f'{{"version": "2.1.0", "$schema": "{SCHEMA}", "runs": [{results}]}}'


def _rule(code: str) -> dict[str, Any]:
    # Python started with -OO knows no manual.
    if code not in MANUAL:
        return {"id": code}
    markdown = unlinked(MANUAL[code].text)
    text = plain(markdown)
    return {
        "id": code,
        "shortDescription": {"text": plain(first_sentence(markdown))},
        "fullDescription": {"text": text},
        "help": {"text": text, "markdown": markdown},
        "defaultConfiguration": {"level": MANUAL[code].severity},
    }


def _results(problems: Sequence[Problem], repository: Repository, rules: Mapping[str, int]) -> Iterator[dict[str, Any]]:
    # Where one thing is wrong in a file several times, they are told apart by their order.
    told: dict[tuple[str, ...], int] = {}
    for problem in problems:
        path = repository.path(problem.place.file)
        same = (path, problem.code, problem.message, *problem.entry)
        told[same] = told.get(same, 0) + 1
        yield {
            "ruleId": problem.code,
            "ruleIndex": rules[problem.code],
            "level": problem.severity,
            "message": _message(problem.message),
            "locations": [{"physicalLocation": _location(problem, path)}],
            # It stays when lines are put in above.
            "partialFingerprints": {"problem/v1": _fingerprint(*same, str(told[same]))},
        }


def _fingerprint(*words: str) -> str:
    return hashlib.sha256("\0".join(words).encode("utf-8", "replace")).hexdigest()[:32]


def _location(problem: Problem, path: str) -> dict[str, Any]:
    return {
        "artifactLocation": {"uri": quote(path), "uriBaseId": ROOT},
        "region": {"startLine": problem.place.line, "startColumn": problem.place.column},
    }


def _message(text: str) -> dict[str, str]:
    """The text as it reads: in a SARIF message braces hold places for arguments (3.11.5), brackets links (3.11.6)."""
    return {"text": text.replace("{", "{{").replace("}", "}}").replace("](", "\\](")}

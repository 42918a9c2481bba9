"""Problems for a run of GitHub Actions: annotations on the lines of a pull request, and the summary of a step."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from urllib.parse import quote

from timeline.formats.explained import texts
from timeline.formats.repository import Repository
from timeline.formats.text import counted, number
from timeline.problems import Problem, printable

# GitHub takes so many annotations of each severity from a step, and drops the others in silence.
MOST = 10
# Bytes: GitHub takes no summary of more than 1 MiB.
MOST_SUMMARY = 1_000_000


def annotations(problems: Sequence[Problem], repository: Repository, stopped: str = "") -> Iterator[str]:
    """The workflow commands that show problems on their lines, errors first, and how many more there are.

    stopped says why the command could not do its work.
    """
    of_severity = [[one for one in problems if one.severity == severity] for severity in ("error", "warning")]
    for problem in chain.from_iterable(found[:MOST] for found in of_severity):
        place = problem.place
        file = _property(repository.path(place.file))
        where = f"file={file},line={place.line},col={place.column},title={_property(problem.code)}"
        yield f"::{problem.severity} {where}::{_data(problem.message)}"
    if stopped and not problems:
        yield f"::error title=timeline::{_data(stopped)}"
    if left := [*chain.from_iterable(found[MOST:] for found in of_severity)]:
        yield f"::notice title=timeline::and {counted(left)} more; see the summary of the run"


def summary(
    head: str, problems: Sequence[Problem], repository: Repository, stopped: str = "", room: int = MOST_SUMMARY
) -> str:
    """All problems as Markdown under a heading, errors first; of at most room bytes."""
    lines = [f"## {head}", "", f"It could not be done: {_literal(stopped)}" if stopped else counted(problems), ""]
    explained = [f"- `{code}`: {text}" for code, text in texts(problems).items()]
    ending = ["", "### What the codes mean", "", *explained, ""] if explained else []
    more = "- and {} more, for which there is no room here"
    room -= _size([*lines, *ending, more]) + 100
    shown: list[str] = []
    for problem in sorted(problems, key=lambda problem: problem.severity != "error"):
        line = _item(problem, repository)
        room -= _size([line])
        if room < 0:
            shown.append(more.format(number(len(problems) - len(shown), "problem")))
            break
        shown.append(line)
    return "\n".join([*lines, *shown, *ending, ""])


def _item(problem: Problem, repository: Repository) -> str:
    place = problem.place
    path = repository.path(place.file)
    shown = _literal(f"{path}:{place.line}:{place.column}")
    if repository.address and not path.startswith("../"):
        # Without `plain` Markdown would be shown rendered, and have no lines.
        shown = f"[{shown}]({repository.address}/{quote(path)}?plain=1#L{place.line})"
    return f"- {problem.severity} {_literal(problem.code)} {shown} {_literal(problem.message)}"


def _literal(text: str) -> str:
    """As code, in which Markdown and GitHub find neither markup nor names nor addresses."""
    text = printable(text)
    longest = max((len(run) for run in re.findall("`+", text)), default=0)
    fence = "`" * (longest + 1)
    space = " " if text[:1] in ("`", " ", "") or text[-1:] in ("`", " ") else ""
    return f"{fence}{space}{text}{space}{fence}"


def _size(lines: Iterable[str]) -> int:
    return sum(len(line.encode("utf-8", "replace")) + 1 for line in lines)


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")

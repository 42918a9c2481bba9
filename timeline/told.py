"""Problems that an earlier build told, or another process, as lines of text: made again when somebody looks at them."""

import json
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from timeline.problems import Place, Problem, in_order


class Told(Sequence[Problem]):
    """The problems, in their order."""

    def __init__(self, lines: Sequence[str]) -> None:
        self.lines = lines

    def __len__(self) -> int:
        return len(self.lines)

    def __getitem__(self, index: Any) -> Any:
        found = self.lines[index]
        return problem_of(found) if isinstance(index, int) else tuple(map(problem_of, found))

    def __iter__(self) -> Iterator[Problem]:
        return map(problem_of, self.lines)

    def of_file(self, file: str) -> tuple[Problem, ...]:
        """Those whose place is in a file."""
        return self[slice(*self._span(file))]  # type: ignore[no-any-return]

    def with_those_of(self, file: str, problems: Iterable[Problem]) -> "Told":
        """The same with other problems of one file."""
        first, last = self._span(file)
        return Told([*self.lines[:first], *map(line, in_order(problems)), *self.lines[last:]])

    def _span(self, file: str) -> tuple[int, int]:
        """They are sorted by their files."""
        first = bisect_left(self.lines, file, key=_file)
        last = first
        while last < len(self.lines) and _file(self.lines[last]) == file:
            last += 1
        return first, last


def line(problem: Problem) -> str:
    place = problem.place
    entry = problem.entry
    return json.dumps([place.file, place.line, place.column, problem.code, problem.message, problem.severity, *entry])


def _file(told: str) -> str:
    return str(json.loads(told)[0])


def problem_of(told: str) -> Problem:
    file, line_number, column, code, message, severity, kind, name = json.loads(told)
    return Problem(Place(file, line_number, column), code, message, severity, (kind, name))

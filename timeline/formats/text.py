"""Problems as a terminal shows them: a line, and below it the source line with a caret under the place."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from timeline.problems import Place, Problem

# Bytes: no file of the content is larger.
LARGEST = 32 * 1024 * 1024


def framed(problems: Iterable[Problem]) -> Iterator[tuple[str, ...]]:
    """Of each problem its line; where its source can be shown, the piece of it around the place, and the caret."""
    lines: dict[str, list[str]] = {}
    for problem in problems:
        file = problem.place.file
        if file not in lines:
            lines[file] = _lines_of(Path(file))
        yield str(problem), *_frame(problem.place, lines[file])


def counted(problems: Iterable[Problem]) -> str:
    """How many they are, as in `1 error and 2 warnings`."""
    found = [problem.severity for problem in problems]
    errors, warnings = found.count("error"), found.count("warning")
    words = [number(n, name) for n, name in ((errors, "error"), (warnings, "warning")) if n]
    return " and ".join(words) or "no problems"


def number(n: int, name: str) -> str:
    return f"{n:,} {name}{'' if n == 1 else 's'}"


def _frame(place: Place, lines: list[str]) -> tuple[str, ...]:
    if not 0 < place.line <= len(lines) or not (line := lines[place.line - 1]).strip():
        return ()
    start = max(0, place.column - 60)
    shown = "".join(c if c.isprintable() else " " for c in line[start : start + 100])
    return shown, f"{' ' * (place.column - 1 - start)}^"


def _lines_of(path: Path) -> list[str]:
    try:
        if not path.is_file() or path.is_symlink() or path.stat().st_size > LARGEST:
            return []
        content = path.read_bytes()
        # A picture has no lines.
        if b"\0" in content:
            return []
        text = content.removeprefix(b"\xef\xbb\xbf").decode("utf-8", "replace")
        # Lines are those of the reader; Python would end one at a form feed, too.
        return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    except OSError:
        return []

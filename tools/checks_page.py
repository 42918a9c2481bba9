"""Makes docs/checks.md of what the checks' docstrings say and of the problems that tests/checks/ gives: make docs."""

import os
import tempfile
import textwrap
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from tests.checks.case import problems_of, read_case
from timeline import locks
from timeline.build import Options, build
from timeline.checks import MANUAL
from timeline.checks.manual import Code
from timeline.content.load import load
from timeline.problems import Problem

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "checks.md"
CASES = ROOT / "tests" / "checks"
WIDTH = 120
HEAD = """\
# Problems

A problem names the file, line and column, whether it is an error or a warning, and its code:

```
content/events/talks.yaml:5:10: error[unknown-actor]: no actor "ukrane"; did you mean "ukraine"?
```

While there are errors no site is built; with `--strict` warnings count as errors. What is meant to be as it is can be
said in the entry: `allow: {code: reason}` in an event, an article or an actor silences a warning about it. Codes never
change. Here they are in the order of the alphabet; `timeline explain unknown-actor` tells what stands here of one, and
[formats.md](formats.md) how programs read problems.

<!-- Made by make docs: edit the docstrings in timeline/checks/ instead. -->
"""

Find = Callable[[Path], Iterable[Problem]]


def page() -> str:
    """docs/checks.md as it should be."""
    return "\n".join([HEAD, *(_section(code, example(code.code)) for code in MANUAL.values())])


def example(code: str) -> str:
    """The first problem with a code in the case of its name, as `timeline check` prints it."""
    find, severity = FOUND_OTHERWISE.get(code, problems_of), MANUAL[code].severity
    before = Path.cwd()
    with tempfile.TemporaryDirectory() as folder:
        # A problem names its file as seen from the project's folder.
        os.chdir(folder)
        try:
            read_case(CASES / f"{code}.txt").write(Path("content"))
            return next(str(each) for each in find(Path("content")) if (each.code, each.severity) == (code, severity))
        finally:
            os.chdir(before)


def _section(code: Code, shown: str) -> str:
    text = f"*{code.severity.capitalize()}.* {code.text}"
    paragraphs = (
        textwrap.fill(paragraph, WIDTH, break_long_words=False, break_on_hyphens=False)
        for paragraph in text.split("\n\n")
    )
    return "\n\n".join([f"## {code.code}", *paragraphs, f"```\n{shown}\n```\n"])


def _frozen(root: Path) -> Iterable[Problem]:
    content = load(root)
    return locks.out_of_date(content, locks.updated(content, "2025-03-12"))


def _built(root: Path) -> Iterable[Problem]:
    return build(Options(content=root, output=root.parent / "site", today="2025-03-12")).problems


# What neither a check finds nor a comparison with captured texts.
FOUND_OTHERWISE: Mapping[str, Find] = {
    "lock-out-of-date": _frozen,
    "unknown-variable": _built,
    "template-failed": _built,
    "no-drawing": _built,
}

if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")

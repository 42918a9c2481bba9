"""Cases: a small content folder in one text file, in which the mistakes are marked.

    What stands above the first section says what the case is about.

    === events/a.yaml
    title: An event
    date: 2025-03-11
    thread: wra  # problem: unknown-thread at 9
    # warning: some-code
    summary: |

A mark at the end of a line is for that line, one that has a line to itself is for the next. `# problem:` is an error,
`# warning:` a warning; `at 9` asks for the column too; several codes stand between commas. Marks are cut out before
the file is written, so they may stand in Markdown and in quoted texts as well. The line that begins a section counts
as the first line of its file, for problems of the file as a whole.

    === articles/b.md in latin-1             the encoding, if it is not UTF-8
    === media/a.png in base64                bytes that are no text
    === events/c.yaml times 6000             the section is repeated so often; its marks are for the last copy
    === events/d.yaml link to ../d.yaml      a symbolic link
    === actors.yaml/                         a folder
    === threads.yaml missing                 not there, although cases have one by default
    === ../captures/b.txt                    an article's captured text: `timeline verify` is to find its problems, too
    === ../answers.txt                       what `timeline links` is answered: a verdict, an address, and its new one
"""

import re
from base64 import b64decode
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import get_args

from tests.conftest import write_content
from timeline.checks import check
from timeline.content.load import load
from timeline.links.addresses import of_all
from timeline.links.answer import Answer, Verdict
from timeline.links.mistakes import link_mistakes
from timeline.problems import Problem, in_order
from timeline.verify import verify

HEAD = re.compile(
    r"=== (\S+?)(?: in (?P<encoding>\S+)| times (?P<times>\d+)| link to (?P<target>\S+)|(?P<missing> missing))?"
)
MARK = re.compile(r"(?:^|\s+)# (problem|warning): ([a-z, 0-9-]+)$")
SEVERITY = {"problem": "error", "warning": "warning"}


@dataclass(frozen=True, slots=True)
class Marked:
    """A problem as a case marks it; column is None where the case does not ask for it."""

    file: str
    line: int
    column: int | None
    severity: str
    code: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}{f':{self.column}' if self.column else ''}: {self.severity}[{self.code}]"


@dataclass(slots=True)
class Section:
    """One file of a case."""

    name: str
    encoding: str
    times: int
    target: str | None
    missing: bool = False
    lines: list[str] = field(default_factory=list)

    def bytes(self) -> bytes:
        if self.encoding == "base64":
            return b64decode("".join(self.lines))
        return ("".join(line + "\n" for line in self.lines) * self.times).encode(self.encoding)


@dataclass(frozen=True, slots=True)
class Case:
    """The files of a case, and the problems that they must give."""

    sections: tuple[Section, ...]
    marked: tuple[Marked, ...]

    def write(self, root: Path) -> None:
        files = [section for section in self.sections if not section.target and not section.name.endswith("/")]
        write_content(root, {section.name: section.bytes() for section in files})
        for section in self.sections:
            place = root / section.name
            if section.target:
                place.parent.mkdir(parents=True, exist_ok=True)
                place.unlink(missing_ok=True)
                place.symlink_to(section.target)
            elif section.missing:
                place.unlink()
            elif section.name.endswith("/"):
                place.mkdir(parents=True)


def read_case(file: Path) -> Case:
    sections: list[Section] = []
    marked: list[Marked] = []
    waiting: list[tuple[str, str]] = []
    for line in file.read_text("utf-8").split("\n"):
        text = MARK.sub("", line)
        found = [(mark[1], mark[2]) for mark in [MARK.search(line)] if mark]
        if head := HEAD.fullmatch(text):
            name, encoding, times, target = (
                head[1],
                head["encoding"] or "utf-8",
                int(head["times"] or 1),
                head["target"],
            )
            sections.append(Section(name, encoding, times, target, bool(head["missing"])))
            marked += _marks(sections[-1], found)
        elif sections and found and not text:
            waiting += found
        elif sections:
            sections[-1].lines.append(text)
            marked += _marks(sections[-1], waiting + found)
            waiting = []
    assert not waiting, f"{file.name} ends with a mark that is for no line"
    for section in sections:
        while section.lines and not section.lines[-1]:
            section.lines.pop()
    return Case(tuple(sections), tuple(sorted(marked, key=str)))


def problems_of(root: Path) -> list[Problem]:
    """What a check of the content finds, and what captured texts and answers of hosts that lie beside it tell."""
    content, captures, answers = load(root), root.parent / "captures", root.parent / "answers.txt"
    compared = verify(content, captures).problems if captures.is_dir() else ()
    asked = link_mistakes(content, of_all(content), dict(_answers(answers))) if answers.is_file() else ()
    return list(in_order({*check(content), *compared, *asked}))


def _answers(file: Path) -> Iterator[tuple[str, Answer]]:
    for line in file.read_text("utf-8").splitlines():
        verdict, url, moved_to = [*line.split(), ""][:3]
        [known] = [each for each in get_args(Verdict) if each == verdict]
        yield url, Answer(known, "it answers 404 Not Found", moved_to)


def _marks(section: Section, found: list[tuple[str, str]]) -> Iterator[Marked]:
    """Marks for the section's newest line."""
    file, line = section.name.rstrip("/"), max(1, len(section.lines) * section.times)
    for kind, codes in found:
        for code in codes.split(","):
            name, _, column = code.strip().partition(" at ")
            yield Marked(file, line, int(column) if column else None, SEVERITY[kind], name)

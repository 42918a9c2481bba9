"""What a text is made of that is no HTML any more: paragraphs, lists and the like, and stretches of words in them."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text of one kind; its white space is single spaces, but in code."""

    text: str
    strong: bool = False
    em: bool = False
    code: bool = False
    url: str = ""


@dataclass(frozen=True, slots=True)
class Break:
    """The end of a line inside a paragraph."""


Runs: TypeAlias = list["Run | Break"]


@dataclass(slots=True)
class Paragraph:
    runs: Runs


@dataclass(slots=True)
class Heading:
    """level is 1 to 6."""

    runs: Runs
    level: int


@dataclass(slots=True)
class Code:
    """Lines that stand as they are."""

    text: str


@dataclass(slots=True)
class Rule:
    """A line across."""


@dataclass(slots=True)
class Quote:
    blocks: "list[Block]" = field(default_factory=list)


@dataclass(slots=True)
class Item:
    blocks: "list[Block]" = field(default_factory=list)


@dataclass(slots=True)
class List:
    """start is the first number, None in a list without numbers."""

    items: list[Item] = field(default_factory=list)
    start: int | None = None


@dataclass(slots=True)
class Table:
    """Rows of cells; the first row is the head, of empty cells where the table had none."""

    rows: list[list[Runs]]


Block: TypeAlias = Paragraph | Heading | Code | Rule | Quote | List | Table


def leaves(blocks: list[Block]) -> "Iterator[Paragraph | Heading | Code]":
    """The blocks that hold words, in reading order; each cell of a table is one."""
    for block in blocks:
        match block:
            case Quote(inner):
                yield from leaves(inner)
            case List(items):
                for item in items:
                    yield from leaves(item.blocks)
            case Table(rows):
                yield from (Paragraph(cell) for row in rows for cell in row)
            case Rule():
                pass
            case _:
                yield block


def runs_of(block: Paragraph | Heading | Code) -> Runs:
    return [Run(block.text)] if isinstance(block, Code) else block.runs


def tidied(runs: Runs) -> Runs:
    """The runs without needless spaces and breaks; neighbours of one kind are one."""
    tidy: Runs = []
    for run in runs:
        before = tidy[-1] if tidy else None
        if isinstance(run, Break):
            if before is not None:
                tidy.append(run)
            continue
        text = run.text
        spaced = before is None or isinstance(before, Break) or before.text.endswith(" ")
        text = text.removeprefix(" ") if spaced else text
        if not text:
            continue
        if isinstance(before, Run) and before.url == run.url and (run.url or _kind(before) == _kind(run)):
            # The words of a link are one, with what all of them are.
            tidy[-1] = Run(
                before.text + text,
                before.strong and run.strong,
                before.em and run.em,
                before.code and run.code,
                run.url,
            )
        else:
            tidy.append(run if text == run.text else replace(run, text=text))
    while tidy and (isinstance(tidy[-1], Break) or not tidy[-1].text.strip(" ")):
        tidy.pop()
    if tidy and isinstance(last := tidy[-1], Run) and last.text.endswith(" "):
        tidy[-1] = replace(last, text=last.text.rstrip(" "))
    return tidy


def _kind(run: Run) -> tuple[bool, bool, bool]:
    return run.strong, run.em, run.code

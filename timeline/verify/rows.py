"""What comparing gave, article by article, as a table to be read in a terminal."""

import os
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from timeline.content.quotes import quoted_words
from timeline.problems import printable
from timeline.verify.comparison import Comparison


@dataclass(frozen=True, slots=True)
class Row:
    """An article in the table: the file of its capture, or nothing; its words; the share of them that is quoted."""

    article: str
    capture: str
    words: int
    quotations: int
    verified: int
    altered: int
    not_captured: int
    share: float


def row(comparison: Comparison) -> Row:
    findings = comparison.findings.values()
    verdicts = Counter(one.verdict for one in findings)
    return Row(
        comparison.article,
        comparison.file,
        comparison.words,
        len(comparison.asked),
        verdicts["verified"],
        verdicts["altered"],
        len(comparison.asked) - len(findings),
        quoted_words(findings) / comparison.words if comparison.words else 0.0,
    )


def table(rows: Sequence[Row]) -> Iterator[str]:
    """The rows in columns, as lines of plain text."""
    head = ("article", "capture", "words", "quotations", "verified", "altered", "not captured", "quoted")
    cells = [
        (
            row.article,
            printable(os.path.basename(row.capture)) or "none",
            f"{row.words:,}" if row.capture else "",
            *(f"{number:,}" for number in (row.quotations, row.verified, row.altered, row.not_captured)),
            f"{row.share:.1%}" if row.capture else "",
        )
        for row in rows
    ]
    widths = [max(map(len, column)) for column in zip(head, *cells, strict=True)]
    for line in (head, *cells) if cells else ():
        texts = [cell.ljust(width) for cell, width in zip(line[:2], widths[:2], strict=True)]
        numbers = [cell.rjust(width) for cell, width in zip(line[2:], widths[2:], strict=True)]
        yield "  ".join([*texts, *numbers]).rstrip()

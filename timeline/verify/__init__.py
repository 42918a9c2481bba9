"""Every quotation against the captured text of its article: content and captures in, verdicts and problems out."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from timeline import captures
from timeline.content.load import Content
from timeline.content.quotations import Quotation, quotations
from timeline.content.quotes import Finding
from timeline.content.references import aliases
from timeline.problems import Problem, in_order
from timeline.text import id_fault
from timeline.verify.comparison import compared
from timeline.verify.lines import lines, write_lock
from timeline.verify.rows import Row, row, table

__all__ = ["Row", "Verified", "table", "verify", "write_lock"]


@dataclass(frozen=True, slots=True)
class Verified:
    """What was found: problems, a row for each article, what to say of the captures, and the lines of the new lock."""

    problems: tuple[Problem, ...]
    rows: tuple[Row, ...]
    notes: tuple[str, ...]
    findings: tuple[Finding, ...]


def verify(content: Content, folder: Path) -> Verified:
    """Compare all that the events quote, drafts included, with the captured texts in the folder.

    What is wrong with the record otherwise does not matter here: entries that do not fit are compared as they are
    written. Raises OSError where the folder cannot be read.
    """
    articles = {name: (name, *aliases(entry)) for name, entry in content.articles.items() if not id_fault(name)}
    found = captures.files(folder, articles)
    asked = {name: quotations(name, event.written) for name, event in content.events.items() if not id_fault(name)}
    of_article: dict[str, list[Quotation]] = {name: [] for name in articles}
    for quotation in (one for of_event in asked.values() for one in of_event):
        of_article.get(quotation.article, []).append(quotation)
    comparisons = [
        compared(content, name, wanted, found.of_article.get(name, ()))
        for name, wanted in sorted(of_article.items())
        if wanted or name in found.of_article
    ]
    return Verified(
        in_order({problem for one in comparisons for problem in one.problems}),
        tuple(row(one) for one in comparisons),
        tuple(_notes(found, folder)),
        lines(content, asked, articles, comparisons),
    )


def _notes(found: captures.Found, folder: Path) -> Iterator[str]:
    if not found.of_article:
        yield f"no file in {folder} is the capture of an article; what was compared before stays as it is"
    for article, paths in sorted(found.of_article.items()):
        if len(paths) > 1:
            first, *others = (path.relative_to(folder).as_posix() for path in paths)
            yield f"{article} has {len(paths)} captures: {first} was read, and not {', '.join(others)}"
    if found.strays:
        more = f" and {len(found.strays) - 5} more" if len(found.strays) > 5 else ""
        yield f"captures that belong to no article: {', '.join(found.strays[:5])}{more}"

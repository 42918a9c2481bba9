"""Every quotation against the captured text of its article: content and captures in, verdicts and problems out."""

import os
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from timeline import captures
from timeline.captures import Capture
from timeline.content.load import Content
from timeline.content.quotations import Quotation, judged, quotations
from timeline.content.quotes import QUOTES, Finding, quotes_text
from timeline.content.references import aliases, values
from timeline.problems import Problem, printable, quoted
from timeline.quotation import (
    Match,
    Text,
    count_words,
    difference,
    far_apart,
    find,
    misses_a_gap,
    of_match,
    parts,
    prepared,
)
from timeline.text import id_fault

NOTHING_NEAR = "nothing in the capture is like these words"


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

    `altered`: a quotation is not in the captured text of its article; the message shows the nearest passage, with
    `[-words-]` that only the quotation has and `{+words+}` that only the capture has. White space, the style of
    quotation marks and dashes, and the case of the first letter do not count. Quote word for word, with `[…]` where
    words are left out and `[word]` for a word of your own. `timeline verify` finds this, and `timeline check` warns of
    it until it is mended.

    `words-not-in-capture`: the `words` of a `date_basis` are not in the captured text of their article, although they
    are given as its own. Copy them from there.

    `far-apart` (warning): a quotation joins with `[…]` what stands two or more paragraphs or more than 100 words apart
    in the article, so that a reader may take for one statement what are two. Make two excerpts of it.

    `unreadable-capture`: a captured text cannot be read, so that nothing was compared with it. Save it as UTF-8 text,
    or remove it.
    """
    names = {name: (name, *aliases(entry)) for name, entry in content.articles.items() if not id_fault(name)}
    found = captures.files(folder, names)
    asked = {name: quotations(name, event.written) for name, event in content.events.items() if not id_fault(name)}
    of_article: dict[str, list[Quotation]] = {name: [] for name in names}
    for quotation in (one for of_event in asked.values() for one in of_event):
        of_article.get(quotation.article, []).append(quotation)
    problems: list[Problem] = []
    rows: list[Row] = []
    compared: dict[Quotation, Finding] = {}
    for name, wanted in sorted(of_article.items()):
        if not wanted and name not in found.of_article:
            continue
        capture = _capture(found.of_article.get(name, ()), problems)
        text = prepared(capture.text) if capture else None
        matches = {words: find(words, text) for words in {one.text for one in wanted}} if text else {}
        rows.append(_row(name, capture, text, wanted, matches))
        if capture and text:
            problems += (found for one in wanted for found in _problems(content, one, text, matches[one.text]))
            compared |= {one: _finding(one, capture, text, matches[one.text]) for one in wanted}
    lines = _lines(content, asked, names, compared)
    return Verified(tuple(sorted({*problems})), tuple(rows), tuple(_notes(found)), lines)


def write_lock(root: Path, findings: Iterable[Finding]) -> None:
    """Write quotes.lock, whole or not at all, and only if its lines change. Raises OSError."""
    file, text = root / QUOTES, quotes_text(findings)
    if text == (file.read_text("utf-8", "replace") if file.is_file() else ""):
        return
    staged = file.with_name(f".{QUOTES}.{os.getpid()}.new")
    try:
        staged.write_text(text, "utf-8", newline="\n")
        staged.replace(file)
    finally:
        staged.unlink(missing_ok=True)


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


def _capture(paths: Sequence[Path], problems: list[Problem]) -> Capture | None:
    """The capture that counts, if it can be read."""
    if not paths:
        return None
    capture = captures.read(paths[0])
    if isinstance(capture, Capture):
        return capture
    problems.append(capture)
    return None


def _row(
    article: str,
    capture: Capture | None,
    text: Text | None,
    wanted: Sequence[Quotation],
    matches: Mapping[str, Match | None],
) -> Row:
    verdicts = Counter("not-captured" if not text else "verified" if matches[one.text] else "altered" for one in wanted)
    words = text.words if text else 0
    spans = [span for one in wanted if one.kind != "words" and (match := matches.get(one.text)) for span in match.spans]
    quoted_words = sum(count_words(text.text[start:end]) for start, end in _joined(spans)) if text else 0
    return Row(
        article,
        capture.file if capture else "",
        words,
        len(wanted),
        verdicts["verified"],
        verdicts["altered"],
        verdicts["not-captured"],
        quoted_words / words if words else 0.0,
    )


def _joined(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """The same stretches without overlaps, in order."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def _problems(content: Content, asked: Quotation, text: Text, match: Match | None) -> Iterator[Problem]:
    event = content.events[asked.event]
    if match is None and asked.kind == "words":
        yield content.problem(event, "words-not-in-capture", _message(asked.text, text), *asked.route)
    elif match is None:
        yield content.problem(event, "altered", _message(asked.text, text), *asked.route)
    elif far_apart(match, text) and not any(values(event.written, ("allow", "far-apart"))):
        message = "this joins passages that stand far apart in the article; make two excerpts of it"
        yield content.problem(event, "far-apart", message, *asked.route, severity="warning")


def _message(words: str, text: Text) -> str:
    """What the capture has in place of the words."""
    if misses_a_gap(words, text):
        return "the capture has no dots there; words that are left out are marked with […]"
    if parts(words) and all(find(part, text) for part in parts(words)):
        return "the capture has these words, but not in this order"
    if not (nearest := difference(words, text)):
        return NOTHING_NEAR
    written, found = nearest.first()
    return f"the capture has {quoted(found)} where the quotation has {quoted(written)}: {printable(str(nearest))}"


def _finding(asked: Quotation, capture: Capture, text: Text, match: Match | None) -> Finding:
    line = Finding(asked.event, asked.article, asked.kind, asked.mark, "altered", capture.sha256, text.words)
    if match is None:
        return line
    directive = of_match(match, text)
    return replace(line, verdict="verified", spans=match.spans, paragraphs=match.paragraphs, directive=directive)


def _lines(
    content: Content,
    asked: Mapping[str, Sequence[Quotation]],
    names: Mapping[str, Sequence[str]],
    compared: Mapping[Quotation, Finding],
) -> tuple[Finding, ...]:
    """The lines of the new lock: of what was compared what was found, of all else what the lock says already.

    A verified line whose quotation is gone stays while its event has a quotation of that article that is not verified:
    who changes the words back has them verified again.
    """
    lines = set()
    unsure = set()
    for name, of_event in asked.items():
        own = (name, *aliases(content.events[name]))
        for one in judged(content.quotes, of_event, own, names):
            wanted = one.quotation
            if wanted.article not in names:
                continue
            line = compared.get(wanted) or one.finding
            line = line or Finding(name, wanted.article, wanted.kind, wanted.mark, "not-captured")
            lines.add(replace(line, event=name, article=wanted.article))
            if line.verdict != "verified":
                unsure |= {(event, article) for event in own for article in names[wanted.article]}
    present = {(line.event, line.article, line.kind, line.mark) for line in lines}
    for line in content.quotes.findings:
        is_stale = (line.event, line.article, line.kind, line.mark) not in present
        if is_stale and line.verdict == "verified" and (line.event, line.article) in unsure:
            lines.add(line)
    return tuple(sorted(lines))


def _notes(found: captures.Found) -> Iterator[str]:
    for article, paths in sorted(found.of_article.items()):
        if len(paths) > 1:
            others = ", ".join(path.name for path in paths[1:])
            yield f"{article} has {len(paths)} captures: {paths[0].name} was read, and not {others}"
    if found.strays:
        more = f" and {len(found.strays) - 5} more" if len(found.strays) > 5 else ""
        yield f"captures that belong to no article: {', '.join(found.strays[:5])}{more}"

"""What was measured as tables, and whether it is what it has to be."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from statistics import median

from bench.measure import Run
from bench.program import FULL, HUGO, LEAN, WRITING
from bench.rounds import BODY, COLD, NOTHING, TITLE, Taken

BEGIN = "<!-- What follows is written by make bench. -->"
END = "<!-- What precedes is written by make bench. -->"

Results = tuple[Taken, ...]
# None where something was not measured.
Figure = Callable[[Results], float | None]


@dataclass(frozen=True, slots=True)
class Target:
    """A figure of some size and work, in words, and what it may be at most."""

    events: int
    work: str
    words: str
    figure: Figure
    limit: float


def runs(results: Results, events: int, work: str, program: str) -> list[Run]:
    """One program's runs, by rounds."""
    return [taken.run for taken in results if (taken.events, taken.work, taken.program) == (events, work, program)]


def ratios(results: Results, events: int, work: str, program: str, other: str) -> list[float]:
    """How many times as long one program takes as another, round by round, so that both met the same machine."""
    ours, theirs = runs(results, events, work, program), runs(results, events, work, other)
    return [run.wall / against.wall for run, against in zip(ours, theirs, strict=False)]


def tables(results: Results) -> str:
    """All tables, as Markdown."""
    made = (tuple(table(results)) for table in (_targets, _runs, _growth))
    # Some sizes have no targets; a head without rows is no table.
    return "\n\n".join("\n".join(lines) for lines in made if len(lines) > 2)


def with_tables(page: str, tables: str) -> str:
    """The page with these tables instead of those it has."""
    before, _, rest = page.partition(BEGIN)
    after = rest.partition(END)[2]
    return f"{before}{BEGIN}\n\n{tables}\n\n{END}{after}"


def _times(events: int, work: str, other: str, program: str = LEAN) -> Figure:
    return lambda results: _median(ratios(results, events, work, program, other))


def _cpu(events: int, work: str) -> Figure:
    return lambda results: _median([run.cpu for run in runs(results, events, work, LEAN)])


def _peak(events: int) -> Figure:
    return lambda results: _megabytes(runs(results, events, COLD, LEAN))


def _against_smaller(events: int, smaller: int) -> Figure:
    """The processor time for an event, against that for one of a smaller corpus."""

    def figure(results: Results) -> float | None:
        here, there = _cpu(events, COLD)(results), _cpu(smaller, COLD)(results)
        return here / events / (there / smaller) if here and there else None

    return figure


OF_HUGO, OF_SMALLEST = "times as long as Hugo", "times the processor time for an event at 1,000"
TARGETS = (
    Target(1_000, COLD, OF_HUGO, _times(1_000, COLD, HUGO), 1.0),
    Target(10_000, COLD, OF_HUGO, _times(10_000, COLD, HUGO), 0.6),
    Target(10_000, COLD, "times as long as writing the same files alone", _times(10_000, COLD, WRITING), 25),
    Target(10_000, COLD, "with every output: times as long as without", _times(10_000, COLD, LEAN, FULL), 2.5),
    Target(10_000, COLD, "MB of memory", _peak(10_000), 350),
    Target(10_000, COLD, OF_SMALLEST, _against_smaller(10_000, 1_000), 1.0),
    Target(10_000, BODY, OF_HUGO, _times(10_000, BODY, HUGO), 0.08),
    Target(10_000, TITLE, OF_HUGO, _times(10_000, TITLE, HUGO), 0.1),
    Target(10_000, NOTHING, OF_HUGO, _times(10_000, NOTHING, HUGO), 0.03),
    Target(100_000, COLD, OF_HUGO, _times(100_000, COLD, HUGO), 0.35),
    Target(100_000, COLD, "MB of memory", _peak(100_000), 2500),
    Target(100_000, COLD, OF_SMALLEST, _against_smaller(100_000, 1_000), 1.0),
    Target(100_000, BODY, "seconds of processor time", _cpu(100_000, BODY), 2),
)


def _targets(results: Results) -> Iterator[str]:
    sizes = {taken.events for taken in results}
    yield from _head("events", "build", "figure", "measured", "at most", "")
    for target in TARGETS:
        if target.events in sizes:
            found = target.figure(results)
            shown = _number(found) if found is not None else ""
            yield _row(
                f"{target.events:,}",
                target.work,
                target.words,
                shown,
                f"{target.limit:,g}",
                _verdict(found, target.limit),
            )


def _verdict(found: float | None, limit: float) -> str:
    if found is None:
        return "not measured"
    return "reached" if found <= limit else "**missed**"


def _runs(results: Results) -> Iterator[str]:
    yield from _head(
        "events", "build", "program", "rounds", "seconds", "(least to most)", "processor, s", "memory, MB", "of Hugo"
    )
    for events, work, program in dict.fromkeys((taken.events, taken.work, taken.program) for taken in results):
        taken = runs(results, events, work, program)
        walls, memory = [run.wall for run in taken], _megabytes(taken)
        of_hugo = _median(ratios(results, events, work, program, HUGO))
        yield _row(
            f"{events:,}",
            work,
            program,
            str(len(taken)),
            _number(median(walls)),
            f"{_number(min(walls))} to {_number(max(walls))}",
            _number(median(run.cpu for run in taken)),
            _number(memory) if memory else "",
            _number(of_hugo) if of_hugo and program != HUGO else "",
        )


def _growth(results: Results) -> Iterator[str]:
    """For each size the microseconds of a cold build that fall to one event."""
    yield from _head("events", "program", "µs for an event", "of processor time")
    for events in dict.fromkeys(taken.events for taken in results):
        for program in (HUGO, LEAN):
            if taken := runs(results, events, COLD, program):
                wall, cpu = median(run.wall for run in taken), median(run.cpu for run in taken)
                yield _row(f"{events:,}", program, f"{wall / events * 1e6:,.0f}", f"{cpu / events * 1e6:,.0f}")


def _head(*names: str) -> Iterator[str]:
    yield _row(*names)
    yield _row(*("---" for _ in names))


def _row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"


def _number(value: float) -> str:
    """Three digits or more, so that a ratio and a number of megabytes both say enough."""
    return f"{value:,.{next((places for least, places in ((100, 0), (10, 1), (0.1, 2)) if value >= least), 3)}f}"


def _median(values: list[float]) -> float | None:
    return median(values) if values else None


def _megabytes(taken: list[Run]) -> float | None:
    """The highest peak of the runs."""
    return max((run.peak / 1e6 for run in taken if run.peak is not None), default=None)

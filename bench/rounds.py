"""The programs in turn, round after round: a cold build, then builds after an edit of one event."""

import shutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from bench.corpus import Corpus, Event, with_other_body, with_other_title
from bench.measure import Run, run, writing
from bench.program import FULL, HUGO, LEAN, WRITING, Program

COLD, BODY, TITLE, NOTHING = "cold", "one body edited", "one title edited", "nothing edited"
EDITS: Mapping[str, Callable[[Event, int], Event]] = {BODY: with_other_body, TITLE: with_other_title}


@dataclass(frozen=True, slots=True)
class Step:
    """What is measured before the next step, which goes on with what this one left."""

    work: str
    programs: tuple[str, ...]
    rounds: int


@dataclass(frozen=True, slots=True)
class Plan:
    """The steps for a corpus of some size, and the bytes they need for each event."""

    steps: tuple[Step, ...]
    room: int


USUAL = Plan(
    (
        Step(COLD, (HUGO, LEAN, WRITING, FULL), 5),
        Step(BODY, (HUGO, LEAN), 5),
        Step(TITLE, (HUGO, LEAN), 5),
        Step(NOTHING, (HUGO, LEAN), 5),
    ),
    room=250_000,
)
# Hugo takes minutes for it, and as long after an edit.
LARGEST = Plan((Step(COLD, (HUGO, LEAN), 1), Step(BODY, (LEAN,), 3)), room=100_000)


@dataclass(frozen=True, slots=True)
class Taken:
    """What one program took in one round."""

    events: int
    work: str
    program: str
    run: Run


def plan_for(events: int) -> Plan:
    return USUAL if events < 100_000 else LARGEST


def measured(
    corpus: Corpus, programs: Mapping[str, Program], folder: Path, settle: Callable[[], None]
) -> Iterator[Taken]:
    """Each program's files are written into a folder of its name, and all it takes to build them is told run by run.

    The system is made to settle before each run.
    """
    events = len(corpus.days)
    for program in programs.values():
        _written(program, corpus, folder / program.name)
    event = corpus.event(events // 3)
    for step in plan_for(events).steps:
        for number in range(step.rounds):
            if step.work in EDITS:
                event = EDITS[step.work](event, number + 1)
            for name in step.programs:
                if name == WRITING:
                    settle()
                    yield Taken(events, step.work, name, _writing_alone(programs[LEAN], folder))
                elif name in programs:
                    _make_ready(programs[name], step.work, event, folder / name)
                    settle()
                    yield Taken(events, step.work, name, run(programs[name].build, folder / name, _log(folder / name)))


def _written(program: Program, corpus: Corpus, folder: Path) -> None:
    program.write(corpus, folder)
    if program.prepare:
        run(program.prepare, folder, _log(folder))


def _make_ready(program: Program, work: str, event: Event, folder: Path) -> None:
    if work == COLD:
        for name in (program.site, *program.kept):
            _remove(folder / name)
    elif work in EDITS:
        program.write_event(event, folder)


def _writing_alone(program: Program, folder: Path) -> Run:
    taken = writing(folder / program.name / program.site, folder / "copy")
    _remove(folder / "copy")
    return taken


def _log(folder: Path) -> Path:
    return folder.with_name(f"{folder.name}.log")


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)

"""make bench: the programs get the same record, builds find what they should, the tables say what was measured."""

import hashlib
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import fields
from pathlib import Path

import pytest

from bench import report
from bench.corpus import Corpus, Event, corpus_of, with_other_body, with_other_title
from bench.hugo import hugo
from bench.machine import description
from bench.measure import Failed, Run, memory, run, writing
from bench.ours import full, lean
from bench.program import FULL, HUGO, LEAN, WRITING, Program, write_text
from bench.rounds import BODY, COLD, NOTHING, TITLE, Taken, measured
from tests.setup.project import ROOT
from timeline.checks import check
from timeline.content.load import load
from timeline.problems import has_errors

PROGRAMS = (hugo(Path("hugo")), lean(), full())
WRITE = """
import sys
from pathlib import Path
from tests.setup.test_bench import PROGRAMS, corpus_of

for program in PROGRAMS:
    program.write(corpus_of(50), Path(sys.argv[1]) / program.name)
"""
MEGABYTE = 10**6
each_program = pytest.mark.parametrize("program", PROGRAMS, ids=lambda program: program.name)
each_edit = pytest.mark.parametrize(("edit", "field"), [(with_other_body, "body"), (with_other_title, "title")])


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    return corpus_of(50)


def hashes(folder: Path) -> dict[str, str]:
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {str(file.relative_to(folder)): hashlib.sha256(file.read_bytes()).hexdigest() for file in files}


def test_a_corpus_is_the_same_each_time(tmp_path: Path) -> None:
    written = []
    for seed in ("1", "2"):
        command = [sys.executable, "-c", WRITE, str(tmp_path / seed)]
        subprocess.run(command, cwd=ROOT, env={**os.environ, "PYTHONHASHSEED": seed}, check=True)
        written.append(hashes(tmp_path / seed))
    assert written[0] == written[1]
    assert len(written[0]) > len(PROGRAMS) * 60


def test_events_come_by_date_with_different_ids_and_as_many_articles_as_are_asked_for(corpus: Corpus) -> None:
    events = list(corpus.events())
    assert [event.date for event in events] == sorted(event.date for event in events)
    assert (len({event.id for event in events}), len({article.id for article in corpus.articles})) == (50, 10)
    assert (len(corpus.tags), len(corpus.actors), len(corpus.places)) == (60, 200, 100)


def test_a_larger_corpus_has_the_same_tags_actors_and_places(corpus: Corpus) -> None:
    larger = corpus_of(100)
    assert (larger.tags, larger.actors, larger.places) == (corpus.tags, corpus.actors, corpus.places)


@each_program
def test_each_program_gets_all_that_an_event_says(program: Program, corpus: Corpus, tmp_path: Path) -> None:
    for event in corpus.events():
        program.write_event(event, tmp_path)
        [file] = tmp_path.rglob(f"{event.id}.*")
        text = " ".join(file.read_text("utf-8").split())
        paragraphs = (" ".join(each.split()) for each in event.body.split("\n\n") if "](article:" not in each)
        quotes = (excerpt.quote for excerpt in event.excerpts)
        for said in (event.title, str(event.date), event.summary, *paragraphs, *event.tags, *quotes):
            assert said in text
        assert text.count(event.excerpts[0].article) >= 2  # quoted, and linked from the body


@pytest.mark.parametrize("program", [lean(), full()], ids=lambda program: program.name)
def test_the_content_has_no_error_and_is_built(program: Program, corpus: Corpus, tmp_path: Path) -> None:
    program.write(corpus, tmp_path)
    problems = check(load(tmp_path / "content"))
    assert not has_errors(problems), [str(problem) for problem in problems]
    for command in (program.prepare, program.build):
        subprocess.run(command, cwd=tmp_path, capture_output=True, check=True)
    built = tmp_path / program.site / "events"
    assert sorted(page.parent.name for page in built.glob("*/index.html")) == sorted(
        each.id for each in corpus.events()
    )
    assert all((built / event.id / "embed").exists() == (program.name == FULL) for event in corpus.events())


@each_edit
def test_an_edit_changes_one_field_alone(edit: Callable[[Event, int], Event], field: str, corpus: Corpus) -> None:
    before = corpus.event(16)
    after = edit(before, 1)
    changed = {each.name for each in fields(Event) if getattr(before, each.name) != getattr(after, each.name)}
    assert changed == {field}
    assert edit(after, 2) != after


@each_edit
@each_program
def test_an_edit_changes_one_line_of_the_file(
    program: Program, edit: Callable[[Event, int], Event], field: str, corpus: Corpus, tmp_path: Path
) -> None:
    event = corpus.event(16)
    texts = []
    for version in (event, edit(event, 1)):
        program.write_event(version, tmp_path)
        [file] = (path for path in tmp_path.rglob("*") if path.is_file())
        texts.append(file.read_text("utf-8").splitlines())
    [(old, new)] = [pair for pair in zip(*texts, strict=True) if pair[0] != pair[1]]
    assert old.startswith("title: ") == (field == "title")
    assert "edition 1" in new.lower()


# A program that says what it finds: whether there is a site already, and the first event's file.
SAYS = "ls -d site kept event 2>/dev/null | tr '\\n' ' ' >>../said; cat event >>../said 2>/dev/null; echo >>../said"


def speaking(name: str) -> Program:
    return Program(
        name=name,
        write=lambda corpus, folder: folder.mkdir(),
        write_event=lambda event, folder: write_text(folder / "event", event.title),
        prepare=(),
        build=("sh", "-c", f"echo {name} >>../said; {SAYS}; mkdir -p site; touch site/page kept"),
        site="site",
        kept=("kept",),
    )


def test_programs_take_turns_and_find_what_the_build_before_left_but_for_cold_ones(tmp_path: Path) -> None:
    programs = {name: speaking(name) for name in (HUGO, LEAN)}
    taken = list(measured(corpus_of(3), programs, tmp_path, settle=lambda: None))
    cold = [(COLD, name) for name in (HUGO, LEAN, WRITING)] * 5
    assert [(each.work, each.program) for each in taken] == [
        *cold,
        *((work, name) for work in (BODY, TITLE, NOTHING) for _ in range(5) for name in (HUGO, LEAN)),
    ]
    said = (tmp_path / "said").read_text().splitlines()
    assert said[::2] == [HUGO, LEAN] * 20
    found = said[1::2]
    assert set(found[:10]) == {""}
    assert all(line.startswith("event kept site ") for line in found[10:])
    assert [line[-1] for line in found[20:30]] == list("1122334455")
    assert len(set(found[30:])) == 1


def test_a_command_that_fails_is_told_with_its_last_words(tmp_path: Path) -> None:
    with pytest.raises(Failed, match=r"ended with 3:\nno bread"):
        run(("sh", "-c", "echo no bread; exit 3"), tmp_path, tmp_path / "log")


def test_processor_time_counts_what_a_command_starts(tmp_path: Path) -> None:
    busy = "import time\nwhile time.process_time() < 0.2: pass"
    taken = run(("sh", "-c", '"$0" -c "$1" & "$0" -c "$1"; wait', sys.executable, busy), tmp_path, tmp_path / "log")
    assert taken.cpu >= 0.4


@pytest.mark.skipif(
    not Path("/proc/self/smaps_rollup").exists(), reason="this system does not tell what a process uses"
)
def test_memory_counts_all_processes() -> None:
    waits = "held = b'x' * 50_000_000\nprint('ready', flush=True)\ninput()"
    command = ["sh", "-c", '"$0" -c "$1"; true', sys.executable, waits]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        process.stdout.readline()
        held = memory(process.pid)
        process.communicate(b"\n")
    assert 50 * MEGABYTE < held < 100 * MEGABYTE
    assert memory(process.pid) == 0


def test_writing_alone_writes_the_same_files(tmp_path: Path) -> None:
    for name in ("index.html", "events/a/index.html"):
        (tmp_path / "site" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "site" / name).write_text(name)
    writing(tmp_path / "site", tmp_path / "copy")
    assert hashes(tmp_path / "copy") == hashes(tmp_path / "site")


def taken(
    events: int, work: str, program: str, *walls: float, cpu: float = 1, peak: int | None = None
) -> tuple[Taken, ...]:
    return tuple(Taken(events, work, program, Run(wall, cpu, peak)) for wall in walls)


SMALL = taken(1_000, COLD, HUGO, 2, 4, 3, cpu=3.5) + taken(1_000, COLD, LEAN, 1, 5, 1.2, cpu=1.5, peak=90 * MEGABYTE)
MIDDLE = (
    taken(10_000, COLD, HUGO, 10)
    + taken(10_000, COLD, LEAN, 6, cpu=12, peak=351 * MEGABYTE)
    + taken(10_000, COLD, WRITING, 0.24)
    + taken(10_000, COLD, FULL, 15.6)
    + taken(10_000, BODY, HUGO, 10)
    + taken(10_000, BODY, LEAN, 0.81)
)
LARGE = taken(100_000, COLD, LEAN, 60, cpu=160, peak=2_000 * MEGABYTE) + taken(100_000, BODY, LEAN, 3, 3, 3, cpu=1.9)
SHOWN = """\
| events | build | figure | measured | at most |  |
| --- | --- | --- | --- | --- | --- |
| 1,000 | cold | times as long as Hugo | 0.50 | 1 | reached |
| 10,000 | cold | times as long as Hugo | 0.60 | 0.6 | reached |
| 10,000 | cold | times as long as writing the same files alone | 25.0 | 25 | reached |
| 10,000 | cold | with every output: times as long as without | 2.60 | 2.5 | **missed** |
| 10,000 | cold | MB of memory | 351 | 350 | **missed** |
| 10,000 | cold | times the processor time for an event at 1,000 | 0.80 | 1 | reached |
| 10,000 | one body edited | times as long as Hugo | 0.081 | 0.08 | **missed** |
| 10,000 | one title edited | times as long as Hugo |  | 0.1 | not measured |
| 10,000 | nothing edited | times as long as Hugo |  | 0.03 | not measured |
| 100,000 | cold | times as long as Hugo |  | 0.35 | not measured |
| 100,000 | cold | MB of memory | 2,000 | 2,500 | reached |
| 100,000 | cold | times the processor time for an event at 1,000 | 1.07 | 1 | **missed** |
| 100,000 | one body edited | seconds of processor time | 1.90 | 2 | reached |
"""


def test_each_target_is_said_to_be_reached_or_missed() -> None:
    assert report.tables(SMALL + MIDDLE + LARGE).startswith(SHOWN)


def test_the_tables_of_one_size_hold_its_targets_alone() -> None:
    assert (
        report.tables(SMALL)
        == """\
| events | build | figure | measured | at most |  |
| --- | --- | --- | --- | --- | --- |
| 1,000 | cold | times as long as Hugo | 0.50 | 1 | reached |

| events | build | program | rounds | seconds | (least to most) | processor, s | memory, MB | of Hugo |
| --- | --- | --- | --- | --- | --- | --- | --- | --- |
| 1,000 | cold | Hugo | 3 | 3.00 | 2.00 to 4.00 | 3.50 |  |  |
| 1,000 | cold | timeline | 3 | 1.20 | 1.00 to 5.00 | 1.50 | 90.0 | 0.50 |

| events | program | µs for an event | of processor time |
| --- | --- | --- | --- |
| 1,000 | Hugo | 3,000 | 3,500 |
| 1,000 | timeline | 1,200 | 1,500 |"""
    )


def test_a_size_without_targets_has_no_table_of_them() -> None:
    assert report.tables(taken(7, COLD, LEAN, 1)).startswith("| events | build | program |")


def test_new_tables_take_the_place_of_the_old_and_leave_the_prose() -> None:
    page = (ROOT / "docs" / "performance.md").read_text("utf-8")
    once = report.with_tables(page, "| new |")
    assert report.with_tables(once, "| new |") == once
    assert [line for line in once.splitlines() if line not in page.splitlines()] == ["| new |"]
    assert (once.partition(report.BEGIN)[0], once.partition(report.END)[2]) == (
        page.partition(report.BEGIN)[0],
        page.partition(report.END)[2],
    )


def test_the_machine_is_described_without_its_name() -> None:
    assert os.uname().nodename not in description().split()
    assert "/" not in description().replace("R/", "")

"""An incremental build equals a clean one, whatever was edited before it, and wherever, however and by how many."""

import difflib
import itertools
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any

import pytest
import yaml
from click.testing import CliRunner
from hypothesis import HealthCheck, note, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule, run_state_machine_as_test

from tests.build.edits import (
    EDITS,
    Edit,
    Project,
    State,
    change_within_the_second,
    correct_an_event,
    event,
    write_project,
)
from tests.build.reading import files
from timeline.build import Options, Report, build
from timeline.cli import main
from timeline.content.load import NoContent
from timeline.publish.manifest import CannotPublish
from timeline.theme import NoTheme
from timeline.workers import FEWEST

# What an edit may meet in a project that an earlier one broke.
CANNOT_READ = (yaml.YAMLError, ValueError, LookupError, TypeError, AttributeError, OSError)
START = "from timeline.cli import main; main()"
STEPS = int(os.environ.get("STEPS", "0"))
# The ways to build, by what is told to the build; the plain one as often as not.
WAYS: tuple[Mapping[str, Any], ...] = (
    *({}, {}, {}, {}, {}, {}),
    *({"drafts": True}, {"portable": True}, {"base_url": "https://example.net/"}, {"base_url": ""}),
    *({"today": "2026-11-23"}, {"strict": True}, {"frozen": True}),
)
OUTPUTS = ("site", "site", "site", "other")


class Editing(RuleBasedStateMachine):
    """A project, one cache, and two folders that its site is built into.

    After each step it is built incrementally; and a copy of it, which nothing can remember, is built clean.
    """

    folders: Iterator[Path]
    preview = False

    def __init__(self) -> None:
        super().__init__()
        self.build = build
        self.work = next(self.folders)
        self.project = write_project(self.work / "project")
        self.good: State = self.project.state()
        self.strangers: dict[str, set[str]] = {"site": set(), "other": set()}
        self.builds = 0
        self.refused = 0
        self.build_both("site", {})

    @precondition(lambda self: self.refused < 2)
    @rule(
        edits=st.lists(st.sampled_from(EDITS), min_size=1, max_size=5),
        chance=st.randoms(),
        output=st.sampled_from(OUTPUTS),
        way=st.sampled_from(WAYS),
    )
    def edit(self, edits: list[Edit], chance: Random, output: str, way: Mapping[str, Any]) -> None:
        self.do(edits, chance)
        self.build_both(output, way)

    @precondition(lambda self: self.refused)
    @rule(output=st.sampled_from(OUTPUTS))
    def repair(self, output: str) -> None:
        note("restores what was built last, with its old times")
        self.project.restore(self.good)
        self.build_both(output, {})

    @precondition(lambda self: not self.refused)
    @rule(
        edits=st.lists(st.sampled_from(EDITS), min_size=1, max_size=5),
        chance=st.randoms(),
        output=st.sampled_from(OUTPUTS),
    )
    def edit_and_undo(self, edits: list[Edit], chance: Random, output: str) -> None:
        before = self.project.state()
        self.do(edits, chance)
        self.build_both(output, {})
        note("restores what was there before, with its old times")
        self.project.restore(before)
        self.build_both(output, {})

    @rule(chance=st.randoms(), output=st.sampled_from(OUTPUTS), way=st.sampled_from(WAYS))
    def meddle(self, chance: Random, output: str, way: Mapping[str, Any]) -> None:
        """Change, delete and add files of the site itself."""
        site = self.work / output
        ours = sorted(files(site).keys() - self.strangers[output]) if site.exists() else []
        if not ours:
            return
        for name in {*chance.sample(ours, chance.randint(1, 3)), *["build.json"] * chance.randint(0, 1)}:
            note(f"meddles with {output}/{name}")
            meddle_with(site / name, chance)
        if chance.choice((True, False)):
            stranger = site / Path(chance.choice(ours)).parent / f"stranger-{chance.randint(1, 9)}.txt"
            if stranger.parent.is_dir():
                stranger.write_text("mine")
                self.strangers[output].add(stranger.relative_to(site).as_posix())
        if chance.randint(1, 5) == 1:
            shutil.rmtree(site)
            self.strangers[output].clear()
        self.build_both(output, way)

    @rule(chance=st.randoms())
    def lose_the_cache(self, chance: Random) -> None:
        """All of it, or one file."""
        kept = sorted(path for path in (self.work / "cache").rglob("*") if path.is_file())
        # Names differ from run to run, so what is drawn must not depend on how many there are.
        kept.sort(key=lambda path: path.suffix)
        one, all_of_them = int(chance.random() * len(kept)), chance.random() < 0.5
        for file in kept if all_of_them else kept[one : one + 1]:
            file.unlink()
        self.build_both("site", {})

    def do(self, edits: list[Edit], chance: Random) -> None:
        for edit in edits:
            before = self.project.state()
            try:
                edit(self.project, chance)
            except CANNOT_READ as error:
                note(f"{edit.__name__} cannot read what an earlier edit broke: {error!r}")
            after = self.project.state()
            changed = sorted(name for name, _ in dict(before.items() ^ after.items()).items())
            note(f"{edit.__name__}: {', '.join(changed) or 'the same files'}")

    def build_both(self, output: str, way: Mapping[str, Any]) -> None:
        self.builds += 1
        site, copy = self.work / output, self.work / f"copy {self.builds}"
        note(f"builds {output} {dict(way) or ''}")
        shutil.copytree(self.project.root, copy)
        before = files(site) if site.exists() else {}
        options = Options(self.project.content, site, "2026-11-22", cache=self.work / "cache", preview=self.preview)
        done = outcome(replace(options, **way), self.build)
        clean = outcome(replace(options, content=copy / "content", output=copy / "site", cache=None, **way))
        assert done == clean, differences({"report": done}, {"report": clean})
        is_built = (copy / "site").exists()
        expected = {**files(copy / "site"), **only(before, self.strangers[output])} if is_built else before
        found = files(site) if site.exists() else {}
        assert found == expected, differences(found, expected)
        locks = [only(files(one), {"published.lock"}) for one in (self.project.content, copy / "content")]
        assert locks[0] == locks[1], differences(*locks)
        shutil.rmtree(copy)
        if is_built:
            self.good, self.refused = self.project.state(), 0
        elif not {"strict", "frozen"} & way.keys():
            self.refused += 1

    def teardown(self) -> None:
        shutil.rmtree(self.work)


def meddle_with(file: Path, chance: Random) -> None:
    """Remove the file, cut it short, or change a byte of it."""
    content = file.read_bytes()
    kind = chance.choice(("remove", "cut", "change"))
    if file.name == "build.json":
        # The folder must still be known as ours.
        file.write_bytes(content + b"\n")
    elif kind == "remove" or not content:
        file.unlink()
    elif kind == "cut":
        file.write_bytes(content[: len(content) // 2])
    else:
        file.write_bytes(bytes([content[0] ^ 1]) + content[1:])


def outcome(options: Options, how: Callable[[Options], Report] = build) -> bytes:
    """What a build says, wherever its project lies."""
    try:
        report = how(options)
        built = "refused" if report.update is None else f"{report.events} events"
        said = [*map(str, report.problems), *report.notes, built]
    except (NoContent, NoTheme, CannotPublish) as error:
        said = [f"{type(error).__name__}: {error}"]
    return "\n".join(said).replace(str(options.content.parent), "PROJECT").encode()


def only(found: Mapping[str, bytes], names: set[str]) -> dict[str, bytes]:
    return {name: content for name, content in found.items() if name in names}


def differences(found: Mapping[str, bytes], expected: Mapping[str, bytes]) -> str:
    """Which files are missing, too many or not the same, and the first lines in which the first of them differs."""
    missing, extra = sorted(expected.keys() - found.keys()), sorted(found.keys() - expected.keys())
    differing = sorted(name for name in found.keys() & expected.keys() if found[name] != expected[name])
    lines = [f"{len(missing)} missing {missing[:9]}, {len(extra)} too many {extra[:9]}, {len(differing)} differ:"]
    lines += differing[:9]
    for name in differing[:1]:
        one, other = (of[name].decode("utf-8", "backslashreplace").splitlines() for of in (found, expected))
        lines += difflib.unified_diff(one, other, f"found {name}", "expected", n=0, lineterm="")
    return "\n".join(line[:300] for line in lines[:25])


def test_after_any_edits_an_incremental_build_equals_a_clean_one(tmp_path: Path) -> None:
    """The same few steps each time. `STEPS=2000 pytest tests/build/test_incremental.py -k any_edits` takes so many
    others, and `--hypothesis-seed=N` with it the same ones again; a step takes up to a second.
    """

    class EditingHere(Editing):
        folders = (tmp_path / str(number) for number in itertools.count())

    run_some_steps(EditingHere)


def run_some_steps(machine: type[Editing], fewest: int = 4) -> None:
    at_once = min(STEPS or 10, 50)
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=max(STEPS // at_once, fewest),
            stateful_step_count=at_once,
            derandomize=not STEPS,
            database=None,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )


# What may differ from machine to machine, and must not show.
ENVIRONMENTS: tuple[Mapping[str, str], ...] = (
    {"PYTHONHASHSEED": "0", "TZ": "UTC", "LC_ALL": "C.UTF-8"},
    {"PYTHONHASHSEED": "1", "TZ": "Asia/Kathmandu", "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    {"PYTHONHASHSEED": "12345", "TZ": "America/St_Johns", "LC_ALL": "C"},
)
JOBS = (1, 2, 4)
ROOT = Path(__file__).parents[2]


def run(project: Path, environment: Mapping[str, str], *options: str, program: Path = ROOT, start: str = START) -> str:
    """What `timeline build` prints, in a process of its own."""
    command = [sys.executable, "-c", start, "build", "--clock", "2026-11-22", "--content", str(project / "content")]
    command += ["--output", str(project / "site"), "--cache", str(project / "cache"), "--verbose", *options]
    environment = {"PATH": os.environ["PATH"], **environment}
    done = subprocess.run(command, cwd=program, env=environment, check=False, capture_output=True)
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout.decode()


@pytest.fixture
def program(tmp_path: Path) -> Path:
    """A copy of the program, to be changed."""
    for folder in ("timeline", "themes"):
        shutil.copytree(ROOT / folder, tmp_path / "program" / folder, ignore=shutil.ignore_patterns("__pycache__"))
    return tmp_path / "program"


def replace_in(files: Iterable[Path], old: str, new: str) -> None:
    """At least one of the files has it."""
    texts = {file: text for file in files if old in (text := file.read_text("utf-8"))}
    assert texts
    for file, text in texts.items():
        file.write_text(text.replace(old, new), "utf-8")


def new_version(program: Path) -> None:
    (program / "timeline" / "version.py").write_text('VERSION = "99.0"\n')


# What a process may remember from build to build, and what none can see change while it runs.
REPLAYED: Mapping[str, Callable[[Project, Path], None]] = {
    "an event": lambda project, program: correct_an_event(project, Random(1)),
    "an event within the second": lambda project, program: change_within_the_second(project, Random(1)),
    "the program": lambda project, program: replace_in((program / "timeline").rglob("*.py"), '"March"', '"Marching"'),
    "the shipped theme": lambda project, program: replace_in(
        (program / "themes").rglob("base.html"), "<body", "\n<body"
    ),
}


def test_processes_that_follow_each_other_build_what_a_clean_one_does(tmp_path: Path, program: Path) -> None:
    """Each in another environment than the one before it, and than the clean one that it is compared with."""
    project = write_project(tmp_path / "project")
    environments = itertools.cycle(ENVIRONMENTS)
    run(project.root, next(environments), program=program)
    for name, edit in REPLAYED.items():
        before = files(project.root / "site")
        edit(project, program)
        copy = tmp_path / f"a copy \N{LATIN SMALL LETTER E WITH ACUTE} after {name}"
        shutil.copytree(project.content, copy / "content")
        run(project.root, next(environments), program=program)
        run(copy, next(environments), "--no-cache", program=program)
        found, expected = files(project.root / "site"), files(copy / "site")
        assert found == expected, f"after an edit of {name}: {differences(found, expected)}"
        assert found != before, f"an edit of {name} changed nothing"


def test_any_number_of_processes_in_any_environment_and_folder_builds_the_same(tmp_path: Path) -> None:
    """Of so many files that there is work for all processes."""
    project = write_project(tmp_path / "project")
    for number in range(FEWEST * max(JOBS) // 40):
        record = event(project, Random(number)) | {"aliases": [project.new("alias") for _ in range(40)]}
        project.write(project.content / f"events/many-{number}.yaml", record)
    sites = []
    for jobs, environment in zip(JOBS, ENVIRONMENTS, strict=True):
        copy = tmp_path / f"by {jobs}"
        shutil.copytree(project.content, copy / "content")
        run(copy, environment, "--jobs", str(jobs))
        sites.append(files(copy / "site"))
        assert sites[-1] == sites[0], differences(sites[-1], sites[0])
    assert len(sites[0]) > FEWEST * max(JOBS)


def cut_short(file: Path) -> None:
    content = file.read_bytes()
    file.write_bytes(content[: len(content) // 2])


def empty(file: Path) -> None:
    file.write_bytes(b"")


def scramble(file: Path) -> None:
    file.write_bytes(Random(1).randbytes(file.stat().st_size))


def turn_round(file: Path) -> None:
    file.write_bytes(file.read_bytes()[::-1])


def change_the_middle(file: Path) -> None:
    content = bytearray(file.read_bytes())
    middle = len(content) // 2
    content[middle : middle + 100] = bytes(byte ^ 1 for byte in content[middle : middle + 100])
    file.write_bytes(content)


def change_hashes(file: Path) -> None:
    """So that it can still be read, and is not what was written."""
    file.write_bytes(re.sub(rb"(?<=[a-f])\d(?=[a-f])", lambda digit: bytes([digit[0][0] ^ 1]), file.read_bytes()))


def put_a_folder_in_its_place(file: Path) -> None:
    """What cannot be read as a file; a file without permission can be, by who may do everything."""
    file.unlink()
    file.mkdir()


DAMAGES = (cut_short, empty, scramble, turn_round, change_the_middle, change_hashes, put_a_folder_in_its_place)


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_cache_is_a_miss_and_is_said_in_one_line(tmp_path: Path, damage: Callable[[Path], None]) -> None:
    """Whatever files it has: each of them in turn."""
    project = write_project(tmp_path / "project")
    cache = tmp_path / "cache"
    build_by_command(project, cache)
    expected, kept = files(tmp_path / "site"), tmp_path / "kept"
    shutil.copytree(cache, kept)
    for file in [path for path in sorted(kept.rglob("*")) if path.is_file()]:
        shutil.rmtree(cache)
        shutil.copytree(kept, cache)
        damage(cache / file.relative_to(kept))
        # Else there is nothing to do, and only what says so is looked at.
        (tmp_path / "site" / "robots.txt").unlink()
        said = build_by_command(project, cache)
        found = files(tmp_path / "site")
        assert found == expected, differences(found, expected)
        must_say_so(said)
        (tmp_path / "site" / "robots.txt").unlink()
        assert "not used" not in build_by_command(project, cache)


def build_by_command(project: Project, cache: Path) -> str:
    command = ["build", "--clock", "2026-11-22", "--content", str(project.content), "--cache", str(cache), "--verbose"]
    done = CliRunner().invoke(main, [*command, "--output", str(cache.parent / "site")])
    assert done.exit_code == 0, done.output
    return done.output


def test_the_cache_of_another_version_is_a_miss_and_is_said_in_one_line(tmp_path: Path, program: Path) -> None:
    new_version(program)
    expect_a_miss(tmp_path, program=program)


def test_the_cache_of_another_python_is_a_miss_and_is_said_in_one_line(tmp_path: Path) -> None:
    """There is only one here, so another is played: what the program sees of it is the version."""
    other = (
        "import collections, sys\n"
        "import timeline.build, timeline.cli, timeline.edited, timeline.whole\n"
        "Version = collections.namedtuple('Version', 'major minor micro releaselevel serial')\n"
        "sys.version_info = Version(3, sys.version_info.minor - 1, 0, 'final', 0)\n"
        "sys.implementation.cache_tag = 'cpython-other'\n"
    )
    expect_a_miss(tmp_path, start=other + START)


def expect_a_miss(tmp_path: Path, program: Path = ROOT, start: str = START) -> None:
    project = write_project(tmp_path / "project")
    run(project.root, {}, program=program, start=start)
    said = run(project.root, {})
    build(Options(project.content, tmp_path / "clean", "2026-11-22"))
    found, expected = files(project.root / "site"), files(tmp_path / "clean")
    assert found == expected, differences(found, expected)
    must_say_so(said)


def must_say_so(said: str) -> None:
    if len([line for line in said.splitlines() if "not used" in line]) != 1:
        pytest.fail(f"a line should say that the cache is not used:\n{said}")

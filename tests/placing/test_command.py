"""`timeline import`: what it prints, how it ends, and what it leaves where it is cut short."""

import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.conftest import EVENT, Files, Write
from tests.placing.test_placed import errors, files
from timeline.cli import main
from timeline.content.load import load

DONE, PROBLEMS, USAGE, NOT_WRITTEN = 0, 1, 2, 3
PAGE = (Path(__file__).parents[2] / "docs" / "importing.md").read_text("utf-8")
SLIDE = {"start_date": {"year": "2025", "month": "3"}, "text": {"headline": "Talks", "text": "They met."}}


def run(source: Path, into: Path, *more: str) -> Result:
    command = ["import", "timelinejs", str(source), "--into", str(into), "--clock", "2026-11-22", *more]
    return CliRunner().invoke(main, command, catch_exceptions=False)


def write(folder: Path, *slides: object, name: str = "timeline.json") -> Path:
    source = folder / name
    source.write_text(json.dumps({"events": slides}), "utf-8")
    return source


def block(language: str, heading: str = "## An example", which: int = 0) -> str:
    found: list[str] = re.findall(
        rf"^```{language}\n(.*?)^```$", PAGE.partition(f"\n{heading}\n")[2], re.MULTILINE | re.DOTALL
    )
    return found[which]


def test_the_example_of_the_manual_is_imported_as_it_shows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("timeline.json").write_text(block("json"), "utf-8")
    dry = CliRunner().invoke(main, block("sh").split()[1:], catch_exceptions=False)
    assert (dry.exit_code, dry.stdout.replace("\\", "/")) == (DONE, block("text"))
    assert not Path("war").exists()
    done = CliRunner().invoke(main, block("sh").removesuffix("--dry-run\n").split()[1:], catch_exceptions=False)
    assert (done.exit_code, done.stdout.splitlines()[-1]) == (DONE, "next: timeline check --content war/content")
    written = Path("war/content/events/2025/03/2025-03-11-talks-in-jeddah.yaml").read_text("utf-8")
    assert written == block("yaml")
    assert errors(load(Path("war/content"))) == []


def test_the_table_of_the_manual_is_imported_with_its_mapping(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    heading = "### A mapping"
    Path("table.csv").write_text(block("csv", heading), "utf-8")
    Path("mapping.yaml").write_text(block("yaml", heading), "utf-8")
    done = CliRunner().invoke(main, block("sh", heading).split()[1:], catch_exceptions=False)
    assert done.exit_code == DONE, done.output
    written = Path("council/content/events/2021/02/2021-02-03-erste-sitzung.yaml").read_text("utf-8")
    assert written == block("yaml", heading, 1)
    assert errors(load(Path("council/content"))) == []


def test_each_mistake_in_a_mapping_is_a_line(tmp_path: Path) -> None:
    source, mapping = tmp_path / "table.csv", tmp_path / "mapping.yaml"
    source.write_text("T,D\nA,2020\n", "utf-8")
    mapping.write_text("fields:\n  titel: T\n  date: {column: D, format: ISO}\n", "utf-8")
    command = ["import", "csv", str(source), "--map", str(mapping), "--into", str(tmp_path / "content")]
    refused = CliRunner().invoke(main, command, catch_exceptions=False)
    assert (refused.exit_code, refused.output.splitlines()) == (
        USAGE,
        [
            f'timeline: {mapping}:2:3: no field "titel"; did you mean "title"?',
            f'timeline: {mapping}:3:21: no key "format"; did you mean "formats"?',
            f"timeline: {mapping}:1:1: title is missing: no event is without one",
        ],
    )
    assert not (tmp_path / "content").exists()


def test_a_file_of_which_nothing_but_links_is_otherwise_ends_with_0(tmp_path: Path) -> None:
    text = {"headline": "Talks", "text": 'They met. <img src="https://example.org/a.jpg" alt="The table">'}
    done = run(write(tmp_path, {**SLIDE, "text": text}), tmp_path / "content")
    assert (done.exit_code, "slide 1: note: an image elsewhere is a link now" in done.stdout) == (DONE, True)


def test_what_is_imported_into_a_new_folder_builds(tmp_path: Path) -> None:
    run(write(tmp_path, SLIDE), tmp_path / "content")
    options = ["--content", str(tmp_path / "content"), "--output", str(tmp_path / "site"), "--jobs", "1"]
    built = CliRunner().invoke(main, ["build", "--quiet", *options], catch_exceptions=False)
    assert built.exit_code == DONE, built.output
    assert (tmp_path / "site" / "events" / "2025-03-talks" / "index.html").is_file()


def test_what_is_lost_is_told_with_its_place_and_ends_with_1(content: Write, tmp_path: Path) -> None:
    root = content({})
    source = write(
        tmp_path, SLIDE, {"start_date": {"year": "soon"}, "text": {"headline": "A \u001b[31mred\u001b[0m one"}}
    )
    done = run(source, root)
    assert done.exit_code == PROBLEMS
    *told, said, following = done.stdout.splitlines()
    lost = [line for line in told if "note: " not in line]
    assert lost and all(line.startswith(f"{source}: slide 2: ") for line in lost)
    assert (said, following) == (
        f"1 event written; {len(lost)} thing{'s' if len(lost) > 1 else ''} not carried over",
        f"next: timeline check --content {root}",
    )
    assert "\x1b" not in done.output
    before = files(root)
    again = run(source, root)
    assert again.stdout.splitlines()[-1].startswith("nothing written; 1 event there already; ")
    assert files(root) == before


REFUSED: dict[str, tuple[Files, tuple[str, ...], int, str]] = {
    "a mapping for what has no columns": ({}, ("--map", "a.yaml"), USAGE, "only csv has columns to explain"),
    "a name that deceives": ({}, ("--thread", "a\u202eb"), USAGE, "a character that cannot be seen"),
    "settings that cannot be read": ({"site.yaml": "title: ["}, (), USAGE, "site.yaml:1:"),
    "a register that cannot be read": ({"actors.yaml": "- a\n"}, (), PROBLEMS, "nothing was imported"),
    "a file in the way": ({"events/2025": "a file"}, (), NOT_WRITTEN, "events/2025: File exists; nothing was imported"),
    "a day that is none": ({}, ("--clock", "soon"), USAGE, "is not a day"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_is_refused_is_said_and_changes_nothing(content: Write, tmp_path: Path, case: str) -> None:
    before, arguments, code, said = REFUSED[case]
    root = content({"events/a.yaml": EVENT, **before})
    lying = files(root)
    refused = run(write(tmp_path, SLIDE), root, *arguments)
    assert (refused.exit_code, said in refused.output) == (code, True), refused.output
    assert files(root) == lying
    assert not [path for path in root.iterdir() if path.name.startswith(".")]


@pytest.mark.parametrize("source", [b"", b"{", b"PK\x03\x04", b"\xff\xfe\x00"])
def test_a_source_that_cannot_be_read_ends_with_2_and_a_line(content: Write, tmp_path: Path, source: bytes) -> None:
    root = content({})
    lying = files(root)
    (tmp_path / "a.json").write_bytes(source)
    refused = run(tmp_path / "a.json", root)
    assert (refused.exit_code, refused.output.count("\n"), "a.json" in refused.output) == (USAGE, 1, True)
    assert files(root) == lying


def test_what_is_to_be_looked_at_for_one_reason_at_many_places_is_told_once(tmp_path: Path) -> None:
    slides = [{"start_date": {"year": "2025"}, "text": {"headline": f"Talks {number}"}} for number in range(7)]
    done = run(write(tmp_path, *slides), tmp_path / "content")
    notes = [line for line in done.stdout.splitlines() if "note:" in line]
    places = ", ".join(f"slide {number}" for number in range(1, 8))
    assert len(notes) == 2 and notes[1].endswith(f"what happened (7 times: {places})")


def test_a_source_that_is_not_there_and_a_file_for_a_folder_are_refused(content: Write, tmp_path: Path) -> None:
    assert run(tmp_path / "none.json", content({})).exit_code == USAGE
    source = write(tmp_path, SLIDE)
    refused = run(source, source)
    assert (refused.exit_code, "is no folder" in refused.output) == (USAGE, True)


def test_an_address_is_refused_for_nothing_is_fetched(tmp_path: Path) -> None:
    refused = run(Path("https://example.org/timeline.json"), tmp_path / "content")
    assert (refused.exit_code, "nothing is fetched" in refused.output) == (USAGE, True)


@pytest.mark.parametrize("ended_by", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_whatever_ends_it_leaves_everything_as_it_was_or_whole(
    content: Write, tmp_path: Path, ended_by: signal.Signals
) -> None:
    root = content({"threads.yaml": "war: {name: War}\nb: {name: B}\n"})
    before = files(root), sorted(root.rglob("*"))
    slides = [{**SLIDE, "text": {"headline": f"Talks {number}", "text": "They met."}} for number in range(800)]
    command = [
        sys.executable,
        "-m",
        "timeline",
        "import",
        "timelinejs",
        str(write(tmp_path, *slides)),
        "--into",
        str(root),
    ]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT) as process:
        deadline = time.monotonic() + 60
        while process.poll() is None and time.monotonic() < deadline:
            if (root / "events").exists():
                process.send_signal(ended_by)
                break
        told = process.communicate(timeout=60)[0]
    assert b"Traceback" not in told
    if process.returncode:
        assert (files(root), sorted(root.rglob("*"))) == before
    else:
        assert len(load(root).events) == len(slides)


def test_what_a_killed_import_left_is_gone_after_the_next(content: Write, tmp_path: Path) -> None:
    root = content({".timeline.new/events/x.yaml": EVENT})
    assert run(write(tmp_path, SLIDE), root).exit_code == DONE
    assert not (root / ".timeline.new").exists()


def test_a_pipe_is_refused_and_not_waited_for(content: Write, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "table.csv").write_text("T,D\nA,2020\n")
    root, pipe = content({}), str(tmp_path / "pipe")
    mapped = ["import", "csv", str(tmp_path / "table.csv"), "--map", pipe, "--into", str(root)]
    for refused in (run(tmp_path / "pipe", root), CliRunner().invoke(main, mapped)):
        assert (refused.exit_code, "is no file on a disk" in refused.output) == (USAGE, True)


def test_where_no_event_comes_in_nothing_is_said_of_settings(tmp_path: Path) -> None:
    done = run(write(tmp_path, {"start_date": {"year": "soon"}, "text": {"headline": "A"}}), tmp_path / "content")
    assert (done.exit_code, "site.yaml" in done.output) == (PROBLEMS, False)


def test_an_editor_knows_what_was_imported(content: Write, tmp_path: Path) -> None:
    root = content({})
    schemas = root.parent / ".vscode" / "schema"
    schemas.mkdir(parents=True)
    run(write(tmp_path, SLIDE), root, "--thread", "Diplomacy")
    assert '"diplomacy"' in (schemas / "event.json").read_text("utf-8")

"""The command line: arguments in, lines and exit codes out."""

import contextlib
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from tests.commands import COMMANDS
from tests.conftest import EVENT, EXCERPT, Write
from timeline.cli import main
from timeline.progress import Progress
from timeline.version import VERSION

ROOT = Path(__file__).parents[1]
DONE, PROBLEMS, USAGE, NOT_WRITTEN = 0, 1, 2, 3
WARNED = {"events/a.yaml": EVENT, "event.yaml": "stray"}
# Six files, each wrong in two ways, with the lines of the two.
TWICE_WRONG: Mapping[str, tuple[str, tuple[int, int]]] = {
    "one": (EVENT.replace("2025-03-11", "11.3.2025").replace("war", "wra"), (2, 3)),
    "two": (f"{EVENT}actors: [nobody]\nplaces: [nowhere]\n{EXCERPT}", (5, 6)),
    "three": (f"{EVENT}status: maybe\nweight: heavy\n", (5, 6)),
    "four": (EVENT.replace("title", "titel").replace("It happened.", "'It happened.[^note]'"), (1, 4)),
    "five": (f"{EVENT}seq: first\ntime_zone: Kyiv\n", (5, 6)),
    "six": (EVENT.replace("It happened.", "'[x](event:none)'") + "date: 2025-03-12\n", (4, 5)),
}


def run(*arguments: str | Path, **environment: str) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments], env=environment)


def process(*arguments: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "timeline", *map(str, arguments)]
    env = {**os.environ, "PYTHONPATH": str(ROOT), **environment}
    return subprocess.run(command, capture_output=True, text=True, env=env, check=False)


def tree(folder: Path) -> dict[str, bytes]:
    """All files but those of the cache, in which a build may note what it read."""
    files = {file.relative_to(folder).as_posix(): file for file in folder.rglob("*") if file.is_file()}
    return {path: file.read_bytes() for path, file in files.items() if not path.startswith(".cache/")}


def test_good_content_ends_with_0(content: Write) -> None:
    done = process("check", "--content", content({"events/a.yaml": EVENT + EXCERPT}))
    assert (done.returncode, done.stdout, done.stderr) == (DONE, "1 event: no problems\n", "")


def test_a_problem_is_shown_with_its_line_and_a_caret_and_ends_with_1(content: Write) -> None:
    root = content({"events/a.yaml": EVENT + "actors: [nobody]\n" + EXCERPT})
    done = process("check", "--content", root)
    assert done.returncode == PROBLEMS
    assert done.stdout.splitlines() == [
        f'{root}/events/a.yaml:5:10: error[unknown-actor]: no actor "nobody"',
        "    actors: [nobody]",
        "             ^",
        "1 event: 1 error",
    ]


def test_a_missing_content_folder_is_said_in_one_sentence_and_ends_with_2(tmp_path: Path) -> None:
    done = process("check", "--content", tmp_path / "none")
    assert done.returncode == USAGE
    assert done.stderr == f'timeline: there is no content folder "{tmp_path}/none"\n'
    assert done.stdout == ""


@pytest.mark.parametrize("settings", [b"title: [", b"\xff", b"title: &a x", b"\0", b"\ttitle: x"])
@pytest.mark.parametrize("command", ["check", "build"])
def test_settings_that_cannot_be_read_end_with_2(content: Write, settings: bytes, command: str) -> None:
    done = run(command, "--content", content({"site.yaml": settings}))
    assert done.exit_code == USAGE
    assert done.stderr.startswith("timeline: ")
    assert "site.yaml:1:" in done.stderr or "site.yaml:2:" in done.stderr
    assert isinstance(done.exception, SystemExit)


def test_settings_that_are_missing_end_with_2(content: Write) -> None:
    root = content({})
    (root / "site.yaml").unlink()
    assert run("check", "--content", root).exit_code == USAGE


def test_warnings_end_with_0_unless_they_count_as_errors(content: Write) -> None:
    root = content(WARNED)
    assert run("check", "--content", root).exit_code == DONE
    assert run("check", "--content", root, "--strict").exit_code == PROBLEMS


def test_every_mistake_of_every_file_is_shown_in_one_run(content: Write) -> None:
    root = content({f"events/{name}.yaml": text for name, (text, _) in TWICE_WRONG.items()})
    done = run("check", "--content", root)
    shown = [line.split(": error[")[0].rsplit(":", 1)[0] for line in done.stdout.splitlines() if ": error[" in line]
    assert done.exit_code == PROBLEMS
    assert sorted(shown) == sorted(
        f"{root}/events/{name}.yaml:{n}" for name, (_, lines) in TWICE_WRONG.items() for n in lines
    )
    assert done.stdout.splitlines()[-1] == "6 events: 12 errors"


def test_paths_choose_the_problems_that_are_shown(content: Write) -> None:
    root = content(
        {
            "events/a.yaml": EVENT + "actors: [x]\n",
            "events/2025/b.yaml": EVENT + "actors: [y]\n",
            "events/c.yaml": EVENT,
        }
    )
    for paths, shown in (
        (["events/a.yaml"], {"x"}),
        (["events"], {"x", "y"}),
        (["events/2025", "events/c.yaml"], {"y"}),
    ):
        done = run("check", "--content", root, *(root / path for path in paths))
        assert {name for name in "xy" if f'no actor "{name}"' in done.stdout} == shown
        assert done.exit_code == PROBLEMS
    assert run("check", "--content", root, root / "events/c.yaml").exit_code == DONE


def test_a_path_that_is_not_there_is_wrong_usage(content: Write) -> None:
    root = content({"events/a.yaml": EVENT})
    assert run("check", "--content", root, root / "events/misspelt.yaml").exit_code == USAGE


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("events/a.yaml", EVENT + 'actors: ["\\e[2J\\a"]\n'),
        ("events/a.yaml", EVENT + "actors: [\x1b[2J]\n"),
        ("events/a.yaml", EVENT + "actors: [\u202eabc]\n"),
        ("events/a.yaml", EVENT + '"a\\n::error::b": c\n'),
        ("events/a.yaml", EVENT + 'actors: "a\\n::error::b"\n'),
        ("events/\x1b[2J.yaml", EVENT),
        ("events/a\n::error::b.yaml", EVENT),
        ("events/\u202e.yaml", EVENT),
        ("\x1b[2J.yaml", "stray"),
        ("media/\x9b2J.svg", "x"),
    ],
)
def test_what_contributors_write_commands_neither_terminals_nor_logs(content: Write, name: str, text: str) -> None:
    done = run("check", "--content", content({name: text}))
    assert all(line.isprintable() for line in done.output.split("\n"))
    assert not any(line.startswith("::") for line in done.output.split("\n"))


def test_letters_that_a_terminal_cannot_show_do_not_end_the_command(content: Write) -> None:
    done = process(
        "check", "--content", content({"events/a.yaml": EVENT + "actors: [Київ]\n"}), PYTHONIOENCODING="ascii"
    )
    assert done.returncode == PROBLEMS
    assert "Traceback" not in done.stderr


def test_a_long_line_is_shown_around_its_place(content: Write) -> None:
    long = EVENT.replace("It happened.", "word " * 60 + "'[x](event:none)'").replace("'", "")
    shown = run("check", "--content", content({"events/a.yaml": long + EXCERPT})).stdout.splitlines()
    assert len(shown[1]) <= 120
    assert shown[1][shown[2].index("^") :].startswith("event:none")


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="there is no /dev/full on this system")
@pytest.mark.parametrize("arguments", [("check",), ("check", "--format", "json"), ("list",), ("explain",), ("--help",)])
def test_output_that_cannot_be_written_is_said_in_one_sentence(content: Write, arguments: tuple[str, ...]) -> None:
    root = content({"events/a.yaml": EVENT + EXCERPT})
    command = [sys.executable, "-m", "timeline", *arguments]
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    with open("/dev/full", "w") as full:
        done = subprocess.run(command, cwd=root.parent, env=env, stdout=full, stderr=subprocess.PIPE, check=False)
    told = done.stderr.decode().splitlines()
    assert (done.returncode, told[0]) == (NOT_WRITTEN, "timeline: [Errno 28] No space left on device")
    assert "Traceback" not in "".join(told)


def test_a_check_whose_output_is_closed_ends_as_it_should(content: Write) -> None:
    root = content({"events/a.yaml": EVENT + "actors: [nobody]\n" + EXCERPT})
    command = f'exec "{sys.executable}" -m timeline check --content "{root}" >&-'
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(["bash", "-c", command], env=env, stderr=subprocess.PIPE, check=False)
    assert (done.returncode, done.stderr) == (PROBLEMS, b"")


def test_the_version_is_printed() -> None:
    assert run("--version").output == f"timeline, version {VERSION}\n"


@pytest.mark.parametrize("name", COMMANDS)
def test_the_help_of_a_command_tells_of_all_its_options_and_has_examples(name: str) -> None:
    done = run(*name.split(), "--help")
    assert done.exit_code == DONE
    command = COMMANDS[name]
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            assert all(option in done.output for option in parameter.opts)
            assert parameter.help
            assert parameter.help.endswith(".")
        else:
            assert parameter.human_readable_name in (command.help or "")
    assert command.examples
    assert all(f"\n    {typed}\n" in done.output for typed in command.examples)


def test_the_help_lists_each_command_with_a_whole_sentence() -> None:
    listed = run("--help").output.partition("Commands:\n")[2].splitlines()
    assert [line.split()[0] for line in listed] == list(dict.fromkeys(name.split()[0] for name in COMMANDS))
    assert all(line.endswith(".") and not line.endswith("..") for line in listed)


@pytest.mark.parametrize(
    "arguments", [("nonsense",), ("check", "--nonsense"), ("build", "--output"), ("build", "unasked")]
)
def test_wrong_usage_ends_with_2(arguments: tuple[str, ...]) -> None:
    assert run(*arguments).exit_code == USAGE


@pytest.mark.parametrize("day", ["today", "2025-02-30", "2025-13-01", "", "11.3.2025", "2025-03-11T12:00"])
def test_a_clock_that_is_no_day_ends_with_2(content: Write, day: str) -> None:
    done = run("build", "--content", content({}), "--clock", day)
    assert done.exit_code == USAGE
    assert "--clock" in done.stderr


@pytest.mark.parametrize("seconds", ["soon", "1.5", "9" * 30, "9" * 5000, "-" + "9" * 30])
def test_an_epoch_that_is_no_number_of_seconds_ends_with_2(content: Write, seconds: str) -> None:
    done = run("build", "--content", content({}), SOURCE_DATE_EPOCH=seconds)
    assert done.exit_code == USAGE
    assert "SOURCE_DATE_EPOCH" in done.stderr


@pytest.mark.parametrize("address", ["example.org", "https://example.org/?a", "javascript:x", "https://example.org/#a"])
def test_a_base_url_that_is_none_ends_with_2(content: Write, address: str) -> None:
    assert run("build", "--content", content({}), "--base-url", address).exit_code == USAGE


def test_an_unknown_theme_ends_with_2(content: Write) -> None:
    root = content({"site.yaml": "title: Case\ntheme: none\n", "events/a.yaml": EVENT})
    assert run("build", "--content", root, "--output", root.parent / "site").exit_code == USAGE


def test_a_build_ends_with_0_and_the_clock_gives_the_day(content: Write) -> None:
    root = content({"events/a.yaml": EVENT})
    done = run("build", "--content", root, "--output", root.parent / "site", "--clock", "2025-03-14")
    assert done.exit_code == DONE, done.output
    assert "events/a 2025-03-14 " in (root / "published.lock").read_text()


def test_the_epoch_gives_the_day_where_there_is_no_clock(content: Write) -> None:
    root = content({"events/a.yaml": EVENT})
    done = run("build", "--content", root, "--output", root.parent / "site", SOURCE_DATE_EPOCH="1741910400")
    assert done.exit_code == DONE, done.output
    assert "events/a 2025-03-14 " in (root / "published.lock").read_text()


def test_a_build_of_broken_content_ends_with_1_and_leaves_the_site_as_it_was(content: Write) -> None:
    root = content({"events/a.yaml": EVENT + EXCERPT})
    site = root.parent / "site"
    assert run("build", "--content", root, "--output", site, "--quiet").output == ""
    before = tree(root.parent)
    content({"events/a.yaml": EVENT + EXCERPT, "events/b.yaml": EVENT + "actors: [nobody]\n"})
    done = run("build", "--content", root, "--output", site)
    after = tree(root.parent)
    assert done.exit_code == PROBLEMS
    assert "unknown-actor" in done.stderr
    assert after == {**before, "content/events/b.yaml": (root / "events/b.yaml").read_bytes()}


def test_a_strict_build_of_content_with_warnings_writes_nothing(content: Write) -> None:
    root = content(WARNED)
    assert run("build", "--content", root, "--output", root.parent / "site", "--strict").exit_code == PROBLEMS
    assert not (root.parent / "site").exists()


def test_a_frozen_build_with_a_lock_that_is_out_of_date_is_a_problem(content: Write) -> None:
    root = content({"events/a.yaml": EVENT})
    arguments = ("build", "--content", root, "--output", root.parent / "site", "--clock", "2025-03-14")
    frozen = run(*arguments, "--frozen")
    assert frozen.exit_code == PROBLEMS
    assert "lock-out-of-date" in frozen.stderr
    assert not (root / "published.lock").exists()
    run(*arguments)
    assert run(*arguments, "--frozen").exit_code == DONE


@pytest.mark.parametrize("errors", [0, 1])
def test_a_build_prints_all_errors_and_the_first_fifty_warnings(content: Write, errors: int) -> None:
    events = {f"events/e-{number}.yaml": EVENT for number in range(60)}
    broken = {"events/z.yaml": EVENT + EXCERPT + "actors: [nobody]\n"} if errors else {}
    root = content({**events, **broken})
    told = run("build", "--content", root, "--output", root.parent / "site").stderr
    assert (told.count("warning["), told.count("error[")) == (50, errors)
    assert "and 10 more warnings; timeline check prints them all\n" in told


def test_a_build_says_how_large_the_site_is_and_warns_of_one_that_is_too_large_for_its_host(
    content: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = content({"events/a.yaml": EVENT + EXCERPT})
    site = root.parent / "site"
    plain = run("build", "--content", root, "--output", site).output
    size = sum(file.stat().st_size for file in site.rglob("*") if file.is_file()) / 1e6
    assert f", {size:,.1f} MB, " in plain
    assert "GitHub Pages" not in plain
    monkeypatch.setattr("timeline.cli.build.LARGE", 1000)
    assert "GitHub Pages takes 1,000 MB at most" in run("build", "--content", root, "--output", site).output


def test_a_bar_shows_on_a_terminal_how_far_a_long_build_is(monkeypatch: pytest.MonkeyPatch) -> None:
    shown, terminal = os.openpty()
    with os.fdopen(terminal, "w") as stderr:
        monkeypatch.setattr("sys.stderr", stderr)
        progress = Progress()
        progress("reading", 1, 2)
        monkeypatch.setattr("timeline.progress.SOON", 0)
        progress("making pages", 3, 4)
        progress("making pages", 1, 2)
        progress.end()
    told = b""
    # What was written comes piece by piece, and an error behind the last.
    with contextlib.suppress(OSError):
        while piece := os.read(shown, 10_000):
            told += piece
    os.close(shown)
    assert (b"75%" in told, b"50%" in told) == (True, True)
    assert b"making pages" in told
    assert b"reading" not in told

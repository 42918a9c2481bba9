"""Problems for a run of GitHub Actions: what its runner obeys, and what a reader of its summary sees."""

import json
import re
from pathlib import Path
from urllib.parse import unquote

import pytest
from markdown_it import MarkdownIt

from tests.conftest import EVENT, EXCERPT, Write, write_content
from tests.formats.broken import BROKEN, NASTY, run
from timeline.checks import check
from timeline.content.load import load
from timeline.formats.github import MOST_SUMMARY, summary
from timeline.formats.repository import Repository
from timeline.problems import Place, Problem, printable

COMMAND = re.compile(r"::([a-z-]+)(?: (.*?))?::(.*)")
RUN = {"GITHUB_ACTIONS": "true"}


def obeyed(log: str) -> list[tuple[str, dict[str, str], str]]:
    """The commands that GitHub's runner takes from a log: name, properties, and what stands behind them.

    It takes them from the beginning of a line, spaces apart, and in their old form `##[name]` from anywhere in it.
    Between `::stop-commands::WORD` and `::WORD::` it takes none.
    """
    found = []
    again = ""
    for line in log.splitlines():
        command = COMMAND.fullmatch(line.strip())
        if again or (command and command[1] == "stop-commands"):
            again = "" if line.strip() == f"::{again}::" else again or (command[3] if command else "")
        elif command:
            pairs = dict(pair.split("=", 1) for pair in (command[2] or "").split(",") if pair)
            values = {name: unescaped(value).replace("%3A", ":").replace("%2C", ",") for name, value in pairs.items()}
            found.append((command[1], values, unescaped(command[3])))
        elif "##[" in line:
            found.append(("old", {}, line))
    assert not again, "from here on no command would be taken"
    return found


def unescaped(text: str) -> str:
    for code, sign in (("%0D", "\r"), ("%0A", "\n"), ("%25", "%")):
        text = text.replace(code, sign)
    return text


def as_told(problems: list[Problem]) -> list[tuple[str, dict[str, str], str]]:
    return [
        (
            one.severity,
            {"file": one.place.file, "line": str(one.place.line), "col": str(one.place.column), "title": one.code},
            one.message,
        )
        for one in problems
    ]


@pytest.mark.parametrize("command", ["check", "build"])
def test_the_runner_obeys_nothing_but_annotations_of_the_worst(content: Write, tmp_path: Path, command: str) -> None:
    content(BROKEN)
    done = run(command, folder=tmp_path, **RUN)
    found = [
        Problem(
            Place(str(Path(one.place.file).relative_to(tmp_path)), *one.place[1:]), one.code, one.message, one.severity
        )
        for one in check(load(tmp_path / "content"))
    ]
    errors, warnings = ([one for one in found if one.severity == each] for each in ("error", "warning"))
    assert len(errors) > len(NASTY)
    left = (f"{len(errors) - 10} errors", f"{len(warnings) - 10} warning")
    *annotations, (notice, _, rest) = obeyed(done.stdout)
    assert annotations == as_told([*errors[:10], *warnings[:10]])
    assert (notice, rest.startswith(f"and {left[0]}")) == ("notice", True)
    assert done.stderr == ""
    assert done.exit_code == 1


@pytest.mark.parametrize("text", NASTY)
def test_a_message_reaches_the_reader_as_it_is(content: Write, tmp_path: Path, text: str) -> None:
    content({"events/a.yaml": f"{EVENT}weight: {json.dumps(text)}\n{EXCERPT}"})
    [problem] = check(load(tmp_path / "content"))
    [(severity, properties, message)] = obeyed(run("check", folder=tmp_path, **RUN).stdout)
    assert (severity, properties["file"], message) == ("error", "content/events/a.yaml", problem.message)


def test_the_log_has_the_problems_as_text(content: Write, tmp_path: Path) -> None:
    content({"events/a.yaml": EVENT + "actors: [nobody]\n" + EXCERPT})
    text = run("check", folder=tmp_path).stdout
    assert run("check", folder=tmp_path, **RUN).stdout.partition("\n")[2].startswith(text)


def test_problems_within_the_limits_need_no_notice(content: Write, tmp_path: Path) -> None:
    content({f"events/e-{n}.yaml": EVENT for n in range(10)})
    assert [name for name, _, _ in obeyed(run("check", folder=tmp_path, **RUN).stdout)] == ["warning"] * 10
    content({"events/e-10.yaml": EVENT})
    assert obeyed(run("check", folder=tmp_path, **RUN).stdout)[-1][2].startswith("and 1 warning more")


@pytest.mark.parametrize(
    ("asked", "environment", "is_for_github"),
    [
        ((), {"GITHUB_ACTIONS": "true"}, True),
        ((), {"GITHUB_ACTIONS": "false"}, False),
        ((), {}, False),
        (("--format", "text"), {"GITHUB_ACTIONS": "true"}, False),
        (("--format", "github"), {}, True),
    ],
)
def test_the_format_is_chosen_by_itself_in_a_run(
    content: Write, tmp_path: Path, asked: tuple[str, ...], environment: dict[str, str], is_for_github: bool
) -> None:
    content({"events/a.yaml": EVENT})
    assert ("::warning file=" in run("check", *asked, folder=tmp_path, **environment).stdout) == is_for_github


@pytest.mark.parametrize(
    ("git", "workspace", "file"),
    [
        (".", "", "record/content/events/a.yaml"),
        ("record", ".", "content/events/a.yaml"),
        (None, ".", "record/content/events/a.yaml"),
        (None, "", "content/events/a.yaml"),
        (None, "elsewhere", "content/events/a.yaml"),
    ],
)
def test_paths_begin_at_the_root_of_the_repository(tmp_path: Path, git: str | None, workspace: str, file: str) -> None:
    write_content(tmp_path / "record" / "content", {"events/a.yaml": EVENT})
    if git:
        (tmp_path / git / ".git").mkdir()
    environment = RUN | ({"GITHUB_WORKSPACE": str(tmp_path / workspace)} if workspace else {})
    [(_, properties, _)] = obeyed(run("check", folder=tmp_path / "record", **environment).stdout)
    assert properties["file"] == file


@pytest.mark.parametrize(("site", "place"), [("title: [", {"file": "content/site.yaml"}), (None, {})])
def test_what_stops_a_command_is_an_annotation(
    content: Write, tmp_path: Path, site: str | None, place: dict[str, str]
) -> None:
    if site:
        content({"site.yaml": site})
    done = run("build", folder=tmp_path, **RUN, GITHUB_STEP_SUMMARY=str(tmp_path / "summary.md"))
    [(severity, properties, _)] = obeyed(done.stdout)
    assert (severity, done.exit_code) == ("error", 2)
    assert properties.items() >= place.items()
    assert "It could not be done: `" in (tmp_path / "summary.md").read_text()


def test_the_summary_has_all_problems_as_they_are_with_links_to_their_lines(content: Write, tmp_path: Path) -> None:
    content(BROKEN)
    (tmp_path / "summary.md").write_text("What was said before.\n")
    whose = {"GITHUB_SERVER_URL": "https://github.com", "GITHUB_REPOSITORY": "a/b", "GITHUB_SHA": "c" * 40}
    run("check", folder=tmp_path, **RUN, **whose, GITHUB_STEP_SUMMARY=str(tmp_path / "summary.md"))
    text = (tmp_path / "summary.md").read_text("utf-8")
    assert text.startswith("What was said before.\n")
    listed, _, explained = text.partition("### What the codes mean")
    reader = MarkdownIt("gfm-like", {"html": True, "linkify": False})
    inline = [token.children or [] for token in reader.parse(listed) if token.type == "inline"]
    shown = []
    for children in inline[3:]:
        assert {child.type for child in children} <= {"text", "code_inline", "link_open", "link_close"}
        [link] = [child for child in children if child.type == "link_open"]
        code, place, message = (child.content for child in children if child.type == "code_inline")
        shown.append((children[0].content.strip(), code, place, message))
        file, line, _ = place.rsplit(":", 2)
        address = f"https://github.com/a/b/blob/{'c' * 40}/{file}?plain=1#L{line}"
        assert unquote(str(link.attrs["href"])) == address
    problems = sorted(check(load(tmp_path / "content")), key=lambda one: one.severity)
    assert shown == [
        (one.severity, one.code, ":".join(map(str, one.place)).removeprefix(f"{tmp_path}/"), one.message)
        for one in problems
    ]
    assert explained.count("\n- `") == len({one.code for one in problems})


@pytest.mark.parametrize("text", [*NASTY, " x", "x ", " x ", "`x", "x``", "` `"])
def test_the_summary_shows_any_text_as_it_is(text: str) -> None:
    problem = Problem(Place("a.yaml"), "some-code", text)
    tokens = MarkdownIt("gfm-like", {"linkify": False}).parse(summary("timeline check", [problem], Repository("/")))
    [*_, item] = [token for token in tokens if token.type == "inline"]
    assert [child.content for child in item.children or () if child.type == "code_inline"][2:] == [printable(text)]


@pytest.mark.parametrize("before", [0, 900_000])
def test_a_summary_that_would_be_too_large_is_cut_and_says_so(before: int) -> None:
    problems = [
        Problem(Place(f"content/events/e-{n}.yaml"), "no-excerpt", "Нема чого" * 20, "warning") for n in range(20_000)
    ]
    text = summary("timeline check", problems, Repository("/"), room=MOST_SUMMARY - before)
    listed = text.count("\n- warning")
    assert MOST_SUMMARY - before - 2_000 < len(text.encode()) <= MOST_SUMMARY - before
    assert f"\n- and {20_000 - listed:,} problems more" in text


def test_a_summary_that_cannot_be_written_ends_nothing(content: Write, tmp_path: Path) -> None:
    content({"events/a.yaml": EVENT + EXCERPT})
    done = run("check", folder=tmp_path, **RUN, GITHUB_STEP_SUMMARY=str(tmp_path))
    assert done.exit_code == 0
    assert "timeline: the summary could not be written: " in done.stdout

"""What `timeline new event` writes, and what it refuses."""

import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import EVENT, EXCERPT, Files, Write, write_content
from timeline.checks import check
from timeline.cli import main
from timeline.content.load import load
from timeline.model import Event

DONE, USAGE, NOT_WRITTEN = 0, 2, 3
TWO: Files = {"threads.yaml": "talks: {name: Talks}\nwar: {name: War}\n"}
# Title and date, and the file that they give below events/.
FILES = {
    "a day": ("A bridge is closed", "2025-03-14", "2025/03/2025-03-14-a-bridge-is-closed"),
    "a month": ("Talks", "2025-03", "2025/03/2025-03-talks"),
    "a year": ("Talks", "2014", "2014/2014-talks"),
    "about then": ("Talks", "2014-09~", "2014/09/2014-09-talks"),
    "a moment": ("Talks", "2025-03-14T09:30Z", "2025/03/2025-03-14-talks"),
    "it lasted": ("Talks", "2025-03-03/2025-03-09", "2025/03/2025-03-03-talks"),
    "it goes on": ("War", "2014-04/..", "2014/04/2014-04-war"),
    "one of several days": ("Talks", "[2025-03-03..2025-03-09]", "2025/03/talks"),
    "by a day": ("Talks", "[..2025-03-12]", "undated/talks"),
    "several days": ("Talks", "{2025-03-03,2025-03-05}", "2025/03/talks"),
    "a season": ("Talks", "2025-21", "2025/talks"),
    "a decade": ("Talks", "201X", "2010/talks"),
    "not certain": ("Talks", "%2025-03", "2025/03/talks"),
    "long ago": ("Caesar is killed", "-0043-03-15", "-0043/03/caesar-is-killed"),
    "other letters": ("Перемирие", "2025-03-14", "2025/03/2025-03-14-peremirie"),
    "no letters": ("☮", "2025-03-14", "2025/03/2025-03-14"),
    "a long title": ("word " * 40, "2025-03-14", "2025/03/2025-03-14-" + "-".join(["word"] * 14)),
}
TITLES = [
    "Talks: a start",
    "- no",
    "yes",
    "2025",
    "#1",
    "'quoted'",
    'a "b" c',
    "[x]",
    "{a: b}",
    "it’s; (so), “said”",
    "...",
]
TITLES += ["null", "@a", "%", "a #b", "a: ", "__THREAD__", "tab\tand\nline", "~", "!x", "&a *b", "\\n", "TODO: x"]


def new(root: Path, *arguments: str) -> Result:
    command = ["new", "event", "--content", str(root), *arguments]
    return CliRunner().invoke(main, command, catch_exceptions=False)


@pytest.mark.parametrize("case", FILES)
def test_a_new_event_lies_where_its_date_says_and_has_no_problem(content: Write, case: str) -> None:
    title, date, name = FILES[case]
    root = content({})
    done = new(root, title, "--date", date)
    assert (done.exit_code, done.stdout) == (DONE, f"{root}/events/{name}.yaml\n")
    assert done.stderr == "still to be written: summary\n"
    loaded = load(root)
    record = loaded.events[Path(name).name].record
    assert record and (record.date.text, record.thread, record.draft) == (date, "war", True)
    assert check(loaded) == ()


@pytest.mark.parametrize("title", TITLES)
def test_a_title_is_written_so_that_it_is_read_as_it_was_typed(content: Write, title: str) -> None:
    root = content({})
    assert new(root, "--date", "2025-03-14", "--id", "a", "--", title).exit_code == DONE
    loaded = load(root)
    assert loaded.problems == ()
    assert loaded.events["a"].record and loaded.events["a"].record.title == " ".join(title.split())


@settings(max_examples=60)
@given(title=st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=40))
def test_any_title_is_read_as_it_was_typed_or_refused(tmp_path_factory: pytest.TempPathFactory, title: str) -> None:
    read = scalar_read(tmp_path_factory, title)
    assert read is None or read == " ".join(title.split())


def scalar_read(factory: pytest.TempPathFactory, title: str) -> str | None:
    root = write_content(factory.mktemp("any"), {})
    done = new(root, "--date", "2025-03-14", "--id", "a", "--", title)
    if done.exit_code != DONE:
        assert done.exit_code == USAGE
        return None
    loaded = load(root)
    assert loaded.problems == ()
    return str(loaded.events["a"].written["title"])


def test_an_event_is_a_draft_until_what_is_marked_is_written(content: Write) -> None:
    root = content({})
    new(root, "Talks", "--date", "2025-03-11")
    file = root / "events/2025/03/2025-03-11-talks.yaml"
    file.write_text(file.read_text("utf-8").replace("draft: true\n", EXCERPT), "utf-8")
    assert [problem.code for problem in check(load(root))] == ["unfinished"]
    file.write_text(file.read_text("utf-8").replace('"TODO: what happened"', "They met."), "utf-8")
    assert check(load(root)) == ()


def test_every_field_of_an_event_is_there_or_shown_in_a_comment(content: Write) -> None:
    root = content({})
    new(root, "Talks", "--date", "2025-03-14", "--id", "a")
    file = root / "events/2025/03/a.yaml"
    file.write_text(re.sub(r"^# (?=[a-z_]+:|  )", "", file.read_text("utf-8"), flags=re.MULTILINE), "utf-8")
    loaded = load(root)
    assert (loaded.problems, sorted(loaded.events["a"].written)) == ((), sorted(Event.model_fields))


def _lines(file: Path) -> list[str]:
    return file.read_text("utf-8").splitlines()


def test_the_thread_is_asked_for_where_there_are_several(content: Write) -> None:
    refused = new(content(TWO), "Talks", "--date", "2025-03-14")
    assert refused.exit_code == USAGE
    assert "with --thread; there are talks, war" in refused.output


def test_a_thread_that_is_not_there_gets_a_suggestion(content: Write) -> None:
    root = content(TWO)
    assert 'no thread "wra"; did you mean "war"?' in new(root, "A", "--date", "2025", "--thread", "wra").output
    assert 'no thread "xyz"; there are talks, war' in new(root, "A", "--date", "2025", "--thread", "xyz").output
    assert new(root, "A", "--date", "2025", "--thread", "talks").exit_code == DONE


@pytest.mark.parametrize("threads", ["", "# none\n", "[broken"])
def test_without_threads_it_is_said_how_to_add_one(content: Write, threads: str) -> None:
    refused = new(content({"threads.yaml": threads}), "A", "--date", "2025")
    assert (refused.exit_code, "add one, as in `talks: {name: Talks}`" in refused.output) == (USAGE, True)


@pytest.mark.parametrize(
    ("files", "where"),
    [
        ({"events/x/a.yaml": EVENT}, "events/x/a.yaml"),
        ({"events/b.yaml": EVENT + "aliases: [a]\n"}, "events/b.yaml"),
        ({"published.lock": "events/a 2025-03-14 5f0c9a1e77b2 0\n"}, "published.lock"),
        ({"events/a.yaml": "broken: ["}, "events/a.yaml"),
    ],
)
def test_an_id_that_is_taken_is_refused_and_the_file_named(content: Write, files: Files, where: str) -> None:
    root = content(files)
    refused = new(root, "Another", "--date", "2025-03-14", "--id", "a")
    assert (refused.exit_code, f"{root}/{where}" in refused.output) == (USAGE, True)
    assert refused.output.count("\n") == 1
    assert not (root / "events/2025").exists()


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (("A", "--date", "14.3.2025"), '"14.3.2025"'),
        (("A", "--date", "2025-02-30"), "February"),
        (("A", "--date", ""), "date"),
        (("A", "--date", "[2025-03-03..2025-03-09"), "["),
        ((" ", "--date", "2025"), "the title is empty"),
        (("a\u202eb", "--date", "2025"), "a character that cannot be seen"),
        (("a\ud800b", "--date", "2025"), "a character that cannot be seen"),
        (("A", "--date", "2025", "--id", "A b"), "an id is lower-case letters"),
        (("Page", "--date", "[..2025]"), "give one with --id"),
        (("A", "--date", "2025", "--folder", "../x"), "is no folder below events/"),
        (("A", "--date", "2025", "--folder", "a//b"), "is no folder below events/"),
        (("A",), "--date"),
    ],
)
def test_what_cannot_be_an_event_is_refused_in_a_line(content: Write, arguments: tuple[str, ...], why: str) -> None:
    root = content({})
    refused = new(root, *arguments)
    assert (refused.exit_code, why in refused.output) == (USAGE, True), refused.output
    assert not (root / "events").exists()


def test_a_folder_of_ones_own_is_taken(content: Write) -> None:
    root = content({})
    assert new(root, "A", "--date", "2025", "--folder", "war/early/").stdout == f"{root}/events/war/early/2025-a.yaml\n"


def test_a_project_without_content_is_told_so(tmp_path: Path) -> None:
    refused = new(tmp_path / "none", "A", "--date", "2025")
    assert (refused.exit_code, "there is no content folder" in refused.output) == (USAGE, True)


def test_a_file_that_cannot_be_written_ends_with_3_and_leaves_nothing(content: Write) -> None:
    root = content({"events/2025": "a file where the folder would be"})
    assert new(root, "A", "--date", "2025-03-14").exit_code == NOT_WRITTEN
    assert (root / "events/2025").read_text() == "a file where the folder would be"


def test_an_editor_is_led_to_the_schema_where_the_project_has_settings_for_it(content: Write) -> None:
    root = content({})
    (root.parent / ".vscode").mkdir()
    new(root, "A", "--date", "2025-03-14")
    first = _lines(root / "events/2025/03/2025-03-14-a.yaml")[0]
    assert first == "# yaml-language-server: $schema=../../../../.vscode/schema/event.json"


@pytest.mark.parametrize("folder", ["/tmp", "..", "a/../../b", ".hidden", "a//b"])
def test_a_folder_that_is_none_below_events_is_refused(content: Write, folder: str) -> None:
    refused = new(content({}), "A", "--date", "2025", "--folder", folder)
    assert (refused.exit_code, "is no folder below events/" in refused.output) == (USAGE, True)

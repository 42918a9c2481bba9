"""Problems as JSON: read back, and held against what docs/formats.md says of each field."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import EVENT, EXCERPT, Write
from tests.formats.broken import BROKEN, NASTY, run
from timeline.checks import MANUAL, check
from timeline.content.load import load
from timeline.problems import Place, Problem

DOCS = (Path(__file__).parents[2] / "docs" / "formats.md").read_text("utf-8")


def document(folder: Path, *arguments: str, command: str = "check") -> dict[str, Any]:
    read: dict[str, Any] = json.loads(run(command, "--format", "json", *arguments, folder=folder).stdout)
    return read


def described(section: str) -> list[str]:
    rows = re.findall(r"^\| (`.+?`(?:, `.+?`)*) \|", section, re.MULTILINE)
    return [name for row in rows for name in re.findall("`(.+?)`", row)]


def test_every_problem_is_there_as_it_was_found(content: Write, tmp_path: Path) -> None:
    content(BROKEN)
    told = document(tmp_path)["problems"]
    assert [
        Problem(Place(each["file"], each["line"], each["column"]), each["code"], each["message"], each["severity"])
        for each in told
    ] == [
        Problem(
            Place(str(Path(one.place.file).relative_to(tmp_path)), *one.place[1:]), one.code, one.message, one.severity
        )
        for one in check(load(tmp_path / "content"))
    ]
    assert len({each["message"] for each in told}) > len(NASTY)


def test_the_document_has_the_fields_that_are_described_and_no_others(content: Write, tmp_path: Path) -> None:
    content(BROKEN)
    told = document(tmp_path)
    whole, of_problem = DOCS.partition("\n## json\n")[2].partition("\n## github\n")[0].split("A problem has:")
    assert list(told) == described(whole)
    assert {tuple(each) for each in told["problems"]} == {tuple(described(of_problem))}


def test_counts_and_codes_are_those_of_the_problems(content: Write, tmp_path: Path) -> None:
    content(BROKEN)
    told = document(tmp_path)
    severities = [each["severity"] for each in told["problems"]]
    assert (told["errors"], told["warnings"]) == (severities.count("error"), severities.count("warning"))
    assert told["events"] == sum(name.endswith(".yaml") for name in BROKEN)
    assert list(told["codes"]) == sorted({each["code"] for each in told["problems"]})
    assert set(told["codes"]) <= set(MANUAL)


def test_a_problem_names_its_entry(content: Write, tmp_path: Path) -> None:
    content({"events/a.yaml": EVENT + "actors: [nobody]\n" + EXCERPT, "events/b.yaml": EVENT + "weight: x\n" + EXCERPT})
    assert [(each["code"], each["entry"]) for each in document(tmp_path)["problems"]] == [
        ("unknown-actor", {"kind": "event", "id": "a"}),
        ("unknown-value", None),
    ]


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "utf-16"])
def test_the_document_is_the_same_in_any_encoding(content: Write, tmp_path: Path, encoding: str) -> None:
    content(BROKEN)
    done = run("check", "--format", "json", folder=tmp_path)
    assert done.stdout.isascii()
    assert json.loads(done.stdout.encode(encoding).decode(encoding))["errors"] > 0


@pytest.mark.parametrize("form", ["json", "sarif"])
def test_good_content_gives_a_document_without_problems_and_ends_with_0(
    content: Write, tmp_path: Path, form: str
) -> None:
    content({"events/a.yaml": EVENT + EXCERPT})
    done = run("check", "--format", form, folder=tmp_path)
    told = json.loads(done.stdout)
    assert (done.exit_code, told.get("problems", told.get("runs", [{}])[0].get("results"))) == (0, [])
    assert done.stderr == "1 event: no problems\n"


@pytest.mark.parametrize("command", ["check", "build", "lock"])
def test_settings_that_cannot_be_read_are_a_problem_with_its_place(
    content: Write, tmp_path: Path, command: str
) -> None:
    content({"site.yaml": "title: x\n\ttab: y\n"})
    done = run(command, "--format", "json", folder=tmp_path)
    told = json.loads(done.stdout)
    [problem] = told["problems"]
    assert done.exit_code == 2
    assert (problem["file"], problem["line"], problem["code"]) == ("content/site.yaml", 2, "tab")
    assert f"timeline: {told['stopped']}\n" in done.stderr


def test_content_that_is_not_there_is_said_in_the_document(tmp_path: Path) -> None:
    done = run("check", "--format", "json", folder=tmp_path)
    told = json.loads(done.stdout)
    assert (done.exit_code, told["problems"], told["events"]) == (2, [], None)
    assert told["stopped"] == 'there is no content folder "content"'


def test_a_build_tells_its_problems_and_keeps_the_rest_off_the_standard_output(content: Write, tmp_path: Path) -> None:
    content({"events/a.yaml": EVENT})
    told = document(tmp_path, command="build")
    assert [each["code"] for each in told["problems"]] == ["no-excerpt"]
    frozen = run("build", "--frozen", "--clock", "2025-03-14", "--format", "json", "--verbose", folder=tmp_path)
    assert (frozen.exit_code, json.loads(frozen.stdout)["events"]) == (0, 1)
    (tmp_path / "content" / "published.lock").unlink()
    frozen = run("build", "--frozen", "--format", "json", folder=tmp_path)
    assert frozen.exit_code == 1
    assert "lock-out-of-date" in {each["code"] for each in json.loads(frozen.stdout)["problems"]}


def test_a_build_tells_all_warnings_of_many(content: Write, tmp_path: Path) -> None:
    content({f"events/e-{n}.yaml": EVENT for n in range(60)})
    assert document(tmp_path, command="build")["warnings"] == 60


def test_a_comparison_with_captured_texts_tells_its_problems(content: Write, tmp_path: Path) -> None:
    content({"events/a.yaml": EVENT + EXCERPT})
    (tmp_path / "captures").mkdir()
    (tmp_path / "captures" / "report.txt").write_text("Nothing of the kind.")
    told = document(tmp_path, "--captures", "captures", command="verify")
    assert [each["code"] for each in told["problems"]] == ["altered"]

"""Problems as SARIF: by its schema, and read back as its standard says."""

import json
import re
import subprocess
import sysconfig
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from tests.build.needed import sarif_schema
from tests.conftest import EVENT, Files, Write
from tests.formats.broken import BROKEN, NASTY, run
from timeline.checks import MANUAL, check
from timeline.content.load import load
from timeline.version import VERSION


def run_of(folder: Path, *arguments: str) -> dict[str, Any]:
    read: dict[str, Any] = json.loads(run("check", "--format", "sarif", *arguments, folder=folder).stdout)["runs"][0]
    return read


def test_documents_are_as_the_schema_wants(content: Write, tmp_path: Path) -> None:
    contents: list[Files] = [BROKEN, {}, {"site.yaml": "title: [x] {y}"}]
    files = [tmp_path / f"{number}.sarif" for number in range(len(contents))]
    for each, file in zip(contents, files, strict=True):
        content(each)
        file.write_text(run("check", "--format", "sarif", folder=tmp_path).stdout, "utf-8")
    checker = Path(sysconfig.get_path("scripts")) / "check-jsonschema"
    # The schema holds a pattern that only Python takes for one.
    how = ["--regex-variant", "python", "--schemafile", str(sarif_schema())]
    checked = subprocess.run([checker, *how, *files], capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stdout


def read_back(message: dict[str, str]) -> str:
    """A message as a viewer shows it, that finds places for arguments and links (3.11.5 and 3.11.6 of the standard)."""
    text = message["text"]
    assert not re.search(r"(?<!\\)\[(?:[^\]\\]|\\.)*\]\(", text)
    assert not re.search(r"(?<!\{)(?:\{\{)*\{\d+\}", text)
    return text.replace("\\](", "](").replace("{{", "{").replace("}}", "}")


def test_every_problem_is_a_result_with_its_place_rule_and_words(content: Write, tmp_path: Path) -> None:
    content(BROKEN)
    told = run_of(tmp_path)
    rules = [rule["id"] for rule in told["tool"]["driver"]["rules"]]
    found = []
    for result in told["results"]:
        place = result["locations"][0]["physicalLocation"]
        assert rules[result["ruleIndex"]] == result["ruleId"]
        assert place["artifactLocation"]["uri"].isascii()
        found.append(
            (
                unquote(place["artifactLocation"]["uri"]),
                place["region"]["startLine"],
                place["region"]["startColumn"],
                result["ruleId"],
                result["level"],
                read_back(result["message"]),
            )
        )
    assert found == [
        (str(Path(one.place.file).relative_to(tmp_path)), *one.place[1:], one.code, one.severity, one.message)
        for one in check(load(tmp_path / "content"))
    ]
    assert len({message for *_, message in found}) > len(NASTY)


def test_rules_are_those_of_the_manual(content: Write, tmp_path: Path) -> None:
    content({})
    driver = run_of(tmp_path)["tool"]["driver"]
    assert (driver["name"], driver["version"]) == ("timeline", VERSION)
    assert [(rule["id"], rule["defaultConfiguration"]["level"]) for rule in driver["rules"]] == [
        (about.code, about.severity) for about in MANUAL.values()
    ]
    for rule in driver["rules"]:
        assert rule["fullDescription"]["text"].startswith(rule["shortDescription"]["text"])
        assert "`" not in rule["fullDescription"]["text"]
        assert "](" not in rule["help"]["markdown"]


def test_fingerprints_tell_results_apart_and_stay_when_lines_move(content: Write, tmp_path: Path) -> None:
    twice = EVENT.replace("It happened.", "'[One](event:none).'") + "body: '[Two](event:none).'\n"
    content({"events/a.yaml": twice})
    before = run_of(tmp_path)["results"]
    content({"events/a.yaml": "# A line more.\n" + twice})
    after = run_of(tmp_path)["results"]
    prints = [[result["partialFingerprints"]["problem/v1"] for result in results] for results in (before, after)]
    lines = [[result["locations"][0]["physicalLocation"]["region"]["startLine"] for result in before]]
    assert prints[0] == prints[1]
    assert len(set(prints[0])) == len(before) == 3
    assert max(lines[0]) == 5


def test_paths_begin_at_the_root_of_the_repository(content: Write, tmp_path: Path) -> None:
    content({"events/a.yaml": EVENT})
    (tmp_path / ".git").mkdir()
    [result] = run_of(tmp_path / "content" / "events", "--content", "..")["results"]
    place = result["locations"][0]["physicalLocation"]["artifactLocation"]
    assert (place["uri"], place["uriBaseId"]) == ("content/events/a.yaml", "%SRCROOT%")


def test_a_check_that_cannot_be_done_is_a_notification(tmp_path: Path) -> None:
    done = run("check", "--format", "sarif", folder=tmp_path)
    [invocation] = json.loads(done.stdout)["runs"][0]["invocations"]
    assert done.exit_code == 2
    assert invocation["executionSuccessful"] is False
    assert invocation["toolExecutionNotifications"][0]["message"]["text"] == 'there is no content folder "content"'

"""Schema and reader against each other: where one refuses something, so does the other, but for listed differences."""

from pathlib import Path

import pytest
import yaml

from tests.checks.case import problems_of, read_case
from tests.schema.editor import as_read, front, refused, schema_of
from tests.test_docs import sections
from timeline.content.load import Content, load
from timeline.content.source import locate
from timeline.problems import Problem
from timeline.schema import schema

ROOT = Path(__file__).parents[2]
CASES = {file.stem: file for file in sorted((ROOT / "tests" / "checks").glob("*.txt"))}
# So large that they are no fare for an editor, and nothing in them is for a schema to see.
LARGE = {"too-large", "too-many-values", "costly-lists", "costly-markdown"}
# What a schema can see.
SEEN = {
    "bad-date", "bad-feed-id", "bad-id", "bad-language", "bad-number", "bad-path", "bad-time-zone", "bad-url",
    "empty-text", "missing-field", "not-a-paragraph", "unknown-actor", "unknown-article", "unknown-code",
    "unknown-event", "unknown-field", "unknown-media", "unknown-place", "unknown-thread", "unknown-value",
    "wrong-shape",
}  # fmt: skip
# What no schema is asked about, since the editor itself cannot read it either.
UNREADABLE = {"no-front-matter", "not-a-file", "not-utf-8", "tab", "yaml-syntax", "yaml-anchor"}
# Each is a row of docs/editors.md; then the files of cases where it shows.
DIFFERENCES = {
    "a day that is in no calendar, as in `2025-02-29`, or an end before its start": {
        "bad-date/articles/report.md",
        "bad-date/events/d.yaml",
        "one-mistake-one-problem/events/b.yaml",
    },
    "a time zone that there is not": {"bad-time-zone/site.yaml"},
    "an address of a repository that the host would not have": {"bad-url/site.yaml"},
    "an id that is the name of a file": {"bad-id/events/con.yaml"},
    "a tag whose address the site needs for itself": {"tag-of-a-kept-name/events/a.yaml"},
    "a path of an image that not all systems can have": {"bad-path/events/b.yaml"},
    "a link in Markdown to an entry that there is not": {
        *(f"dangling-links-however-written/events/{name}.yaml" for name in "abcdf"),
        "one-broken-register/events/a.yaml",
        "unknown-actor/actors.yaml",
        "unknown-actor/events/a.yaml",
        "unknown-article/events/a.yaml",
        "unknown-event/events/talks.yaml",
        "unknown-thread/events/a.yaml",
    },
    "a summary that is another block than a paragraph, said by its later lines": {
        "not-a-paragraph/events/c.yaml",
        "not-a-paragraph/events/d.yaml",
    },
    "`null` and `~` for a text": {"good-texts-as-typed/actors.yaml", "good-texts-as-typed/events/1-10.yaml"},
    # These two show in test_values.py.
    "a number or a switch in another form, such as `0x1F`, `+5` or `True`": set[str](),
    "a misspelt field that is required": {"unknown-field/events/a.yaml"},
    "one of `lat` and `lon` without the other": {"half-a-position/places.yaml"},
    "anchors, aliases, tags, merge keys, characters that are not allowed, what nests too deep": {
        "forbidden-character/events/b.yaml",
        "too-deep/events/a.yaml",
        "yaml-anchor/events/a.yaml",
        "yaml-tag/actors.yaml",
        "yaml-tag/events/a.yaml",
    },
    "a key that is a list": {"wrong-shape/events/e.yaml"},
}
DIFFERENT = {file for files in DIFFERENCES.values() for file in files}


def test_the_differences_are_those_that_the_documentation_lists() -> None:
    text = sections("editors.md")["Where editor and check differ"]
    described = [line.strip("| ").split(" | ")[0] for line in text.splitlines() if line.startswith("| ")][2:]
    assert described == list(DIFFERENCES)


@pytest.mark.parametrize("name", sorted({*CASES} - LARGE))
def test_schema_and_reader_refuse_the_same_lines_of_a_broken_case(name: str, tmp_path: Path) -> None:
    root = tmp_path / "content"
    read_case(CASES[name]).write(root)
    content, problems = load(root), problems_of(root)
    differ = {file for file in _files(root) if _by_schema(content, file, problems) != _by_reader(file, problems)}
    assert {f"{name}/{file.relative_to(root)}" for file in differ} == {
        each for each in DIFFERENT if each.startswith(f"{name}/")
    }


@pytest.mark.parametrize("folder", ["content", "tests/example/content"])
def test_the_schema_takes_all_content_that_has_no_problem(folder: str) -> None:
    content = load(ROOT / folder)
    assert [(file, _by_schema(content, file, [])) for file in _files(content.root)] == [
        (file, set()) for file in _files(content.root)
    ]


def _files(root: Path) -> list[Path]:
    return [file for file in sorted(root.rglob("*")) if schema_of(str(file.relative_to(root))) and file.is_file()]


def _by_schema(content: Content, file: Path, problems: list[Problem]) -> set[int]:
    """The lines in which the schema refuses something; those of the reader where no editor can read the file."""
    name = schema_of(str(file.relative_to(content.root)))
    assert name
    found = {problem.code for problem in problems if problem.place.file == str(file)}
    try:
        value = as_read(front(file))
    except (yaml.YAMLError, UnicodeDecodeError, IndexError):
        assert found & UNREADABLE
        return _by_reader(file, problems)
    if "no-front-matter" in found:
        return _by_reader(file, problems)
    return {locate(file, *way).line for way in refused(schema(name, content), value)}


def _by_reader(file: Path, problems: list[Problem]) -> set[int]:
    return {problem.place.line for problem in problems if problem.place.file == str(file) and problem.code in SEEN}

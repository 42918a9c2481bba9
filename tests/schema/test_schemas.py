"""The schemas themselves: sound by their own standard, with words for every field, and with the ids of the project."""

import json
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from tests.build.needed import yaml_language_server
from tests.conftest import EVENT, Files, Write
from tests.test_cli import DONE, USAGE, run
from timeline import model
from timeline.content.load import FOLDERS, REGISTERS, SITE, load
from timeline.schema import KINDS, schema, text
from timeline.schema.files import modeline, put_in_place, settings
from timeline.schema.records import BELOW
from timeline.schema.words import FIELDS

NOT_WRITTEN = 3
RECORDS = [each for each in vars(model).values() if isinstance(each, type) and issubclass(each, model.Record)]
IDS: Files = {
    "actors.yaml": 'usa: {name: United States}\n"2025": {name: A year}\n',
    "places.yaml": "kursk: {name: Kursk}\n",
    "tags.yaml": "talks: {name: The talks}\n",
    "events/a.yaml": EVENT,
    "media/maps/a.png": b"",
}
# By kind of what is named: a field that names it, and what may stand there.
NAMED: Mapping[str, tuple[str, list[Any]]] = {
    "thread": ("thread", ["war"]),
    "actor": ("actors", ["usa", "2025", 2025]),
    "place": ("places", ["kursk"]),
    "event": ("relations", ["a"]),
    "article": ("excerpts", ["report"]),
    "media": ("media", ["maps/a.png"]),
}


def patterns(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        yield from (value["pattern"] for _ in "1" if isinstance(value.get("pattern"), str))
        yield from value.get("patternProperties", ())
        value = list(value.values())
    for each in value if isinstance(value, list) else ():
        yield from patterns(each)


def test_every_pattern_is_a_regular_expression_of_javascript() -> None:
    """Editors that are written in it read them with the flag u, which refuses needless escapes."""
    found = {pattern for name in KINDS for pattern in patterns(schema(name))}
    assert len(found) > 10
    [node, *_] = yaml_language_server()
    script = "for (const each of JSON.parse(process.argv[1])) new RegExp(each, 'u')"
    done = subprocess.run([node, "-e", script, json.dumps(sorted(found))], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("name", KINDS)
def test_a_schema_is_sound_by_the_standard(name: str, content: Write) -> None:
    Draft202012Validator.check_schema(schema(name))
    Draft202012Validator.check_schema(schema(name, load(content(IDS))))


@pytest.mark.parametrize("record", [each for each in RECORDS if each is not model.Record])
def test_every_field_has_words_and_every_word_a_field(record: type[model.Record]) -> None:
    assert [(record, name) for name in FIELDS[record]] == [
        (record, name) for name in record.model_fields if (record, name) not in BELOW
    ]


@pytest.mark.parametrize("name", KINDS)
def test_every_field_says_what_it_is(name: str) -> None:
    for field in _fields(schema(name)):
        assert field["description"].endswith("."), field


@pytest.mark.parametrize("name", [name for name in KINDS if name not in ("event", "article", "actors")])
def test_every_field_shows_an_example_or_its_choices(name: str) -> None:
    for field in _fields(schema(name)):
        assert (
            {"examples", "default", "enum", "properties"} & {*field, *field["anyOf"][0]} if "anyOf" in field else field
        )


def test_there_is_a_schema_for_all_that_authors_write() -> None:
    folders = [(f"{folder}/**/*{suffix}", record) for folder, suffix, record in FOLDERS.values()]
    written = [*folders, (SITE, model.Settings), *REGISTERS.values()]
    assert {(kind.files, kind.model) for kind in KINDS.values()} == set(written)


@pytest.mark.parametrize("kind", NAMED)
def test_the_entries_of_a_project_can_be_chosen_and_have_their_names(kind: str, content: Write) -> None:
    field, ids = NAMED[kind]
    made = schema("event", load(content(IDS)))
    assert f'"#/$defs/{kind}"' in json.dumps(made["properties"][field])
    assert made["$defs"][kind]["enum"] == ids
    names = {"actor": ["United States", "A year", "A year"], "event": ["An event"], "article": ["A report"]}
    assert made["$defs"][kind]["enumDescriptions"] == names.get(kind, made["$defs"][kind]["enumDescriptions"])


def test_a_tag_may_be_another_than_those_listed(content: Write) -> None:
    tags = Draft202012Validator(schema("event", load(content(IDS)))["$defs"]["tag"])
    assert tags.is_valid("talks") and tags.is_valid("Prisoner swap") and not tags.is_valid(" ")


def test_of_a_register_that_cannot_be_read_any_id_may_stand(content: Write) -> None:
    made = schema("event", load(content({**IDS, "actors.yaml": "usa: {name: ["})))
    assert Draft202012Validator(made["$defs"]["actor"]).is_valid("anybody")
    assert not Draft202012Validator(made["$defs"]["place"]).is_valid("anywhere")


def test_without_a_project_any_id_may_stand_but_nothing_else() -> None:
    thread = Draft202012Validator(schema("event")["properties"]["thread"])
    assert thread.is_valid("anything") and not thread.is_valid("Any thing")


def test_the_same_content_gives_the_same_text(content: Write) -> None:
    first, second = load(content(IDS)), load(content(IDS))
    assert [text(schema(name, first)) for name in KINDS] == [text(schema(name, second)) for name in KINDS]


def test_only_files_that_change_are_written(content: Write, tmp_path: Path) -> None:
    root, folder = content(IDS), tmp_path / "schema"
    assert [file.name for file in put_in_place(folder, load(root))] == [f"{name}.json" for name in KINDS]
    before = {file.name: file.stat().st_ino for file in folder.iterdir()}
    assert put_in_place(folder, load(root)) == ()
    (root / "places.yaml").write_text("sumy: {name: Sumy}\n")
    assert put_in_place(folder, load(root)) == (folder / "event.json",)
    after = {file.name: file.stat().st_ino for file in folder.iterdir()}
    assert {name for name in after if after[name] != before.get(name)} == {"event.json"}


@pytest.mark.parametrize(
    ("file", "line"),
    [
        ("content/events/a.yaml", "# yaml-language-server: $schema=../../.vscode/schema/event.json"),
        ("content/events/2025/03/a.yaml", "# yaml-language-server: $schema=../../../../.vscode/schema/event.json"),
    ],
)
def test_a_line_in_a_file_leads_to_its_schema(file: str, line: str) -> None:
    assert modeline("event", Path(file)) == line


def test_the_documentation_shows_the_settings_for_vs_code() -> None:
    page = (Path(__file__).parents[2] / "docs" / "editors.md").read_text("utf-8")
    shown = page.partition("```json\n")[2].partition("```")[0]
    assert json.loads(shown) == settings()


def test_a_schema_is_printed(content: Write) -> None:
    printed = run("schema", "event", "--content", content(IDS))
    assert (printed.exit_code, json.loads(printed.stdout)["$defs"]["place"]["enum"]) == (DONE, ["kursk"])


def test_schemas_are_listed_with_what_they_are_for() -> None:
    listed = run("schema").stdout.splitlines()
    assert [line.split()[0] for line in listed] == [*KINDS]
    assert listed[0] == "event    content/events/**/*.yaml     One thing that happened, or is said to have."


def test_schemas_are_written_into_a_folder(content: Write, tmp_path: Path) -> None:
    folder = tmp_path / "a" / "b"
    written = run("schema", "--content", content(IDS), "--write", folder)
    assert (written.exit_code, written.stdout) == (DONE, f"8 schemas in {folder}, 8 changed\n")
    assert {file.name for file in folder.iterdir()} == {f"{name}.json" for name in KINDS}
    assert run("schema", "--content", content(IDS), "--write", folder, "--quiet").stdout == ""


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("evnt",), USAGE, 'no schema "evnt"; did you mean "event"?'),
        (("event", "--content", "nowhere"), USAGE, 'there is no content folder "nowhere"'),
        (("--write", "file"), USAGE, "is a file"),
        (("--write", "file/schema"), NOT_WRITTEN, "Not a directory"),
        (("page",), DONE, 'there is no content folder "content", so no ids are named'),
    ],
)
def test_what_cannot_be_done_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], code: int, said: str
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.chdir(tmp_path)
    ended = run("schema", *arguments)
    assert (ended.exit_code, said in ended.stderr) == (code, True), ended.output


def _fields(shape: Any) -> Iterator[dict[str, Any]]:
    """All that stand in `properties`, at any depth."""
    if isinstance(shape, dict):
        for key, inner in shape.items():
            if key == "properties":
                yield from (each for each in inner.values() if "title" in each)
            yield from _fields(inner)
    elif isinstance(shape, list):
        for each in shape:
            yield from _fields(each)

"""What an author sees in an editor that asks yaml-language-server, with the settings that docs/editors.md shows."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import EVENT, write_content
from tests.schema.language_server import LanguageServer, language_server
from timeline.content.load import load
from timeline.schema.files import FOLDER, modeline, put_in_place, settings

ACTORS = 'usa: {name: United States}\nukraine: {name: Ukraine}\n"2025": {name: A year}\n'
# What is typed where ‸ stands, and some of what the editor offers.
OFFERED = {
    "actors:\n  - ‸": {"usa": "United States", "ukraine": "Ukraine", '"2025"': "A year"},
    "actors: [‸]": {"usa": "United States"},
    "thread: ‸": {"war": "War"},
    "excerpts:\n  - article: ‸": {"report": "A report"},
    "excerpts:\n  - speaker: ‸": {"ukraine": "Ukraine"},
    "relations:\n  - event: ‸": {"talks": "Talks"},
    "status: ‸": {"claimed": "Someone said it, and the source says who."},
    "draft: ‸": {"true": "", "false": ""},
}
# What is offered for a text, a word of some, and nothing at all.
FEW = {"title: ‸": 1, "excerpts:\n  - key: ‸": 1, "status: ‸": 5, "weight: ‸": 3, "draft: ‸": 2}
# A line of an event and what is said of it.
UNDERLINED = {
    "aktors: [usa]": "Property aktors is not allowed.",
    "actors: [usa, ukrain]": "There is no such actor in actors.yaml.",
    "status: sure": 'Value is not accepted. Valid values: "confirmed", "reported", "claimed", "disputed", "retracted".',
    "updated: 2025-03-11": "Property updated is not allowed.",
    "corrections: [{date: yesterday, note: x}]": "This is not a day. Write it as in 2025-03-14.",
    "tags: kursk": 'Incorrect type. Expected "array".',
    "body: [x]": "Expected a text.",
    "seq: first": "Expected a whole number.",
    "draft: yes": "Expected true or false.",
    "time_zone: 3": "Expected a time zone, as in Europe/Kyiv.",
    "allow: {long-quoet: It is meant.}": "Property long-quoet is not allowed.",
    "excerpts: [{article: report}]": 'Missing property "quote".',
}
# Unquoted values that YAML 1.2 makes into numbers, switches and nothing.
TAKEN = (
    EVENT,
    EVENT.replace("An event", "2014"),
    EVENT.replace("An event", "true"),
    EVENT.replace("2025-03-11", "2014"),
    EVENT.replace("2025-03-11", "2025-03-11T12:00+03:00"),
    EVENT.replace("2025-03-11", "2014-09~"),
    f"{EVENT}actors: [2025, usa]\ntags: [2014, no, 1.5]\nseq: 1\ndraft: false\n",
    f"{EVENT}body:\nactors:\nstatus:\ndate_basis:\nseq:\ndraft:\ncorrections:\n",
)


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("project")
    events = {"actors.yaml": ACTORS, "events/talks.yaml": EVENT.replace("An event", "Talks")}
    content = load(write_content(folder / "content", events))
    put_in_place(folder / FOLDER, content)
    return folder


@pytest.fixture(scope="module")
def server(project: Path) -> Iterator[LanguageServer]:
    with language_server(project, settings()["yaml.schemas"]) as running:
        yield running


@pytest.mark.parametrize("typed", OFFERED)
def test_ids_and_words_are_offered_with_what_they_mean(server: LanguageServer, project: Path, typed: str) -> None:
    offered = _offered(server, project, typed)
    assert {label: _documentation(offered[label]) for label in OFFERED[typed]} == OFFERED[typed]


@pytest.mark.parametrize("typed", FEW)
def test_nothing_else_is_offered(server: LanguageServer, project: Path, typed: str) -> None:
    assert len(_offered(server, project, typed)) == FEW[typed]


def test_fields_that_are_not_there_yet_are_offered(server: LanguageServer, project: Path) -> None:
    offered = _offered(server, project, f"{EVENT}‸")
    assert {"status", "actors", "date_basis"} <= {*offered} and not {"title", "date"} & {*offered}


@pytest.mark.parametrize("line", UNDERLINED)
def test_a_mistake_is_underlined(server: LanguageServer, project: Path, line: str) -> None:
    file = project / "content" / "events" / "wrong.yaml"
    assert server.problems(file, f"{EVENT}{line}\n") == [(5, UNDERLINED[line])]


@pytest.mark.parametrize("text", TAKEN)
def test_unquoted_values_are_right_as_they_are(server: LanguageServer, project: Path, text: str) -> None:
    assert server.problems(project / "content" / "events" / "right.yaml", text) == []


def test_what_a_field_means_is_shown(server: LanguageServer, project: Path) -> None:
    file = project / "content" / "events" / "hover.yaml"
    server.problems(file, f"{EVENT}stat: x\n")
    assert "The lane of the story that it belongs to" in server.hover(file, 2, 1)
    assert "`war`: War" in server.hover(file, 2, 9)


def test_registers_and_settings_have_their_schemas(server: LanguageServer, project: Path) -> None:
    assert server.problems(project / "content" / "actors.yaml", "usa: {nam: USA}\n") == [
        (1, 'Missing property "name".'),
        (1, "Property nam is not allowed."),
    ]
    assert server.problems(project / "content" / "actors.yaml", "USA: {name: USA}\n") == [
        (1, "An id is lower-case letters a-z and digits, in words joined by single hyphens.")
    ]
    assert server.problems(project / "content" / "site.yaml", "title: Case\npage_size: 0\n") == [
        (2, "Value is below the minimum of 1.")
    ]


def test_a_line_in_the_file_does_where_there_are_no_settings(project: Path) -> None:
    file = project / "content" / "events" / "2025" / "modeline.yaml"
    line = modeline("event", file, project / FOLDER)
    with language_server(project, {}) as server:
        assert server.problems(file, f"{EVENT}aktors: []\n") == []
        assert server.problems(file, f"{line}\n{EVENT}aktors: []\n") == [(6, "Property aktors is not allowed.")]


def _offered(server: LanguageServer, project: Path, typed: str) -> dict[str, dict[str, Any]]:
    file = project / "content" / "events" / "offered.yaml"
    before = typed.partition("‸")[0]
    server.problems(file, typed.replace("‸", ""))
    return server.completions(file, before.count("\n"), len(before) - before.rfind("\n") - 1)


def _documentation(item: dict[str, Any]) -> str:
    told = item.get("documentation", "")
    return str(told["value"] if isinstance(told, dict) else told)

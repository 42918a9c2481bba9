"""What lines alone tell of a place is what composing the file tells, and where they may deceive they tell nothing."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from timeline.content.lines import place_in_lines

Route = tuple[str | int, ...]
EXAMPLE = Path("tests/example/content")
FILES = [*EXAMPLE.glob("events/**/*.yaml"), *EXAMPLE.glob("*.yaml")]
LAYOUTS = {
    "as most write it": "date: 2025\nexcerpts:\n  - article: a\n    quote: >-\n      - article: b\n  - article: c\n",
    "a list that is not indented": "excerpts:\n- article: a\n- article: b\n  quote: c\n\ndate: 2025\n",
    "lists in lists that are not indented": "accounts:\n- by: a\n  excerpts:\n  - b\n  - c\n  says: d\n- by: e\n",
    "comments and empty lines": "# One.\n\nexcerpts:\n\n# Two.\n  - article: a\n # Three.\n  - article: b # four\n",
    "values on lines of their own": "date:\n  2025\nexcerpts:\n  -   article:\n        a\n      quote:\n        'b'\n",
    "texts that go on": "title: one\n  - date two\nexcerpts:\n  - quote: one\n      article\n    article: a\n",
    "texts in quotes": "title: \"one\"\nexcerpts:\n  - quote: 'one: [two'\n    article: \"a\"\n  - article: b\n",
    "quotes that stay open": 'excerpts:\n  - quote: "one\n  - article: two"\n    article: a\n  - article: b\n',
    "quotes that stay open below their key": 'excerpts:\n  - quote:\n      "one\n  - article: b"\n  - article: c\n',
    "quotes that close and open again": "excerpts:\n  - quote: 'one''s\n  - article: two'\n  - article: b\n",
    "an open quote that looks closed": 'excerpts:\n  - quote: "one \\"\n  - article: two"\n  - article: b\n',
    "brackets": "tags: [a, b]\nmedia: [{src: a},\n  {src: b}]\nexcerpts: [\n  article\n]\nrelations:\n  - {event: a}\n",
    "brackets that stay open": "accounts:\n  - excerpts: [a,\n  -b, b]\n    by: c\n  - by: d\n",
    "keys in quotes": "'date': 2025\n\"excerpts\":\n  - 'article': a\n",
    "keys in quotes below": "excerpts:\n  - 'quote': a\n    article: b\n",
    "nothing behind a key": "date:\nexcerpts:\n  - article:\n  - quote: a\n    article:\nseq: 1\n",
    "a register": "one:\n  name: One\n  aliases:\n  - a\n  - b\ntwo: {name: Two}\nthree:\n    name: Three\n",
    "all of it indented": "  date: 2025\n  excerpts:\n    - article: a\n",
    "signs of how texts are": "body: |2\n   one\n  date: 2025\nexcerpts:\n  - quote: |+\n\n     one\n    article: a\n",
    "a tie between list and value": "excerpts:\n  - - a\n    - b: c\n  -\n    article: d\n",
}  # fmt: skip
NEVER_IN_DOUBT = (
    "as most write it",
    "a list that is not indented",
    "lists in lists that are not indented",
    "comments and empty lines",
)


def all_places(node: yaml.Node | None, route: Route = ()) -> Iterator[tuple[Route, bool, tuple[int, int]]]:
    """Every route into a file, whether it is to the key, and where it leads as PyYAML's composer has it."""
    children = [((key.value, key), value) for key, value in node.value] if isinstance(node, yaml.MappingNode) else []
    if isinstance(node, yaml.SequenceNode):
        children = [((position, None), item) for position, item in enumerate(node.value)]
    for (step, key), child in children:
        way = (*route, step)
        yield way, False, (child.start_mark.line, child.start_mark.column)
        at_key = key or child
        yield way, True, (at_key.start_mark.line, at_key.start_mark.column)
        yield from all_places(child, way)


def certain_and_not(text: str) -> tuple[int, int]:
    """How many places lines alone tell, all of them right, and how many they leave to the composer."""
    told = doubtful = 0
    for route, at_key, place in all_places(yaml.compose(text, yaml.BaseLoader)):
        found = place_in_lines(text, route, at_key)
        assert found in (place, None), (route, at_key)
        told, doubtful = told + (found is not None), doubtful + (found is None)
    return told, doubtful


@pytest.mark.parametrize("layout", LAYOUTS)
def test_what_is_certain_is_right(layout: str) -> None:
    certain_and_not(LAYOUTS[layout])


@pytest.mark.parametrize("layout", NEVER_IN_DOUBT)
def test_plain_layouts_leave_no_doubt(layout: str) -> None:
    assert certain_and_not(LAYOUTS[layout])[1] == 0


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_files_of_a_record_are_read_as_the_composer_reads_them(file: Path) -> None:
    told, _ = certain_and_not(file.read_text(encoding="utf-8"))
    assert told


@pytest.mark.parametrize("route", [("excerpts", 2), ("excerpts", 0, "key"), ("nothing",), ()])
def test_what_is_not_there_is_left_to_the_composer(route: Route) -> None:
    assert place_in_lines(LAYOUTS["as most write it"], route, False) is None

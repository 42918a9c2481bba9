"""Whatever stands in a file, reading and checking give a record or problems, and no exception."""

import json
import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import EVENT, write_content
from timeline.checks import check
from timeline.content.load import load
from timeline.problems import Problem

FIELDS = (
    "title", "date", "thread", "status", "summary", "body", "actors", "excerpts", "accounts", "relations", "media",
    "aliases", "corrections", "allow", "draft", "seq", "date_basis", "time_zone", "tags", "quote", "article", "by",
)  # fmt: skip
TEXTS = st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=20)
VALUES = st.recursive(
    st.sampled_from(["", "a", "2025-03-11", "war", "report", "true", "1", "supports", "[x](event:a)", "[^a]"]) | TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(FIELDS), inner, max_size=4),
    max_leaves=12,
)
YAML_PIECES = (
    *FIELDS, ": ", ":\n", "\n", "- ", "  ", "[", "]", "{", "}", ",", '"', "'", "|\n", ">", "&a", "*a", "!t", "<<",
    "---\n", "...\n", "#", "? ", "\\ud800", "\\x", "é", "\r\n", "\ufeff", "%YAML 1.1\n",
)  # fmt: skip
YAML_LIKE = st.lists(st.sampled_from(YAML_PIECES), max_size=30).map("".join)
MARKDOWN_PIECES = (
    "[", "]", "(", ")", "<", ">", "a", " ", "\n", "\n\n", "*", "_", "`", "```\n", "[^k]", "](event:a)", "&#", ";", "\\",
    "<a href='note:k'>", "</a>", "|", "-", "> ", "1. ", "# ", "!", ":", "<!--", "[x]: y",
)  # fmt: skip
MARKDOWN_LIKE = st.lists(st.sampled_from(MARKDOWN_PIECES), max_size=30).map("".join)


def _problems(**files: bytes) -> tuple[Problem, ...]:
    with tempfile.TemporaryDirectory() as folder:
        named = {"events/a.yaml": files["event"]} if "event" in files else {"articles/a.md": files["article"]}
        content = load(write_content(Path(folder), named))
        problems = check(content)
        entry = content.events.get("a") or content.articles["a"]
        assert entry.record is not None or problems
        assert all(problem.message.isprintable() for problem in problems)
        return problems


@settings(max_examples=150)
@given(st.binary(max_size=200) | YAML_LIKE.map(str.encode))
def test_any_bytes_as_an_event(content: bytes) -> None:
    _problems(event=content)


@settings(max_examples=100)
@given(st.binary(max_size=200) | YAML_LIKE.map(str.encode), st.binary(max_size=50))
def test_any_bytes_as_an_article(front: bytes, body: bytes) -> None:
    _problems(article=b"---\n" + front + b"\n---\n" + body)


@settings(max_examples=100)
@given(st.dictionaries(st.sampled_from(FIELDS), VALUES, max_size=8))
def test_any_values_in_the_fields_of_an_event(fields: dict[str, object]) -> None:
    # What JSON writes, YAML reads, but for the pairs of surrogates that stand for one letter.
    _problems(event=json.dumps(fields, ensure_ascii=False).encode())


@settings(max_examples=150)
@given(TEXTS | MARKDOWN_LIKE)
def test_any_text_as_a_summary(text: str) -> None:
    _problems(event=EVENT.replace("It happened.", json.dumps(text, ensure_ascii=False)).encode())

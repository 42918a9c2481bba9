"""What an import writes, read again: the very texts, however awkward they are."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.content.source import Source, parse_yaml, read_entry
from timeline.placing.writing import article_text, event_text, register_field, settings_text
from timeline.text import FORBIDDEN, normal

AWKWARD = [
    "yes",
    "2025",
    "a: b",
    "a #b",
    "- a",
    "[x]",
    "{a: b}",
    "'a'",
    '"a" b',
    "a\\n",
    "null",
    "@a",
    "&a *b",
    "!x",
    "?",
]
AWKWARD += [
    "a:",
    " a",
    "a ",
    "a\tb",
    "# a",
    "---",
    "...",
    "%a",
    "~",
    "> a",
    "| a",
    "a, b",
    "a]",
    "1.5",
    "0x1f",
    "<<",
    "=",
]
AWKWARD += [
    "a\nb",
    "a\n\nb\n",
    "\na",
    " a\nb",
    "a\n b\n",
    "a\n\n",
    "a\n  \nb\n",
    "a\n---\nb\n",
    "<<<<<<< a\nb\n",
    "é\u0301",
]


AWKWARD += [
    f"{'long ' * 30}{text}{' and longer' * 12}" for text in ("a", "- b", "# c", "  d", "e:  f", "a\nb", "a  \nb")
]


@st.composite
def texts(draw: st.DrawFn) -> str:
    """What is left of any text when it has been made fit for a file."""
    letters = st.sampled_from("ab:#-[]{},'\"\\|>&*!%@`?~= \n\té1") | st.characters(exclude_categories=["Cs"])
    return FORBIDDEN.sub("", normal(draw(st.text(letters, max_size=40))))


def read_back(text: str) -> Any:
    return parse_yaml(text.encode()).written


def test_long_texts_stand_in_lines_as_an_editor_writes_them() -> None:
    words = "It was the first of many talks, and not the last, of which the papers said that nothing came of them."
    lines = ["It was the first of many talks, and not the last, of which the papers said that nothing came of", "them."]
    assert event_text({"summary": words}) == "".join(["summary: >-\n", *(f"  {line}\n" for line in lines)])
    assert event_text({"summary": "One  \ntwo"}) == "summary: |-\n  One  \n  two\n"


@pytest.mark.parametrize("text", AWKWARD)
def test_awkward_texts_are_read_as_they_were_given(text: str) -> None:
    text = normal(text)
    written = {"title": text, "body": text, "tags": [text, text], "media": [{"src": "a.png", "alt": text}]}
    assert read_back(event_text(written)) == written


@given(st.fixed_dictionaries({"title": texts(), "summary": texts(), "body": texts(), "tags": st.lists(texts())}))
def test_any_text_is_read_as_it_was_given(written: dict[str, Any]) -> None:
    assert read_back(event_text(written)) == written


@given(texts(), texts())
def test_any_entry_of_a_register_is_read_as_it_was_given(name: str, other: str) -> None:
    entry = {"name": name, "role": other, "lat": "-1.5", "lon": "2"}
    lines = f"{register_field('a', entry)}\n{register_field('1-2', entry)}\n{register_field('on', {'name': other})}\n"
    assert read_back(lines) == {"a": entry, "1-2": entry, "on": {"name": other}}


@given(texts(), texts())
def test_any_settings_are_read_as_they_were_given(title: str, description: str) -> None:
    read = read_back(settings_text(title, description))
    assert read == {"title": title} | ({"description": description} if description else {})


@pytest.mark.parametrize("title", [each for each in AWKWARD if "\n" not in each])
def test_an_article_is_read_as_it_was_given(title: str, tmp_path: Path) -> None:
    known = {
        "title": normal(title),
        "publisher": "x: y",
        "published": "[..2025-03-11]",
        "url": "https://example.org/a#b:",
    }
    file = tmp_path / "a.md"
    file.write_text(article_text(known), "utf-8")
    reading, _ = read_entry(str(file))
    assert isinstance(reading, Source)
    assert (reading.written, reading.body) == (known, "")


def test_an_event_reads_as_an_editor_would_have_written_it() -> None:
    written = {
        "title": "Talks in Jeddah",
        "date": "[2025-03-11,2025-03-12]",
        "thread": "talks",
        "summary": "They met in [Jeddah](place:jeddah), it’s said.",
        "body": "One.\n\nTwo: three.\n",
        "actors": ["ukraine", "2025-group"],
        "tags": ["peace talks", "a, b", "2014"],
        "media": [{"src": "talks.png", "alt": "A table"}],
    }
    assert event_text(written) == (
        "title: Talks in Jeddah\n"
        'date: "[2025-03-11,2025-03-12]"\n'
        "thread: talks\n"
        "summary: They met in [Jeddah](place:jeddah), it’s said.\n"
        "body: |\n  One.\n\n  Two: three.\n"
        "actors: [ukraine, 2025-group]\n"
        'tags: [peace talks, "a, b", "2014"]\n'
        "media:\n  - {src: talks.png, alt: A table}\n"
    )

"""Compares the short way of plain texts with the long one, on many more texts than the test suite has time for.

`python -m tests.markdown.compare 150000` generates so many texts, `python -m tests.markdown.compare FOLDER …` takes the
texts of content folders: every paragraph-like value of their YAML, and what stands below the front matter of a file in
Markdown. It ends at the first difference, and otherwise says how many texts there were and how many took the short way.
"""

import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from random import Random
from typing import Any

import yaml

from tests.markdown.plain_texts import any_text
from timeline import plain_markdown
from timeline.markdown import parsed_html, parsed_words


def differences(text: str) -> list[str]:
    """What the short way makes of a text otherwise than the long one; nothing if it declines the text."""
    markup = plain_markdown.to_html(text)
    if markup is None:
        return []
    ways = [("HTML", markup, parsed_html(text, False)), ("words", plain_markdown.words(markup), parsed_words(text))]
    if "[^" not in text:
        ways.append(("HTML with footnotes", markup, parsed_html(text, True)))
    return [f"{what} of {text!r}: {short!r}, not {long!r}" for what, short, long in ways if short != long]


def compare(text: str, seen: Counter[bool]) -> None:
    found = differences(text)
    assert not found, "\n".join(found)
    seen[plain_markdown.to_html(text) is not None] += 1


def generated(number: int, seen: Counter[bool]) -> None:
    for seed in range(number):
        compare(any_text(Random(seed)), seen)


def written(folder: Path) -> Iterator[str]:
    """All texts of a content folder's files, whether they are meant as Markdown or not."""
    for file in sorted(folder.rglob("*.yaml")):
        yield from _strings(yaml.load(file.read_text("utf-8"), yaml.BaseLoader))
    for file in sorted(folder.rglob("*.md")):
        _, head, body = file.read_text("utf-8").split("---\n", 2)
        yield from (body, *_strings(yaml.load(head, yaml.BaseLoader)))


def _strings(value: Any) -> Iterable[str]:
    if isinstance(value, str):
        return [value]
    inside = value.values() if isinstance(value, dict) else value or ()
    return [text for part in inside for text in _strings(part)]


if __name__ == "__main__":
    for argument in sys.argv[1:]:
        seen: Counter[bool] = Counter()
        if argument.isdecimal():
            generated(int(argument), seen)
        else:
            for text in written(Path(argument)):
                compare(text, seen)
        sys.stdout.write(f"{argument}: {seen.total():,} texts, {seen[True]:,} by the short way, no difference\n")

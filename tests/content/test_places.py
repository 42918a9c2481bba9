"""A problem names the place of what is wrong, however the file around it is laid out."""

import pytest

from tests.conftest import Write
from tests.content.reading import codes, event_problems

REST = "title: T\nthread: war\nsummary: S\n"
# A date that is none, in files of many shapes.
LAYOUTS = {
    "first of all": (f"date: never\n{REST}", "bad-date 1:7"),
    "last of all, without a line break": (f"{REST}date: never", "bad-date 4:7"),
    "below a comment and an empty line": (f"# By hand.\n\n{REST}date: never\n", "bad-date 6:7"),
    "below a comment that is indented": (f"  # By hand.\n{REST}date: never\n", "bad-date 5:7"),
    "on the line below its key": (f"date:\n  never\n{REST}", "bad-date 2:3"),
    "below a list that is not indented": (f"tags:\n- a\n- b\n{REST}date: never\n", "bad-date 7:7"),
    "below a text with lines like fields": (f"body: |\n  date: 2025\n{REST}date: never\n", "bad-date 6:7"),
    "below a quoted text that begins a line": (f'body: "a\nbody of b"\n{REST}date: never\n', "bad-date 6:7"),
    "below a quoted text with lines like fields": (f'body: "a\nseq: b"\n{REST}date: never\n', "bad-date 6:7"),
    "in a quoted text with lines like fields": (f'date: "a\nseq: b"\n{REST}', "bad-date 1:7"),
    "below a quoted text with a line like the field": (f'body: "a\ndate: b"\n{REST}date: never\n', "bad-date 6:7"),
    "with its key in quotes": (f'body: "a\ndate: b"\n{REST}"date": never\n', "bad-date 6:9"),
    "in a mapping that is indented": ("  title: T\n  thread: war\n  summary: S\n  date: never\n", "bad-date 4:9"),
    "in braces": ("{title: T, thread: war,\nsummary: S, date: never}\n", "bad-date 2:19"),
    "within a field": (f"{REST}date: 2025\ncorrections:\n  - date: never\n    note: N\n", "bad-date 6:11"),
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_place_is_that_of_the_value(content: Write, layout: str) -> None:
    text, expected = LAYOUTS[layout]
    assert codes(event_problems(content, text)) == [expected]

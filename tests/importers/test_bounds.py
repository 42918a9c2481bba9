"""More than anybody means to import is refused before it fills the memory."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from timeline.importers import CannotRead, Found
from timeline.importers.csv import read as read_csv
from timeline.importers.found import MOST_EVENTS
from timeline.importers.timelinejs import read as read_timelinejs

TOO_MANY = MOST_EVENTS + 1
SLIDES = {"events": [{"start_date": {"year": "1990"}, "text": {"headline": "A"}}] * TOO_MANY}
FILES: dict[str, tuple[Callable[[Path], Found], str]] = {
    "a table": (read_csv, "id,title,date,status,thread\n" + "a,b,1990,reported,x\n" * TOO_MANY),
    "slides": (read_timelinejs, json.dumps(SLIDES)),
}


@pytest.mark.parametrize("case", FILES)
def test_a_file_of_too_many_events_is_refused_in_a_line(tmp_path: Path, case: str) -> None:
    read, text = FILES[case]
    (tmp_path / "file").write_text(text, "utf-8")
    with pytest.raises(CannotRead, match=r"has more than 100,000 (rows|events); import it in parts"):
        read(tmp_path / "file")

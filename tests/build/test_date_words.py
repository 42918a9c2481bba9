"""How the pages tell how dates are known: on the event, in its data, and as a table on the article's page."""

import json
from collections.abc import Iterable
from pathlib import Path

import pytest

from tests.build.conftest import example_in
from tests.build.reading import document, files
from timeline.build import Options, build

MANY = 23
EVENT = """\
title: Event {number}
date: {date}
date_basis: {{words: {words}, article: gazette-2025-03-12{note}}}
thread: works
summary: It happened.
"""
READ = (
    "“on Tuesday” in an article of Wednesday 12 March 2025 is Tuesday 11 March 2025, "
    "the last Tuesday up to the day of publication"
)
NOTE = "The remark is told without a day; only the article’s own date bounds it."


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    options = example_in(tmp_path_factory.mktemp("site"))
    _write(options, "noted", date='"[..2025-03-12]"', words="previously threatened", note=f", note: {NOTE}")
    for number in range(MANY):
        _write(options, f"more-{number:02}", date="2025-03-11", words="On Tuesday", note="")
    settings = options.content / "site.yaml"
    settings.write_text(
        "".join(line for line in settings.read_text("utf-8").splitlines(True) if "page_size" not in line)
        + "page_size: 10\n",
        "utf-8",
    )
    build(options)
    return files(options.output)


def test_an_event_tells_how_its_words_are_read(site: dict[str, bytes]) -> None:
    assert f"{READ}." in _text(site, "events/2025-03-11-storm/index.html")


def test_words_without_a_reading_are_explained_by_the_note_alone(site: dict[str, bytes]) -> None:
    text = _text(site, "events/noted/index.html")
    assert NOTE in text
    assert "in an article of" not in text


def test_an_events_data_has_the_reading_as_edtf(site: dict[str, bytes]) -> None:
    read, noted = (json.loads(site[f"events/{name}/index.json"]) for name in ("2025-03-11-storm", "noted"))
    assert read["date_basis"] == {
        "words": "on Tuesday",
        "article": "gazette-2025-03-12",
        "reading": "2025-03-11",
        "how": READ,
        "note": None,
    }
    assert [noted["date_basis"][key] for key in ("reading", "how", "note")] == [None, None, NOTE]


def test_each_event_stands_once_beside_the_words_that_date_it(site: dict[str, bytes]) -> None:
    rows = [row for path in sorted(site) if path.startswith("articles/gazette-") for row in _rows(site, path)]
    events = [name for _, names in rows for name in names]
    assert len(events) == len(set(events)) == MANY + 2
    assert {cells for cells, _ in rows} == {
        ("“on Tuesday”", "Tuesday 11 March 2025 The last Tuesday up to the day of publication."),
        ("“previously threatened”", f"By 12 March 2025 Set by the curator. {NOTE}"),
    }


def test_no_part_of_an_article_lists_more_than_a_page_holds(site: dict[str, bytes]) -> None:
    parts = [path for path in site if path.startswith("articles/gazette-2025-03-12/") and path.endswith(".html")]
    assert len(parts) >= 3
    for path in parts:
        assert sum(len(names) for _, names in _rows(site, path)) <= 10


def _write(options: Options, name: str, **values: str) -> None:
    file = Path(options.content) / "events" / f"{name}.yaml"
    file.write_text(EVENT.format(number=name, **values), "utf-8")


def _text(site: dict[str, bytes], path: str) -> str:
    return " ".join(" ".join(document(site[path]).itertext()).split())


def _rows(site: dict[str, bytes], path: str) -> list[tuple[tuple[str, ...], list[str]]]:
    """The words and the reading of each row of the table of date words, without its events, and the ids of these."""
    rows = document(site[path]).findall(".//section[@aria-labelledby='h-date-words']//tbody/tr")
    return [
        (
            (
                _joined(row[0].itertext()),
                _joined(text for part in row[1] if part.tag != "ul" for text in part.itertext()),
            ),
            [(link.get("href") or "").split("/")[-2] for link in row.iter("a")],
        )
        for row in rows
    ]


def _joined(texts: Iterable[str]) -> str:
    return " ".join(" ".join(texts).split())

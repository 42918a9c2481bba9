"""timelinejs.json: every listed event as a slide, and nothing in it more certain than it is."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import write_content
from timeline.build import Options, build
from timeline.dates import parse
from timeline.pages.slide_dates import placed

PUBLISHED = "2025-04-01"
# A date, its start, its end, and what is shown instead of them.
PLACED: dict[str, tuple[str, str, str]] = {
    "2025": ("2025", "", ""),
    "2025-03": ("2025-3", "", ""),
    "2025-03-XX": ("2025-3", "", ""),
    "2025-03-11": ("2025-3-11", "", ""),
    "2025-03-11T14:05": ("2025-3-11 14:05", "", ""),
    "2025-03-11T00:00:07Z": ("2025-3-11 0:00:07", "", ""),
    "-0043-03-15": ("-44-3-15", "", ""),
    "0000": ("-1", "", ""),
    "0079": ("79", "", "79 CE"),
    "Y12000": ("12000", "", "12,000 CE"),
    "201X": ("2010", "", "the 2010s"),
    "-004X": ("-50", "", "between 50 and 41 BCE"),
    "2025-03-1X": ("2025-3-10", "", "between 10 and 19 March 2025"),
    "2025-21": ("2025-3", "", "spring 2025"),
    "2024-24": ("2024-12", "", "winter 2024/25"),
    "2014-09~": ("2014-9", "", "about September 2014"),
    "2025-03-11?": ("2025-3-11", "", "11 March 2025 (uncertain)"),
    "2014-04/2024": ("2014-4", "2024", ""),
    "2014-04-02/2014-04-02": ("2014-4-2", "", ""),
    "2014-04-02/2014": ("2014-4-2", "2014-12-31", "2 April 2014 to 2014"),
    "2014-04-02/2014-04": ("2014-4-2", "2014-4-30", "2 April 2014 to April 2014"),
    "2025-21/2025-22": ("2025-3", "2025-8-31", "spring to summer 2025"),
    "-0049/-0043~": ("-50", "-44", "50 BCE to about 44 BCE"),
    "2014-04/..": ("2014-4", "", "from April 2014 on"),
    "2014-04/": ("2014-4", "", "from April 2014, end not known"),
    "../2025-03-12": ("2025-3-12", "", "until 12 March 2025"),
    "[2025-03-03..2025-03-09]": ("2025-3-9", "", "between 3 and 9 March 2025"),
    "[2025-03-12,2025-03-13]": ("2025-3-13", "", "12 or 13 March 2025"),
    "[..2025-03-12]": ("2025-3-12", "", "by 12 March 2025"),
    "[2025-03-12..]": ("2025-3-12", "", "12 March 2025 or later"),
    "{1914,1939}": ("1914", "", "1914 and 1939"),
    "XXXX": ("2025-4-1", "", "year not known"),
    "XXXX-12-25": ("2025-4-1", "", "25 December, year not known"),
}
BODY = "It *went* on, see [the talks](event:talks), [a site](https://example.com/?a=1&b=2).[^said]\n\n- one <b>item</b>"


@pytest.mark.parametrize(("date", "expected"), PLACED.items())
def test_a_date_stands_at_its_known_bound_and_is_shown_as_closely_as_it_is_known(
    date: str, expected: tuple[str, str, str]
) -> None:
    at = placed(parse(date), PUBLISHED)
    assert (_shown(at.start), _shown(at.end or {}), at.words) == expected


def _shown(parts: Any) -> str:
    day = "-".join(parts[part] for part in ("year", "month", "day") if part in parts)
    return " ".join(
        filter(None, (day, ":".join(parts[part] for part in ("hour", "minute", "second") if part in parts)))
    )


def built(folder: Path, base_url: str = "", **events: dict[str, Any]) -> dict[str, Any]:
    entries = {
        "site.yaml": {"title": "Mills & <i>more", "description": "Of all.", "base_url": base_url},
        "threads.yaml": {"works": {"name": "Works & <b>more"}},
        "articles/gazette.md": "---\ntitle: Gazette\npublisher: G\npublished: 2025-03-12\n---\n",
        "events/talks.yaml": {"title": "Talks", "date": "2025-03-11", "thread": "works", "summary": "They talk."},
        **{f"events/{name}.yaml": {"thread": "works", "summary": "So.", **event} for name, event in events.items()},
    }
    # JSON is YAML.
    texts = {name: entry if isinstance(entry, str) else json.dumps(entry) for name, entry in entries.items()}
    content = write_content(folder / "content", texts)
    report = build(Options(content=content, output=folder / "site", today="2025-04-01"))
    assert report.update, report.problems
    read: dict[str, Any] = json.loads((folder / "site/timelinejs.json").read_text("utf-8"))
    return read


def test_every_listed_event_is_a_slide_in_the_order_of_the_timeline(tmp_path: Path) -> None:
    gone = {"status": "retracted", "corrections": [{"date": "2025-03-20", "note": "It was not so."}]}
    found = built(
        tmp_path,
        first={"title": "A <b>", "date": "-0043"},
        last={"title": "B", "date": "[..2025]"},
        gone={"title": "C", "date": "2024", **gone},
    )
    assert [slide["unique_id"] for slide in found["events"]] == ["first", "talks", "last"]
    assert found["title"]["text"] == {"headline": "Mills &amp; &lt;i&gt;more", "text": "<p>Of all.</p>"}
    assert found["events"][0]["text"]["headline"] == "A &lt;b&gt;"
    assert found["scale"] == "human"


def test_a_far_year_makes_the_axis_one_of_years(tmp_path: Path) -> None:
    assert built(tmp_path, far={"title": "Far", "date": "2025/Y275760"})["scale"] == "cosmological"


@pytest.mark.parametrize("status", ["confirmed", "reported", "claimed"])
def test_a_slide_says_first_how_the_event_stands(tmp_path: Path, status: str) -> None:
    found = built(tmp_path, "https://example.org/", mill={"title": "Mill", "date": "2025", "status": status})
    address = "https://example.org/events/mill/"
    standing = f'<p class="status"><b>{status.title()}.</b> <a href="{address}">See the sources</a></p>'
    assert found["events"][0]["text"]["text"] == f"{standing}<p>So.</p>"


def test_links_are_whole_where_the_address_is_known(tmp_path: Path) -> None:
    excerpts = [{"key": "said", "article": "gazette", "quote": "so"}]
    found = built(
        tmp_path, "https://example.org/", mill={"title": "M", "date": "2025", "body": BODY, "excerpts": excerpts}
    )
    assert found["events"][0]["text"]["text"].endswith(
        '<p>It <em>went</em> on, see <a href="https://example.org/events/talks/">the talks</a>, '
        '<a href="https://example.com/?a=1&amp;b=2" rel="noopener">a site</a>.</p>'
        "\n<ul>\n<li>one <b>item</b></li>\n</ul>"
    )


def test_links_to_entries_are_words_where_the_address_is_not_known(tmp_path: Path) -> None:
    excerpts = [{"key": "said", "article": "gazette", "quote": "so"}]
    found = built(tmp_path, mill={"title": "M", "date": "2025", "body": BODY, "excerpts": excerpts})
    text = found["events"][0]["text"]["text"]
    assert "see the talks, <a" in text
    assert "<b>Reported.</b></p>" in text


def test_it_can_be_switched_off(tmp_path: Path) -> None:
    built(tmp_path)
    (tmp_path / "content/site.yaml").write_text('{"title": "T", "outputs": {"timelinejs": false}}')
    assert build(Options(content=tmp_path / "content", output=tmp_path / "site", today="2025-04-01")).update
    assert not (tmp_path / "site/timelinejs.json").exists()

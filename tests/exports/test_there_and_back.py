"""A site's own export, imported into an empty folder: the events that the table in docs/importing.md promises."""

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner

from bench import ours
from bench.corpus import corpus_of
from tests.browser.hard import write_hard_cases
from tests.browser.record import record_in
from tests.build.conftest import example_in, real_in
from tests.test_docs import sections
from timeline.build import Options, build
from timeline.cli import main
from timeline.content.drafts import without_drafts
from timeline.content.load import Content, load
from timeline.markdown import plain
from timeline.model import Event
from timeline.problems import has_errors
from timeline.text import slug, squeeze

FILES = {"CSV": ("csv", "events.csv"), "TimelineJS": ("timelinejs", "timelinejs.json")}
WORDS = ("summary", "body")


def made_in(folder: Path) -> Options:
    ours.lean().write(corpus_of(60), folder)
    return Options(folder / "content", folder / "site", "2025-04-01")


def hard_in(folder: Path) -> Options:
    return Options(write_hard_cases(folder / "content"), folder / "site", "2025-04-01")


RECORDS: Mapping[str, Callable[[Path], Options]] = {
    "the example": example_in,
    "the demonstration": real_in,
    "all forms of dates": record_in,
    "what is hard on a layout": hard_in,
    "a made-up record": made_in,
}


def held(form: str) -> dict[str, str]:
    """What the documentation says of each field."""
    lines = [line for line in sections("importing.md")["There and back"].splitlines() if line.startswith("| ")]
    names, *rows = [[cell.strip() for cell in line.strip("|").split(" | ")] for line in lines]
    return {row[0].strip(" `"): row[names.index(form)].strip() for row in rows if "`" in row[0]}


def listed(content: Content) -> dict[str, Event]:
    shown = without_drafts(content).events
    return {name: one.record for name, one in shown.items() if one.record and one.record.status != "retracted"}


@pytest.fixture(scope="module", params=RECORDS)
def record(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Options:
    folder = tmp_path_factory.mktemp("record")
    options = replace(RECORDS[request.param](folder), base_url="https://example.org/", cache=None)
    settings = options.content / "site.yaml"
    kept = yaml.load(settings.read_text("utf-8"), yaml.BaseLoader)
    without = dict.fromkeys(("cards", "search", "embed", "map"), "false")
    settings.write_text(json.dumps({**kept, "outputs": without}), "utf-8")
    assert build(options).update
    return options


@pytest.mark.parametrize("form", FILES)
def test_events_come_back_in_all_fields_that_the_format_holds(record: Options, tmp_path: Path, form: str) -> None:
    name, file = FILES[form]
    into = tmp_path / "content"
    CliRunner().invoke(main, ["import", name, str(record.output / file), "--into", str(into)], catch_exceptions=False)
    came = load(into)
    assert not has_errors(came.problems)
    were, are = listed(load(record.content)), listed(came)
    assert are.keys() == were.keys()
    threads = load(record.content).threads
    for field, how in held(form).items():
        if field == "id" or not how.startswith(("yes", "the words")):
            # Ids were compared above.
            continue
        for event, was in were.items():
            before, now = getattr(was, field), getattr(are[event], field)
            if field == "thread" and "name" in how:
                before, now = threads[before].written["name"], came.threads[now].written["name"]
            elif field == "status" and before == "disputed":
                before = "claimed"
            elif field == "tags":
                # An export has the ids of tags, whatever an event calls them.
                before = tuple(map(slug, before))
            elif field in WORDS:
                before, now = (squeeze(plain(text)) for text in (before, now))
                # An image may have become a link behind the text.
                now = now[: len(before)] if was.media else now
            assert now == before, (event, field)

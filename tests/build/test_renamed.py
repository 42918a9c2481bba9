"""What was renamed is the same as before for whoever knew it: readers of its address, of its data, of its feed."""

import json
from pathlib import Path
from xml.etree import ElementTree as etree

from click.testing import CliRunner

from tests.build.reading import document, files
from tests.build.record import Record, published
from timeline.cli import main
from timeline.content.published import read_lock

ATOM = "{http://www.w3.org/2005/Atom}"
CORRECTED = "corrections: [{date: 2025-04-02, note: The day was wrong.}]\n"


def rename(record: Record, old: str, new: str) -> None:
    done = CliRunner().invoke(main, ["rename", old, new, "--content", str(record.content)])
    assert done.exit_code == 0, done.output


def renamed_twice(root: Path, day: str = "2025-04-05") -> Record:
    record = published(root)
    rename(record, "march", "long-march")
    record.build("2025-04-03")
    record.commit()
    rename(record, "long-march", "longest-march")
    rename(record, "envoy", "special-envoy")
    report = record.build(day)
    assert report.update, report.problems
    assert "silent-change" not in {problem.code for problem in report.problems}
    return record


def entry_ids(record: Record, feed: str) -> list[str]:
    feed_element = etree.fromstring((record.root / "site" / feed).read_text())
    return [entry.findtext(f"{ATOM}id") or "" for entry in feed_element.iter(f"{ATOM}entry")]


def test_every_earlier_address_leads_straight_to_the_present_one(tmp_path: Path) -> None:
    site = files(renamed_twice(tmp_path).root / "site")
    for address, present in {
        "events/march/": "events/longest-march/",
        "events/long-march/": "events/longest-march/",
        "actors/envoy/": "actors/special-envoy/",
    }.items():
        page = document(site[address + "index.html"])
        links = {element.get("href") for element in page.iter("a")}
        (refresh,) = (element for element in page.iter("meta") if element.get("http-equiv") == "refresh")
        assert refresh.get("content") == f"0; url=../../{present}"
        assert f"../../{present}" in links
        assert [e.get("content") for e in page.iter("meta") if e.get("name") == "robots"] == ["noindex"]


def test_the_data_of_an_event_lies_at_its_earlier_addresses_too(tmp_path: Path) -> None:
    site = files(renamed_twice(tmp_path).root / "site")
    data = [site[f"events/{name}/index.json"] for name in ("march", "long-march", "longest-march")]
    assert data[0] == data[1] == data[2]
    assert json.loads(data[0])["id"] == "longest-march"


def test_in_a_feed_it_is_the_same_entry_as_before(tmp_path: Path) -> None:
    record = published(tmp_path / "before")
    before = {feed: entry_ids(record, feed) for feed in ("feed.atom", "threads/talks/feed.atom")}
    after = renamed_twice(tmp_path / "after")
    assert {feed: entry_ids(after, feed) for feed in before} == before
    feeds = [(after.root / "site/actors" / name / "feed.atom").read_text() for name in ("envoy", "special-envoy")]
    assert feeds[0] == feeds[1]
    assert "<id>tag:example.org,2025:actors/envoy/feed</id>" in feeds[0]


def test_it_keeps_the_day_of_its_first_publication(tmp_path: Path) -> None:
    lock = read_lock(renamed_twice(tmp_path).content)[0]
    assert {lock[f"events/{name}"].day for name in ("march", "long-march", "longest-march")} == {"2025-04-01"}
    assert lock["events/longest-march"].origin == "march"


def test_a_correction_updates_the_entry_and_adds_none(tmp_path: Path) -> None:
    record = renamed_twice(tmp_path)
    before = entry_ids(record, "feed.atom")
    record.edit("events/longest-march.yaml", "title: A march", f"{CORRECTED}title: The march")
    assert record.build("2025-04-06").update
    assert sorted(entry_ids(record, "feed.atom")) == sorted(before)
    assert "<updated>2025-04-02T00:00:00Z</updated>" in (record.root / "site/feed.atom").read_text()
    assert entry_ids(record, "corrections/feed.atom") == ["tag:example.org,2025:events/march/corrections/2025-04-02/1"]


def test_a_merged_event_keeps_its_own_place_in_the_feed(tmp_path: Path) -> None:
    record = published(tmp_path)
    (record.content / "events/march.yaml").unlink()
    record.edit("events/talks.yaml", "aliases: [meeting]", "aliases: [march, meeting]")
    assert record.build("2025-04-03").update
    assert entry_ids(record, "feed.atom") == ["tag:example.org,2025:events/talks"]


def test_one_that_takes_the_id_of_an_event_merged_into_it_stays_itself(tmp_path: Path) -> None:
    record = published(tmp_path)
    (record.content / "events/march.yaml").unlink()
    record.edit("events/talks.yaml", "aliases: [meeting]", "aliases: [march, meeting]")
    record.build("2025-04-03")
    record.commit()
    assert not read_lock(record.content)[0]["events/march"].is_entry
    rename(record, "event:talks", "march")
    report = record.build("2025-04-04")
    assert report.update
    assert "silent-change" not in {problem.code for problem in report.problems}
    assert entry_ids(record, "feed.atom") == ["tag:example.org,2025:events/talks"]


def test_what_was_renamed_by_hand_can_be_given_back_to_be_renamed_everywhere(tmp_path: Path) -> None:
    record = published(tmp_path)
    (record.content / "events/march.yaml").rename(record.content / "events/long-march.yaml")
    done = CliRunner().invoke(main, ["rename", "march", "long-march", "--content", str(record.content)])
    assert done.exit_code == 2
    assert 'no entry "march"; it was the id of a published event: give it back by hand first' in done.output
    (record.content / "events/long-march.yaml").rename(record.content / "events/march.yaml")
    rename(record, "march", "long-march")
    assert record.build().update


def test_a_retraction_is_told_in_the_title_of_its_correction(tmp_path: Path) -> None:
    record = published(tmp_path)
    record.edit("events/march.yaml", "status: disputed", f"{CORRECTED}status: retracted")
    assert record.build("2025-04-03").update
    assert "<title>Retracted: A march</title>" in (record.root / "site/corrections/feed.atom").read_text()

"""published.lock: what was ever published, and since when."""

from dataclasses import replace

from tests.build.reading import files
from tests.build.test_publishing import rewrite
from timeline.build import Options, build
from timeline.locks import PUBLISHED, Published, read


def test_a_build_adds_a_line_for_every_entry_with_the_day(example: Options) -> None:
    build(example)
    lock, problems = read(example.content)
    assert not problems
    assert lock["events/2025-03-11-storm"].day == "2025-04-01"
    assert {"articles/courier", "actors/council", "places/quay", "tags/stone", "threads/law", "about"} <= set(lock)


def test_lines_are_sorted_and_stay_as_they_are_when_the_next_day_comes(example: Options) -> None:
    build(example)
    before = (example.content / PUBLISHED).read_bytes()
    assert before.splitlines() == sorted(before.splitlines())
    build(replace(example, today="2025-04-02"))
    assert (example.content / PUBLISHED).read_bytes() == before


def test_a_claim_changed_in_silence_changes_no_line(example: Options) -> None:
    build(example)
    before = (example.content / PUBLISHED).read_bytes()
    rewrite(example.content / "events/decade.yaml", "title: Trade grows", "title: Trade shrinks")
    build(replace(example, today="2025-04-02"))
    assert (example.content / PUBLISHED).read_bytes() == before


def test_a_correction_changes_the_line_and_keeps_the_day(example: Options) -> None:
    build(example)
    before = read(example.content)[0]["events/decade"]
    file = example.content / "events/decade.yaml"
    rewrite(file, "title: Trade grows", "title: Trade shrinks")
    file.write_text(file.read_text() + "corrections: [{date: 2025-04-02, note: It shrank.}]\n")
    build(replace(example, today="2025-04-03"))
    after = read(example.content)[0]["events/decade"]
    assert after == Published(before.day, after.fingerprint, 1)
    assert after.fingerprint != before.fingerprint


def test_the_feed_tells_when_an_event_was_first_published_and_last_corrected(example: Options) -> None:
    build(example)
    build(replace(example, today="2026-01-01"))
    entry = (
        files(example.output)["feed.atom"]
        .decode()
        .partition("events/2025-03-11-storm</id>")[2]
        .partition("</entry>")[0]
    )
    assert "<published>2025-04-01T00:00:00Z</published>" in entry
    assert "<updated>2025-04-01T00:00:00Z</updated>" in entry


def test_a_lock_that_cannot_be_read_stops_the_build(example: Options) -> None:
    build(example)
    before = files(example.output)
    (example.content / PUBLISHED).write_text("<<<<<<< ours\nevents/x 2025-13-01 000000000000 0\n")
    report = build(example)
    assert [(problem.code, problem.place.line) for problem in report.problems] == [
        ("bad-lock-line", 1),
        ("bad-lock-line", 2),
    ]
    assert files(example.output) == before


def test_a_renamed_entry_keeps_the_day_of_its_earlier_address(example: Options) -> None:
    build(example)
    file = example.content / "events/decade.yaml"
    (example.content / "events/trade.yaml").write_text(file.read_text() + "aliases: [decade]\n")
    file.unlink()
    rewrite(example.content / "events/late/2025-03-11-storm.yaml", "event: decade", "event: trade")
    build(replace(example, today="2026-01-01"))
    assert read(example.content)[0]["events/trade"].day == "2025-04-01"

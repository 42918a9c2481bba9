"""published.lock: what was ever published, since when, and what it claimed."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.build.reading import files
from tests.build.record import FILES, MARCH, TALKS, Record, published
from timeline.build import Options, build
from timeline.cli import main
from timeline.content.published import Published, read_lock
from timeline.content.sources import PUBLISHED

CORRECTED = "corrections: [{date: 2025-04-02, note: The first version was wrong.}]\n"
# Edits of a published event, each in the words of its file, that change what it claims; and others that do not.
CLAIMS = {
    "title": ("title: A march", "title: A long march"),
    "date": ("date: 2025-03-12", "date: 2025-03-11"),
    "status": ("status: disputed", "status: claimed"),
    "an account": ("says: Few marched.", "says: None marched."),
    "whose account": ("by: The town", "by: The mayor"),
    "an account's date": ("date: 2025-03-13", "date: 2025-03-14"),
    "a quote": ("quote: they marched", "quote: they ran"),
    "who is quoted": ("quote: they marched", "quote: they marched, speaker: envoy"),
    "another quote": ("relations:", "  - {article: report, quote: they ran}\nrelations:"),
}
OTHERS = {
    "a summary": ("summary: They marched.", "summary: They all marched."),
    "a comment": ("title: A march", "# A comment.\ntitle: A march"),
    "a locator": ("quote: they marched", "quote: they marched, locator: paragraph 2"),
    "wrapping": ("says: Many marched.", 'says: "Many\n    marched."'),
    "a tag": ("relations:", "tags: [peace talks]\nrelations:"),
}


def lock_of(record: Record) -> dict[str, Published]:
    return dict(read_lock(record.content)[0])


def silent(record: Record) -> list[str]:
    report = record.build("2025-04-03")
    assert report.update, report.problems
    return [Path(problem.place.file).stem for problem in report.problems if problem.code == "silent-change"]


def amend(record: Record, *events: str) -> str:
    options = [option for event in events for option in ("--amend", event)]
    done = CliRunner().invoke(main, ["lock", "--content", str(record.content), *options])
    assert done.exit_code == 0, done.output
    return done.output


def test_a_build_adds_a_line_for_every_entry_with_the_day(example: Options) -> None:
    build(example)
    lock, problems = read_lock(example.content)
    assert not problems
    assert lock["events/2025-03-11-storm"].day == "2025-04-01"
    assert {"articles/courier", "actors/council", "places/quay", "tags/stone", "threads/law", "about"} <= set(lock)


def test_tags_that_are_only_used_and_earlier_addresses_have_lines_too(tmp_path: Path) -> None:
    record = published(tmp_path)
    record.edit("events/march.yaml", "relations:", "tags: [peace talks, marches]\nrelations:")
    record.build()
    lock = lock_of(record)
    assert lock["tags/peace-talks"].is_entry and lock["tags/marches"].is_entry
    assert lock["events/meeting"] == Published("2025-04-01", "alias", 0)


def test_lines_are_sorted_and_stay_as_they_are_when_the_next_day_comes(example: Options) -> None:
    build(example)
    before = (example.content / PUBLISHED).read_bytes()
    assert before.splitlines() == sorted(before.splitlines())
    build(replace(example, today="2025-04-02"))
    assert (example.content / PUBLISHED).read_bytes() == before


@pytest.mark.parametrize("claim", CLAIMS)
def test_a_claim_changed_in_silence_is_a_warning_and_changes_no_line(claim: str, tmp_path: Path) -> None:
    record = published(tmp_path)
    before = lock_of(record)
    record.edit("events/march.yaml", *CLAIMS[claim])
    assert silent(record) == ["march"]
    assert lock_of(record) == before
    assert silent(record) == ["march"]


@pytest.mark.parametrize("edit", OTHERS)
def test_what_claims_nothing_may_change_without_a_word(edit: str, tmp_path: Path) -> None:
    record = published(tmp_path)
    record.edit("events/march.yaml", *OTHERS[edit])
    assert silent(record) == []


def test_a_correction_changes_the_line_and_keeps_the_day(tmp_path: Path) -> None:
    record = published(tmp_path)
    before = lock_of(record)["events/march"]
    record.edit("events/march.yaml", "title: A march", f"{CORRECTED}title: A long march")
    assert silent(record) == []
    after = lock_of(record)["events/march"]
    assert after == Published("2025-04-01", after.fingerprint, 1)
    assert after.fingerprint != before.fingerprint


def test_until_the_next_commit_one_correction_covers_every_further_edit(tmp_path: Path) -> None:
    record = published(tmp_path)
    record.edit("events/march.yaml", "title: A march", f"{CORRECTED}title: A long march")
    assert silent(record) == []
    record.edit("events/march.yaml", "A long march", "A longer march")
    assert silent(record) == []
    record.commit()
    record.edit("events/march.yaml", "A longer march", "The longest march")
    assert silent(record) == ["march"]


def test_a_correction_that_is_taken_out_again_is_told_of(tmp_path: Path) -> None:
    record = published(tmp_path)
    record.edit("events/march.yaml", "title: A march", f"{CORRECTED}title: A long march")
    silent(record)
    record.commit()
    record.edit("events/march.yaml", CORRECTED, "")
    assert silent(record) == ["march"]


def test_an_edit_that_is_undone_leaves_no_trace(tmp_path: Path) -> None:
    record = published(tmp_path)
    before = lock_of(record)
    record.edit("events/march.yaml", "title: A march", f"{CORRECTED}title: A long march")
    silent(record)
    record.write({"events/march.yaml": MARCH})
    assert silent(record) == []
    assert lock_of(record) == before


def test_a_claim_that_is_not_committed_yet_changes_freely(tmp_path: Path) -> None:
    record = published(tmp_path)
    record.write({"events/new.yaml": TALKS.replace("aliases: [meeting]\n", "")})
    assert silent(record) == []
    record.edit("events/new.yaml", "Talks are held", "Talks were held")
    assert silent(record) == []


def test_an_amended_line_accepts_the_change(tmp_path: Path) -> None:
    record = published(tmp_path)
    record.edit("events/march.yaml", "title: A march", "title: A Match")
    assert silent(record) == ["march"]
    assert "1 changed" in amend(record, "march")
    assert silent(record) == []
    record.commit()
    assert silent(record) == []
    record.edit("events/march.yaml", "title: A Match", "title: Another")
    assert silent(record) == ["march"]


def test_an_amended_line_counts_outside_git_too(tmp_path: Path) -> None:
    record = published(tmp_path)
    shutil.rmtree(record.root / ".git")
    record.edit("events/march.yaml", "title: A march", "title: A Match")
    assert silent(record) == ["march"]
    amend(record, "march")
    assert silent(record) == []


def test_what_is_allowed_with_a_reason_is_not_told_of(tmp_path: Path) -> None:
    record = published(tmp_path)
    record.edit("events/march.yaml", "title: A march", "allow: {silent-change: A letter.}\ntitle: A March")
    assert silent(record) == []


def test_only_events_are_amended_and_a_slip_is_told_the_nearest(tmp_path: Path) -> None:
    record = published(tmp_path)
    done = CliRunner().invoke(main, ["lock", "--content", str(record.content), "--amend", "marsh"])
    assert done.exit_code == 2
    assert 'no published event "marsh"; did you mean "march"?' in done.output


def test_the_lock_is_brought_up_to_date_without_a_build(tmp_path: Path) -> None:
    record = published(tmp_path)
    record.write({"events/new.yaml": TALKS.replace("aliases: [meeting]\n", "")})
    CliRunner().invoke(main, ["lock", "--content", str(record.content), "--clock", "2025-05-05"])
    assert lock_of(record)["events/new"].day == "2025-05-05"
    assert not (record.root / "site/events/new").exists()


def test_while_there_are_errors_the_lock_stays(tmp_path: Path) -> None:
    record = published(tmp_path)
    before = lock_of(record)
    record.write({"events/new.yaml": TALKS.replace("aliases: [meeting]", "thred: x")})
    done = CliRunner().invoke(main, ["lock", "--content", str(record.content)])
    assert done.exit_code == 1
    assert lock_of(record) == before


def test_a_frozen_build_names_every_line_that_the_lock_lacks(tmp_path: Path) -> None:
    record = published(tmp_path)
    record.write({"events/new.yaml": TALKS.replace("meeting", "encounter")})
    report = record.build("2025-05-05", frozen=True)
    assert not report.update
    said = [problem.message.partition("which lacks the line: ")[2] for problem in report.problems]
    file = record.content / PUBLISHED
    file.write_text(file.read_text() + "".join(f"{line}\n" for line in said))
    assert record.build("2025-06-06", frozen=True).update
    assert lock_of(record)["events/new"].day == "2025-05-05"


def test_a_line_that_has_to_change_is_told_of_where_it_stands(tmp_path: Path) -> None:
    record = published(tmp_path)
    record.edit("events/march.yaml", "title: A march", f"{CORRECTED}title: A long march")
    (problem,) = record.build(frozen=True).problems
    lines = (record.content / PUBLISHED).read_text().splitlines()
    assert lines[problem.place.line - 1].startswith("events/march ")
    assert "which is to have here: events/march 2025-04-01" in problem.message


def test_the_time_zone_counts_where_a_time_depends_on_it(tmp_path: Path) -> None:
    timed = {**FILES, "events/march.yaml": MARCH.replace("2025-03-12", "2025-03-12T14:00", 1)}
    record = published(tmp_path, timed)
    record.edit("events/march.yaml", "title: A march", "time_zone: Asia/Tokyo\ntitle: A march")
    assert silent(record) == ["march"]


def test_a_frozen_build_does_not_touch_the_lock(tmp_path: Path) -> None:
    record = published(tmp_path)
    file = record.content / PUBLISHED
    file.write_text("".join(reversed(file.read_text().splitlines(keepends=True))))
    before = file.read_bytes()
    assert record.build(frozen=True).update
    assert file.read_bytes() == before


def test_two_branches_that_both_added_events_merge_without_hand_work(tmp_path: Path) -> None:
    record = published(tmp_path)
    for branch in ("one", "other"):
        record.git("checkout", "--quiet", "-b", branch, "main")
        record.write({f"events/march-{branch}.yaml": TALKS.replace("meeting", f"meeting-{branch}")})
        record.edit("events/march.yaml", "title: A march", f"{CORRECTED}title: A march of {branch}")
        assert record.build("2025-04-02").update
        record.git("add", "--all")
        record.git("commit", "--quiet", "--message", branch)
    # Only the event that both changed is for a person to judge.
    record.git("merge", "--quiet", "--strategy-option", "ours", "one")
    assert record.build("2025-04-03", frozen=True).update
    assert {"events/march-one", "events/march-other"} <= lock_of(record).keys()


def test_what_git_leaves_of_a_conflict_counts_on_both_sides(tmp_path: Path) -> None:
    record = published(tmp_path)
    (record.root / ".gitattributes").unlink()
    record.commit()
    for branch in ("one", "other"):
        record.git("checkout", "--quiet", "-b", branch, "main")
        record.write({f"events/march-{branch}.yaml": TALKS.replace("meeting", f"meeting-{branch}")})
        record.build("2025-04-02")
        record.commit()
    with pytest.raises(Exception, match="returned non-zero"):
        record.git("merge", "one")
    assert "<<<<<<< HEAD" in (record.content / PUBLISHED).read_text()
    assert record.build("2025-04-03").update
    assert "<<<<<<<" not in (record.content / PUBLISHED).read_text()
    assert {"events/march-one", "events/march-other"} <= lock_of(record).keys()


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
    (example.content / PUBLISHED).write_text("<<<<<<< ours\nevents/x 2025-13-01 000000000000 0\nevents/x\n")
    report = build(example)
    assert [(problem.code, problem.place.line) for problem in report.problems if problem.severity == "error"] == [
        ("bad-lock-line", 2),
        ("bad-lock-line", 3),
    ]
    assert files(example.output) == before

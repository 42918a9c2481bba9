"""A published address leads somewhere for ever: an edit that would lose one stops the build and is told the way out."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.build.reading import files
from tests.build.record import FILES, MARCH, TALKS, Record, published
from tests.conftest import at_most
from timeline.build import Report
from timeline.checks.published import lost_addresses
from timeline.content.load import load
from timeline.content.published import read_lock

Edit = Callable[[Record], None]


def lost(report: Report) -> list[str]:
    assert not report.update
    return [problem.message for problem in report.problems if problem.code == "lost-url"]


def rename_talks(record: Record) -> None:
    (record.content / "events/talks.yaml").rename(record.content / "events/first-talks.yaml")
    record.edit("events/march.yaml", "event: talks", "event: first-talks")


def delete_march(record: Record) -> None:
    (record.content / "events/march.yaml").unlink()


def merge_march_into_talks(record: Record) -> None:
    delete_march(record)
    record.edit("events/talks.yaml", "They [met](place:town).", "They [met](place:town), and marched.")


def rename_envoy(record: Record) -> None:
    record.edit("actors.yaml", "envoy:", "special-envoy:")
    for name in ("events/talks.yaml", "events/march.yaml"):
        record.edit(name, "envoy", "special-envoy")


def rename_report(record: Record) -> None:
    (record.content / "articles/report.md").rename(record.content / "articles/first-report.md")
    for name in ("events/talks.yaml", "events/march.yaml"):
        record.edit(name, "article: report", "article: first-report")


def rename_about(record: Record) -> None:
    (record.content / "pages/about.md").rename(record.content / "pages/method.md")


def retract_march(record: Record) -> None:
    record.write({"events/march.yaml": MARCH.replace("disputed", "retracted")})
    record.edit(
        "events/march.yaml", "relations:", "corrections: [{date: 2025-04-02, note: Nobody marched.}]\nrelations:"
    )


# What an editor does, what is lost, what the problem tells to type, and the doing of it.
EDITS: dict[str, tuple[Edit, str, str, Edit]] = {
    "an event is renamed by hand": (
        rename_talks,
        "events/talks",
        'if it is now "first-talks", add talks to the `aliases` in {content}/events/first-talks.yaml',
        lambda record: record.edit("events/first-talks.yaml", "aliases: [meeting]", "aliases: [meeting, talks]"),
    ),
    "an event is deleted": (
        delete_march,
        "events/march",
        "restore its file with `status: retracted` and a correction",
        retract_march,
    ),
    "two events are merged": (
        merge_march_into_talks,
        "events/march",
        "write `aliases: [march]` into the event that takes its place",
        lambda record: record.edit("events/talks.yaml", "aliases: [meeting]", "aliases: [meeting, march]"),
    ),
    "an event becomes a draft": (
        lambda record: record.edit("events/march.yaml", "status: disputed", "status: disputed\ndraft: true"),
        "events/march",
        '"march" is a draft now, or only drafts mention it; take out `draft: true`',
        lambda record: record.edit("events/march.yaml", "draft: true\n", ""),
    ),
    "an alias is taken out": (
        lambda record: record.edit("events/talks.yaml", "aliases: [meeting]\n", ""),
        "events/meeting",
        "write `aliases: [meeting]` into the event that takes its place",
        lambda record: record.edit("events/talks.yaml", "actors:", "aliases: [meeting]\nactors:"),
    ),
    "an actor is renamed": (
        rename_envoy,
        "actors/envoy",
        'if it is now "special-envoy", write `aliases: [envoy]` into special-envoy in {content}/actors.yaml',
        lambda record: record.edit("actors.yaml", "name: The envoy", "name: The envoy, aliases: [envoy]"),
    ),
    "a free tag is no longer used": (
        lambda record: record.edit("events/talks.yaml", "tags: [peace talks]", "tags: [peace]"),
        "tags/peace-talks",
        "into tags.yaml, or list peace-talks under `aliases` of a tag there",
        lambda record: record.write({"tags.yaml": "peace: {name: peace, aliases: [peace-talks]}\n"}),
    ),
    "an article is renamed": (
        rename_report,
        "articles/report",
        'if it is now "first-report", write `aliases: [report]` into {content}/articles/first-report.md',
        lambda record: record.edit("articles/first-report.md", "title:", "aliases: [report]\ntitle:"),
    ),
    "a free page is renamed": (
        rename_about,
        "about",
        'if it is now "method", write `aliases: [about]` into {content}/pages/method.md',
        lambda record: record.edit("pages/method.md", "title:", "aliases: [about]\ntitle:"),
    ),
}


@pytest.mark.parametrize("name", EDITS)
def test_an_edit_that_loses_an_address_is_told_what_to_type_and_builds_when_that_is_done(
    name: str, tmp_path: Path
) -> None:
    edit, address, remedy, mend = EDITS[name]
    record = published(tmp_path)
    edit(record)
    before = files(record.root / "site")
    (message,) = lost(record.build())
    assert message.startswith(f"/{address}/ was published and would be lost: ")
    assert remedy.format(content=record.content) in message
    assert files(record.root / "site") == before
    mend(record)
    report = record.build()
    assert report.update, report.problems
    assert (record.root / "site" / address / "index.html").is_file()


def test_the_problem_stands_at_the_line_of_the_lock(tmp_path: Path) -> None:
    record = published(tmp_path)
    delete_march(record)
    (problem,) = (problem for problem in record.build().problems if problem.code == "lost-url")
    lines = (record.content / "published.lock").read_text().splitlines()
    assert problem.place.file == str(record.content / "published.lock")
    assert lines[problem.place.line - 1].startswith("events/march ")


def test_what_was_never_committed_may_go_again(tmp_path: Path) -> None:
    record = published(tmp_path)
    record.write({"events/slip.yaml": TALKS.replace("aliases: [meeting]\n", "aliases: [typo]\n")})
    record.build()
    assert {"events/slip", "events/typo"} <= read_lock(record.content)[0].keys()
    (record.content / "events/slip.yaml").unlink()
    assert record.build().update
    assert not {"events/slip", "events/typo"} & read_lock(record.content)[0].keys()


def _is_shallow(record: Record, folder: Path) -> Record:
    record.git("commit", "--quiet", "--allow-empty", "--message", "Later")
    record.git("clone", "--quiet", "--depth", "1", f"file://{record.root}", str(folder))
    return Record(folder)


def _has_no_branch(record: Record, folder: Path) -> Record:
    record.git("checkout", "--quiet", "--detach")
    return record


def _is_no_repository(record: Record, folder: Path) -> Record:
    shutil.rmtree(record.root / ".git")
    return record


def _lies_deeper(record: Record, folder: Path) -> Record:
    record.git("mv", "content", "record")
    (record.root / "below").mkdir()
    record.git("mv", "record", "below/content")
    record.commit()
    return Record(record.root / "below")


PLACES = (_is_shallow, _has_no_branch, _is_no_repository, _lies_deeper)


@pytest.mark.parametrize("moved", PLACES)
def test_it_makes_no_difference_what_kind_of_clone_it_is(
    moved: Callable[[Record, Path], Record], tmp_path: Path
) -> None:
    record = moved(published(tmp_path / "here"), tmp_path / "there")
    assert record.build().update
    delete_march(record)
    assert len(lost(record.build())) == 1


@pytest.mark.parametrize("lock", ["", "garbage taken out", None])
def test_taking_lines_out_of_the_lock_hides_nothing_from_git(lock: str | None, tmp_path: Path) -> None:
    record = published(tmp_path)
    delete_march(record)
    if lock is None:
        (record.content / "published.lock").unlink()
    else:
        text = (record.content / "published.lock").read_text()
        record.write(
            {"published.lock": "".join(line for line in text.splitlines(True) if lock and "march" not in line)}
        )
    assert len(lost(record.build())) == 1


def test_an_alias_of_a_draft_saves_nothing_and_the_draft_is_named(tmp_path: Path) -> None:
    record = published(tmp_path)
    delete_march(record)
    record.write({"events/other.yaml": MARCH.replace("relations:", "draft: true\naliases: [march]\nrelations:")})
    report = record.build()
    (message,) = lost(report)
    assert '"other" has it among its aliases, but is a draft' in message
    assert "silent-change" not in {problem.code for problem in report.problems}


def test_what_a_hook_of_git_sets_hides_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    record = published(tmp_path)
    delete_march(record)
    monkeypatch.setenv("GIT_DIR", str(record.root / ".git"))
    monkeypatch.setenv("GIT_INDEX_FILE", str(record.root / ".git/index"))
    assert len(lost(record.build())) == 1


def test_a_folder_that_git_is_told_to_ignore_counts_as_outside(tmp_path: Path) -> None:
    record = Record(tmp_path)
    record.git("init", "--quiet")
    (tmp_path / ".gitignore").write_text("/content/\n/site/\n")
    record.commit()
    record.write(FILES)
    assert record.build().update
    delete_march(record)
    assert len(lost(record.build())) == 1


def test_many_lost_addresses_are_found_in_a_moment(tmp_path: Path) -> None:
    events = {f"events/talks-{number}.yaml": TALKS.replace("aliases: [meeting]\n", "") for number in range(500)}
    record = published(tmp_path, {**FILES, **events})
    for number in range(500):
        (record.content / f"events/talks-{number}.yaml").rename(record.content / f"events/moved-{number}.yaml")
    content = load(record.content)
    with at_most(10):
        assert len(list(lost_addresses(content))) == 500


def test_without_the_program_git_every_line_counts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    record = published(tmp_path)
    delete_march(record)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert len(lost(record.build())) == 1


def test_before_the_first_commit_everything_may_go(tmp_path: Path) -> None:
    record = Record(tmp_path)
    record.git("init", "--quiet")
    record.write(FILES)
    assert record.build().update
    delete_march(record)
    assert record.build().update


def test_where_a_file_cannot_be_read_only_that_is_said(tmp_path: Path) -> None:
    record = published(tmp_path)
    record.write({"events/talks.yaml": "title: 'never closed\n"})
    assert [problem.code for problem in record.build().problems] == ["yaml-syntax"]

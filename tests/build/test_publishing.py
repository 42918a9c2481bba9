"""How a site is put on the disk: only what changed, all of it or nothing, and never what is not ours."""

import os
import re
import resource
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from tests.build.reading import files
from timeline.build import Options, Report, build
from timeline.kept import read_table, write_table
from timeline.publish.manifest import TABLE, CannotPublish

STORM = "events/late/2025-03-11-storm.yaml"


def rewrite(file: Path, old: str, new: str) -> None:
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")


def copy(file: Path, to: Path) -> None:
    to.write_bytes(file.read_bytes())


def append(file: Path, text: str) -> None:
    file.write_text(file.read_text("utf-8") + text, "utf-8")


def retract(file: Path) -> None:
    append(file, "corrections: [{date: 2025-04-02, note: It was none.}]\n")
    text = file.read_text("utf-8")
    file.write_text(re.sub(r"^status: .*\n", "", text, flags=re.MULTILINE) + "status: retracted\n", "utf-8")


def written(report: Report) -> set[str]:
    assert report.update is not None, [str(problem) for problem in report.problems]
    return set(report.update.written)


EDITS: dict[str, Callable[[Path], None]] = {
    "nothing": lambda content: None,
    "a body": lambda content: rewrite(content / STORM, "Not all, says", "Hardly all, says"),
    "a title": lambda content: rewrite(content / STORM, "title: A storm breaks", "title: A gale breaks"),
    "a date": lambda content: rewrite(content / "events/late/siege.yaml", "\ndate: ", "\ndate: 2024-03-12 # "),
    "an event is retracted": lambda content: retract(content / "events/late/between.yaml"),
    "an event is new": lambda content: copy(content / "events/decade.yaml", content / "events/another-decade.yaml"),
    "an actor's name": lambda content: rewrite(content / "actors.yaml", "Ana Sá", "Ana de Sá"),
    "the site's title": lambda content: rewrite(content / "site.yaml", "The Harbour Record", "The Quay Record"),
    "an output is off": lambda content: rewrite(content / "site.yaml", "{cards:", "{event_json: false, cards:"),
    "a draft is published": lambda content: rewrite(content / "events/late/secret.yaml", "draft: true", "draft: false"),
    "another theme": lambda content: own_template(content.parent, "free.html", "<!doctype html><title>Own</title>"),
}


def own_template(project: Path, name: str, text: str) -> None:
    folder = project / "themes" / "default" / "templates"
    folder.mkdir(parents=True)
    (folder / name).write_text(text, "utf-8")


@pytest.mark.parametrize("edit", EDITS)
def test_an_incremental_build_equals_a_clean_one(example: Options, tmp_path: Path, edit: str) -> None:
    build(example)
    EDITS[edit](example.content)
    build(example)
    clean = replace(example, output=tmp_path / "clean", cache=None)
    build(clean)
    assert files(example.output) == files(clean.output)


def test_a_second_build_writes_nothing(example: Options) -> None:
    build(example)
    before = {path: path.stat().st_mtime_ns for path in example.output.rglob("*")}
    assert written(build(example)) == set()
    assert {path: path.stat().st_mtime_ns for path in example.output.rglob("*")} == before


def test_a_second_build_without_cache_writes_nothing_either(example: Options) -> None:
    build(replace(example, cache=None))
    assert written(build(replace(example, cache=None))) == set()


# Whether the words for the sizes of exports change with these hangs on a few bytes.
SIZES = {"data/index.html"}


def test_one_edited_summary_rewrites_the_event_and_its_lists(example: Options) -> None:
    build(example)
    rewrite(example.content / "events/late/siege.yaml", "It lasted.", "It lasted for years.")
    assert written(build(example)) - SIZES == {
        "events/siege/index.html",
        "events/siege/index.json",
        "events/siege/embed/index.html",
        "index.html",
        "2014/index.html",
        "2014/04/index.html",
        "threads/law/index.html",
        "threads/law/feed.atom",
        "threads/courts/feed.atom",
        "events.csv",
        "events.json",
        "events.ics",
        "timelinejs.json",
        "feed.atom",
        "feed.json",
        "search/index.json",
        "build.json",
    }


def test_a_new_event_rewrites_what_lists_it_its_neighbours_and_the_drawing_of_its_year(example: Options) -> None:
    build(example)
    copy(example.content / "events/decade.yaml", example.content / "events/another-decade.yaml")
    new = "events/another-decade/"
    assert written(build(example)) - SIZES == {
        *(new + file for file in ("index.html", "index.json", "oembed.json", "embed/index.html")),
        "events/0079-first-quay/index.html",
        "events/decade/index.html",
        "2010/strip.svg",
        *("2010/index.html", "index.html", "page/2/index.html", "threads/index.html", "threads/works/index.html"),
        *("events.csv", "events.json", "events.ics", "timelinejs.json"),
        *("feed.atom", "feed.json", "threads/works/feed.atom"),
        *("search/index.json", "sitemap.xml", "build.json"),
    }


def test_the_report_says_why_each_file_was_written(example: Options) -> None:
    build(example)
    rewrite(example.content / STORM, "Not all, says", "Hardly all, says")
    (example.output / "robots.txt").unlink()
    report = build(example)
    assert report.update is not None
    assert report.update.written["events/2025-03-11-storm/index.html"] == "its content changed"
    assert report.update.written["robots.txt"] == "its file is missing or was changed"


def test_a_file_changed_by_hand_is_put_right(example: Options) -> None:
    build(example)
    before = files(example.output)
    (example.output / "index.html").write_text("defaced")
    build(example)
    assert files(example.output) == before


@pytest.mark.parametrize("cache", ["kept", "removed"])
def test_what_is_no_longer_planned_goes_and_a_strangers_file_stays(example: Options, cache: str) -> None:
    build(example)
    (example.output / "CNAME").write_text("example.org")
    (example.output / "events" / "notes.txt").write_text("mine")
    (example.content / "events/late/between.yaml").unlink()
    (example.content / "published.lock").unlink()
    if cache == "removed":
        shutil.rmtree(example.content.parent / ".cache")
    report = build(example)
    assert report.update is not None
    assert "events/between/index.html" in report.update.removed
    assert not (example.output / "events" / "between").exists()
    assert (example.output / "CNAME").read_text() == "example.org"
    assert (example.output / "events" / "notes.txt").exists()


def test_a_folder_that_is_not_ours_is_refused(example: Options) -> None:
    example.output.mkdir()
    (example.output / "thesis.txt").write_text("years of work")
    with pytest.raises(CannotPublish, match="not empty"):
        build(example)
    assert os.listdir(example.output) == ["thesis.txt"]


@pytest.mark.parametrize("output", [".", "content", "content/site", ".."])
def test_source_folders_are_refused_as_output(example: Options, output: str) -> None:
    with pytest.raises(CannotPublish):
        build(replace(example, output=example.content.parent / output))


def test_a_link_is_refused_as_output(example: Options, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    example.output.symlink_to(tmp_path / "elsewhere")
    with pytest.raises(CannotPublish, match="link"):
        build(example)


def test_problems_leave_the_site_untouched(example: Options) -> None:
    build(example)
    before = files(example.output)
    rewrite(example.content / STORM, "status: disputed", "status: contested")
    rewrite(example.content / "events/decade.yaml", "Trade grows", "Trade shrinks")
    report = build(example)
    assert report.update is None
    assert [problem.code for problem in report.problems] == ["silent-change", "unknown-value"]
    assert files(example.output) == before


def test_a_disk_that_is_full_leaves_the_site_untouched(example: Options) -> None:
    example = replace(example, cache=None)
    build(example)
    before = files(example.output)
    rewrite(example.content / "site.yaml", "The Harbour Record", "The Quay Record")
    # A file gets what has room, as on a disk that is full, and more is refused.
    _, most = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (len(before["index.html"]) // 2, most))
    try:
        with pytest.raises(CannotPublish):
            build(example)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
    assert files(example.output) == before


def test_a_failing_page_leaves_the_site_untouched(example: Options) -> None:
    build(example)
    before = files(example.output)
    rewrite(example.content / "events/decade.yaml", "Trade grows", "Trade shrinks")
    own_template(example.content.parent, "corrections.html", "{{ nobody.knows }}")
    [problem] = build(example).problems
    place = Path(problem.place.file)
    assert (place.name, problem.place.line, problem.code) == ("corrections.html", 1, "unknown-variable")
    assert files(example.output) == before
    assert not list(example.output.parent.glob(".site.staging"))


@pytest.mark.parametrize("damage", [b"", b"{", b"timeline manifest 2 0\na\t\n", b"timeline manifest 1\n", b"\xff\0"])
def test_a_damaged_manifest_is_a_miss_and_is_said(example: Options, damage: bytes) -> None:
    build(example)
    before = files(example.output)
    assert example.cache is not None
    (manifest,) = example.cache.glob("*.manifest")
    manifest.write_bytes(damage)
    report = build(example)
    assert files(example.output) == before
    assert report.doubt


def test_a_damaged_build_json_is_refused(example: Options) -> None:
    build(example)
    (example.output / "build.json").write_text("{")
    with pytest.raises(CannotPublish, match=r"build\.json"):
        build(example)


def test_a_build_json_that_names_files_outside_removes_none(example: Options, tmp_path: Path) -> None:
    build(example)
    victim = tmp_path / "victim"
    victim.write_text("here")
    rewrite(example.output / "build.json", '"404.html"', f'"../victim": "0", "{victim}": "0", "404.html"')
    build(example)
    assert victim.exists()


def test_strict_builds_nothing_where_there_is_a_warning(example: Options) -> None:
    (example.content / "events" / "notes.txt").write_text("a stray file")
    assert build(replace(example, strict=True)).update is None
    assert build(example).update is not None


def test_frozen_builds_nothing_where_the_lock_is_out_of_date(example: Options) -> None:
    report = build(replace(example, frozen=True))
    assert {problem.code for problem in report.problems} == {"lock-out-of-date"}
    assert not example.output.exists()
    build(example)
    assert build(replace(example, frozen=True)).update is not None


ENVIRONMENTS = (
    {"PYTHONHASHSEED": "1", "TZ": "UTC", "LC_ALL": "C"},
    {"PYTHONHASHSEED": "2", "TZ": "Pacific/Kiritimati", "LC_ALL": "C.UTF-8"},
    {"PYTHONHASHSEED": "3", "TZ": "America/Los_Angeles", "LC_ALL": "C", "JOBS": "2"},
)


def test_the_same_input_gives_the_same_bytes_in_any_environment(example: Options, tmp_path: Path) -> None:
    sites = []
    for number, environment in enumerate(ENVIRONMENTS):
        folder = tmp_path / f"folder {number}"
        shutil.copytree(example.content, folder / "content")
        many(folder / "content", 100)
        command = [sys.executable, "-m", "timeline", "build", "--clock", "2025-04-01", "--quiet"]
        command += ["--content", str(folder / "content"), "--output", str(folder / "site")]
        command += ["--jobs", environment.get("JOBS", "1")]
        root = str(Path(__file__).parents[2])
        subprocess.run(command, check=True, env={"PATH": os.environ["PATH"], "PYTHONPATH": root, **environment})
        sites.append(files(folder / "site"))
    assert sites[0] == sites[1] == sites[2]


@pytest.mark.parametrize("kept", [[], ["2014-siege.yaml"]])
def test_a_site_with_next_to_no_events_is_built(example: Options, kept: list[str]) -> None:
    shutil.rmtree(example.content / "events")
    shutil.rmtree(example.content / "articles")
    (example.content / "actors.yaml").unlink()
    (example.content / "events").mkdir()
    for name in kept:
        text = "title: A siege\ndate: 2014\nthread: law\nsummary: It lasted.\nallow: {no-excerpt: Known to all.}\n"
        (example.content / "events" / name).write_text(text)
    report = build(example)
    assert [str(problem) for problem in report.problems] == []
    assert (example.output / "index.html").exists()


def test_a_build_that_was_killed_is_finished_by_the_next(example: Options, tmp_path: Path) -> None:
    build(replace(example, output=tmp_path / "new", cache=None))
    rewrite(example.content / "site.yaml", "The Harbour Record", "The Quay Record")
    build(example)
    whole = files(example.output)
    kill_at_the_fifth_moved_page = (
        "import os, signal, sys\n"
        "from pathlib import Path\n"
        "real, moved = os.replace, []\n"
        "def replace(source, target):\n"
        "    real(source, target)\n"
        "    moved.append(target)\n"
        "    if len(moved) == 5: os.kill(os.getpid(), signal.SIGKILL)\n"
        "os.replace = replace\n"
        "from timeline.build import Options, build\n"
        f"build(Options(Path({str(example.content)!r}), Path({str(tmp_path / 'new')!r}), '2025-04-01'))\n"
    )
    ended = subprocess.run(
        [sys.executable, "-c", kill_at_the_fifth_moved_page], cwd=Path(__file__).parents[2], check=False
    )
    assert ended.returncode == -signal.SIGKILL
    assert files(tmp_path / "new") != whole
    build(replace(example, output=tmp_path / "new", cache=None))
    assert files(tmp_path / "new") == whole


def test_no_two_pages_have_one_path_where_case_is_ignored(example: Options) -> None:
    build(replace(example, drafts=True))
    paths = [path.casefold() for path in files(example.output)]
    assert len(paths) == len(set(paths))


def test_two_builds_at_once_leave_a_whole_site(example: Options) -> None:
    command = [sys.executable, "-m", "timeline", "build", "--quiet", "--clock", "2025-04-01"]
    command += ["--content", str(example.content), "--output", str(example.output)]
    running = [subprocess.Popen(command, cwd=Path(__file__).parents[2]) for _ in range(2)]
    assert [one.wait(60) for one in running] == [0, 0]
    site = files(example.output)
    build(replace(example, output=example.output.with_name("clean"), cache=None))
    assert site == files(example.output.with_name("clean"))


def test_a_manifest_that_names_files_outside_removes_none(example: Options, tmp_path: Path) -> None:
    build(example)
    (tmp_path / "victim").write_text("here")
    assert example.cache is not None
    (manifest,) = example.cache.glob("*.manifest")
    rows, _ = read_table(manifest, TABLE, 5)
    write_table(manifest, TABLE, [*rows, ["../victim", "", "", "0", "0"]])
    report = build(example)
    assert (tmp_path / "victim").exists()
    assert report.doubt


def folder_for_a_file(site: Path) -> None:
    (site / "robots.txt").unlink()
    (site / "robots.txt").mkdir()


def file_for_a_folder(site: Path) -> None:
    shutil.rmtree(site / "events/decade")
    (site / "events/decade").write_text("in the way")


def link_for_a_folder(site: Path) -> None:
    (site / "events").rename(site.parent / "elsewhere")
    (site / "events").symlink_to(site.parent / "elsewhere")


@pytest.mark.parametrize("put", [folder_for_a_file, file_for_a_folder, link_for_a_folder])
def test_what_is_in_the_way_is_named_before_anything_changes(example: Options, put: Callable[[Path], None]) -> None:
    build(example)
    put(example.output)
    before = files(example.output)
    rewrite(example.content / "site.yaml", "The Harbour Record", "The Quay Record")
    with pytest.raises(CannotPublish, match="in the way"):
        build(example)
    assert files(example.output) == before


def test_a_lock_that_cannot_be_written_leaves_the_site_untouched(example: Options) -> None:
    (example.content / f".published.lock.{os.getpid()}.new").mkdir()
    with pytest.raises(OSError, match=r"published\.lock"):
        build(example)
    assert not example.output.exists()


def test_two_builds_with_different_caches_wait_for_each_other(example: Options, tmp_path: Path) -> None:
    many(example.content, 100)
    command = [sys.executable, "-m", "timeline", "build", "--quiet", "--clock", "2025-04-01"]
    command += ["--content", str(example.content), "--output", str(example.output)]
    caches = (["--no-cache"], ["--cache", str(tmp_path / "one")], ["--cache", str(tmp_path / "two")])
    running = [subprocess.Popen([*command, *cache], cwd=Path(__file__).parents[2]) for cache in caches]
    assert [one.wait(60) for one in running] == [0, 0, 0]


def many(content: Path, count: int) -> None:
    text = (content / "events/decade.yaml").read_text("utf-8")
    for number in range(count):
        (content / "events" / f"decade-{number}.yaml").write_text(text, "utf-8")

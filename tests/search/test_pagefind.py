"""Pagefind's index: the same bytes wherever it is made, made once, and made again where it is not whole."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.search.compiled import compiled, large
from timeline.compile import Timeline
from timeline.fingerprint import Source
from timeline.search import CannotSearch, content_of, index_folder, search_index
from timeline.search.pagefind import KEPT

Files = tuple[tuple[str, Source], ...]


@pytest.fixture(scope="module")
def timeline(tmp_path_factory: pytest.TempPathFactory) -> Timeline:
    return compiled(large(tmp_path_factory.mktemp("content")))


@pytest.fixture(scope="module")
def made(timeline: Timeline, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Files]:
    """A folder of indexes, and the files of the one in it."""
    folder = tmp_path_factory.mktemp("made")
    return folder, search_index(timeline, folder)


@pytest.fixture
def kept(made: tuple[Path, Files], tmp_path: Path) -> Path:
    """A folder of indexes that a test may spoil."""
    return Path(shutil.copytree(made[0], tmp_path / "kept"))


def times(files: Files) -> list[int]:
    return [Path(source.file).stat().st_mtime_ns for _, source in files]


@pytest.mark.parametrize("jobs", [1, 2])
def test_an_index_has_the_same_bytes_wherever_and_by_however_many_processes_it_is_made(
    made: tuple[Path, Files], timeline: Timeline, tmp_path: Path, jobs: int
) -> None:
    again = search_index(timeline, tmp_path / "another" / "folder", jobs)
    assert again == made[1]
    assert {path: content_of(source) for path, source in again} == {path: content_of(s) for path, s in made[1]}


def test_an_index_holds_what_a_browser_needs_and_its_licence_and_no_interface_of_pagefinds_own(
    made: tuple[Path, Files],
) -> None:
    names = {path.partition("/")[0] for path, _ in made[1] if not path.startswith("pagefind.en_")}
    assert names == {
        *("fragment", "index", "pagefind-entry.json", "pagefind-worker.js", "pagefind.js"),
        *("wasm.en.pagefind", "wasm.unknown.pagefind", "LICENSE.txt"),
    }


def test_an_index_that_is_kept_is_not_made_again(kept: Path, timeline: Timeline) -> None:
    first = search_index(timeline, kept)
    before = times(first)
    assert times(search_index(timeline, kept)) == before


def cut_short(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:-1])


@pytest.mark.parametrize("name", ["pagefind.js", "files.json"])
@pytest.mark.parametrize("damage", [Path.unlink, cut_short, lambda file: file.write_text("[]")])
def test_an_index_that_is_not_whole_is_made_anew(
    kept: Path, timeline: Timeline, made: tuple[Path, Files], name: str, damage: Callable[[Path], object]
) -> None:
    [file] = kept.glob(f"*/{name}")
    damage(file)
    files = search_index(timeline, kept)
    assert files == made[1]
    assert [content_of(source) for _, source in files]


def test_a_file_that_is_changed_behind_the_builds_back_is_refused(kept: Path, timeline: Timeline) -> None:
    (_, source), *_ = search_index(timeline, kept)
    cut_short(Path(source.file))
    with pytest.raises(CannotSearch, match="was changed while the site was being built"):
        content_of(source)


def test_only_the_indexes_used_last_are_kept(kept: Path, timeline: Timeline) -> None:
    for number in range(KEPT + 1):
        older = shutil.copytree(next(kept.glob("*/files.json")).parent, kept / f"older-{number}")
        shutil.copystat(kept, older)
    files = search_index(timeline, kept)
    assert len(list(kept.iterdir())) == KEPT
    assert all(Path(source.file).exists() for _, source in files)


def test_without_a_cache_an_index_lives_as_long_as_the_build(timeline: Timeline) -> None:
    with index_folder(None) as folder:
        files = search_index(timeline, folder)
        assert all(Path(source.file).exists() for _, source in files)
    assert not any(Path(source.file).exists() for _, source in files)


def test_settings_of_pagefind_that_lie_about_change_nothing(
    made: tuple[Path, Files], timeline: Timeline, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "pagefind.toml").write_text('exclude_selectors = ["p"]\n', "utf-8")
    monkeypatch.setenv("PAGEFIND_EXCLUDE_SELECTORS", "p")
    monkeypatch.chdir(tmp_path)
    assert search_index(timeline, tmp_path / "indexes") == made[1]

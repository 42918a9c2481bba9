"""Saves are seen, however an editor makes them, by events and by polling."""

import os
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.serve.preview import DEADLINE, eventually
from timeline.serve.events import gives_events
from timeline.serve.saves import Saves, watched


def in_place(root: Path) -> Path:
    file = root / "events" / "a.yaml"
    file.write_text("changed")
    return file


def renamed_over(root: Path) -> Path:
    file = root / "events" / "a.yaml"
    (root / "events" / ".a.yaml.swp").write_text("changed")
    (root / "events" / ".a.yaml.swp").replace(file)
    return file


def removed_and_made(root: Path) -> Path:
    file = root / "events" / "a.yaml"
    file.unlink()
    file.write_text("changed")
    return file


def of_same_size_and_time(root: Path) -> Path:
    file = root / "events" / "a.yaml"
    before = file.stat()
    file.write_text("axent")
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    return file


def new(root: Path) -> Path:
    file = root / "events" / "b.yaml"
    file.write_text("new")
    return file


def in_new_folders(root: Path) -> Path:
    file = root / "events" / "2025" / "03" / "b.yaml"
    file.parent.mkdir(parents=True)
    file.write_text("new")
    return file.parent.parent


def removed(root: Path) -> Path:
    file = root / "events" / "a.yaml"
    file.unlink()
    return file


def folder_removed(root: Path) -> Path:
    shutil.rmtree(root / "events")
    return root / "events" / "a.yaml"


def folder_renamed(root: Path) -> Path:
    (root / "events").rename(root / "moved")
    return root / "moved"


SAVES = [in_place, renamed_over, removed_and_made, of_same_size_and_time, new, in_new_folders, removed, folder_removed]
SAVES.append(folder_renamed)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "content" / "events").mkdir(parents=True)
    (tmp_path / "content" / "events" / "a.yaml").write_text("event")
    return tmp_path / "content"


@pytest.fixture(params=["by events", "by polling"])
def saves(root: Path, request: pytest.FixtureRequest) -> Iterator[Saves]:
    yield from _watched(root, request.param == "by polling")


@pytest.fixture
def told(root: Path) -> Iterator[Saves]:
    yield from _watched(root, poll=False)


def _watched(root: Path, poll: bool) -> Iterator[Saves]:
    with watched([root, root.parent / "themes"], poll) as saves:
        assert saves.is_polled == poll
        yield saves


def drawn_until(saves: Saves, *paths: Path) -> list[str]:
    """All that is drawn up to one of these, be it with others or after them."""
    drawn: list[str] = []
    awaited = set(map(str, paths))

    def draw() -> None:
        while awaited.isdisjoint(drawn):
            drawn.extend(saves.drawn())

    thread = threading.Thread(target=draw, daemon=True)
    thread.start()
    thread.join(DEADLINE)
    assert not awaited.isdisjoint(drawn)
    return drawn


@pytest.mark.parametrize("save", SAVES)
def test_a_save_is_told_by_events(told: Saves, root: Path, save: Callable[[Path], Path]) -> None:
    assert drawn_until(told, save(root))


@pytest.mark.parametrize("save", [of_same_size_and_time, in_new_folders, removed])
def test_a_save_is_found_by_polling(root: Path, save: Callable[[Path], Path]) -> None:
    for saves in _watched(root, poll=True):
        assert drawn_until(saves, save(root))


def test_a_content_folder_that_was_gone_is_seen_again_with_what_is_saved_later(saves: Saves, root: Path) -> None:
    file = root / "events" / "a.yaml"
    root.rename(root.parent / "away")
    drawn_until(saves, file if saves.is_polled else root)
    (root.parent / "away").rename(root)
    drawn_until(saves, file if saves.is_polled else root)
    # What is saved while nobody watches yet is told of as the whole folder.
    assert drawn_until(saves, new(root), root)


def test_a_folder_of_themes_that_comes_later_is_seen(saves: Saves, root: Path) -> None:
    file = root.parent / "themes" / "own" / "theme.yaml"
    file.parent.mkdir(parents=True)
    file.write_text("name: Own\n")
    drawn_until(saves, file if saves.is_polled else root.parent / "themes")
    file.write_text("name: Our own\n")
    assert drawn_until(saves, file)


def test_hidden_files_are_not_seen(saves: Saves, root: Path) -> None:
    (root / ".a.yaml.swp").write_text("an editor's")
    (root / ".git").mkdir()
    (root / ".git" / "index").write_text("git's")
    drawn = drawn_until(saves, new(root))
    assert not [path for path in drawn if "/." in path.removeprefix(str(root))]


def test_a_hundred_saves_a_second_come_in_few_batches_and_none_is_lost(root: Path) -> None:
    with watched([root], poll=False) as saves:
        drawn: list[tuple[str, ...]] = []
        last = str(root / "events" / "99.yaml")

        def draw() -> None:
            while not drawn or last not in drawn[-1]:
                drawn.append(saves.drawn())

        drawing = threading.Thread(target=draw, daemon=True)
        drawing.start()
        start = time.monotonic()
        for number in range(100):
            (root / "events" / f"{number}.yaml").write_text("new")
            threading.Event().wait(max(0.0, start + number / 100 - time.monotonic()))
        drawing.join(DEADLINE)
    assert {path for batch in drawn for path in batch} >= {str(root / "events" / f"{n}.yaml") for n in range(100)}
    assert len(drawn) < 50


def test_nothing_goes_on_when_it_has_ended(root: Path) -> None:
    before = set(threading.enumerate())
    for poll in (False, True):
        with watched([root], poll):
            pass
    assert eventually(lambda: set(threading.enumerate()) <= before)


@pytest.mark.parametrize(
    ("mounts", "gives"),
    [
        ("/dev/sda / ext4 rw 0 0\n", True),
        ("/dev/sda / ext4 rw 0 0\nhost /work 9p rw 0 0\n", False),
        ("/dev/sda / ext4 rw 0 0\nhost /work virtiofs rw 0 0\n", False),
        ("/dev/sda / ext4 rw 0 0\nmac /work fuse.grpcfuse rw 0 0\n", False),
        ("/dev/sda / ext4 rw 0 0\nhost /elsewhere 9p rw 0 0\n", True),
        ("host / 9p rw 0 0\n/dev/sda /work/our\\040site ext4 rw 0 0\n", True),
        ("host /work/our\\040site 9p rw 0 0\n", False),
        ("", True),
    ],
)
def test_where_the_file_system_tells_of_no_saves_is_known(tmp_path: Path, mounts: str, gives: bool) -> None:
    (tmp_path / "mounts").write_text(mounts)
    assert gives_events(Path("/work/our site/content"), tmp_path / "mounts") == gives


def test_polling_can_be_asked_for_in_the_environment(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WATCHFILES_FORCE_POLLING", "1")
    with watched([root], poll=False) as saves:
        assert saves.is_polled

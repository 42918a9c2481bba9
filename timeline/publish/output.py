"""The output folder: what in it is ours, who may write it, and how files get into it and out of it."""

import json
import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import gettempdir

from timeline.address import stays_inside
from timeline.publish.manifest import CannotPublish, name_of

BUILD = "build.json"
TOOL = "timeline"
PATIENCE = 60
CREATE = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0)


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """One build at a time for one output folder, whatever caches they use; a second one waits."""
    # Imported here: it takes longer than many a build that has little to do.
    from filelock import FileLock, Timeout

    # Beside the output a lock would stay for ever, and a user's lock must not keep out another user.
    user = os.getuid() if hasattr(os, "getuid") else 0
    lock = Path(gettempdir(), f"{TOOL}-{user}-{name_of(folder)}.lock")
    # Made here first: where it cannot be, FileLock would wait for somebody else to let go of it.
    lock.touch()
    try:
        with FileLock(lock, timeout=PATIENCE):
            yield
    except Timeout as error:
        raise CannotPublish(f"another process has been writing {folder} for {PATIENCE} seconds") from error


@contextmanager
def staging(folder: Path) -> Iterator[Path]:
    """A folder beside the output, on the same file system, gone afterwards whatever happens."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    beside = folder.with_name(f".{folder.name}.staging")
    shutil.rmtree(beside, ignore_errors=True)
    beside.mkdir()
    try:
        yield beside
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def files_of_ours(folder: Path) -> set[str]:
    """The files that earlier builds wrote; refuses a folder that holds anything, but not a build of ours."""
    if folder.is_symlink():
        raise CannotPublish(f"{folder} is a link; the output must be a folder of its own")
    if not folder.exists():
        return set()
    if not folder.is_dir():
        raise CannotPublish(f"{folder} is not a folder")
    try:
        built = json.loads((folder / BUILD).read_text("utf-8"))
        if built["tool"] != TOOL:
            raise ValueError
        return {path for path in built["files"] if isinstance(path, str) and stays_inside(path)}
    except FileNotFoundError:
        if any(folder.iterdir()):
            message = f"{folder} is not empty and holds no {BUILD} of an earlier build; give an empty or new folder"
            raise CannotPublish(message) from None
        return set()
    except (OSError, ValueError, TypeError, KeyError, RecursionError) as error:
        raise CannotPublish(
            f"{folder / BUILD} is not from an earlier build; remove the folder to build anew"
        ) from error


def lying(file: str, content: bytes) -> tuple[int, int] | None:
    """Size and modification time of a file that has this content; None for one that has not, and for a link."""
    try:
        with open(file, "rb", opener=_open_no_link) as opened:
            about = os.fstat(opened.fileno())
            is_same = about.st_size == len(content) and opened.read() == content
            return (about.st_size, about.st_mtime_ns) if is_same else None
    except OSError:
        return None


def write(file: str, content: bytes) -> tuple[int, int]:
    """Write a new file, and the folders it lies in; gives its size and modification time."""
    # Most pages have a folder of their own, so that looking whether it is there would take longer.
    _make_folder(file.rpartition("/")[0])
    opened = os.open(file, CREATE, 0o666)
    try:
        write_whole(opened, content)
        about = os.fstat(opened)
    finally:
        os.close(opened)
    return about.st_size, about.st_mtime_ns


def write_whole(opened: int, content: bytes) -> None:
    """Write all of it, or raise OSError: where the disk is full, the system writes what has room and says nothing."""
    written = os.write(opened, content)
    while written < len(content):
        written += os.write(opened, content[written:])


def _make_folder(folder: str) -> None:
    # Most often only the last of its names is new; another process may make it meanwhile.
    try:
        os.mkdir(folder)
    except FileExistsError:
        pass
    except FileNotFoundError:
        os.makedirs(folder, exist_ok=True)


def _open_no_link(file: str, flags: int) -> int:
    return os.open(file, flags | getattr(os, "O_NOFOLLOW", 0))


def refuse_what_is_in_the_way(folder: Path, paths: Iterable[str]) -> None:
    """Raise before anything is moved if a file cannot lie where it belongs."""
    parents = {""}
    for path in paths:
        file = os.path.join(folder, path)
        if os.path.isdir(file) and not os.path.islink(file):
            raise CannotPublish(f"{file} is in the way: a file belongs there")
        while (path := os.path.dirname(path)) not in parents:
            parents.add(path)
    for parent in sorted(folder / parent for parent in parents):
        writable = parent.is_dir() and os.access(parent, os.W_OK | os.X_OK)
        if parent.is_symlink() or (parent.exists() and not writable):
            raise CannotPublish(f"{parent} is in the way: a folder that can be written belongs there")


def put_in_place(staged: Path, folder: Path, paths: Iterable[str]) -> None:
    """Move the staged files over; build.json last, for it says that the others are there."""
    for path in sorted(paths, key=lambda path: (path == BUILD, path)):
        source, target = f"{staged}/{path}", f"{folder}/{path}"
        try:
            os.replace(source, target)
        except FileNotFoundError:
            os.makedirs(os.path.dirname(target), exist_ok=True)
            os.replace(source, target)


def put_all_in_place(staged: Path, folder: Path) -> None:
    """Move the whole staging folder to where no folder is yet, or an empty one."""
    if folder.exists():
        folder.rmdir()
    os.rename(staged, folder)


def remove(folder: Path, path: str) -> bool:
    """Remove a file of ours, and the folders that it leaves empty."""
    file = folder / path
    if any(parent.is_symlink() for parent in file.parents if parent.is_relative_to(folder)):
        return False
    try:
        file.unlink()
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError, PermissionError):
        # What is not there, or became a folder, is not ours any more.
        return False
    parent = file.parent
    while parent != folder and not any(parent.iterdir()):
        parent.rmdir()
        parent = parent.parent
    return True

"""The output folder: what in it is ours, who may write it, and how files get into it and out of it."""

import json
import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import gettempdir

from filelock import FileLock, Timeout

from timeline.fingerprint import mark, sha256

BUILD = "build.json"
TOOL = "timeline"
PATIENCE = 60


class CannotPublish(Exception):
    """The output folder is not ours, or cannot be written."""


def name_of(folder: Path) -> str:
    """A short name for an output folder, the same for every build into it."""
    return mark(os.path.realpath(folder))


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """One build at a time for one output folder, whatever caches they use; a second one waits."""
    # Beside the output a lock would stay for ever, and a user's lock must not keep out another user.
    user = os.getuid() if hasattr(os, "getuid") else 0
    lock = Path(gettempdir(), f"{TOOL}-{user}-{name_of(folder)}.lock")
    # Made here first: where it cannot be, FileLock would wait for somebody else to let go of it.
    lock.touch()
    try:
        with FileLock(lock, timeout=PATIENCE):
            yield
    except Timeout as error:
        raise CannotPublish(f"another build has been writing {folder} for {PATIENCE} seconds") from error


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


def stays_inside(path: str) -> bool:
    """Is this a path below the output folder, as plan() gives them?"""
    return path.isprintable() and not {"", ".", ".."} & {*path.split("/")} and not {"\\", ":"} & {*path}


def holds(file: Path, digest: str) -> bool:
    try:
        return not file.is_symlink() and sha256(file.read_bytes()) == digest
    except OSError:
        return False


def write(file: Path, content: bytes) -> None:
    try:
        file.write_bytes(content)
    except FileNotFoundError:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)


def refuse_what_is_in_the_way(folder: Path, paths: Iterable[str]) -> None:
    """Raise before anything is moved if a file cannot lie where it belongs."""
    parents = set()
    for path in paths:
        if (folder / path).is_dir() and not (folder / path).is_symlink():
            raise CannotPublish(f"{folder / path} is in the way: a file belongs there")
        parents |= {parent for parent in (folder / path).parents if parent.is_relative_to(folder)}
    for parent in sorted(parents):
        writable = parent.is_dir() and os.access(parent, os.W_OK | os.X_OK)
        if parent.is_symlink() or (parent.exists() and not writable):
            raise CannotPublish(f"{parent} is in the way: a folder that can be written belongs there")


def put_in_place(staged: Path, folder: Path, paths: Iterable[str]) -> None:
    """Move the staged files over; build.json last, for it says that the others are there."""
    for path in sorted(paths, key=lambda path: (path == BUILD, path)):
        try:
            os.replace(staged / path, folder / path)
        except FileNotFoundError:
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            os.replace(staged / path, folder / path)


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

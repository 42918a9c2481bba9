"""Brings a folder up to date with a plan: writes what changed, leaves what did not, prunes what is not planned."""

import json
import os
import shutil
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import gettempdir

from filelock import FileLock, Timeout

from timeline.fingerprint import mark, sha256
from timeline.page import Page
from timeline.publish.manifest import Manifest, Written, read_manifest, write_manifest
from timeline.theme import Theme
from timeline.workers import shared_out

BUILD = "build.json"
MANIFEST = "manifest.json"
TOOL = "timeline"
PATIENCE = 60


class CannotPublish(Exception):
    """The output folder is not ours, or cannot be written."""


@dataclass(frozen=True, slots=True)
class Update:
    """What was done to each file: path -> why for the written ones, and counts of the others."""

    written: Mapping[str, str]
    kept: int
    removed: tuple[str, ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Target:
    """Where a site is published: its folder, and where the manifest is kept, or None to keep none."""

    output: Path
    cache: Path | None
    version: str
    input_mark: str
    shared_marks: Mapping[str, str] = field(default_factory=dict)
    jobs: int = 1


def update(target: Target, pages: Sequence[Page], theme: Theme) -> Update:
    """Make the output folder hold exactly the planned pages and build.json, besides files that were never ours.

    Raises CannotPublish. Until every page has been written successfully to the staging folder, the output is untouched.
    """
    with _alone(target):
        return _update(target, pages, theme)


def _update(target: Target, pages: Sequence[Page], theme: Theme) -> Update:
    ours = _files_of_ours(target.output)
    known, doubt = read_manifest(_manifest_file(target.output, target.cache)) if target.cache else ({}, "")
    marks = {page.path: _marks(page, target.shared_marks) for page in pages}
    reasons = {path: _why(target.output / path, known.get(path), marks[path]) for path in marks}
    stale = {path: why for path, why in reasons.items() if why}
    try:
        with _staging(target.output) as staging:
            due = [page for page in pages if page.path in stale]
            digests = shared_out(lambda page: _stage(staging, page, theme), due, target.jobs)
            made = {page.path: digest for page, digest in zip(due, digests, strict=True)}
            hashes = {page.path: made.get(page.path) or known[page.path].sha256 for page in pages}
            made[BUILD] = _stage_build(staging, target, hashes)
            changed = {path: digest for path, digest in made.items() if not _holds(target.output / path, digest)}
            removed = tuple(sorted((ours | set(known)) - set(hashes) - {BUILD}))
            if changed or removed or set(known) != set(hashes):
                _forget(target, known, {*changed, *removed}, hashes)
                _announce(staging, target, ours | set(hashes))
                # build.json was announced without its content, so it is put right even if it was right before.
                _put_in_place(staging, target.output, sorted({*changed, BUILD}))
            removed = tuple(path for path in removed if _remove(target.output, path))
    except OSError as error:
        raise CannotPublish(f"{error.filename or target.output}: {error.strerror or error}") from error
    if target.cache and (changed or removed or stale):
        _remember(target, marks, hashes)
    notes = (f"the manifest of the last build is not used: {doubt}",) if doubt else ()
    written = {path: stale.get(path, "other files of the site changed") for path in sorted(changed)}
    return Update(written, len(hashes) + 1 - len(changed), removed, notes)


def _manifest_file(output: Path, cache: Path) -> Path:
    return cache / f"{_name_of(output)}-{MANIFEST}"


def _name_of(output: Path) -> str:
    # One cache may serve several output folders: previews, a portable copy.
    return mark(str(output.resolve()))


def _files_of_ours(output: Path) -> set[str]:
    """The files that earlier builds wrote; refuses a folder that holds anything, but not a build of ours."""
    if output.is_symlink():
        raise CannotPublish(f"{output} is a link; the output must be a folder of its own")
    if not output.exists():
        return set()
    if not output.is_dir():
        raise CannotPublish(f"{output} is not a folder")
    try:
        built = json.loads((output / BUILD).read_text("utf-8"))
        if built["tool"] != TOOL:
            raise ValueError
        return {path for path in built["files"] if isinstance(path, str) and _stays_inside(path)}
    except FileNotFoundError:
        if any(output.iterdir()):
            raise CannotPublish(
                f"{output} is not empty and holds no {BUILD} of an earlier build; give an empty or new folder"
            ) from None
        return set()
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise CannotPublish(
            f"{output / BUILD} is not from an earlier build; remove the folder to build anew"
        ) from error


def _stays_inside(path: str) -> bool:
    return not path.startswith("/") and "\\" not in path and ".." not in path.split("/") and ":" not in path


def _marks(page: Page, shared: Mapping[str, str]) -> dict[str, str]:
    return {
        **shared,
        "writer": f"{page.write.__module__}.{page.write.__qualname__}",
        **{name: mark(value) for name, value in page.data.items()},
    }


def _why(file: Path, known: Written | None, marks: Mapping[str, str]) -> str:
    """Why the page must be made again, empty if it need not."""
    if known is None:
        return "it is new"
    changed = sorted({name for name, _ in marks.items() ^ known.marks.items()})
    if changed:
        return f"changed: {', '.join(changed)}"
    return "" if known.lies_unchanged(file) else "its file is missing or was changed"


@contextmanager
def _alone(target: Target) -> Iterator[None]:
    """One build at a time for one output folder; a second one waits."""
    # Beside the output a lock would stay for ever; without a cache, the folder for temporary files takes it.
    lock = (target.cache or Path(gettempdir(), TOOL)) / f"{_name_of(target.output)}.lock"
    try:
        lock.parent.mkdir(parents=True, exist_ok=True)
        # Made here first: where it cannot be, FileLock would wait for somebody else to let go of it.
        lock.touch()
        target.output.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CannotPublish(f"{error.filename} cannot be written: {error.strerror}") from error
    try:
        with FileLock(lock, timeout=PATIENCE):
            yield
    except Timeout as error:
        raise CannotPublish(f"another build has been writing {target.output} for {PATIENCE} seconds") from error


@contextmanager
def _staging(output: Path) -> Iterator[Path]:
    """A folder beside the output, on the same file system, gone afterwards whatever happens."""
    staging = output.parent / f".{output.name}.staging"
    shutil.rmtree(staging, ignore_errors=True)
    staging.mkdir()
    try:
        yield staging
    finally:
        shutil.rmtree(staging, ignore_errors=True)


def _stage(staging: Path, page: Page, theme: Theme) -> str:
    content = page.write(theme, page.data)
    _write(staging / page.path, content)
    return sha256(content)


def _stage_build(staging: Path, target: Target, hashes: Mapping[str, str]) -> str:
    built = {"tool": TOOL, "version": target.version, "input": target.input_mark, "files": dict(sorted(hashes.items()))}
    content = (json.dumps(built, indent=1) + "\n").encode()
    _write(staging / BUILD, content)
    return sha256(content)


def _write(file: Path, content: bytes) -> None:
    try:
        file.write_bytes(content)
    except FileNotFoundError:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)


def _holds(file: Path, digest: str) -> bool:
    try:
        return not file.is_symlink() and sha256(file.read_bytes()) == digest
    except OSError:
        return False


def _forget(target: Target, known: Manifest, touched: set[str], hashes: Mapping[str, str]) -> None:
    """Write down, before anything changes, which files may be ours and which of them must be made again.

    A build that is killed from here on leaves a manifest that calls every touched file stale; the next one makes those
    again, and prunes whatever this one put there.
    """
    if target.cache:
        unknown = Written({}, "", -1, -1)
        names = {**dict.fromkeys([*hashes, *touched], unknown), **known}
        left = {path: unknown if path in touched else names[path] for path in names}
        write_manifest(_manifest_file(target.output, target.cache), left)


def _announce(staging: Path, target: Target, paths: AbstractSet[str]) -> None:
    """Put a build.json in place that claims all files of the old site and the new, none of them with its content.

    A build that is killed from here on, and loses the manifest too, still leaves a folder that the next one knows as
    its own, and can prune.
    """
    claimed = {"tool": TOOL, "version": target.version, "input": "", "files": dict.fromkeys(sorted(paths), "")}
    file = staging / f"{BUILD}.ahead"
    _write(file, json.dumps(claimed).encode())
    target.output.mkdir(exist_ok=True)
    os.replace(file, target.output / BUILD)


def _put_in_place(staging: Path, output: Path, paths: Sequence[str]) -> None:
    """Move the staged files over; build.json last, for it says that the others are there."""
    for path in sorted(paths, key=lambda path: path == BUILD):
        file = output / path
        if file.is_dir() and not file.is_symlink():
            raise IsADirectoryError(21, "a folder stands where a file must be written", str(file))
        try:
            os.replace(staging / path, file)
        except FileNotFoundError:
            file.parent.mkdir(parents=True, exist_ok=True)
            os.replace(staging / path, file)


def _remove(output: Path, path: str) -> bool:
    """Remove a file of ours, and the folders that it leaves empty."""
    file = output / path
    try:
        file.unlink()
    except FileNotFoundError:
        return False
    folder = file.parent
    while folder != output and not any(folder.iterdir()):
        folder.rmdir()
        folder = folder.parent
    return True


def _remember(target: Target, marks: Mapping[str, Mapping[str, str]], hashes: Mapping[str, str]) -> None:
    assert target.cache
    manifest = {}
    for path, digest in hashes.items():
        about = (target.output / path).lstat()
        manifest[path] = Written(marks[path], digest, about.st_size, about.st_mtime_ns)
    write_manifest(_manifest_file(target.output, target.cache), manifest)

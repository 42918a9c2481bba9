"""Brings a folder up to date with a plan: writes what changed, leaves what did not, prunes what is not planned."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from timeline.fingerprint import mark, sha256
from timeline.page import Page
from timeline.publish import output
from timeline.publish.manifest import Manifest, Written, read_manifest, write_manifest
from timeline.publish.output import BUILD, TOOL, CannotPublish
from timeline.publish.stale import Marks, marks_of, why_stale
from timeline.theme import Theme
from timeline.workers import shared_out


@dataclass(frozen=True, slots=True)
class Update:
    """What was done to each file: path -> why for the written ones, and counts of the others."""

    written: Mapping[str, str]
    kept: int
    removed: tuple[str, ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Target:
    """Where a site is published: its folder, and the folder of the manifest, or None to keep none.

    shared_marks are marks of what all pages are made with, by name.
    """

    folder: Path
    cache: Path | None
    version: str
    shared_marks: Mapping[str, str] = field(default_factory=dict)
    jobs: int = 1

    @property
    def manifest(self) -> Path | None:
        # One cache may serve several output folders: previews, a portable copy.
        return self.cache / f"{output.name_of(self.folder)}-manifest.json" if self.cache else None


def update(target: Target, pages: Sequence[Page], theme: Theme) -> Update:
    """Make the output folder hold exactly the planned pages and build.json, besides files that were never ours.

    Raises CannotPublish. Until every page lies in the staging folder, and can be moved from there, nothing changes.
    """
    try:
        with output.alone(target.folder), output.staging(target.folder) as staging:
            return _update(target, pages, theme, staging)
    except OSError as error:
        raise CannotPublish(f"{error.filename or target.folder}: {error.strerror or error}") from error


def _update(target: Target, pages: Sequence[Page], theme: Theme, staging: Path) -> Update:
    ours = output.files_of_ours(target.folder)
    known, doubt = read_manifest(target.manifest) if target.manifest else ({}, "")
    marks = {page.path: marks_of(page, target.shared_marks) for page in pages}
    reasons = {path: why_stale(target.folder / path, known.get(path), marks[path]) for path in marks}
    due = [page for page in pages if reasons[page.path]]
    effort = sum(page.effort for page in due)
    digests = shared_out(
        lambda page: _stage(staging / page.path, page.write(theme, page.data)), due, target.jobs, effort
    )
    made = dict(zip((page.path for page in due), digests, strict=True))
    hashes = {path: made.get(path) or known[path].sha256 for path in marks}
    made[BUILD] = _stage(staging / BUILD, _build_json(target.version, marks, hashes))
    changed = sorted(path for path, digest in made.items() if not output.holds(target.folder / path, digest))
    leftover = sorted((ours | set(known)) - set(hashes) - {BUILD})
    if changed or leftover or set(known) != set(hashes):
        output.refuse_what_is_in_the_way(target.folder, changed)
        _forget(target, known, {*changed, *leftover}, hashes)
        _announce(staging, target, {*ours, *hashes})
        # build.json was announced without its content, so it is put right even if it was right before.
        output.put_in_place(staging, target.folder, {*changed, BUILD})
    removed = tuple(path for path in leftover if output.remove(target.folder, path))
    if target.manifest and (changed or leftover or due):
        write_manifest(target.manifest, _as_written(target.folder, marks, hashes))
    notes = (f"the manifest of the last build is not used: {doubt}",) if doubt else ()
    written = {path: reasons.get(path, "other files of the site changed") for path in changed}
    return Update(written, len(hashes) + 1 - len(changed), removed, notes)


def _stage(file: Path, content: bytes) -> str:
    """Write a file, and give the SHA-256 of what is in it."""
    output.write(file, content)
    return sha256(content)


def _build_json(version: str, marks: Mapping[str, Marks], hashes: Mapping[str, str]) -> bytes:
    """The version, a mark of what the site was made from (not of what it was made by), and every file's SHA-256."""
    input_mark = mark({path: {k: v for k, v in sorted(of.items()) if k != "program"} for path, of in marks.items()})
    built = {"tool": TOOL, "version": version, "input": input_mark, "files": dict(sorted(hashes.items()))}
    return (json.dumps(built, indent=1) + "\n").encode()


def _forget(target: Target, known: Manifest, touched: set[str], hashes: Mapping[str, str]) -> None:
    """Write down, before anything changes, which files may be ours and which of them must be made again.

    A build that is killed from here on leaves a manifest that calls every touched file stale; the next one makes those
    again, and prunes whatever this one put there.
    """
    if target.manifest:
        unknown = Written({}, "", -1, -1)
        kept = {path: written for path, written in known.items() if path not in touched}
        write_manifest(target.manifest, dict.fromkeys([*hashes, *touched], unknown) | kept)


def _announce(staging: Path, target: Target, paths: set[str]) -> None:
    """Put a build.json in place that claims all files of the old site and the new, none of them with its content.

    A build that is killed from here on, and loses the manifest too, still leaves a folder that the next one knows as
    its own, and can prune.
    """
    claimed = {"tool": TOOL, "version": target.version, "input": "", "files": dict.fromkeys(sorted(paths), "")}
    ahead = staging.with_name(f"{staging.name}-ahead")
    output.write(ahead / BUILD, json.dumps(claimed).encode())
    output.put_in_place(ahead, target.folder, {BUILD})
    ahead.rmdir()


def _as_written(folder: Path, marks: Mapping[str, Marks], hashes: Mapping[str, str]) -> Manifest:
    manifest = {}
    for path, digest in hashes.items():
        about = (folder / path).lstat()
        manifest[path] = Written(marks[path], digest, about.st_size, about.st_mtime_ns)
    return manifest

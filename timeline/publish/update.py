"""Brings a folder up to date with a plan: writes what changed, leaves what did not, prunes what is not planned."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from timeline.page import Plan
from timeline.publish import output
from timeline.publish.making import Made, Making
from timeline.publish.manifest import (
    CannotPublish,
    Manifest,
    Update,
    Written,
    is_inside,
    manifest_file,
    read_manifest,
    write_manifest,
)
from timeline.publish.output import BUILD, TOOL
from timeline.theme import Theme


@dataclass(frozen=True, slots=True)
class Target:
    """Where a site is published: its folder, and the folder of the manifest, or None to keep none.

    input is a mark of what it is made from, program one of what makes it; told hears how many steps of the plan, of how
    many, are done.
    """

    folder: Path
    cache: Path | None
    version: str
    input: str = ""
    program: str = ""
    jobs: int = 1
    told: Callable[[int, int], None] = lambda done, of: None

    @property
    def manifest(self) -> Path | None:
        return manifest_file(self.cache, self.folder) if self.cache else None


def update(target: Target, plan: Plan, theme: Theme, beside: Manifest | None = None) -> Update:
    """Make the output folder hold exactly the planned pages and build.json, besides files that were never ours.

    Where the plan is of changes alone, the files of the last build stand beside it.
    Raises CannotPublish. Until every page lies in the staging folder, and can be moved from there, nothing changes.
    """
    return updated(target, plan, theme, beside)[0]


def updated(target: Target, plan: Plan, theme: Theme, beside: Manifest | None = None) -> tuple[Update, Manifest]:
    """The same for who keeps the manifest in memory."""
    try:
        with output.alone(target.folder), output.staging(target.folder) as staging:
            return _update(target, plan, theme, beside or {}, staging)
    except OSError as error:
        raise CannotPublish(f"{error.filename or target.folder}: {error.strerror or error}") from error


def _update(target: Target, plan: Plan, theme: Theme, beside: Manifest, staging: Path) -> tuple[Update, Manifest]:
    ours = output.files_of_ours(target.folder)
    known, doubt = (beside, "") if beside else _known(target)
    making = Making(theme, str(staging), str(target.folder), known, target.program, is_first=not ours)
    made = {path: Made(path, written, False, False) for path, written in beside.items() if path != BUILD}
    made |= making.all_of(plan, target.jobs, target.told)
    hashes = {path: one.written.sha256 for path, one in made.items()}
    made[BUILD] = making.put(BUILD, _build_json(target, hashes))
    changed = sorted(path for path, one in made.items() if one.is_staged)
    leftover = sorted((ours | set(known)) - set(made))
    if not ours:
        output.put_all_in_place(staging, target.folder)
    elif changed or leftover or set(known) != set(made):
        output.refuse_what_is_in_the_way(target.folder, changed)
        _forget(target, known, {*changed, *leftover}, set(made))
        _announce(staging, target, {*ours, *hashes})
        if not made[BUILD].is_staged:
            # It was announced without its content.
            output.write(f"{staging}/{BUILD}", _build_json(target, hashes))
        output.put_in_place(staging, target.folder, {*changed, BUILD})
    removed = tuple(path for path in leftover if output.remove(target.folder, path))
    manifest = {path: one.written for path, one in made.items()}
    if target.manifest and manifest != known:
        write_manifest(target.manifest, manifest)
    written = {path: _why(known.get(path), made[path].written) for path in changed}
    size = sum(one.size for one in manifest.values())
    return Update(written, len(made) - len(changed), removed, size, doubt), manifest


def _known(target: Target) -> tuple[Manifest, str]:
    """What the last build left, and why nothing is known of it, if that is so."""
    known, doubt = read_manifest(target.manifest) if target.manifest else ({}, "")
    return (known, doubt) if is_inside(known) else ({}, "it names files outside the site")


def _why(known: Written | None, now: Written) -> str:
    if known is None:
        return "it is new"
    return "its content changed" if known.sha256 != now.sha256 else "its file is missing or was changed"


def _build_json(target: Target, hashes: Mapping[str, str]) -> bytes:
    """The version, a mark of what the site was made from (not of what it was made by), and every file's SHA-256."""
    listed = dict(sorted(hashes.items()))
    built = {"tool": TOOL, "version": target.version, "input": target.input, "files": listed}
    return (json.dumps(built, indent=1) + "\n").encode()


def _forget(target: Target, known: Manifest, touched: set[str], planned: set[str]) -> None:
    """Write down, before anything changes, which files may be ours and which of them must be made again.

    A build that is killed from here on leaves a manifest that calls every touched file stale; the next one makes those
    again, and prunes whatever this one put there.
    """
    if target.manifest:
        unknown = Written("", "", -1, -1)
        kept = {path: written for path, written in known.items() if path not in touched}
        write_manifest(target.manifest, dict.fromkeys([*planned, *touched], unknown) | kept)


def _announce(staging: Path, target: Target, paths: set[str]) -> None:
    """Put a build.json in place that claims all files of the old site and the new, none of them with its content.

    A build that is killed from here on, and loses the manifest too, still leaves a folder that the next one knows as
    its own, and can prune.
    """
    claimed = {"tool": TOOL, "version": target.version, "input": "", "files": dict.fromkeys(sorted(paths), "")}
    ahead = staging.with_name(f"{staging.name}-ahead")
    output.write(f"{ahead}/{BUILD}", json.dumps(claimed).encode())
    output.put_in_place(ahead, target.folder, {BUILD})
    ahead.rmdir()

"""The files of a folder, and what changed in them since they were last looked at, with as little reading as can be.

A file counts as unchanged while its size, its times and its inode are what they were; then it is not read. Where one of
them differs, as after a checkout, the SHA-256 of its bytes decides.
"""

import os
import stat
import time
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from timeline.fingerprint import sha256
from timeline.kept import read_table, write_table

TABLE = "timeline sources 1"
# What builds write themselves.
PUBLISHED = "published.lock"
# Nanoseconds: within them a file may be changed once more and show the same time.
TICK = 2_000_000_000
# What says of a file that nothing is known of how it lies.
UNSURE = "?"
ODD = str.maketrans({"\t": "\\t", "\n": "\\n", "\r": "\\r", "\\": "\\\\"})


@dataclass(frozen=True, slots=True)
class Sources:
    """The files of a folder: by their paths below it how each lies there, and the SHA-256 of its bytes.

    digests is empty where nothing was known of them before. known is the mark of all as they were when the folder was
    looked at before, empty if nothing is known of that; changed has what differs since, also what is gone, with its
    SHA-256 as it was, if it was there; moved says that some lie otherwise than they did, changed or not. doubt says why
    what was known of them could not be used.
    """

    lies: Mapping[str, str]
    digests: Mapping[str, str]
    known: str
    changed: Mapping[str, str]
    moved: bool
    doubt: str = ""

    @property
    def mark(self) -> str:
        """A mark of all of them; it says nothing of how they lie. Empty while nothing is known of what is in them."""
        if not self.digests:
            return ""
        return mark_of(self.digests) if self.changed or not self.known else self.known


def look(root: str, memory: Path | None, besides: Collection[str] = ()) -> Sources:
    """Look at the files of a folder but for hidden ones, and those besides; memory is what remember() left."""
    rows, doubt = read_table(memory, TABLE, 3) if memory else ([], "")
    known = {path: digest for path, _, digest in rows}
    lay = {path: how for path, how, _ in rows}
    return _looked(root, lay, known, besides, doubt)


def look_again(root: str, last: Sources, besides: Collection[str] = ()) -> Sources:
    """The same for who still knows what was there when it was looked at last."""
    return _looked(root, last.lies, last.digests, besides)


def _looked(
    root: str, lay: Mapping[str, str], known: Mapping[str, str], besides: Collection[str], doubt: str = ""
) -> Sources:
    lies = {path: how for path, how in _lying(root) if path not in besides}
    if lies == lay and UNSURE not in lies.values():
        return Sources(lay, known, mark_of(known), {}, False, doubt)
    lies = dict(sorted(lies.items()))
    if not known:
        # Whoever reads the files for the first time can tell what is in them.
        return Sources(lies, {}, "", {}, True, doubt)
    digests = {
        path: known[path] if lay.get(path) == how != UNSURE else _digest(root, path) for path, how in lies.items()
    }
    changed = {path: known.get(path, "") for path, _ in sorted(digests.items() ^ known.items())}
    return Sources(lies, digests, mark_of(known), changed, lies != lay, doubt)


def with_digests(sources: Sources, root: str, found: Mapping[str, str]) -> Sources:
    """The same with the SHA-256 of every file: found has those that were read meanwhile, which count as read."""
    if sources.digests:
        other = {path: digest for path, digest in found.items() if digest and sources.digests.get(path, "") != digest}
        if not other:
            return sources
        changed = {**sources.changed, **{path: sources.digests.get(path, "") for path in other}}
        return replace(sources, digests=dict(sorted({**sources.digests, **other}.items())), changed=changed)
    return replace(sources, digests={path: found.get(path) or _digest(root, path) for path in sources.lies})


def remember(memory: Path, sources: Sources) -> None:
    """Keep what is known of the files, for the next look."""
    write_table(memory, TABLE, ((path, how, sources.digests[path]) for path, how in sources.lies.items()))


def all_digests(root: str) -> Mapping[str, str]:
    """The SHA-256 of every file of a small folder, but for hidden ones."""
    return {path: _digest(root, path) for path in sorted(path for path, _ in _lying(root))}


def mark_of(digests: Mapping[str, str]) -> str:
    lines = [f"{path}\0{digest}\n" for path, digest in digests.items()]
    return sha256("".join(lines).encode("utf-8", "surrogateescape"))


def _lying(root: str) -> Iterator[tuple[str, str]]:
    """How each file lies there: size, inode, times; of a folder, and of what is no file, what it is."""
    latest, waiting = time.time_ns() - TICK, [("", root)]
    while waiting:
        below, folder = waiting.pop()
        try:
            with os.scandir(folder) as entries:
                for entry in entries:
                    name = entry.name
                    if name[0] == ".":
                        continue
                    path = below + name.translate(ODD) if not name.isprintable() else below + name
                    if entry.is_dir(follow_symlinks=False):
                        waiting.append((path + "/", entry.path))
                        yield path + "/", "folder"
                        continue
                    about = entry.stat(follow_symlinks=False)
                    if about.st_ctime_ns > latest or not stat.S_ISREG(about.st_mode):
                        yield path, UNSURE
                    else:
                        yield path, f"{about.st_size} {about.st_ino} {about.st_mtime_ns} {about.st_ctime_ns}"
        except OSError:
            yield below, UNSURE


def _digest(root: str, path: str) -> str:
    file = os.path.join(root, path)
    try:
        about = os.lstat(file)
        if stat.S_ISLNK(about.st_mode):
            return f"link {os.readlink(file)}".translate(ODD)
        if not stat.S_ISREG(about.st_mode):
            return f"mode {about.st_mode}"
        with open(file, "rb") as opened:
            return sha256(opened.read())
    except OSError as error:
        return f"error {error.errno}"

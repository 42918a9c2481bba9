"""An import put into a content folder: all of it, or nothing."""

import os
import shutil
from collections.abc import Iterable
from contextlib import suppress
from errno import EAGAIN, EEXIST, ENOTDIR
from pathlib import Path, PurePosixPath

from timeline.placing.adoption import Adoption
from timeline.publish.output import alone

# Hidden folders of a content folder are not read.
STAGING = ".timeline.new"


def put_in_place(root: Path, adoption: Adoption) -> None:
    """Write everything into a hidden folder of the content folder, and then move it to where it belongs.

    What others lead to comes first. So where the program is killed nothing leads nowhere, and another import brings the
    rest. No file that is there is replaced but a register, and none where somebody changed it in the meantime. Raises
    OSError. Then, or where somebody grew tired of waiting, everything is as it was before.
    """
    _refuse_links(root, (file.path for file in adoption.files))
    with alone(root):
        _put(root, root / STAGING, adoption)


def _put(root: Path, staging: Path, adoption: Adoption) -> None:
    # An import that was killed may have left it.
    shutil.rmtree(staging, ignore_errors=True)
    undo = _Undo(staging)
    try:
        undo.make_folder(staging)
        for file in adoption.files:
            staged = staging / file.path
            staged.parent.mkdir(parents=True, exist_ok=True)
            if file.copy_of:
                shutil.copyfile(file.copy_of, staged)
            else:
                staged.write_text(file.text, "utf-8", newline="")
        for register in adoption.registers:
            _stage_register(root, staging, register.path, register.before, register.after)
        for register in adoption.registers:
            undo.replace(staging / register.path, root / register.path, staging / f"{register.path}.before")
        for file in adoption.files:
            undo.make_folder((root / file.path).parent)
            undo.place(staging / file.path, root / file.path)
    except BaseException:
        undo.all()
        raise
    shutil.rmtree(staging, ignore_errors=True)


def _stage_register(root: Path, staging: Path, path: str, before: str | None, after: str) -> None:
    file, staged = root / path, staging / path
    staged.write_text(after, "utf-8", newline="")
    if before is None:
        return
    if file.read_bytes() != before.encode():
        raise BlockingIOError(EAGAIN, "it was changed while the import was prepared; try again", str(file))
    # A file that may not be written could still be replaced.
    file.open("r+b").close()
    shutil.copymode(file, staged)
    shutil.copy2(file, staging / f"{path}.before")


class _Undo:
    """What was done so far, so that it can be taken back; each thing is noted before it is done."""

    def __init__(self, staging: Path) -> None:
        self.staging = staging
        self.folders: list[Path] = []
        self.placed: list[tuple[Path, Path]] = []
        self.replaced: list[tuple[Path, Path]] = []

    def make_folder(self, folder: Path) -> None:
        """The folder and those above it, as far as they are not there."""
        for each in reversed((folder, *folder.parents)):
            if not each.is_dir():
                self.folders.append(each)
                each.mkdir()

    def place(self, staged: Path, file: Path) -> None:
        """Move a file to where there is none."""
        self.placed.append((staged, file))
        try:
            os.link(staged, file)
        except FileExistsError:
            raise
        except OSError:
            # Not every disk has links. There what is there can be seen, if not in the same moment.
            if os.path.lexists(file):
                raise FileExistsError(EEXIST, os.strerror(EEXIST), str(file)) from None
            staged.rename(file)

    def replace(self, staged: Path, file: Path, before: Path) -> None:
        if not before.exists():
            self.place(staged, file)
            return
        self.replaced.append((before, file))
        staged.replace(file)

    def all(self) -> None:
        for staged, file in self.placed:
            with suppress(OSError):
                # Where the staged file lies as it did, and no link to it, somebody else's file is there.
                if not staged.exists() or staged.samefile(file):
                    file.unlink()
        for before, file in self.replaced:
            with suppress(OSError):
                before.replace(file)
        shutil.rmtree(self.staging, ignore_errors=True)
        for folder in reversed(self.folders):
            with suppress(OSError):
                folder.rmdir()


def _refuse_links(root: Path, paths: Iterable[str]) -> None:
    """Links are not followed in reading, so that what is written through one would be lost."""
    for folder in {root / above for path in paths for above in PurePosixPath(path).parents}:
        if folder != root and folder.is_symlink():
            raise NotADirectoryError(ENOTDIR, "a link stands where a folder should", str(folder))

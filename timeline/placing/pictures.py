"""Pictures that lie beside a source: which of them can be published, and under which name in media/."""

import re
import stat
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from timeline.fingerprint import sha256
from timeline.images import PUBLISHED, BadImage, examined, kind_by_name
from timeline.text import slug

NARROWER = re.compile(r"-\d+w$")


@dataclass(frozen=True, slots=True)
class Pictures:
    """media is the content's folder of images, beside the folder that the source lies in.

    added grows while events are placed: the file that is to be copied to each new name. names has all names, folded,
    with the SHA-256 of what lies there as far as it was asked for.
    """

    media: Path
    beside: Path
    names: dict[str, str]
    added: dict[str, Path] = field(default_factory=dict)
    seen: dict[str, tuple[str, str]] = field(default_factory=dict)

    def source_of(self, path: str) -> tuple[str, str]:
        """The `src` of a picture, or why it cannot have one."""
        if path not in self.seen:
            self.seen[path] = self._source_of(path)
        return self.seen[path]

    def _source_of(self, path: str) -> tuple[str, str]:
        if fault := self._fault(path):
            return "", fault
        file = self.beside / path
        try:
            examined(file)
            content = file.read_bytes()
        except BadImage as error:
            return "", error.why
        except OSError as error:
            return "", f"it cannot be read: {error.strerror}"
        return self._name_of(file, sha256(content)), ""

    def _fault(self, path: str) -> str:
        """Why a path is none that leads to a picture beside the source, or nothing."""
        steps = PurePosixPath(path).parts
        if "\\" in path or ":" in path or not path.isprintable() or path.startswith("/") or ".." in steps or not steps:
            return "its path leads out of the folder that the source lies in"
        if not kind_by_name(path):
            return f"it is not published; save it as {PUBLISHED}"
        here = self.beside
        for step in steps:
            here /= step
            try:
                mode = here.lstat().st_mode
            except FileNotFoundError:
                return "it does not lie beside the source"
            except OSError as error:
                return f"it cannot be read: {error.strerror}"
            if stat.S_ISLNK(mode):
                return "links are not followed"
        return "" if stat.S_ISREG(mode) else "it is no file"

    def _name_of(self, file: Path, mark: str) -> str:
        """The same picture keeps its name, another one gets a free one."""
        stem = slug(file.stem)
        # A narrower copy of another picture may be published under such a name.
        stem = f"{stem}-image" if NARROWER.search(stem) else stem
        number = 1
        while True:
            name = f"{stem}{'' if number == 1 else f'-{number}'}{file.suffix.lower()}"
            if name not in self.names:
                self.added[name] = file
                self.names[name] = mark
                return name
            if self._mark(name) == mark:
                return name
            number += 1

    def _mark(self, name: str) -> str:
        if not self.names[name]:
            try:
                self.names[name] = sha256((self.media / name).read_bytes())
            except OSError:
                # In other letters it may be there all the same.
                self.names[name] = "?"
        return self.names[name]


def pictures(root: Path, names: tuple[str, ...], source: Path) -> Pictures:
    """names are the paths of the images that are there, from media/."""
    return Pictures(root / "media", source.parent, {name.casefold(): "" for name in names})

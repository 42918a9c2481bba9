"""A new project: the files of skeleton/, with its title and with what it installs the program from."""

import json
import os
import re
import shutil
import subprocess
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from timeline import locks
from timeline.content.head import is_kept_by_git
from timeline.content.load import load
from timeline.content.published import lock_text
from timeline.content.sources import PUBLISHED
from timeline.problems import quoted
from timeline.scaffold.filling import filled
from timeline.text import FORBIDDEN, squeeze, url_fault
from timeline.version import VERSION

SKELETON = Path(__file__).with_name("skeleton")
PACKAGE = "timeline-ssg[cards,search,serve]"
# What a folder may hold and still be as good as empty.
OF_NO_PROJECT = frozenset({".git", ".DS_Store"})
MOST_NAMED = 5
RELEASE = re.compile(r"\d+(?:\.\d+)*(?:(?:a|b|rc)\d+)?(?:\.post\d+)?(?:\.dev\d+)?", re.ASCII)
# What Markdown would take for markup in a heading.
MARKUP = re.compile(r"([\\`*_\[\]<>#&!~|])")


class CannotBegin(Exception):
    """Why no project can begin in a folder, in one line."""


@dataclass(frozen=True, slots=True)
class Requirement:
    """What requirements.txt asks for, and the wheel, if it is one, that is to lie beside it in wheels/."""

    line: str
    wheel: Path | None = None


def new_project(folder: Path, title: str, requirement: Requirement, today: str) -> None:
    """Write a whole project into a new or empty folder; either all of it is there afterwards, or nothing.

    Where there is git, and the folder belongs to no repository yet, it becomes one: what is in no commit of it does not
    count as published, so that the example can still be taken out.

    today, an ISO 8601 day, is when the example counts as published. Raises CannotBegin and OSError.
    """
    _refuse_files(folder)
    _begin(folder, _files(title, requirement), today, requirement.wheel)
    if not is_kept_by_git(folder):
        _begin_repository(folder)


def new_content(folder: Path, title: str, today: str) -> None:
    """The same for content/ alone."""
    _refuse_files(folder / "content")
    of_content = ((path, text) for path, text in _files(title, Requirement("")) if path.startswith("content/"))
    _begin(folder, ((path, _without_schema(text)) for path, text in of_content), today)


def requirement(source: str) -> Requirement:
    """What is installed from a source: a version, the path to a wheel, an address for git. Raises CannotBegin."""
    if RELEASE.fullmatch(source):
        return Requirement(f"{PACKAGE}=={source}")
    if source.endswith(".whl"):
        return _wheel(Path(source))
    scheme, _, address = source.partition("+")
    if scheme == "git":
        plain = address.replace("ssh://git@", "https://", 1).replace("file://", "https://localhost", 1)
        if fault := url_fault(plain):
            raise CannotBegin(f"{quoted(source)} is no address for git, as in git+https://…: {fault}")
        return Requirement(f"{PACKAGE} @ {source}")
    message = (
        f"{quoted(source)} is nothing to install from: give a version, as in {VERSION}, the path to a wheel (.whl)"
    )
    raise CannotBegin(f"{message}, or an address that begins with git+https://")


def title_of(folder: Path) -> str:
    """A title made from a folder's name: `the-ceasefire_record` gives `The ceasefire record`."""
    name = squeeze(FORBIDDEN.sub("", Path(os.path.abspath(folder)).name))
    if not re.search(r"[\s.]", name):
        name = squeeze(re.sub(r"[-_]+", " ", name))
    return name[:1].upper() + name[1:] or "Timeline"


def _wheel(path: Path) -> Requirement:
    if not path.is_file():
        raise CannotBegin(f"there is no wheel {quoted(str(path))}")
    if not re.fullmatch(r"timeline_ssg-[\w.+!]+-[\w.]+-[\w.]+-[\w.]+\.whl", path.name, re.ASCII):
        raise CannotBegin(f"{quoted(path.name)} is no wheel of timeline-ssg; their names begin with timeline_ssg-")
    return Requirement(f"./wheels/{path.name}{PACKAGE.removeprefix('timeline-ssg')}", path)


def _files(title: str, requirement: Requirement) -> Iterator[tuple[str, str]]:
    """Each file's path in the project, with its text."""
    values = {
        "TITLE": json.dumps(title, ensure_ascii=False),
        "HEADING": MARKUP.sub(r"\\\1", title),
        "REQUIREMENT": requirement.line,
    }
    for file in sorted(SKELETON.rglob("*")):
        if file.is_file():
            yield file.relative_to(SKELETON).as_posix(), filled(file.read_text("utf-8"), values)


def _without_schema(text: str) -> str:
    """Where there is no project around the content, there are no schemas that an editor could read."""
    return re.sub(r"\A# yaml-language-server: .*\n", "", text)


def _begin(folder: Path, files: Iterable[tuple[str, str]], today: str, wheel: Path | None = None) -> None:
    above = [each for each in (folder, *folder.parents) if not each.exists()]
    staged = folder / f".timeline.{os.getpid()}.new"
    placed: list[Path] = []
    try:
        staged.mkdir(parents=True)
        for path, text in files:
            file = staged / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, "utf-8", newline="\n")
        if wheel:
            (staged / "wheels").mkdir()
            shutil.copyfile(wheel, staged / "wheels" / wheel.name)
        _write_lock(staged / "content", today)
        for item in sorted(staged.iterdir()):
            item.rename(folder / item.name)
            placed.append(folder / item.name)
        staged.rmdir()
    except BaseException:
        # Also where somebody grew tired of waiting.
        for item in (staged, *placed):
            with suppress(OSError):
                shutil.rmtree(item) if item.is_dir() else item.unlink(missing_ok=True)
        for made in above:
            with suppress(OSError):
                made.rmdir()
        raise


def _refuse_files(folder: Path) -> None:
    if folder.is_dir():
        names = sorted(name for name in os.listdir(folder) if name not in OF_NO_PROJECT)
        if names:
            named = ", ".join(quoted(name) for name in names[:MOST_NAMED])
            more = f" and {len(names) - MOST_NAMED:,} more" if len(names) > MOST_NAMED else ""
            raise CannotBegin(f"{quoted(str(folder))} holds {named}{more}; a project begins in a new or empty folder")
    elif os.path.lexists(folder):
        raise CannotBegin(f"{quoted(str(folder))} is no folder")


def _begin_repository(folder: Path) -> None:
    """Do what `git init` does, with the branch that the workflows publish; a project can do without."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    for command in (("init", "--quiet"), ("symbolic-ref", "HEAD", "refs/heads/main")):
        with suppress(OSError):
            subprocess.run(["git", *command], cwd=folder, env=environment, capture_output=True, check=False)


def _write_lock(root: Path, today: str) -> None:
    """With the example in the lock, a project that is pushed as it is can be published."""
    (root / PUBLISHED).write_text(lock_text(locks.updated(load(root), today)), "utf-8", newline="\n")

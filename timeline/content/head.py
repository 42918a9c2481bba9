"""What git has of a file in its last commit, HEAD."""

import os
from pathlib import Path


def is_kept_by_git(folder: Path) -> bool:
    """Whether the folder can belong to a repository: it, or one above it, holds `.git`."""
    return top_of(folder) is not None


def top_of(folder: Path) -> Path | None:
    """The nearest folder that holds `.git`: this one, or one above it."""
    own = Path(os.path.realpath(folder))
    return next((each for each in (own, *own.parents) if os.path.lexists(each / ".git")), None)


def at_head(file: Path) -> str | None:
    """The file's text in the last commit, empty where it has none; None outside git.

    It makes no difference whether the clone is shallow, or HEAD detached. Where git is missing, refuses to read the
    repository, has lost the file, or is told to ignore its folder, that counts as outside.
    """
    committed = _git(file, "cat-file", "blob", f"HEAD:./{file.name}")
    if committed is not None:
        return committed.decode("utf-8", "replace")
    is_ours = _git(file, "rev-parse", "--is-inside-work-tree") == b"true\n"
    if not is_ours or _git(file, "check-ignore", "--quiet", file.name) is not None:
        return None
    has_commit = _git(file, "rev-parse", "--verify", "--quiet", "HEAD") is not None
    return None if has_commit and _git(file, "ls-tree", "HEAD", f"./{file.name}") else ""


def _git(file: Path, *arguments: str) -> bytes | None:
    """What a command of git says, or None where it fails."""
    # Imported here: a build outside git does not need it.
    import subprocess

    # A hook has variables that make git look for files elsewhere than beside the one that is asked for.
    environment = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    command = ["git", *arguments]
    try:
        done = subprocess.run(command, cwd=file.parent, env=environment, capture_output=True, check=False)
    except OSError:
        return None
    return done.stdout if done.returncode == 0 else None

"""What git has of a file in its last commit, HEAD."""

import subprocess
from pathlib import Path


def at_head(file: Path) -> str | None:
    """The file's text in the last commit, empty where it has none; None outside git.

    It makes no difference whether the clone is shallow, or HEAD detached. Where git is missing, refuses to read the
    repository, or has lost the file, that counts as outside.
    """
    committed = _git(file, "cat-file", "blob", f"HEAD:./{file.name}")
    if committed is not None:
        return committed.decode("utf-8", "replace")
    if _git(file, "rev-parse", "--is-inside-work-tree") != b"true\n":
        return None
    if _git(file, "rev-parse", "--verify", "--quiet", "HEAD") is None:
        return ""
    return None if _git(file, "ls-tree", "HEAD", f"./{file.name}") else ""


def _git(file: Path, *arguments: str) -> bytes | None:
    """What a command of git says, or None where it fails."""
    try:
        done = subprocess.run(["git", *arguments], cwd=file.parent, capture_output=True, check=False)
    except OSError:
        return None
    return done.stdout if done.returncode == 0 else None

"""Where a file lies in its repository, as GitHub and code scanners name it."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache


@dataclass(frozen=True, slots=True)
class Repository:
    """The real path of its root, and the address at which its files can be seen at this commit, or nothing."""

    root: str
    address: str = ""

    def path(self, file: str) -> str:
        """The file's path from the root, with slashes; that of one elsewhere begins with `../`.

        Bytes that are not UTF-8, which no document can hold, are signs of replacement.
        """
        folder, name = os.path.split(file)
        return readable(
            os.path.relpath(os.path.join(_real(os.path.abspath(folder)), name), self.root).replace(os.sep, "/")
        )


def repository(environment: Mapping[str, str]) -> Repository:
    """The one that the working folder is in. Without one it is what a run works in, or else that folder.

    A run of GitHub Actions tells by its environment which repository and commit it is for.
    """
    told = [environment.get(f"GITHUB_{name}", "") for name in ("SERVER_URL", "REPOSITORY", "SHA")]
    server, name, commit = told
    return Repository(_root(environment), f"{server}/{name}/blob/{commit}" if all(told) else "")


def readable(path: str) -> str:
    return path if path.isascii() else os.fsencode(path).decode("utf-8", "replace")


def _root(environment: Mapping[str, str]) -> str:
    here = os.getcwd()
    folder = here
    while not os.path.lexists(os.path.join(folder, ".git")):
        folder, below = os.path.dirname(folder), folder
        if folder == below:
            workspace = os.path.realpath(environment.get("GITHUB_WORKSPACE") or here)
            return workspace if os.path.join(here, "").startswith(os.path.join(workspace, "")) else here
    return folder


@lru_cache(maxsize=10_000)
def _real(folder: str) -> str:
    return os.path.realpath(folder)

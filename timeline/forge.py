"""Where content is kept: the addresses that edit a file of it and report an error in it, on hosts that are known."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

BRANCH = "main"
NAME = r"[^/]+/[^/]+?"
# Groups may lie in groups; a step "-" ends their names.
GROUPED_NAME = r"[^/]+(?:/(?!-/)[^/]+?)+"


@dataclass(frozen=True, slots=True)
class Forge:
    """How a kind of host writes addresses, from that of a repository on.

    folder and edit stand before a branch and a path in it, issue is the form of a new issue, and fields are what its
    query calls title and body. telling says that nobody else writes folders like this, so that they tell the kind of
    a host that is not known.
    """

    host: str
    name: str
    folder: str
    edit: str
    issue: str
    fields: tuple[str, str]
    telling: bool


FORGES = (
    Forge("github.com", NAME, "tree", "edit", "issues/new", ("title", "body"), telling=False),
    Forge(
        "gitlab.com",
        GROUPED_NAME,
        "-/tree",
        "-/edit",
        "-/issues/new",
        ("issue[title]", "issue[description]"),
        telling=True,
    ),
    Forge("codeberg.org", NAME, "src/branch", "_edit", "issues/new", ("title", "body"), telling=True),
)


@dataclass(frozen=True, slots=True)
class Repository:
    """What a host offers for a repository: what stands before a file's path to edit it, and the form of a new issue.

    fields are what that form's query calls title and body.
    """

    files: str
    issue: str
    fields: tuple[str, str]

    def edit(self, file: str) -> str:
        """The address that edits a file; its path is that from the project folder, with forward slashes."""
        # What stands for bytes of a name that is no UTF-8 becomes these bytes again.
        return self.files + quote(file, errors="surrogateescape")


def repository_at(url: str) -> Repository | None:
    """What the host of a repository's web address offers, None where that is not known.

    >>> repository_at("https://github.com/name/record").edit("content/site.yaml")
    'https://github.com/name/record/edit/main/content/site.yaml'
    """
    parts = urlsplit(url)
    for forge, match in _readings(url):
        if match:
            top = f"{parts.scheme}://{parts.netloc}/{match['name']}"
            folder = f"{match['folder']}/" if match["folder"] else ""
            files = f"{top}/{forge.edit}/{match['branch'] or BRANCH}/{folder}"
            return Repository(files, f"{top}/{forge.issue}", forge.fields)
    return None


def repository_fault(url: str) -> str | None:
    """What keeps a web address from being that of a repository, or None; on an unknown host any may be one."""
    for forge, match in _readings(url):
        if not match and urlsplit(url).hostname == forge.host:
            example = f"https://{forge.host}/OWNER/REPOSITORY"
            return f"a repository there is {example}, or {example}/{forge.folder}/BRANCH/FOLDER"
    return None


def _readings(url: str) -> Iterator[tuple[Forge, re.Match[str] | None]]:
    """The address as each kind of host reads it that may have it."""
    parts = urlsplit(url)
    path = parts.path.strip("/")
    whole = not (parts.query or parts.fragment or {"", ".", ".."} & set(path.split("/")))
    for forge in FORGES:
        known = parts.hostname == forge.host
        if known or forge.telling:
            folder = rf"(?:/{forge.folder}/(?P<branch>[^/]+)(?:/(?P<folder>.+))?){'?' if known else ''}"
            yield forge, re.fullmatch(rf"(?P<name>{forge.name})(?:\.git)?{folder}", path) if whole else None

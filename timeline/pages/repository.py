"""What readers can do where an entry is kept: edit its file, or report an error in it."""

from dataclasses import dataclass

from timeline import address
from timeline.compile import Timeline
from timeline.forge import repository_at


@dataclass(frozen=True, slots=True)
class RepositoryView:
    """Where an entry is kept: url is the repository's own address, entry that of the entry in the site.

    edit is the form that edits the entry's file, issue that of a new issue, fields are what its query calls title and
    body; all three are empty where nothing is known of the host.
    """

    url: str
    entry: str
    edit: str
    issue: str
    fields: tuple[str, str]


def repository_view(timeline: Timeline, kind: str, name: str) -> RepositoryView | None:
    """None where the site names no repository, and for tags that no file lists."""
    url, entry = timeline.settings.repository, address.of_entry(kind, name)
    file = timeline.files.get(entry)
    if not url or file is None:
        return None
    offered = repository_at(url)
    if offered is None:
        return RepositoryView(url, entry, "", "", ("", ""))
    return RepositoryView(url, entry, offered.edit(file), offered.issue, offered.fields)

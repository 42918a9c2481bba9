"""The theme's static files, under names that change with their content."""

from collections.abc import Iterator

from timeline.page import Data, Page
from timeline.pages.subject import Subject
from timeline.theme import Theme

# What the search page alone asks for.
OF_THE_SEARCH = ("search.js", "minisearch/")


def asset_pages(subject: Subject) -> Iterator[Page]:
    searches = subject.timeline.settings.outputs.search
    for name, path in subject.asset_names:
        if searches or not name.startswith(OF_THE_SEARCH):
            yield Page(path, write_asset, {"name": name})


def write_asset(theme: Theme, data: Data) -> bytes:
    return theme.assets[data["name"]].content

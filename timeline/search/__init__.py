"""The search over the whole site: what can be found, and for large sites the index that Pagefind makes of it."""

from pathlib import Path

from timeline.compile import Timeline
from timeline.fingerprint import Source
from timeline.search.documents import documents_of, fit_in_one_file
from timeline.search.pagefind import CannotSearch, content_of, files_of_index, index_folder

__all__ = ["CannotSearch", "content_of", "index_folder", "is_large", "search_index"]

# Bytes. What is below this a reader's browser loads whole, and indexes by itself.
LARGEST_FILE = 300_000


def is_large(timeline: Timeline, largest: int = LARGEST_FILE) -> bool:
    """Does the search need Pagefind?"""
    return not fit_in_one_file(documents_of(timeline), largest)


def search_index(timeline: Timeline, folder: Path, jobs: int = 1) -> tuple[tuple[str, Source], ...]:
    """The files of Pagefind's index of all documents by their paths below it, kept in the folder.

    Raises CannotSearch.
    """
    return files_of_index(tuple(documents_of(timeline)), timeline.settings.language, folder, jobs)

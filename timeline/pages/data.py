"""What there is of the record as data: each file with what it is for, where it lies and how large it is."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from timeline.page import Data, Page
from timeline.pages.annotations import FILE as ANNOTATIONS
from timeline.pages.annotations import are_any
from timeline.pages.csv_metadata import PATH as CSV_METADATA
from timeline.pages.data_schema import FOLDER
from timeline.pages.exports import exports, size_shown
from timeline.pages.subject import Subject
from timeline.theme import Theme

PATH = "data/"
# What says how an export is formed.
SCHEMAS = {"events.json": f"{FOLDER}events.json", "events.csv": CSV_METADATA}


@dataclass(frozen=True, slots=True)
class FileView:
    """A file, or where an id stands in the path for others, all files of its kind; key is the end of keys of words.

    size is a number and its unit; both are empty where it is not told. schema is the address of the schema it fits,
    empty where there is none; left_out says how many listed events it cannot hold.
    """

    key: str
    path: str
    size: tuple[str, str] = ("", "")
    schema: str = ""
    left_out: int = 0


def data_pages(subject: Subject, sizes: Mapping[str, int]) -> Iterator[Page]:
    """The page at /data/; sizes are those of the exports, in bytes, by their paths."""
    every = (
        ("all", _exports(subject, sizes)),
        ("new", _feeds(subject)),
        ("each", _each(subject)),
        ("site", _site(subject)),
    )
    groups = tuple((key, files) for key, files in every if files)
    yield subject.html(PATH, write_data, "", exports=export_links(subject), groups=groups)


def write_data(theme: Theme, data: Data) -> bytes:
    return theme.html("data.html", data)


def export_links(subject: Subject) -> tuple[tuple[str, str, str], ...]:
    """Address, media type and key of each export, for pages that stand for the whole record."""
    return tuple((export.path, export.media_type, _key(export.path)) for export in exports(subject))


def _exports(subject: Subject, sizes: Mapping[str, int]) -> tuple[FileView, ...]:
    return tuple(
        FileView(
            key=_key(export.path),
            path=export.path,
            size=size_shown(sizes[export.path]),
            schema=SCHEMAS.get(export.path, ""),
            left_out=export.left_out(subject.timeline),
        )
        for export in exports(subject)
    )


def _feeds(subject: Subject) -> tuple[FileView, ...]:
    whole = tuple(FileView(_key(path), path) for path, _ in subject.site.feeds)
    corrections = FileView("corrections-atom", "corrections/feed.atom")
    if not subject.timeline.settings.outputs.facet_feeds:
        return (*whole, corrections)
    return (*whole, corrections, FileView("group-atom", "threads/ID/feed.atom"))


def _each(subject: Subject) -> tuple[FileView, ...]:
    outputs = subject.timeline.settings.outputs
    files = (
        (outputs.event_json, FileView("event-json", "events/ID/index.json", schema=f"{FOLDER}index.json")),
        (outputs.embed, FileView("embed", "events/ID/embed/")),
        (outputs.embed, FileView("oembed", "events/ID/oembed.json")),
        (are_any(subject), FileView("annotations", f"articles/ID/{ANNOTATIONS}")),
    )
    return tuple(file for is_made, file in files if is_made)


def _site(subject: Subject) -> tuple[FileView, ...]:
    build = FileView("build-json", "build.json")
    return (FileView("sitemap-xml", "sitemap.xml"), build) if subject.site.base_url else (build,)


def _key(path: str) -> str:
    """What keys of words end in: `events-json`."""
    return path.replace(".", "-")

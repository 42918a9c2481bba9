"""The images of published events: the full one, narrower copies beside it, and how an event's page shows them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import quote

from timeline import images
from timeline.compile import Timeline
from timeline.model import Media
from timeline.page import Data, Page
from timeline.pages.subject import Subject
from timeline.theme import Theme

FOLDER = "media/"
EFFORT = 100


@dataclass(frozen=True, slots=True)
class ImageView:
    """An image of an event: src is its address in the site, as links write it; width and height are in pixels.

    copies are (address, width) pairs, ascending, the full one last; none where it is the only one. The caption is
    Markdown.
    """

    src: str
    width: int
    height: int
    copies: tuple[tuple[str, int], ...]
    alt: str
    caption: str
    credit: str
    licence: str


def media_names(subject: Subject) -> Iterable[str]:
    return subject.timeline.images


def media_pages(subject: Subject, path: str) -> Iterator[Page]:
    image = subject.timeline.images[path]
    for copy, width in image.facts.copies(path):
        data = {"source": image.source, "width": width}
        yield Page(FOLDER + copy, write_image, data, themed=False, effort=EFFORT)


def write_image(theme: Theme, data: Data) -> bytes:
    return images.copy(data["source"], data["width"])


def image_views(timeline: Timeline, event: str) -> tuple[ImageView, ...]:
    return tuple(_view(timeline, media) for media in timeline.events[event].media)


def media_data(view: ImageView, base_url: str) -> dict[str, str | int]:
    """An image as data; the caption is still Markdown."""
    return {
        "src": base_url + view.src,
        "width": view.width,
        "height": view.height,
        "alt": view.alt,
        "caption": view.caption,
        "credit": view.credit,
        "licence": view.licence,
    }


def _view(timeline: Timeline, media: Media) -> ImageView:
    facts = timeline.images[media.src].facts
    copies = tuple((quote(FOLDER + path), width) for path, width in facts.copies(media.src))
    src, width = copies[-1]
    return ImageView(
        src=src,
        width=width,
        height=facts.height_at(width),
        copies=copies if len(copies) > 1 else (),
        alt=media.alt,
        caption=media.caption,
        credit=media.credit,
        licence=media.licence,
    )

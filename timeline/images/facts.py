"""What is known of an image before it is decoded: its kind, its size, whether it moves, in which widths it appears."""

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from timeline.fingerprint import Source, sha256
from timeline.images.kinds import kind_by_content

if TYPE_CHECKING:
    from PIL.Image import Image as Picture

MOST_BYTES = 50 * 1024 * 1024
MOST_PIXELS = 100_000_000
# In pixels: the widest that is published, and the narrower copies for narrower screens.
FULL, NARROWER = 2400, (480, 960, 1600)
# EXIF 2.32, 4.6.4: the tag, and its values that lay the image on its side.
ORIENTATION, ON_ITS_SIDE = 0x0112, (5, 6, 7, 8)


class BadImage(Exception):
    """A file that cannot be published as an image, and why."""

    def __init__(self, file: Path, why: str) -> None:
        super().__init__(f"{file}: {why}")
        self.file, self.why = file, why


@dataclass(frozen=True, slots=True)
class Facts:
    """An image's kind, and its width and height in pixels as it is seen: turned as its camera says."""

    kind: str
    width: int
    height: int
    animated: bool

    @property
    def widths(self) -> tuple[int, ...]:
        """Of the copies that are published, ascending; the last is the full one. What moves keeps its own size."""
        if self.animated:
            return (self.width,)
        full = min(self.width, FULL)
        return (*(width for width in NARROWER if width < full), full)

    def height_at(self, width: int) -> int:
        return max(1, round(self.height * width / self.width))

    def copies(self, path: str) -> tuple[tuple[str, int], ...]:
        """Path and width of each published copy of the image at a path: `a-480w.jpg`, 480; the full one, `a.jpg`."""
        *narrower, full = self.widths
        name = PurePosixPath(path)
        beside = [(str(name.with_name(f"{name.stem}-{width}w{name.suffix}")), width) for width in narrower]
        return (*beside, (path, full))


@dataclass(frozen=True, slots=True)
class Image:
    """An image below content/media/: its file, and what is known of it."""

    source: Source
    facts: Facts


def image(file: Path) -> Image:
    """The image in a file that was examined. Raises BadImage and OSError."""
    content = read(file)
    return Image(Source(sha256(content), str(file)), facts(file, content))


def read(file: Path) -> bytes:
    if (size := file.stat().st_size) > MOST_BYTES:
        megabytes, most = (number // 1024 // 1024 for number in (size, MOST_BYTES))
        raise BadImage(file, f"the file has {megabytes:,} MiB; an image has at most {most} MiB")
    return file.read_bytes()


def facts(file: Path, content: bytes) -> Facts:
    kind = kind_by_content(content)
    with opened(file, content) as picture:
        width, height = picture.size
        if orientation(picture) in ON_ITS_SIDE:
            width, height = height, width
        return Facts(str(kind), width, height, is_animated(picture))


@contextmanager
def opened(file: Path, content: bytes) -> Iterator["Picture"]:
    """The image, its header read; what Pillow cannot read of it, here or later, raises BadImage."""
    from PIL import Image as Pillow

    Pillow.MAX_IMAGE_PIXELS = MOST_PIXELS
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        warnings.simplefilter("error", Pillow.DecompressionBombWarning)
        try:
            with Pillow.open(BytesIO(content), formats=(str(kind_by_content(content)),)) as picture:
                yield picture
        except (Pillow.DecompressionBombWarning, Pillow.DecompressionBombError) as error:
            most = MOST_PIXELS // 1_000_000
            raise BadImage(file, f"the image has more than {most} megapixels; make it smaller") from error
        except BadImage:
            raise
        # What Pillow raises at damaged data is written nowhere: OSError, SyntaxError, ValueError, struct.error, others.
        except Exception as error:
            said = str(error).partition("<")[0].strip() or type(error).__name__
            raise BadImage(file, f"the image is damaged: {said}") from error


def orientation(picture: "Picture") -> int:
    """How the camera was held, as EXIF counts it; 1, upright, where nothing or nonsense is said."""
    from PIL.Image import Exif

    said = Exif()
    try:
        said.load(picture.info.get("exif") or b"")
        turned = said.get(ORIENTATION)
    # As above: the notes may hold anything, and the image is no worse for it.
    except Exception:
        return 1
    return turned if isinstance(turned, int) and 1 <= turned <= 8 else 1


def is_animated(picture: "Picture") -> bool:
    # A JPEG of several pictures holds a preview or a depth map, not a film.
    return picture.format not in ("JPEG", "MPO") and getattr(picture, "n_frames", 1) > 1

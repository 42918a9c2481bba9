"""Images drawn for a test: two colours, so that it shows which way up they are."""

from io import BytesIO
from typing import Any

from PIL import Image, ImageCms
from PIL.PngImagePlugin import PngInfo

ENDING = {"JPEG": ".jpg", "PNG": ".png", "WebP": ".webp", "GIF": ".gif", "AVIF": ".avif"}
DARK, LIGHT = (20, 40, 160), (240, 220, 60)
ORIENTATION, MAKE, GPS = 0x0112, 0x010F, 0x8825
CANARY = "CANARY"
XMP = f"<x:xmpmeta xmlns:x='adobe:ns:meta/'>{CANARY}</x:xmpmeta>".encode()


def picture(width: int = 60, height: int = 40, mode: str = "RGB") -> Image.Image:
    """Dark, with its left upper corner light."""
    drawn = Image.new("RGB", (width, height), DARK)
    drawn.paste(LIGHT, (0, 0, width // 2, height // 2))
    return drawn.convert(mode)


def encoded(drawn: Image.Image, kind: str, **options: Any) -> bytes:
    made = BytesIO()
    drawn.save(made, kind, **options)
    return made.getvalue()


def decoded(content: bytes) -> Image.Image:
    opened = Image.open(BytesIO(content))
    opened.load()
    return opened


def exif(orientation: int = 1) -> Image.Exif:
    """What a telephone writes: how it was held, its make, and where it was."""
    notes = Image.Exif()
    notes[ORIENTATION], notes[MAKE] = orientation, CANARY
    notes[GPS] = {1: "N", 2: (38.0, 42.0, 30.0), 3: "W", 4: (9.0, 8.0, 15.0), 29: f"{CANARY}:03:11"}
    return notes


def profile() -> bytes:
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def with_everything(kind: str) -> bytes:
    """An image with all the notes that its kind can hold."""
    text = PngInfo()
    text.add_text("Author", CANARY)
    text.add_itxt("Comment", CANARY, zip=False)
    more: dict[str, dict[str, Any]] = {
        "JPEG": {"exif": exif(), "xmp": XMP, "comment": CANARY, "icc_profile": profile(), "dpi": (300, 300)},
        "PNG": {"exif": exif(), "pnginfo": text, "icc_profile": profile(), "dpi": (300, 300)},
        "WebP": {"exif": exif(), "xmp": XMP, "icc_profile": profile()},
        "GIF": {"comment": CANARY},
        "AVIF": {"exif": exif(), "xmp": XMP, "icc_profile": profile()},
    }
    return encoded(picture(), kind, **more[kind])


def moving(kind: str, **options: Any) -> bytes:
    """Three frames that differ."""
    frames = [picture(mode="P" if kind == "GIF" else "RGB").rotate(angle) for angle in (0, 90, 180)]
    return encoded(frames[0], kind, save_all=True, append_images=frames[1:], duration=80, **options)

"""Which kinds of image are published, and of which kind a file is by its name and by its first bytes."""

import re
from collections.abc import Mapping
from pathlib import PurePosixPath

# What can hold a script, such as SVG, is not among them.
ENDINGS: Mapping[str, str] = {
    ".jpg": "JPEG",
    ".jpeg": "JPEG",
    ".png": "PNG",
    ".webp": "WebP",
    ".gif": "GIF",
    ".avif": "AVIF",
}
PUBLISHED = "JPEG, PNG, WebP, GIF or AVIF"
ISO_MEDIA = rb".{4}ftyp"
SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (rb"\xff\xd8\xff", "JPEG"),
    (rb"\x89PNG\r\n\x1a\n", "PNG"),
    (rb"RIFF.{4}WEBP", "WebP"),
    (rb"GIF8[79]a", "GIF"),
    (ISO_MEDIA + rb"avi[fs]", "AVIF"),
    # Not published, but often named like an image that is.
    (ISO_MEDIA + rb"(?:hei[cfmsx]|hev[cmsx]|mif1|msf1)", "HEIC"),
    (ISO_MEDIA, "a film"),
    (rb"II\*\0|MM\0\*", "TIFF"),
    (rb"BM.{4}\0{4}", "BMP"),
    (rb"%PDF-", "PDF"),
    (rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml.{0,900}?|<!--.{0,900}?)?<(?:svg|!doctype svg)", "SVG"),
    (rb"(?:\xef\xbb\xbf)?\s*(?:<!--.{0,900}?)?<(?:!doctype )?html", "a web page"),
)
HEAD = 1_000


def kind_by_name(path: str) -> str | None:
    """The published kind that a file's ending says it is of, if it says one: `JPEG` for `a/photo.JPG`."""
    return ENDINGS.get(PurePosixPath(path).suffix.lower())


def kind_by_content(content: bytes) -> str | None:
    """What the first bytes say the file is; a kind that is published, another one, or None."""
    head = content[:HEAD]
    found = (kind for signature, kind in SIGNATURES if re.match(signature, head, re.DOTALL | re.IGNORECASE))
    return next(found, None)

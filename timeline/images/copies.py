"""The copies of an image that are published: upright, in sRGB, without a word on where and with what it was made."""

from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from timeline.fingerprint import Source, sha256
from timeline.images.containers import webp_chunks
from timeline.images.facts import ON_ITS_SIDE, BadImage, facts, opened, orientation, read
from timeline.images.moving import without_metadata

if TYPE_CHECKING:
    from PIL.Image import Image as Picture

SAVING: dict[str, dict[str, Any]] = {
    "JPEG": {"quality": 85, "progressive": True, "optimize": True},
    "PNG": {},
    "WebP": {"quality": 85},
    "GIF": {},
    # How many processors a machine has must not show in the bytes.
    "AVIF": {"quality": 75, "max_threads": 1},
}
# What EXIF calls 2 to 8, as what makes it upright.
UPRIGHT = (
    "FLIP_LEFT_RIGHT",
    "ROTATE_180",
    "FLIP_TOP_BOTTOM",
    "TRANSPOSE",
    "ROTATE_270",
    "TRANSVERSE",
    "ROTATE_90",
)


def copy(source: Source, width: int) -> bytes:
    """The image as a file of its own kind, with this width in pixels; one that moves at its own size.

    Raises BadImage where the data are damaged, or where the file is no longer the one that was examined.
    """
    file = Path(source.file)
    content = read(file)
    if sha256(content) != source.sha256:
        raise BadImage(file, "the file was changed while the site was being built; build again")
    known = facts(file, content)
    with opened(file, content) as picture:
        if known.animated:
            _decode_all(picture)
            return without_metadata(known.kind, content)
        made = BytesIO()
        shown = _shown(picture, width, known.height_at(width))
        shown.save(made, known.kind, **SAVING[known.kind], **_lossless(known.kind, content))
        return made.getvalue()


def _decode_all(picture: "Picture") -> None:
    """Raises where a reader's browser would stumble."""
    for frame in range(getattr(picture, "n_frames", 1)):
        picture.seek(frame)
        picture.load()


def _lossless(kind: str, content: bytes) -> dict[str, bool]:
    """A drawing that was saved without loss stays without."""
    is_lossless = kind == "WebP" and any(name == b"VP8L" for name, _ in webp_chunks(content))
    return {"lossless": True} if is_lossless else {}


def _shown(picture: "Picture", width: int, height: int) -> "Picture":
    """The picture as it is published, in this size."""
    from PIL import Image as Pillow

    turned, profile = orientation(picture), picture.info.get("icc_profile")
    size = (height, width) if turned in ON_ITS_SIDE else (width, height)
    # A JPEG is decoded to a half, a quarter or an eighth at little cost, and from twice the size on nobody sees it.
    picture.draft(None, (2 * size[0], 2 * size[1]))
    picture.load()
    mode, shown = picture.mode, picture
    if picture.size != size or profile:
        shown = _in_srgb(_in_full_colour(picture).resize(size, Pillow.Resampling.LANCZOS), profile)
    if mode == "CMYK":
        shown = shown.convert("RGB")
    if mode == "L" and shown.mode == "RGB":
        shown = shown.convert("L")
    if mode == "P" and shown.mode != "P" and picture.format == "PNG":
        # Few colours stay few, or the smaller copy would be the larger file.
        shown = shown.quantize()
    if turned > 1:
        shown = shown.transpose(Pillow.Transpose[UPRIGHT[turned - 2]])
    # Pillow saves much of what it read with an image: comments, profiles, resolutions.
    shown.info = {name: value for name, value in shown.info.items() if name == "transparency"}
    return shown


def _in_full_colour(picture: "Picture") -> "Picture":
    """Colours that can be mixed, where those of a palette, or one that counts as transparent, cannot."""
    if picture.has_transparency_data:
        return picture if picture.mode in ("RGBA", "LA") else picture.convert("RGBA")
    return picture.convert({"P": "RGB", "1": "L"}.get(picture.mode, picture.mode))


def _in_srgb(picture: "Picture", profile: bytes | None) -> "Picture":
    """The colours as all screens show them; a profile that does not fit the picture is passed over, as browsers do."""
    if not profile:
        return picture
    from PIL import ImageCms

    mode = "RGBA" if picture.mode == "RGBA" else "RGB"
    try:
        own, srgb = ImageCms.ImageCmsProfile(BytesIO(profile)), ImageCms.createProfile("sRGB")
        return ImageCms.profileToProfile(picture, own, srgb, outputMode=mode) or picture
    except (OSError, ImageCms.PyCMSError):
        return picture

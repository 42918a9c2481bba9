"""A file of content/media is a whole image of the kind that its name says, or is refused with what would be right."""

import struct
import warnings
import zlib
from pathlib import Path

import pytest

from tests.media import drawing
from tests.media.drawing import ENDING, encoded, picture
from timeline.images import BadImage, Facts, examined


def refused(folder: Path, name: str, content: bytes) -> str:
    file = folder / name
    file.write_bytes(content)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        with pytest.raises(BadImage) as raised:
            examined(file)
    assert raised.value.file == file
    return raised.value.why


@pytest.mark.parametrize("kind", ENDING)
@pytest.mark.parametrize("moves", [False, True])
def test_a_sound_image_is_told_by_kind_and_size(tmp_path: Path, kind: str, moves: bool) -> None:
    moves = moves and kind in ("GIF", "WebP", "PNG")
    file = tmp_path / f"A{ENDING[kind].upper()}"
    file.write_bytes(drawing.moving(kind) if moves else drawing.with_everything(kind))
    assert examined(file) == Facts(kind, 60, 40, moves)


@pytest.mark.parametrize("orientation", range(1, 9))
def test_width_and_height_are_those_that_are_seen(tmp_path: Path, orientation: int) -> None:
    file = tmp_path / "a.jpg"
    file.write_bytes(encoded(picture(60, 40), "JPEG", exif=drawing.exif(orientation)))
    facts = examined(file)
    assert (facts.width, facts.height) == ((60, 40) if orientation < 5 else (40, 60))


@pytest.mark.parametrize("kind", ENDING)
@pytest.mark.parametrize("named", ENDING)
def test_every_lie_about_the_kind_is_told(tmp_path: Path, kind: str, named: str) -> None:
    if kind != named:
        why = refused(tmp_path, f"a.b{ENDING[named]}", encoded(picture(), kind))
        assert why == f'this is {kind}, and its name says {named}; rename it to "a.b{ENDING[kind]}"'


OTHERS = {
    "SVG": b'<?xml version="1.0"?>\n<!-- drawn -->\n<svg xmlns="http://www.w3.org/2000/svg"/>',
    "a web page": b"\n<!DOCTYPE html><html></html>",
    "TIFF": encoded(picture(), "TIFF"),
    "BMP": encoded(picture(), "BMP"),
    "HEIC": b"\0\0\0\x18ftypheic\0\0\0\0mif1heic",
    "a film": b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom",
    "PDF": b"%PDF-1.7\n",
}


@pytest.mark.parametrize("kind", OTHERS)
def test_what_is_not_published_is_not_taken_under_another_name(tmp_path: Path, kind: str) -> None:
    why = refused(tmp_path, "a.jpg", OTHERS[kind])
    assert why == f"this is {kind}, and its name says JPEG; save it as JPEG, PNG, WebP, GIF or AVIF"


@pytest.mark.parametrize("content", [b"", b"\0", b"not really a picture", b"\xff\xd8", b"RIFF", b"GIF"])
def test_what_is_no_image_is_said_to_be_none(tmp_path: Path, content: bytes) -> None:
    assert refused(tmp_path, "a.png", content) == "this is no image, and its name says PNG"


@pytest.mark.parametrize("kind", ENDING)
@pytest.mark.parametrize("missing", [1, 2, 9, 0.2, 0.5, 0.9])
def test_a_file_that_is_cut_short_is_refused(tmp_path: Path, kind: str, missing: float) -> None:
    content = drawing.with_everything(kind)
    kept = len(content) - missing if missing >= 1 else len(content) * (1 - missing)
    assert "cut short" in refused(tmp_path, f"a{ENDING[kind]}", content[: int(kept)])


@pytest.mark.parametrize("kind", ENDING)
def test_no_beginning_of_a_file_ends_in_another_error(tmp_path: Path, kind: str) -> None:
    content = drawing.with_everything(kind)
    for length in range(min(len(content), 400)):
        refused(tmp_path, f"a{ENDING[kind]}", content[:length])


def test_the_end_of_a_preview_is_not_the_end_of_the_image(tmp_path: Path) -> None:
    notes = drawing.exif()
    preview = encoded(picture(8, 8), "JPEG")
    content = encoded(picture(), "JPEG", exif=b"Exif\0\0" + notes.tobytes()[6:] + preview)
    assert content.count(b"\xff\xd9") == 2
    assert "cut short" in refused(tmp_path, "a.jpg", content[:-2])


@pytest.mark.parametrize("more", [b"\0" * 9, b"MotionPhoto_Data" + b"\xff" * 99])
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "GIF", "WebP"])
def test_what_a_camera_hangs_on_behind_the_end_is_no_mistake(tmp_path: Path, kind: str, more: bytes) -> None:
    file = tmp_path / f"a{ENDING[kind]}"
    file.write_bytes(encoded(picture(), kind) + more)
    assert examined(file).kind == kind


def png_of(width: int, height: int) -> bytes:
    """A PNG that claims this size, and holds next to nothing."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(b"\0")) + chunk(b"IEND", b"")


def webp_of(width: int, height: int) -> bytes:
    head = b"VP8X" + struct.pack("<I", 10) + b"\2\0\0\0" + (width - 1).to_bytes(3, "little")
    body = b"WEBP" + head + (height - 1).to_bytes(3, "little") + b"ANIM" + struct.pack("<I", 6) + b"\0" * 6
    return b"RIFF" + struct.pack("<I", len(body)) + body


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.png", png_of(10_001, 10_000)),
        ("a.png", png_of(100_000, 100_000)),
        ("a.gif", encoded(picture(8, 8), "GIF").replace(b"\x08\0\x08\0", b"\xff\xff\xff\xff")),
        ("a.webp", webp_of(60_000, 60_000)),
        ("a.webp", webp_of(16_777_216, 200)),
    ],
)
def test_more_pixels_than_can_be_held_are_refused_from_the_header(tmp_path: Path, name: str, content: bytes) -> None:
    assert refused(tmp_path, name, content) == "the image has more than 100 megapixels; make it smaller"


def test_just_as_many_pixels_as_are_allowed_are_taken(tmp_path: Path) -> None:
    file = tmp_path / "a.png"
    file.write_bytes(png_of(10_000, 10_000))
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert examined(file).width == 10_000


def test_a_file_that_is_too_large_is_refused_unread(tmp_path: Path) -> None:
    file = tmp_path / "a.jpg"
    with file.open("wb") as large:
        large.truncate(51 * 1024 * 1024)
    with pytest.raises(BadImage) as raised:
        examined(file)
    assert raised.value.why == "the file has 51 MiB; an image has at most 50 MiB"


def test_an_avif_that_moves_is_refused(tmp_path: Path) -> None:
    assert "save it as WebP" in refused(tmp_path, "a.avif", drawing.moving("AVIF"))


def test_a_png_with_one_wrong_byte_is_refused(tmp_path: Path) -> None:
    content = bytearray(encoded(picture(), "PNG"))
    content[content.find(b"IDAT") + 9] ^= 1
    assert "damaged" in refused(tmp_path, "a.png", bytes(content))

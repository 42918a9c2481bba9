"""What is published of an image: its picture, upright and in colours for every screen, and nothing else."""

import random
import zlib
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageCms

from tests.media import drawing
from tests.media.drawing import CANARY, DARK, ENDING, LIGHT, decoded, encoded, exif, picture
from timeline.fingerprint import Source
from timeline.images import BadImage, copy, image

NEAR = 14


def copied(folder: Path, kind: str, content: bytes, width: int | None = None) -> bytes:
    file = folder / f"a{ENDING[kind]}"
    file.write_bytes(content)
    found = image(file)
    return copy(found.source, width or found.facts.width)


def is_near(colour: object, other: tuple[int, ...]) -> bool:
    assert isinstance(colour, tuple)
    return all(abs(a - b) <= NEAR for a, b in zip(colour, other, strict=True))


@pytest.mark.parametrize("kind", ENDING)
def test_a_copy_holds_no_note_of_any_kind(tmp_path: Path, kind: str) -> None:
    original = drawing.with_everything(kind)
    assert CANARY.encode() in original
    made = copied(tmp_path, kind, original)
    assert CANARY.encode() not in made
    assert not any(note in made for note in (b"Exif", b"eXIf", b"xmpmeta", b"iCCP", b"ICCP", b"ICC_PROFILE", b"tEXt"))
    shown = decoded(made)
    assert not shown.getexif()
    assert not set(shown.info) & {"exif", "xmp", "comment", "icc_profile", "dpi", "Author", "Comment", "photoshop"}
    assert (shown.format or "").upper() == kind.upper()


@pytest.mark.parametrize("kind", ["GIF", "WebP", "PNG"])
def test_what_moves_still_moves_frame_for_frame_without_its_notes(tmp_path: Path, kind: str) -> None:
    notes: dict[str, dict[str, Any]] = {
        "GIF": {"comment": CANARY, "loop": 0},
        "WebP": {"exif": exif(), "xmp": drawing.XMP},
        "PNG": {"exif": exif()},
    }
    original = drawing.moving(kind, **notes[kind]) + CANARY.encode()
    made = copied(tmp_path, kind, original)
    assert CANARY.encode() in original
    assert CANARY.encode() not in made
    before, after = decoded(original), decoded(made)
    assert (before.n_frames, after.n_frames) == (3, 3)  # type: ignore[attr-defined]
    for frame in range(3):
        before.seek(frame)
        after.seek(frame)
        assert before.convert("RGBA").tobytes() == after.convert("RGBA").tobytes()
    assert after.info.get("loop") == before.info.get("loop")


def test_the_header_of_a_moving_webp_announces_nothing_that_is_left_out(tmp_path: Path) -> None:
    original = drawing.moving("WebP", exif=exif(), xmp=drawing.XMP, icc_profile=drawing.profile())
    # RFC 9649, 2.7: profile, transparency, EXIF, XMP, animation.
    assert (original[20] & 0b101100, copied(tmp_path, "WebP", original)[20] & 0b101110) == (0b101100, 0b10)


def test_damage_in_a_later_frame_names_the_file(tmp_path: Path) -> None:
    content = drawing.moving("PNG")
    start = content.rfind(b"fdAT") + 8
    end = content.rfind(b"IEND") - 8
    broken = content[:start] + b"\xff" * (end - start)
    checksum = zlib.crc32(broken[start - 8 :]).to_bytes(4, "big")
    with pytest.raises(BadImage, match="damaged"):
        copied(tmp_path, "PNG", broken + checksum + content[end + 4 :])


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WebP", "AVIF"])
@pytest.mark.parametrize("orientation", range(1, 9))
def test_an_image_lies_as_its_camera_was_held(tmp_path: Path, kind: str, orientation: int) -> None:
    # How a viewer turns the stored picture (EXIF 2.32, 4.6.4) and how a camera held that way stored it.
    stored = {1: None, 2: 0, 3: 3, 4: 1, 5: 5, 6: 2, 7: 6, 8: 4}[orientation]
    laid = picture() if stored is None else picture().transpose(Image.Transpose(stored))
    shown = decoded(copied(tmp_path, kind, encoded(laid, kind, exif=exif(orientation), quality=95)))
    assert shown.size == (60, 40)
    corners = [shown.convert("RGB").getpixel(place) for place in ((5, 5), (55, 5), (5, 35), (55, 35))]
    assert [is_near(corner, LIGHT) for corner in corners] == [True, False, False, False]


@pytest.mark.parametrize("kind", ENDING)
@pytest.mark.parametrize("width", [480, 601])
def test_a_copy_has_the_width_that_is_asked_for(tmp_path: Path, kind: str, width: int) -> None:
    shown = decoded(copied(tmp_path, kind, encoded(picture(1202, 300), kind), width))
    assert shown.size == (width, round(300 * width / 1202))
    assert is_near(shown.convert("RGB").getpixel((5, 5)), LIGHT)


def test_colours_are_those_that_the_profile_means(tmp_path: Path) -> None:
    # Where this profile says red, it means blue.
    swapped = drawing.profile().replace(b"rXYZ", b"????").replace(b"bXYZ", b"rXYZ").replace(b"????", b"bXYZ")
    drawn = Image.new("RGB", (9, 9), (255, 0, 0))
    shown = decoded(copied(tmp_path, "PNG", encoded(drawn, "PNG", icc_profile=swapped)))
    assert is_near(shown.getpixel((4, 4)), (0, 0, 255))


LAB = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()


@pytest.mark.parametrize("other", [b"nonsense", LAB])
def test_a_profile_that_does_not_fit_changes_nothing(tmp_path: Path, other: bytes) -> None:
    shown = decoded(copied(tmp_path, "PNG", encoded(picture(), "PNG", icc_profile=other)))
    assert shown.tobytes() == picture().tobytes()


def test_a_grey_image_with_a_profile_for_colours_stays_grey(tmp_path: Path) -> None:
    shown = decoded(copied(tmp_path, "JPEG", encoded(picture(mode="L"), "JPEG", icc_profile=drawing.profile())))
    assert shown.mode == "L"


def test_ink_becomes_light(tmp_path: Path) -> None:
    shown = decoded(copied(tmp_path, "JPEG", encoded(picture(mode="CMYK"), "JPEG")))
    assert shown.mode == "RGB"
    assert is_near(shown.getpixel((55, 35)), DARK)


TRANSPARENT = {
    "PNG": picture(700, 40, "RGBA"),
    "WebP": picture(700, 40, "RGBA"),
    "AVIF": picture(700, 40, "RGBA"),
    "GIF": picture(700, 40, "RGBA"),
}


@pytest.mark.parametrize("width", [700, 480])
@pytest.mark.parametrize("kind", TRANSPARENT)
def test_what_was_transparent_still_is(tmp_path: Path, kind: str, width: int) -> None:
    drawn = TRANSPARENT[kind].copy()
    drawn.putalpha(Image.linear_gradient("L").resize(drawn.size).point([0] * 128 + [255] * 128))
    shown = decoded(copied(tmp_path, kind, encoded(drawn, kind), width)).convert("RGBA")
    transparency = [shown.getpixel((width // 2, row)) for row in (1, shown.height - 2)]
    assert [one[3] for one in transparency if isinstance(one, tuple)] == [0, 255]


@pytest.mark.parametrize("width", [900, 480])
def test_few_colours_stay_few(tmp_path: Path, width: int) -> None:
    drawn = picture(900, 400).quantize(8)
    shown = decoded(copied(tmp_path, "PNG", encoded(drawn, "PNG"), width))
    assert shown.mode == "P"
    assert is_near(shown.convert("RGB").getpixel((5, 5)), LIGHT)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
@pytest.mark.parametrize("width", [900, 480])
def test_a_png_of_any_mode_is_copied(tmp_path: Path, mode: str, width: int) -> None:
    drawn = Image.new("I;16", (900, 400), 0x8000) if mode == "I;16" else picture(900, 400, mode)
    content = encoded(drawn, "PNG", icc_profile=drawing.profile())
    assert decoded(copied(tmp_path, "PNG", content, width)).size == (width, round(400 * width / 900))


def test_a_drawing_without_loss_stays_without(tmp_path: Path) -> None:
    noise = Image.frombytes("RGB", (64, 64), random.Random(1).randbytes(64 * 64 * 3))
    assert decoded(copied(tmp_path, "WebP", encoded(noise, "WebP", lossless=True))).tobytes() == noise.tobytes()


@pytest.mark.parametrize("kind", ENDING)
def test_a_copy_is_the_same_wherever_its_source_lies(tmp_path: Path, kind: str) -> None:
    content = drawing.with_everything(kind)
    folders = [tmp_path / "one", tmp_path / "two"]
    for folder in folders:
        folder.mkdir()
    first, second = (copied(folder, kind, content, 30) for folder in folders)
    assert first == second


@pytest.mark.parametrize("kind", ENDING)
def test_damage_inside_names_the_file(tmp_path: Path, kind: str) -> None:
    noise = Image.frombytes("RGB", (64, 64), random.Random(2).randbytes(64 * 64 * 3))
    content = bytearray(encoded(noise.quantize() if kind == "GIF" else noise, kind))
    # Readers of JPEG and AVIF make do with much: the first with anything but its tables, the other with its last parts.
    start = {"JPEG": content.find(b"\xff\xc4") + 4, "AVIF": content.find(b"mdat") + 4}.get(kind, len(content) // 2)
    content[start : start + 200] = b"\xff" * 200
    with pytest.raises(BadImage) as refused:
        copied(tmp_path, kind, bytes(content))
    assert refused.value.file == tmp_path / f"a{ENDING[kind]}"
    assert refused.value.why.isprintable()


def test_a_file_that_changed_since_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "a.png"
    file.write_bytes(encoded(picture(), "PNG"))
    with pytest.raises(BadImage, match="changed"):
        copy(Source("0" * 64, str(file)), 60)

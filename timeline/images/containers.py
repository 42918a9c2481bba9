"""How image files are put together: their parts in order, as far as it takes to see that none is missing."""

import zlib
from collections.abc import Iterator

PNG_HEAD, WEBP_HEAD = 8, 12
GIF_SCREEN, GIF_IMAGE = 13, 10


class Cut(Exception):
    """A file that ends too early, or whose parts do not fit together."""


def is_whole(kind: str, content: bytes) -> bool:
    """Does the file reach to its end? Its data may be damaged all the same."""
    try:
        match kind:
            case "JPEG":
                return _jpeg_ends(content)
            case "AVIF":
                return _boxes_end(content)
            case "PNG":
                return bool([*png_chunks(content)])
            case "WebP":
                return bool([*webp_chunks(content)])
            case _:
                return bool([*gif_blocks(content)])
    except (Cut, IndexError):
        return False


def png_chunks(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Name and bytes of each chunk up to IEND (PNG, 5.3); what follows it is passed over."""
    at, name = PNG_HEAD, b""
    while name != b"IEND":
        name, end = content[at + 4 : at + 8], at + 12 + int.from_bytes(content[at : at + 4], "big")
        checksum = int.from_bytes(content[end - 4 : end], "big")
        if end > len(content) or zlib.crc32(content[at + 4 : end - 4]) != checksum:
            raise Cut
        yield name, content[at:end]
        at = end


def webp_chunks(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Name and bytes of each chunk (RFC 9649, 2.3), with the byte that makes its length even."""
    at, end_of_file = WEBP_HEAD, 8 + int.from_bytes(content[4:8], "little")
    if end_of_file > len(content) or end_of_file <= WEBP_HEAD:
        raise Cut
    while at < end_of_file:
        length = int.from_bytes(content[at + 4 : at + 8], "little")
        end = at + 8 + length + length % 2
        if end > end_of_file:
            raise Cut
        yield content[at : at + 4], content[at:end]
        at = end


def gif_blocks(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Label and bytes of each block: first the screen with label b"", extensions by two bytes, the trailer b";"."""
    at = GIF_SCREEN + _colour_table(content[10])
    yield b"", content[:at]
    while (label := content[at : at + 1]) != b";":
        if label == b"!":
            label, end = content[at : at + 2], at + 2
        elif label == b",":
            end = at + GIF_IMAGE + _colour_table(content[at + GIF_IMAGE - 1]) + 1
        else:
            raise Cut
        while length := content[end]:
            end += 1 + length
        yield label, content[at : end + 1]
        at = end + 1
    yield b";", b";"


def _colour_table(flags: int) -> int:
    """The bytes of a GIF's colour table."""
    return 3 * 2 ** (1 + flags % 8) if flags & 0x80 else 0


def _jpeg_ends(content: bytes) -> bool:
    """Is there an end of image behind the header? Previews in the header have one of their own."""
    at = 2
    while content[at] == 0xFF and content[at + 1] != 0xDA:
        at += 1 if content[at + 1] == 0xFF else 2 + int.from_bytes(content[at + 2 : at + 4], "big")
    return content.find(b"\xff\xd9", at) > 0


def _boxes_end(content: bytes) -> bool:
    """Do the boxes of the file (ISO/IEC 14496-12, 4.2) end where it ends?"""
    at = 0
    while at < len(content):
        size = int.from_bytes(content[at : at + 4], "big")
        if size == 1:
            size = int.from_bytes(content[at + 8 : at + 16], "big")
        if size == 0:
            return True
        if size < 8:
            return False
        at += size
    return at == len(content)

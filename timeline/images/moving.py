"""Animated images: their frames byte for byte, and nothing else of the file."""

from collections.abc import Iterator

from timeline.images.containers import PNG_HEAD, WEBP_HEAD, gif_blocks, png_chunks, webp_chunks

PNG_KEPT = (b"IHDR", b"PLTE", b"tRNS", b"acTL", b"fcTL", b"IDAT", b"fdAT", b"IEND")
WEBP_KEPT = (b"VP8X", b"ANIM", b"ANMF")
# Of the flags of VP8X (RFC 9649, 2.7) those for transparency and animation; the others announce what is left out.
WEBP_FLAGS, WEBP_FLAGS_AT = 0x12, 8
GIF_KEPT = (b"", b"!\xf9", b",", b";")
# Says how often a GIF is repeated; other extensions by applications hold notes of theirs.
GIF_REPEATED = (b"NETSCAPE2.0", b"ANIMEXTS1.0")


def without_metadata(kind: str, content: bytes) -> bytes:
    """A whole PNG, WebP or GIF without comments, position, colour profile, or anything behind its end.

    Decoding and encoding it again would need the memory of all its frames, and change them.
    """
    parts = {"PNG": _png, "WebP": _webp, "GIF": _gif}[kind](content)
    kept = b"".join(parts)
    if kind == "PNG":
        return content[:PNG_HEAD] + kept
    if kind == "WebP":
        return b"RIFF" + (len(kept) + WEBP_HEAD - 8).to_bytes(4, "little") + b"WEBP" + kept
    return kept


def _png(content: bytes) -> Iterator[bytes]:
    return (chunk for name, chunk in png_chunks(content) if name in PNG_KEPT)


def _webp(content: bytes) -> Iterator[bytes]:
    for name, chunk in webp_chunks(content):
        if name == b"VP8X":
            flags = chunk[WEBP_FLAGS_AT] & WEBP_FLAGS
            yield chunk[:WEBP_FLAGS_AT] + bytes([flags]) + chunk[WEBP_FLAGS_AT + 1 :]
        elif name in WEBP_KEPT:
            yield chunk


def _gif(content: bytes) -> Iterator[bytes]:
    for label, block in gif_blocks(content):
        if label in GIF_KEPT or (label == b"!\xff" and block[3:14] in GIF_REPEATED):
            yield block

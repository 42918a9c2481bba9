"""Text as outlines: measured, broken into lines, made smaller where it is long, cut off with an ellipsis at last."""

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from timeline.cards.faces import Face, face

ELLIPSIS = "…"
# A line may end behind a space, and behind a letter of the scripts that set none.
PIECE = re.compile("[\u2e80-\uffef] *|[^ \u2e80-\uffef]+ *")
KEEPING_SPACES = "\xa0\u2007\u202f"


@dataclass(frozen=True, slots=True)
class LetteredLine:
    """A line of lettering: its words, its width in pixels, and the path that draws it.

    The path is in hundredths of a pixel; it begins at the left end of the line's foot, the baseline.
    """

    words: str
    width: float
    path: str


@dataclass(frozen=True, slots=True)
class Lettering:
    """Text in type of `size` pixels; without lines where the fonts cannot write it."""

    lines: tuple[LetteredLine, ...]
    size: int


@lru_cache(maxsize=500)
def letter(
    text: str, fonts: tuple[bytes, ...], weight: int, sizes: tuple[int, ...], width: float, height: float = 0
) -> Lettering:
    """The text in the first of the sizes in which it fits, else cut off in the last.

    fonts are font files, each asked for the letters that those before it lack. sizes, width and height are in pixels; a
    line is a tenth higher than its type, and there is always one. Emoji and the like are left out where the fonts lack
    them. A text with any other letter that they lack has no lines, for a part of it could say the opposite; nor has one
    in a script that is written from right to left or whose letters change with their neighbours.
    """
    faces = tuple(face(content, weight) for content in fonts)
    shown = _shown(text, faces)
    if not shown or not all(_can_write(faces, sign) for sign in shown):
        return Lettering((), sizes[-1])
    pieces = [_Piece.of(faces, words) for words in PIECE.findall(shown)]
    for size in sizes:
        most, limit = max(1, int(height / (1.1 * size))), width / size
        if _fits(pieces, limit, most):
            held = _broken(pieces, _balanced(pieces, limit))
            return Lettering(tuple(_line(faces, words, size) for words in held), size)
    return Lettering(tuple(_line(faces, words, size) for words in _cut(faces, pieces, limit, most)), size)


def _shown(text: str, faces: Sequence[Face]) -> str:
    """The text with each white space as one, and without what has no look of its own or is a picture beside it."""
    kept = []
    for sign in unicodedata.normalize("NFC", text):
        kind = unicodedata.category(sign)
        if kind == "Zs" or sign in "\n\t\r":
            kept.append("\xa0" if sign in KEEPING_SPACES else " ")
        elif kind not in ("Cf", "Cc") and (kind not in ("So", "Sk", "Mn", "Me") or _can_write(faces, sign)):
            kept.append(sign)
    return re.sub(" +", " ", "".join(kept)).strip()


def _can_write(faces: Sequence[Face], sign: str) -> bool:
    shaped = unicodedata.category(sign) == "Mc" or unicodedata.bidirectional(sign) in ("R", "AL", "AN")
    return not shaped and any(one.has(sign) for one in faces)


@dataclass(frozen=True, slots=True)
class _Piece:
    """Words that stay together; widths as fractions of the type's size, `bare` without the spaces at its end."""

    words: str
    width: float
    bare: float

    @classmethod
    def of(cls, faces: Sequence[Face], words: str) -> "_Piece":
        return cls(words, _width(faces, words), _width(faces, words.rstrip(" ")))


def _fits(pieces: Sequence[_Piece], limit: float, most: int) -> bool:
    return all(piece.bare <= limit for piece in pieces) and len(_broken(pieces, limit)) <= most


def _broken(pieces: Sequence[_Piece], limit: float) -> list[str]:
    """Lines, each as long as the limit allows."""
    lines: list[str] = []
    used = limit
    for piece in pieces:
        if used + piece.bare > limit and (lines or used == limit):
            lines.append("")
            used = 0.0
        lines[-1] += piece.words
        used += piece.width
    return [line.rstrip(" ") for line in lines]


def _balanced(pieces: Sequence[_Piece], limit: float) -> float:
    """The least limit that makes as many lines: none of them is then much shorter than the others."""
    most = len(_broken(pieces, limit))
    steps = range(100)
    return limit * (bisect_left(steps, True, key=lambda step: _fits(pieces, limit * step / 100, most))) / 100


def _cut(faces: Sequence[Face], pieces: Sequence[_Piece], limit: float, most: int) -> list[str]:
    """At most so many lines, the last with an ellipsis where text is left out; too long words are broken anywhere."""
    held = _broken([small for piece in pieces for small in _small(faces, piece, limit)], limit)
    if len(held) <= most:
        return held
    last = held[most - 1]
    while last and _width(faces, last + ELLIPSIS) > limit:
        last = last[:-1]
    return [*held[: most - 1], last.rstrip(" ,;:.–—-") + ELLIPSIS]


def _small(faces: Sequence[Face], piece: _Piece, limit: float) -> Iterator[_Piece]:
    if piece.bare <= limit:
        yield piece
        return
    begun = ""
    for sign in piece.words:
        if begun and _width(faces, begun + sign) > limit:
            yield _Piece.of(faces, begun)
            begun = ""
        begun += sign
    yield _Piece.of(faces, begun)


def _run(faces: Sequence[Face], words: str) -> Iterator[tuple[Face, str, float]]:
    """The face and name of each glyph, and where it stands, as a fraction of the type's size; at last the end."""
    at = 0.0
    before: tuple[Face, str] | None = None
    for sign in words:
        one = next(one for one in faces if one.has(sign))
        name = one.name(sign)
        if before and before[0] is one:
            at += one.kern(before[1], name)
        yield one, name, at
        at += one.advance(name)
        before = one, name


def _width(faces: Sequence[Face], words: str) -> float:
    for one, name, at in _run(faces, words):
        end = at + one.advance(name)
    return end if words else 0.0


def _line(faces: Sequence[Face], words: str, size: int) -> LetteredLine:
    path = []
    pen = (0, 0)
    for one, name, at in _run(faces, words):
        glyph = one.outline(name, size)
        if glyph.path:
            left = round(100 * size * at)
            path.append(f"m{left + glyph.start[0] - pen[0]} {glyph.start[1] - pen[1]}{glyph.path}")
            pen = (left + glyph.end[0], glyph.end[1])
    return LetteredLine(words, size * _width(faces, words), "".join(path))

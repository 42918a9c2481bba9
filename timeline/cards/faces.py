"""The fonts of a theme as outlines and widths. Those of the system are never asked: a card is the same everywhere."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from io import BytesIO
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from fontTools.ttLib import TTFont

# Two glyphs by name, and the units by which the second comes nearer to the first (below 0) or further from it.
Kerning = Callable[[str, str], int]


@dataclass(frozen=True, slots=True)
class Outline:
    """A glyph in hundredths of a pixel, y downwards: where its path begins, the rest of the path from there on in
    relative steps, and where the pen is at its end. A glyph without ink has an empty path.
    """

    start: tuple[int, int]
    path: str
    end: tuple[int, int]


class Face:
    """A font file at one weight."""

    def __init__(self, content: bytes, weight: int) -> None:
        self._content, self._weight = content, weight
        self._outlines: dict[tuple[str, int], Outline] = {}

    def has(self, letter: str) -> bool:
        return ord(letter) in self._names

    def name(self, letter: str) -> str:
        """The name of the glyph for a letter that the font has."""
        return self._names[ord(letter)]

    def advance(self, name: str) -> float:
        """How far the pen moves on behind a glyph, as a fraction of the type's size."""
        return float(self._glyphs[name].width) / self._units

    def kern(self, first: str, second: str) -> float:
        """By how much two glyphs side by side move apart, as a fraction of the type's size; mostly below 0."""
        return self._kerning(first, second) / self._units

    def outline(self, name: str, size: int) -> Outline:
        """A glyph in type of a size in pixels."""
        if (name, size) not in self._outlines:
            self._outlines[name, size] = _outline(self._glyphs, name, 100 * size / self._units)
        return self._outlines[name, size]

    @cached_property
    def _font(self) -> "TTFont":
        from fontTools.ttLib import TTFont

        try:
            return TTFont(BytesIO(self._content), lazy=True)
        except Exception as error:
            # TTLibError where it is none at all; where it is damaged, whatever the decoder of its kind raises.
            raise ValueError("one of these files is no font") from error

    @cached_property
    def _names(self) -> Mapping[int, str]:
        names: Mapping[int, str] = self._font.getBestCmap() or {}
        return names

    @cached_property
    def _glyphs(self) -> Mapping[str, Any]:
        glyphs: Mapping[str, Any] = self._font.getGlyphSet(location={"wght": self._weight})
        return glyphs

    @cached_property
    def _units(self) -> int:
        return int(self._font["head"].unitsPerEm)

    @cached_property
    def _kerning(self) -> Kerning:
        return _kerning(self._font)


@lru_cache(maxsize=64)
def face(content: bytes, weight: int) -> Face:
    """A font file (WOFF2, TrueType, OpenType) at a weight from 1 to 1000, as far as it varies."""
    return Face(content, weight)


def _outline(glyphs: Mapping[str, Any], name: str, scale: float) -> Outline:
    from fontTools.pens.basePen import BasePen

    class Steps(BasePen):  # type: ignore[misc]
        """Writes a path in relative steps of whole numbers, so that a glyph reads the same wherever it stands."""

        def __init__(self) -> None:
            super().__init__(glyphs)
            self.path: list[str] = []
            self.start = self.at = self.contour = (0, 0)

        def _moveTo(self, point: tuple[float, float]) -> None:
            to = _rounded(point)
            if self.path:
                self.path.append(f"m{_step(self.at, to)}")
            else:
                # The way there depends on where the glyph stands.
                self.start = to
            self.at = self.contour = to

        def _lineTo(self, point: tuple[float, float]) -> None:
            self._draw("l", point)

        def _qCurveToOne(self, *points: tuple[float, float]) -> None:
            self._draw("q", *points)

        def _curveToOne(self, *points: tuple[float, float]) -> None:
            self._draw("c", *points)

        def _closePath(self) -> None:
            self.path.append("z")
            self.at = self.contour

        def _endPath(self) -> None:
            self._closePath()

        def _draw(self, command: str, *points: tuple[float, float]) -> None:
            ends = [_rounded(point) for point in points]
            self.path.append(command + " ".join(_step(self.at, end) for end in ends))
            self.at = ends[-1]

    def _rounded(point: tuple[float, float]) -> tuple[int, int]:
        return round(point[0] * scale), round(-point[1] * scale)

    pen = Steps()
    glyphs[name].draw(pen)
    return Outline(pen.start, "".join(pen.path), pen.at)


def _step(here: tuple[int, int], there: tuple[int, int]) -> str:
    return f"{there[0] - here[0]} {there[1] - here[1]}"


def _kerning(font: "TTFont") -> Kerning:
    """The pairs of OpenType's `kern` feature (GPOS, lookups of type 2), at the weight the font is drawn at."""
    tables = list(_pair_tables(font))
    pairs: dict[tuple[str, str], int] = {}

    def units(first: str, second: str) -> int:
        if (first, second) not in pairs:
            found = (_of_pair(table, first, second) for table in tables)
            pairs[first, second] = next((value for value in found if value is not None), 0)
        return pairs[first, second]

    return units


def _pair_tables(font: "TTFont") -> list[Any]:
    if "GPOS" not in font:
        return []
    table = font["GPOS"].table
    features = table.FeatureList.FeatureRecord if table.FeatureList else ()
    wanted = {place for one in features if one.FeatureTag == "kern" for place in one.Feature.LookupListIndex}
    inner = (
        getattr(sub, "ExtSubTable", sub)
        for place, lookup in enumerate(table.LookupList.Lookup if table.LookupList else ())
        if place in wanted
        for sub in lookup.SubTable
    )
    return [sub for sub in inner if sub.LookupType == 2]


def _of_pair(table: Any, first: str, second: str) -> int | None:
    """What a table says of a pair; None where it says nothing, so that the next one is asked."""
    if first not in table.Coverage.glyphs:
        return None
    if table.Format == 1:
        records = table.PairSet[table.Coverage.glyphs.index(first)].PairValueRecord
        value = next((one.Value1 for one in records if one.SecondGlyph == second), None)
        return None if value is None else getattr(value, "XAdvance", 0)
    row = table.Class1Record[table.ClassDef1.classDefs.get(first, 0)]
    value = row.Class2Record[table.ClassDef2.classDefs.get(second, 0)].Value1
    return getattr(value, "XAdvance", 0) if value else 0

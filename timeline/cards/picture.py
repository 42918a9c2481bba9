"""A drawing as a picture: SVG in, PNG out, the same bytes on every machine."""

import re
from collections.abc import Iterator
from functools import lru_cache
from io import BytesIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image

WIDTH, HEIGHT = 1200, 630
COLOUR = re.compile(r"#[0-9a-f]{6}\b")
# Colours beside the paper's share the rest of a palette of 256. Levels nearer than four Pillow does not tell apart.
MOST_COLOURS, OTHERS, FINEST = 10, 255, 4


class CannotDraw(Exception):
    """A drawing that is no SVG."""


def as_png(svg: str) -> bytes:
    """A picture of 1200 by 630 pixels, the size that Open Graph's readers agree on. Raises CannotDraw.

    Text in the SVG is not drawn, for it would need the system's fonts; lettering stands in it as paths. The colours are
    those that the SVG names as #rrggbb, the first of them the paper's, and shades between that and the others: a
    picture of all of a screen's colours would have twice the bytes.
    """
    import resvg_py
    from PIL import Image, ImageChops

    try:
        drawn = resvg_py.svg_to_bytes(svg_string=svg, skip_system_fonts=True, width=WIDTH, height=HEIGHT)
    except ValueError as error:
        raise CannotDraw(str(error)) from error
    palette = _palette(tuple(dict.fromkeys(COLOUR.findall(svg))))
    with Image.open(BytesIO(drawn)) as picture:
        drawing = picture.convert("RGB")
    few = drawing.quantize(palette=palette, dither=Image.Dither.NONE)
    # The paper itself would become one of the shades that are almost as light.
    paper = Image.new("RGB", drawing.size, tuple((palette.getpalette() or [])[:3]))
    red, green, blue = ImageChops.difference(drawing, paper).split()
    few.paste(0, mask=ImageChops.lighter(ImageChops.lighter(red, green), blue).point([255] + [0] * 255))
    made = BytesIO()
    few.save(made, "PNG", compress_level=6)
    return made.getvalue()


@lru_cache(maxsize=16)
def _palette(colours: tuple[str, ...]) -> "Image":
    from PIL import Image

    paper, *others = [tuple(bytes.fromhex(colour[1:])) for colour in colours[: MOST_COLOURS + 1] or ("#ffffff",)]
    shades = [shade for colour in others for shade in _shades(colour, paper, OTHERS // len(others))]
    palette = Image.new("P", (1, 1))
    palette.putpalette([part for colour in (paper, *shades) for part in colour])
    return palette


def _shades(colour: tuple[int, ...], paper: tuple[int, ...], most: int) -> Iterator[tuple[int, ...]]:
    """Those between the paper and a colour, itself the last: for soft edges, and for what fades."""
    pairs = tuple(zip(colour, paper, strict=True))
    steps = max(1, min(most, max(abs(of - under) for of, under in pairs) // FINEST))
    for step in range(1, steps + 1):
        yield tuple((of * step + under * (steps - step)) // steps for of, under in pairs)

"""The fonts of the default theme, as cards use them."""

from tests.build.needed import ROOT

FONTS = ROOT / "themes" / "default" / "static" / "fonts"
SERIF = tuple(
    (FONTS / name).read_bytes()
    for name in ("newsreader.woff2", "newsreader-latin-ext.woff2", "source-serif-4-cyrillic.woff2")
)

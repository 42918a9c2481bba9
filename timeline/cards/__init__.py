"""What a card is made with: lettering as outlines, and the picture of what is drawn.

A card is a picture that other sites show where an event is shared. How it looks is a template of the theme, an SVG;
here is what a template cannot do. fontTools and resvg are an optional part, so they are imported where they are used.
"""

from timeline.cards.picture import HEIGHT, WIDTH, CannotDraw, as_png
from timeline.cards.typesetting import Lettering, letter

__all__ = ["HEIGHT", "WIDTH", "CannotDraw", "Lettering", "as_png", "letter"]

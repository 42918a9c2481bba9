"""What a card is drawn from: lettering as outlines, the event's date as a strip, and the picture made of both.

A card is a picture that other sites show where an event is shared. How it looks is a template of the theme, an SVG;
here is what a template cannot do. fontTools and resvg are an optional part, so they are imported where they are used.
"""

from timeline.cards.dates import DateStrip, date_strip
from timeline.cards.lettering import Lettering, letter
from timeline.cards.picture import HEIGHT, WIDTH, CannotDraw, as_png

__all__ = ["HEIGHT", "WIDTH", "CannotDraw", "DateStrip", "Lettering", "as_png", "date_strip", "letter"]

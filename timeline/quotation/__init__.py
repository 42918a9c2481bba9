"""A quotation against the text it was taken from: found, or shown to differ, or linked to."""

from timeline.quotation.fragment import of_match, of_words
from timeline.quotation.matching import Match, far_apart, find, misses_a_gap, parts
from timeline.quotation.selector import REACHES, Selector, selectors, surroundings
from timeline.quotation.text import Text, count_words, prepared

__all__ = [
    "REACHES",
    "Match",
    "Selector",
    "Text",
    "count_words",
    "far_apart",
    "find",
    "misses_a_gap",
    "of_match",
    "of_words",
    "parts",
    "prepared",
    "selectors",
    "surroundings",
]

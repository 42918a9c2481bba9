"""Dates as EDTF: parsed once, then compared, ordered and put into words. This room depends on nothing of ours."""

from timeline.dates.days import civil, day_number, iso
from timeline.dates.edtf import Edtf, parse
from timeline.dates.error import DateError
from timeline.dates.order import agreement, certainly_before, filed, order_key, overlaps
from timeline.dates.relative import Reading, resolve
from timeline.dates.words import in_words, precision_in_words, short_words, weekday_words

__all__ = [
    "DateError",
    "Edtf",
    "Reading",
    "agreement",
    "certainly_before",
    "civil",
    "day_number",
    "filed",
    "in_words",
    "iso",
    "order_key",
    "overlaps",
    "parse",
    "precision_in_words",
    "resolve",
    "short_words",
    "weekday_words",
]

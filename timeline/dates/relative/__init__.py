"""What an article's own words for a date mean: “on Tuesday”, “last week”, counted from the day it was published.

English words, read by fixed rules; what they do not cover is not known here, and never guessed.
"""

from timeline.dates.relative.reading import Reading, resolve

__all__ = ["Reading", "resolve"]

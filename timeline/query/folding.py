"""Texts as they are compared with the words that are looked for: neither case nor accents count."""

import unicodedata


def folded(text: str) -> str:
    """The text as the page folds it: decomposed (NFD), without marks, in lower case."""
    if text.isascii():
        return text.lower()
    letters = unicodedata.normalize("NFD", text)
    return "".join([letter for letter in letters if not unicodedata.category(letter).startswith("M")]).lower()

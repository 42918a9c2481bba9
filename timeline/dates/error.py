"""What is raised for a text that is not a date."""

_LONGEST_QUOTED = 60


class DateError(ValueError):
    """The message says why a text is no date, in its author's words, and, where that is known, what would be right."""


def quoted(text: str) -> str:
    """What the author typed, between double quotes; cut when long, invisible characters made visible."""
    shown = text if len(text) <= _LONGEST_QUOTED else text[:_LONGEST_QUOTED] + "…"
    return '"' + "".join(letter if letter.isprintable() else repr(letter)[1:-1] for letter in shown) + '"'

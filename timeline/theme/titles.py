"""Titles that authors gave, beside those that the words of the interface give."""

import re
from functools import cached_property

from timeline.theme.words import Words

# With what isolates them in pages written from right to left.
NUMBERS = re.compile(r"[\d,\s\u2068\u2069]+")


class Titles:
    """Tells which titles of entries could be those of other pages, by the words of the interface."""

    def __init__(self, words: Words) -> None:
        self._words = words

    def named(self, title: str, kind: str, apart: tuple[str, ...] | None) -> str:
        """The title of an entry's page: with its kind and what else tells it apart, unless it can stand alone."""
        if apart is None and not self._sounds_ours(title):
            return title
        what = (self._words.say(f"a-{kind}").lower(), *(apart or ()))
        return f"{title} ({', '.join(what)})"

    def _sounds_ours(self, title: str) -> bool:
        """Whether a title could be that of another kind of page: a section, a year, a part of a list, "x (actor)"."""
        bare, (names, kinds, part) = _without_numbers(title), self._own_names
        _, opened, inside = bare.rpartition("(")
        return bare in names or bare.endswith(part) or bool(opened and inside.startswith(kinds))

    @cached_property
    def _own_names(self) -> tuple[frozenset[str], tuple[str, ...], str]:
        """All without numbers: the words of the interface, with years and months; those for kinds; that for a part."""
        say = self._words.say
        kinds = tuple(_without_numbers(say(key)) for key in self._words.forms if key.startswith("a-"))
        part = _without_numbers(say("part-of", part="", parts=""))
        years = ["", say("year-bce", year=""), say("year-ce", year="")]
        months = [say(f"month-{number}") for number in range(1, 13)]
        periods = [say("month-of-year", month=month, year=year) for month in months for year in years]
        words = [words for words in self._words.forms.values() if isinstance(words, str)]
        return frozenset(map(_without_numbers, (*words, *years, *periods))), kinds, part


def _without_numbers(text: str) -> str:
    return NUMBERS.sub("", text).casefold()

"""Which way a page runs: as its language is written, unless the theme's words for that language say otherwise."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from timeline.direction import direction
from timeline.theme import Theme, theme_folders

Open = Callable[[str, Mapping[str, str]], Theme]
DIRECTIONS = {
    **dict.fromkeys(("ar", "AR", "ar-EG", "he", "iw", "fa-IR", "ur", "yi", "dv", "ckb"), "rtl"),
    **dict.fromkeys(("az-Arab", "az-arab-IR", "zh-min-nan-Arab", "ff-Adlm-GN", "ar-ary-Arab"), "rtl"),
    **dict.fromkeys(("en", "uk", "pt-BR", "az", "ar-Latn", "he-Latn-IL", "arn", "zh-yue-Hant"), "ltr"),
}


@pytest.fixture
def opened(tmp_path: Path) -> Open:
    """A theme with strings of its own, for a language: `opened("ar", {"en": "skip: On"})`."""

    def make(language: str, strings: Mapping[str, str]) -> Theme:
        folder = tmp_path / "themes" / "paper" / "strings"
        folder.mkdir(parents=True)
        for name, text in strings.items():
            (folder / f"{name}.yaml").write_text(text, "utf-8")
        return Theme(theme_folders("paper", tmp_path), language)

    return make


@pytest.mark.parametrize("language", DIRECTIONS)
def test_a_language_is_written_as_its_tag_tells(language: str) -> None:
    assert direction(language) == DIRECTIONS[language]


# The language, what strings/ holds, and the direction.
STRINGS: dict[str, tuple[str, Mapping[str, str], str]] = {
    "no words for the language": ("ar", {}, "rtl"),
    "words that are silent on it": ("ar", {"ar": "skip: تخط"}, "rtl"),
    "words that say otherwise": ("ar", {"ar": "direction: ltr"}, "ltr"),
    "words of the language without its region": ("xx-YY", {"xx": "direction: rtl"}, "rtl"),
    "words of a region": ("en-GB", {"en-GB": "direction: rtl"}, "rtl"),
    "English words that say it of English": ("ar", {"en": "direction: ltr"}, "rtl"),
    "English words for an English site": ("en-GB", {"en": "direction: rtl"}, "rtl"),
}


@pytest.mark.parametrize("case", STRINGS)
def test_words_may_say_another_direction_for_their_own_language(opened: Open, case: str) -> None:
    language, strings, expected = STRINGS[case]
    assert opened(language, strings).say("direction") == expected


def test_english_words_and_values_are_isolated_where_all_else_runs_from_the_right(opened: Open) -> None:
    theme = opened("ar", {"en": "skip: 'Go on.'\ncount-events: {one: 'One.', other: '{n}.'}", "ar": "before: قبل {x}"})
    assert theme.say("skip") == "\u2068Go on.\u2069"
    assert theme.say("count-events", n=1) == "\u2068One.\u2069"
    assert theme.say("count-events", n=2) == "\u20682.\u2069"
    assert theme.say("before", x="11 March 2025") == "قبل \u206811 March 2025\u2069"


def test_nothing_is_isolated_where_all_runs_from_the_left(opened: Open) -> None:
    theme = opened("uk", {"en": "skip: Go on {x}."})
    assert theme.say("skip", x="قبل") == "Go on قبل."

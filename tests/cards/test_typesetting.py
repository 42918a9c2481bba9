"""Text as outlines: what fits, what is broken, cut off or left out."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.cards.fonts import SERIF
from timeline.cards import Lettering, letter

SIZES = (80, 60, 40)
WIDTH = 1000


def lettering(text: str, height: float = 200) -> Lettering:
    return letter(text, SERIF, 600, SIZES, WIDTH, height)


def words(text: str, height: float = 200) -> list[str]:
    return [line.words for line in lettering(text, height).lines]


def ends(path: str) -> list[tuple[int, int]]:
    """Where each step of a relative path ends, its pen lifted or not."""
    at = begun = (0, 0)
    found = []
    for command, written in re.findall(r"([mlqcz])([-\d ]*)", path):
        numbers = [int(number) for number in re.findall(r"-?\d+", written)]
        at = begun if command == "z" else (at[0] + numbers[-2], at[1] + numbers[-1])
        begun = at if command == "m" else begun
        found.append(at)
    return found


def test_a_short_text_stands_on_one_line_in_the_largest_size() -> None:
    assert (words("War"), lettering("War").size) == (["War"], 80)


def test_a_longer_text_is_broken_between_words_and_its_lines_are_alike_in_length() -> None:
    found = lettering("Russian forces retake the town of Sudzha")
    assert [line.words for line in found.lines] == ["Russian forces retake", "the town of Sudzha"]
    assert max(line.width for line in found.lines) <= WIDTH


def test_a_long_text_is_smaller_and_one_longer_still_ends_in_an_ellipsis() -> None:
    assert lettering("A word and another one, " * 5).size < 80
    cut = words("A word and another one, " * 40)
    assert len(cut) == 4
    assert cut[-1].endswith("…")
    assert not cut[-1].endswith((" …", ",…"))


def test_a_word_that_is_too_long_is_broken_anywhere_and_nothing_of_it_is_lost() -> None:
    word = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerk"
    assert len(words(word)) > 1
    assert "".join(words(word)) == word


def test_a_space_that_does_not_break_keeps_its_words_together() -> None:
    lines = words("Fourteen weary delegates of 11\u00a0March\u00a02025 and their 30\u202fyears")
    assert sum("11\u00a0March\u00a02025" in line for line in lines) == 1
    assert sum("30\u00a0years" in line for line in lines) == 1


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Fire 🔥 in Rome 👩‍🚒", "Fire in Rome"),
        ("Soft\u00adhyphen and\u200b more", "Softhyphen and more"),
        ("Two\n lines \t of  it", "Two lines of it"),
        ("\u2068English\u2069", "English"),
        ("Łódź, Ćma", "Łódź, Ćma"),
        ("Россия и Київ", "Россия и Київ"),
        ("a\u0301 3 °C © №", "á 3 °C © №"),
    ],
)
def test_what_has_no_look_of_its_own_is_left_out_and_what_the_fonts_have_stays(text: str, shown: str) -> None:
    assert " ".join(words(text)) == shown


@pytest.mark.parametrize("text", ["محادثات جدة", "Talks in جدة", "שלום", "停火", "Ελλάδα", "नमस्ते", "", "🔥", " \n"])
def test_a_text_that_the_fonts_cannot_write_has_no_lines(text: str) -> None:
    assert lettering(text).lines == ()


def test_letters_are_where_the_line_is_wide() -> None:
    """The path begins at the left end and its ink ends at the right one."""
    (line,) = lettering("HIH").lines
    points = [x / 100 for x, _ in ends(line.path)]
    assert 0 <= min(points) < 10
    assert line.width - 10 < max(points) <= line.width


def test_pairs_of_letters_are_kerned() -> None:
    (close,), (apart,) = lettering("AVAVAV").lines, lettering("AAAVVV").lines
    assert close.width < apart.width - 10


def test_a_heavier_weight_is_another_drawing_and_wider() -> None:
    light, bold = (letter("Minimum", SERIF, weight, (80,), WIDTH).lines[0] for weight in (300, 800))
    assert light.path != bold.path
    assert light.width < bold.width


@settings(max_examples=60)
@given(st.text(st.sampled_from("abcdeéżЖщ —-,.WMil\u00a0"), max_size=120))
def test_whatever_the_text_lines_fit_and_are_few(text: str) -> None:
    found = lettering(text, 150)
    assert len(found.lines) <= max(1, int(150 / (1.1 * found.size)))
    assert all(0 < line.width <= WIDTH for line in found.lines)
    said = "".join(line.words for line in found.lines).removesuffix("…")
    assert "".join(text.split()).startswith("".join(said.split()))

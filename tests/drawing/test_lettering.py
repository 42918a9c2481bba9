"""Text in drawings: how wide it is taken to be, and how it is cut."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.drawing.lettering import fitted, in_lines, shortened, width


@pytest.mark.parametrize(
    ("title", "most", "cut"),
    [
        ("Short", 10, "Short"),
        ("Russian forces retake Sudzha", 20, "Russian forces…"),
        ("Sanctions & pressure", 15, "Sanctions…"),
        ("Unbrokenwordwithoutanyspace", 12, "Unbrokenwor…"),
        ("A bravelongwordatonce", 12, "A bravelong…"),
        ("He said: “never again”", 12, "He said…"),
    ],
)
def test_a_title_is_cut_at_a_word_where_that_leaves_most_of_it(title: str, most: int, cut: str) -> None:
    assert shortened(title, most) == cut


@given(text=st.text(max_size=60), most=st.floats(20, 300))
def test_what_is_fitted_fits(text: str, most: float) -> None:
    assert width(fitted(text, most, 13), 13) <= max(most, width(text[:1], 13))


@given(text=st.text("ab c", max_size=80), most=st.floats(40, 300))
def test_lines_are_as_many_and_as_wide_as_allowed(text: str, most: float) -> None:
    lines = in_lines(text, most, 2, 13)
    assert 1 <= len(lines) <= 2
    assert all(width(line, 13) <= most for line in lines)


def test_marks_upon_letters_take_no_room_and_wide_letters_take_theirs() -> None:
    assert width("é") == width("e") == width("e\u0301")
    assert width("中") > width("M")
    assert width("Sudzha", bold=True) > width("Sudzha")

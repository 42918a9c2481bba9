"""What a text has in place of a quotation that is not in it."""

import pytest

from tests.conftest import at_most
from timeline.quotation import prepared
from timeline.quotation.nearest import difference

TEXT = prepared(
    """A daring operation triggered a rout and led to the Russian recapture of Sudzha on Tuesday.

Sobolev called it “absolutely unacceptable,” saying it would allow Ukraine to “regroup and rearm.”

They spoke of 3.5 percent – and of a well-known 30-day plan."""
)

DIFFERENT = [
    ("another word", "the Russian retaking of Sudzha", "the Russian [-retaking-] {+recapture+} of Sudzha", 1),
    ("a word too few", "led to recapture of Sudzha", "led to {+the Russian+} recapture of Sudzha", 1),
    ("a word too many", "the Russian new recapture of", "the Russian [-new-] recapture of", 1),
    ("the last word", "Sudzha on Monday", "Sudzha on [-Monday-] {+Tuesday+}", 1),
    ("the first word", "a Russian recapture of Sudzha", "[-a-] {+the+} Russian recapture of Sudzha", 1),
    ("one letter", "absolutely unacceptible", "absolutely [-unacceptible-] {+unacceptable+}", 2),
    ("one letter of one word", "unacceptible", "[-unacceptible-] {+unacceptable+}", 2),
    ("one letter of a word among others", "[…] Sobolew", "[-Sobolew-] {+Sobolev+}", 2),
    ("a comma", "unacceptable saying it", "[-unacceptable-] {+unacceptable,”+} saying it", 2),
    ("a capital inside", "the Russian Recapture of", "the Russian [-Recapture-] {+recapture+} of", 1),
    (
        "words parted by a dash",
        "3.5 percent – and of a famous 30-day",
        "3.5 percent – and of a [-famous-] {+well-known+} 30-day",
        3,
    ),
    ("a bracket", "saying it [] allow Ukraine", "saying it [-[]-] {+would+} allow Ukraine", 2),
    ("one part of two", "A daring operation […] the Russian retaking", "the Russian [-retaking-] {+recapture+}", 1),
]
FAR = [
    ("part of a word", "rat"),
    ("another word with some of the letters", "yesterday"),
    ("nothing like it", "the weather was fine in the mountains"),
    ("all parts, but not in this order", "Sudzha on Tuesday […] daring operation"),
    ("only a gap", "[…]"),
]


@pytest.mark.parametrize(
    ("quote", "shown", "paragraph"), [case[1:] for case in DIFFERENT], ids=[case[0] for case in DIFFERENT]
)
def test_the_nearest_passage_is_shown_word_by_word(quote: str, shown: str, paragraph: int) -> None:
    found = difference(quote, TEXT)
    assert found
    assert (str(found), found.paragraph) == (shown, paragraph)


@pytest.mark.parametrize(
    ("quote", "first"),
    [
        ("the Russian retaking of Sudzha", ("retaking", "recapture")),
        ("led to recapture of Sudzha", ("to recapture", "to the Russian recapture")),
        ("the Russian new recapture of", ("Russian new recapture", "Russian recapture")),
    ],
)
def test_the_first_words_that_differ_are_named_with_those_beside_them(quote: str, first: tuple[str, str]) -> None:
    found = difference(quote, TEXT)
    assert found
    assert found.first() == first


@pytest.mark.parametrize("quote", [case[1] for case in FAR], ids=[case[0] for case in FAR])
def test_nothing_is_shown_where_nothing_is_near(quote: str) -> None:
    assert difference(quote, TEXT) is None


def test_of_long_stretches_that_are_alike_only_what_is_next_to_a_difference_is_shown() -> None:
    words = [f"word{number}" for number in range(40)]
    quote = " ".join([*words[:20], "other", *words[21:]])
    assert str(difference(quote, prepared(" ".join(words)))) == (
        "… word14 word15 word16 word17 word18 word19 [-other-] {+word20+} word21 word22 word23 word24 word25 word26 …"
    )


@pytest.mark.parametrize("quote", ["word other 77 ", "nothing of it at all ", "x" * 60])
def test_a_long_quotation_and_a_long_text_are_compared_in_good_time(quote: str) -> None:
    text = prepared(" ".join(f"the envoy said a word {number} of it" for number in range(20_000)))
    with at_most(20):
        difference(quote * 20, text)

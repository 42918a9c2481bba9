"""Whether and where a quotation stands in a text: what does not count, what does, and what is left out or put in."""

import re

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.conftest import at_most
from timeline.quotation import far_apart, find, misses_a_gap, prepared

TEXT = """Kremlin drags its feet

On Tuesday, Iranian envoys – two of them – said: “We don’t know. ‘Yes,’ she said, is no answer…” It was a U.S.-led plan.

The envoys of Iran, too, spoke of 3.5 percent, and of Saint-\u00adGermain,\u00a0a\u200b suburb.

We can't. Both [Secretary of State Marco] Rubio and the envoys walked home on Tuesday.
"""

FOUND = [
    ("as it stands", "said: “We don’t know.", "said: “We don’t know."),
    ("line breaks and spaces", "Iranian\n  envoys", "Iranian envoys"),
    ("a paragraph's end", "U.S.-led plan. The envoys", "U.S.-led plan.\n\nThe envoys"),
    ("straight quotation marks", "said: \"We don't know.", "said: “We don’t know."),
    ("other quotation marks", "said: «We don’t know.", "said: “We don’t know."),
    ("French spaces in quotation marks", "‘Yes,’ she".replace("‘", "«\u00a0").replace("’", "\u00a0»"), "‘Yes,’ she"),
    ("a hyphen for a dash", "envoys - two of them - said", "envoys – two of them – said"),
    ("a dash without spaces", "envoys—two of them—said", "envoys – two of them – said"),
    ("two hyphens", "envoys -- two", "envoys – two"),
    ("three dots", "no answer...", "no answer…"),
    ("spaced dots", "no answer . . .", "no answer…"),
    ("an ellipsis", "answer…” It was", "answer…” It was"),
    ("a small first letter", "on Tuesday, Iranian", "On Tuesday, Iranian"),
    ("a capital first letter", "Two of them", "two of them"),
    ("a first letter behind a quotation mark", "“we don’t", "“We don’t"),
    ("soft hyphen and no-break space", "Saint-Germain, a suburb", "Saint-\u00adGermain,\u00a0a\u200b suburb"),
    ("a soft hyphen behind the last word", "two of them \u00ad", "two of them"),
    ("decomposed letters", "Kre\u006d\u006cin drags", "Kremlin drags"),
    ("a whole number", "3.5 percent", "3.5 percent"),
    ("beside a hyphen", "led plan", "led plan"),
    ("the first of two", "on Tuesday", "On Tuesday"),
    ("the article's own bracket", "Both [Secretary of State Marco] Rubio", "Both [Secretary of State Marco] Rubio"),
    ("an own word put in", "the envoys [then] walked home", "the envoys walked home"),
    ("an own word instead", "the envoys [went] home", "the envoys walked home"),
    ("an own word for a name", "Both [Marco] Rubio and", "Both [Secretary of State Marco] Rubio and"),
    ("an own ending", "the envoys walk[s] home", "the envoys walked home"),
    ("an own beginning", "envoys [out]walked home", "envoys walked home"),
    ("a bracketed first letter", "[T]wo of them", "two of them"),
    ("a bracketed letter inside", "envoys [W]alked home", "envoys walked home"),
    ("an own word at the end", "the envoys walked [away]", "the envoys walked"),
]
LOST = [
    ("nothing but a soft hyphen", "\u00ad\n\n\u00ad"),
    ("another word", "Iranian envoy"),
    ("part of a word", "ran"),
    ("the beginning of a word", "Iran envoys"),
    ("a word without its denial", "We can"),
    ("half a contraction", "don"),
    ("half a number", "of 3"),
    ("half an ellipsis", "is no answer."),
    ("another case inside", "on tuesday, iranian"),
    ("another order", "envoys Iranian"),
    ("a left-out word", "Iranian two of them"),
    ("bare dots for left-out words", "Iranian… two of them"),
    ("gaps in another order", "two of them […] Iranian envoys"),
    ("an own word across paragraphs", "It was a U.S.-led [and] envoys of Iran"),
    ("an own word for too many", "Kremlin drags [Monday] a U.S.-led plan"),
    ("nothing but a gap", "[…]"),
    ("nothing but marks that are not there", "!?!"),
    ("nothing", " "),
]


@pytest.mark.parametrize(("quote", "stands"), [case[1:] for case in FOUND], ids=[case[0] for case in FOUND])
def test_what_does_not_count_is_ignored_and_the_place_is_that_in_the_text(quote: str, stands: str) -> None:
    text = prepared(TEXT)
    match = find(quote, text)
    assert match
    assert [text.text[start:end] for start, end in match.spans] == [stands]


@pytest.mark.parametrize("quote", [case[1] for case in LOST], ids=[case[0] for case in LOST])
def test_what_counts_is_not_ignored(quote: str) -> None:
    assert find(quote, prepared(TEXT)) is None


# A quotation, a text, and how the one stands in the other: not at all, it may be.
BRACKETS = [
    ("We [now] know", "We know.", "bracketed"),
    ("We know. [And] they know.", "We know.\n\nThey said: They know. We know. they know.", "bracketed"),
    ("the plan [is] dead", "the plan was dead", "bracketed"),
    ("the plan [is] dead", "the plan seems to be now dead", "bracketed"),
    ("the plan [is] dead", "the plan seems to be now quite dead", None),
    ("The plan [is] dead", "The plan is not dead", None),
    ("The plan [is not] dead", "The plan is by no means dead", "bracketed"),
    ("We [have] surrendered", "We have not surrendered", None),
    ("We [have] surrendered", "We haven’t surrendered", None),
    ("They [had] agreed to the terms", "They said nobody had ever, on any side, agreed to the terms", None),
    ("He said [that he will] resign", "He said that he will never resign", None),
    ("said [Putin] will sign", "said Zelensky will not; Putin will sign", None),
    ("said [Putin] will sign", "said so. Zelensky will sign", None),
    ("said [Putin] will sign", "said so\n\nZelensky will sign", None),
    ("spent [much] money", "spent 3.5 billion in money", "bracketed"),
    ("was [] guilty", "was not guilty", None),
    ("was [ ] guilty", "was guilty", None),
    ("was [] guilty", "was [] guilty", "literal"),
    ("[Mr.] [Putin] will sign", "he will sign", "bracketed"),
    ("said [Mr.] [Putin] will sign", "said the president of all Russia will sign", "bracketed"),
    ("said [Mr.] [Putin] will sign", "said the president of all of great Russia will sign", None),
    ("He said [so] […] she left", "He said it. No one came. Then she left", "bracketed"),
    ("He said […] she left", "He said it. Then she left", "shortened"),
    ("He said it", "He said it.", "literal"),
    ("it do[es] run", "it do run", "bracketed"),
    ("it do[es] run", "it does run", "bracketed"),
    ("it do[es] run", "it do not run", None),
    ("it do[es] run", "it don’t run", None),
    ("so it do[es]", "so it don’t run", None),
    ("[some]body ran", "nobody ran", None),
    ("[some]body ran", "anybody ran", "bracketed"),
    ("they support[s] the deal", "they support the deal", "bracketed"),
    ("they support[s] the deal", "they support, if not at all costs, the deal", None),
    ("Ukraine did[n't] attack", "Ukraine did attack", None),
    ("Ukraine did[n't] attack", "Ukraine didn’t attack", "bracketed"),
    ("it was d[on]e", "it was done", "bracketed"),
    ("it was d[on]e", "it was d but one", None),
    ("an[o]ther", "an other", None),
    ("他[们]说", "他们说", "bracketed"),
    ("他[们]说", "他和她的男人说", None),
]


@pytest.mark.parametrize(("quote", "text", "how"), BRACKETS)
def test_a_bracket_is_put_in_or_stands_for_a_few_words_that_deny_nothing(
    quote: str, text: str, how: str | None
) -> None:
    match = find(quote, prepared(text))
    assert (match.how if match else None) == how


@pytest.mark.parametrize(
    ("quote", "text", "is_there"),
    [
        ("combatants were killed", "The non-combatants were killed", False),
        ("combatants were killed", "The non\u2011combatants were killed", False),
        ("combatants were killed", "The non-\u00adcombatants were killed", False),
        ("non-combatants were killed", "The non–combatants were killed", True),
        ("combatants were killed", "Most — combatants were killed", True),
        ("combatants were killed", "Most—combatants were killed", True),
        ("combatants were killed", "Most -- combatants were killed", True),
        ("combatants were killed", "Most - combatants were killed", True),
        ("Most", "Most—combatants", True),
        ("a violent protest", "a violent protest-march", False),
        ("violent protest", "a non-violent protest", False),
        ("guilty", "not-guilty", False),
        ("5 degrees", "It was −5 degrees", False),
        ("5 degrees", "It was -5 degrees", False),
        ("-5 degrees", "It was −5 degrees", True),
        ("$5 million", "It lost −$5 million", False),
        ("5 degrees", "It was – 5 degrees", True),
        ("5 to 10", "killed—5 to 10", True),
        ("killed 5", "killed 5–10", False),
        ("10 were killed", "5–10 were killed", False),
        ("killed 1", "killed 1 000", False),
        ("killed 1", "killed 1\u00a0000", False),
        ("killed 1", "killed 1\u202f000", False),
        ("000 dead", "1 000 dead", False),
        ("1 000", "killed 1 000 000", False),
        ("1 000 000", "killed 1\u202f000\u202f000", True),
        ("in 2022", "in 2022 300 left", True),
        ("costs 1", "costs 1/2", False),
        ("at 10", "at 10:30", False),
        ("last week", "last week’s storm", True),
        ("last week", "LAST WEEK’S last week’s", True),
        ("storm", "last week’s storm", True),
        ("s storm", "last week’s storm", False),
        ("we can", "we can’t", False),
    ],
)
def test_a_word_ends_where_its_hyphen_its_number_or_its_denial_does(quote: str, text: str, is_there: bool) -> None:
    assert (find(quote, prepared(text)) is not None) == is_there


@pytest.mark.parametrize("sign", ["—", "-", "…", "«\u00a0", "\u200b–"])
def test_a_sign_that_begins_a_paragraph_belongs_to_it(sign: str) -> None:
    text = prepared(f"They said so\n\n{sign} We will not accept it")
    match = find(f"{sign} We will", text)
    assert match
    assert match.paragraphs == (2,)


@pytest.mark.parametrize(
    ("quote", "stands", "paragraphs"),
    [
        ("On Tuesday […] two of them", ["On Tuesday", "two of them"], (2, 2)),
        ("Kremlin [...] envoys [ … ] suburb", ["Kremlin", "envoys", "suburb"], (1, 3, 3)),
        ("envoys […] Tuesday", ["envoys", "Tuesday"], (4, 4)),
        ("Both [Secretary of State Marco] Rubio […] home", ["Both [Secretary of State Marco] Rubio", "home"], (4, 4)),
        ("[Secretary of State Marco] Rubio […] home", ["[Secretary of State Marco] Rubio", "home"], (4, 4)),
        ("[…] walked home […]", ["walked home"], (4,)),
        ("envoys […] [they] spoke", ["envoys", "spoke"], (3, 3)),
    ],
)
def test_pieces_around_gaps_lie_in_order_and_as_near_as_can_be(
    quote: str, stands: list[str], paragraphs: tuple[int, ...]
) -> None:
    text = prepared(TEXT)
    match = find(quote, text)
    assert match
    assert [text.text[start:end] for start, end in match.spans] == stands
    assert match.paragraphs == paragraphs


@pytest.mark.parametrize(
    ("quote", "apart"),
    [
        ("Kremlin […] percent", True),
        ("Kremlin […] envoys", False),
        ("Kremlin drags its feet On Tuesday […] Iran, too", False),
        ("On Tuesday […] Iranian", False),
    ],
)
def test_pieces_two_paragraphs_apart_are_far_apart(quote: str, apart: bool) -> None:
    text = prepared(TEXT)
    match = find(quote, text)
    assert match
    assert far_apart(match, text) == apart


@pytest.mark.parametrize(("words", "apart"), [(100, False), (101, True)])
def test_pieces_that_leave_out_more_than_a_hundred_words_are_far_apart(words: int, apart: bool) -> None:
    text = prepared(f"First {'word ' * words}last.")
    match = find("First […] last", text)
    assert match
    assert far_apart(match, text) == apart


def test_dots_that_stand_for_a_gap_are_known() -> None:
    assert misses_a_gap("Iranian… two of them", prepared(TEXT))
    assert not misses_a_gap("Iranian… three of them", prepared(TEXT))
    assert not misses_a_gap("Iranian two of them", prepared(TEXT))


@pytest.mark.parametrize(
    ("text", "place", "paragraph"),
    [("One.\n\nTwo.\n \nThree.", "Three", 3), ("One.\nTwo.\nThree.", "Three", 3), ("One.\nTwo.\n\nThree.", "Three", 2)],
)
def test_paragraphs_lie_between_empty_lines_or_else_are_lines(text: str, place: str, paragraph: int) -> None:
    match = find(place, prepared(text))
    assert match
    assert match.paragraphs == (paragraph,)


@pytest.mark.parametrize(
    ("text", "quote"),
    [("他说他们周二达成了协议。", "周二达成"), ("เขากล่าวว่าวันอังคาร", "วันอังคาร"), ("Київ — це місто", "це місто")],
)
def test_scripts_without_spaces_have_no_ends_of_words_to_keep_to(text: str, quote: str) -> None:
    assert find(quote, prepared(text))


COMMON = ("a", "the", "of", "to", "it", "word", "said", "envoy")
LONG = " ".join(f"the envoy said a word {number} of it to a friend" for number in range(5_000))


@pytest.mark.parametrize(
    "quote",
    [
        " […] ".join(COMMON * 8),
        " […] ".join(COMMON * 8) + " […] nowhere",
        " [x] ".join(COMMON * 8),
        "[x] " * 180 + "nowhere",
        "[" * 5_000 + "a" + "]" * 5_000,
        "- " * 5_000 + "a",
        "“" * 5_000,
    ],
    ids=["gaps", "gaps to nowhere", "own words", "only own words", "nested", "dashes", "marks"],
)
def test_no_quotation_takes_long_even_in_a_long_text(quote: str) -> None:
    text = prepared(LONG)
    with at_most(10):
        find(quote, text)


@pytest.mark.parametrize("text", [" " * 500_000, "- " * 250_000, "\n" * 500_000, ". " * 250_000, "«\u00a0" * 250_000])
def test_no_text_takes_long_to_prepare(text: str) -> None:
    with at_most(10):
        prepared(f"a{text}b")


WORDS = st.lists(st.from_regex(r"[a-z]{1,8}(?:[’-][a-z]{1,3})?,?", fullmatch=True), min_size=1, max_size=12)
STYLES = {"’": "'’ʼ`", "“": '“„"«»', "-": "-‐‑–—", " ": (" ", "  ", "\n", "\u00a0", " \u200b", "\t")}


@st.composite
def restyled(draw: st.DrawFn, passage: str) -> str:
    """The passage in other quotation marks, dashes and spaces."""
    return "".join(draw(st.sampled_from(list(STYLES.get(letter, letter)))) for letter in passage)


@given(WORDS, WORDS, WORDS, st.data())
def test_a_passage_of_a_text_is_found_at_its_place_however_it_is_set(
    before: list[str], middle: list[str], behind: list[str], data: st.DataObject
) -> None:
    passage = " ".join(middle)
    assume(prepared(passage).folded not in prepared(" ".join(before)).folded)
    text = prepared(data.draw(restyled(f"“{' '.join(before)}” – 1. {passage} 2. {' '.join(behind)}")))
    match = find(data.draw(restyled(passage)), text)
    assert match
    [(start, end)] = match.spans
    assert text.text[:start].rstrip(" \u00a0\u200b\n\t").endswith("1.")
    assert prepared(text.text[start:end]).folded == prepared(passage).folded


@given(WORDS, st.data())
def test_a_passage_with_one_letter_changed_is_not_found(words: list[str], data: st.DataObject) -> None:
    passage = " ".join(words)
    text = prepared(f"1 {passage} 2")
    place = data.draw(st.sampled_from([found.start() for found in re.finditer("[a-z]", passage)]))
    changed = passage[:place] + "X" + passage[place + 1 :]
    assume(passage[place] != "x")
    assert find(changed, text) is None


@given(st.text(max_size=60), st.text(max_size=200))
def test_nothing_that_can_be_typed_raises(quote: str, text: str) -> None:
    ready = prepared(text)
    match = find(quote, ready)
    if match:
        assert all(0 <= start <= end <= len(ready.text) for start, end in match.spans)
        assert list(match.spans) == sorted(match.spans)

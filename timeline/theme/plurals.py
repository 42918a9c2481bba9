"""Which form of words goes with a number: the plural rules of languages for whole numbers (Unicode CLDR 48).

Millions, for which some Romance languages have a form of their own, are left out: no timeline counts so many.
"""

from collections.abc import Callable, Sequence

# The forms that there are; every language has the last.
FORMS = ("zero", "one", "two", "few", "many", "other")

Rule = Sequence[tuple[str, Callable[[int], bool]]]


def form_of(n: int, language: str) -> str:
    """The form of words that count n things, in the language of a tag such as `uk` or `pt-BR`."""
    return next((form for form, goes_with in _rule(language) if goes_with(n)), "other")


def forms_in(language: str) -> tuple[str, ...]:
    """The forms that a language has for whole numbers, in the order of FORMS.

    `other` is always there: it stands in for any that words lack, and some languages count no whole number with it.
    """
    found = {form for form, _ in _rule(language)} | {"other"}
    return tuple(form for form in FORMS if form in found)


def _rule(language: str) -> Rule:
    tag = language.lower()
    return RULES.get(tag) or RULES.get(tag.partition("-")[0], ONE)


def _ends(first: int, last: int) -> Callable[[int], bool]:
    """Whether the last digit is one of these, and the last two are no teens."""
    return lambda n: first <= n % 10 <= last and not 11 <= n % 100 <= 19


def _is(*numbers: int) -> Callable[[int], bool]:
    return lambda n: n in numbers


def _hundreds(first: int, last: int) -> Callable[[int], bool]:
    return lambda n: first <= n % 100 <= last


def _one_but_eleven(n: int) -> bool:
    return n % 10 == 1 and n % 100 != 11


def _few_slavic(n: int) -> bool:
    return 2 <= n % 10 <= 4 and not 12 <= n % 100 <= 14


NONE: Rule = ()
ONE: Rule = (("one", _is(1)),)
TO_ONE: Rule = (("one", _is(0, 1)),)
SOUTH_SLAVIC: Rule = (("one", _one_but_eleven), ("few", _few_slavic))
SLOVENE: Rule = (("one", _hundreds(1, 1)), ("two", _hundreds(2, 2)), ("few", _hundreds(3, 4)))
GROUPS: tuple[tuple[str, Rule], ...] = (
    ("bo dz id ig ja jv km ko lo ms my sah su th to vi wo yo yue zh", NONE),
    ("ak am as bho bn doi fa ff fr gu hi ht hy kab kn ln mg nso pa pcm pt si ti wa zu", TO_ONE),
    ("pt-pt", ONE),
    ("is mk", (("one", _one_but_eleven),)),
    ("ceb fil tl", (("one", lambda n: n % 10 not in (4, 6, 9)),)),
    ("lv", (("zero", lambda n: n % 10 == 0 or 11 <= n % 100 <= 19), ("one", _one_but_eleven))),
    ("he iu se", (("one", _is(1)), ("two", _is(2)))),
    ("mo ro", (("one", _is(1)), ("few", lambda n: n == 0 or 1 <= n % 100 <= 19))),
    ("bs hr sh sr", SOUTH_SLAVIC),
    ("gd", (("one", _is(1, 11)), ("two", _is(2, 12)), ("few", lambda n: 3 <= n <= 10 or 13 <= n <= 19))),
    ("dsb hsb sl", SLOVENE),
    ("cs sk", (("one", _is(1)), ("few", _is(2, 3, 4)))),
    ("pl", (("one", _is(1)), ("few", _few_slavic), ("many", lambda n: True))),
    ("be ru uk", (*SOUTH_SLAVIC, ("many", lambda n: True))),
    ("lt", (("one", _ends(1, 1)), ("few", _ends(2, 9)))),
    (
        "mt",
        (
            ("one", _is(1)),
            ("two", _is(2)),
            ("few", lambda n: n == 0 or 3 <= n % 100 <= 10),
            ("many", _hundreds(11, 19)),
        ),
    ),
    ("ga", (("one", _is(1)), ("two", _is(2)), ("few", _is(3, 4, 5, 6)), ("many", _is(7, 8, 9, 10)))),
    (
        "ar",
        (
            ("zero", _is(0)),
            ("one", _is(1)),
            ("two", _is(2)),
            ("few", _hundreds(3, 10)),
            ("many", _hundreds(11, 99)),
        ),
    ),
    ("cy", (("zero", _is(0)), ("one", _is(1)), ("two", _is(2)), ("few", _is(3)), ("many", _is(6)))),
)
RULES = {language: rule for languages, rule in GROUPS for language in languages.split()}

"""The expressions of time that are looked for in an article's words, and who reads each of them."""

import re
from dataclasses import dataclass

from timeline.dates.days import MONTHS, WEEKDAYS
from timeline.dates.relative import readers
from timeline.dates.relative.found import Meaning
from timeline.dates.relative.numbers import NUMBER
from timeline.dates.relative.readers import Reader

FLAGS = re.IGNORECASE | re.ASCII


@dataclass(frozen=True, slots=True)
class Expression:
    """An expression of time and where it stands; has_number says that a day of the month is written in it.

    One that is bare names no year or week of its own.
    """

    start: int
    end: int
    unit: str
    bare: bool
    meaning: Meaning
    has_number: bool


_ABBREVIATED = ("Jan", "Feb", "Mar", "Apr", "", "Jun", "Jul", "Aug", "Sept?", "Oct", "Nov", "Dec")
# Months begin with a capital, or nobody "may march" any more.
_MONTH = "(?P<month>(?-i:" + "|".join(
    [f"{name}|{name.upper()}" for name in MONTHS] + [rf"{name}\b\.?" for name in _ABBREVIATED if name]
) + r"))(?![a-z])"  # fmt: skip
_WEEKDAY = f"(?P<weekday>{'|'.join(WEEKDAYS)})"
_SHORT_WEEKDAY = (
    r"(?P<weekday>mon(?:day|\b\.?)|tue(?:sday|s?\b\.?)|wed(?:nesday|\b\.?)|thu(?:rsday|(?:rs?)?\b\.?)|fri(?:day|\b\.?)"
    r"|sat(?:urday|\b\.?)|sun(?:day|\b\.?))"
)
_DAY = r"(?P<day>[12][0-9]|3[01]|0?[1-9])(?:st|nd|rd|th)?(?![0-9])"
_LAST_DAY = _DAY.replace("day", "last_day")
_YEAR = r"(?P<year>[1-9][0-9]{3})(?![0-9]|[.,:/%][0-9]|-[0-9]{1,3}\b| ?(?:bce?|ce|ad)\b)"
_OF_YEAR = rf"(?:,? (?:of |in )?{_YEAR}|,? (?:of |in )?(?P<which>last|this|next) year\b)?"
_SEASON = r"(?P<season>spring|summer|autumn|fall|winter)\b"
_WHICH = r"(?P<which>last|this past|past|this coming|coming|this|next)"
_UNIT = "(?P<unit>day|week|month|year)"
_UNITS = "(?P<unit>day|week|month|year)s"
_IN = r"(?:in|on|since|during|by|until|till|before|after|from|of|to|between|and|throughout|early|mid|late|into|around)"
# Those that are nothing but months, wherever they stand.
_SURE_MONTH = "(?P<month>(?-i:January|February|July|September|October|November|December))"
_TIME_OF_DAY = "(?: morning| afternoon| evening)?"
# Behind a number that looks like a year.
_COUNTED = (
    r"(?! (?:more |other )?(?:people|men|women|children|troops|soldiers|civilians|prisoners|deaths|cases|places|times"
    r"|homes|houses|villages|drones|missiles|tons|tonnes|kilomet(?:er|re)s|km|met(?:er|re)s|miles|dollars|euros)\b)"
)
# Between two numbers of days.
_TO = r" ?(?:-|to|until|till|through) ?"


# Read from top to bottom; what one has taken is out of reach for those below it. An expression is the group `at` where
# there is one, so that the words around it stay where the phrase is read.
_PATTERNS: tuple[tuple[str, Reader], ...] = (
    (r"(?<![\w.-])(?P<year>[0-9]{4})-(?P<month>[0-9]{2})(?:-(?P<day>[0-9]{2}))?(?![\w-])", readers.iso),
    (rf"\b{_SEASON},? (?:of |in )?(?P<year>[1-9][0-9]{{3}})(?:[-/](?:[0-9]{{4}}|[0-9]{{2}}))?\b", readers.season),
    (rf"\b{_SEASON},? (?:of )?(?P<year>)(?P<which>last|this|next) year\b", readers.season_of_year),
    (rf"\b{_WHICH} (?P<year>){_SEASON}", readers.season),
    (rf"\b{_IN}[ -](?:the )?(?P<at>(?P<which>)(?P<year>){_SEASON})", readers.season),
    (rf"\bbetween (?P<at>{_DAY} and {_LAST_DAY} (?:of )?{_MONTH}{_OF_YEAR})", readers.days_of_month),
    (rf"\bbetween (?P<at>{_MONTH} {_DAY} and {_LAST_DAY}{_OF_YEAR})", readers.days_of_month),
    (rf"\b(?:from )?(?P<at>{_DAY}{_TO}{_LAST_DAY} (?:of )?{_MONTH}{_OF_YEAR})", readers.days_of_month),
    (
        rf"\b(?:from )?(?P<at>{_MONTH} {_DAY}{_TO}{_LAST_DAY}(?! ?(?-i:[A-Z])|[:.][0-9]| ?[ap]\.?m\b){_OF_YEAR})",
        readers.days_of_month,
    ),
    (rf"\b(?:{_SHORT_WEEKDAY},? )?(?:the )?{_DAY} (?:of )?{_MONTH}{_OF_YEAR}", readers.day_of_month),
    (rf"\b(?:{_SHORT_WEEKDAY},? )?{_MONTH} (?:the )?{_DAY}(?!%|[.:,][0-9]){_OF_YEAR}", readers.day_of_month),
    (rf"\b{_MONTH},? (?:of |in )?{_YEAR}(?P<which>)", readers.month_of_year),
    (rf"\b{_MONTH},? (?:of )?(?P<year>)(?P<which>last|this|next) year\b", readers.month_of_year),
    (rf"\b(?P<year>)(?P<which>last|this|next) year,? in {_MONTH}", readers.month_of_year),
    (rf"\b{_WHICH} {_MONTH}", readers.month_alone),
    (rf"\b{_IN}[ -](?P<which>)(?P<at>{_MONTH})", readers.month_alone),
    (rf"\b(?P<which>){_SURE_MONTH}\b", readers.month_alone),
    (rf"\b{_WEEKDAY}{_TIME_OF_DAY},? (?:of )?(?P<which>last|this|next) week\b", readers.weekday_of_week),
    (rf"\b(?P<which>last|this|next) week,? (?:on )?{_WEEKDAY}\b", readers.weekday_of_week),
    (
        rf"\b(?:{_WHICH} )?{_WEEKDAY}\b(?! week\b)(?: (?P<behind>last)\b(?! (?:week|month|year)))?(?P<night> night\b)?",
        readers.weekday,
    ),
    (rf"\b(?:on|until|by|since|after|before) the (?P<at>{_DAY}(?<=[a-z]))(?=[,;.!?]|$)", readers.day_alone),
    (r"\bday before yesterday\b", readers.days_from_today(-2, -2, "two days before publication")),
    (r"\bday after tomorrow\b", readers.days_from_today(2, 2, "two days after publication")),
    (r"\byesterday\b(?P<night> night\b)?", readers.yesterday),
    (r"\btomorrow\b", readers.days_from_today(1, 1, "the day after publication")),
    (r"\b(?:last night|overnight)\b", readers.days_from_today(-1, 0, "the evening before or the night that followed")),
    (r"\b(?:today|tonight|this (?:morning|afternoon|evening))\b", readers.today),
    (
        r"\b(?:currently|at present|at the moment(?! (?:of|when|that|he|she|it|they|the)\b)|right now|as of now)\b",
        readers.today,
    ),
    (rf"\b(?:over )?the (?P<side>last|past|next|coming) (?P<number>{NUMBER}) {_UNIT}s?\b", readers.amount_up_to_now),
    (rf"\b(?:over )?the (?P<side>last|past|coming) {_UNITS}\b", readers.recent),
    (r"\b(?:over )?the (?P<number>)(?P<side>last|past|coming) (?P<unit>week|month|year)\b", readers.amount_up_to_now),
    (r"\bthis (?P<number>)(?P<side>past) (?P<unit>week|month|year)\b", readers.amount_up_to_now),
    (
        rf"(?<![\w.,-])(?<!\band )(?<!\bor )(?<!\bto )(?<!\bhalf )(?P<number>{NUMBER}) {_UNIT}s?"
        r" (?P<side>ago|earlier|later|from now|hence)\b",
        readers.amount_away,
    ),
    (rf"\b(?P<side>recent|coming) {_UNITS}\b", readers.recent),
    (r"\b(?:recently|lately|of late)\b", readers.recent),
    (r"\b(?<!the )(?P<which>last|this coming|this|next) (?P<unit>weekend|week|month|year)\b", readers.period),
    (r"\b(?P<which>last|this past) (?P<unit>weekend)\b", readers.period),
    (r"\b(?:over )?the (?P<which>)(?P<unit>weekend)\b", readers.period),
    (r"\b(?:earlier|later|early|late) in the (?P<at>(?P<unit>week|month|year))\b", readers.this_period),
    (r"\b(?P<year>[1-9][0-9]{2}0)s\b", readers.decade),
    (rf"(?:^|\b{_IN} |\bmid-|(?<=[0-9]{{4}})-)(?:the )?(?:year )?(?P<at>{_YEAR})(?!s\b){_COUNTED}", readers.year),
    (rf"\bthe (?P<at>{_YEAR})(?!s\b| [a-z]+s\b)", readers.year),
)
EXPRESSIONS = tuple((re.compile(pattern, FLAGS), reader) for pattern, reader in _PATTERNS)


def expressions(text: str) -> list[Expression]:
    """All that stand in the text, in order; what has been taken by one is not read again by another."""
    found = []
    for pattern, reader in EXPRESSIONS:
        for match in list(pattern.finditer(text)):
            start, end = match.span("at" if "at" in pattern.groupindex else 0)
            found.append(Expression(start, end, *reader(match), "day" in match.re.groupindex))
            # Blanks would join what stood on either side of it.
            text = text[:start] + "\0" * (end - start) + text[end:]
    return sorted(found, key=lambda expression: expression.start)

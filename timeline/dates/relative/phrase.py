"""What a phrase says of time: the one expression in it, with the words around it that limit, part or doubt it."""

import re
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from timeline.dates.relative.expressions import FLAGS, Expression, expressions
from timeline.dates.relative.found import Found, Meaning
from timeline.dates.relative.limits import around_today, from_to, in_third, no_earlier_than, no_later_than, with_night
from timeline.dates.relative.refused import is_name, is_refused, is_refused_here

# More expressions than this in one text are never one date.
_MOST = 4
_PARTED = ("week", "month", "season", "year", "decade")
_PLAIN_MARKS = str.maketrans("’‘ʼ–—‑−\xa0", "'''----\N{SPACE}")


def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(text, FLAGS)


_FORWARD = _pattern(r"\b(?:(?-i:will)|shall|due|scheduled|slated|upcoming|coming)\b|'ll\b")
_EITHER_WAY = _pattern(
    r"\b(?:would|could|(?-i:might|may)|should|must|expected|planned|planning|deadline|if|likely"
    r"|perhaps|possibly|probably|maybe"
    r"|(?:set|hopes|intends|wants|plans|going) to)\b"
    r"|\b(?:postponed|adjourned|moved|rescheduled|delayed|deferred|put off|pushed|brought forward)(?: back| forward)?"
    r" (?:to|from|until|till)(?: the)? $"
)
# What was "set for Tuesday" was to come when it was set.
_FOR = _pattern(r"\bfor(?: the)? $")
_TOLD = _pattern(
    r"\b(?:said|says|told|tells|wrote|writes|announced|added|reported|insisted|warned|declared|stated|posted|published)\b"
)
# Some of these govern what they stand directly before, others all of their clause: "after the talks on Tuesday".
_BEFORE = _pattern(
    r"\b(?:before|ahead of|prior to)\b"
    r"|\b(?:no later than|not later than|until|till|by|up to)(?: about| around)?(?: the)?\s*$"
)
_AFTER = _pattern(
    r"\b(?:after|since|following)\b"
    r"|\b(?:no earlier than|not earlier than|as of|as from|from|starting|beginning)(?: on| in)?(?: the)?\s*$"
)
_THIRD = _pattern(
    r"\b(?:(?P<third>early|mid|late)(?:[ -](?:in|on))?(?: the)?"
    r"|(?:in |at |around )?(?:the )?(?P<side>beginning|start|middle|end) of(?: the)?)[ -]$"
)
_THIRDS = {"beginning": "early", "start": "early", "middle": "mid", "end": "late"}
_AROUND_TODAY = _pattern(r"\b(?P<which>earlier|later)(?: in| on)?(?: the)? $")
_NIGHT_OF = _pattern(r"\bnight of (?:the )?$")
_ABOUT = _pattern(r"\b(?:about|around|circa|roughly|approximately)(?: (?:in|on))?(?: the)? $")
_ABOUT_BEHIND = _pattern(r"^,? or (?:so|thereabouts)\b")
_NOT_QUITE = _pattern(
    r"\b(?:nearly|almost|more than|less than|fewer than|at least|at most|over|under|up to|not quite) $"
)
# Days that are listed before or behind, of which one alone was understood: "3 and 9 March".
_LISTED_BEFORE = _pattern(r"(?:^|\W)[0-9]{1,2}(?:st|nd|rd|th)?(?: ?[,/-]| and| or| to|, and|, or) ?$")
_LISTED_BEHIND = _pattern(r"^(?: ?[,/-]| and| or| to|, and|, or) ?[0-9]{1,2}(?:st|nd|rd|th)?(?![\w:.%])")
_BETWEEN = _pattern(r" ?(?:to|until|till|through|-|up to|(?P<and>and))(?: (?:on|in|early|mid|late))?(?: the)?[ -]?")
_OPENED_BY_BETWEEN = _pattern(r"\bbetween(?: (?:on|in|early|mid|late))?(?: the)?[ -]?$")
_CLAUSE = _pattern(r"[,;:.!?](?=\s)|\s-\s")


@dataclass(frozen=True, slots=True)
class Phrase:
    """forward says that it tells of what is to come, approximate that it names its days only about."""

    meaning: Meaning
    forward: bool
    approximate: bool


# The same words are asked for by the checks and by several pages.
@lru_cache(maxsize=20_000)
def understood(words: str) -> Phrase | None:
    """The phrase of a text; None where it names no time, several, or one in a way that is not known here."""
    text = " ".join(words.translate(_PLAIN_MARKS).split())
    found = expressions(text)
    plain = _around(text, found)
    if not 1 <= len(found) <= _MOST or is_refused(plain) or is_name(text):
        return None
    phrases = [_limited(plain, text[one.start : one.end], one) for one in found]
    first, *others = phrases
    if first is None or any(one is None or one.forward != first.forward for one in others):
        return None
    if len(found) == 2 and (joined := _from_to(plain, *found)):
        return replace(first, meaning=joined)
    return replace(first, meaning=_if_all_agree([one.meaning for one in phrases if one])) if others else first


def _around(text: str, found: list[Expression]) -> str:
    """The text without the expressions."""
    for one in found:
        text = text[: one.start] + "\0" * (one.end - one.start) + text[one.end :]
    return text


def _limited(text: str, words: str, one: Expression) -> Phrase | None:
    """text is without the expressions, words are those of this one."""
    before, behind = text[: one.start], text[one.end :]
    clause = _CLAUSE.split(before)[-1]
    forward = _looks_forward(clause, text, one)
    if forward is None or is_refused_here(before, clause, words, behind, one) or _NOT_QUITE.search(before):
        return None
    if one.has_number and (_LISTED_BEFORE.search(before) or _LISTED_BEHIND.search(behind)):
        return None
    meaning = _parted(before, one)
    early, late = _BEFORE.search(_THIRD.sub(" ", clause)), _AFTER.search(_THIRD.sub(" ", clause))
    if early and late:
        return None
    if early:
        meaning = no_later_than(meaning)
    elif late:
        meaning = no_earlier_than(meaning)
    return Phrase(meaning, forward, bool(_ABOUT.search(before) or _ABOUT_BEHIND.search(behind)))


def _looks_forward(clause: str, text: str, one: Expression) -> bool | None:
    """None where it cannot be told; what has a year or a week of its own has no other direction."""
    if not one.bare:
        return bool(_FORWARD.search(text))
    if _EITHER_WAY.search(clause):
        return None
    if _FORWARD.search(clause):
        return None if _TOLD.search(clause) else True
    if _FOR.search(clause):
        return None
    # "Tuesday's scheduled talks" may be to come, and what somebody said on Tuesday that he will do is not.
    return None if _FORWARD.search(text[one.end :]) and not _TOLD.search(text) else False


def _parted(before: str, one: Expression) -> Meaning:
    if (third := _THIRD.search(before)) and one.unit in _PARTED:
        which = (third["third"] or third["side"]).lower()
        return in_third(one.meaning, one.unit, _THIRDS.get(which, which))
    if around := _AROUND_TODAY.search(before):
        return around_today(one.meaning, around["which"].lower())
    return with_night(one.meaning) if _NIGHT_OF.search(before) and one.unit == "day" else one.meaning


def _from_to(text: str, start: Expression, end: Expression) -> Meaning | None:
    before, between = text[: start.start], _BETWEEN.fullmatch(text[start.end : end.start])
    if between is None or (between["and"] and not _OPENED_BY_BETWEEN.search(before)):
        return None
    return from_to(_parted(before, start), start.bare, _parted(text[: end.start], end), end.bare)


def _if_all_agree(meanings: list[Meaning]) -> Meaning:
    """Several expressions are as good as one where all mean the same days."""

    def agreed(day: date, forward: bool) -> Found:
        first, *others = [meaning(day, forward) for meaning in meanings]
        if any(one.stretches != first.stretches for one in others):
            raise ValueError("two expressions that differ")
        return first

    return agreed

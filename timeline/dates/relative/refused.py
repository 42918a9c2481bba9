"""Words around an expression of time that make another day of it, many days, none at all or a name: nothing is known.

Wide on purpose. What is refused in vain asks the author for a note; what is read wrongly finds fault with a right date.
"""

import re

from timeline.dates.relative.expressions import FLAGS, Expression


def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(text, FLAGS)


_WEEKDAYS = "(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_OTHER_DAYS = _pattern(
    rf"\b(?:each|every|{_WEEKDAYS}s(?!')|anniversary|eve of|instead of|rather than|other than|except|apart from"
    r"|aside from|unlike|not (?:on|in|since|before|until|after)|but (?:one|two)|before last|after next|fortnights?"
    r"|(?:days?|weeks?|weekends?|months?|years?|decades?|hours?|minutes?)"
    r" (?:before|after|from|since|prior|ahead|later|earlier|ago|following|preceding)"
    r"|(?:days?|weeks?|months?|years?|quarter) to|week (?:of|beginning|starting|ending|commencing)"
    r"|nights? (?:to|into))\b"
)
# Days that stand for what happened on them, in whatever year that was.
_DAYS_AS_NAMES = _pattern(
    r"\b(?:(?:september|sept?\.?) 11|11 september|(?:october|oct\.?) 7|7 october|(?:january|jan\.?) 6)(?:th)?\b"
    r"(?!,? (?:of |in )?(?:[0-9]{4}|(?:last|this|next) year))"
)
_NOT = _pattern(
    r"\b(?:(?:no|not)(?! (?:later|earlier) than\b)|never|nor|neither|nobody|nothing|none|cannot|whether|unless)\b|n't\b"
)
# "Higher than in 2014", "up from last year".
_COMPARED = _pattern(
    r"(?:\b(?<!no later )(?<!not later )(?<!no earlier )(?<!not earlier )than"
    r"|\b(?:as (?:early|late|soon|recently|far back) as|like|as(?= (?:in|on) )|compared (?:with|to)"
    r"|(?:different|up|down) from))(?: (?:in|on|at))?(?: the)? ?$"
)
# "A week on Tuesday", "a week last Tuesday".
_WEEKS_ON = _pattern(r"\bweeks?(?: on)? $")
_NAMED_FOR_A_DAY = _pattern(r"\b(?:black|good|bloody|ash|palm|easter|holy|maundy|super|whit|shrove|cyber|fat)\s$")
_ONE_OF_MANY = _pattern(
    r"\b(?:an?|one|that|any|some|most|many|another|other|same|alternate|weekly|monthly|annual|usual|regular|traditional"
    r"|first|second|third|fourth|fifth|final|following|previous|preceding|subsequent)\s$"
)
_ARTICLE = _pattern(r"\bthe $")
_OWNED = _pattern(r"(?:\b(?:the|an?|his|her|its|their|our|my|your)|'s|s') $")
_LAST_OR_NEXT = _pattern(r"(?:last|next)\b")
_TOLD_APART = _pattern(r"^,? (?:before|after|following|preceding|when|that|which|on which)\b")
_ENDS = _pattern(r"^(?:$|[,;.!?])")
_PARTS_OF_DAY = "(?:morning|afternoon|evening|night)"
_MANY_BEHIND = _pattern(
    rf"^(?: {_PARTS_OF_DAY}s\b|,? (?:or|and) (?:later|earlier|before|after|beyond|last|next|this)\b"
    r"| at the (?:earliest|latest)\b| than\b)"
)
_OF = _pattern(r"^,? (?:of\b|(?:the )?[0-9]{1,2}(?:st|nd|rd|th)\b|deadline\b)|^'s deadline\b")
_PROPER_BEHIND = _pattern(rf"^(?: {_PARTS_OF_DAY})? (?!{_PARTS_OF_DAY}\b)(?-i:[A-Z])")
# Behind these a sentence goes on: "on Tuesday Moscow said".
_ON_OR_IN = {"day": _pattern(r"\bon $"), "month": _pattern(r"\bin $")}
# But for words that have their capital from the beginning of a sentence.
_PROPER_BEFORE = _pattern(
    r"(?<![\w'-])(?!(?:in|on|since|during|by|until|till|before|after|from|of|to|between|and|but|throughout|early|mid|late|into"
    r"|around|about|the|only|then|at|for|through|published|posted|updated|dated|released|said)\s$)(?-i:[A-Z])[\w'-]*\s$"
)


def is_refused(text: str) -> bool:
    """Is there anywhere in a text, its expressions taken out, what leaves none of them as it is?"""
    return bool(_OTHER_DAYS.search(text))


def is_name(text: str) -> bool:
    """“The October 7 attack”: is a day of the text one that is known by its date, without its year?"""
    return bool(_DAYS_AS_NAMES.search(text))


def is_refused_here(before: str, clause: str, words: str, behind: str, one: Expression) -> bool:
    """Do the words beside an expression make something else of it? clause is what of before is in its own clause."""
    if _NOT.search(clause) or _COMPARED.search(before) or _WEEKS_ON.search(before) or _MANY_BEHIND.search(behind):
        return True
    if _LAST_OR_NEXT.match(words) and _OWNED.search(before):
        return True
    # "The weekend" is all of it the expression.
    if (one.unit == "weekend" or (one.bare and _ARTICLE.search(before))) and _TOLD_APART.search(behind):
        return True
    if words.startswith("Today") and _PROPER_BEFORE.search(before):
        return True
    return one.bare and not one.has_number and _is_name_or_one_of_many(before, behind, one.unit)


def _is_name_or_one_of_many(before: str, behind: str, unit: str) -> bool:
    if _NAMED_FOR_A_DAY.search(before) or _ONE_OF_MANY.search(before) or _PROPER_BEFORE.search(before):
        return True
    # "The Wednesday deal" is read, "on the Wednesday" is that of a week which was told of before.
    if unit == "day" and _ARTICLE.search(before) and _ENDS.search(behind):
        return True
    if unit in ("day", "season") and _OF.search(behind):
        return True
    goes_on = unit in _ON_OR_IN and _ON_OR_IN[unit].search(before)
    return bool(_PROPER_BEHIND.search(behind)) and not goes_on

"""The reading of an article’s words for a date: the days they give as EDTF, and how they were reached as a sentence."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from timeline.dates.days import days_in_month, iso
from timeline.dates.edtf import Edtf, parse
from timeline.dates.relative.found import Found, Stretch
from timeline.dates.words import weekday_words

if TYPE_CHECKING:
    from timeline.dates.relative.phrase import Phrase

_MARKS = {"": "", "uncertain": "?", "approximate": "~", "uncertain-approximate": "%"}
# For words that hold whatever the day of publication is, when none is known.
_ANY_DAY = date(2000, 1, 1)


@dataclass(frozen=True, slots=True)
class Reading:
    """The days that words give, and one sentence on how, without full stop; `why` is that sentence's reason alone.

    `date` is a day, a month, a season, a year or a decade where it is exactly that, else one day in a range, or one of
    two. `why` is empty where nothing needs a reason, as for “yesterday”.
    """

    date: Edtf
    how: str
    why: str = ""


def resolve(words: str, published: Edtf) -> Reading | None:
    """The reading of an article's words in an article of that date; None where no rule covers them.

    If the article can be of several days, all that the words give for one of them; a side that is open stays open.
    """
    # Its many expressions take long to compile, and few builds look at words that they have not seen before.
    from timeline.dates.relative.phrase import understood

    phrase = understood(words)
    if phrase is None:
        return None
    try:
        found = _on_all_days(phrase, published)
    except (ValueError, OverflowError):
        # A day that there is not, as 30 February, or one beyond the years that are counted here.
        return None
    if found is None:
        return None
    doubts = {_MARKS[published.qualifier]} if any(found.moves) else set()
    doubts |= {"~"} if phrase.approximate else set()
    mark = "%" if len(doubts - {""}) > 1 else max(doubts, default="")
    reading = parse(_edtf(found, mark))
    why = found.reason or ("" if any(found.moves) else "as the words themselves say")
    return Reading(reading, _sentence(words, published, reading, why, any(found.moves)), why)


def _on_all_days(phrase: "Phrase", published: Edtf) -> Found | None:
    days = [date.fromordinal(day) for day in (published.earliest, published.latest) if day is not None]
    found = [phrase.meaning(day, phrase.forward) for day in dict.fromkeys(days or [_ANY_DAY])]
    if any(_is_reversed(stretch) for one in found for stretch in one.stretches):
        return None
    one = found[0]
    opens = (published.earliest is None and one.moves[0], published.latest is None and one.moves[1])
    if len({each.stretches for each in found}) > 1 or any(opens):
        first = None if opens[0] else _outermost((each.first for each in found), min)
        last = None if opens[1] else _outermost((each.last for each in found), max)
        one = Found(((first, last),), one.reason, one.moves)
    return None if one.stretches == ((None, None),) else one


def _outermost(bounds: Iterable[date | None], furthest: Callable[[list[date]], date]) -> date | None:
    days = list(bounds)
    known = [day for day in days if day is not None]
    return furthest(known) if len(known) == len(days) else None


def _is_reversed(stretch: Stretch) -> bool:
    first, last = stretch
    return first is not None and last is not None and first > last


def _edtf(found: Found, mark: str) -> str:
    if found.text:
        # Of one among several, each has the mark.
        return f"{found.text[:-1].replace(',', f'{mark},')}{mark}]" if found.text.startswith("[") else found.text + mark
    members = [_member(stretch, mark) for stretch in found.stretches]
    return members[0] if len(members) == 1 and ".." not in members[0] else f"[{','.join(members)}]"


def _member(stretch: Stretch, mark: str) -> str:
    """A day, month or year where it is one of these, else the first and the last of them, written alike."""
    first, last = stretch
    if first is None or last is None:
        sides = [iso(day.toordinal()) + mark if day else "" for day in stretch]
    else:
        sides = [iso(day.toordinal())[: _length(first, last)] + mark for day in (first, last)]
    return sides[0] if sides[0] == sides[1] else "..".join(sides)


def _length(first: date, last: date) -> int:
    """How much of the two days must be written: 4 signs where they bound whole years, 7 for months, 10 for days."""
    if first.day > 1 or last.day < days_in_month(last.year, last.month):
        return 10
    return 4 if (first.month, last.month) == (1, 12) else 7


def _sentence(words: str, published: Edtf, reading: Edtf, why: str, counted: bool) -> str:
    """counted says that the day of publication has a part in it."""
    said = weekday_words(reading).removesuffix(", day not known")
    if reading.precision == "no-later-than" and reading.end is not None:
        said = "no later than " + weekday_words(parse(reading.end.text))
    article = f" in an article {_of(published)}" if counted else ""
    return f"“{words}”{article} is {said}" + (f", {why}" if why else "")


def _of(published: Edtf) -> str:
    """“of Wednesday 12 March 2025”, and “dated 16 March 2025 or later” where it is not known so well."""
    if published.precision == "moment" and published.earliest is not None:
        published = parse(iso(published.earliest))
    words = weekday_words(published)
    if published.precision == "day" and not published.qualifier:
        return f"of {words}"
    return f"dated {words}{',' if ',' in words else ''}"
